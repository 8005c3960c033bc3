import type { FilterExpression } from '../tmf630/query/filter-expression.ts';
import { whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';

/** What purging works with. */
export interface PurgeDeps {
  events: ResourceStore;
  deliveries: ResourceStore;
}

const pageSize = 500;
const clockMarginMs = 3_600_000;

/**
 * Removes deliveries that were settled, and events that were relayed, before an instant (UTC ms). An event that an open
 * delivery may still have to send is kept, however old. Idempotent; works in small batches.
 */
export async function purgeOld(
  { events, deliveries }: PurgeDeps,
  before: number,
): Promise<{ events: number; deliveries: number }> {
  const settled = await removeOlder(deliveries, 'settledAt', before);
  const oldestOpen = await firstBy(deliveries, 'openSince');
  // An event is relayed after it occurred, which is what `openSince` of its deliveries says: those relayed before the oldest
  // open one occurred have none open. The margin is for clocks that differ between processes.
  const relayed = await removeOlder(events, 'relayedAt', Math.min(before, (oldestOpen ?? Infinity) - clockMarginMs));
  return { events: relayed, deliveries: settled };
}

/**
 * Removes what has an internal instant before another (UTC ms), oldest first, in small batches; answers how many. The path
 * should be indexed. Idempotent.
 */
export async function removeOlder(store: ResourceStore, instantPath: string, before: number): Promise<number> {
  const filter: FilterExpression = whereInternal(instantPath, 'lt', before);
  let removed = 0;
  for (;;) {
    const page = await store.list({ filter, sort: [ascending(instantPath)], offset: 0, limit: pageSize });
    const outcomes = await store.writeMany(
      page.map(({ id, revision }) => ({ kind: 'bury', id, expectedRevision: revision, events: [] })),
    );
    const written = outcomes.filter(({ outcome }) => outcome === 'written').length;
    removed += written;
    // A page of which nothing could be removed would come again and again; the next purge takes it up.
    if (page.length < pageSize || written === 0) return removed;
  }
}

async function firstBy(store: ResourceStore, instantPath: string): Promise<number | undefined> {
  const filter = whereInternal(instantPath, 'gte', 0);
  const [first] = await store.list({ filter, sort: [ascending(instantPath)], offset: 0, limit: 1 });
  const instant = first?.internal[instantPath];
  return typeof instant === 'number' ? instant : undefined;
}

function ascending(path: string): { scope: 'internal'; path: string; direction: 'ascending' } {
  return { scope: 'internal', path, direction: 'ascending' };
}
