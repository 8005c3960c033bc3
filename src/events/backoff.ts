import type { RandomSource } from '../kernel/random.ts';

const firstDelayMs = 1000;
const longestDelayMs = 3_600_000;
const longestRetryAfterMs = 3_600_000;

/** What the wait before the next attempt depends on. */
export interface RetryContext {
  /** Attempts made so far, from 1. */
  attempts: number;
  /** What the listener asked for, ms. */
  retryAfterMs?: number | undefined;
  random: RandomSource;
}

/**
 * Milliseconds to wait before the next attempt: 1 s doubling to 1 h, of which the last half is left to chance, so that
 * many deliveries that failed together do not come back together. A listener's Retry-After makes it longer (to one hour
 * at most), never shorter. Source: TMF630.
 */
export function retryDelayMs({ attempts, retryAfterMs, random }: RetryContext): number {
  // 2^20 s is far beyond the longest delay; the exponent is held there to stay a finite number.
  const full = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempts - 1, 20));
  const jittered = Math.round(full / 2 + (full / 2) * random.next());
  return Math.max(jittered, Math.min(retryAfterMs ?? 0, longestRetryAfterMs));
}
