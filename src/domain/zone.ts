import { DateTime, IANAZone } from 'luxon';
import type { IsoDuration } from './duration.ts';

/** Local units a period can start at. Weeks start on Monday. */
export type LocalUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

const knownZones = new Map<string, boolean>();

/** True for a time zone this machine's tz database knows (`Europe/Oslo`, `UTC`). The only file that knows luxon. */
export function isZone(zone: string): boolean {
  let isKnown = knownZones.get(zone);
  if (isKnown === undefined) {
    isKnown = zone.length <= 64 && IANAZone.isValidZone(zone);
    if (knownZones.size < 1000) knownZones.set(zone, isKnown);
  }
  return isKnown;
}

/** The zone's offset from UTC at an instant, ms, east positive. */
export function offsetMs(zone: string, instant: number): number {
  return zone === 'UTC' ? 0 : IANAZone.create(zone).offset(instant) * 60_000;
}

/** The instant at which the local day, week (Monday), month, quarter or year around an instant starts; DST considered. */
export function startOfLocal(zone: string, instant: number, unit: LocalUnit): number {
  return local(zone, instant).startOf(unit).toMillis();
}

/** Local wall-clock arithmetic, forward or (negative parts) back: years, months and days on the calendar of the zone, then the time part exactly. */
export function plusLocal(zone: string, instant: number, duration: IsoDuration): number {
  const { years, months, days, timeMs } = duration;
  return local(zone, instant)
    .plus({ months: years * 12 + months, days, milliseconds: timeMs })
    .toMillis();
}

/** The instant of a local time of the day around an instant, in minutes after midnight; a time in a DST gap moves past it. */
export function localTimeOfDay(zone: string, instant: number, minutes: number): number {
  return local(zone, instant)
    .startOf('day')
    .set({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
    .toMillis();
}

/** Minutes on the local wall clock after midnight, with fraction. */
export function localMinuteOfDay(zone: string, instant: number): number {
  const time = local(zone, instant);
  return time.hour * 60 + time.minute + time.second / 60 + time.millisecond / 60_000;
}

/** Month number counted through the years (year * 12 + month - 1), on the local calendar. */
export function localMonth(zone: string, instant: number): number {
  const time = local(zone, instant);
  return time.year * 12 + time.month - 1;
}

/** The start of the local month with that number. */
export function localMonthStart(zone: string, month: number): number {
  return DateTime.fromObject({ year: Math.floor(month / 12), month: (month % 12) + 1 }, { zone })
    .startOf('month')
    .toMillis();
}

/**
 * What a clock on the wall in the zone shows at an instant, as the UTC ms of the same reading: local 08:00 on 2026-10-25
 * is `Date.UTC(2026, 9, 25, 8)`. Readings of one day follow each other like instants, without clock changes.
 */
export function wallClock(zone: string, instant: number): number {
  return instant + offsetMs(zone, instant);
}

/**
 * The instant at which the wall clock of a zone shows a reading (see {@link wallClock}). A reading that the clocks skip is
 * the first instant after the gap. One that they show twice is the first of both for a `start`, the second for an `end`.
 */
export function instantOfWall(zone: string, wall: number, edge: 'start' | 'end'): number {
  if (zone === 'UTC') return wall;
  const before = offsetMs(zone, wall - aroundMs);
  const after = offsetMs(zone, wall + aroundMs);
  if (before === after) return wall - before;
  const candidates = [wall - before, wall - after].filter((instant) => wallClock(zone, instant) === wall);
  if (candidates.length === 0) return changeBetween(zone, wall - after, wall - before);
  return edge === 'start' ? Math.min(...candidates) : Math.max(...candidates);
}

/** More than any zone is away from UTC, so that a clock change near a reading lies between both. */
const aroundMs = 24 * 3_600_000;

/** The first instant in (low, high] with the offset of high. */
function changeBetween(zone: string, low: number, high: number): number {
  const after = offsetMs(zone, high);
  let [before, at] = [low, high];
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (offsetMs(zone, middle) === after) at = middle;
    else before = middle;
  }
  return at;
}

function local(zone: string, instant: number): DateTime {
  return DateTime.fromMillis(instant, { zone });
}
