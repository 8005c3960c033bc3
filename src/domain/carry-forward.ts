import type { Interval } from '../kernel/instant.ts';
import { reachedFrom } from './intervals.ts';
import { timelineOf, type Stretch } from './timeline.ts';

/** A value in the objective's unit with the time it speaks for, UTC ms. */
export interface HeldValue {
  start: number;
  /** Exclusive. */
  end: number;
  value: number;
  /** How long it may stand where no value follows, UTC ms (policy carryForward, values of an interval). */
  carryTo?: number;
}

/** A stretch of what was said, and how long it may stand where nothing follows (policy carryForward only). UTC ms. */
export interface Carried extends Stretch {
  carryTo?: number | undefined;
}

/**
 * The time line of stretches, its gaps filled by what ended where they begin, at most to `carryTo`. Of several that end at
 * one instant the highest weight stands, the longest of those. Without any `carryTo` just the time line. Pure.
 */
export function carriedTimeline(stretches: readonly Carried[]): Stretch[] {
  const timeline = timelineOf(stretches.map(({ start, end, weight }) => ({ start, end, weight })));
  const endings = endingsOf(stretches);
  if (endings.size === 0) return timeline;
  const filling = timeline.flatMap(({ end }, at): Stretch[] => {
    const ending = endings.get(end);
    if (ending === undefined) return [];
    const to = Math.min(timeline[at + 1]?.start ?? Infinity, ending.carryTo);
    return to > end ? [{ start: end, end: to, weight: ending.weight }] : [];
  });
  const whole = [...timeline, ...filling].sort((left, right) => left.start - right.start);
  return filling.length === 0 ? timeline : timelineOf(whole);
}

function endingsOf(stretches: readonly Carried[]): Map<number, { weight: number; carryTo: number }> {
  const endings = new Map<number, { weight: number; carryTo: number }>();
  for (const { start, end, weight, carryTo } of stretches) {
    if (carryTo === undefined || end <= start) continue;
    const known = endings.get(end);
    const isStronger =
      known === undefined || weight > known.weight || (weight === known.weight && carryTo > known.carryTo);
    if (isStronger) endings.set(end, { weight, carryTo });
  }
  return endings;
}

/**
 * How long what was said up to an instant stands in the silence after it: at most `to`, and not into a collector gap (sorted,
 * disjoint). UTC ms.
 */
export function standsUntil(from: number, to: number, gaps: readonly Interval[]): number {
  const gap = reachedFrom(gaps, from);
  return gap === undefined ? to : Math.min(to, Math.max(from, gap.start));
}

/** Values with the time each stands for, until the next one. Ordered by start. */
export function carriedValues(values: HeldValue[]): HeldValue[] {
  if (values.every(({ carryTo }) => carryTo === undefined)) return values;
  return values.map((value, at) => {
    const next = values[at + 1]?.start ?? Infinity;
    return { ...value, end: Math.max(value.end, Math.min(next, value.carryTo ?? value.end)) };
  });
}
