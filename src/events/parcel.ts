import type { ChangeEvent } from '../tmf630/change-event.ts';
import { groupEvent } from './group-event.ts';
import { type HeldGroup, groupIdOf } from './group-lane.ts';
import { type SignedMessage, signatureHeaders } from './signature.ts';
import type { Bodies } from './rendered-bodies.ts';
import type { Subscription } from './subscription.ts';

/** What is posted: the body, and the id by which the receiver knows it again. */
export type Parcel = Omit<SignedMessage, 'at'>;

/** The body of one event as its listener gets it. */
export function parcelOf(bodies: Pick<Bodies, 'of'>, event: ChangeEvent, subscription: Subscription): Parcel {
  return { id: event.eventId, body: bodies.of(event, subscription) };
}

/** The headers of a parcel that is sent at `at` (UTC ms), signed when the subscription has a secret. */
export function headersOf(parcel: Parcel, { secrets = [] }: Subscription, at: number): Record<string, string> {
  return { 'content-type': 'application/json', ...signatureHeaders(secrets, { ...parcel, at }) };
}

/**
 * The body of a group: one event that lists its members by reference; of a group of one, that event itself. Members whose event
 * is no longer kept are left out; undefined when none is.
 */
export async function groupParcel(
  bodies: Bodies,
  { members }: HeldGroup,
  subscription: Subscription,
): Promise<Parcel | undefined> {
  const kept = await bodies.find(members);
  const events = members.flatMap((each) => kept.get(each) ?? []);
  const [first, ...others] = events;
  if (first === undefined) return undefined;
  if (others.length === 0) return parcelOf(bodies, first, subscription);
  const id = groupIdOf(subscription.id, members);
  const listed = events.map((event) => ({ event, rendered: bodies.rendered(event, subscription) }));
  return { id, body: JSON.stringify(groupEvent({ id, grouping: subscription.grouping, events: listed })) };
}
