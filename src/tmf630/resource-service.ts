import type { JsonObject } from '../kernel/json.ts';
import { allOf } from './query/filter-expression.ts';
import { narrowNodes } from './query/filter-narrow.ts';
import type { ChangeContext, DocumentChange, ResourceServiceDeps, Target } from './resource-change.ts';
import {
  changeResource,
  createResource,
  findResource,
  findResources,
  patchResource,
  removeResource,
  replaceResource,
} from './resource-change.ts';
import type { ResourceDefinition } from './resource-definition.ts';
import type { ResourcePage, ResourceQuery, StoredResource } from './resource-store.ts';

export type { ChangeContext, DocumentChange, ResourceServiceDeps } from './resource-change.ts';
export { createWrite } from './resource-write.ts';

/**
 * What can be done with resources of any definition. Answers are stored resources with canonical documents, never
 * responses. Every change is a compare-and-set on the revision, tried again by itself when someone else was faster,
 * and holds its events in the same write. Bodies are guarded here (`guardDocument`); they are in canonical names.
 */
export interface ResourceService {
  /** A page with the total. Never throws for unknown attributes. */
  list(definition: ResourceDefinition, query: ResourceQuery): Promise<ResourcePage>;
  /** Problem `notFound`. */
  retrieve(definition: ResourceDefinition, id: string): Promise<StoredResource>;
  /** Those of the ids that exist, each once, in no particular order; one look-up for all of them. */
  find(definition: ResourceDefinition, ids: readonly string[]): Promise<StoredResource[]>;
  /** Problem `invalid`; `conflict` when the id or an equal resource exists. `id` is treated as `definition.clientId` says; `href` is ignored. */
  create(definition: ResourceDefinition, body: JsonObject, context: ChangeContext): Promise<StoredResource>;
  /** A merge patch (RFC 7396). Without effect nothing is written and no event sent. Problem `notFound`, `invalid`, `conflict`, `preconditionFailed`. */
  patch(
    definition: ResourceDefinition,
    id: string,
    mergePatch: JsonObject,
    context: ChangeContext,
  ): Promise<StoredResource>;
  /** Any change of the document, under the same rules. Problems as patch, and those the change throws. */
  change(
    definition: ResourceDefinition,
    id: string,
    change: DocumentChange,
    context: ChangeContext,
  ): Promise<StoredResource>;
  /** Puts a whole document in place of the stored one; what it lacks is removed, save identity and immutables. Problems as patch. */
  replace(
    definition: ResourceDefinition,
    id: string,
    body: JsonObject,
    context: ChangeContext,
  ): Promise<StoredResource>;
  /** Problem `notFound`, `preconditionFailed`. */
  remove(definition: ResourceDefinition, id: string, context: ChangeContext): Promise<void>;
}

/** The service over one set of stores. */
export function createResourceService(deps: ResourceServiceDeps): ResourceService {
  const of = (definition: ResourceDefinition): Target => ({ deps, definition, store: deps.storeOf(definition) });
  return {
    list: (definition, query) => deps.storeOf(definition).page(scoped(definition, query)),
    retrieve: (definition, id) => findResource(of(definition), id),
    find: (definition, ids) => findResources(of(definition), ids),
    create: (definition, body, context) => createResource(of(definition), body, context),
    // eslint-disable-next-line @typescript-eslint/max-params -- the shape of the interface
    patch: (definition, id, patch, context) => patchResource(of(definition), id, { body: patch, context }),
    // eslint-disable-next-line @typescript-eslint/max-params -- the shape of the interface
    change: (definition, id, change, context) => changeResource(of(definition), id, { change, context }),
    // eslint-disable-next-line @typescript-eslint/max-params -- the shape of the interface
    replace: (definition, id, body, context) => replaceResource(of(definition), id, { body, context }),
    remove: (definition, id, context) => removeResource(of(definition), id, context),
  };
}

function scoped(definition: ResourceDefinition, query: ResourceQuery): ResourceQuery {
  const narrowed = narrowNodes(query.filter);
  const filter = definition.rewriteFilter?.(narrowed) ?? narrowed;
  return { ...query, filter: definition.scope ? allOf(definition.scope, filter) : filter };
}
