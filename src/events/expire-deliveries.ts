import type { Clock } from '../kernel/clock.ts';
import { matchAll, whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import { type StoredDelivery, deliveryIn } from './delivery.ts';
import { type DeliveryChange, changeAll } from './delivery-lane.ts';
import { abandoned } from './settle.ts';

const pageSize = 500;
const reason = 'not delivered in the time that deliveries are kept';

/**
 * Gives up what was opened before an instant (UTC ms) and is still to be sent: what a subscription collects while it is
 * paused or suspended is kept no longer than anything else. Idempotent; works in small batches. Answers how many.
 */
export async function expireDeliveries(
  deps: { deliveries: ResourceStore; clock: Clock },
  before: number,
): Promise<number> {
  let [expired, passed] = [0, 0];
  for (;;) {
    const page = await deps.deliveries.list({
      filter: whereInternal('openSince', 'lt', before),
      sort: [{ scope: 'internal', path: 'openSince', direction: 'ascending' }],
      ...{ offset: passed, limit: pageSize },
    });
    const written = await changeAll(deps, expiring(page.map(deliveryIn), { before, now: deps.clock.now() }));
    const count = written.filter((each) => each !== undefined).length;
    expired += count;
    // Old events whose deliveries are new, and what a worker holds, are read past.
    passed += page.length - count;
    if (page.length < pageSize) return expired;
  }
}

function expiring(page: readonly StoredDelivery[], { before, now }: { before: number; now: number }): DeliveryChange[] {
  return page
    .filter(({ delivery }) => delivery.createdAt < before && delivery.lease === undefined)
    .map((from) => ({ from, to: abandoned(from.delivery, { reason, now, wakeAt: now }) }));
}

/** Where states are kept, and the subscriptions that they are of. */
export interface SubscriptionStatesDeps {
  subscriptionStates: ResourceStore;
  hubs: ResourceStore;
}

/** Removes the states of subscriptions that are gone. Idempotent; answers how many. */
export async function purgeSubscriptionStates({ subscriptionStates, hubs }: SubscriptionStatesDeps): Promise<number> {
  let [removed, kept] = [0, 0];
  for (;;) {
    const page = await subscriptionStates.list({ filter: matchAll, sort: [], offset: kept, limit: pageSize });
    const live = new Set((await hubs.getMany(page.map(({ id }) => id))).map(({ id }) => id));
    const gone = page.filter(({ id }) => !live.has(id));
    const outcomes = await subscriptionStates.writeMany(
      gone.map(({ id, revision }) => ({ kind: 'bury', id, expectedRevision: revision, events: [] })),
    );
    const buried = outcomes.filter(({ outcome }) => outcome === 'written').length;
    removed += buried;
    kept += page.length - buried;
    if (page.length < pageSize) return removed;
  }
}
