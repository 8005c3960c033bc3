import type { Interval } from '../kernel/instant.ts';
import { add, ceiling, compareDecimals, type DecimalInput, divide, multiply, subtract } from './decimal.ts';

/** A stretch of time with the share of it that counts as down, 0 to 1. */
export interface Stretch extends Interval {
  weight: number;
}

/**
 * The stretches as one time line: ordered, without overlap, the highest weight where several overlap, neighbours of one
 * weight joined. The order given does not matter. Source: docs/evaluation.md.
 */
export function timelineOf(stretches: readonly Stretch[]): Stretch[] {
  const pieces = stretches.filter(({ start, end }) => end > start);
  return isDisjoint(pieces) ? joined(pieces) : joined(highest(pieces));
}

/** The part of a time line inside [start, end). */
export function clipped(timeline: readonly Stretch[], start: number, end: number): Stretch[] {
  const inside: Stretch[] = [];
  for (let index = firstEndingAfter(timeline, start); index < timeline.length; index += 1) {
    const stretch = timeline[index];
    if (stretch === undefined || stretch.start >= end) break;
    inside.push({ start: Math.max(stretch.start, start), end: Math.min(stretch.end, end), weight: stretch.weight });
  }
  return inside;
}

/** The time line of an interval with a stretch of the given weight wherever it says nothing. */
export function filled(inside: readonly Stretch[], { start, end }: Interval, weight: number): Stretch[] {
  const whole: Stretch[] = [];
  let position = start;
  for (const stretch of inside) {
    if (stretch.start > position) whole.push({ start: position, end: stretch.start, weight });
    whole.push(stretch);
    position = stretch.end;
  }
  if (end > position) whole.push({ start: position, end, weight });
  return whole;
}

/** Length of a time line, ms. */
export function lengthOf(timeline: readonly Interval[]): number {
  let lengthMs = 0;
  for (const { start, end } of timeline) lengthMs += end - start;
  return lengthMs;
}

/** Weighted down time of a time line: decimal text, ms. Exact: whole milliseconds are added up for each weight. */
export function downTimeOf(timeline: readonly Stretch[]): string {
  const byWeight = new Map<number, number>();
  for (const { start, end, weight } of timeline) {
    if (weight > 0) byWeight.set(weight, (byWeight.get(weight) ?? 0) + end - start);
  }
  let down = '0';
  for (const [weight, lengthMs] of byWeight) down = add(down, multiply(weight, lengthMs));
  return down;
}

/** Weights make lengths that are no whole milliseconds: what differs by less is the same, decimal text, ms. */
const slackMs = '0.000001';

/** Whether so much weighted down time is more than a budget, or with `inclusive` as much. Decimals, ms. */
export function isExhausted(downMs: DecimalInput, budgetMs: DecimalInput, inclusive: boolean): boolean {
  return inclusive
    ? compareDecimals(downMs, subtract(budgetMs, slackMs)) >= 0
    : compareDecimals(downMs, add(budgetMs, slackMs)) > 0;
}

/**
 * The instant at which the weighted down time of a time line goes beyond a budget (ms, decimal), or with `inclusive` reaches it;
 * undefined when it never does. Where it is used up just as an outage ends, that is the start of the next one. UTC ms,
 * rounded up. Exact, so that where a time line is cut never matters.
 */
export function exhaustedAt(
  timeline: readonly Stretch[],
  budgetMs: DecimalInput,
  inclusive: boolean,
): number | undefined {
  let left: DecimalInput = budgetMs;
  let reachedAt: number | undefined;
  for (const { start, end, weight } of timeline) {
    if (weight <= 0) continue;
    const down = multiply(weight, end - start);
    if (isExhausted(down, left, true)) {
      const at = reachedIn({ start, weight }, left);
      if (inclusive || isExhausted(down, left, false)) return at;
      reachedAt ??= at;
    }
    left = subtract(left, down);
  }
  return compareDecimals(left, 0) < 0 ? reachedAt : undefined;
}

function reachedIn({ start, weight }: Pick<Stretch, 'start' | 'weight'>, left: DecimalInput): number {
  if (compareDecimals(left, 0) <= 0) return start;
  return Number(ceiling(subtract(add(start, divide(left, weight) ?? 0), slackMs)));
}

function isDisjoint(pieces: readonly Stretch[]): boolean {
  return pieces.every(({ start }, index) => index === 0 || start >= (pieces[index - 1]?.end ?? -Infinity));
}

function joined(pieces: readonly Stretch[]): Stretch[] {
  const line: Stretch[] = [];
  for (const piece of pieces) {
    const last = line.at(-1);
    if (last?.end === piece.start && last.weight === piece.weight) last.end = piece.end;
    else line.push({ ...piece });
  }
  return line;
}

/** Sweeps over all starts and ends, counting which weights are active. */
function highest(pieces: readonly Stretch[]): Stretch[] {
  const changes = pieces
    .flatMap(({ start, end, weight }) => [
      { at: start, weight, by: 1 },
      { at: end, weight, by: -1 },
    ])
    .sort((left, right) => left.at - right.at);
  const active = new Map<number, number>();
  const line: Stretch[] = [];
  let since = -Infinity;
  for (const { at, weight, by } of changes) {
    if (active.size > 0 && at > since) line.push({ start: since, end: at, weight: Math.max(...active.keys()) });
    const count = (active.get(weight) ?? 0) + by;
    if (count === 0) active.delete(weight);
    else active.set(weight, count);
    since = at;
  }
  return line;
}

function firstEndingAfter(timeline: readonly Stretch[], instant: number): number {
  let [low, high] = [0, timeline.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timeline[middle]?.end ?? Infinity) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
