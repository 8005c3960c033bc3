import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStorage } from '../../../src/storage/embedded/embedded-storage.ts';
import { eventFlowSuite } from './flow-suite.ts';

describe('events on the embedded store', () => {
  const cleanUps: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  });

  eventFlowSuite(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'surety-events-'));
    const storage = await openEmbeddedStorage(folder);
    cleanUps.push(async () => {
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    });
    return storage;
  });
});
