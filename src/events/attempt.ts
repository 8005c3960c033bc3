import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Logger } from '../kernel/logger.ts';
import type { RandomSource } from '../kernel/random.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import type { StoredDelivery } from './delivery.ts';
import { claim, wakeSuccessor, writeHeld } from './delivery-lane.ts';
import { dropDeliveriesOf } from './drop-deliveries.ts';
import { eventIn } from './event-record.ts';
import { asHead, prepareOutgoing, settleCompanions } from './outgoing.ts';
import { headersOf } from './parcel.ts';
import type { PostCallback } from './ports.ts';
import { type Settlement, abandoned, attemptOf, settle, settled } from './settle.ts';
import type { Subscription } from './subscription.ts';
import type { SubscriptionSource } from './subscription-source.ts';

/** What an attempt works with. */
export interface AttemptDeps {
  deliveries: ResourceStore;
  events: ResourceStore;
  subscriptions: SubscriptionSource;
  /** The event as the subscription's listener gets it, before `fields`. */
  render(event: ChangeEvent, subscription: Subscription): JsonObject;
  post: PostCallback;
  clock: Clock;
  random: RandomSource;
  ids: IdSource;
  logger: Logger;
  /** How long a delivery belongs to who took it; longer than a POST may take. */
  leaseMs: number;
}

/** What came of a due row. `none`: nothing was sent (parked, taken by another worker, or its subscription is gone). */
export type AttemptEnd = 'delivered' | 'retried' | 'abandoned' | 'none';

/** A due row and the subscription it is for, undefined when that is gone. */
export interface DueWork {
  stored: StoredDelivery;
  subscription: Subscription | undefined;
  /** Breaks the POST off. */
  signal: AbortSignal;
}

/**
 * One look at a due row: lease it, prepare the body, post it, write what came of it, wake the next of its lane. A crash
 * before the write leaves the lease to run out, and the same event is posted again with the same eventId.
 */
export async function attemptDelivery(
  deps: AttemptDeps,
  { stored, subscription, signal }: DueWork,
): Promise<AttemptEnd> {
  if (stored.delivery.state !== 'pending') {
    await wakeSuccessor(deps, stored);
    return 'none';
  }
  const { subscriptionId, eventId } = stored.delivery;
  if (subscription === undefined) {
    await dropDeliveriesOf(deps, subscriptionId);
    return 'none';
  }
  const claimed = await claim(deps, stored, { token: deps.ids.next(), leaseMs: deps.leaseMs });
  if (claimed.kind !== 'leased') return 'none';
  const { held } = claimed;
  // Looked up again: it may have ended since, by the answer to the delivery before this one.
  const [[live], event] = await Promise.all([deps.subscriptions.find([subscriptionId]), deps.events.get(eventId)]);
  if (live === undefined) return drop(deps, held);
  if (event === undefined) return giveUp(deps, held);
  return send(deps, { held, event: eventIn(event), subscription: live, signal });
}

/** The rest first: this one, once its lease runs out, leads back to what a crash leaves of it. */
async function drop(deps: AttemptDeps, { delivery, resource }: StoredDelivery): Promise<AttemptEnd> {
  await dropDeliveriesOf(deps, delivery.subscriptionId);
  await deps.deliveries.write({ kind: 'bury', id: resource.id, expectedRevision: resource.revision, events: [] });
  return 'none';
}

interface Sending {
  held: StoredDelivery;
  event: ChangeEvent;
  subscription: Subscription;
  signal: AbortSignal;
}

async function send(deps: AttemptDeps, { held, event, subscription, signal }: Sending): Promise<AttemptEnd> {
  const outgoing = await prepareOutgoing(deps, { held, event, subscription });
  if (outgoing === undefined) return 'none';
  const { parcel } = outgoing;
  const at = deps.clock.now();
  const headers = headersOf(parcel, subscription, at);
  const outcome = await deps.post({ url: subscription.callback, body: parcel.body, headers, signal });
  const now = deps.clock.now();
  const settlement = settle(held.delivery, { outcome, now, random: deps.random });
  report(deps, { held, settlement });
  const endsSubscription = settlement.kind === 'abandoned' && settlement.endsSubscription;
  // Before the next of the lane may go out, which it may once this one is settled.
  if (endsSubscription) await deps.subscriptions.end(subscription.id);
  const attempt = attemptOf(outcome, at);
  const wakeAt = now + deps.leaseMs;
  if (settlement.kind !== 'retry') await settleCompanions(deps, outgoing, { settlement, attempt });
  const written = await writeHeld(deps, outgoing.held, (delivery) =>
    settled(asHead(delivery, outgoing), { settlement, attempt, wakeAt }),
  );
  if (written === undefined) return 'none';
  if (settlement.kind === 'retry') return 'retried';
  if (endsSubscription) await dropDeliveriesOf(deps, subscription.id);
  if (written.delivery.hasFollower) await wakeSuccessor(deps, written);
  return settlement.kind;
}

/** Its event has been purged: nothing is left to send. */
async function giveUp(deps: AttemptDeps, held: StoredDelivery): Promise<AttemptEnd> {
  const now = deps.clock.now();
  const reason = 'event no longer kept';
  deps.logger.warn({ deliveryId: held.resource.id, reason }, 'delivery abandoned');
  const wakeAt = now + deps.leaseMs;
  const written = await writeHeld(deps, held, (delivery) => abandoned(delivery, { reason, now, wakeAt }));
  if (written === undefined) return 'none';
  if (written.delivery.hasFollower) await wakeSuccessor(deps, written);
  return 'abandoned';
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
