import { dayMs } from './duration.ts';
import { instantOfWall } from './zone.ts';
import { formatInstant } from '../kernel/instant.ts';
import { isJsonObject, textAt, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { faultOf, type TimedEvent } from './ical-event.ts';

/** What the events of a file are in a calendar. */
export interface CalendarEntries {
  holiday: JsonObject[];
  exception: JsonObject[];
}

const mostDays = 366;

/**
 * Days become holidays (a closed day each), stretches of time become exceptions, closed or open. Each carries the `uid` and the
 * `sequence` of its event. Throws an IcalFault for what a calendar cannot say.
 */
export function entriesOf(event: TimedEvent, timed: 'closed' | 'open'): CalendarEntries {
  const fault = faultOf(event);
  if (event.instead !== undefined) fault('RECURRENCE-ID', 'cannot be kept in a calendar: make it a day of its own');
  if (event.skipped.length > 0) fault('EXDATE', 'cannot be kept in a calendar: make the days events of their own');
  const { uid, sequence, name } = event;
  const entry: JsonObject = { ...(name === undefined ? {} : { name }), uid, sequence };
  if (event.isAllDay) return { holiday: holidaysOf(event, entry), exception: [] };
  if (event.rule !== undefined)
    fault('RRULE', 'of a stretch of time is for weeklyHours: a calendar has no exceptions that recur');
  const exception = {
    ...entry,
    startDateTime: formatInstant(instantOfWall(event.timeZone, event.start, 'start')),
    endDateTime: formatInstant(instantOfWall(event.timeZone, event.end, 'end')),
    closed: timed === 'closed',
  };
  return { holiday: [], exception: [exception] };
}

function holidaysOf(event: TimedEvent, entry: JsonObject): JsonObject[] {
  const { start, end, rule } = event;
  const days = (end - start) / dayMs;
  const fault = faultOf(event);
  if (days > mostDays) fault('DTEND', `is more than ${String(mostDays)} days after DTSTART`);
  if (days > 1 && rule !== undefined && /(?:^|;)BY/i.test(rule))
    fault('RRULE', 'with BY parts cannot be kept for several days together: make each day an event of its own');
  return Array.from({ length: days }, (_, at) => ({
    ...entry,
    date: formatInstant(start + at * dayMs).slice(0, 10),
    ...(rule === undefined ? {} : { recurrence: rule }),
  }));
}

/** What becomes of a calendar. */
export interface CalendarChange {
  holiday: JsonValue[];
  exception: JsonValue[];
  isChanged: boolean;
  /** Events of the file that are older than what the calendar has of them. */
  older: number;
}

/**
 * A calendar's holidays and exceptions once a file is taken in: what came from events of the file before (by `uid`) is replaced, what
 * is called off goes, everything else stays; with `isWhole` what other files gave goes, too. Doing it again changes nothing.
 */
export function changeOfCalendar(
  calendar: JsonObject,
  events: readonly TimedEvent[],
  { timed, isWhole }: { timed: 'closed' | 'open'; isWhole: boolean },
): CalendarChange {
  const before = { holiday: listAt(calendar, 'holiday'), exception: listAt(calendar, 'exception') };
  const known = new Map<string, number>();
  for (const each of [...before.holiday, ...before.exception]) {
    const uid = isJsonObject(each) ? textAt(each, 'uid') : undefined;
    if (isJsonObject(each) && uid !== undefined) known.set(uid, Number(each['sequence'] ?? 0));
  }
  const taken = events.filter(({ uid, sequence }) => sequence >= (known.get(uid) ?? 0));
  const replaced = new Set(taken.map(({ uid }) => uid));
  const stays = (each: JsonValue): boolean => {
    const uid = isJsonObject(each) ? textAt(each, 'uid') : undefined;
    return uid === undefined || (!replaced.has(uid) && (!isWhole || events.some((event) => event.uid === uid)));
  };
  const made = taken.filter(({ isCancelled }) => !isCancelled).map((event) => entriesOf(event, timed));
  const after = {
    holiday: [...before.holiday.filter(stays), ...made.flatMap(({ holiday }) => holiday)],
    exception: [...before.exception.filter(stays), ...made.flatMap(({ exception }) => exception)],
  };
  const isChanged = !isSame(before.holiday, after.holiday) || !isSame(before.exception, after.exception);
  return { ...after, isChanged, older: events.length - taken.length };
}

/** The order of days says nothing: what people have added stands anywhere among them. */
function isSame(left: readonly JsonValue[], right: readonly JsonValue[]): boolean {
  const [one, other] = [left, right].map((list) => list.map((each) => JSON.stringify(each)).sort());
  return JSON.stringify(one) === JSON.stringify(other);
}

function listAt(holder: JsonObject, name: string): JsonValue[] {
  const list = holder[name];
  return Array.isArray(list) ? list : [];
}
