import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { RandomSource } from '../kernel/random.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import type { StoredDelivery } from './delivery.ts';
import { wakeSuccessor } from './delivery-lane.ts';
import { dropDeliveriesOf } from './drop-deliveries.ts';
import type { FailureWatch } from './failure-watch.ts';
import type { GoneListeners } from './gone-listeners.ts';
import type { WriteHeld } from './held-writer.ts';
import { asHead, prepareOutgoing, settleCompanions } from './outgoing.ts';
import { type Parcel, headersOf } from './parcel.ts';
import type { PostCallback, PostOutcome } from './ports.ts';
import { releaseDeliveries } from './release-deliveries.ts';
import type { Bodies } from './rendered-bodies.ts';
import { type Settlement, abandoned, attemptOf, isGone, settle, settled } from './settle.ts';
import type { Subscription } from './subscription.ts';
import type { SubscriptionSource } from './subscription-source.ts';
import type { FailureNote, SubscriptionState } from './subscription-state.ts';

/** What an attempt works with. */
export interface AttemptDeps {
  deliveries: ResourceStore;
  subscriptions: SubscriptionSource;
  bodies: Bodies;
  post: PostCallback;
  writeHeld: WriteHeld;
  /** Whose listeners have said that they are gone (410), whether or not their subscriptions have been ended yet. */
  gone: GoneListeners;
  watch: FailureWatch;
  clock: Clock;
  random: RandomSource;
  logger: Logger;
  /** Told that deliveries have become due, at an instant (UTC ms) at the earliest. */
  becomesDue(since: number): void;
  /** How long a delivery belongs to who took it; longer than a POST may take. */
  leaseMs: number;
  /** How long after its first attempt a delivery may still be retried, ms. */
  retryForMs: number;
}

/** What came of a due row. `none`: nothing was sent (parked, taken by another worker, or its subscription is gone). */
export type AttemptEnd = 'delivered' | 'retried' | 'abandoned' | 'none';

/** A delivery that this process holds, with all that is needed to send it. */
export interface Sending {
  held: StoredDelivery;
  event: ChangeEvent;
  subscription: Subscription;
  state: SubscriptionState;
  /** Host and port of the callback. */
  endpoint: string;
  /** Breaks the POST off. */
  signal: AbortSignal;
  /** Told of what the listener answered, before it is written down. */
  onOutcome: (outcome: PostOutcome) => void;
}

/**
 * Posts a held delivery, writes what came of it, wakes the next of its lane. A crash before the write leaves the lease to
 * run out, and the same event is posted again with the same eventId.
 */
export async function send(deps: AttemptDeps, sending: Sending): Promise<AttemptEnd> {
  const { subscription, state } = sending;
  const outgoing = await prepareOutgoing(deps, sending);
  if (outgoing === undefined) return 'none';
  if (deps.gone.has(subscription.id)) return endAndDrop(deps, sending.held);
  const { held, parcel } = outgoing;
  const at = deps.clock.now();
  const outcome = await postParcel(deps, sending, { parcel, at });
  const now = deps.clock.now();
  const settlement = settle(held.delivery, { outcome, now, random: deps.random, ...patienceWith(deps, state) });
  report(deps, { held, settlement });
  const endsSubscription = settlement.kind === 'abandoned' && settlement.endsSubscription;
  // Before the next of the lane may go out, which it may once this one is settled.
  if (endsSubscription) await deps.subscriptions.end(subscription.id);
  const attempt = attemptOf(outcome, at);
  const wakeAt = now + deps.leaseMs;
  if (settlement.kind !== 'retry') await settleCompanions(deps, outgoing, { settlement, attempt });
  const written = await deps.writeHeld(held, (delivery) =>
    settled(asHead(delivery, outgoing), { settlement, attempt, wakeAt }),
  );
  if (endsSubscription) await dropDeliveriesOf(deps, subscription.id);
  else if (!sending.signal.aborted) await tell(deps, sending, outcome);
  if (written === undefined) return 'none';
  if (settlement.kind === 'retry') return 'retried';
  await wakeNext(deps, written);
  return settlement.kind;
}

async function postParcel(
  deps: AttemptDeps,
  { subscription, signal, onOutcome }: Sending,
  { parcel, at }: { parcel: Parcel; at: number },
): Promise<PostOutcome> {
  const headers = headersOf(parcel, subscription, at);
  const outcome = await deps.post({ url: subscription.callback, body: parcel.body, headers, signal });
  // Before its place is free: no call begins once the listener has said so.
  if (isGone(outcome)) deps.gone.add(subscription.id);
  onOutcome(outcome);
  return outcome;
}

/** Wakes whoever waits behind a settled delivery. Idempotent. */
export async function wakeNext(deps: AttemptDeps, done: StoredDelivery): Promise<void> {
  if (!done.delivery.hasFollower) return;
  const since = deps.clock.now();
  await wakeSuccessor(deps, done);
  deps.becomesDue(since);
}

/** What is only tried now and then is not given up meanwhile. */
function patienceWith(
  { retryForMs }: AttemptDeps,
  { state, since }: SubscriptionState,
): { retryForMs: number; resumedAt: number | undefined } {
  return { retryForMs: state === 'suspended' ? Infinity : retryForMs, resumedAt: since };
}

async function tell(deps: AttemptDeps, sending: Sending, outcome: PostOutcome): Promise<void> {
  const { state, endpoint } = sending;
  const now = deps.clock.now();
  const failure = failureOf(outcome, now);
  if (failure !== undefined) await deps.watch.failed({ state, endpoint, now }, failure);
  else if (await deps.watch.succeeded({ state, endpoint, now })) {
    await releaseDeliveries(deps, state.id);
    deps.becomesDue(now);
  }
}

/** What is noted of an outcome that is no success; undefined for a success. */
export function failureOf(outcome: PostOutcome, at: number): FailureNote | undefined {
  if (outcome.kind !== 'answered') return { at, reason: outcome.reason };
  const { status } = outcome;
  return status >= 200 && status < 300 ? undefined : { at, status };
}

/** Its event has been purged: nothing is left to send. */
export async function giveUp(deps: AttemptDeps, held: StoredDelivery): Promise<AttemptEnd> {
  const now = deps.clock.now();
  const reason = 'event no longer kept';
  deps.logger.warn({ deliveryId: held.resource.id, reason }, 'delivery abandoned');
  const wakeAt = now + deps.leaseMs;
  const written = await deps.writeHeld(held, (delivery) => abandoned(delivery, { reason, now, wakeAt }));
  if (written === undefined) return 'none';
  await wakeNext(deps, written);
  return 'abandoned';
}

/** Its subscription is gone. The rest first: this one, once its lease runs out, leads back to what a crash leaves of it. */
export async function drop(deps: AttemptDeps, { delivery, resource }: StoredDelivery): Promise<AttemptEnd> {
  await dropDeliveriesOf(deps, delivery.subscriptionId);
  await deps.deliveries.write({ kind: 'bury', id: resource.id, expectedRevision: resource.revision, events: [] });
  return 'none';
}

/** Its listener is gone. The subscription is ended by who heard so; should that have failed, it is made good here. */
async function endAndDrop(deps: AttemptDeps, held: StoredDelivery): Promise<AttemptEnd> {
  await deps.subscriptions.end(held.delivery.subscriptionId);
  return drop(deps, held);
}

/** Nothing is to be sent now: it is due as it was. */
export async function putBack(deps: AttemptDeps, held: StoredDelivery, dueAt = deps.clock.now()): Promise<void> {
  if (held.delivery.lease === undefined) return;
  await deps.writeHeld(held, ({ lease: _lease, ...rest }) => ({ ...rest, dueAt }));
}

/** The callback itself is left out: its path or query may hold a secret. */
function report({ logger }: AttemptDeps, { held, settlement }: { held: StoredDelivery; settlement: Settlement }): void {
  const { subscriptionId, eventId } = held.delivery;
  if (settlement.kind === 'delivered') logger.debug({ subscriptionId, eventId }, 'event delivered');
  if (settlement.kind === 'retry')
    logger.info({ subscriptionId, eventId, retryAt: settlement.at }, 'delivery failed and will be retried');
  if (settlement.kind !== 'abandoned') return;
  const { reason, endsSubscription } = settlement;
  logger.warn({ subscriptionId, eventId, reason, endsSubscription }, 'delivery abandoned');
}
