import type { Clock } from '../kernel/clock.ts';
import type { AttemptEnd } from './attempt.ts';
import { inLaneOrder } from './delivery-lane.ts';
import type { DueDelivery, DueReader } from './due-deliveries.ts';
import { type Start, type Traffic, endpointAt, enqueueKnown, forget, leave } from './traffic.ts';

/** What keeping lanes going works with. */
export interface LanesHere {
  traffic: Traffic;
  reader: Pick<DueReader, 'lags'>;
  deps: { clock: Clock };
  isStopping: boolean;
}

/** Enough to go on with while more are read; what is behind more is parked, and costs no memory. */
const enoughBehind = 32;

/** Whether a delivery waits for a place here or is being sent, and has room for followers. One that itself follows never leads: so none can wait for itself. */
export function mayBeFollowed({ known }: Traffic, id: string): boolean {
  const head = known.get(id);
  return head !== undefined && head.isFollower !== true && (head.followers?.length ?? 0) < enoughBehind;
}

/**
 * What comes after a delivery that waits or is under way here gives back its place, and waits for its end; when that has
 * ended meanwhile it is read again.
 */
export function follow(lanes: LanesHere, start: Start, headId: string): void {
  const { traffic } = lanes;
  const head = traffic.known.get(headId);
  leave(traffic, start);
  if (head === undefined || !mayBeFollowed(traffic, headId)) {
    forget(traffic, start);
    leaveToLater(lanes, start);
    return;
  }
  const { stored, subscription, followers = [] } = start;
  const due: DueDelivery = { stored, subscription, isFollower: true };
  traffic.known.set(stored.resource.id, due);
  addFollowers(head, [due, ...followers]);
}

function addFollowers(head: DueDelivery, more: readonly DueDelivery[]): void {
  const all = [...(head.followers ?? []), ...more];
  head.followers = all.sort((left, right) => inLaneOrder(left.stored, right.stored));
}

/** The next of the lane has its turn when the one before is settled; else all that follow are read again. */
export function handOn(lanes: LanesHere, start: Start, end: AttemptEnd): void {
  const { traffic, deps, isStopping } = lanes;
  const [next, ...rest] = start.followers ?? [];
  delete start.followers;
  if (next === undefined) return;
  delete next.isFollower;
  next.followers = rest;
  const endpoint = endpointAt(traffic, start.endpoint.origin, deps.clock.now());
  const isSettled = end === 'delivered' || end === 'abandoned';
  if (isSettled && !isStopping && endpoint.health.shutUntil === undefined) enqueueKnown(traffic, endpoint, next);
  else {
    forget(traffic, next);
    leaveToLater(lanes, next);
  }
}

/** A row that could not be dealt with is read again when its subscription has its turn. */
export function leaveToLater({ reader }: Pick<LanesHere, 'reader'>, { subscription }: DueDelivery): void {
  if (subscription !== undefined) reader.lags(subscription);
}
