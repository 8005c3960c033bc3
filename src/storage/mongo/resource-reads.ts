import { compileSearch } from '../../tmf630/query/filter-match.ts';
import type { Predicate } from '../../tmf630/query/filter-match.ts';
import type { FilterExpression } from '../../tmf630/query/filter-expression.ts';
import { sortResources } from '../../tmf630/query/sort.ts';
import { turns } from '../turns.ts';
import type { ResourcePage, ResourceQuery, SortKey, StoredResource } from '../../tmf630/resource-store.ts';
import { countProjection, sortProjection } from './projection.ts';
import type { ResourceEnvelope } from './collections.ts';
import type { CollectionHandle } from './envelope.ts';
import { readable, resourceIn, resourcesIn } from './envelope.ts';
import { planFilter, planSort } from './plan.ts';
import type { SortSpec } from './plan.ts';
import type { Query } from './pushdown.ts';
import { quickCount, quickFind } from './quick-reads.ts';

interface Candidates {
  handle: CollectionHandle;
  query: Query;
  isExact: boolean;
  passes: Predicate;
  asked: ResourceQuery;
}

/** A page with its total. */
export async function readPage(handle: CollectionHandle, asked: ResourceQuery): Promise<ResourcePage> {
  const { candidates, sort } = await prepare(handle, asked);
  if (!sort) return sortedHere(candidates);
  const { resources, isWhole } = await sortedThere(candidates, sort);
  if (isWhole && (resources.length > 0 || asked.offset === 0)) {
    return { resources, total: asked.offset + resources.length };
  }
  return { resources, total: await countCandidates(candidates) };
}

/** A page without its total. */
export async function readList(handle: CollectionHandle, asked: ResourceQuery): Promise<StoredResource[]> {
  const { candidates, sort } = await prepare(handle, asked);
  return (sort ? await sortedThere(candidates, sort) : await sortedHere(candidates)).resources;
}

/** How many resources the filter has. */
export async function readCount(handle: CollectionHandle, filter: FilterExpression): Promise<number> {
  const { candidates } = await prepare(handle, { filter, sort: [], offset: 0, limit: 0 });
  return countCandidates(candidates);
}

async function prepare(
  handle: CollectionHandle,
  asked: ResourceQuery,
): Promise<{ candidates: Candidates; sort: SortSpec | undefined }> {
  const { query, isExact } = await planFilter(handle, asked.filter);
  const candidates = { handle, query, isExact, passes: compileSearch(asked.filter), asked };
  return { candidates, sort: await planSort(handle, asked.sort) };
}

interface Sorted {
  resources: StoredResource[];
  /** True when nothing comes after these. */
  isWhole: boolean;
}

async function sortedThere({ handle, query, isExact, passes, asked }: Candidates, sort: SortSpec): Promise<Sorted> {
  if (asked.limit === 0) return { resources: [], isWhole: false };
  if (isExact) {
    const page = { filter: query, projection: readable, sort, skip: asked.offset, limit: asked.limit };
    const found = await quickFind<ResourceEnvelope>(handle.db, handle.collection, page);
    return { resources: resourcesIn(found), isWhole: found.length < asked.limit };
  }
  const found = handle.collection.find<ResourceEnvelope>(query, { projection: readable, sort, allowDiskUse: true });
  const turn = turns.begin();
  let toSkip = asked.offset;
  const resources: StoredResource[] = [];
  for await (const envelope of found) {
    if (turn.isDue()) await turn.next();
    const resource = resourceIn(envelope);
    if (!resource || !passes(resource)) continue;
    if (toSkip > 0) toSkip -= 1;
    else resources.push(resource);
    if (resources.length === asked.limit) return { resources, isWhole: false };
  }
  return { resources, isWhole: true };
}

/**
 * Sorts candidates in process: they stream by with only the attributes that decide, the best `offset + limit` are kept,
 * and the page is then read whole. One that goes between the two reads leaves the page shorter by one.
 */
async function sortedHere({ handle, query, passes, asked }: Candidates): Promise<ResourcePage> {
  const best = boundedSort(asked.sort, handle.spec.numericText, asked.offset + asked.limit);
  let total = 0;
  const turn = turns.begin();
  const projection = sortProjection(asked);
  for await (const envelope of handle.collection.find<ResourceEnvelope>(query, { projection })) {
    if (turn.isDue()) await turn.next();
    const resource = resourceIn(envelope);
    if (!resource || !passes(resource)) continue;
    total += 1;
    best.add(resource);
  }
  const ids = best
    .sorted()
    .slice(asked.offset)
    .map(({ id }) => id);
  const byId = new Map((await readMany(handle, ids)).map((resource) => [resource.id, resource]));
  return { resources: ids.map((id) => byId.get(id)).filter((resource) => resource !== undefined), total };
}

function boundedSort(
  keys: readonly SortKey[],
  numericText: readonly string[],
  size: number,
): { add(resource: StoredResource): void; sorted(): StoredResource[] } {
  let kept: StoredResource[] = [];
  const room = Math.max(2 * size, 1000);
  const sorted = (): StoredResource[] => sortResources(kept, keys, numericText).slice(0, size);
  return {
    add: (resource) => {
      kept.push(resource);
      if (kept.length >= room) kept = sorted();
    },
    sorted,
  };
}

/** The living resource that a query on a unique member finds. */
export async function readOne(
  { db, collection }: CollectionHandle,
  filter: Query,
): Promise<StoredResource | undefined> {
  const [envelope] = await quickFind<ResourceEnvelope>(db, collection, { filter, projection: readable, limit: 1 });
  return envelope && resourceIn(envelope);
}

/** The living resources of these ids. */
export async function readMany(handle: CollectionHandle, ids: readonly string[]): Promise<StoredResource[]> {
  if (ids.length === 0) return [];
  const wanted = { filter: { _id: { $in: ids } }, projection: readable, limit: ids.length };
  return resourcesIn(await quickFind<ResourceEnvelope>(handle.db, handle.collection, wanted));
}

async function countCandidates({ handle, query, isExact, passes, asked }: Candidates): Promise<number> {
  if (isExact) return quickCount(handle.db, handle.collection, query);
  const turn = turns.begin();
  let total = 0;
  for await (const envelope of handle.collection.find<ResourceEnvelope>(query, {
    projection: countProjection(asked.filter),
  })) {
    if (turn.isDue()) await turn.next();
    const resource = resourceIn(envelope);
    if (resource && passes(resource)) total += 1;
  }
  return total;
}
