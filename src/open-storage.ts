import type { Config } from './config.ts';
import { openEmbeddedStorage } from './storage/embedded/embedded-storage.ts';
import { openMongoStorage, type MongoStorage } from './storage/mongo/connection.ts';
import type { Storage } from './usecases/ports.ts';

/** MongoDB when the configuration names one, else the embedded store in the data folder. Rejects with a readable reason. */
export async function openStorage({ mongodbUri, dataDir }: Config): Promise<Storage> {
  return mongodbUri === undefined ? openEmbeddedStorage(dataDir) : openMongoStorage(mongodbUri);
}

/** True for storage on MongoDB, which lends its database to Agenda. */
export function isOnMongo(storage: Storage): storage is MongoStorage {
  return storage.kind === 'mongodb';
}
