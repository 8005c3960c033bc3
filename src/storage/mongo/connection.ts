import type { Connection, mongo } from 'mongoose';
import mongoose from 'mongoose';
import { Problem, problemCode } from '../../kernel/problem.ts';
import type { CollectionSpec, ResourceStore } from '../../tmf630/resource-store.ts';
import type { Storage } from '../../usecases/ports.ts';
import { mongoBucketStore } from './bucket-store.ts';
import type { CollectionRecord, CounterEnvelope } from './collections.ts';
import { bucketSchema, databaseOf, ensureModel, fixedCollections, resourceSchema } from './collections.ts';
import { reaching, retryDuplicates } from './failures.ts';
import { ensureShadows } from './layout.ts';
import { mongoResourceStore } from './resource-store.ts';
import { shadowedPaths } from './shadow.ts';
import { collectionTraits } from './traits.ts';

/** Settings of the connection beyond its URI. */
export interface MongoOptions {
  /** How long to look for a usable server, at start and whenever it is gone, ms. Default 5,000. */
  serverSelectionTimeoutMs?: number;
  /** Database to use when the URI names none. Default `surety`. */
  defaultDatabase?: string;
}

/** Storage on MongoDB, with the driver's database for those who keep collections of their own beside ours. */
export interface MongoStorage extends Storage {
  readonly kind: 'mongodb';
  readonly db: mongo.Db;
}

/**
 * Connects and makes the fixed collections' indexes. Writes are acknowledged by a majority and journaled. Rejects with
 * a readable Error (hosts, never credentials) when no usable server answers within the selection time.
 */
export async function openMongoStorage(uri: string, options: MongoOptions = {}): Promise<MongoStorage> {
  const connection = await connect(uri, options);
  try {
    return await storageOn(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function connect(uri: string, options: MongoOptions): Promise<Connection> {
  const connection = mongoose.createConnection();
  try {
    return await connection.openUri(uri, {
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      ignoreUndefined: true,
      serverSelectionTimeoutMS: options.serverSelectionTimeoutMs ?? 5000,
      writeConcern: { w: 'majority', journal: true },
      ...(hasDatabase(uri) ? {} : { dbName: options.defaultDatabase ?? 'surety' }),
      appName: 'surety',
    });
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw new Error(unreachable(uri, error), { cause: error });
  }
}

function hasDatabase(uri: string): boolean {
  return /^mongodb(?:\+srv)?:\/\/[^/]+\/[^?/]+/.test(uri);
}

function unreachable(uri: string, error: unknown): string {
  const end = uri.lastIndexOf('@');
  const credentials = end < 0 ? '' : uri.slice(uri.indexOf('//') + 2, end);
  const secrets = [uri, credentials, ...credentials.split(':')].filter((text) => text !== '');
  const reason = error instanceof Error ? error.message : 'unknown reason';
  const hosts = /^[^/?]+/.exec(end < 0 ? uri.replace(/^mongodb(?:\+srv)?:\/\//, '') : uri.slice(end + 1))?.[0];
  const shown = secrets.some((secret) => reason.includes(secret)) ? 'the connection string is refused' : reason;
  return `MongoDB at ${hosts ?? 'the given address'} cannot be used (MONGODB_URI): ${shown}`;
}

async function storageOn(connection: Connection): Promise<MongoStorage> {
  const db = databaseOf(connection);
  const buckets = await ensureModel(connection, 'measurementBucket', bucketSchema());
  const counters = db.collection<CounterEnvelope>(fixedCollections.counters);
  const stores = new Map<string, Promise<ResourceStore>>();
  return {
    kind: 'mongodb',
    db,
    buckets: mongoBucketStore(buckets),
    collection: (spec) => {
      const known = stores.get(spec.name);
      if (known) return known;
      const store = reaching(() => openCollection(connection, spec));
      stores.set(spec.name, store);
      store.catch(() => stores.delete(spec.name));
      return store;
    },
    nextInteger: (counter) => reaching(() => increment(counters, counter)),
    ping: () =>
      reaching(async () => {
        await db.command({ ping: 1 });
      }),
    close: () => connection.close(),
  };
}

async function openCollection(connection: Connection, spec: CollectionSpec): Promise<ResourceStore> {
  const db = databaseOf(connection);
  const records = db.collection<CollectionRecord>(fixedCollections.records);
  const handle = {
    spec,
    db,
    collection: await ensureModel(connection, spec.name, resourceSchema(spec)),
    paths: new Map(shadowedPaths(spec).map((path) => [path.member, path])),
    traits: collectionTraits(records, spec.name),
  };
  await ensureShadows(handle, records);
  return mongoResourceStore(handle);
}

// A server may answer the loser of two first increments with no document: it asks again, as gaps are allowed.
async function increment(counters: mongo.Collection<CounterEnvelope>, counter: string): Promise<number> {
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    const found = await retryDuplicates(() =>
      counters.findOneAndUpdate({ _id: counter }, { $inc: { value: 1 } }, { upsert: true, returnDocument: 'after' }),
    );
    if (found) return found.value;
  }
  throw new Problem('unavailable', `counter ${counter} gives no value`, { code: problemCode.unavailable });
}
