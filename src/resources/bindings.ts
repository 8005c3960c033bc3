import type { Dialect } from '../tmf630/dialect/dialect.ts';
import type { ResourceDefinition } from '../tmf630/resource-definition.ts';
import { assessment } from './assessment.ts';
import { backtest } from './backtest.ts';
import { calendar } from './calendar.ts';
import { collectorGap } from './collector-gap.ts';
import { commitment } from './commitment.ts';
import { assurance, legacy, tmf623, v2, v4 } from './dialects.ts';
import { hubDefinition, type HubOptions } from './hub.ts';
import { maintenanceWindow } from './maintenance-window.ts';
import { recomputation } from './recomputation.ts';
import { serviceLevelObjective } from './service-level-objective.ts';
import { serviceLevelSpecification } from './service-level-specification.ts';
import { slaViolation } from './sla-violation.ts';
import { sla } from './sla.ts';
import { tmf657Mounts } from './tmf657-mounts.ts';

/** The APIs that serve resources. */
export type Api = 'tmf657-v4' | 'tmf657-v2' | 'tmf657-legacy' | 'tmf623-v2' | 'assurance-v1';

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
  /** What its errors look like. */
  errorForm: ErrorForm;
}

/**
 * Versions of the error body. `text`: every member is a text, as TMF630 has it now. `integer`: code and status are the HTTP
 * status as a number. `described`: the number, and a description where the others have a message. Source: TMF657, TMF623.
 */
export type ErrorForm = 'text' | 'integer' | 'described';

/** Base paths of the APIs with resources. Source: TMF657, TMF623. */
export const apiMounts: readonly ApiMount[] = [
  { api: 'tmf657-v4', bundle: 'tmf657-v4', mounts: tmf657Mounts.v4, errorForm: 'text' },
  { api: 'tmf657-v2', bundle: 'tmf657-v2', mounts: tmf657Mounts.v2, errorForm: 'integer' },
  { api: 'tmf657-legacy', bundle: 'tmf657-legacy', mounts: tmf657Mounts.legacy, errorForm: 'described' },
  {
    api: 'tmf623-v2',
    bundle: 'tmf623-v2',
    mounts: ['/tmf-api/slaManagement/v2', '/DSLAManagement/api/slaManagement/v2'],
    errorForm: 'text',
  },
  { api: 'assurance-v1', bundle: 'assurance-v1', mounts: ['/assurance/v1'], errorForm: 'text' },
];

const all: readonly Verb[] = ['list', 'retrieve', 'create', 'patch', 'replace', 'remove'];
const withoutPut: readonly Verb[] = ['list', 'retrieve', 'create', 'patch', 'remove'];
const subscribing: readonly Verb[] = ['list', 'retrieve', 'create', 'remove'];
const reading: readonly Verb[] = ['list', 'retrieve'];

/** Every resource in every API, the canonical place of each first. The checks: see `HubOptions`. */
export function apiBindings(deps: Pick<HubOptions, 'checkQuery' | 'checkCallback' | 'extension'>): ApiBinding[] {
  const hub = (api: Api, dialect: Dialect): ApiBinding =>
    bind({ api, dialect, verbs: subscribing }, hubDefinition({ api, dialect: dialect.name, ...deps }));
  const serviceQuality = (api: Api, dialect: Dialect): ApiBinding[] => [
    bind({ api, dialect, verbs: withoutPut }, serviceLevelObjective),
    bind({ api, dialect, verbs: withoutPut }, serviceLevelSpecification),
    hub(api, dialect),
  ];
  return [
    ...serviceQuality('tmf657-v4', v4),
    ...serviceQuality('tmf657-v2', v2),
    ...serviceQuality('tmf657-legacy', legacy),
    bind({ api: 'tmf623-v2', dialect: tmf623, verbs: all }, sla),
    bind({ api: 'tmf623-v2', dialect: tmf623, verbs: all }, slaViolation),
    hub('tmf623-v2', tmf623),
    bind({ api: 'assurance-v1', dialect: assurance, verbs: reading }, commitment),
    bind({ api: 'assurance-v1', dialect: assurance, verbs: reading }, assessment),
    bind({ api: 'assurance-v1', dialect: assurance, verbs: all }, calendar),
    bind({ api: 'assurance-v1', dialect: assurance, verbs: all }, maintenanceWindow),
    bind({ api: 'assurance-v1', dialect: assurance, verbs: all }, collectorGap),
    bind({ api: 'assurance-v1', dialect: assurance, verbs: ['list', 'retrieve', 'create', 'remove'] }, backtest),
    bind({ api: 'assurance-v1', dialect: assurance, verbs: ['list', 'retrieve', 'create'] }, recomputation),
    hub('assurance-v1', assurance),
  ];
}

function bind(place: Pick<ApiBinding, 'api' | 'dialect' | 'verbs'>, definition: ResourceDefinition): ApiBinding {
  return { ...place, definition, segment: definition.name, hidden: [] };
}

function eventTypesOf({ events }: ResourceDefinition): string[] {
  return [events.create, events.attributeValueChange, events.stateChange, events.delete].filter(
    (type) => type !== undefined,
  );
}

const serviceQualityEvents = [serviceLevelObjective, serviceLevelSpecification].flatMap(eventTypesOf);

/**
 * The event types a subscription without an eventType in its query gets, by API, in canonical names: those of the standard,
 * and all of our own API. Source: TMF657, TMF623.
 */
export const standardEventTypes: Readonly<Record<Api, readonly string[]>> = {
  'tmf657-v4': serviceQualityEvents,
  'tmf657-v2': serviceQualityEvents,
  'tmf657-legacy': serviceQualityEvents,
  'tmf623-v2': ['SLAViolationCreateNotification'],
  'assurance-v1': ['CommitmentStateChangeEvent'],
};
