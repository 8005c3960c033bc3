import type { Interval } from '../kernel/instant.ts';
import { dayMs } from './duration.ts';
import { clip, difference, length, merged, union } from './intervals.ts';
import { wallTimesOf } from './recurrence.ts';
import { instantOfWall, wallClock } from './zone.ts';

/** Hours of one day on the local wall clock: ms after midnight, 0 <= start < end <= 24 h. */
export type Hours = Interval;

/** A day on the local calendar, counted from 1970-01-01 (0), whatever the zone. */
export type LocalDay = number;

/** Days that are closed: one, or those that a rule of RFC 5545 names, from a first day on. */
export type Holiday = { day: LocalDay } | { rule: string; from: LocalDay };

/** Days with hours of their own (none: closed), or a stretch of time that is open or closed, whatever the hours say. */
export type CalendarException =
  { days: { from: LocalDay; to: LocalDay }; hours: readonly Hours[] } | { span: Interval; isOpen: boolean };

/** When a service is promised, on the local calendar of one zone. What a parent calendar says is in it already. */
export interface Calendar {
  /** IANA zone whose wall clock counts. */
  timeZone: string;
  /** Hours of each weekday, seven, Monday first; absent: every day round the clock. */
  week?: readonly (readonly Hours[])[];
  holidays: readonly Holiday[];
  /** In order: of those that say something about a day or an instant the last one wins. */
  exceptions: readonly CalendarException[];
}

/**
 * The service hours of a calendar inside a span, as a set of UTC intervals. Each day has the hours of its weekday, none on a
 * holiday, and those of an exception for that day wherever there is one; exceptions for stretches of time come last. Hours
 * lie on the wall clock: a start that the clocks skip is the first instant after the gap; of a time they show twice a start is
 * the first, an end the second. A day ends where the next begins. Pure. Source: docs/evaluation.md.
 */
export function serviceHours(calendar: Calendar, span: Interval): Interval[] {
  if (span.end <= span.start) return [];
  const first = dayAt(calendar.timeZone, span.start) - 1;
  const last = dayAt(calendar.timeZone, span.end) + 1;
  const holidays = new Set(holidaysOf(calendar, { start: first * dayMs, end: (last + 1) * dayMs }));
  const open: Interval[] = [];
  for (let day = first; day <= last; day += 1) {
    for (const hours of hoursOn(calendar, day, holidays)) open.push(onTheClock(calendar.timeZone, day, hours));
  }
  return clip(withSpans(calendar, merged(open)), span);
}

/**
 * The instant at which so much service time has passed since an instant, ms: a clock that stands still outside the hours.
 * Undefined when that takes more than ten years. 4 h from Friday 15:00 with 08-16: Monday 11:00.
 */
export function afterServiceTime(calendar: Calendar, from: number, lengthMs: number): number | undefined {
  let left = lengthMs;
  for (let start = from; start < from + tenYearsMs; start += stepMs) {
    for (const hours of serviceHours(calendar, { start, end: start + stepMs })) {
      if (length([hours]) >= left) return hours.start + left;
      left -= length([hours]);
    }
  }
  return undefined;
}

/** The local day around an instant. */
export function dayAt(timeZone: string, instant: number): LocalDay {
  return Math.floor(wallClock(timeZone, instant) / dayMs);
}

const stepMs = 31 * dayMs;
const tenYearsMs = 3653 * dayMs;

function hoursOn({ week, exceptions }: Calendar, day: LocalDay, holidays: ReadonlySet<LocalDay>): readonly Hours[] {
  const own = exceptions.findLast((each) => 'days' in each && each.days.from <= day && day <= each.days.to);
  if (own !== undefined && 'hours' in own) return own.hours;
  if (holidays.has(day)) return [];
  // 1970-01-01 was a Thursday, the fourth day of the week.
  return week === undefined ? [{ start: 0, end: dayMs }] : (week[(((day + 3) % 7) + 7) % 7] ?? []);
}

function onTheClock(timeZone: string, day: LocalDay, { start, end }: Hours): Interval {
  return {
    start: instantOfWall(timeZone, day * dayMs + start, 'start'),
    // Midnight belongs to the next day, as the start that it is there.
    end: instantOfWall(timeZone, day * dayMs + end, end === dayMs ? 'start' : 'end'),
  };
}

function holidaysOf({ timeZone, holidays }: Calendar, wall: Interval): LocalDay[] {
  return holidays.flatMap((holiday) => {
    if ('day' in holiday) return [holiday.day];
    return wallTimesOf({ rule: holiday.rule, from: holiday.from * dayMs, timeZone }, wall).map((time) => time / dayMs);
  });
}

function withSpans({ exceptions }: Calendar, open: Interval[]): Interval[] {
  let hours = open;
  for (const exception of exceptions) {
    if (!('span' in exception)) continue;
    hours = exception.isOpen ? union(hours, [exception.span]) : difference(hours, [exception.span]);
  }
  return hours;
}
