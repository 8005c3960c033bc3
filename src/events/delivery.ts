import { formatInstant } from '../kernel/instant.ts';
import type { JsonObject } from '../kernel/json.ts';
import { objectsAt, textAt } from '../kernel/json.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { StoredResource } from '../tmf630/resource-store.ts';
import { instantAt, instantOf, numberAt, optional, present } from './record-members.ts';

/** One POST to a callback: when (UTC ms), its HTTP status or the reason why there was none, and how long it took. */
export interface Attempt {
  at: number;
  status?: number;
  reason?: string;
  durationMs: number;
}

/** Where a delivery stands. `abandoned`: given up, kept for operators to see. */
export type DeliveryState = 'pending' | 'delivered' | 'abandoned';

/** One event on its way to one subscription. Times in UTC ms. */
export interface Delivery {
  subscriptionId: string;
  eventId: string;
  eventType: string;
  resourceName: string;
  resourceId: string;
  /** The order of a lane: the event's sequence within its resource; in a lane of a group see `group-lane.ts`. */
  sequence: number;
  /** Goes out grouped with all that have the same one (hashed). */
  groupKey?: string;
  /** Events that go out with this one, itself included, in order: fixed before they are first sent. */
  members?: readonly string[];
  /** Under which id it has gone out, when that was together with others. */
  groupId?: string;
  /** The replay that has opened it again. */
  replayId?: string;
  /** When the event occurred. */
  occurredAt: number;
  state: DeliveryState;
  createdAt: number;
  /**
   * When a worker looks at it next. Absent while it waits behind an earlier delivery of its lane, and when all is done.
   * Present on a settled delivery whose successor has still to be woken.
   */
  dueAt?: number;
  /** Known to be the first open delivery of its lane; stays so until it is settled, as lanes only grow at their end. */
  isHead: boolean;
  /** A later delivery of the lane waits for this one, and is woken when this one is settled. */
  hasFollower: boolean;
  /** Token of the worker that holds it. */
  lease?: string;
  /** The last attempts, oldest first, at most 20. */
  attempts: Attempt[];
  attemptCount: number;
  /** Attempts that the listener refused (3xx, 4xx): few of them are enough to give up. */
  refusals: number;
  firstAttemptAt?: number;
  settledAt?: number;
  /** Why it was abandoned. */
  reason?: string;
}

/** A delivery as stored, with the resource it was read from. */
export interface StoredDelivery {
  delivery: Delivery;
  resource: StoredResource;
}

const keptAttempts = 20;

/** Stands in the index of open deliveries in place of a subscription for settled ones whose successor has still to be woken. */
export const wakingGroup = '~waking';

/** The id of the delivery of an event to a subscription: the same two always give the same id. */
export function deliveryId(subscriptionId: string, eventId: string): string {
  return `${subscriptionId}.${eventId}`;
}

/** A new delivery, due at once: a worker finds out whether an earlier one of its lane is still open. */
export function newDelivery(event: Omit<ChangeEvent, 'payload'>, subscriptionId: string, now: number): Delivery {
  const { eventId, eventType, resourceName, resourceId, sequence, occurredAt } = event;
  return {
    ...{ subscriptionId, eventId, eventType, resourceName, resourceId, sequence, occurredAt },
    ...{ state: 'pending', createdAt: now, dueAt: now, isHead: false, hasFollower: false },
    ...{ attempts: [], attemptCount: 0, refusals: 0 },
  };
}

/** A new delivery that waits for others with the same key for up to `waitMs`; its order is that of the events' times. */
export function newGroupedDelivery(
  event: Omit<ChangeEvent, 'payload'>,
  subscriptionId: string,
  { now, groupKey, waitMs }: { now: number; groupKey: string; waitMs: number },
): Delivery {
  const sequence = groupOrder(event);
  return { ...newDelivery(event, subscriptionId, now), groupKey, sequence, dueAt: now + waitMs };
}

const sequencesPerMs = 4096;

/** Events of different resources by time, those of one resource in its order. Whole numbers, above 0. */
function groupOrder({ occurredAt, sequence }: Pick<ChangeEvent, 'occurredAt' | 'sequence'>): number {
  return occurredAt * sequencesPerMs + (sequence % sequencesPerMs);
}

/**
 * Deliveries with the same lane go out one after the other: one resource's events to one subscription, or one group's. A
 * replay has lanes of its own: what comes back from the past waits for nothing newer.
 */
export function laneOf({ subscriptionId, resourceName, resourceId, groupKey, replayId }: Delivery): string {
  const owner = replayId === undefined ? subscriptionId : `${subscriptionId}/replay/${replayId}`;
  return groupKey === undefined ? `${owner}/${resourceName}/${resourceId}` : `${owner}/group/${groupKey}`;
}

/** The delivery with one more attempt. */
export function withAttempt(delivery: Delivery, attempt: Attempt): Delivery {
  return {
    ...delivery,
    attempts: [...delivery.attempts, attempt].slice(-keptAttempts),
    attemptCount: delivery.attemptCount + 1,
    firstAttemptAt: delivery.firstAttemptAt ?? attempt.at,
  };
}

/** A delivery that is to be inserted. */
export function insertable(delivery: Delivery): StoredResource {
  const id = deliveryId(delivery.subscriptionId, delivery.eventId);
  const { createdAt } = delivery;
  return { id, revision: 1, createdAt, updatedAt: createdAt, ...bodyOf(id, delivery) };
}

/** The next revision of a stored delivery. */
export function revised(resource: StoredResource, delivery: Delivery, now: number): StoredResource {
  return { ...resource, revision: resource.revision + 1, updatedAt: now, ...bodyOf(resource.id, delivery) };
}

function bodyOf(id: string, delivery: Delivery): Pick<StoredResource, 'document' | 'internal'> {
  return { document: documentOf(id, delivery), internal: internalOf(delivery) };
}

function documentOf(id: string, delivery: Delivery): JsonObject {
  const { subscriptionId, eventId, eventType, resourceName, resourceId, state, attemptCount, reason } = delivery;
  const { groupId, replayId } = delivery;
  const isWaiting = state === 'pending' && delivery.dueAt !== undefined;
  return present({
    ...{ id, subscriptionId, eventId, eventType, resourceName, resourceId, state, reason, attemptCount },
    ...{ groupId, replayId },
    occurredAt: formatInstant(delivery.occurredAt),
    createdAt: formatInstant(delivery.createdAt),
    firstAttemptAt: instantOf(delivery.firstAttemptAt),
    nextAttemptAt: isWaiting ? instantOf(delivery.dueAt) : undefined,
    settledAt: instantOf(delivery.settledAt),
    attempts: delivery.attempts.map(({ at, ...rest }) => present({ at: formatInstant(at), ...rest })),
  });
}

/** The members that indexes are over are present exactly as long as their index has to find the delivery. */
function internalOf(delivery: Delivery): JsonObject {
  const isOpen = delivery.state === 'pending';
  return present({
    sequence: delivery.sequence,
    dueAt: delivery.dueAt,
    lane: isOpen ? laneOf(delivery) : undefined,
    openSince: isOpen ? delivery.occurredAt : undefined,
    openSubscription: groupOf(delivery),
    deliveredTo: delivery.state === 'delivered' ? delivery.subscriptionId : undefined,
    groupKey: delivery.groupKey,
    members: delivery.members === undefined ? undefined : [...delivery.members],
    settledAt: delivery.settledAt,
    abandonedAt: delivery.state === 'abandoned' ? delivery.settledAt : undefined,
    isHead: delivery.isHead,
    hasFollower: delivery.hasFollower,
    lease: delivery.lease,
    refusals: delivery.refusals,
  });
}

function groupOf({ state, subscriptionId, dueAt }: Delivery): string | undefined {
  if (state === 'pending') return subscriptionId;
  return dueAt === undefined ? undefined : wakingGroup;
}

/** The delivery that a stored resource holds. */
export function deliveryIn(resource: StoredResource): StoredDelivery {
  const { document, internal, createdAt } = resource;
  const text = (name: string): string => textAt(document, name) ?? '';
  const delivery: Delivery = {
    ...{ subscriptionId: text('subscriptionId'), eventId: text('eventId'), eventType: text('eventType') },
    ...{ resourceName: text('resourceName'), resourceId: text('resourceId') },
    sequence: numberAt(internal, 'sequence') ?? 0,
    occurredAt: instantAt(document, 'occurredAt') ?? createdAt,
    state: stateAt(document),
    createdAt,
    isHead: internal['isHead'] === true,
    hasFollower: internal['hasFollower'] === true,
    attempts: objectsAt(document, 'attempts').map(attemptIn),
    attemptCount: numberAt(document, 'attemptCount') ?? 0,
    refusals: numberAt(internal, 'refusals') ?? 0,
    ...optional('dueAt', numberAt(internal, 'dueAt')),
    ...optional('lease', textAt(internal, 'lease')),
    ...optional('firstAttemptAt', instantAt(document, 'firstAttemptAt')),
    ...optional('settledAt', numberAt(internal, 'settledAt')),
    ...optional('reason', textAt(document, 'reason')),
    ...optional('groupKey', textAt(internal, 'groupKey')),
    ...optional('members', textsAt(internal, 'members')),
    ...optional('groupId', textAt(document, 'groupId')),
    ...optional('replayId', textAt(document, 'replayId')),
  };
  return { delivery, resource };
}

function attemptIn(object: JsonObject): Attempt {
  return {
    at: instantAt(object, 'at') ?? 0,
    durationMs: numberAt(object, 'durationMs') ?? 0,
    ...optional('status', numberAt(object, 'status')),
    ...optional('reason', textAt(object, 'reason')),
  };
}

function textsAt(object: JsonObject, name: string): string[] | undefined {
  const value = object[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : undefined;
}

function stateAt(document: JsonObject): DeliveryState {
  const state = textAt(document, 'state');
  return state === 'delivered' || state === 'abandoned' ? state : 'pending';
}
