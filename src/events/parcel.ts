import type { JsonObject } from '../kernel/json.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import { eventIn } from './event-record.ts';
import { groupEvent } from './group-event.ts';
import { type HeldGroup, groupIdOf } from './group-lane.ts';
import { type SignedMessage, signatureHeaders } from './signature.ts';
import { type Subscription, narrowed } from './subscription.ts';

/** What is posted: the body, and the id by which the receiver knows it again. */
export type Parcel = Omit<SignedMessage, 'at'>;

/** The body of one event as its listener gets it. */
export function parcelOf(
  { render }: { render(event: ChangeEvent, subscription: Subscription): JsonObject },
  event: ChangeEvent,
  subscription: Subscription,
): Parcel {
  const body = JSON.stringify(narrowed(render(event, subscription), subscription.query.fields));
  return { id: event.eventId, body };
}

/** The headers of a parcel that is sent at `at` (UTC ms), signed when the subscription has a secret. */
export function headersOf(parcel: Parcel, { secrets = [] }: Subscription, at: number): Record<string, string> {
  return { 'content-type': 'application/json', ...signatureHeaders(secrets, { ...parcel, at }) };
}

/** What groups are made from. */
export interface GroupParcelDeps {
  events: ResourceStore;
  render(event: ChangeEvent, subscription: Subscription): JsonObject;
}

/**
 * The body of a group: one event that lists its members by reference; of a group of one, that event itself. Members whose event
 * is no longer kept are left out; undefined when none is.
 */
export async function groupParcel(
  deps: GroupParcelDeps,
  { members }: HeldGroup,
  subscription: Subscription,
): Promise<Parcel | undefined> {
  const kept = new Map((await deps.events.getMany(members)).map((each) => [each.id, eventIn(each)]));
  const events = members.flatMap((each) => kept.get(each) ?? []);
  const [first, ...others] = events;
  if (first === undefined) return undefined;
  if (others.length === 0) return parcelOf(deps, first, subscription);
  const id = groupIdOf(subscription.id, members);
  const listed = events.map((event) => ({ event, rendered: deps.render(event, subscription) }));
  return { id, body: JSON.stringify(groupEvent({ id, grouping: subscription.grouping, events: listed })) };
}
