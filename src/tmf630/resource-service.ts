import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { Problem, conflict, invalidBody, notFound, problemCode } from '../kernel/problem.ts';
import { isDeepEqual } from './deep-equal.ts';
import { guardDocument } from './document-guard.ts';
import { allOf } from './filter-expression.ts';
import { matches } from './filter-match.ts';
import { mergePatch } from './merge-patch.ts';
import { shown } from './raw-query.ts';
import { chooseId, maximumIdLength } from './resource-id.ts';
import type { ResourceDefinition } from './resource-definition.ts';
import type { ResourcePage, ResourceQuery, ResourceStore, ResourceWrite, StoredResource } from './resource-store.ts';
import type { WriteOptions } from './resource-write.ts';
import { changeWrite, createWrite, removeWrite } from './resource-write.ts';

/** Circumstances of a change. */
export interface ChangeContext {
  /** Goes into the events. */
  correlationId?: string;
  /** From If-Match: another stored revision is Problem `preconditionFailed`. */
  expectedRevision?: number;
  /** Canonical path of a fault (`rule[0].id`) to the caller's words. */
  wirePath?: (path: string) => string;
  /** The href this resource is shown with: a patch with another one is refused (TMF657). Absent: href is ignored (TMF623). */
  href?: string;
}

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
  /** Problem `invalid`; `conflict` when the id or an equal resource exists. `id` is treated as `definition.clientId` says; `href` is ignored. */
  create(definition: ResourceDefinition, body: JsonObject, context: ChangeContext): Promise<StoredResource>;
  /** A merge patch (RFC 7396). Without effect nothing is written and no event sent. Problem `notFound`, `invalid`, `conflict`, `preconditionFailed`. */
  patch(
    definition: ResourceDefinition,
    id: string,
    mergePatch: JsonObject,
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

/** What the service needs. */
export interface ResourceServiceDeps {
  storeOf(definition: ResourceDefinition): ResourceStore;
  clock: Pick<Clock, 'now'>;
  ids: IdSource;
  /** The next integer of a named counter, never given twice. */
  nextInteger(name: string): Promise<number>;
  /** Called after a write that holds events. */
  onChange(): void;
}

const maximumTries = 20;
// Integers that clients have taken for themselves are skipped one by one.
const maximumIdTries = 1000;

/** The service over one set of stores. */
export function createResourceService(deps: ResourceServiceDeps): ResourceService {
  return {
    list: (definition, query) => deps.storeOf(definition).page(scoped(definition, query)),
    retrieve: (definition, id) => retrieve(deps, definition, id),
    create: (definition, body, context) => create(deps, definition, guardBody(body, context), context),
    patch: (definition, id, patch, context) => {
      const guarded = guardBody(patch, context);
      return change(deps, definition, {
        id,
        context,
        next: (before) => mergePatch(before, withoutHref(guarded, context)),
      });
    },
    replace: (definition, id, body, context) => {
      const guarded = guardBody(body, context);
      return change(deps, definition, { id, context, next: (before) => replaced(definition, before, guarded) });
    },
    remove: async (definition, id, context) => {
      await write(deps, definition, id, context, (before, options) => removeWrite(definition, before, options));
    },
  };
}

function scoped(definition: ResourceDefinition, query: ResourceQuery): ResourceQuery {
  const filter = definition.rewriteFilter?.(query.filter) ?? query.filter;
  return { ...query, filter: definition.scope ? allOf(definition.scope, filter) : filter };
}

function guardBody(body: JsonObject, { wirePath }: ChangeContext): JsonObject {
  try {
    return guardDocument(body);
  } catch (error) {
    if (!(error instanceof Problem) || !wirePath || error.faults.length === 0) throw error;
    throw invalidBody(error.faults.map(({ path, reason }) => ({ path: wirePath(path), reason })));
  }
}

async function retrieve(
  deps: ResourceServiceDeps,
  definition: ResourceDefinition,
  id: string,
): Promise<StoredResource> {
  // No resource has a longer id, and a database might refuse such a key.
  const resource = id.length > maximumIdLength ? undefined : await deps.storeOf(definition).get(id);
  if (!resource || (definition.scope && !matches(definition.scope, resource)))
    throw notFound(definition.name, shown(id));
  return resource;
}

async function create(
  deps: ResourceServiceDeps,
  definition: ResourceDefinition,
  body: JsonObject,
  context: ChangeContext,
): Promise<StoredResource> {
  const chosen = chooseId(definition, body.id, context.wirePath);
  const allocate = async (): Promise<string> =>
    definition.ids === 'uuid' ? deps.ids.next() : String(await deps.nextInteger(definition.name));
  for (let tries = 0; tries < maximumIdTries; tries += 1) {
    const id = chosen ?? (await allocate());
    const insert = createWrite(definition, body, { ...writeOptions(deps, context), id });
    const result = await deps.storeOf(definition).write(insert);
    if (result.outcome === 'written') {
      if (insert.events.length > 0) deps.onChange();
      return insert.resource;
    }
    if (result.outcome === 'duplicateKey') throw alreadyThere(definition, result.id);
    if (chosen !== undefined) throw conflict(context.wirePath?.('id') ?? 'id', `${chosen} is taken`);
  }
  throw conflict('id', 'no free id was found, try again');
}

interface Change {
  id: string;
  context: ChangeContext;
  next: (before: JsonObject) => JsonObject;
}

async function change(
  deps: ResourceServiceDeps,
  definition: ResourceDefinition,
  { id, context, next }: Change,
): Promise<StoredResource> {
  return write(deps, definition, id, context, (before, options) => {
    const proposed = next(before.document);
    refuseImmutable(definition, before, proposed, context);
    const { href: _href, ...document } = proposed;
    return changeWrite(definition, before, { ...document, id: before.document.id ?? before.id }, options);
  });
}

/** Reads, builds the write and tries it until nobody was faster. Gives the resource after the write. */
async function write(
  deps: ResourceServiceDeps,
  definition: ResourceDefinition,
  id: string,
  context: ChangeContext,
  build: (before: StoredResource, options: WriteOptions) => ResourceWrite | undefined,
): Promise<StoredResource> {
  for (let tries = 0; tries < maximumTries; tries += 1) {
    const before = await retrieve(deps, definition, id);
    refuseOtherRevision(before, context);
    const attempt = build(before, writeOptions(deps, context));
    if (!attempt) return before;
    const { outcome } = await deps.storeOf(definition).write(attempt);
    if (outcome === 'written') {
      if (attempt.events.length > 0) deps.onChange();
      return attempt.kind === 'bury' ? before : attempt.resource;
    }
  }
  throw conflict('id', `${id} is being changed by others, try again`);
}

function writeOptions(deps: ResourceServiceDeps, { correlationId, wirePath }: ChangeContext): WriteOptions {
  return {
    now: deps.clock.now(),
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(wirePath === undefined ? {} : { wirePath }),
  };
}

// PUT: what the body lacks goes, but nobody has to repeat what may not change anyway.
function replaced(definition: ResourceDefinition, before: JsonObject, body: JsonObject): JsonObject {
  const kept = Object.entries(before).filter(([name]) => definition.immutable.includes(name));
  return { ...Object.fromEntries(kept), id: before.id ?? null, ...body };
}

function withoutHref(patch: JsonObject, context: ChangeContext): JsonObject {
  const { href, ...rest } = patch;
  return context.href === undefined || href === context.href || href === undefined ? rest : patch;
}

function refuseImmutable(
  definition: ResourceDefinition,
  { id, document: before }: StoredResource,
  proposed: JsonObject,
  { wirePath = (path) => path, href }: ChangeContext,
): void {
  const names = definition.immutable.filter((name) => !isDeepEqual(before[name], proposed[name]));
  if (idText(proposed.id) !== id) names.unshift('id');
  if (href !== undefined && proposed.href !== undefined) names.push('href');
  if (names.length === 0) return;
  throw invalidBody(names.map((name) => ({ path: wirePath(name), reason: 'cannot be changed' })));
}

function idText(id: JsonValue | undefined): string | undefined {
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

function refuseOtherRevision({ revision }: StoredResource, { expectedRevision }: ChangeContext): void {
  if (expectedRevision === undefined || expectedRevision === revision) return;
  const reason = `the resource is at revision ${String(revision)}`;
  throw new Problem('preconditionFailed', `If-Match: ${reason}`, {
    code: problemCode.preconditionFailed,
    faults: [{ path: 'If-Match', reason }],
  });
}

function alreadyThere(definition: ResourceDefinition, id: string): Problem {
  const reason = `the same ${definition.name} exists already, with id ${id}`;
  return new Problem('conflict', reason, { code: problemCode.conflict, faults: [{ path: '', reason }] });
}
