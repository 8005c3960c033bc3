import type { Dialect } from '../tmf630/dialect.ts';
import type { ResourceDefinition } from '../tmf630/resource-definition.ts';
import { assessment } from './assessment.ts';
import { commitment } from './commitment.ts';
import { assurance, tmf623, v4 } from './dialects.ts';
import { hubDefinition, type HubOptions } from './hub.ts';
import { serviceLevelObjective } from './service-level-objective.ts';
import { serviceLevelSpecification } from './service-level-specification.ts';
import { slaViolation } from './sla-violation.ts';
import { sla } from './sla.ts';

/** The APIs that serve resources. */
export type Api = 'tmf657-v4' | 'tmf623-v2' | 'assurance-v1';

/** What can be done with a resource through an API. */
export type Verb = 'list' | 'retrieve' | 'create' | 'patch' | 'replace' | 'remove';

/** A resource served in an API under a dialect. */
export interface ApiBinding {
  api: Api;
  definition: ResourceDefinition;
  /** Path segment below the base path, e.g. `sla`. */
  segment: string;
  dialect: Dialect;
  verbs: readonly Verb[];
  /** First-level wire names that this API does not show. */
  hidden: readonly string[];
}

/** Where an API is served. */
export interface ApiMount {
  api: Api;
  /** Name of its OpenAPI bundle, without folder and ending. */
  bundle: string;
  /** Base paths, the canonical one first. */
  mounts: readonly string[];
}

/** Base paths of the APIs with resources. Source: TMF657, TMF623. */
export const apiMounts: readonly ApiMount[] = [
  { api: 'tmf657-v4', bundle: 'tmf657-v4', mounts: ['/tmf-api/serviceQualityManagement/v4'] },
  {
    api: 'tmf623-v2',
    bundle: 'tmf623-v2',
    mounts: ['/tmf-api/slaManagement/v2', '/DSLAManagement/api/slaManagement/v2'],
  },
  { api: 'assurance-v1', bundle: 'assurance-v1', mounts: ['/assurance/v1'] },
];

const all: readonly Verb[] = ['list', 'retrieve', 'create', 'patch', 'replace', 'remove'];
const withoutPut: readonly Verb[] = ['list', 'retrieve', 'create', 'patch', 'remove'];
const subscribing: readonly Verb[] = ['list', 'retrieve', 'create', 'remove'];
const reading: readonly Verb[] = ['list', 'retrieve'];

/** Every resource in every API. The checks: see `HubOptions`. */
export function apiBindings(deps: Pick<HubOptions, 'checkQuery' | 'checkCallback'>): ApiBinding[] {
  const hub = (api: Api, dialect: Dialect): ApiBinding =>
    bind({ api, dialect, verbs: subscribing }, hubDefinition({ api, dialect: dialect.name, ...deps }));
  return [
    bind({ api: 'tmf657-v4', dialect: v4, verbs: withoutPut }, serviceLevelObjective),
    bind({ api: 'tmf657-v4', dialect: v4, verbs: withoutPut }, serviceLevelSpecification),
    hub('tmf657-v4', v4),
    bind({ api: 'tmf623-v2', dialect: tmf623, verbs: all }, sla),
    bind({ api: 'tmf623-v2', dialect: tmf623, verbs: all }, slaViolation),
    hub('tmf623-v2', tmf623),
    bind({ api: 'assurance-v1', dialect: assurance, verbs: reading }, commitment),
    bind({ api: 'assurance-v1', dialect: assurance, verbs: reading }, assessment),
    hub('assurance-v1', assurance),
  ];
}

function bind(place: Pick<ApiBinding, 'api' | 'dialect' | 'verbs'>, definition: ResourceDefinition): ApiBinding {
  return { ...place, definition, segment: definition.name, hidden: [] };
}

/**
 * The event types a subscription without an eventType in its query gets, by API: those of the standard, and all of our
 * own API. Source: TMF657, TMF623.
 */
export const standardEventTypes: Readonly<Record<Api, readonly string[]>> = {
  'tmf657-v4': [serviceLevelObjective, serviceLevelSpecification].flatMap(({ events }) =>
    [events.create, events.attributeValueChange, events.delete].filter((type) => type !== undefined),
  ),
  'tmf623-v2': ['SLAViolationCreateNotification'],
  'assurance-v1': ['CommitmentStateChangeEvent'],
};
