import type { JsonObject } from '../kernel/json.ts';
import type { Scenario } from './scenario.ts';
import { readInstant, readLength } from './time-line.ts';
import { elementsOf, membersOf, numberOf, type Place, textOf, wordOf } from './yaml-file.ts';

type Fact = Scenario['facts'][number];

const known = [
  ...['at', 'for', 'to', 'every', 'until', 'arrives', 'indicator', 'subject', 'source', 'unit'],
  ...['value', 'values', 'good', 'total', 'state', 'weight'],
  ...['case', 'promised', 'agreed', 'completed', 'cancelled', 'by', 'pauses', 'answered', 'abandoned', 'excluded'],
] as const;

const mostFacts = 100_000;

/** What happened, once or again and again: measurements as they are posted, and when each arrives. */
export function readFact(place: Place, start: number): Fact[] {
  const members = membersOf(place, known);
  const first = instantIn(members, 'at', start) ?? place.fail('at: is missing');
  const every = members.get('every');
  const values = valuesOf(members);
  if (every === undefined) return [factAt(place, { members, start, at: first })];
  const step = readLength(every);
  const until = instantIn(members, 'until', start) ?? first + step * values.length;
  if (step <= 0 || (until - first) / step > mostFacts) every.fail(`more than ${String(mostFacts)} measurements`);
  const facts: Fact[] = [];
  for (let at = first; at < until; at += step) {
    const value = values[facts.length % Math.max(1, values.length)];
    facts.push(factAt(place, { members, start, at, ...(value === undefined ? {} : { value }) }));
  }
  return facts.length === 0 ? place.fail('every: needs until: (or values:)') : facts;
}

interface Told {
  members: ReadonlyMap<string, Place>;
  start: number;
  at: number;
  /** Instead of `value`. */
  value?: number;
}

function valuesOf(members: ReadonlyMap<string, Place>): number[] {
  const values = members.get('values');
  return values === undefined ? [] : elementsOf(values).map(numberOf);
}

function factAt(place: Place, told: Told): Fact {
  const { members, start, at } = told;
  const length = members.get('for');
  const end = length === undefined ? instantIn(members, 'to', start) : at + readLength(length);
  const times = end === undefined ? {} : { endDateTime: iso(end) };
  const isPoint = end === undefined && (members.has('value') || members.has('values'));
  const body: JsonObject = {
    ...{ indicator: 'availability', subject: 'site-7' },
    ...texts(members),
    ...content(place, told),
    ...(isPoint ? { at: iso(at) } : { startDateTime: iso(at), ...times }),
  };
  const over = end ?? latestOf(members, start) ?? at;
  return { arrives: instantIn(members, 'arrives', start) ?? Math.max(at, over), body };
}

function texts(members: ReadonlyMap<string, Place>): JsonObject {
  const found: JsonObject = {};
  for (const name of ['indicator', 'subject', 'source', 'unit']) {
    const member = members.get(name);
    if (member !== undefined) found[name] = textOf(member);
  }
  return found;
}

function content(place: Place, { members, start, value }: Told): JsonObject {
  if (value !== undefined) return { value };
  if (members.has('case')) return caseOf(members, start);
  const state = members.get('state');
  const found: JsonObject = {};
  if (state !== undefined) found['state'] = wordOf(state, ['up', 'down', 'degraded']);
  for (const name of ['value', 'good', 'total', 'weight']) {
    const member = members.get(name);
    if (member !== undefined) found[name] = numberOf(member);
  }
  return Object.keys(found).length === 0
    ? place.fail('one of state, value, good and total, case has to be there')
    : found;
}

const caseInstants = {
  promised: 'promisedDateTime',
  agreed: 'agreedDateTime',
  completed: 'completedDateTime',
  cancelled: 'cancelledDateTime',
  answered: 'answeredDateTime',
  abandoned: 'abandonedDateTime',
} as const;

function caseOf(members: ReadonlyMap<string, Place>, start: number): JsonObject {
  const name = members.get('case');
  const found: JsonObject = name === undefined ? {} : { case: textOf(name) };
  for (const [short, attribute] of Object.entries(caseInstants)) {
    const instant = instantIn(members, short, start);
    if (instant !== undefined) found[attribute] = iso(instant);
  }
  const by = members.get('by');
  if (by !== undefined) found['cancelledBy'] = wordOf(by, ['customer', 'provider']);
  const pauses = members.get('pauses');
  if (pauses !== undefined) found['pause'] = elementsOf(pauses).map((each) => pauseOf(each, start));
  if (members.has('excluded')) found['excluded'] = true;
  return found;
}

function pauseOf(place: Place, start: number): JsonObject {
  const members = membersOf(place, ['at', 'to']);
  const from = instantIn(members, 'at', start) ?? place.fail('at: is missing');
  const to = instantIn(members, 'to', start);
  return { startDateTime: iso(from), ...(to === undefined ? {} : { endDateTime: iso(to) }) };
}

/** The last that a case tells of, but for what is only promised. */
function latestOf(members: ReadonlyMap<string, Place>, start: number): number | undefined {
  const instants = ['completed', 'cancelled', 'answered', 'abandoned'].flatMap(
    (name) => instantIn(members, name, start) ?? [],
  );
  return instants.length === 0 ? undefined : Math.max(...instants);
}

function instantIn(members: ReadonlyMap<string, Place>, name: string, start: number): number | undefined {
  const member = members.get(name);
  return member === undefined ? undefined : readInstant(member, start);
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
