import type { Connection, mongo } from 'mongoose';
import { Schema } from 'mongoose';
import type { JsonObject } from '../../kernel/json.ts';
import type { Sample } from '../../domain/measurement.ts';
import type { ChangeEvent } from '../../tmf630/change-event.ts';
import type { CollectionSpec, IndexDeclaration } from '../../tmf630/resource-store.ts';
import type { OrderedMembers } from './shadow.ts';
import { shadowMember } from './shadow.ts';

/** How the driver is told of our documents: paths in queries and updates are made at run time. Reads name their envelope. */
export interface OpenDocument extends mongo.Document {
  _id: string;
}

/**
 * The open envelope of a stored resource. What clients and Surety put in lives in `document` and `internal`, so no
 * attribute name can collide with ours. A buried resource keeps only `_id`, `_rev` (0: no revision ever equals it),
 * `_buried` and its events: without `_createdAt` no list finds it, without `_key` its unique text is free.
 */
export interface ResourceEnvelope {
  _id: string;
  _rev: number;
  _createdAt?: number;
  _updatedAt?: number;
  /** The resource's unique text, while it lives. */
  _key?: string;
  _buried?: true;
  /** Waiting events, in sequence. */
  _events?: ChangeEvent[];
  /** occurredAt of the first waiting event; absent when none waits. */
  _eventsAt?: number;
  /** The last bulk writers, newest last; see writers.ts. */
  _writers?: string[];
  _ordered?: OrderedMembers;
  document?: JsonObject;
  internal?: JsonObject;
}

/** An hour bucket. */
export interface BucketEnvelope {
  /** Series and hour as one text, ordered by indicator, subject, hour. */
  _id: string;
  indicator: string;
  subject: string;
  hour: number;
  revision: number;
  changedAt: number;
  /** Latest end of a sample; Infinity while one is open. */
  reach: number;
  /** Series key, reach and hour, only while a sample reaches beyond the hour. */
  spill?: { series: string; reach: number; hour: number };
  /** Partition and `_id`, only while dirty. */
  dirtyKey?: string;
  /** Furthest reach since it was last clean, only while dirty. */
  dirtyReach?: number;
  /** The last writers, newest last; see writers.ts. */
  writers: string[];
  /** By sample key, escaped. */
  samples: Record<string, Sample>;
}

/** A named counter. */
export interface CounterEnvelope {
  _id: string;
  value: number;
}

/** What is known of a collection as a whole: see traits.ts and layout.ts. */
export interface CollectionRecord {
  _id: string;
  traits?: string[];
  shadows?: string[];
}

/** Fixed collections beside those of resources. */
export const fixedCollections = {
  buckets: 'measurementBuckets',
  counters: 'counters',
  records: 'collectionRecords',
} as const;

const open = {
  strict: false,
  versionKey: false,
  minimize: false,
  id: false,
  autoIndex: false,
  autoCreate: false,
} as const;

/**
 * The mongoose schema of a resource collection: the typed envelope, everything else open, and its indexes. Declared
 * indexes are over the ordered values and end in creation time and id, which is the order of lists.
 */
export function resourceSchema(spec: CollectionSpec): Schema {
  const schema = new Schema(
    { _id: String, _rev: Number, _createdAt: Number, _updatedAt: Number, _key: String, _eventsAt: Number },
    { ...open, collection: spec.name },
  );
  schema.index({ _createdAt: 1, _id: 1 }, { name: 'byCreation' });
  schema.index({ _key: 1 }, { name: 'byKey', unique: true, sparse: true });
  schema.index({ _eventsAt: 1 }, { name: 'byWaitingEvents', sparse: true });
  for (const index of spec.indexes) {
    schema.index(indexKeys(index, 1), { name: `on_${index.name}` });
    if (index.isReadDownwards) schema.index(indexKeys(index, -1), { name: `on_${index.name}_down` });
  }
  return schema;
}

// Only as a whole can MongoDB read an index backwards, ties included, which ascend in every list.
function indexKeys({ on }: IndexDeclaration, direction: 1 | -1): Record<string, 1 | -1> {
  const paths = on.map(({ scope, path }) => [`_ordered.${shadowMember(scope, path.split('.'))}`, direction] as const);
  return { ...Object.fromEntries(paths), _createdAt: 1, _id: 1 };
}

/** The mongoose schema of the hour buckets and its indexes. */
export function bucketSchema(): Schema {
  const schema = new Schema(
    { _id: String, indicator: String, subject: String, hour: Number, revision: Number, changedAt: Number },
    { ...open, collection: fixedCollections.buckets },
  );
  schema.index({ indicator: 1, subject: 1, hour: 1 }, { name: 'bySeries' });
  schema.index({ dirtyKey: 1 }, { name: 'byDirtyKey', sparse: true });
  schema.index({ 'spill.series': 1, 'spill.reach': 1, 'spill.hour': 1 }, { name: 'bySpill', sparse: true });
  return schema;
}

// IndexOptionsConflict and IndexKeySpecsConflict: an index of that name with another definition is there.
const conflictCodes = new Set([85, 86]);

/**
 * Registers the model and makes its indexes, replacing one whose definition has changed. Gives the driver's own
 * collection: with an open schema mongoose's layers would add cost per call and nothing else. Idempotent.
 */
export async function ensureModel(
  connection: Connection,
  name: string,
  schema: Schema,
): Promise<mongo.Collection<OpenDocument>> {
  const model = connection.models[name] ?? connection.model(name, schema);
  const collection = databaseOf(connection).collection<OpenDocument>(model.collection.name);
  const wanted = schema.indexes().map(([key, options]) => ({ ...options, key }) as mongo.IndexDescription);
  try {
    await collection.createIndexes(wanted);
  } catch (error) {
    if (!isConflict(error)) throw error;
    for (const index of wanted) await replaceIndex(collection, index);
  }
  return collection;
}

/** The driver's database of an open connection. */
export function databaseOf(connection: Connection): mongo.Db {
  if (!connection.db) throw new Error('the connection to MongoDB is not open');
  return connection.db;
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && conflictCodes.has(error.code);
}

async function replaceIndex(collection: mongo.Collection<OpenDocument>, index: mongo.IndexDescription): Promise<void> {
  try {
    await collection.createIndexes([index]);
  } catch (error) {
    if (!isConflict(error) || index.name === undefined) throw error;
    await collection.dropIndex(index.name);
    await collection.createIndexes([index]);
  }
}
