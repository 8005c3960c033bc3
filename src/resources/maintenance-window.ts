import { kinds } from '../domain/maintenance.ts';
import { scopeKeysOf } from '../domain/maintenance-scope.ts';
import { fixedLengthMs, parseDuration } from '../domain/duration.ts';
import { recurrenceFault } from '../domain/recurrence.ts';
import { parseInstant } from '../kernel/instant.ts';
import { objectAt, textAt, type JsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { defineResource } from '../tmf630/resource-definition.ts';
import { faultsAt, notInstant, notObject, notText } from './checks.ts';
import { byDocument, byInternal } from './collection.ts';
import { notZone, oneOf } from './evaluation-checks.ts';
import { withAffected } from './maintenance-affected.ts';
import { auditFaults, completeMaintenance, refuseRemoval } from './maintenance-change.ts';
import { dueOf, notMaintenanceState } from './maintenance-state.ts';

/**
 * Announced work on the network: when, on what, of which kind. Its state follows the clock; a change of what has begun
 * needs a `reason` and is kept in `audit`. Internal `scopeKeys` says what it touches, `dueAt` (UTC ms) when its state may
 * change. Source: docs/calendars.md.
 */
export const maintenanceWindow = defineResource({
  name: 'maintenanceWindow',
  collection: {
    name: 'maintenanceWindows',
    indexes: [
      byDocument('name'),
      byDocument('state'),
      byDocument('startDateTime'),
      byInternal('scopeKeys'),
      byInternal('dueAt'),
    ],
    numericText: [],
  },
  events: {
    create: 'MaintenanceWindowCreateEvent',
    attributeValueChange: 'MaintenanceWindowAttributeValueChangeEvent',
    stateChange: 'MaintenanceWindowStateChangeEvent',
    delete: 'MaintenanceWindowDeleteEvent',
  },
  required: ['name', 'startDateTime', 'scope'],
  references: [{ path: 'affectedAgreement', resource: 'sla' }],
  relate: withAffected,
  complete: (document, before, { now }) => completeMaintenance(document, before, now),
  check,
  refuseRemoval: (document, { now }) => {
    refuseRemoval(document, now);
  },
  internal: (document) => ({ scopeKeys: scopeKeysOf(document), ...dueOf(document) }),
});

function check(document: JsonObject): Fault[] {
  return [
    ...faultsAt(document, 'name', notText),
    ...faultsAt(document, 'kind', oneOf(...kinds)),
    ...faultsAt(document, 'state', notMaintenanceState),
    ...faultsAt(document, 'completion', oneOf('clock', 'confirmation')),
    ...faultsAt(document, 'noticeGivenAt', notInstant),
    ...faultsAt(document, 'reason', notText),
    ...scopeFaults(document),
    ...faultsAt(document, 'startDateTime', notInstant),
    ...faultsAt(document, 'endDateTime', notInstant),
    ...timeFaults(document),
    ...auditFaults(document),
  ];
}

const mostKeys = 1000;

function scopeFaults(document: JsonObject): Fault[] {
  const notObjects = faultsAt(document, 'scope', notObject);
  if (notObjects.length > 0) return notObjects;
  const count = scopeKeysOf(document).length;
  if (count > mostKeys) return [{ path: 'scope', reason: `names more than ${String(mostKeys)} things` }];
  return count > 0 ? [] : [{ path: 'scope', reason: 'must name at least one entity, service, party or tag' }];
}

function timeFaults(document: JsonObject): Fault[] {
  if ((document.recurrence ?? null) !== null) return recurrenceFaults(document);
  const [start, end] = ['startDateTime', 'endDateTime'].map((path) => parseInstant(textAt(document, path) ?? ''));
  if (end === undefined) return [{ path: 'endDateTime', reason: 'required where there is no recurrence' }];
  return start === undefined || end > start ? [] : [{ path: 'endDateTime', reason: 'must be after startDateTime' }];
}

function recurrenceFaults(document: JsonObject): Fault[] {
  const recurrence = objectAt(document, 'recurrence');
  if (recurrence === undefined) return [{ path: 'recurrence', reason: 'must be an object' }];
  const start = parseInstant(textAt(document, 'startDateTime') ?? '') ?? 0;
  const rule = recurrenceFault(textAt(recurrence, 'rrule') ?? '', start);
  const duration = parseDuration(textAt(recurrence, 'duration') ?? '');
  const lengthMs = duration && fixedLengthMs(duration);
  return [
    ...((document.endDateTime ?? null) === null
      ? []
      : [{ path: 'endDateTime', reason: 'is said by recurrence.duration, and by UNTIL or COUNT of its rrule' }]),
    ...(rule === undefined ? [] : [{ path: 'recurrence.rrule', reason: rule }]),
    ...(notZone(recurrence.timeZone ?? null) === undefined
      ? []
      : [{ path: 'recurrence.timeZone', reason: 'must be a time zone, such as Europe/Dublin' }]),
    ...(lengthMs !== undefined && lengthMs > 0 && lengthMs <= longestMs
      ? []
      : [{ path: 'recurrence.duration', reason: 'must be an ISO 8601 duration of at most 31 days, such as PT2H' }]),
  ];
}

const longestMs = 31 * 86_400_000;
