import { serviceHours, type Calendar } from '../domain/calendar.ts';
import { maximumParents, parentIdOf, readCalendar } from '../domain/calendar-text.ts';
import { union } from '../domain/intervals.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Interval } from '../kernel/instant.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';

/** Hours of calendars together, and the versions they come from. */
export interface KnownHours {
  hours: Interval[];
  versions: string[];
}

/** Calendars and their hours, at hand. */
export interface CalendarShelf {
  /** The union of their hours in a span; reasons when one is missing or its own ancestor. At most a second old, unless `forget` was called. */
  hoursOf: (ids: readonly string[], span: Interval) => Promise<KnownHours | { reasons: string[] }>;
  forget: () => void;
}

const freshForMs = 1000;
const spansKept = 5000;

/** A shelf over the stored calendars. */
export function createCalendarShelf(calendars: ResourceStore, clock: Pick<Clock, 'now'>): CalendarShelf {
  let readAt = -Infinity;
  const read = new Map<string, Promise<ReadCalendar | { reasons: string[] }>>();
  const expanded = new Map<string, Interval[]>();
  const calendarOf = (id: string): Promise<ReadCalendar | { reasons: string[] }> => {
    if (Math.abs(clock.now() - readAt) >= freshForMs) {
      read.clear();
      readAt = clock.now();
    }
    const known = read.get(id);
    if (known !== undefined) return known;
    const reading = readWithParents(calendars, id);
    read.set(id, reading);
    // What could not be read is tried again by the next who asks.
    reading.catch(() => read.delete(id));
    return reading;
  };
  // Hours of a version never change, so they can be kept as long as there is room.
  const expand = ({ calendar, versions }: ReadCalendar, span: Interval): Interval[] => {
    const key = `${versions.join(' ')} ${String(span.start)} ${String(span.end)}`;
    const hours = expanded.get(key) ?? serviceHours(calendar, span);
    if (expanded.size >= spansKept) expanded.clear();
    expanded.set(key, hours);
    return hours;
  };
  return {
    hoursOf: async (ids, span) => {
      const found = await Promise.all(ids.map(calendarOf));
      const reasons = found.flatMap((each) => ('reasons' in each ? each.reasons : []));
      if (reasons.length > 0) return { reasons };
      const usable = found.filter((each) => 'calendar' in each);
      const versions = [...new Set(usable.flatMap((each) => each.versions))].sort();
      return { hours: union(...usable.map((each) => expand(each, span))), versions };
    },
    forget: () => {
      read.clear();
    },
  };
}

interface ReadCalendar {
  calendar: Calendar;
  versions: string[];
}

/** A calendar with its parents, nearest first; reasons when one is missing or they go in a circle. */
async function readWithParents(store: ResourceStore, id: string): Promise<ReadCalendar | { reasons: string[] }> {
  const documents: JsonObject[] = [];
  const versions: string[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = id; next !== undefined;) {
    if (seen.has(next)) return { reasons: [`calendar ${id}: calendar ${next} is its own ancestor`] };
    if (seen.size >= maximumParents)
      return { reasons: [`calendar ${id}: more than ${String(maximumParents)} calendars above each other`] };
    seen.add(next);
    const stored = await store.get(next);
    if (stored === undefined) return { reasons: [missing(id, next)] };
    documents.push(stored.document);
    versions.push(`calendar/${next}@${String(stored.revision)}`);
    next = parentIdOf(stored.document);
  }
  return { calendar: readCalendar(documents), versions };
}

function missing(id: string, absent: string): string {
  return id === absent ? `calendar ${id} does not exist` : `calendar ${id}: its parent ${absent} does not exist`;
}
