import type { Clock } from '../kernel/clock.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import type { Delivery, StoredDelivery } from './delivery.ts';
import { type GroupEnd, type HeldGroup, groupIdOf, holdGroup, settleMembers } from './group-lane.ts';
import { type Parcel, groupParcel, parcelOf } from './parcel.ts';
import type { Bodies } from './rendered-bodies.ts';
import type { Subscription } from './subscription.ts';

/** What preparing a POST works with. */
export interface OutgoingDeps {
  deliveries: ResourceStore;
  bodies: Bodies;
  clock: Clock;
}

/** A held delivery, ready to be posted, alone or at the head of a group. */
export interface Outgoing {
  held: StoredDelivery;
  parcel: Parcel;
  group?: HeldGroup;
}

/** The held delivery with its body; undefined when it goes out with another one, behind which it now waits. */
export async function prepareOutgoing(
  deps: OutgoingDeps,
  { held, event, subscription }: { held: StoredDelivery; event: ChangeEvent; subscription: Subscription },
): Promise<Outgoing | undefined> {
  if (held.delivery.groupKey === undefined) return { held, parcel: parcelOf(deps.bodies, event, subscription) };
  const group = await holdGroup(deps, held);
  if (group === undefined) return undefined;
  const parcel = (await groupParcel(deps.bodies, group, subscription)) ?? parcelOf(deps.bodies, event, subscription);
  return { held: group.held, parcel, group };
}

/** Settles those that have gone out with a held delivery, before itself is settled. Idempotent. */
export async function settleCompanions(
  deps: Pick<OutgoingDeps, 'deliveries' | 'clock'>,
  { group }: Outgoing,
  end: GroupEnd,
): Promise<void> {
  if (group !== undefined && group.members.length > 1) await settleMembers(deps, group, end);
}

/** The held delivery as it is settled: a group's head says which group, and always wakes its lane. Pure. */
export function asHead(delivery: Delivery, { group }: Outgoing): Delivery {
  if (group === undefined) return delivery;
  const isAlone = group.members.length < 2;
  const named = isAlone ? {} : { groupId: groupIdOf(delivery.subscriptionId, group.members) };
  return { ...delivery, ...named, hasFollower: true };
}
