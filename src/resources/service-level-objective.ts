import type { JsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { defineResource } from '../tmf630/resource-definition.ts';
import { faultsAt, notObject, periodFaults, referenceFaults } from './checks.ts';
import { byDocument } from './collection.ts';
import { evaluationFaults } from './evaluation-checks.ts';

const periods = [
  'conformancePeriod',
  'tolerancePeriod',
  'validFor',
  'serviceLevelObjectiveParameter.validFor',
  'serviceLevelObjectiveConsequence.validFor',
];

/** One measurable promise, reusable. Texts of comparator and targets are free. Source: TMF657 v4 schema. */
export const serviceLevelObjective = defineResource({
  name: 'serviceLevelObjective',
  typeName: 'ServiceLevelObjective',
  collection: {
    name: 'serviceLevelObjectives',
    indexes: [
      byDocument('name'),
      byDocument('serviceLevelObjectiveParameter.name'),
      byDocument('serviceLevelObjectiveParameter.relatedEntity.id'),
    ],
    numericText: ['conformanceTarget', 'thresholdTarget', 'toleranceTarget', 'graceTimes'],
  },
  events: {
    create: 'ServiceLevelObjectiveCreateEvent',
    attributeValueChange: 'ServiceLevelObjectiveAttributeValueChangeEvent',
    delete: 'ServiceLevelObjectiveDeleteEvent',
  },
  immutable: ['@type', '@baseType', '@schemaLocation'],
  required: ['conformanceComparator', 'conformanceTarget', 'serviceLevelObjectiveParameter'],
  check,
});

function check(document: JsonObject): Fault[] {
  return [
    ...faultsAt(document, 'conformanceComparator', notString),
    ...faultsAt(document, 'conformanceTarget', notString),
    ...faultsAt(document, 'serviceLevelObjectiveParameter', notObject),
    ...periodFaults(document, periods),
    ...referenceFaults(document, 'serviceLevelObjectiveParameter.relatedEntity'),
    ...evaluationFaults(document),
  ];
}

// An empty text is present and legal: targets are decided case by case.
function notString(value: unknown): string | undefined {
  return typeof value === 'string' ? undefined : 'must be a string';
}
