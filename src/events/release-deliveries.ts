import type { Clock } from '../kernel/clock.ts';
import { type FilterExpression, allOf, whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import { type Delivery, deliveryIn, revised } from './delivery.ts';

const pageSize = 500;

/**
 * Makes due at once what waits for its time of a subscription: what was put off, and what waits for its next attempt. What a
 * worker holds is left to it, and what still waits for others of its group to its window. What is due already is written again, too, so that a worker that has read it and is about
 * to put it off finds it changed. Idempotent; stopped half-way, what is left comes due by itself.
 */
export async function releaseDeliveries(
  deps: { deliveries: ResourceStore; clock: Clock },
  subscriptionId: string,
): Promise<void> {
  const now = deps.clock.now();
  for (const dueAt of [whereInternal('dueAt', 'gt', now), whereInternal('dueAt', 'lt', now)]) {
    await moveTo(deps, now, allOf(whereInternal('openSubscription', 'eq', subscriptionId), dueAt));
  }
}

async function moveTo(
  { deliveries }: { deliveries: ResourceStore },
  now: number,
  filter: FilterExpression,
): Promise<void> {
  // Leased ones stay where they are: read past them.
  let held = 0;
  for (;;) {
    const page = await deliveries.list({
      ...{ filter, offset: held, limit: pageSize },
      sort: [{ scope: 'internal', path: 'dueAt', direction: 'ascending' }],
    });
    const free = page
      .map(deliveryIn)
      .filter(({ delivery }) => delivery.lease === undefined && !isCollecting(delivery, now));
    const outcomes = await deliveries.writeMany(
      free.map(({ delivery, resource }) => ({
        kind: 'replace',
        resource: revised(resource, { ...delivery, dueAt: now }, now),
        ...{ expectedRevision: resource.revision, events: [] },
      })),
    );
    held += page.length - outcomes.filter(({ outcome }) => outcome === 'written').length;
    if (page.length < pageSize) return;
  }
}

/** Whether it has not been tried yet since the window of its group is still open. */
function isCollecting({ groupKey, members, attemptCount, dueAt = -Infinity }: Delivery, now: number): boolean {
  return groupKey !== undefined && members === undefined && attemptCount === 0 && dueAt > now;
}
