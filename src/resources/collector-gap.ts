import { gapOrigins, gapScopeOf, gapSpan } from '../domain/collector-gap.ts';
import { parseInstant } from '../kernel/instant.ts';
import { textAt, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { conflict, type Fault } from '../kernel/problem.ts';
import { isDeepEqual } from '../tmf630/deep-equal.ts';
import { defineResource } from '../tmf630/resource-definition.ts';
import { auditFaults, withAudit } from './audit.ts';
import { faultsAt, notInstant, notText } from './checks.ts';
import { byDocument } from './collection.ts';
import { oneOf } from './evaluation-checks.ts';
import { scopeFaults } from './scope-checks.ts';
import { allowedState, notStateOf, type StateMachine } from './state-machine.ts';

/**
 * A stretch of event time in which measurements could not be taken in: silence in it says nothing. A change of what has begun
 * needs a `reason` and is kept in `audit`. Source: docs/calendars.md.
 */
export const collectorGap = defineResource({
  name: 'collectorGap',
  collection: {
    name: 'collectorGaps',
    indexes: [byDocument('state'), byDocument('origin'), byDocument('startDateTime')],
    numericText: [],
  },
  events: {
    create: 'CollectorGapCreateEvent',
    attributeValueChange: 'CollectorGapAttributeValueChangeEvent',
    stateChange: 'CollectorGapStateChangeEvent',
    delete: 'CollectorGapDeleteEvent',
  },
  required: ['startDateTime', 'scope'],
  complete: (document, before, { now }) => completeGap(document, before, now),
  check,
  refuseRemoval: (document, { now }) => {
    if (!hasBegun(document, now) || document.state === 'withdrawn') return;
    throw conflict('state', 'the gap has begun: set its state to withdrawn, with a reason, instead of deleting it');
  },
});

const gapStates: StateMachine = {
  holder: 'a collector gap',
  first: ['recorded'],
  next: new Map<string, readonly string[]>([
    ['recorded', ['withdrawn']],
    ['withdrawn', []],
  ]),
};

const notGapState = notStateOf(gapStates);

/** What decides which time is unknown, and of what. */
const decisive = ['startDateTime', 'endDateTime', 'scope'] as const;

function completeGap(document: JsonObject, before: JsonObject | undefined, now: number): JsonObject {
  // The check that follows says what is wrong with it.
  if (check(document).length > 0) return document;
  const filled: JsonObject = {
    ...document,
    state: stateOf(document, before),
    origin: before?.origin ?? document.origin ?? 'reported',
    audit: before?.audit ?? [],
  };
  return withAudit(filled, {
    ...{ before, now, decisive, action: actionOf(filled, before) },
    isPast: rewritesPast(filled, before, now),
    demand: 'required: the gap has begun, or begins in the past',
  });
}

function stateOf({ state = null }: JsonObject, before: JsonObject | undefined): JsonValue {
  const current = before && (textAt(before, 'state') ?? 'recorded');
  return allowedState(gapStates, state ?? current ?? 'recorded', current);
}

function actionOf({ state }: JsonObject, before: JsonObject | undefined): string {
  if (before === undefined) return 'created';
  return state === 'withdrawn' && before.state !== 'withdrawn' ? 'withdrawn' : 'changed';
}

function rewritesPast(document: JsonObject, before: JsonObject | undefined, now: number): boolean {
  if (before === undefined) return hasBegun(document, now);
  const isOther = [...decisive, 'state'].some((name) => !isDeepEqual(document[name] ?? null, before[name] ?? null));
  return isOther && (hasBegun(document, now) || hasBegun(before, now));
}

function hasBegun(document: JsonObject, now: number): boolean {
  return (gapSpan(document)?.start ?? Infinity) <= now;
}

function check(document: JsonObject): Fault[] {
  return [
    ...faultsAt(document, 'name', notText),
    ...faultsAt(document, 'state', notGapState),
    ...faultsAt(document, 'origin', oneOf(...gapOrigins)),
    ...faultsAt(document, 'reason', notText),
    ...faultsAt(document, 'scope.all', notFlag),
    ...scopeFaults(document, named(document), 'entity, service, party, tag or indicator, or `all` as true'),
    ...timeFaults(document),
    ...auditFaults(document, 'a new gap'),
  ];
}

function notFlag(value: JsonValue): string | undefined {
  return typeof value === 'boolean' ? undefined : 'must be true or false';
}

function named(document: JsonObject): number {
  const { keys, indicators } = gapScopeOf(document);
  return keys.length + indicators.length;
}

/** An end that is not there means that it still goes on. */
function timeFaults(document: JsonObject): Fault[] {
  const instants = ['startDateTime', 'endDateTime'].flatMap((path) => faultsAt(document, path, notInstant));
  if (instants.length > 0) return instants;
  const [start, end] = ['startDateTime', 'endDateTime'].map((path) => parseInstant(textAt(document, path) ?? ''));
  if (start === undefined || end === undefined || end > start) return [];
  return [{ path: 'endDateTime', reason: 'must be after startDateTime' }];
}
