import { derivedUuid } from '../kernel/ids.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { invalidBody } from '../kernel/problem.ts';
import type { ChangeEvent } from './change-event.ts';
import { isDeepEqual } from './deep-equal.ts';
import type { ResourceDefinition } from './resource-definition.ts';
import type { ResourceWrite, StoredResource } from './resource-store.ts';

/** Circumstances of a write. */
export interface WriteOptions {
  /** UTC ms. */
  now: number;
  correlationId?: string;
  /** Canonical path of a fault to the caller's words; identity when absent. */
  wirePath?: (path: string) => string;
}

/** Circumstances of a creation. */
export interface CreateOptions extends WriteOptions {
  /** Id as text, free or not: the store decides. */
  id: string;
  /** Instead of the definition's own unique key. */
  uniqueKey?: string;
  /** Internal members beside those the definition derives; they stay through later changes. */
  extraInternal?: JsonObject;
}

/**
 * The write that creates a resource, its event inside: identity and default `@type` set, the definition's defaults
 * filled in, its rules checked; `href` and another `id` in the document are dropped. Pure. Throws Problem `invalid` or
 * `conflict` as the definition's rules say.
 */
export function createWrite(
  definition: ResourceDefinition,
  document: JsonObject,
  options: CreateOptions,
): Extract<ResourceWrite, { kind: 'insert' }> {
  const completed = definition.complete(withIdentity(definition, document, options.id), undefined, options);
  checkDocument(definition, completed, options.wirePath);
  const { shown, kept } = withheldOf(definition, completed);
  const resource: StoredResource = {
    id: options.id,
    revision: 1,
    createdAt: options.now,
    updatedAt: options.now,
    document: shown,
    internal: { ...options.extraInternal, ...kept, ...typeMark(definition, document), ...definition.internal(shown) },
  };
  const uniqueKey = options.uniqueKey ?? definition.uniqueKey?.(completed);
  return {
    kind: 'insert',
    resource,
    ...(uniqueKey === undefined ? {} : { uniqueKey }),
    events: eventsOf({ definition, resource, options }, [{ eventType: definition.events.create }]),
  };
}

/**
 * The write that gives a resource a new document, its events inside, or undefined when nothing would change. Pure.
 * Throws as {@link createWrite}.
 */
export function changeWrite(
  { definition, before }: { definition: ResourceDefinition; before: StoredResource },
  document: JsonObject,
  options: WriteOptions,
): Extract<ResourceWrite, { kind: 'replace' }> | undefined {
  const completed = definition.complete(document, before.document, options);
  const changed = changedNames(before.document, completed);
  if (changed.length === 0) return undefined;
  checkDocument(definition, completed, options.wirePath);
  const resource: StoredResource = {
    ...before,
    revision: before.revision + 1,
    updatedAt: options.now,
    document: completed,
    internal: nextInternal(definition, before, completed),
  };
  const announced: Announcement[] = [
    { eventType: definition.events.attributeValueChange, fieldPath: changed },
    ...(changed.includes('state') ? [{ eventType: definition.events.stateChange }] : []),
  ];
  const events = eventsOf({ definition, resource, options }, announced);
  return { kind: 'replace', resource, expectedRevision: before.revision, events };
}

/** The write that removes a resource, its event inside. Pure. */
export function removeWrite(
  definition: ResourceDefinition,
  before: StoredResource,
  options: WriteOptions,
): Extract<ResourceWrite, { kind: 'bury' }> {
  const last = { ...before, revision: before.revision + 1 };
  const events = eventsOf({ definition, resource: last, options }, [{ eventType: definition.events.delete }]);
  return { kind: 'bury', id: before.id, expectedRevision: before.revision, events };
}

function withIdentity(definition: ResourceDefinition, document: JsonObject, id: string): JsonObject {
  const { id: _id, href: _href, ...rest } = document;
  const identified: JsonObject = { id: definition.ids === 'integer' ? Number(id) : id, ...rest };
  if (definition.typeName === undefined || (rest['@type'] ?? null) !== null) return identified;
  return { ...identified, '@type': definition.typeName };
}

function withheldOf({ withheld }: ResourceDefinition, document: JsonObject): { shown: JsonObject; kept: JsonObject } {
  if (withheld === undefined) return { shown: document, kept: {} };
  const isWithheld = ([name]: [string, unknown]): boolean => withheld.names.includes(name);
  const members = Object.entries(document);
  return {
    shown: Object.fromEntries(members.filter((member) => !isWithheld(member))),
    kept: withheld.keep(Object.fromEntries(members.filter(isWithheld))),
  };
}

// Some dialects show a class name only to those who have sent one.
function typeMark({ typeName }: ResourceDefinition, document: JsonObject): JsonObject {
  return typeName !== undefined && document['@type'] === typeName ? { hasSentType: true } : {};
}

function checkDocument(
  definition: ResourceDefinition,
  document: JsonObject,
  wirePath: (path: string) => string = (path) => path,
): void {
  const missing: Fault[] = definition.required
    .filter((name) => !Object.hasOwn(document, name) || document[name] === null)
    .map((name) => ({ path: name, reason: 'required' }));
  const faults = [...missing, ...definition.check(document)];
  const unique = faults.filter(({ path }, at) => faults.findIndex((other) => other.path === path) === at);
  if (unique.length > 0) throw invalidBody(unique.map(({ path, reason }) => ({ path: wirePath(path), reason })));
}

function changedNames(before: JsonObject, after: JsonObject): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isDeepEqual(before[name], after[name]));
}

// Members derived from the old document go, those given at creation stay.
function nextInternal(definition: ResourceDefinition, before: StoredResource, document: JsonObject): JsonObject {
  const derived = definition.internal(before.document);
  const kept = Object.entries(before.internal).filter(([name]) => !Object.hasOwn(derived, name));
  return { ...Object.fromEntries(kept), ...definition.internal(document) };
}

interface Announcement {
  eventType: string | undefined;
  fieldPath?: readonly string[];
}

interface Written {
  definition: ResourceDefinition;
  resource: StoredResource;
  options: WriteOptions;
}

const eventsPerRevision = 4;

function eventsOf({ definition, resource, options }: Written, announced: readonly Announcement[]): ChangeEvent[] {
  return announced.flatMap(({ eventType, fieldPath }, at) => {
    if (eventType === undefined) return [];
    const { id, createdAt, revision } = resource;
    return {
      // An id may be used again after a deletion: the creation time tells the two lives apart.
      eventId: derivedUuid(definition.name, id, createdAt, revision, eventType),
      eventType,
      occurredAt: options.now,
      resourceName: definition.name,
      resourceId: id,
      sequence: revision * eventsPerRevision + at,
      ...(fieldPath === undefined ? {} : { fieldPath }),
      ...(resource.internal['hasSentType'] === true ? { hasSentType: true } : {}),
      ...(options.correlationId === undefined ? {} : { correlationId: options.correlationId }),
      payload: resource.document,
    };
  });
}
