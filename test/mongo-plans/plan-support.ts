import mongoose from 'mongoose';
import type { mongo } from 'mongoose';
import { isJsonObject } from '../../src/kernel/json.ts';
import { openMongoStorage } from '../../src/storage/mongo/connection.ts';
import type { MongoStorage } from '../../src/storage/mongo/connection.ts';

/** The winning plan of one command. */
export interface Plan {
  /** The command's name and its filter or pipeline, for messages. */
  command: string;
  /** Outermost first, e.g. `['FETCH', 'IXSCAN']`. */
  stages: string[];
  indexes: string[];
}

/** True for a real mongod, whose explain tells all of the plan. */
export async function isMongod(uri: string): Promise<boolean> {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
  const build = await client.db('admin').command({ buildInfo: 1 });
  await client.close();
  return build['secantusVersion'] === undefined;
}

/** A storage whose commands can be listened to. */
export interface WatchedStorage {
  storage: MongoStorage;
  /** Plans of the commands on a collection that `work` makes the storage send, as the server itself explains them. */
  plansOf(work: () => Promise<unknown>): Promise<Plan[]>;
}

const explainable = new Set(['find', 'aggregate', 'update', 'delete', 'findAndModify']);

/** Opens a storage that reports its own commands. */
export async function openWatched(uri: string): Promise<WatchedStorage> {
  const storage = await openMongoStorage(`${uri}${uri.includes('?') ? '&' : '?'}monitorCommands=true`);
  return {
    storage,
    plansOf: async (work) => {
      const sent: mongo.Document[] = [];
      const listen = ({ commandName, command }: mongo.CommandStartedEvent): void => {
        if (explainable.has(commandName)) sent.push(command);
      };
      storage.db.client.on('commandStarted', listen);
      await work();
      storage.db.client.off('commandStarted', listen);
      return Promise.all(sent.flatMap(singleStatements).map((command) => explain(storage.db, command)));
    },
  };
}

// Explain takes one update or delete at a time, and none of what belongs to the session the command was sent in.
function singleStatements(command: mongo.Document): mongo.Document[] {
  const own = Object.entries(command).filter(([name]) => !/^(\$|lsid$|txnNumber$|writeConcern$|ordered$)/.test(name));
  const bare = Object.fromEntries(own);
  for (const list of ['updates', 'deletes']) {
    const statements: unknown = bare[list];
    if (Array.isArray(statements)) return statements.map((statement: unknown) => ({ ...bare, [list]: [statement] }));
  }
  return [bare];
}

async function explain(db: mongo.Db, command: mongo.Document): Promise<Plan> {
  const explained = await db.command({ explain: command, verbosity: 'queryPlanner' });
  const plan: Plan = { command: JSON.stringify(command), stages: [], indexes: [] };
  collect(withoutRejected(explained), plan);
  return plan;
}

function withoutRejected(explained: unknown): unknown {
  return JSON.parse(JSON.stringify(explained, (name, value: unknown) => (name === 'rejectedPlans' ? [] : value)));
}

function collect(value: unknown, plan: Plan): void {
  if (Array.isArray(value)) for (const element of value) collect(element, plan);
  if (!isJsonObject(value)) return;
  if (typeof value['stage'] === 'string') plan.stages.push(value['stage']);
  if (typeof value['indexName'] === 'string') plan.indexes.push(value['indexName']);
  for (const member of Object.values(value)) collect(member, plan);
}
