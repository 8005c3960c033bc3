import { whereInternal } from '../tmf630/filter-expression.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';

const pageSize = 500;

/**
 * Removes what is still open of a subscription that has ended. Idempotent. Later events go before earlier ones: stopped
 * half-way, it leaves every lane with its head, which is due and so leads back here.
 */
export async function dropDeliveriesOf(deliveries: ResourceStore, subscriptionId: string): Promise<void> {
  for (;;) {
    const page = await deliveries.list({
      filter: whereInternal('liveSubscription', 'eq', subscriptionId),
      sort: [{ scope: 'internal', path: 'sequence', direction: 'descending' }],
      offset: 0,
      limit: pageSize,
    });
    const outcomes = await deliveries.writeMany(
      page.map(({ id, revision }) => ({ kind: 'bury', id, expectedRevision: revision, events: [] })),
    );
    // What others changed meanwhile is left: its head is due and leads back here.
    const hasProgress = outcomes.some(({ outcome }) => outcome === 'written');
    if (page.length < pageSize || !hasProgress) return;
  }
}
