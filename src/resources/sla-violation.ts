import { formatInstant } from '../kernel/instant.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { objectAt, objectsAt } from '../kernel/json.ts';
import { parseNumber } from '../tmf630/ordered-value.ts';
import type { LookUp } from '../tmf630/resource-definition.ts';
import { defineResource } from '../tmf630/resource-definition.ts';
import { faultsAt, notInstant, notObject, periodFaults } from './checks.ts';
import { byDocument, byDocumentDown, byInternal } from './collection.ts';
import { compareLocalReferences, localId, referredRuleId, referredSlaId } from './local-references.ts';
import { sla } from './sla.ts';
import { nextViolationState, notViolationState } from './violation-state.ts';

/**
 * A recorded crossing of a rule, whoever recorded it. `sla` and `violation.rule` refer by id or href; internal `slaId`
 * and `ruleId` hold whichever local one is meant. Source: TMF623.
 */
export const slaViolation = defineResource({
  name: 'slaViolation',
  collection: {
    name: 'slaViolations',
    indexes: [
      byDocumentDown('date'),
      byDocument('sla.id'),
      byDocument('sla.href'),
      byDocument('violation.rule.href'),
      byInternal('slaId'),
      byDocument('commitment.id', 'period.startDateTime'),
    ],
    numericText: ['violation.referenceValue', 'violation.actualValue'],
  },
  ids: 'integer',
  clientId: 'honourOrReplace',
  references: [
    { path: 'sla', resource: 'sla' },
    { path: 'commitment', resource: 'commitment' },
  ],
  events: {
    create: 'SLAViolationCreateNotification',
    attributeValueChange: 'SLAViolationValueChangeNotification',
    delete: 'SLAViolationRemoveNotification',
  },
  takeOver: withPartiesOfSla,
  complete: (document, before, { now }) => ({
    ...withNumbers(document),
    date: document.date ?? before?.date ?? formatInstant(now),
    state: nextViolationState(document, before),
  }),
  check: (document) => [
    ...faultsAt(document, 'date', notInstant),
    ...faultsAt(document, 'state', notViolationState),
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

/** Whom it concerns: the parties of the SLA, unless it says so itself. Source: TMF623. */
async function withPartiesOfSla(violation: JsonObject, { find, origin }: LookUp): Promise<JsonObject> {
  if ((violation.relatedParty ?? null) !== null) return violation;
  const slaId = localId(objectAt(violation, 'sla'), { segment: sla.name, origin });
  const [agreement] = slaId === undefined ? [] : await find(sla, [slaId]);
  const relatedParty = agreement === undefined ? [] : objectsAt(agreement.document, 'relatedParty');
  return relatedParty.length === 0 ? violation : { ...violation, relatedParty };
}

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
