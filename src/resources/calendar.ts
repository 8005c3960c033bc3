import { daysOf, hoursOf, localDay, maximumParents, parentIdOf, timeOfDay, weekdays } from '../domain/calendar-text.ts';
import { dayMs } from '../domain/duration.ts';
import { recurrenceFault } from '../domain/recurrence.ts';
import { parseInstant } from '../kernel/instant.ts';
import { isJsonObject, objectsAt, textAt, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { invalidBody, type Fault, type Problem } from '../kernel/problem.ts';
import { defineResource, type LookUp } from '../tmf630/resource-definition.ts';
import { faultsAt, notArray, notObject, notText } from './checks.ts';
import { byDocument } from './collection.ts';
import { notZone } from './evaluation-checks.ts';

/**
 * Service hours: weekly hours, holidays and exceptions on the wall clock of a zone, perhaps on top of a parent. Every
 * revision is a version that assessments name. Source: docs/calendars.md.
 */
export const calendar = defineResource({
  name: 'calendar',
  collection: { name: 'calendars', indexes: [byDocument('name'), byDocument('parent.id')], numericText: [] },
  events: {
    create: 'CalendarCreateEvent',
    attributeValueChange: 'CalendarAttributeValueChangeEvent',
    delete: 'CalendarDeleteEvent',
  },
  required: ['name'],
  references: [{ path: 'parent', resource: 'calendar' }],
  relate: withKnownParent,
  check,
});

/** Most entries of each list of a calendar. */
const mostEntries = 2000;

/** Refuses a parent that does not exist, or above which the calendar itself is found. */
async function withKnownParent(document: JsonObject, { find }: LookUp): Promise<JsonObject> {
  const refused = (reason: string): Problem => invalidBody([{ path: 'parent.id', reason }]);
  let next = parentIdOf(document);
  for (let steps = 1; next !== undefined; steps += 1) {
    if (next === document.id) throw refused('is this calendar itself, or built on it');
    if (steps >= maximumParents) throw refused(`more than ${String(maximumParents)} calendars above each other`);
    const [parent] = await find(calendar, [next]);
    if (parent === undefined) throw refused(`there is no calendar ${next.slice(0, 64)}`);
    next = parentIdOf(parent.document);
  }
  return document;
}

function check(document: JsonObject): Fault[] {
  return [
    ...faultsAt(document, 'name', notText),
    ...faultsAt(document, 'timeZone', notZone),
    ...faultsAt(document, 'parent', notObject),
    ...faultsAt(document, 'parent.id', notText),
    ...entryFaults(document, 'weeklyHours', weeklyFaults),
    ...entryFaults(document, 'holiday', holidayFaults),
    ...entryFaults(document, 'exception', exceptionFaults),
  ];
}

function entryFaults(document: JsonObject, name: string, faultsOf: (entry: JsonObject) => Fault[]): Fault[] {
  const entries = document[name] ?? null;
  if (entries === null) return [];
  if (!Array.isArray(entries)) return faultsAt(document, name, notArray);
  if (entries.length > mostEntries) return [{ path: name, reason: `has more than ${String(mostEntries)} entries` }];
  return entries.flatMap((entry: JsonValue, at) => {
    const path = `${name}[${String(at)}]`;
    if (!isJsonObject(entry)) return [{ path, reason: 'must be an object' }];
    return faultsOf(entry).map((fault) => ({ ...fault, path: `${path}.${fault.path}` }));
  });
}

function weeklyFaults(weekly: JsonObject): Fault[] {
  const days = daysOf(weekly);
  const unknown = days.find((day) => !weekdays.some((known) => known === day));
  if (days.length === 0) return [{ path: 'day', reason: 'required: names of weekdays, such as ["monday"]' }];
  if (unknown !== undefined) return [{ path: 'day', reason: `must be of ${weekdays.join(', ')}` }];
  return hoursFaults(weekly);
}

function hoursFaults(hours: JsonObject): Fault[] {
  const faults = ['startTime', 'endTime'].flatMap((path) =>
    timeOfDay(textAt(hours, path) ?? '') === undefined ? [{ path, reason: 'must be a time from 00:00 to 24:00' }] : [],
  );
  if (faults.length > 0 || hoursOf(hours) !== undefined) return faults;
  return [
    {
      path: 'endTime',
      reason: 'must be after startTime: hours over midnight are two entries, up to 24:00 and from 00:00',
    },
  ];
}

function holidayFaults(holiday: JsonObject): Fault[] {
  const rule = textAt(holiday, 'recurrence');
  const date = holiday.date ?? null;
  if (date === null && rule === undefined) return [{ path: 'date', reason: 'required where there is no recurrence' }];
  if (date !== null && notDay(date)) return [{ path: 'date', reason: noDay }];
  const day = localDay(textAt(holiday, 'date') ?? '') ?? 0;
  const fault = rule === undefined ? undefined : recurrenceFault(rule, day * dayMs);
  return fault === undefined ? [] : [{ path: 'recurrence', reason: fault }];
}

const noDay = 'must be a day, such as 2026-12-24';

function notDay(value: JsonValue): boolean {
  return typeof value !== 'string' || localDay(value) === undefined;
}

function exceptionFaults(exception: JsonObject): Fault[] {
  if ((exception.date ?? null) === null) return spanFaults(exception);
  const faults = ['date', 'endDate'].flatMap((path) => {
    const value = exception[path] ?? null;
    return value !== null && notDay(value) ? [{ path, reason: noDay }] : [];
  });
  if (faults.length > 0) return faults;
  const [date, endDate] = [textAt(exception, 'date') ?? '', textAt(exception, 'endDate')];
  if (endDate !== undefined && endDate < date) return [{ path: 'endDate', reason: 'is before date' }];
  const hours = objectsAt(exception, 'hours');
  if (exception.closed !== true && hours.length === 0)
    return [{ path: 'hours', reason: 'required unless closed is true' }];
  return hours.flatMap((each, at) =>
    hoursFaults(each).map((fault) => ({ ...fault, path: `hours[${String(at)}].${fault.path}` })),
  );
}

function spanFaults(exception: JsonObject): Fault[] {
  const [start, end] = ['startDateTime', 'endDateTime'].map((path) => parseInstant(textAt(exception, path) ?? ''));
  if (start === undefined)
    return [{ path: 'startDateTime', reason: 'must be an RFC 3339 date-time where there is no date' }];
  if (end === undefined) return [{ path: 'endDateTime', reason: 'must be an RFC 3339 date-time' }];
  return end > start ? [] : [{ path: 'endDateTime', reason: 'must be after startDateTime' }];
}
