import { derivedUuid } from '../kernel/ids.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import { type SubscriptionState, subscriptionStateDocument } from './subscription-state.ts';

/** Type of the event that tells that a subscription's listener has failed for so long that it is only tried now and then. */
export const subscriptionSuspendedEvent = 'SubscriptionSuspendedEvent';

/** Type of the event that tells that a suspended or paused subscription is sent to again. */
export const subscriptionResumedEvent = 'SubscriptionResumedEvent';

/** Name of the resource that those events are about. */
export const subscriptionResourceName = 'subscription';

/** One change of a subscription's state, and the revision that its row has with it. */
export interface StateTransition {
  from: SubscriptionState;
  to: SubscriptionState;
  revision: number;
  now: number;
}

/** The events of a change of state: of a suspension, and of going on. Their ids follow from what changed. Pure. */
export function subscriptionEvents({ from, to, revision, now }: StateTransition): ChangeEvent[] {
  const eventType = eventTypeOf(from, to);
  if (eventType === undefined) return [];
  const { id } = to;
  return [
    {
      eventId: derivedUuid(eventType, id, revision, now),
      eventType,
      occurredAt: now,
      resourceName: subscriptionResourceName,
      resourceId: id,
      sequence: revision,
      payload: { ...subscriptionStateDocument(to), previousState: from.state },
    },
  ];
}

function eventTypeOf(from: SubscriptionState, to: SubscriptionState): string | undefined {
  if (from.state === to.state) return undefined;
  if (to.state === 'suspended') return subscriptionSuspendedEvent;
  return to.state === 'active' ? subscriptionResumedEvent : undefined;
}
