import type { Interval } from '../kernel/instant.ts';

/**
 * Sets of instants as half-open intervals [start, end), UTC ms. What these functions give is sorted, without overlap, and
 * intervals that touch are one. Only {@link union} and {@link merged} take any order; the others want such a set. Pure.
 */

/** The set that intervals in any order make together; empty and reversed ones are nothing. */
export function merged(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(({ start, end }) => end > start).sort((left, right) => left.start - right.start);
  const set: Interval[] = [];
  for (const { start, end } of sorted) {
    const last = set.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else set.push({ start, end });
  }
  return set;
}

/** The instants in any of the sets. */
export function union(...sets: readonly (readonly Interval[])[]): Interval[] {
  return merged(sets.flat());
}

/** The instants in both sets. */
export function intersection(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  const common: Interval[] = [];
  let at = 0;
  for (const { start, end } of left) {
    while ((right[at]?.end ?? Infinity) <= start) at += 1;
    for (let next = at; (right[next]?.start ?? Infinity) < end; next += 1) {
      const other = right[next] ?? { start, end };
      common.push({ start: Math.max(start, other.start), end: Math.min(end, other.end) });
    }
  }
  return common;
}

/** The instants in the first set and not in the second. */
export function difference(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  const rest: Interval[] = [];
  let at = 0;
  for (const { start, end } of left) {
    while ((right[at]?.end ?? Infinity) <= start) at += 1;
    let position = start;
    for (let next = at; position < end; next += 1) {
      const gone = right[next] ?? { start: end, end };
      if (gone.start > position) rest.push({ start: position, end: Math.min(gone.start, end) });
      if (gone.start >= end) break;
      position = gone.end;
    }
  }
  return rest;
}

/** The part of a set inside one interval. */
export function clip(set: readonly Interval[], span: Interval): Interval[] {
  return span.end > span.start ? intersection(set, [span]) : [];
}

/** The first so many milliseconds of a set, in order of time. */
export function firstOf(set: readonly Interval[], lengthMs: number): Interval[] {
  const first: Interval[] = [];
  let left = lengthMs;
  for (const { start, end } of set) {
    if (left <= 0) break;
    first.push({ start, end: Math.min(end, start + left) });
    left -= end - start;
  }
  return first;
}

/**
 * The instant by which so much of a set has gone by from its beginning; behind its end every instant counts. `at` for an empty
 * set: where it would begin. UTC ms. Four hours from Friday 12:00 with weekdays 8 to 16: Friday 16:00, five: Monday 9:00.
 */
export function instantAfter(set: readonly Interval[], lengthMs: number, at: number): number {
  let [left, end] = [lengthMs, at];
  for (const each of set) {
    if (left <= each.end - each.start) return each.start + left;
    left -= each.end - each.start;
    ({ end } = each);
  }
  return end + left;
}

/** Length of a set, ms. */
export function length(set: readonly Interval[]): number {
  return set.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Whether an instant lies in a set. */
export function contains(set: readonly Interval[], instant: number): boolean {
  return (reachedFrom(set, instant)?.start ?? Infinity) <= instant;
}

/** The interval of a set that an instant lies in, else the next after it. */
export function reachedFrom(set: readonly Interval[], instant: number): Interval | undefined {
  let [low, high] = [0, set.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((set[middle]?.end ?? Infinity) <= instant) low = middle + 1;
    else high = middle;
  }
  return set[low];
}
