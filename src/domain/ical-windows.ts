import { minuteMs } from './duration.ts';
import { instantOfWall } from './zone.ts';
import { derivedId } from '../kernel/ids.ts';
import { formatInstant } from '../kernel/instant.ts';
import { textAt, type JsonObject } from '../kernel/json.ts';
import { faultOf, type TimedEvent } from './ical-event.ts';

/** What the events of a file have in common as maintenance windows. */
export interface WindowTerms {
  kind: string;
  scope: JsonObject;
  /** Needed for what has begun: goes into the audit. */
  reason?: string;
}

/** One window as the file wants it. */
export interface WantedWindow {
  id: string;
  place: string;
  isCancelled: boolean;
  document: JsonObject;
}

/**
 * The maintenance windows of events: their ids follow from the UIDs, so that the same file gives the same windows. A time that was
 * moved (RECURRENCE-ID) is left out of its series and becomes a window of its own.
 */
export function windowsOf(events: readonly TimedEvent[], terms: WindowTerms): WantedWindow[] {
  const seen = new Set<string>();
  return events.map((event) => {
    const id = derivedId('icalendar', event.uid, event.instead ?? '');
    if (seen.has(id)) faultOf(event)('UID', 'is that of an event before');
    seen.add(id);
    const moved = events.flatMap(({ uid, instead }) =>
      uid === event.uid && instead !== undefined && event.instead === undefined ? [instead] : [],
    );
    return { id, place: event.place, isCancelled: event.isCancelled, document: windowOf(event, moved, terms) };
  });
}

function windowOf(event: TimedEvent, moved: readonly number[], { kind, scope }: WindowTerms): JsonObject {
  const { uid, sequence, timeZone, start, end, rule, name = 'Maintenance' } = event;
  const skipped = [...new Set([...event.skipped, ...moved])].sort((left, right) => left - right);
  if (rule === undefined && event.skipped.length > 0) faultOf(event)('EXDATE', 'needs an RRULE');
  const instant = (wall: number, edge: 'start' | 'end'): string => formatInstant(instantOfWall(timeZone, wall, edge));
  const times =
    rule === undefined
      ? { endDateTime: instant(end, 'end') }
      : {
          recurrence: {
            ...{ rrule: rule, timeZone, duration: `PT${String((end - start) / minuteMs)}M` },
            ...(skipped.length === 0 ? {} : { exdate: skipped.map(formatInstant) }),
          },
        };
  return { name, kind, scope, startDateTime: instant(start, 'start'), ...times, uid, sequence };
}

/** What is to be asked of the service for a window. */
export type WindowRequest =
  | { method: 'POST' | 'PATCH'; body: JsonObject }
  /** It is there as it is wanted, or called off without ever having been there; or what is there is newer. */
  | { method?: undefined; why: 'same' | 'older' };

/** What has to be asked for, given what the service has (undefined: nothing). The same again asks for nothing. */
export function windowRequest(
  { id, isCancelled, document }: WantedWindow,
  before: JsonObject | undefined,
  reason: string | undefined,
): WindowRequest {
  const why = reason === undefined ? {} : { reason };
  if (before === undefined)
    return isCancelled ? { why: 'same' } : { method: 'POST', body: { id, ...document, ...why } };
  return changeRequest({ isCancelled, document }, before, why);
}

function changeRequest(
  { isCancelled, document }: Pick<WantedWindow, 'isCancelled' | 'document'>,
  before: JsonObject,
  why: { reason?: string },
): WindowRequest {
  if (Number(document['sequence']) < Number(before['sequence'] ?? 0)) return { why: 'older' };
  const wasCancelled = textAt(before, 'state') === 'cancelled';
  if (isCancelled) return wasCancelled ? { why: 'same' } : { method: 'PATCH', body: { state: 'cancelled', ...why } };
  const isSame = Object.keys(document).every((name) => textOf(before[name]) === textOf(document[name]));
  if (isSame && !wasCancelled) return { why: 'same' };
  const once = 'endDateTime' in document ? { recurrence: null } : { endDateTime: null };
  return { method: 'PATCH', body: { ...document, ...once, ...why } };
}

function textOf(value: unknown): string {
  return JSON.stringify(value ?? null);
}
