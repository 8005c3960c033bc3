import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FilterExpression } from '../../tmf630/filter-expression.ts';
import { compileFilter } from '../../tmf630/filter-match.ts';
import type {
  CollectionSpec,
  ResourcePage,
  ResourceQuery,
  SortKey,
  StoredResource,
} from '../../tmf630/resource-store.ts';
import { sortResources } from '../../tmf630/sort.ts';
import type { Environment } from './environment.ts';
import { countEntries, recordKeys } from './index-scan.ts';
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

/** Candidates read between two pauses, so that a long scan does not hold up other requests. */
const pauseEvery = 256;

/** The living resource under a record key. */
export function readResource(tables: ResourceTables, recordKey: string): StoredResource | undefined {
  const text = tables.records.get(recordKey);
  return text === undefined ? undefined : parseRecord(text).resource;
}

/** A page; with `isCounted` the total too, in one pass. Memory grows with offset and limit only, not with the collection. */
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
  if (plan.isExact && plan.index === undefined) return reader.tables.order.size();
  if (plan.isExact && !plan.mayRepeat) return countEntries(reader.tables, plan);
  let count = 0;
  await eachPassing(reader, { plan, filter }, () => {
    count += 1;
    return true;
  });
  return count;
}

/** The plan gives the order and nothing but what passes: the offset is skipped without reading a record. */
async function readExact(reader: Reader, { offset, limit }: ResourceQuery, plan: QueryPlan): Promise<StoredResource[]> {
  const resources: StoredResource[] = [];
  if (limit <= 0) return resources;
  let position = 0;
  for (const recordKey of keysOf(reader, plan)) {
    position += 1;
    if (position % pauseEvery === 0) await pause(reader);
    if (position <= offset) continue;
    const resource = readResource(reader.tables, recordKey);
    if (resource) resources.push(resource);
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

/** The order is made here: the best of offset + limit are kept, cut back whenever there are twice as many. */
async function readUnordered(reader: Reader, query: ResourceQuery, candidates: Candidates): Promise<ResourcePage> {
  const { sort, offset, limit } = query;
  const wanted = offset + limit;
  const best = (found: StoredResource[]): StoredResource[] =>
    sortResources(found, sort, reader.spec.numericText).slice(0, wanted);
  let kept: StoredResource[] = [];
  let total = 0;
  await eachPassing(reader, candidates, (resource) => {
    total += 1;
    if (limit > 0) kept.push(resource);
    if (kept.length >= 2 * wanted + pauseEvery) kept = best(kept);
    return true;
  });
  return { resources: best(kept).slice(offset), total };
}

/** Gives every resource that passes to `take`, in the plan's order, until it answers false. */
async function eachPassing(
  reader: Reader,
  { plan, filter }: Candidates,
  take: (resource: StoredResource) => boolean,
): Promise<void> {
  const passes = compileFilter(filter);
  let read = 0;
  for (const recordKey of keysOf(reader, plan)) {
    read += 1;
    if (read % pauseEvery === 0) await pause(reader);
    const resource = readResource(reader.tables, recordKey);
    if (resource && passes(resource) && !take(resource)) return;
  }
}

function keysOf({ spec, tables }: Reader, plan: QueryPlan): Generator<string> {
  const index = spec.indexes.find(({ name }) => name === plan.index);
  return recordKeys(tables, plan, index?.on.length ?? 0);
}

async function pause({ environment }: Reader): Promise<void> {
  await nextTurn();
  environment.assertOpen();
}
