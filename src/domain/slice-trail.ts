import type { AssessedSlice, Standing } from './assessment.ts';
import { length } from './intervals.ts';

/** What slices that follow each other come to: enough to go on without them. Plain JSON, once there is one. */
export interface SliceTrail {
  /** How many slices, with data or without; and the end of the last, UTC ms. */
  count: number;
  lastEnd: number;
  /** The worst standing; absent while none was compared. */
  worst?: Standing;
  /** How long the run of slices beyond the limit at the end has lasted, counted time, ms. */
  breachMs: number;
  /** When a run first had lasted longer than is tolerated, UTC ms. */
  breachedAt?: number;
}

const severity: Record<Standing, number> = { compliant: 0, warning: 1, tolerated: 2, beyond: 3 };

const begin: SliceTrail = { count: 0, lastEnd: -Infinity, breachMs: 0 };

/**
 * The trail of slices in order, after that of those before them; time without data neither adds to a run nor ends it. The same
 * wherever they were cut. Pure.
 */
export function trailOf(slices: readonly AssessedSlice[], toleranceMs: number, before?: SliceTrail): SliceTrail {
  return slices.reduce((trail, slice) => withSlice(trail, slice, toleranceMs), before ?? begin);
}

function withSlice(trail: SliceTrail, slice: AssessedSlice, toleranceMs: number): SliceTrail {
  const { standing, end } = slice;
  const next = { ...trail, count: trail.count + 1, lastEnd: end };
  if (standing === undefined) return next;
  const breachMs = standing === 'beyond' ? trail.breachMs + lengthOfSlice(slice) : 0;
  const { worst = 'compliant' } = trail;
  const isBroken = trail.breachedAt === undefined && breachMs > toleranceMs;
  return {
    ...{ ...next, breachMs, worst: severity[standing] > severity[worst] ? standing : worst },
    ...(isBroken ? { breachedAt: openedAt(slice, breachMs, toleranceMs) } : {}),
  };
}

/** A slice as far as its length matters: all of it counts unless `counted` says otherwise. */
type SliceTime = Pick<AssessedSlice, 'start' | 'end' | 'counted'>;

/** The counted length of a slice, ms. */
export function lengthOfSlice({ start, end, counted }: SliceTime): number {
  return counted === undefined ? end - start : length(counted);
}

/**
 * When a breach became a violation: the moment its counted time had lasted as long as is tolerated; without tolerance the
 * end of the slice that showed it. Worked example: 12:00 to 12:07 with 5 min tolerated opens at 12:05.
 */
export function openedAt(slice: SliceTime, breachMs: number, toleranceMs: number): number {
  if (toleranceMs === 0) return slice.end;
  let surplus = breachMs - toleranceMs;
  for (const { start, end } of (slice.counted ?? [slice]).toReversed()) {
    if (surplus <= end - start) return end - surplus;
    surplus -= end - start;
  }
  return slice.start;
}
