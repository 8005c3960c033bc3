import { formatInstant, type Interval } from '../kernel/instant.ts';
import {
  dayMs,
  fixedLengthMs,
  hourMs,
  minuteMs,
  parseDuration,
  roughLengthMs,
  timesDuration,
  type IsoDuration,
} from './duration.ts';
import type { ConformanceWindow, Objective, Period } from './objective-model.ts';
import {
  isZone,
  localMinuteOfDay,
  localMonth,
  localMonthStart,
  localTimeOfDay,
  offsetMs,
  plusLocal,
  startOfLocal,
} from './zone.ts';

type Windowed = Pick<Objective, 'window' | 'validFor'>;

/** Why a window cannot be evaluated, or undefined when it can. Never throws. */
export function windowFault({ type, duration, timeZone, anchor }: ConformanceWindow): string | undefined {
  if (!isZone(timeZone)) return `time zone "${timeZone.slice(0, 64)}" is not known`;
  const parsed = parseDuration(duration);
  if (parsed === undefined) return `"${duration.slice(0, 40)}" is not an ISO 8601 duration`;
  const rough = roughLengthMs(parsed);
  if (rough < minuteMs || rough > 100 * 366 * dayMs)
    return `duration ${duration} is not between a minute and a century`;
  if (type === 'rolling' || anchor !== undefined || gridOf(parsed) !== undefined) return undefined;
  return `duration ${duration} does not divide the hour, the day or the year: it needs an anchor`;
}

/**
 * The periods of an objective that touch a stretch [start, end), in order of time, at most `limit`. Calendar windows: every period
 * that intersects it, in the window's zone with daylight saving considered. Rolling windows: [t - duration, t) for every
 * step boundary t in (start, end], see {@link rollingStepMs}. A period cut by validFor keeps the id of the uncut one.
 * Pure; the objective's window must have no {@link windowFault}. Source: docs/evaluation.md.
 */
export function periodsBetween(objective: Windowed, stretch: Interval, limit: number): Period[] {
  return objective.window.type === 'rolling'
    ? rollingPeriods(objective, stretch, limit)
    : calendarPeriods(objective, stretch, limit);
}

/** The calendar period an instant falls in, or the rolling one that ends at the next step boundary after it; uncut. */
export function periodAt(window: ConformanceWindow, instant: number): Period {
  if (window.type === 'calendar') return named(calendarInterval(window, instant));
  const step = rollingStepMs(window);
  return rollingPeriod(window, (Math.floor(instant / step) + 1) * step);
}

/**
 * The start of the slice that an instant lies in. Slices follow each other from the start of the whole period, also where
 * validFor begins later and cuts it; in rolling windows on whole multiples of their length since 1970, so that windows share
 * them. UTC ms.
 */
export function sliceStart(window: ConformanceWindow, lengthMs: number, instant: number): number {
  const origin = window.type === 'rolling' ? 0 : periodAt(window, instant).start;
  return origin + Math.floor((instant - origin) / lengthMs) * lengthMs;
}

/** The next instant, later than the given one, at which a period ends; undefined when validFor has no more. UTC ms. */
export function nextBoundary({ window, validFor }: Windowed, instant: number): number | undefined {
  const { start = -Infinity, end = Infinity } = validFor;
  if (instant >= end) return undefined;
  return Math.min(periodAt(window, Math.max(instant, start)).end, end);
}

/**
 * How far apart rolling windows end: a 288th of their length, at least a minute and at most an hour, cut down to whole
 * minutes that divide the hour (a day: 5 min; 30 days: 1 h).
 */
export function rollingStepMs({ duration }: ConformanceWindow): number {
  const parsed = parseDuration(duration);
  const wanted = (parsed ? roughLengthMs(parsed) : 0) / 288 / minuteMs;
  const divisors = [60, 30, 20, 15, 12, 10, 6, 5, 4, 3, 2];
  return (divisors.find((minutes) => minutes <= wanted) ?? 1) * minuteMs;
}

function calendarPeriods({ window, validFor }: Windowed, stretch: Interval, limit: number): Period[] {
  const { start = -Infinity, end = Infinity } = validFor;
  const until = Math.min(stretch.end, end);
  const periods: Period[] = [];
  for (let instant = Math.max(stretch.start, start); instant < until && periods.length < limit;) {
    const whole = named(calendarInterval(window, instant));
    periods.push(cut(whole, start, end));
    instant = whole.end;
  }
  return periods;
}

function rollingPeriods({ window, validFor }: Windowed, stretch: Interval, limit: number): Period[] {
  const { start = -Infinity, end = Infinity } = validFor;
  const step = rollingStepMs(window);
  const periods: Period[] = [];
  let boundary = (Math.floor(Math.max(stretch.start, start) / step) + 1) * step;
  for (; boundary <= stretch.end && periods.length < limit; boundary += step) {
    const whole = rollingPeriod(window, boundary);
    if (whole.start >= end) break;
    periods.push(cut(whole, start, end));
  }
  return periods;
}

function rollingPeriod({ duration, timeZone }: ConformanceWindow, end: number): Period {
  const parsed = parseDuration(duration) ?? { years: 0, months: 0, days: 30, timeMs: 0 };
  const lengthMs = fixedLengthMs(parsed);
  return named({
    start: lengthMs === undefined ? plusLocal(timeZone, end, timesDuration(parsed, -1)) : end - lengthMs,
    end,
  });
}

function named({ start, end }: Interval): Period {
  return { start, end, id: `${formatInstant(start)}/${formatInstant(end)}` };
}

function cut(period: Period, start: number, end: number): Period {
  return { ...period, start: Math.max(period.start, start), end: Math.min(period.end, end) };
}

/** Many commitments share a window and a period: the last one found for each window is kept. A memory, not a state. */
const latest = new Map<string, Interval>();
const windowsRemembered = 500;

function calendarInterval(window: ConformanceWindow, instant: number): Interval {
  const key = `${window.duration} ${window.timeZone} ${String(window.anchor)}`;
  const known = latest.get(key);
  if (known !== undefined && known.start <= instant && instant < known.end) return known;
  const found = findInterval(window, instant);
  if (latest.size >= windowsRemembered) latest.clear();
  latest.set(key, found);
  return found;
}

function findInterval({ duration, timeZone, anchor }: ConformanceWindow, instant: number): Interval {
  const parsed = parseDuration(duration) ?? { years: 0, months: 1, days: 0, timeMs: 0 };
  if (anchor !== undefined) return anchoredInterval(parsed, { timeZone, anchor }, instant);
  const grid = gridOf(parsed) ?? { kind: 'months' as const, months: 1 };
  switch (grid.kind) {
    case 'hour':
      return hourGrid(timeZone, instant, grid.lengthMs);
    case 'time':
      return dayGrid(timeZone, instant, grid.minutes);
    case 'days':
      return localInterval(timeZone, instant, grid.unit);
    case 'months':
      return monthGrid(timeZone, instant, grid.months);
  }
}

type Grid =
  | { kind: 'hour'; lengthMs: number }
  | { kind: 'time'; minutes: number }
  | { kind: 'days'; unit: 'day' | 'week' }
  | { kind: 'months'; months: number };

/** How periods of that length lie on the local calendar without an anchor; undefined when they do not fit it. */
function gridOf({ years, months, days, timeMs }: IsoDuration): Grid | undefined {
  const monthCount = years * 12 + months;
  const kinds = [monthCount, days, timeMs].filter((part) => part > 0);
  if (kinds.length !== 1) return undefined;
  if (monthCount > 0) return 12 % monthCount === 0 ? { kind: 'months', months: monthCount } : undefined;
  return days > 0 ? dayGridOf(days) : timeGridOf(timeMs);
}

function dayGridOf(days: number): Grid | undefined {
  if (days === 1) return { kind: 'days', unit: 'day' };
  return days === 7 ? { kind: 'days', unit: 'week' } : undefined;
}

function timeGridOf(timeMs: number): Grid | undefined {
  if (timeMs % minuteMs !== 0) return undefined;
  if (hourMs % timeMs === 0) return { kind: 'hour', lengthMs: timeMs };
  return dayMs % timeMs === 0 ? { kind: 'time', minutes: timeMs / minuteMs } : undefined;
}

function hourGrid(zone: string, instant: number, lengthMs: number): Interval {
  const offset = offsetMs(zone, instant);
  const start = Math.floor((instant + offset) / lengthMs) * lengthMs - offset;
  return { start, end: start + lengthMs };
}

/** Parts of a local day: boundaries are wall-clock times, so the part with a clock change is longer or shorter. */
function dayGrid(zone: string, instant: number, minutes: number): Interval {
  const boundary = (index: number): number =>
    index * minutes >= 1440 ? nextDay(zone, instant) : localTimeOfDay(zone, instant, index * minutes);
  let index = Math.floor(localMinuteOfDay(zone, instant) / minutes);
  while (index > 0 && boundary(index) > instant) index -= 1;
  while (boundary(index + 1) <= instant) index += 1;
  return { start: boundary(index), end: boundary(index + 1) };
}

function nextDay(zone: string, instant: number): number {
  return localInterval(zone, instant, 'day').end;
}

function localInterval(zone: string, instant: number, unit: 'day' | 'week'): Interval {
  const start = startOfLocal(zone, instant, unit);
  const days = unit === 'day' ? 1 : 7;
  // Where midnight does not exist the day starts later: take the start of the day reached, not the same wall-clock time.
  const end = startOfLocal(zone, plusLocal(zone, start, { years: 0, months: 0, days, timeMs: 0 }), 'day');
  return { start, end };
}

function monthGrid(zone: string, instant: number, months: number): Interval {
  const first = Math.floor(localMonth(zone, instant) / months) * months;
  return { start: localMonthStart(zone, first), end: localMonthStart(zone, first + months) };
}

function anchoredInterval(
  duration: IsoDuration,
  { timeZone, anchor }: { timeZone: string; anchor: number },
  instant: number,
): Interval {
  const isTimeOnly = fixedLengthMs(duration) === duration.timeMs;
  const boundary = (index: number): number =>
    isTimeOnly ? anchor + index * duration.timeMs : plusLocal(timeZone, anchor, timesDuration(duration, index));
  let index = Math.floor((instant - anchor) / roughLengthMs(duration));
  while (boundary(index) > instant) index -= 1;
  while (boundary(index + 1) <= instant) index += 1;
  return { start: boundary(index), end: boundary(index + 1) };
}
