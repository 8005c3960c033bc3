import { dayMs } from '../domain/duration.ts';
import { formatInstant, parseInstant } from '../kernel/instant.ts';
import { isJsonObject, objectAt, textAt, type JsonObject } from '../kernel/json.ts';
import { invalidBody, type Fault } from '../kernel/problem.ts';
import { defineResource, type LookUp, type ResourceDefinition } from '../tmf630/resource-definition.ts';
import { calendar } from './calendar.ts';
import { faultsAt, notText, periodFaults } from './checks.ts';
import { byDocument, byDocumentDown, byInternal } from './collection.ts';
import { commitment } from './commitment.ts';
import { serviceLevelObjective } from './service-level-objective.ts';
import { sla } from './sla.ts';

/** What a recomputation may be of: one of these. */
const selections: readonly ResourceDefinition[] = [sla, serviceLevelObjective, commitment, calendar];
const asked = ['id', 'name', 'reason', 'requestedBy', 'dryRun', 'range', ...selections.map(({ name }) => name)];
const mostDays = 400;

/**
 * A wish to have periods that were judged judged again, by what stands today; made by clients, done by the service in the
 * background. A dry run (unless `dryRun` is false) only says what would change. Kept for ever: it is part of the audit. Internal
 * `openSince` (UTC ms) while it is being done. Source: docs/evaluation.md.
 */
export const recomputation = defineResource({
  name: 'recomputation',
  collection: {
    name: 'recomputations',
    indexes: [byDocument('state'), byDocumentDown('requestedAt'), byInternal('openSince')],
    numericText: [],
    numericInternal: ['openSince'],
  },
  events: {},
  references: selections.map(({ name }) => ({ path: name, resource: name })),
  relate: withKnownSelection,
  complete: (document, _before, { now }) => ({
    dryRun: true,
    ...Object.fromEntries(Object.entries(document).filter(([name]) => asked.includes(name))),
    ...{ state: 'acknowledged', requestedAt: formatInstant(now) },
  }),
  check,
  internal: (document) => {
    const isOpen = document.state === 'acknowledged' || document.state === 'inProgress';
    const openSince = parseInstant(textAt(document, 'requestedAt') ?? '');
    return isOpen && openSince !== undefined ? { openSince } : {};
  },
});

async function withKnownSelection(document: JsonObject, { find }: LookUp): Promise<JsonObject> {
  for (const definition of selections) {
    const id = idAt(document, definition.name);
    if (id === undefined || (await find(definition, [id])).length > 0) continue;
    throw invalidBody([{ path: `${definition.name}.id`, reason: `no ${definition.name} has this id` }]);
  }
  return document;
}

/** Ids of some resources are integers. */
function idAt(document: JsonObject, name: string): string | undefined {
  const id = objectAt(document, name)?.id;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

function check(document: JsonObject): Fault[] {
  const { reason } = document;
  return [
    ...faultsAt(document, 'name', notText),
    ...faultsAt(document, 'requestedBy', notText),
    ...faultsAt(document, 'dryRun', (value) => (typeof value === 'boolean' ? undefined : 'must be true or false')),
    ...(typeof reason === 'string' && reason.trim() !== ''
      ? []
      : [{ path: 'reason', reason: 'required: why figures that were told are judged again' }]),
    ...selectionFaults(document),
    ...rangeFaults(document),
  ];
}

function selectionFaults(document: JsonObject): Fault[] {
  const names = selections.map(({ name }) => name);
  const given = names.filter((name) => (document[name] ?? null) !== null);
  const [only, ...others] = given;
  if (only === undefined) return [{ path: 'sla', reason: `required, or one of ${names.slice(1).join(', ')}` }];
  if (others.length > 0) return others.map((path) => ({ path, reason: `must not stand beside ${only}` }));
  return idAt(document, only) === undefined ? [{ path: `${only}.id`, reason: 'required' }] : [];
}

function rangeFaults(document: JsonObject): Fault[] {
  const { range } = document;
  if (!isJsonObject(range)) return [{ path: 'range', reason: 'required: its startDateTime and endDateTime' }];
  const missing = ['startDateTime', 'endDateTime'].filter((name) => (range[name] ?? null) === null);
  if (missing.length > 0) return missing.map((name) => ({ path: `range.${name}`, reason: 'required' }));
  const faults = periodFaults(document, ['range']);
  return faults.length > 0 ? faults : boundFaults(range, instantAt(document, 'requestedAt'));
}

function boundFaults(range: JsonObject, requestedAt: number): Fault[] {
  const [start, end] = [instantAt(range, 'startDateTime'), instantAt(range, 'endDateTime')];
  if (end <= start) return [{ path: 'range.endDateTime', reason: 'must be after startDateTime' }];
  if (start >= requestedAt) return [{ path: 'range.startDateTime', reason: 'must have passed' }];
  return end - start <= mostDays * dayMs
    ? []
    : [{ path: 'range', reason: `must not be longer than ${String(mostDays)} days` }];
}

function instantAt(holder: JsonObject, name: string): number {
  return parseInstant(textAt(holder, name) ?? '') ?? 0;
}
