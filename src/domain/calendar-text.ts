import { parseInstant } from '../kernel/instant.ts';
import { objectAt, objectsAt, textAt, type JsonObject } from '../kernel/json.ts';
import type { Calendar, CalendarException, Holiday, Hours, LocalDay } from './calendar.ts';
import { dayMs, hourMs, minuteMs } from './duration.ts';

/** Names of the weekdays as calendars write them, Monday first. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Most calendars above each other, the lowest counted. */
export const maximumParents = 10;

/**
 * A calendar as a plain value, from its document and those of its parents, nearest first. Zone and weekly hours are the
 * nearest that are said; holidays come together; exceptions too, the nearest last, so that they win. What cannot be read is
 * left out: documents are checked when they are stored. Pure. Source: docs/calendars.md.
 */
export function readCalendar(documents: readonly JsonObject[]): Calendar {
  const weekly = documents.find((document) => objectsAt(document, 'weeklyHours').length > 0);
  return {
    timeZone: documents.map((document) => textAt(document, 'timeZone')).find((zone) => zone !== undefined) ?? 'UTC',
    ...(weekly === undefined ? {} : { week: weekOf(objectsAt(weekly, 'weeklyHours')) }),
    holidays: documents.flatMap((document) => objectsAt(document, 'holiday').flatMap(holidayOf)),
    exceptions: documents.toReversed().flatMap((document) => objectsAt(document, 'exception').flatMap(exceptionOf)),
  };
}

/** The id of the calendar that one is built on. */
export function parentIdOf(document: JsonObject): string | undefined {
  const parent = objectAt(document, 'parent');
  return parent && textAt(parent, 'id');
}

/** `08:30` as ms after midnight; `24:00` is the end of the day. Undefined when it is no such time. */
export function timeOfDay(text: string): number | undefined {
  const [, hours = '', minutes = ''] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text) ?? [];
  const time = Number(hours) * hourMs + Number(minutes) * minuteMs;
  return hours === '' || time > dayMs ? undefined : time;
}

/** `2026-12-24` as a local day; undefined when there is no such day. */
export function localDay(text: string): LocalDay | undefined {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseInstant(`${text}T00:00:00Z`) : undefined;
  return midnight === undefined ? undefined : midnight / dayMs;
}

/** Hours with a start before their end; undefined for others. */
export function hoursOf(holder: JsonObject): Hours | undefined {
  const start = timeOfDay(textAt(holder, 'startTime') ?? '');
  const end = timeOfDay(textAt(holder, 'endTime') ?? '');
  return start === undefined || end === undefined || start >= end ? undefined : { start, end };
}

/** The weekdays that weekly hours are for: one name or several. */
export function daysOf(weekly: JsonObject): readonly string[] {
  const { day } = weekly;
  return (Array.isArray(day) ? day : [day]).filter((name) => typeof name === 'string');
}

function weekOf(weeklyHours: readonly JsonObject[]): Hours[][] {
  return weekdays.map((name) =>
    weeklyHours.flatMap((weekly) => (daysOf(weekly).includes(name) ? (hoursOf(weekly) ?? []) : [])),
  );
}

function holidayOf(holiday: JsonObject): Holiday[] {
  const day = localDay(textAt(holiday, 'date') ?? '');
  const rule = textAt(holiday, 'recurrence');
  if (rule !== undefined) return [{ rule, from: day ?? 0 }];
  return day === undefined ? [] : [{ day }];
}

function exceptionOf(exception: JsonObject): CalendarException[] {
  const from = localDay(textAt(exception, 'date') ?? '');
  if (from !== undefined) {
    const to = localDay(textAt(exception, 'endDate') ?? '') ?? from;
    const hours = exception.closed === true ? [] : objectsAt(exception, 'hours').flatMap((each) => hoursOf(each) ?? []);
    return [{ days: { from, to }, hours }];
  }
  const start = parseInstant(textAt(exception, 'startDateTime') ?? '');
  const end = parseInstant(textAt(exception, 'endDateTime') ?? '');
  if (start === undefined || end === undefined) return [];
  return [{ span: { start, end }, isOpen: exception.closed !== true }];
}
