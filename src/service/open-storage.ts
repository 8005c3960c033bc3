import type { Config } from '../config.ts';
import type { MongoStorage } from '../storage/mongo/connection.ts';
import type { Storage } from '../usecases/ports.ts';

/**
 * MongoDB when the configuration names one, else the embedded store in the data folder. Only the one that is used is
 * loaded: the other's driver would cost memory and time at every start. Rejects with a readable reason.
 */
export async function openStorage({ mongodbUri, dataDir }: Config): Promise<Storage> {
  if (mongodbUri !== undefined) {
    const { openMongoStorage } = await import('../storage/mongo/connection.ts');
    return openMongoStorage(mongodbUri);
  }
  const { openEmbeddedStorage } = await import('../storage/embedded/embedded-storage.ts');
  return openEmbeddedStorage(dataDir);
}

/** True for storage on MongoDB, which lends its database to Agenda. */
export function isOnMongo(storage: Storage): storage is MongoStorage {
  return storage.kind === 'mongodb';
}
