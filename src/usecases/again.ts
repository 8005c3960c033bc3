import type { Objective, Period } from '../domain/objective-model.ts';
import { periodAt } from '../domain/period.ts';
import type { Interval } from '../kernel/instant.ts';

/** Who asked for a recomputation: told with what it makes different. */
export interface AskedBy {
  id: string;
  /** As the request names who asked. */
  requestedBy?: string;
}

/** A stretch of event time to assess again although nothing was measured there, and why: told with what is stated anew. UTC ms. */
export interface Again extends Interval {
  reason: string;
  /** UTC ms of the service's clock; not to be taken in before: by then nobody remembers the calendars and windows of before. */
  from?: number;
  /** Of rolling windows only those that end in the stretch; else all that hold some of it. */
  isExact?: true;
  recomputation?: AskedBy;
}

/** Periods for which calendars count as they were at an instant, whenever in the period they were changed: a recomputation said so. UTC ms. */
export interface AsOf extends Interval {
  at: number;
}

/** Calendars and windows are remembered for a second; a process's clock may be a little off. */
export const settledAfterMs = 2000;

/** A commitment keeps so many stretches; beyond it those of one reason become one. */
const mostStretches = 32;

/** The stretches that may be taken in now. */
export function dueStretches(again: readonly Again[] | undefined, now: number): Again[] {
  return (again ?? []).filter(({ from = -Infinity }) => from <= now);
}

/** Why a period is assessed again, and who asked for it; what changed was measured when no stretch says more. */
export function causeOf(
  again: readonly Again[] | undefined,
  { start, end }: Interval,
  now: number,
): { reason: string; recomputation?: AskedBy } {
  const due = dueStretches(again, now).filter((each) => each.start < end && each.end > start);
  if (due.length === 0) return { reason: 'late measurements' };
  const reason = [...new Set(due.map((each) => each.reason))].join('; ');
  const recomputation = due.findLast((each) => each.recomputation !== undefined)?.recomputation;
  return { reason, ...(recomputation === undefined ? {} : { recomputation }) };
}

/** The known stretches with one more; one that is known but for `from` waits as long as the later of both. */
export function withStretch(known: readonly Again[], more: Again): Again[] {
  const others = known.filter((each) => keyOf(each) !== keyOf(more));
  const all = [...others, more];
  if (all.length <= mostStretches) return all;
  const reason = [...new Set(all.map((each) => each.reason))].slice(-mostReasons).join('; ');
  const start = Math.min(...all.map((each) => each.start));
  const end = Math.max(...all.map((each) => each.end));
  const from = Math.max(...all.map((each) => each.from ?? 0));
  return [{ start, end, reason, from }];
}

const mostReasons = 3;
/** Stretches recomputed of one commitment, beside those that newer ones hold whole. */
const mostAsOf = 64;

/** The stretches with one more, in place of those it holds whole; undefined when they are too many. */
export function withAsOf(known: readonly AsOf[] | undefined, more: AsOf): AsOf[] | undefined {
  const left = (known ?? []).filter(({ start, end, at }) => start < more.start || end > more.end || at > more.at);
  return left.length < mostAsOf ? [...left, more] : undefined;
}

/** The instant whose calendars count for a period at the earliest; undefined: each instant has its own. */
export function asOfPeriod(
  known: readonly AsOf[] | undefined,
  { window }: Pick<Objective, 'window'>,
  { start, end }: Interval,
): number | undefined {
  const isIn = (each: AsOf): boolean =>
    window.type === 'rolling' ? end > each.start && end <= each.end : start >= each.start && end <= each.end;
  const asOf = (known ?? []).filter(isIn).reduce((latest, { at }) => Math.max(latest, at), -Infinity);
  return asOf === -Infinity ? undefined : asOf;
}

/**
 * The stretch of event time that the periods of a range are: calendar periods that lie in it with at least half of their
 * time, rolling windows that end in it. Undefined when there are none. UTC ms.
 */
export function stretchOfRange({ window }: Pick<Objective, 'window'>, range: Interval): Interval | undefined {
  if (window.type === 'rolling') return range;
  const [first, last] = [periodAt(window, range.start), periodAt(window, range.end - 1)];
  const isInside = ({ start, end }: Interval): boolean =>
    2 * (Math.min(end, range.end) - Math.max(start, range.start)) >= end - start;
  const start = isInside(first) ? first.start : first.end;
  const end = isInside(last) ? last.end : last.start;
  return start < end ? { start, end } : undefined;
}

function keyOf({ start, end, reason, recomputation }: Again): string {
  return JSON.stringify([start, end, reason, recomputation?.id ?? '']);
}

/**
 * What is left of the stretches after an evaluation: those that are not due at `now`, and of the others what lies behind
 * `stoppedAt`, the first period that was not taken (absent: all were).
 */
export function stretchesLeft(
  again: readonly Again[] | undefined,
  { window }: Pick<Objective, 'window'>,
  { now, stoppedAt }: { now: number; stoppedAt?: Period },
): Again[] {
  const due = new Set(dueStretches(again, now));
  return (again ?? []).flatMap((each) => {
    if (!due.has(each)) return [each];
    if (stoppedAt === undefined) return [];
    // A rolling window is found by its end, and those that follow the stretch hold it, too.
    if (window.type === 'rolling') return [{ ...each, start: Math.max(each.start, stoppedAt.end - 1) }];
    return each.end > stoppedAt.start ? [{ ...each, start: Math.max(each.start, stoppedAt.start) }] : [];
  });
}
