import { MongoBackend } from '@agendajs/mongo-backend';
import type { AgendaBackend } from 'agenda';

/** The connected database that Agenda's backend takes, as mongoose and the driver have it. */
export type MongoDatabase = Extract<ConstructorParameters<typeof MongoBackend>[0], { mongo: unknown }>['mongo'];

const collection = 'jobs';

/**
 * Agenda's storage in MongoDB, over a connection that stays its owner's. Ensures that a recurring job exists once: Agenda
 * itself registers by upsert, which two processes starting together could turn into two jobs, run side by side.
 */
export async function mongoBackend(database: MongoDatabase): Promise<AgendaBackend> {
  await database
    .collection(collection)
    .createIndex({ name: 1 }, { name: 'recurringOnce', unique: true, partialFilterExpression: { type: 'single' } }, {});
  return new MongoBackend({ mongo: database, collection });
}
