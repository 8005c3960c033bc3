import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { purgeOldJob } from '../../jobs/purge-old.ts';
import { replaysCollection } from '../../src/events/collections.ts';
import { replay } from '../../src/events/replay-definition.ts';
import type { ResourceStore } from '../../src/tmf630/resource-store.ts';
import { openEmbeddedStorage } from '../../src/storage/embedded/embedded-storage.ts';
import { type Flow, createFlow, start } from '../unit/events/flow-support.ts';

const day = 86_400_000;
const retentionMs = 30 * day;

describe('the job that removes what is old', () => {
  const cleanUps: (() => Promise<void>)[] = [];
  let flow: Flow;
  let replays: ResourceStore;

  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'surety-purge-'));
    const storage = await openEmbeddedStorage(folder);
    cleanUps.push(async () => {
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    });
    flow = await createFlow(storage);
    replays = await storage.collection(replaysCollection);
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  });

  const asked = async (id: string, status: string, at: number): Promise<void> => {
    const document = { id, eventId: 'v1#1', status, requestedAt: new Date(at).toISOString() };
    const resource = { id, revision: 1, createdAt: at, updatedAt: at, document };
    await replays.write({
      ...{ kind: 'insert', events: [] },
      resource: { ...resource, internal: replay.internal(document) },
    });
  };
  const purge = async (): Promise<string[]> => {
    const { stores, clock } = flow;
    const inbox = { purge: () => Promise.resolve(0) };
    const deps = { ...stores, hubs: stores.hub, replays, inbox, clock };
    await purgeOldJob(deps, { retentionMs, intervalMs: 1 }).run(new AbortController().signal);
    return (await flow.all(replays)).map(({ id }) => id).sort();
  };

  it('removes replays that are done once they are older than the retention, and none that is still being done', async () => {
    await asked('done', 'succeeded', start);
    await asked('failed', 'failed', start);
    await asked('later', 'succeeded', start + day);
    await asked('running', 'running', start);
    flow.clock.advance(retentionMs);
    expect(await purge()).to.deep.equal(['done', 'failed', 'later', 'running']);
    flow.clock.advance(1);
    expect(await purge()).to.deep.equal(['later', 'running']);
    expect(await purge()).to.deep.equal(['later', 'running']);
    flow.clock.advance(day);
    expect(await purge()).to.deep.equal(['running']);
  });
});
