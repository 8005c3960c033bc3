import { fixedLengthMs, parseDuration } from '../domain/duration.ts';
import { recurrenceFault } from '../domain/recurrence.ts';
import { parseInstant } from '../kernel/instant.ts';
import { objectAt, textAt, type JsonObject, type JsonValue } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { faultsAt, notInstant } from './checks.ts';
import { notZone } from './evaluation-checks.ts';

/** Faults of when a window is: one start and end, or a start and a recurrence; none: it has a plan. */
export function timeFaults(document: JsonObject): Fault[] {
  const instants = ['startDateTime', 'endDateTime'].flatMap((path) => faultsAt(document, path, notInstant));
  if (instants.length > 0) return instants;
  if ((document.recurrence ?? null) !== null) return recurrenceFaults(document);
  const [start, end] = ['startDateTime', 'endDateTime'].map((path) => parseInstant(textAt(document, path) ?? ''));
  if (end === undefined) return [{ path: 'endDateTime', reason: 'required where there is no recurrence' }];
  return start === undefined || end > start ? [] : [{ path: 'endDateTime', reason: 'must be after startDateTime' }];
}

function recurrenceFaults(document: JsonObject): Fault[] {
  const recurrence = objectAt(document, 'recurrence');
  if (recurrence === undefined) return [{ path: 'recurrence', reason: 'must be an object' }];
  const reasons: [path: string, reason: string | undefined][] = [
    ['endDateTime', (document.endDateTime ?? null) === null ? undefined : endIsSaid],
    ['recurrence.rrule', ruleFault(recurrence, document)],
    ['recurrence.timeZone', notZone(recurrence.timeZone ?? null) === undefined ? undefined : noZone],
    ['recurrence.exdate', exdateFault(recurrence.exdate ?? null)],
    ['recurrence.duration', isLength(textAt(recurrence, 'duration')) ? undefined : noLength],
  ];
  return reasons.flatMap(([path, reason]) => (reason === undefined ? [] : [{ path, reason }]));
}

function ruleFault(recurrence: JsonObject, document: JsonObject): string | undefined {
  const start = parseInstant(textAt(document, 'startDateTime') ?? '') ?? 0;
  return recurrenceFault(textAt(recurrence, 'rrule') ?? '', start);
}

const mostExdates = 1000;

function exdateFault(exdate: JsonValue): string | undefined {
  if (exdate === null) return undefined;
  if (!Array.isArray(exdate) || exdate.some((each) => notInstant(each) !== undefined))
    return 'must be an array of RFC 3339 date-times, the starts that are left out';
  return exdate.length > mostExdates ? `has more than ${String(mostExdates)} entries` : undefined;
}

const endIsSaid = 'is said by recurrence.duration, and by UNTIL or COUNT of its rrule';
const noZone = 'must be a time zone, such as Europe/Dublin';
const noLength = 'must be an ISO 8601 duration of at most 31 days, such as PT2H';
const longestMs = 31 * 86_400_000;

function isLength(text: string | undefined): boolean {
  const duration = parseDuration(text ?? '');
  const lengthMs = duration && fixedLengthMs(duration);
  return lengthMs !== undefined && lengthMs > 0 && lengthMs <= longestMs;
}
