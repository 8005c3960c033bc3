/** Run as a process of its own: begins the job `held` in the database named, says so, and never ends it. */
import { MongoClient } from 'mongodb';
import { createAgenda } from '../../jobs/agenda.ts';
import { mongoBackend } from '../../jobs/mongo-backend.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLogger } from '../../src/kernel/logger.ts';

const [uri = '', name = ''] = process.argv.slice(2);
const client = await MongoClient.connect(uri);
const backend = await mongoBackend(client.db(name));
const runner = await createAgenda(backend, {
  clock: systemClock,
  logger: silentLogger,
  processEveryMs: 50,
  lockLifetimeMs: 1000,
});
const hold = (): Promise<void> => {
  process.stdout.write('holding\n');
  return new Promise(() => undefined);
};
await runner.register([{ name: 'held', intervalMs: 50, run: hold }]);
await runner.start();
