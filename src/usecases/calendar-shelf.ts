import { serviceHours, type Calendar } from '../domain/calendar.ts';
import { maximumParents, parentIdOf, readCalendar } from '../domain/calendar-text.ts';
import { union } from '../domain/intervals.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Interval } from '../kernel/instant.ts';
import { type CalendarRevision, revisionsOf } from './calendar-revisions.ts';

/** Hours of calendars together, and the versions they come from. */
export interface KnownHours {
  hours: Interval[];
  versions: string[];
}

/** Calendars and their hours, at hand. */
export interface CalendarShelf {
  /**
   * The union of their hours in a span, each instant by the revisions in force at it, or at `asOf` (UTC ms) if that is later;
   * reasons when a calendar is missing or its own ancestor. At most a second old, unless `forget` was called.
   */
  hoursOf: (ids: readonly string[], span: Interval, asOf?: number) => Promise<KnownHours | { reasons: string[] }>;
  forget: () => void;
}

const freshForMs = 1000;
const spansKept = 5000;

/** A shelf over the stored calendars and their earlier revisions. */
export function createCalendarShelf(
  stores: Parameters<typeof revisionsOf>[0],
  clock: Pick<Clock, 'now'>,
): CalendarShelf {
  let readAt = -Infinity;
  const read = new Map<string, Promise<CalendarRevision[] | undefined>>();
  const expanded = new Map<string, Interval[]>();
  const revisions: RevisionsOf = (id) => {
    if (Math.abs(clock.now() - readAt) >= freshForMs) {
      read.clear();
      readAt = clock.now();
    }
    const known = read.get(id);
    if (known !== undefined) return known;
    const reading = revisionsOf(stores, id);
    read.set(id, reading);
    // What could not be read is tried again by the next who asks.
    reading.catch(() => read.delete(id));
    return reading;
  };
  // Hours of a revision never change, so they can be kept as long as there is room.
  const expand = ({ calendar, key }: InForce, { start, end }: Interval): Interval[] => {
    const place = `${key} ${String(start)} ${String(end)}`;
    const hours = expanded.get(place) ?? serviceHours(calendar, { start, end });
    if (expanded.size >= spansKept) expanded.clear();
    expanded.set(place, hours);
    return hours;
  };
  return {
    hoursOf: async (ids, span, asOf = -Infinity) => {
      const found = await Promise.all(ids.map((id) => stretchesOf(revisions, id, { ...span, asOf })));
      const reasons = found.flatMap((each) => ('reasons' in each ? each.reasons : []));
      if (reasons.length > 0) return { reasons };
      const stretches = found.flatMap((each) => ('reasons' in each ? [] : each));
      const versions = [...new Set(stretches.flatMap(({ inForce }) => inForce.versions))].sort();
      return { hours: union(...stretches.map(({ inForce, ...stretch }) => expand(inForce, stretch))), versions };
    },
    forget: () => {
      read.clear();
    },
  };
}

type RevisionsOf = (id: string) => Promise<CalendarRevision[] | undefined>;

/** A calendar with its parents as they are at one instant. */
interface InForce {
  calendar: Calendar;
  versions: string[];
  key: string;
  /** When any of them is followed by another revision, UTC ms. */
  until: number;
}

/** A span cut where the calendar, or one it is built on, was changed. */
async function stretchesOf(
  revisions: RevisionsOf,
  id: string,
  { start, end, asOf }: Interval & { asOf: number },
): Promise<(Interval & { inForce: InForce })[] | { reasons: string[] }> {
  const stretches: (Interval & { inForce: InForce })[] = [];
  for (let from = start; from < end;) {
    const inForce = await inForceAt(revisions, id, Math.max(from, asOf));
    if ('reasons' in inForce) return inForce;
    const until = Math.min(end, inForce.until);
    stretches.push({ start: from, end: until, inForce });
    from = until;
  }
  return stretches;
}

/** A calendar with its parents, nearest first, at an instant; reasons when one is missing or they go in a circle. */
async function inForceAt(
  revisions: RevisionsOf,
  id: string,
  instant: number,
): Promise<InForce | { reasons: string[] }> {
  const chain: CalendarRevision[] = [];
  const seen = new Set<string>();
  let until = Infinity;
  for (let next: string | undefined = id; next !== undefined;) {
    if (seen.has(next)) return { reasons: [`calendar ${id}: calendar ${next} is its own ancestor`] };
    if (seen.size >= maximumParents)
      return { reasons: [`calendar ${id}: more than ${String(maximumParents)} calendars above each other`] };
    seen.add(next);
    const all = await revisions(next);
    const own = all?.findLast(({ from }) => from <= instant);
    if (own === undefined) return { reasons: [missing(id, next)] };
    until = Math.min(until, all?.find(({ from }) => from > instant)?.from ?? Infinity);
    chain.push(own);
    next = parentIdOf(own.document);
  }
  return {
    calendar: readCalendar(chain.map(({ document }) => document)),
    versions: chain.map(({ version }) => version),
    key: chain.map(({ key }) => key).join(' '),
    until,
  };
}

function missing(id: string, absent: string): string {
  return id === absent ? `calendar ${id} does not exist` : `calendar ${id}: its parent ${absent} does not exist`;
}
