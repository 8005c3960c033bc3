import { parseInstant, type Interval } from '../kernel/instant.ts';
import { objectAt, textAt, type JsonObject } from '../kernel/json.ts';
import { fixedLengthMs, parseDuration } from './duration.ts';
import type { AnnouncedWork, MaintenanceKind } from './exclusion.ts';
import { wallTimesOf } from './recurrence.ts';
import { instantOfWall, wallClock } from './zone.ts';

/** How a maintenance window stands. Source: docs/calendars.md. */
export type MaintenanceState = 'planned' | 'changed' | 'started' | 'overrun' | 'finished' | 'cancelled';

/** When a window is: once, or again and again by a rule on the wall clock of a zone. */
export type MaintenancePlan =
  | { kind: 'once'; span: Interval }
  | {
      kind: 'recurring';
      first: number;
      rule: string;
      timeZone: string;
      lengthMs: number;
      /** Starts that are left out, UTC ms. */
      skipped?: readonly number[];
    };

/** A window as the evaluation needs it. */
export interface MaintenanceWindow {
  plan: MaintenancePlan;
  kind: MaintenanceKind;
  state: MaintenanceState;
  /** UTC ms. */
  noticeGivenAt?: number;
  /** Of a recurring one that was cancelled: what had begun before stays. UTC ms. */
  cancelledAt?: number;
}

/** A window's document as a value; undefined when it has no times that can be read. Never throws. */
export function readMaintenance(document: JsonObject): MaintenanceWindow | undefined {
  const plan = planOf(document);
  if (plan === undefined) return undefined;
  const noticeGivenAt = parseInstant(textAt(document, 'noticeGivenAt') ?? '');
  const cancelledAt = parseInstant(textAt(document, 'cancelledAt') ?? '');
  return {
    plan,
    kind: kinds.find((kind) => kind === document.kind) ?? 'planned',
    state: states.find((state) => state === document.state) ?? 'planned',
    ...(noticeGivenAt === undefined ? {} : { noticeGivenAt }),
    ...(cancelledAt === undefined ? {} : { cancelledAt }),
  };
}

/** Every kind of maintenance. */
export const kinds: readonly MaintenanceKind[] = ['planned', 'emergency', 'customer', 'forceMajeure'];
/** Every state of a window. */
export const states: readonly MaintenanceState[] = [
  'planned',
  'changed',
  'started',
  'overrun',
  'finished',
  'cancelled',
];

/** The plan of a window's document; undefined when it cannot be read. */
export function planOf(document: JsonObject): MaintenancePlan | undefined {
  const start = parseInstant(textAt(document, 'startDateTime') ?? '');
  if (start === undefined) return undefined;
  const recurrence = objectAt(document, 'recurrence');
  if (recurrence !== undefined) return recurringPlan(recurrence, start);
  const end = parseInstant(textAt(document, 'endDateTime') ?? '');
  return end === undefined || end <= start ? undefined : { kind: 'once', span: { start, end } };
}

function recurringPlan(recurrence: JsonObject, first: number): MaintenancePlan | undefined {
  const duration = parseDuration(textAt(recurrence, 'duration') ?? '');
  const lengthMs = duration && fixedLengthMs(duration);
  const [rule, timeZone] = [textAt(recurrence, 'rrule'), textAt(recurrence, 'timeZone')];
  if (rule === undefined || timeZone === undefined || lengthMs === undefined) return undefined;
  const skipped = exdatesOf(recurrence);
  return { kind: 'recurring', first, rule, timeZone, lengthMs, ...(skipped.length === 0 ? {} : { skipped }) };
}

function exdatesOf({ exdate }: JsonObject): number[] {
  const texts = Array.isArray(exdate) ? exdate : [];
  return texts.flatMap((text) => (typeof text === 'string' ? (parseInstant(text) ?? []) : []));
}

/**
 * The times of a plan that touch a span, in order; UTC ms. Start and end of a recurring one lie on the wall clock: 02:00
 * for PT1H ends at 03:00, whatever the clocks do in between; one that the clocks skip whole does not take place.
 */
export function timesOf(plan: MaintenancePlan, span: Interval): Interval[] {
  const touching = ({ start, end }: Interval): boolean => start < end && start < span.end && end > span.start;
  if (plan.kind === 'once') return [plan.span].filter(touching);
  const { first, rule, timeZone, lengthMs, skipped = [] } = plan;
  const wall = {
    start: wallClock(timeZone, span.start) - lengthMs - dayOfMs,
    end: wallClock(timeZone, span.end) + dayOfMs,
  };
  return wallTimesOf({ rule, from: wallClock(timeZone, first), timeZone }, wall)
    .map((time) => ({
      start: instantOfWall(timeZone, time, 'start'),
      end: instantOfWall(timeZone, time + lengthMs, 'end'),
    }))
    .filter((time) => touching(time) && !skipped.includes(time.start));
}

/** The work of a window that touches a span, as it was announced: none of a cancelled one, but what a recurring one had begun. */
export function workOf(window: MaintenanceWindow, span: Interval): AnnouncedWork[] {
  const { kind, plan, noticeGivenAt, cancelledAt } = window;
  const until = cancelledUntil(window, cancelledAt);
  return timesOf(plan, span)
    .filter(({ start }) => start < until)
    .map((time) => ({ ...time, kind, ...(noticeGivenAt === undefined ? {} : { noticeGivenAt }) }));
}

function cancelledUntil({ state, plan }: MaintenanceWindow, cancelledAt: number | undefined): number {
  if (state !== 'cancelled') return Infinity;
  return plan.kind === 'recurring' ? (cancelledAt ?? -Infinity) : -Infinity;
}

/** The time of a plan that is under way at an instant or was the last, and the one that comes next. Looks a year back and ahead. */
export function around(plan: MaintenancePlan, now: number): { last?: Interval; next?: Interval } {
  if (plan.kind === 'once') return plan.span.start <= now ? { last: plan.span } : { next: plan.span };
  // Rules come at most once in so many years; those that come more seldom are found when they are nearer.
  const last = timesOf(plan, { start: now - yearMs, end: now + 1 }).at(-1);
  const [next] = timesOf(plan, { start: now + 1, end: now + yearMs }).filter(({ start }) => start > now);
  return { ...(last === undefined ? {} : { last }), ...(next === undefined ? {} : { next }) };
}

/**
 * How a window stands by the clock, and when that is to be looked at again (absent: no more). `isConfirmed`: somebody says
 * when work is finished; till then it overruns. Not for what is cancelled or finished. Pure.
 */
export function standingAt(
  plan: MaintenancePlan,
  now: number,
  isConfirmed: boolean,
): { state: 'planned' | 'started' | 'overrun' | 'finished'; dueAt?: number } {
  const { last, next } = around(plan, now);
  const due = next === undefined ? {} : { dueAt: next.start };
  if (last !== undefined && now < last.end) return { state: 'started', dueAt: last.end };
  if (last !== undefined && isConfirmed) return { state: 'overrun', ...due };
  if (next !== undefined) return { state: 'planned', ...due };
  return last === undefined ? { state: 'planned', dueAt: now + yearMs / 2 } : { state: 'finished' };
}

const dayOfMs = 86_400_000;
const yearMs = 366 * dayOfMs;
