import type { JsonObject } from '../kernel/json.ts';
import { readFact } from './read-facts.ts';
import { readExpectation } from './read-expectations.ts';
import type { Scenario } from './scenario.ts';
import { readGap } from './read-gaps.ts';
import { readInstant } from './time-line.ts';
import { elementsOf, membersOf, objectOf, type Place, readYaml, textOf } from './yaml-file.ts';

/** Where a scenario begins that does not say. */
const defaultStart = Date.UTC(2026, 3, 1);

const knownInScenario = [
  'name',
  'start',
  'promise',
  'promises',
  'agreement',
  'calendars',
  'maintenance',
  'gaps',
  'facts',
  'expect',
] as const;

/** The scenarios of a file. Throws a ScenarioFault with file and line at the first thing that is not understood. */
export function readScenarios(file: string, text: string): Scenario[] {
  const { scenarios } = Object.fromEntries(membersOf(readYaml(file, text), ['scenarios']));
  if (scenarios === undefined) return readYaml(file, text).fail('scenarios: is missing');
  const read = elementsOf(scenarios).map(readScenario);
  return read.length === 0 ? scenarios.fail('no scenario') : read;
}

function readScenario(place: Place): Scenario {
  const members = membersOf(place, knownInScenario);
  const name = members.get('name');
  if (name === undefined) return place.fail('name: is missing');
  const startPlace = members.get('start');
  const start = startPlace === undefined ? defaultStart : readInstant(startPlace, 0);
  const expect = members.get('expect');
  if (expect === undefined) return place.fail('expect: is missing; a scenario without it shows nothing');
  const facts = members.get('facts');
  return {
    name: textOf(name),
    place: name.where,
    start,
    resources: readResources(members, place, start),
    facts: facts === undefined ? [] : elementsOf(facts).flatMap((fact) => readFact(fact, start)),
    expectations: elementsOf(expect).map((each) => ({ ...readExpectation(each, start), place: each.where })),
  };
}

const slo = '/tmf-api/serviceQualityManagement/v4/serviceLevelObjective';
const collections = { calendars: '/assurance/v1/calendar', maintenance: '/assurance/v1/maintenanceWindow' } as const;

function readResources(members: ReadonlyMap<string, Place>, place: Place, start: number): Scenario['resources'] {
  const resources: Scenario['resources'] = [];
  for (const [name, path] of Object.entries(collections)) {
    const given = members.get(name);
    if (given === undefined) continue;
    for (const each of elementsOf(given)) resources.push(readTold(each, path, start));
  }
  for (const each of listOf(members.get('gaps'))) resources.push(readGap(each, start));
  const promises = [members.get('promise'), ...listOf(members.get('promises'))].filter((each) => each !== undefined);
  for (const promise of promises) resources.push({ at: start, path: slo, body: objectiveOf(promise, start) });
  const agreement = members.get('agreement');
  if (agreement !== undefined) resources.push({ at: start, path: slaPath, body: agreementOf(agreement, start) });
  else if (promises.length === 0) place.fail('one of promise, promises and agreement has to be there');
  return resources;
}

const slaPath = '/tmf-api/slaManagement/v2/sla';

function listOf(place: Place | undefined): Place[] {
  return place === undefined ? [] : elementsOf(place);
}

/** A calendar or window as its API takes it, with `arrives` for when the service hears of it; instants may be relative. */
function readTold(place: Place, path: string, start: number): Scenario['resources'][number] {
  const members = membersOf(place);
  const body = objectOf(place);
  const arrives = members.get('arrives');
  delete body['arrives'];
  for (const name of ['startDateTime', 'endDateTime', 'noticeGivenAt']) {
    const instant = members.get(name);
    if (instant !== undefined) body[name] = iso(readInstant(instant, start));
  }
  return { at: arrives === undefined ? start : readInstant(arrives, start), path, body };
}

const short = [
  'indicator',
  'subject',
  'algorithm',
  'comparator',
  'target',
  'period',
  'warnAt',
  'tolerance',
  'tolerated',
];

/** The short names of a promise beside all attributes of a serviceLevelObjective, which are taken as they are. */
function objectiveOf(place: Place, start: number): JsonObject {
  const members = membersOf(place);
  const rest = objectOf(place);
  for (const name of short) Reflect.deleteProperty(rest, name);
  const text = (name: string): string | undefined => {
    const member = members.get(name);
    return member === undefined ? undefined : textOf(member);
  };
  const subject = text('subject');
  const algorithm = text('algorithm');
  const relatedEntity = [{ id: subject ?? 'site-7', role: 'service', '@referredType': 'Service' }];
  return {
    conformanceComparator: text('comparator') ?? place.fail('comparator: is missing (below, above, >=, <= ...)'),
    conformanceTarget: text('target') ?? place.fail('target: is missing'),
    serviceLevelObjectiveParameter: {
      name: text('indicator') ?? 'availability',
      ...(algorithm === undefined ? {} : { transformationAlgorithmOfKQI: algorithm }),
      ...(subject === '*' ? {} : { relatedEntity }),
    },
    validFor: { startDateTime: iso(start) },
    ...optional('conformanceWindow', windowOf(text('period'))),
    ...optional('thresholdTarget', text('warnAt')),
    ...optional('toleranceTarget', text('tolerance')),
    ...optional('tolerancePeriod', toleratedOf(text('tolerated'))),
    ...rest,
  };
}

function optional(name: string, value: JsonObject | string | undefined): JsonObject {
  return value === undefined ? {} : { [name]: value };
}

/** `P1M`, or `P1M Europe/Oslo`. */
function windowOf(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return undefined;
  const [duration = '', timeZone = 'UTC'] = text.split(/\s+/u);
  return { type: 'calendar', duration, timeZone };
}

/** `5m` as the TimePeriod that TMF657 wants, of which only the length counts. */
function toleratedOf(text: string | undefined): JsonObject | undefined {
  const minutes = /^(\d+)m$/u.exec(text ?? '')?.[1];
  if (minutes === undefined) return undefined;
  const end = iso(Date.UTC(2026, 0, 1) + Number(minutes) * 60_000);
  return { startDateTime: '2026-01-01T00:00:00.000Z', endDateTime: end };
}

function agreementOf(place: Place, start: number): JsonObject {
  const body = objectOf(place);
  return { name: 'Agreement', state: 'observed', validFor: { startDateTime: iso(start) }, ...body };
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
