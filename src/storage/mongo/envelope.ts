import type { mongo } from 'mongoose';
import type { CollectionSpec, ResourceWrite, StoredResource } from '../../tmf630/resource-store.ts';
import type { OpenDocument, ResourceEnvelope } from './collections.ts';
import type { OrderedMembers, ShadowedPath } from './shadow.ts';
import type { Traits } from './traits.ts';
import { signedBy } from './writers.ts';

/** A resource collection with what reading and writing it needs to know. */
export interface CollectionHandle {
  spec: CollectionSpec;
  db: mongo.Db;
  collection: mongo.Collection<OpenDocument>;
  /** The declared index paths by member name. */
  paths: ReadonlyMap<string, ShadowedPath>;
  traits: Traits;
}

/** Leaves out of a read what only writing needs. */
export const readable = { _ordered: 0, _events: 0, _eventsAt: 0, _writers: 0 } as const;

/** Creation times of living resources; buried ones have none. A number bound, so that an index can serve it. */
export const alive = { _createdAt: { $gte: -Infinity } } as const;

/** The resource in an envelope, or undefined when it is buried. */
export function resourceIn(envelope: ResourceEnvelope): StoredResource | undefined {
  if (envelope._createdAt === undefined) return undefined;
  return {
    id: envelope._id,
    revision: envelope._rev,
    createdAt: envelope._createdAt,
    updatedAt: envelope._updatedAt ?? envelope._createdAt,
    document: envelope.document ?? {},
    internal: envelope.internal ?? {},
  };
}

/** The living resources among envelopes. */
export function resourcesIn(envelopes: readonly ResourceEnvelope[]): StoredResource[] {
  return envelopes.map(resourceIn).filter((resource) => resource !== undefined);
}

type Insert = Extract<ResourceWrite, { kind: 'insert' }>;
type Change = Exclude<ResourceWrite, { kind: 'insert' }>;

/** The envelope of a new resource. */
export function newEnvelope({ resource, uniqueKey, events }: Insert, ordered: OrderedMembers): ResourceEnvelope {
  const [first] = events;
  return {
    _id: resource.id,
    _rev: resource.revision,
    _createdAt: resource.createdAt,
    _updatedAt: resource.updatedAt,
    ...(uniqueKey === undefined ? {} : { _key: uniqueKey }),
    ...(first ? { _eventsAt: first.occurredAt, _events: [...events] } : {}),
    _ordered: ordered,
    document: resource.document,
    internal: resource.internal,
  };
}

/** Finds the resource of a change at the revision it was made from. */
export function expectedEnvelope(change: Change): { _id: string; _rev: number } {
  return { _id: change.kind === 'replace' ? change.resource.id : change.id, _rev: change.expectedRevision };
}

/** The update of a change. With `writer`, leaves that name behind so that the bulk can recognise its own writes. */
export function changeUpdate(change: Change, ordered: OrderedMembers, writer?: string): mongo.Document {
  const [first] = change.events;
  const pushed = {
    ...(first ? { _events: { $each: [...change.events] } } : {}),
    ...(writer === undefined ? {} : { _writers: signedBy(writer) }),
  };
  return {
    ...(change.kind === 'bury' ? burial : { $set: replacement(change.resource, ordered) }),
    ...(first ? { $min: { _eventsAt: first.occurredAt } } : {}),
    ...(Object.keys(pushed).length === 0 ? {} : { $push: pushed }),
  };
}

const burial = {
  $set: { _rev: 0, _buried: true },
  $unset: { _createdAt: '', _updatedAt: '', _key: '', _ordered: '', document: '', internal: '' },
} as const;

function replacement(resource: StoredResource, ordered: OrderedMembers): Partial<ResourceEnvelope> {
  const { revision, updatedAt, document, internal } = resource;
  return { _rev: revision, _updatedAt: updatedAt, _ordered: ordered, document, internal };
}
