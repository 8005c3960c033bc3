import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { Problem, conflict, invalidBody, notFound, problemCode } from '../kernel/problem.ts';
import { isDeepEqual } from './deep-equal.ts';
import { guardDocument } from './document-guard.ts';
import { matches } from './query/filter-match.ts';
import { mergePatch } from './patch/merge-patch.ts';
import { shown } from './query/raw-query.ts';
import type { LookUp, ResourceDefinition } from './resource-definition.ts';
import { chooseId, maximumIdLength } from './resource-id.ts';
import type { ResourceStore, ResourceWrite, StoredResource } from './resource-store.ts';
import type { WriteOptions } from './resource-write.ts';
import { changeWrite, createWrite, removeWrite } from './resource-write.ts';

/** Circumstances of a change. */
export interface ChangeContext {
  /** Goes into the events. */
  correlationId?: string;
  /** Looks at the resource as it is before the change; throws Problem `preconditionFailed` when it is not as the client expects. */
  precondition?: (before: StoredResource) => void;
  /** Canonical path of a fault (`rule[0].id`) to the caller's words. */
  wirePath?: (path: string) => string;
  /** Where the client found this service, e.g. `http://h:8080`, without trailing slash. */
  origin?: string;
  /** The href this resource is shown with: a patch with another one is refused (TMF657). Absent: href is ignored (TMF623). */
  href?: string;
}

/**
 * The document a change makes of the stored one (canonical names, without `href`). Called again when someone else was
 * faster. Does not change its arguments: the document, and all that is stored with it. Throws Problem when the change
 * cannot be made.
 */
export type DocumentChange = (before: JsonObject, stored: StoredResource) => JsonObject | Promise<JsonObject>;

/** What the service needs. */
export interface ResourceServiceDeps {
  storeOf(definition: ResourceDefinition): ResourceStore;
  clock: Pick<Clock, 'now'>;
  ids: IdSource;
  /** The next integer of a named counter (the collection's name), never given twice. */
  nextInteger(name: string): Promise<number>;
  /** Called after a write that holds events. */
  onChange(): void;
}

/** The collection a change goes to. */
export interface Target {
  deps: ResourceServiceDeps;
  definition: ResourceDefinition;
  store: ResourceStore;
}

/** What is sent, and its circumstances. */
export interface Sent {
  body: JsonObject;
  context: ChangeContext;
}

const maximumTries = 20;
// Integers that clients have taken for themselves are skipped one by one.
const maximumIdTries = 1000;

/** The resource, or Problem `notFound`. */
export async function findResource({ definition, store }: Target, id: string): Promise<StoredResource> {
  // No resource has a longer id, and a database might refuse such a key.
  const resource = id.length > maximumIdLength ? undefined : await store.get(id);
  if (!resource || (definition.scope && !matches(definition.scope, resource))) {
    throw notFound(definition.name, shown(id));
  }
  return resource;
}

/** See `ResourceService.find`. */
export async function findResources({ definition, store }: Target, ids: readonly string[]): Promise<StoredResource[]> {
  const possible = [...new Set(ids)].filter((id) => id !== '' && id.length <= maximumIdLength);
  if (possible.length === 0) return [];
  const found = await store.getMany(possible);
  const { scope } = definition;
  return scope === undefined ? found : found.filter((resource) => matches(scope, resource));
}

/** See `ResourceService.create`. */
export async function createResource(
  target: Target,
  sent: JsonObject,
  context: ChangeContext,
): Promise<StoredResource> {
  const { deps, definition, store } = target;
  const own = guardBody(sent, context);
  const chosen = chooseId(definition, own.id, context.wirePath);
  const body = await withTakenOver(target, own, context);
  for (let tries = 0; tries < maximumIdTries; tries += 1) {
    const id = chosen ?? (await allocateId(target));
    const insert = createWrite(definition, body, { ...writeOptions(target, context), id });
    const result = await store.write(insert);
    if (result.outcome === 'written') {
      if (insert.events.length > 0) deps.onChange();
      return insert.resource;
    }
    if (result.outcome === 'duplicateKey') throw alreadyThere(definition, result.id);
    if (chosen !== undefined) throw conflict(context.wirePath?.('id') ?? 'id', `${chosen} is taken`);
  }
  throw conflict('id', 'no free id was found, try again');
}

async function withTakenOver(target: Target, body: JsonObject, context: ChangeContext): Promise<JsonObject> {
  const taken = (await target.definition.takeOver?.(body, lookUpFrom(target, context))) ?? body;
  return related(target, taken, context);
}

async function related(target: Target, document: JsonObject, context: ChangeContext): Promise<JsonObject> {
  return target.definition.relate?.(document, lookUpFrom(target, context)) ?? document;
}

function lookUpFrom({ deps }: Target, { origin }: ChangeContext): LookUp {
  return {
    origin,
    find: (other, ids) => findResources({ deps, definition: other, store: deps.storeOf(other) }, ids),
    select: (other, query) => deps.storeOf(other).list(query),
  };
}

/** See `ResourceService.patch`. */
export async function patchResource(target: Target, id: string, { body, context }: Sent): Promise<StoredResource> {
  const patch = withoutHref(guardBody(body, context), context);
  return changeResource(target, id, { context, change: (before) => mergePatch(before, patch) });
}

/** See `ResourceService.replace`. */
export async function replaceResource(target: Target, id: string, { body, context }: Sent): Promise<StoredResource> {
  const document = withoutHref(guardBody(body, context), context);
  return changeResource(target, id, { context, change: (before) => replaced(target.definition, before, document) });
}

/** See `ResourceService.remove`. */
export async function removeResource(target: Target, id: string, context: ChangeContext): Promise<void> {
  await writeUntilFirst(target, id, {
    context,
    build: (before, options) => {
      target.definition.refuseRemoval?.(before.document, options);
      return removeWrite(target.definition, before, options);
    },
  });
}

function allocateId({ deps, definition }: Target): Promise<string> | string {
  return definition.ids === 'uuid' ? deps.ids.next() : deps.nextInteger(definition.collection.name).then(String);
}

function guardBody(body: JsonObject, { wirePath }: ChangeContext): JsonObject {
  try {
    return guardDocument(body);
  } catch (error) {
    if (!(error instanceof Problem) || !wirePath || error.faults.length === 0) throw error;
    throw invalidBody(error.faults.map(({ path, reason }) => ({ path: wirePath(path), reason })));
  }
}

/** See `ResourceService.change`. */
export function changeResource(
  target: Target,
  id: string,
  { context, change }: { context: ChangeContext; change: DocumentChange },
): Promise<StoredResource> {
  const { definition } = target;
  return writeUntilFirst(target, id, {
    context,
    build: async (before, options) => {
      // What a change has made of a sound document and a sound body may be too large or too deep.
      const changed = guardBody(await change(before.document, before), context);
      const proposed = await related(target, changed, context);
      refuseImmutable(definition, { before, proposed }, context);
      const document = { ...proposed, id: before.document.id ?? before.id };
      return changeWrite({ definition, before }, document, options);
    },
  });
}

interface Attempt {
  context: ChangeContext;
  /** The write that follows from the resource as it is now; undefined when there is nothing to do. */
  build: (
    before: StoredResource,
    options: WriteOptions,
  ) => ResourceWrite | undefined | Promise<ResourceWrite | undefined>;
}

/** Reads, builds the write and tries it until nobody was faster. Gives the resource after the write. */
async function writeUntilFirst(target: Target, id: string, { context, build }: Attempt): Promise<StoredResource> {
  for (let tries = 0; tries < maximumTries; tries += 1) {
    const before = await findResource(target, id);
    context.precondition?.(before);
    const write = await build(before, writeOptions(target, context));
    if (!write) return before;
    const { outcome } = await target.store.write(write);
    if (outcome === 'written') {
      if (write.events.length > 0) target.deps.onChange();
      return write.kind === 'bury' ? before : write.resource;
    }
  }
  throw conflict('id', `${id} is being changed by others, try again`);
}

function writeOptions({ deps }: Target, { correlationId, wirePath }: ChangeContext): WriteOptions {
  return {
    now: deps.clock.now(),
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(wirePath === undefined ? {} : { wirePath }),
  };
}

// PUT: what the body lacks goes, but nobody has to repeat what may not change anyway.
function replaced(definition: ResourceDefinition, before: JsonObject, body: JsonObject): JsonObject {
  const kept = Object.entries(before).filter(([name]) => name === 'id' || definition.immutable.includes(name));
  return { ...Object.fromEntries(kept), ...body };
}

// An href that equals the shown one, or that nobody looks at, is no part of the change; any other one stays and is refused.
function withoutHref(body: JsonObject, context: ChangeContext): JsonObject {
  const { href, ...rest } = body;
  return context.href === undefined || href === context.href || href === undefined ? rest : body;
}

function refuseImmutable(
  definition: ResourceDefinition,
  { before, proposed }: { before: StoredResource; proposed: JsonObject },
  { wirePath = (path) => path }: ChangeContext,
): void {
  const names = definition.immutable.filter((name) => !isDeepEqual(before.document[name], proposed[name]));
  if (idText(proposed.id) !== before.id) names.unshift('id');
  if (proposed.href !== undefined) names.push('href');
  if (names.length === 0) return;
  throw invalidBody(names.map((name) => ({ path: wirePath(name), reason: 'cannot be changed' })));
}

function idText(id: JsonValue | undefined): string | undefined {
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

function alreadyThere(definition: ResourceDefinition, id: string): Problem {
  const reason = `the same ${definition.name} exists already, with id ${id}`;
  return new Problem('conflict', reason, { code: problemCode.conflict, faults: [{ path: '', reason }] });
}
