import type { JsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { defineResource } from '../tmf630/resource-definition.ts';
import { periodFaults, referenceFaults } from './checks.ts';
import { byDocument } from './collection.ts';

/** A named bundle of objectives, which need not exist here. Source: TMF657 v4 schema. */
export const serviceLevelSpecification = defineResource({
  name: 'serviceLevelSpecification',
  typeName: 'ServiceLevelSpecification',
  collection: {
    name: 'serviceLevelSpecifications',
    indexes: [byDocument('name'), byDocument('relatedServiceLevelObjective.id')],
    numericText: [],
  },
  events: {
    create: 'ServiceLevelSpecificationCreateEvent',
    attributeValueChange: 'ServiceLevelSpecificationAttributeValueChangeEvent',
    delete: 'ServiceLevelSpecificationDeleteEvent',
  },
  immutable: ['@type', '@baseType', '@schemaLocation'],
  required: ['name', 'relatedServiceLevelObjective'],
  references: [{ path: 'relatedServiceLevelObjective', resource: 'serviceLevelObjective' }],
  check: (document) => [
    ...bundleFaults(document),
    ...referenceFaults(document, 'relatedServiceLevelObjective'),
    ...periodFaults(document, ['validFor']),
  ],
});

function bundleFaults(document: JsonObject): Fault[] {
  const bundle = document.relatedServiceLevelObjective;
  const path = 'relatedServiceLevelObjective';
  if (bundle === undefined || bundle === null) return [];
  if (!Array.isArray(bundle)) return [{ path, reason: 'must be an array' }];
  return bundle.length === 0 ? [{ path, reason: 'must hold at least one objective' }] : [];
}
