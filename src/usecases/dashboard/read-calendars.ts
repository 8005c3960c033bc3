import { localDay, parentIdOf, maximumParents, weekdays, daysOf } from '../../domain/calendar-text.ts';
import { dayMs } from '../../domain/duration.ts';
import { wallTimesOf } from '../../domain/recurrence.ts';
import { isZone, wallClock } from '../../domain/zone.ts';
import { formatInstant } from '../../kernel/instant.ts';
import { objectsAt, textAt, type JsonObject } from '../../kernel/json.ts';
import { anyOf, matchAll, where } from '../../tmf630/query/filter-expression.ts';
import type { StoredResource } from '../../tmf630/resource-store.ts';
import type { DashboardDeps } from './deps.ts';
import { instantAt } from './lines.ts';
import type { Listed } from './model.ts';

/** A calendar in a list. */
export interface CalendarLine {
  id: string;
  name: string;
  timeZone: string;
  week: WeekDay[];
  /** Holidays and exceptions of its own. */
  days: number;
}

/** The hours of one weekday, such as `08:00–16:00`; none: closed. */
export interface WeekDay {
  day: string;
  hours: string[];
}

/** A day or a stretch that is otherwise, still to come. */
export interface ComingDay {
  /** On the wall clock as UTC ms, for order. */
  at: number;
  /** `2026-12-24`, with a last day where there is one; of a stretch its instants are given instead. */
  date?: string;
  span?: { start: number; end: number };
  name?: string;
  /** `closed`, `open`, or the hours. */
  what: string;
}

/** One calendar. */
export interface CalendarDetail extends CalendarLine {
  description?: string;
  parents: { id: string; name: string }[];
  /** Of itself and its parents, in order of time: those of the coming year, at most so many. */
  coming: ComingDay[];
  comingTotal: number;
  /** Agreements that name it, at most so many. */
  agreements: { id: string; name: string }[];
  agreementTotal: number;
  objectives: { id: string; name: string }[];
}

const pageLimit = 50;
const comingShown = 20;
const usersShown = 50;
const aheadMs = 366 * dayMs;

/** A page of all calendars, by name. */
export async function readCalendars(deps: DashboardDeps, offset: number): Promise<Listed<CalendarLine>> {
  const sort = [{ scope: 'document', path: 'name', direction: 'ascending' }] as const;
  const { resources, total } = await deps.calendars.page({ filter: matchAll, sort, offset, limit: pageLimit });
  const lines = await Promise.all(
    resources.map(async ({ id, document }) => lineOf(id, await withParents(deps, document))),
  );
  return { at: deps.clock.now(), lines, offset, limit: pageLimit, total };
}

/** One calendar with the days to come and who uses it; undefined when there is none. */
export async function readCalendar(deps: DashboardDeps, id: string): Promise<CalendarDetail | undefined> {
  const found = await deps.calendars.get(id);
  if (found === undefined) return undefined;
  const chain = await withParents(deps, found.document);
  const line = lineOf(id, chain);
  const filter = anyOf(where('calendar.id', 'eq', id), where('rule.calendar.id', 'eq', id));
  const query = { filter, sort: [], offset: 0, limit: usersShown };
  const [slas, objectives] = await Promise.all([
    deps.slas.page(query),
    deps.objectives.list({ ...query, filter: where('calendar.id', 'eq', id) }),
  ]);
  const coming = comingDays(chain, line.timeZone, deps.clock.now());
  const description = textAt(found.document, 'description');
  return {
    ...line,
    ...(description === undefined ? {} : { description }),
    parents: chain.slice(1).map((parent) => ({ id: textAt(parent, 'id') ?? '', name: nameIn(parent) })),
    ...{ coming: coming.slice(0, comingShown), comingTotal: coming.length },
    ...{ agreements: slas.resources.map(named), agreementTotal: slas.total },
    objectives: objectives.map(named),
  };
}

function named({ id, document }: StoredResource): { id: string; name: string } {
  return { id, name: textAt(document, 'name') ?? id };
}

function nameIn(document: JsonObject): string {
  return textAt(document, 'name') ?? textAt(document, 'id') ?? '';
}

/** A calendar and those it is built on, nearest first. */
async function withParents({ calendars }: DashboardDeps, document: JsonObject): Promise<JsonObject[]> {
  const chain = [document];
  for (let next = parentIdOf(document); next !== undefined && chain.length < maximumParents;) {
    const parent = await calendars.get(next);
    if (parent === undefined) break;
    chain.push(parent.document);
    next = parentIdOf(parent.document);
  }
  return chain;
}

function lineOf(id: string, chain: readonly JsonObject[]): CalendarLine {
  const [own = {}] = chain;
  const zone = chain.map((each) => textAt(each, 'timeZone')).find((each) => each !== undefined && isZone(each));
  return {
    ...{ id, name: nameIn(own), timeZone: zone ?? 'UTC', week: weekOf(chain) },
    days: objectsAt(own, 'holiday').length + objectsAt(own, 'exception').length,
  };
}

/** Nothing said anywhere: round the clock. */
function weekOf(chain: readonly JsonObject[]): WeekDay[] {
  const weekly = chain.map((each) => objectsAt(each, 'weeklyHours')).find((hours) => hours.length > 0);
  if (weekly === undefined) return [];
  return weekdays.map((day) => ({
    day,
    hours: weekly.flatMap((each) => (daysOf(each).includes(day) ? [hoursText(each)] : [])).sort(),
  }));
}

function hoursText(hours: JsonObject): string {
  return `${textAt(hours, 'startTime') ?? ''}–${textAt(hours, 'endTime') ?? ''}`;
}

function comingDays(chain: readonly JsonObject[], zone: string, now: number): ComingDay[] {
  const today = Math.floor(wallClock(zone, now) / dayMs) * dayMs;
  const all = chain.flatMap((each) => [
    ...objectsAt(each, 'holiday').flatMap((holiday) => holidayDays(holiday, zone, today)),
    ...objectsAt(each, 'exception').flatMap((exception) => exceptionDays(exception, zone, { today, now })),
  ]);
  return all.sort((left, right) => left.at - right.at);
}

function holidayDays(holiday: JsonObject, timeZone: string, today: number): ComingDay[] {
  const date = (localDay(textAt(holiday, 'date') ?? '') ?? 0) * dayMs;
  const rule = textAt(holiday, 'recurrence');
  const span = { start: today, end: today + aheadMs };
  const single = date >= span.start && date < span.end ? [date] : [];
  const times = rule === undefined ? single : wallTimesOf({ rule, from: date, timeZone }, span);
  return times.map((at) => ({ at, date: dayText(at), ...nameOf(holiday), what: 'closed' }));
}

interface Present {
  /** Midnight of the calendar's zone, on the wall clock as UTC ms. */
  today: number;
  /** UTC ms. */
  now: number;
}

function exceptionDays(exception: JsonObject, zone: string, { today, now }: Present): ComingDay[] {
  const isClosed = exception['closed'] === true;
  const date = textAt(exception, 'date');
  if (date !== undefined) {
    const hours = objectsAt(exception, 'hours').map(hoursText).join(', ');
    return wholeDays(exception, date, today).map((each) => ({ ...each, what: isClosed ? 'closed' : hours }));
  }
  const [start, end] = [instantAt(exception, 'startDateTime'), instantAt(exception, 'endDateTime')];
  if (start === undefined || end === undefined || end <= now) return [];
  const what = isClosed ? 'closed' : 'open';
  return [{ at: wallClock(zone, start), span: { start, end }, ...nameOf(exception), what }];
}

function wholeDays(exception: JsonObject, date: string, today: number): Omit<ComingDay, 'what'>[] {
  const endDate = textAt(exception, 'endDate') ?? date;
  const last = (localDay(endDate) ?? 0) * dayMs;
  if (last < today) return [];
  const days = endDate === date ? date : `${date} – ${endDate}`;
  return [{ at: (localDay(date) ?? 0) * dayMs, date: days, ...nameOf(exception) }];
}

function dayText(wall: number): string {
  return formatInstant(wall).slice(0, 10);
}

function nameOf(holder: JsonObject): { name?: string } {
  const name = textAt(holder, 'name');
  return name === undefined ? {} : { name };
}
