import type { Clock } from '../kernel/clock.ts';
import { type FilterExpression, allOf, whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, SortKey, StoredResource } from '../tmf630/resource-store.ts';
import { type StoredDelivery, deliveryIn } from './delivery.ts';
import type { Subscription } from './subscription.ts';
import type { SubscriptionSource } from './subscription-source.ts';

/** What looking for due deliveries works with. */
export interface DueDeps {
  deliveries: ResourceStore;
  subscriptions: SubscriptionSource;
  clock: Clock;
}

/** A due delivery and who it is for, undefined when that subscription has ended. */
export interface DueDelivery {
  stored: StoredDelivery;
  subscription: Subscription | undefined;
}

const pageSize = 100;
const fairShare = { most: 50, least: 4, ofAll: 2000 };
const queriesAtOnce = 16;
const byDueAt: SortKey[] = [{ scope: 'internal', path: 'dueAt', direction: 'ascending' }];

/**
 * Deliveries that are due, oldest first: one query as long as they fit a page. When there are more, those of one slow
 * listener may fill the page and hide all others, so every other subscription for which `hasRoom` is asked for its own.
 */
export async function findDue(deps: DueDeps, hasRoom: (subscription: Subscription) => boolean): Promise<DueDelivery[]> {
  const page = await deps.deliveries.list({ filter: isDue(deps.clock), sort: byDueAt, offset: 0, limit: pageSize });
  const others = page.length < pageSize ? [] : (await deps.subscriptions.all()).filter(hasRoom);
  const found = new Map([...page, ...(await dueOfEach(deps, others))].map((resource) => [resource.id, resource]));
  const deliveries = [...found.values()].map(deliveryIn);
  const ids = [...new Set(deliveries.map(({ delivery }) => delivery.subscriptionId))];
  const subscriptions = ids.length === 0 ? [] : await deps.subscriptions.find(ids);
  const byId = new Map(subscriptions.map((each) => [each.id, each]));
  return deliveries.map((stored) => ({ stored, subscription: byId.get(stored.delivery.subscriptionId) }));
}

async function dueOfEach(deps: DueDeps, subscriptions: readonly Subscription[]): Promise<StoredResource[]> {
  const { most, least, ofAll } = fairShare;
  const limit = Math.max(least, Math.min(most, Math.ceil(ofAll / subscriptions.length)));
  const found: StoredResource[] = [];
  for (let from = 0; from < subscriptions.length; from += queriesAtOnce) {
    const some = subscriptions.slice(from, from + queriesAtOnce);
    found.push(...(await Promise.all(some.map(({ id }) => dueOf(deps, id, limit)))).flat());
  }
  return found;
}

function dueOf({ deliveries, clock }: DueDeps, subscriptionId: string, limit: number): Promise<StoredResource[]> {
  const filter = allOf(whereInternal('openSubscription', 'eq', subscriptionId), isDue(clock));
  return deliveries.list({ filter, sort: byDueAt, offset: 0, limit });
}

/** Up to and with the present. Instants are whole milliseconds; put with "less than" because SecantusDB, which tests may run on, leaves the bound itself out of "at most" in an index over several attributes. */
function isDue(clock: Clock): FilterExpression {
  return whereInternal('dueAt', 'lt', clock.now() + 1);
}
