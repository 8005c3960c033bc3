import { formatInstant } from '../kernel/instant.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { objectAt } from '../kernel/json.ts';
import { parseNumber } from '../tmf630/ordered-value.ts';
import { defineResource } from '../tmf630/resource-definition.ts';
import { faultsAt, notInstant, notObject, periodFaults } from './checks.ts';
import { byDocument, byInternal } from './collection.ts';
import { compareLocalReferences, referredRuleId, referredSlaId } from './local-references.ts';

/**
 * A recorded crossing of a rule, whoever recorded it. `sla` and `violation.rule` refer by id or href; internal `slaId`
 * and `ruleId` hold whichever local one is meant. Source: TMF623.
 */
export const slaViolation = defineResource({
  name: 'slaViolation',
  collection: {
    name: 'slaViolations',
    indexes: [
      byDocument('date'),
      byDocument('sla.id'),
      byDocument('sla.href'),
      byDocument('violation.rule.href'),
      byInternal('slaId'),
    ],
    numericText: ['violation.referenceValue', 'violation.actualValue'],
  },
  ids: 'integer',
  clientId: 'honourOrReplace',
  references: [{ path: 'sla', resource: 'sla' }],
  events: {
    create: 'SLAViolationCreateNotification',
    attributeValueChange: 'SLAViolationValueChangeNotification',
    delete: 'SLAViolationRemoveNotification',
  },
  complete: (document, before, { now }) => ({
    ...withNumbers(document),
    date: document.date ?? before?.date ?? formatInstant(now),
  }),
  check: (document) => [
    ...faultsAt(document, 'date', notInstant),
    ...faultsAt(document, 'sla', notObject),
    ...faultsAt(document, 'violation', notObject),
    ...faultsAt(document, 'violation.tolerance', notNumber),
    ...faultsAt(document, 'violation.violationAverage', notNumber),
    ...periodFaults(document, ['relatedParty.validFor']),
  ],
  internal: (document) => {
    const [slaId, ruleId] = [referredSlaId(objectAt(document, 'sla')), referredRuleId(document)];
    return { ...(slaId === undefined ? {} : { slaId }), ...(ruleId === undefined ? {} : { ruleId }) };
  },
  rewriteFilter: compareLocalReferences,
});

const numericMembers = ['tolerance', 'violationAverage'];

// The two sources disagree on the type: numbers and numeric texts come in, numbers go out.
function withNumbers(document: JsonObject): JsonObject {
  const violation = objectAt(document, 'violation');
  if (!violation) return document;
  const members = Object.entries(violation).map(([name, value]): [string, JsonValue] =>
    numericMembers.includes(name) ? [name, asNumber(value)] : [name, value],
  );
  return { ...document, violation: Object.fromEntries(members) };
}

function asNumber(value: JsonValue): JsonValue {
  return typeof value === 'string' ? (parseNumber(value.trim()) ?? value) : value;
}

function notNumber(value: JsonValue): string | undefined {
  return typeof value === 'number' ? undefined : 'must be a number';
}
