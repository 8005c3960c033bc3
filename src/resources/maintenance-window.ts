import { kinds } from '../domain/maintenance.ts';
import { scopeKeysOf } from '../domain/maintenance-scope.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { defineResource } from '../tmf630/resource-definition.ts';
import { faultsAt, notInstant, notObject, notText } from './checks.ts';
import { byDocument, byInternal } from './collection.ts';
import { oneOf } from './evaluation-checks.ts';
import { withAffected } from './maintenance-affected.ts';
import { auditFaults, completeMaintenance, refuseRemoval } from './maintenance-change.ts';
import { dueOf, notMaintenanceState } from './maintenance-state.ts';
import { timeFaults } from './maintenance-times.ts';

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
