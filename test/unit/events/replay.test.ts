import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStorage } from '../../../src/storage/embedded/embedded-storage.ts';
import { replaySuite } from './replay-suite.ts';

describe('a replay on the embedded store', () => {
  const cleanUps: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  });

  const open = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'surety-replays-'));
    const storage = await openEmbeddedStorage(folder);
    cleanUps.push(async () => {
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    });
    return storage;
  };
  replaySuite(open, { stride: 1 });
});
