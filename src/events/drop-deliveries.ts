import type { Clock } from '../kernel/clock.ts';
import { whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import { type Delivery, deliveryIn } from './delivery.ts';

const pageSize = 500;

/**
 * Removes what is still open of a subscription that has ended. What a worker holds is left to it: it finds out itself.
 * Idempotent. Later events go before earlier ones: stopped half-way, it leaves every lane with its head, which is due and so
 * leads back here.
 */
export async function dropDeliveriesOf(
  { deliveries, clock }: { deliveries: ResourceStore; clock: Clock },
  subscriptionId: string,
): Promise<void> {
  for (;;) {
    const page = await deliveries.list({
      filter: whereInternal('openSubscription', 'eq', subscriptionId),
      sort: [{ scope: 'internal', path: 'sequence', direction: 'descending' }],
      offset: 0,
      limit: pageSize,
    });
    const outcomes = await deliveries.writeMany(
      page
        .filter((resource) => !isHeld(deliveryIn(resource).delivery, clock.now()))
        .map(({ id, revision }) => ({ kind: 'bury', id, expectedRevision: revision, events: [] })),
    );
    // What others changed meanwhile is left: its head is due and leads back here.
    const hasProgress = outcomes.some(({ outcome }) => outcome === 'written');
    if (page.length < pageSize || !hasProgress) return;
  }
}

function isHeld({ lease, dueAt }: Delivery, now: number): boolean {
  return lease !== undefined && dueAt !== undefined && dueAt > now;
}
