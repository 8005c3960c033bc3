import { derivedUuid } from '../kernel/ids.ts';
import type { StoredResource } from '../tmf630/resource-store.ts';
import {
  type Attempt,
  type Delivery,
  type StoredDelivery,
  deliveryId,
  deliveryIn,
  laneOf,
  revised,
} from './delivery.ts';
import { type LaneDeps, change, openInLane, parkAll } from './delivery-lane.ts';
import type { Settlement } from './settle.ts';

/*
 * Deliveries that go out grouped are rows like others, in a lane for each subscription and value of the key. Each is due
 * when its own window ends, so the first one's window is the group's. When the first is due it takes those behind it along:
 *  1. Its members are written into it before anything is sent, and it moves to the front of the lane for good (order 0), so that
 *     whatever is inserted later, and however often a crash repeats it, the same group goes out under the same id.
 *  2. After the answer its members are settled before itself: a crash in between repeats the group, which the receiver knows.
 *  3. A settled group always wakes its lane: rows may have waited behind any of its members.
 */

/** Most events of one group. */
export const longestGroup = 1000;

/** A held delivery and the events that go out with it, itself included, in order. */
export interface HeldGroup {
  held: StoredDelivery;
  members: readonly string[];
}

/**
 * The group of a held delivery, fixed from now on. Undefined when it is not the first of its lane, behind which it then waits,
 * or when somebody else was faster.
 */
export async function holdGroup(deps: LaneDeps, held: StoredDelivery): Promise<HeldGroup | undefined> {
  const rows = await openInLane(deps, laneOf(held.delivery), longestGroup);
  const [first] = rows;
  if (first === undefined) return undefined;
  if (first.resource.id !== held.resource.id) {
    const { lease: _lease, ...free } = held.delivery;
    await parkAll(deps, [{ stored: { ...held, delivery: { ...free, isHead: false } }, head: first }], new Map());
    return undefined;
  }
  const { members } = held.delivery;
  if (members !== undefined) return { held, members };
  const events = rows.map(({ delivery }) => delivery.eventId);
  const fixed = await change(deps, held, { ...held.delivery, sequence: 0, members: events });
  return fixed && { held: fixed, members: events };
}

/** The id of a group: the same members always have the same one. */
export function groupIdOf(subscriptionId: string, members: readonly string[]): string {
  return derivedUuid('eventGroup', subscriptionId, ...members);
}

/** What came of a group. */
export interface GroupEnd {
  settlement: Exclude<Settlement, { kind: 'retry' }>;
  attempt: Attempt;
}

const tries = 10;

/** Settles the members of a group but its head. Those that are settled already stay as they are. Idempotent. */
export async function settleMembers(deps: LaneDeps, { held, members }: HeldGroup, end: GroupEnd): Promise<void> {
  const { subscriptionId, eventId } = held.delivery;
  const groupId = groupIdOf(subscriptionId, members);
  let left = members.filter((each) => each !== eventId).map((each) => deliveryId(subscriptionId, each));
  for (let round = 0; round < tries && left.length > 0; round += 1) {
    const open = (await deps.deliveries.getMany(left)).map(deliveryIn).filter(({ delivery }) => isOpen(delivery));
    const now = deps.clock.now();
    const outcomes = await deps.deliveries.writeMany(
      open.map(({ delivery, resource }) => ({
        kind: 'replace',
        resource: settledMember(resource, delivery, { ...end, groupId, now }),
        ...{ expectedRevision: resource.revision, events: [] },
      })),
    );
    left = open.flatMap(({ resource }, at) => (outcomes[at]?.outcome === 'written' ? [] : [resource.id]));
  }
}

function isOpen({ state }: Delivery): boolean {
  return state === 'pending';
}

function settledMember(
  resource: StoredResource,
  delivery: Delivery,
  { settlement, attempt, groupId, now }: GroupEnd & { groupId: string; now: number },
): StoredResource {
  const { dueAt: _dueAt, lease: _lease, ...rest } = delivery;
  const ended = {
    ...{ ...rest, groupId, settledAt: attempt.at + attempt.durationMs },
    ...{ attempts: [...rest.attempts, attempt].slice(-20), attemptCount: rest.attemptCount + 1 },
    firstAttemptAt: rest.firstAttemptAt ?? attempt.at,
  };
  const settled: Delivery =
    settlement.kind === 'delivered'
      ? { ...ended, state: 'delivered' }
      : { ...ended, state: 'abandoned', reason: settlement.reason };
  return revised(resource, settled, now);
}
