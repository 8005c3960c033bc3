import type { CalendarWire, Hours } from './wire.ts';
import { instant } from './wire.ts';
import { daysAround, instantOf } from './zones.ts';

/** Half-open, UTC milliseconds. */
export type Stretch = readonly [from: number, to: number];

const day = 86_400_000;
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function timeOfDay(text: string): number {
  const [hours = '0', minutes = '0'] = text.split(':');
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** A calendar and those it hangs from, nearest first. */
function lineage(calendar: CalendarWire, all: readonly CalendarWire[]): CalendarWire[] {
  const line = [calendar];
  let above = calendar.parent;
  while (above !== undefined && line.length < 20) {
    const parent = all.find(({ id }) => id === above?.id);
    if (parent === undefined) throw new Error(`no calendar ${above.id}`);
    line.push(parent);
    above = parent.parent;
  }
  return line;
}

/** Whether a local day (its midnight as wall) is what a date or a yearly recurrence names. */
function isOn(midnight: number, named: { date?: string; recurrence?: string }): boolean {
  const date = new Date(midnight).toISOString().slice(0, 10);
  if (named.date !== undefined) return named.date === date;
  const month = /BYMONTH=(\d+)/.exec(named.recurrence ?? '')?.[1];
  const monthDay = /BYMONTHDAY=(\d+)/.exec(named.recurrence ?? '')?.[1];
  return (
    month !== undefined && Number(month) === Number(date.slice(5, 7)) && Number(monthDay) === Number(date.slice(8))
  );
}

function hoursOn(midnight: number, line: readonly CalendarWire[]): readonly Hours[] {
  for (const { exception = [] } of line) {
    const special = exception.find((one) => one.date !== undefined && isOn(midnight, one));
    if (special !== undefined) return special.closed === true ? [] : (special.hours ?? []);
  }
  if (line.some(({ holiday = [] }) => holiday.some((one) => isOn(midnight, one)))) return [];
  const weekly = line.find(({ weeklyHours }) => weeklyHours.length > 0)?.weeklyHours ?? [];
  const name = weekdays[new Date(midnight).getUTCDay()] ?? '';
  return weekly.filter((hours) => hours.day.includes(name));
}

/** The stretches in which a calendar is open, among them all that touch [from, to). They may overlap. */
export function openStretches(id: string, all: readonly CalendarWire[], [from, to]: Stretch): Stretch[] {
  const calendar = all.find((one) => one.id === id);
  if (calendar === undefined) throw new Error(`no calendar ${id}`);
  const line = lineage(calendar, all);
  const zone = calendar.timeZone;
  const stretches: Stretch[] = [];
  for (const midnight of daysAround(from, to, zone)) {
    for (const { startTime, endTime } of hoursOn(midnight, line)) {
      const [opens, closes] = [timeOfDay(startTime), timeOfDay(endTime)];
      // Hours that end before they begin run into the next day.
      const ends = closes > opens ? closes : closes + day;
      stretches.push([instantOf(midnight + opens, zone, 'first'), instantOf(midnight + ends, zone, 'second')]);
    }
  }
  return cutBySpans(stretches, line);
}

/** Exceptions that name instants: what lies in a closed one is taken out, an open one is added. */
function cutBySpans(stretches: Stretch[], line: readonly CalendarWire[]): Stretch[] {
  let result = stretches;
  for (const { exception = [] } of line) {
    for (const { startDateTime, endDateTime, closed } of exception) {
      if (startDateTime === undefined || endDateTime === undefined) continue;
      const span: Stretch = [instant(startDateTime), instant(endDateTime)];
      result = closed === true ? without(result, span) : [...result, span];
    }
  }
  return result.filter(([start, end]) => start < end);
}

function without(stretches: readonly Stretch[], [cutFrom, cutTo]: Stretch): Stretch[] {
  const rest: Stretch[] = [];
  for (const [start, end] of stretches) {
    rest.push([start, Math.min(end, cutFrom)], [Math.max(start, cutTo), end]);
  }
  return rest.filter(([start, end]) => start < end);
}

/** Whether an instant lies in one of the stretches. */
export function isIn(at: number, stretches: readonly Stretch[]): boolean {
  return stretches.some(([start, end]) => start <= at && at < end);
}

/** The instant at which a clock that runs only in open hours has run for so long. Walks minute by minute. */
export function afterOpenTime(start: number, ms: number, stretches: readonly Stretch[]): number {
  let [at, left] = [start, ms];
  while (left > 0) {
    if (isIn(at, stretches)) left -= 60_000;
    at += 60_000;
  }
  return at;
}
