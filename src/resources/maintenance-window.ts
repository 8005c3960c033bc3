import { kinds } from '../domain/maintenance.ts';
import { scopeKeysOf } from '../domain/maintenance-scope.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { defineResource } from '../tmf630/resource-definition.ts';
import { auditFaults } from './audit.ts';
import { faultsAt, notInstant, notText } from './checks.ts';
import { byDocument, byInternal } from './collection.ts';
import { oneOf } from './evaluation-checks.ts';
import { withAffected } from './maintenance-affected.ts';
import { completeMaintenance, refuseRemoval } from './maintenance-change.ts';
import { dueOf, notMaintenanceState } from './maintenance-state.ts';
import { timeFaults } from './maintenance-times.ts';
import { scopeFaults } from './scope-checks.ts';

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
    numericInternal: ['dueAt'],
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
    ...scopeFaults(document, scopeKeysOf(document).length, 'entity, service, party or tag'),
    ...timeFaults(document),
    ...auditFaults(document, 'a new window'),
  ];
}
