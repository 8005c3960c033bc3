import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Beats } from '../../src/service/beats.ts';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { Overrides } from '../../src/service/surroundings.ts';
import { openMongoStorage } from '../../src/storage/mongo/connection.ts';
import type { Storage } from '../../src/usecases/ports.ts';
import { fakeClock, type FakeClock } from './fake-clock.ts';
import { recordingLogger } from './recording-logger.ts';
import { sequentialIds } from './sequential-ids.ts';

/** The service on a store of its own, listening on loopback; nothing happens by itself. */
export interface TestService {
  /** E.g. `http://127.0.0.1:41234`. */
  url: string;
  clock: FakeClock;
  storage: Storage;
  /** What the jobs would do, to be called by hand. */
  beats: Beats;
  /** Errors it has logged, to be looked at when an answer is 500. */
  errors: object[];
  stop(): Promise<void>;
}

/** Present of every test service: 2026-11-22T12:00:00Z. */
export const testStart = Date.UTC(2026, 10, 22, 12);

/**
 * Starts the service with a fake clock, sequential ids and its answers checked against the API documents, on the store
 * named by SURETY_TEST_STORE: `embedded` (the default, in a temporary folder) or `mongodb` (SURETY_TEST_MONGODB_URI, in a
 * database of its own). `settings` are further variables of its environment; `lookup` resolves the names of callbacks, `authorities` vouch for them.
 */
export async function startService(
  settings: Readonly<Record<string, string>> = {},
  overrides: Pick<Overrides, 'lookup' | 'authorities'> = {},
): Promise<TestService> {
  const { env, cleanUp } = await temporaryStore();
  const clock = fakeClock(testStart);
  const errors: object[] = [];
  const config = readConfig({ PORT: '0', SURETY_VALIDATE_RESPONSES: 'true', ...env, ...settings });
  const logger = recordingLogger({ error: (fields) => void errors.push(fields) });
  const service = await compose(config, { clock, ids: sequentialIds(), logger, isAutomatic: false, ...overrides });
  const url = await service.start();
  const stop = async (): Promise<void> => {
    await service.stop();
    await cleanUp();
  };
  return { url, clock, storage: service.storage, beats: service.beats, errors, stop };
}

/** The environment that names an empty store, and how to take it away again. */
async function temporaryStore(): Promise<{ env: Record<string, string>; cleanUp: () => Promise<void> }> {
  if (process.env['SURETY_TEST_STORE'] === 'mongodb') return temporaryDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'surety-api-'));
  return { env: { SURETY_DATA_DIR: folder }, cleanUp: () => rm(folder, { recursive: true, force: true }) };
}

function temporaryDatabase(): { env: Record<string, string>; cleanUp: () => Promise<void> } {
  const url = new URL(process.env['SURETY_TEST_MONGODB_URI'] ?? '');
  url.pathname = `/surety_api_${randomBytes(6).toString('hex')}`;
  const cleanUp = async (): Promise<void> => {
    const storage = await openMongoStorage(url.toString());
    await storage.db.dropDatabase();
    await storage.close();
  };
  return { env: { MONGODB_URI: url.toString() }, cleanUp };
}
