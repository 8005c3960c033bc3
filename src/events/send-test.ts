import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';
import { insertable, newDelivery } from './delivery.ts';
import { storedEvent } from './event-record.ts';
import { shownCallback } from './shown-callback.ts';
import type { Subscription } from './subscription.ts';
import { subscriptionResourceName } from './subscription-events.ts';

/** Type of the event that somebody has sent to one subscription, to see whether it arrives. */
export const subscriptionTestEvent = 'SubscriptionTestEvent';

/**
 * Opens the delivery of a test event to one subscription, whatever its query says; gives the delivery. It goes the way of every
 * other: signed, in the subscription's own time, tried again, and not while the subscription is paused.
 */
export async function sendTest(
  deps: { events: ResourceStore; deliveries: ResourceStore; clock: Pick<Clock, 'now'>; ids: IdSource },
  { id, callback }: Pick<Subscription, 'id' | 'callback'>,
): Promise<StoredResource> {
  const now = deps.clock.now();
  const event: ChangeEvent = {
    ...{ eventId: deps.ids.next(), eventType: subscriptionTestEvent, occurredAt: now, sequence: now },
    ...{ resourceName: subscriptionResourceName, resourceId: id },
    payload: { id, callback: shownCallback(callback) },
  };
  await deps.events.writeMany([{ kind: 'insert', resource: storedEvent(event, now), events: [] }]);
  const delivery = insertable(newDelivery(event, id, now));
  await deps.deliveries.write({ kind: 'insert', resource: delivery, events: [] });
  return delivery;
}
