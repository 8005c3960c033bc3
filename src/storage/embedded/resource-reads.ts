import type { FilterExpression } from '../../tmf630/query/filter-expression.ts';
import { matchAll } from '../../tmf630/query/filter-expression.ts';
import { compileSearch } from '../../tmf630/query/filter-match.ts';
import type {
  CollectionSpec,
  ResourcePage,
  ResourceQuery,
  SortKey,
  StoredResource,
} from '../../tmf630/resource-store.ts';
import { sortResources } from '../../tmf630/query/sort.ts';
import type { Turn } from '../turns.ts';
import { turns } from '../turns.ts';
import type { Environment } from './environment.ts';
import type { AgedKey } from './index-scan.ts';
import { agedKeys, compareAged, countEntries, recordKeys } from './index-scan.ts';
import type { QueryPlan } from './query-plan.ts';
import { planQuery } from './query-plan.ts';
import { parseRecord } from './record-text.ts';
import type { ResourceTables } from './resource-tables.ts';

/** What reading needs. */
export interface Reader {
  environment: Pick<Environment, 'assertOpen'>;
  spec: CollectionSpec;
  tables: ResourceTables;
}

/** Resources kept beyond a page before the worst of them are dropped. */
const keptBeyond = 256;

/** The living resource under a record key. */
export function readResource(tables: ResourceTables, recordKey: string): StoredResource | undefined {
  const text = tables.records.get(recordKey);
  return text === undefined ? undefined : parseRecord(text).resource;
}

/**
 * A page; with `isCounted` the total too. Memory grows with offset and limit only, not with the collection (but for keys
 * that come up more than once). Where the plan finds nothing but what passes, only the page's own records are read.
 */
export async function readPage(reader: Reader, query: ResourceQuery, isCounted: boolean): Promise<ResourcePage> {
  const plan = planFor(reader, query.filter, query.sort);
  const candidates: Candidates = { plan, filter: query.filter };
  if (plan.order === 'none') return readUnordered(reader, query, candidates);
  if (!plan.isExact) return readVerified(reader, query, { ...candidates, isCounted });
  const resources = await readExact(reader, query, plan);
  return { resources, total: isCounted ? await countPlan(reader, query.filter, plan) : 0 };
}

/** How many resources pass. */
export async function countResources(reader: Reader, filter: FilterExpression): Promise<number> {
  return countPlan(reader, filter, planFor(reader, filter, []));
}

/** What a plan leads to, and the filter that decides. */
interface Candidates {
  plan: QueryPlan;
  filter: FilterExpression;
}

function planFor({ spec, tables }: Reader, filter: FilterExpression, sort: readonly SortKey[]): QueryPlan {
  return planQuery(spec, { filter, sort }, (index) => tables.kinds.of(index));
}

async function countPlan(reader: Reader, filter: FilterExpression, plan: QueryPlan): Promise<number> {
  if (plan.isUnfiltered) return reader.tables.order.size();
  if (plan.isExact && !plan.mayRepeat) return countEntries(reader.tables, plan);
  let count = 0;
  const add = (): boolean => {
    count += 1;
    return true;
  };
  if (plan.isExact) await eachKey(reader, plan, add);
  else await eachPassing(reader, { plan, filter }, add);
  return count;
}

/**
 * The plan gives the order and nothing but what passes: the offset is skipped without reading a record. What is read is verified all
 * the same: it may have changed since its key was found, and what no longer passes must not be given.
 */
async function readExact(
  reader: Reader,
  { filter, offset, limit }: ResourceQuery,
  plan: QueryPlan,
): Promise<StoredResource[]> {
  const resources: StoredResource[] = [];
  if (limit <= 0) return resources;
  const passes = compileSearch(filter);
  const turn = turns.begin();
  for (const recordKey of keysOf(reader, plan, offset)) {
    if (turn.isDue()) await nextOf(turn, reader);
    const resource = readResource(reader.tables, recordKey);
    if (resource && passes(resource)) resources.push(resource);
    if (resources.length >= limit) break;
  }
  return resources;
}

/** The plan gives the order; every candidate is verified. */
async function readVerified(
  reader: Reader,
  { offset, limit }: ResourceQuery,
  { isCounted, ...candidates }: Candidates & { isCounted: boolean },
): Promise<ResourcePage> {
  const resources: StoredResource[] = [];
  let total = 0;
  if (limit <= 0 && !isCounted) return { resources, total };
  await eachPassing(reader, candidates, (resource) => {
    total += 1;
    if (total > offset && resources.length < limit) resources.push(resource);
    return isCounted || resources.length < limit;
  });
  return { resources, total };
}

/** The plan does not give the order. */
async function readUnordered(reader: Reader, query: ResourceQuery, candidates: Candidates): Promise<ResourcePage> {
  const { plan, filter } = candidates;
  if (!plan.isExact) return readSorted(reader, query, candidates);
  const total = await countPlan(reader, filter, plan);
  if (query.limit <= 0 || query.offset >= total) return { resources: [], total };
  const isByAge = query.sort.length === 0;
  const resources =
    (await readAlongOrder(reader, query, Math.floor(total / (isByAge ? keysPerRecord : 1)))) ??
    (isByAge ? await readOldest(reader, query, plan) : (await readSorted(reader, query, candidates)).resources);
  return { resources, total };
}

/** About as many keys are walked over in the time that one record is read in. */
const keysPerRecord = 16;

/**
 * The page out of all resources in the wanted order, each verified: the shorter way when many pass and do not come
 * late. Undefined when it has not filled after `most` records, or no index gives the order.
 */
async function readAlongOrder(
  reader: Reader,
  { filter, sort, offset, limit }: ResourceQuery,
  most: number,
): Promise<StoredResource[] | undefined> {
  const plan = planFor(reader, matchAll, sort);
  if (plan.order === 'none' || offset + limit > most) return undefined;
  const passes = compileSearch(filter);
  const resources: StoredResource[] = [];
  let [read, passed] = [0, 0];
  await eachPassing(reader, { plan, filter: matchAll }, (resource) => {
    read += 1;
    if (passes(resource)) passed += 1;
    if (passed > offset && resources.length < passed - offset) resources.push(resource);
    return resources.length < limit && read < most;
  });
  return resources.length < limit ? undefined : resources;
}

/** The page of the default order out of what passes, for the ages in its keys: only the page's records are read. */
async function readOldest(
  reader: Reader,
  { filter, offset, limit }: ResourceQuery,
  plan: QueryPlan,
): Promise<StoredResource[]> {
  const passes = compileSearch(filter);
  const wanted = offset + limit;
  const best = (found: AgedKey[]): AgedKey[] => found.sort(compareAged).slice(0, wanted);
  let kept: AgedKey[] = [];
  await eachKey(reader, plan, (key) => {
    kept.push(key);
    if (kept.length >= 2 * wanted + keptBeyond) kept = best(kept);
    return true;
  });
  return best(kept)
    .slice(offset)
    .map(({ recordKey }) => readResource(reader.tables, recordKey))
    .filter((resource) => resource !== undefined)
    .filter(passes);
}

/** The order is made here: the best of offset + limit are kept, cut back whenever there are twice as many. */
async function readSorted(reader: Reader, query: ResourceQuery, candidates: Candidates): Promise<ResourcePage> {
  const { sort, offset, limit } = query;
  const wanted = offset + limit;
  const best = (found: StoredResource[]): StoredResource[] =>
    sortResources(found, sort, reader.spec.numericText).slice(0, wanted);
  let kept: StoredResource[] = [];
  let total = 0;
  await eachPassing(reader, candidates, (resource) => {
    total += 1;
    if (limit > 0) kept.push(resource);
    if (kept.length >= 2 * wanted + keptBeyond) kept = best(kept);
    return true;
  });
  return { resources: best(kept).slice(offset), total };
}

/** Gives every key of a plan to `take`, none twice, in no particular order, until it answers false. */
async function eachKey(reader: Reader, plan: QueryPlan, take: (key: AgedKey) => boolean): Promise<void> {
  const turn = turns.begin();
  let read = 0;
  for (const key of agedKeys(reader.tables, plan)) {
    read += 1;
    if (read % keysPerRecord === 0 && turn.isDue()) await nextOf(turn, reader);
    if (!take(key)) return;
  }
}

/** Gives every resource that passes to `take`, in the plan's order, until it answers false. */
async function eachPassing(
  reader: Reader,
  { plan, filter }: Candidates,
  take: (resource: StoredResource) => boolean,
): Promise<void> {
  const passes = compileSearch(filter);
  const turn = turns.begin();
  for (const recordKey of keysOf(reader, plan)) {
    if (turn.isDue()) await nextOf(turn, reader);
    const resource = readResource(reader.tables, recordKey);
    if (resource && passes(resource) && !take(resource)) return;
  }
}

function keysOf({ spec, tables }: Reader, plan: QueryPlan, skipped = 0): Generator<string> {
  const index = spec.indexes.find(({ name }) => name === plan.index);
  return recordKeys(tables, plan, { pathCount: index?.on.length ?? 0, skipped });
}

async function nextOf(turn: Turn, { environment }: Reader): Promise<void> {
  await turn.next();
  environment.assertOpen();
}
