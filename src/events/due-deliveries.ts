import type { Clock } from '../kernel/clock.ts';
import { allOf, whereInternal } from '../tmf630/filter-expression.ts';
import type { ResourceStore, SortKey } from '../tmf630/resource-store.ts';
import { type StoredDelivery, deliveryIn } from './delivery.ts';
import type { Subscription } from './subscription.ts';
import type { SubscriptionSource } from './subscription-source.ts';

/** What looking for due deliveries works with. */
export interface DueDeps {
  deliveries: ResourceStore;
  subscriptions: SubscriptionSource;
  clock: Clock;
}

/** What the caller can use. */
export interface DueWish {
  /** Deliveries it has in hand already. */
  isBusy(id: string): boolean;
  /** Whether it could send to the subscription's endpoint now. */
  hasRoom(subscription: Subscription): boolean;
  /** How many of one subscription are enough for now. */
  perSubscription: number;
}

const pageSize = 100;
const queriesAtOnce = 16;
const byDueAt: SortKey[] = [{ scope: 'internal', path: 'dueAt', direction: 'ascending' }];

/**
 * Deliveries that are due, oldest first: one query as long as they fit a page. When there are more, those of one slow
 * listener may fill the page and hide all others, so every other subscription is asked for its own.
 */
export async function findDue(deps: DueDeps, wish: DueWish): Promise<StoredDelivery[]> {
  const isDue = whereInternal('dueAt', 'lte', deps.clock.now());
  const page = await deps.deliveries.list({ filter: isDue, sort: byDueAt, offset: 0, limit: pageSize });
  const found = new Map(page.map((resource) => [resource.id, deliveryIn(resource)]));
  if (page.length === pageSize) {
    const others = (await deps.subscriptions.all()).filter((subscription) => wish.hasRoom(subscription));
    for (let from = 0; from < others.length; from += queriesAtOnce) {
      const some = others.slice(from, from + queriesAtOnce);
      const lists = await Promise.all(some.map(({ id }) => dueOf(deps, id, wish.perSubscription)));
      for (const stored of lists.flat()) found.set(stored.resource.id, stored);
    }
  }
  return [...found.values()].filter(({ resource }) => !wish.isBusy(resource.id));
}

async function dueOf(deps: DueDeps, subscriptionId: string, limit: number): Promise<StoredDelivery[]> {
  const filter = allOf(
    whereInternal('openSubscription', 'eq', subscriptionId),
    whereInternal('dueAt', 'lte', deps.clock.now()),
  );
  return (await deps.deliveries.list({ filter, sort: byDueAt, offset: 0, limit })).map(deliveryIn);
}
