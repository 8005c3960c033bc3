import { anySubject } from '../domain/commitment-terms.ts';
import { calendarPlaces, placeOfReason, readContractTime, type PlacedText } from '../domain/contract-time.ts';
import { creditScheduleFor, type CreditSchedule } from '../domain/credit-schedule.ts';
import { dayMs } from '../domain/duration.ts';
import { scopeKeysOfSla } from '../domain/maintenance-scope.ts';
import { parseObjective, parseRule } from '../domain/objective.ts';
import type { Objective, Period } from '../domain/objective-model.ts';
import { periodsBetween } from '../domain/period.ts';
import { parseInstant, type Interval } from '../kernel/instant.ts';
import { objectAt, textAt, type JsonObject } from '../kernel/json.ts';
import { invalidBody, type Fault } from '../kernel/problem.ts';
import type { CalendarShelf } from './calendar-shelf.ts';
import type { PromisedTime } from './time-rules.ts';

/** A question that was read: what is promised to whom, and the periods to judge. Instants in UTC ms. */
export interface Proposal {
  objective: Objective;
  schedule: CreditSchedule | undefined;
  /** What it says of hours and maintenance, and what windows have to share with it beside the subject. */
  time: PromisedTime;
  /** Each calendar it goes by, and where it is named. */
  calendars: { path: string; id: string }[];
  subjects: string[];
  periods: Period[];
  now: number;
}

const mostDays = 400;
const mostPeriods = 2000;

/**
 * Reads a checked question (`objective` or `rule` with `sla`, `subject`, `range`) as a contract would be read. Problem `invalid`
 * with the reasons why the promise cannot be evaluated, or when it asks for too much.
 */
export function readProposal(question: JsonObject, now: number): Proposal {
  const { name, text, sla } = promiseIn(question);
  const objective = objectiveOf({ name, text, sla });
  const range = rangeOf(question, now);
  const subjects = subjectsOf(question);
  const most = Math.floor(mostPeriods / subjects.length);
  const periods = periodsIn(objective, { ...range, now }, most);
  if (periods.length > most) {
    throw invalidBody([{ path: 'range', reason: `holds more than ${String(mostPeriods)} periods of these subjects` }]);
  }
  const schedule = creditScheduleFor(sla ?? {}, textAt(text, 'id') ?? 'r1');
  return { objective, schedule, ...timeOf({ name, text, sla }), subjects, periods, now };
}

interface Promised {
  name: 'rule' | 'objective';
  text: JsonObject;
  sla: JsonObject | undefined;
}

function promiseIn(question: JsonObject): Promised {
  const objective = objectAt(question, 'objective');
  const sla = objectAt(question, 'sla');
  return objective === undefined
    ? { name: 'rule', text: objectAt(question, 'rule') ?? {}, sla }
    : { name: 'objective', text: objective, sla };
}

function objectiveOf({ name, text, sla = {} }: Promised): Objective {
  const isFree = name === 'objective' && Object.keys(sla).length === 0;
  const inSla = name === 'objective' ? parseRule(sla, {}, text) : parseRule(sla, text);
  const read = isFree ? parseObjective(text) : inSla;
  if (read.objective === undefined) throw invalidBody(read.reasons.map((reason) => ({ path: name, reason })));
  // History is asked about: when the promise is to begin does not matter.
  return { ...read.objective, validFor: {} };
}

function timeOf({ name, text, sla }: Promised): Pick<Proposal, 'time' | 'calendars'> {
  const texts: PlacedText[] = [{ path: name, text }, ...(sla === undefined ? [] : [{ path: 'sla', text: sla }])];
  const time = readContractTime(texts.map((each) => each.text));
  if ('reasons' in time) throw invalidBody(time.reasons.map((reason) => placeOfReason(texts, reason)));
  const keys = sla === undefined && name === 'objective' ? [] : scopeKeysOfSla(sla ?? {}, name === 'rule' ? text : {});
  return { time: { time, keys }, calendars: calendarPlaces(texts) };
}

/** Faults of the calendars that a proposal goes by: those that are not there, or are built on one that is not. Only reads. */
export async function calendarFaultsOf(
  { calendars, periods, now }: Proposal,
  shelf: Pick<CalendarShelf, 'hoursOf'>,
): Promise<Fault[]> {
  const span = { start: periods[0]?.start ?? now, end: now + 1 };
  const faults = await Promise.all(
    calendars.map(async ({ path, id }) => {
      const hours = await shelf.hoursOf([id], span);
      return 'reasons' in hours ? hours.reasons.map((reason) => ({ path, reason })) : [];
    }),
  );
  return faults.flat();
}

function rangeOf(question: JsonObject, now: number): Interval {
  const range = objectAt(question, 'range') ?? {};
  const instant = (name: string): number => parseInstant(textAt(range, name) ?? '') ?? 0;
  const [start, end] = [instant('startDateTime'), instant('endDateTime')];
  if (end - start > mostDays * dayMs)
    throw invalidBody([{ path: 'range', reason: `must not be longer than ${String(mostDays)} days` }]);
  if (start >= Math.min(end, now)) throw invalidBody([{ path: 'range', reason: 'holds no time that has passed' }]);
  return { start, end: Math.min(end, now) };
}

function subjectsOf({ subject }: JsonObject): string[] {
  const texts = Array.isArray(subject) ? subject.filter((each) => typeof each === 'string') : [];
  const subjects = [...new Set(texts)].filter((each) => each !== anySubject);
  if (subjects.length === 0) throw invalidBody([{ path: 'subject', reason: 'must name subjects, at least one' }]);
  return subjects;
}

/** Periods that are over and lie in the range with at least half of their time: its ends need not be the zone's midnight. */
function periodsIn(objective: Objective, { now, ...range }: Interval & { now: number }, most: number): Period[] {
  return periodsBetween(objective, range, most + 2)
    .filter(({ start, end }) => {
      const insideMs = Math.min(end, range.end) - Math.max(start, range.start);
      return end <= now && (objective.window.type === 'rolling' || 2 * insideMs >= end - start);
    })
    .slice(0, most + 1);
}
