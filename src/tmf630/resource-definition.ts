import type { JsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import type { FilterExpression } from './query/filter-expression.ts';
import type { CollectionSpec, ResourceQuery, StoredResource } from './resource-store.ts';

/** The event types of a resource's life, in canonical (v4 or TMF623) names; an absent one is not announced. */
export interface LifeEvents {
  create?: string;
  attributeValueChange?: string;
  stateChange?: string;
  delete?: string;
}

/** Where resources of a kind refer to others of this service. */
export interface ReferencePath {
  /** Dotted canonical path of the reference or the array of references, e.g. `relatedServiceLevelObjective`. */
  path: string;
  /** Name of the definition of what is referred to, e.g. `serviceLevelObjective`. */
  resource: string;
}

/** What a definition's rules may know beside the document. */
export interface RuleContext {
  /** UTC ms. */
  now: number;
}

/** What a creation or a change may look at beyond its own document. */
export interface LookUp {
  /** Those of the ids that exist, of a kind of resource of this service; in no particular order. */
  find: (definition: ResourceDefinition, ids: readonly string[]) => Promise<StoredResource[]>;
  /** Those that a query finds, of a kind of resource of this service. */
  select: (definition: ResourceDefinition, query: ResourceQuery) => Promise<StoredResource[]>;
  /** Where the client found this service, e.g. `http://h:8080`: what tells our own addresses from others. Absent: nobody came over HTTP. */
  origin?: string | undefined;
}

/**
 * A kind of resource, as data. Everything that is special about it is here; the resource service, the stores and the
 * HTTP layer know no resource by name.
 */
export interface ResourceDefinition {
  /** The standard's name, also the member of `event` in notifications and the path segment, e.g. `slaViolation`. */
  name: string;
  /** Default `@type`, set on create when absent; undefined where the standard has no `@type` (TMF623). */
  typeName?: string;
  collection: CollectionSpec;
  /** `uuid`: text ids from the IdSource. `integer`: JSON integers from a counter that never goes back. */
  ids: 'uuid' | 'integer';
  /** A client's own `id` on create: honour it (409 when taken), honour it only when it is a free valid one, or replace it. */
  clientId: 'honour' | 'honourOrReplace' | 'replace';
  events: LifeEvents;
  /** First-level attributes beside id and href that no update may change; an equal value is ignored. */
  immutable: readonly string[];
  /** Required first-level attributes of the canonical document: a patch may not remove them. Dotted paths not needed here. */
  required: readonly string[];
  /** The body of a creation with what it takes over from other resources, before anything is completed or checked. Only reads. Absent: the body as it is. */
  takeOver?(body: JsonObject, lookUp: LookUp): Promise<JsonObject>;
  /** The document with what follows from other resources, on create and after an update, before it is completed. Only reads. Absent: as it is. */
  relate?(document: JsonObject, lookUp: LookUp): Promise<JsonObject>;
  /** Throws Problem `conflict` for a resource that may not be removed now. Absent: each may. */
  refuseRemoval?(document: JsonObject, context: RuleContext): void;
  /** The whole document as it is to be stored on create or after an update: defaults and server-owned attributes filled in. Pure. Throws Problem for an illegal change (409). */
  complete(document: JsonObject, before: JsonObject | undefined, context: RuleContext): JsonObject;
  /** Rules of the standard beyond the OpenAPI document, on the completed document; empty when all hold. */
  check(document: JsonObject): Fault[];
  /** Members kept out of the wire document, derived from it (internal index values); `{}` when none. */
  internal(document: JsonObject): JsonObject;
  /** The references that can be followed within this service (`expand`, `depth`, local hrefs). */
  references: readonly ReferencePath[];
  /** Two live resources may not share this text; undefined for no such rule. */
  uniqueKey?(document: JsonObject): string;
  /** Only resources that pass exist for this definition: several definitions may share a collection. Absent: all. */
  scope?: FilterExpression;
  /** A client's filter as it is to be run, e.g. with local references made comparable. Absent: as it is. Pure. */
  rewriteFilter?(filter: FilterExpression): FilterExpression;
}

/** Fills the defaults of a definition. */
export function defineResource(
  definition: Pick<ResourceDefinition, 'name' | 'collection' | 'events'> & Partial<ResourceDefinition>,
): ResourceDefinition {
  return {
    ids: 'uuid',
    clientId: 'honour',
    immutable: [],
    required: [],
    references: [],
    complete: (document) => document,
    check: () => [],
    internal: () => ({}),
    ...definition,
  };
}
