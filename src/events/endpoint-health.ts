import type { RandomSource } from '../kernel/random.ts';

/**
 * What a process knows of an endpoint (scheme, host and port) from calling it: how many calls at once it may get, and
 * whether it is shut off because it fails. Not shared with other processes and gone with this one: it saves work, it decides nothing.
 */
export interface EndpointHealth {
  /** Failed calls in a row. */
  failures: number;
  /** How often it was shut without having recovered in between: the next pause is longer. */
  level: number;
  /** Shut until then (UTC ms); afterwards one call at a time finds out whether it answers again. */
  shutUntil?: number;
  /** How many calls it may get at once. */
  width: number;
  /** Whether the last call was answered well. */
  isProven: boolean;
}

/** How many calls at once an endpoint gets that nothing is known about. */
export const firstWidth = 4;

const failuresAllowed = 3;
const firstPauseMs = 1000;
const longestPauseMs = 300_000;
const fastMs = 250;
const slowMs = 1000;

/** What is known of an endpoint at first. `width`: calls at once. */
export function unknownHealth(width = firstWidth): EndpointHealth {
  return { failures: 0, level: 0, width, isProven: false };
}

/** A call that was answered. */
export interface GoodCall {
  durationMs: number;
  /** Whether the endpoint had all the calls at once that it may get. */
  wasFull: boolean;
  /** Most calls at once. */
  widest: number;
}

/**
 * After an answer: open again, and a step nearer to being forgiven. One that is kept busy and answers within 250 ms gets
 * one more call at once, one that takes more than a second goes back to four. Pure.
 */
export function afterAnswer(health: EndpointHealth, call: GoodCall): EndpointHealth {
  const level = Math.max(0, health.level - 1);
  return { failures: 0, level, width: widthAfter(health.width, call), isProven: true };
}

function widthAfter(width: number, { durationMs, wasFull, widest }: GoodCall): number {
  if (durationMs > slowMs) return Math.max(Math.min(width, firstWidth), width - 1);
  return wasFull && durationMs <= fastMs ? Math.min(widest, width + 1) : width;
}

/**
 * After a failure: half as many calls at once; from the third in a row on it is shut, for 1 s doubling to 5 min of which the
 * last half is left to chance. What fails while it is shut began before, and says nothing new. Pure.
 */
export function afterFailure(
  health: EndpointHealth,
  { now, random }: { now: number; random: RandomSource },
): EndpointHealth {
  if (isShut(health, now)) return health;
  const failures = health.failures + 1;
  const known = { failures, width: Math.max(1, Math.floor(health.width / 2)), isProven: false };
  if (failures < failuresAllowed) return { ...known, level: health.level };
  const full = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(health.level, 20));
  const shutUntil = now + Math.round(full / 2 + (full / 2) * random.next());
  return { ...known, level: Math.min(health.level + 1, 20), shutUntil };
}

/** How many calls at once the endpoint may get at an instant (UTC ms): none while shut, one to find out whether it answers again. Pure. */
export function callsAllowed(health: EndpointHealth, now: number): number {
  if (health.shutUntil === undefined) return health.width;
  return isShut(health, now) ? 0 : 1;
}

function isShut({ shutUntil }: EndpointHealth, now: number): boolean {
  return shutUntil !== undefined && now < shutUntil;
}
