import { createDialect } from '../../tmf630/dialect/dialect-table.ts';
import {
  withEntityHrefs,
  withEntityRoles,
  withLocalObjectiveHrefs,
  withObjectiveHrefs,
  withoutDefaultType,
  withReferenceIds,
} from './tmf657-rules.ts';

// Paths of the store, in which the tables are written.
const parameter = 'serviceLevelObjectiveParameter';
const consequence = 'serviceLevelObjectiveConsequence';
const objectives = 'relatedServiceLevelObjective';

/** TMF657 version 4: the canonical names themselves. */
export const v4 = createDialect({
  name: 'v4',
  resources: {
    serviceLevelObjective: { rules: [withReferenceIds, withEntityRoles] },
    serviceLevelSpecification: { rules: [withReferenceIds, withLocalObjectiveHrefs('v4')] },
  },
});

// Both older versions are written by the same people, and each other's names are unmistakable in them.
const olderNames = {
  parameter: ['specParameter', 'serviceLevelSpecParameter'],
  consequence: ['specConsequence', 'specConsquence', 'serviceLevelSpecConsequence', 'serviceLevelSpecConsquence'],
} as const;

/** Names of events before version 4. Source: TMF657 R18 conformance profile. */
const olderEventTypes = Object.fromEntries(
  ['ServiceLevelObjective', 'ServiceLevelSpecification'].flatMap((resource) => [
    [`${resource}CreateEvent`, `${resource}CreationNotification`],
    [`${resource}AttributeValueChangeEvent`, `${resource}AttributeValueChangeNotification`],
    [`${resource}DeleteEvent`, `${resource}RemoveNotification`],
  ]),
);

/** TMF657 version 2 (R18). Accepts the spellings of its conformance profile, too. Source: TMF657 v2 schema. */
export const v2 = createDialect({
  name: 'v2',
  resources: {
    serviceLevelObjective: {
      names: {
        [parameter]: ['specParameter', ...olderNames.parameter],
        [`${parameter}.parameterType`]: ['type'],
        [consequence]: ['specConsequence', ...olderNames.consequence],
      },
      rules: [withoutDefaultType('ServiceLevelObjective'), withReferenceIds, withEntityHrefs],
    },
    serviceLevelSpecification: {
      names: { [objectives]: ['objective'] },
      rules: [
        withoutDefaultType('ServiceLevelSpecification'),
        withReferenceIds,
        withLocalObjectiveHrefs('v2'),
        withObjectiveHrefs,
      ],
    },
  },
  eventTypes: olderEventTypes,
  fieldsKeepIdentity: false,
  etagPrefix: 'v2-',
  asksForReferences: true,
});

const typeMembers = ['@type', '@baseType', '@schemaLocation'];
const below = (path: string, ...names: readonly string[]): string[] => names.map((name) => `${path}.${name}`);

/**
 * The version before there were versions (R17.5): without polymorphism, which it takes and keeps but does not show
 * (docs/adr/0023-dialects-are-tables.md). Its schema misspells `href` of a related entity. Source: TMF657 2.0.0 schema.
 */
export const legacy = createDialect({
  name: 'legacy',
  resources: {
    serviceLevelObjective: {
      names: {
        [parameter]: ['serviceLevelSpecParameter', ...olderNames.parameter],
        [`${parameter}.parameterType`]: ['type'],
        [`${parameter}.relatedEntity.href`]: ['href', 'herf'],
        [consequence]: ['serviceLevelSpecConsquence', ...olderNames.consequence],
      },
      hidden: [
        ...typeMembers,
        ...below(parameter, ...typeMembers),
        ...below(`${parameter}.relatedEntity`, ...typeMembers, 'role', '@referredType'),
        ...below(consequence, ...typeMembers),
      ],
    },
    serviceLevelSpecification: {
      names: { [objectives]: [objectives, 'objective'] },
      hidden: [...typeMembers, ...below(objectives, ...typeMembers, '@referredType')],
      rules: [withLocalObjectiveHrefs('legacy')],
    },
  },
  eventTypes: olderEventTypes,
  fieldsKeepIdentity: false,
  etagPrefix: 'legacy-',
});
