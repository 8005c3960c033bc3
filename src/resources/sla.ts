import { objectiveIdsOf } from '../domain/commitment-terms.ts';
import { scopeKeysOfSla } from '../domain/maintenance-scope.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { isJsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { defineResource } from '../tmf630/resource-definition.ts';
import { elementsAt, faultsAt, notArray, notInstant, notText, periodFaults, placesAt } from './checks.ts';
import { byDocument, byInternal } from './collection.ts';
import { creditFaults } from './credit-checks.ts';
import { evaluationFaults, notReference, notZone } from './evaluation-checks.ts';
import { completeState, endOf, notSlaState } from './sla-state.ts';
import { withRulesOfTemplate } from './sla-template.ts';

/**
 * A contract with its rules. Rule ids are unique within it and made where they are missing; operator, reference value
 * and metric are free. Internal `objectiveIds` says which objectives its rules refer to, `endsAt` (UTC ms) when an observed
 * one is over,
 * `scopeKeys` what maintenance has to share with it. Source: TMF623.
 */
export const sla = defineResource({
  name: 'sla',
  collection: {
    name: 'slas',
    indexes: [
      byDocument('name'),
      byDocument('relatedEntity.id'),
      byDocument('rule.metric'),
      byDocument('rule.serviceLevelObjective.id'),
      byDocument('template.href'),
      byDocument('state'),
      byInternal('objectiveIds'),
      byInternal('endsAt'),
      byInternal('scopeKeys'),
    ],
    numericText: ['rule.referenceValue', 'rule.tolerance'],
    numericInternal: ['endsAt'],
  },
  ids: 'integer',
  clientId: 'replace',
  events: {
    create: 'SLACreateNotification',
    attributeValueChange: 'SLAValueChangeNotification',
    stateChange: 'SLAStatusChangedNotification',
    delete: 'SLARemoveNotification',
  },
  required: ['name'],
  references: [
    { path: 'rule.serviceLevelObjective', resource: 'serviceLevelObjective' },
    { path: 'template', resource: 'serviceLevelSpecification' },
  ],
  takeOver: withRulesOfTemplate,
  complete: (document, before, { now }) => completeState(withRuleIds(document), before, now),
  check,
  internal: (document) => ({
    objectiveIds: objectiveIdsOf(document),
    scopeKeys: scopeKeysOfSla(document),
    ...endOf(document),
  }),
});

/** Rules without an id get the first free one of r1, r2, ...; their own place's number where it is free. */
function withRuleIds(document: JsonObject): JsonObject {
  const rules = document.rule;
  if (!Array.isArray(rules) || rules.every(hasRuleId)) return document;
  const taken = new Set(rules.map((rule) => (isJsonObject(rule) ? rule.id : undefined)));
  const rule = rules.map((each, at): JsonValue => {
    if (!isJsonObject(each) || hasRuleId(each)) return each;
    const id = freeRuleId(taken, at + 1);
    taken.add(id);
    return { ...each, id };
  });
  return { ...document, rule };
}

function hasRuleId(rule: JsonValue): boolean {
  return isJsonObject(rule) && (rule.id ?? '') !== '';
}

function freeRuleId(taken: ReadonlySet<unknown>, place: number): string {
  let number = place;
  while (taken.has(`r${String(number)}`)) number += 1;
  return `r${String(number)}`;
}

function check(document: JsonObject): Fault[] {
  return [
    ...faultsAt(document, 'name', notText),
    ...faultsAt(document, 'state', notSlaState),
    ...faultsAt(document, 'approvalDate', notInstant),
    ...faultsAt(document, 'completionDate', notInstant),
    ...faultsAt(document, 'timeZone', notZone),
    ...periodFaults(document, ['validFor', 'relatedParty.validFor']),
    ...faultsAt(document, 'rule', notArray),
    ...elementsAt(document, 'rule').flatMap(({ path, value }) => ruleFaults(path, value)),
    ...duplicateFaults(document),
    ...creditFaults(document),
  ];
}

function ruleFaults(path: string, rule: JsonValue): Fault[] {
  if (!isJsonObject(rule)) return [{ path, reason: 'must be an object' }];
  const own = [...faultsAt(rule, 'id', notText), ...faultsAt(rule, 'serviceLevelObjective', notReference)];
  return [...own.map((fault) => ({ ...fault, path: `${path}.${fault.path}` })), ...evaluationFaults(rule, `${path}.`)];
}

function duplicateFaults(document: JsonObject): Fault[] {
  const seen = new Set<JsonValue>();
  return placesAt(document, 'rule.id').flatMap(({ path, value }) => {
    if (seen.has(value)) return [{ path, reason: 'is the id of another rule of this SLA' }];
    seen.add(value);
    return [];
  });
}
