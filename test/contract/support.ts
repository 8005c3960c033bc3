import type { ChangeEvent } from '../../src/tmf630/change-event.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import type { CollectionSpec, ResourceQuery, ResourceWrite, StoredResource } from '../../src/tmf630/resource-store.ts';
import { matchAll } from '../../src/tmf630/query/filter-expression.ts';

/** A collection with single, compound, multi-valued and internal indexes, as the product declares them. */
export const promises: CollectionSpec = {
  name: 'promises',
  indexes: [
    { name: 'name', on: [{ scope: 'document', path: 'name' }] },
    { name: 'target', on: [{ scope: 'document', path: 'target' }] },
    {
      name: 'stateDate',
      on: [
        { scope: 'document', path: 'state' },
        { scope: 'document', path: 'date' },
      ],
    },
    { name: 'metric', on: [{ scope: 'document', path: 'rule.metric' }] },
    { name: 'partition', on: [{ scope: 'internal', path: 'partition' }], isPartial: true },
  ],
  numericText: ['target'],
  numericInternal: ['partition'],
};

/** What a stored resource is built from in these suites; the rest has defaults. */
export interface ResourceParts {
  revision?: number;
  createdAt?: number;
  updatedAt?: number;
  document?: JsonObject;
  internal?: JsonObject;
}

/** A stored resource with id, created at 1,000 ms unless told otherwise. */
export function resource(id: string, parts: ResourceParts = {}): StoredResource {
  const { revision = 1, createdAt = 1_000, updatedAt = createdAt, document = {}, internal = {} } = parts;
  return { id, revision, createdAt, updatedAt, document: { id, ...document }, internal };
}

/** An event of a resource; its eventId is unique per resource and sequence. */
export function event(resourceId: string, sequence: number): ChangeEvent {
  return {
    eventId: `${resourceId}/${String(sequence)}`,
    eventType: 'PromiseCreateEvent',
    occurredAt: 1_000 + sequence,
    resourceName: 'promise',
    resourceId,
    sequence,
    payload: { id: resourceId },
  };
}

/** The write that creates a resource. */
export function insert(
  stored: StoredResource,
  more: { uniqueKey?: string; events?: readonly ChangeEvent[] } = {},
): ResourceWrite {
  const { uniqueKey, events = [] } = more;
  return { kind: 'insert', resource: stored, events, ...(uniqueKey === undefined ? {} : { uniqueKey }) };
}

/** The write that changes a resource of the given revision into the next one. */
export function replace(id: string, expectedRevision: number, parts: ResourceParts = {}): ResourceWrite {
  return {
    kind: 'replace',
    resource: resource(id, { ...parts, revision: expectedRevision + 1 }),
    expectedRevision,
    events: [],
  };
}

/** A query for everything, in the default order, with the given parts replaced. */
export function query(parts: Partial<ResourceQuery> = {}): ResourceQuery {
  return { filter: matchAll, sort: [], offset: 0, limit: 100, ...parts };
}

/** The ids of resources, in order. */
export function idsOf(resources: readonly StoredResource[]): string[] {
  return resources.map(({ id }) => id);
}
