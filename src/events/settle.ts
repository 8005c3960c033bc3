import type { RandomSource } from '../kernel/random.ts';
import { retryDelayMs } from './backoff.ts';
import { type Attempt, type Delivery, withAttempt } from './delivery.ts';
import type { PostOutcome } from './ports.ts';

/** What becomes of a delivery after an attempt. */
export type Settlement =
  | { kind: 'delivered' }
  | { kind: 'retry'; at: number; isRefusal: boolean }
  /** `endsSubscription`: the listener is gone for good (410). */
  | { kind: 'abandoned'; reason: string; endsSubscription: boolean };

/** One attempt: what came of it, when it ended (UTC ms), chance for the jitter, and for how long it may be repeated. */
export interface AttemptResult {
  outcome: PostOutcome;
  now: number;
  random: RandomSource;
  /** How long after its first attempt a delivery may still be retried, ms; Infinity while its subscription is suspended. */
  retryForMs: number;
  /** When its subscription was last resumed (UTC ms): the time before does not count. */
  resumedAt?: number | undefined;
}

const refusalsAllowed = 3;
const retriedStatuses: readonly number[] = [408, 425, 429];

/**
 * Decides what is next for a delivery; pure. Any 2xx is success. No answer, an address that may not be called (the
 * operator or its owner may change that), 408, 425, 429 and 5xx are retried until `retryForMs` after the first attempt. 410 ends the subscription.
 * Any other answer (redirects are not followed) is a refusal; the third one abandons the delivery.
 * Source: TMF630.
 */
export function settle(delivery: Delivery, result: AttemptResult): Settlement {
  const { outcome } = result;
  if (outcome.kind !== 'answered') return retryUnlessTooOld(delivery, result, { reason: outcome.reason });
  const { status, retryAfterMs } = outcome;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const reason = `status ${String(status)}`;
  if (isGone(outcome)) return { kind: 'abandoned', reason, endsSubscription: true };
  if (status >= 500 || retriedStatuses.includes(status))
    return retryUnlessTooOld(delivery, result, { reason, retryAfterMs });
  if (delivery.refusals + 1 >= refusalsAllowed) return { kind: 'abandoned', reason, endsSubscription: false };
  return retryUnlessTooOld(delivery, result, { reason, isRefusal: true });
}

/** Whether the listener says that it is gone for good. Source: RFC 9110, 15.5.11. */
export function isGone(outcome: PostOutcome): boolean {
  return outcome.kind === 'answered' && outcome.status === 410;
}

interface RetryWish {
  reason: string;
  retryAfterMs?: number | undefined;
  isRefusal?: boolean;
}

function retryUnlessTooOld(delivery: Delivery, result: AttemptResult, wish: RetryWish): Settlement {
  const { now, random, retryForMs, resumedAt = 0 } = result;
  const { reason, retryAfterMs, isRefusal = false } = wish;
  const at = now + retryDelayMs({ attempts: delivery.attemptCount + 1, retryAfterMs, random });
  const isTooOld = at > Math.max(delivery.firstAttemptAt ?? now, resumedAt) + retryForMs;
  return isTooOld ? { kind: 'abandoned', reason, endsSubscription: false } : { kind: 'retry', at, isRefusal };
}

/**
 * The delivery after an attempt and its settlement: the attempt noted, the lease given back. A settled delivery that
 * others wait behind stays due until they are woken (`wakeAt`, UTC ms): a crash in between is then made good by whoever finds it due.
 */
export function settled(
  delivery: Delivery,
  { settlement, attempt, wakeAt }: { settlement: Settlement; attempt: Attempt; wakeAt: number },
): Delivery {
  const { lease: _lease, dueAt: _dueAt, ...free } = withAttempt(delivery, attempt);
  if (settlement.kind === 'retry') {
    return { ...free, dueAt: settlement.at, refusals: free.refusals + (settlement.isRefusal ? 1 : 0) };
  }
  const closed = close(free, { wakeAt, settledAt: attempt.at + attempt.durationMs });
  if (settlement.kind === 'delivered') return { ...closed, state: 'delivered' };
  return { ...closed, state: 'abandoned', reason: settlement.reason };
}

function close(delivery: Delivery, { wakeAt, settledAt }: { wakeAt: number; settledAt: number }): Delivery {
  const closed: Delivery = { ...delivery, settledAt };
  return delivery.hasFollower ? { ...closed, dueAt: wakeAt } : closed;
}

/** A delivery given up without an attempt, e.g. because its event is no longer kept. */
export function abandoned(
  delivery: Delivery,
  { reason, now, wakeAt }: { reason: string; now: number; wakeAt: number },
): Delivery {
  const { lease: _lease, dueAt: _dueAt, ...free } = delivery;
  return { ...close(free, { wakeAt, settledAt: now }), state: 'abandoned', reason };
}

/** What is noted about one POST that began at `at`. */
export function attemptOf(outcome: PostOutcome, at: number): Attempt {
  const { durationMs } = outcome;
  return outcome.kind === 'answered'
    ? { at, status: outcome.status, durationMs }
    : { at, reason: outcome.reason, durationMs };
}
