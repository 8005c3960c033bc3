import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openEmbeddedStorage } from '../../src/storage/embedded/embedded-storage.ts';
import { matchAll, where } from '../../src/tmf630/query/filter-expression.ts';
import type { ResourceStore, StoredResource } from '../../src/tmf630/resource-store.ts';
import type { Storage } from '../../src/usecases/ports.ts';
import { event, insert, promises, query, replace, resource } from './support.ts';

const fullDiskFile = fileURLToPath(new URL('./embedded-full-disk.ts', import.meta.url));
const hour = 3_600_000;

/** Integers below n, the same ones in every run (mulberry32). */
function seeded(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
}

type Step = () => Promise<unknown>;

/** Changes resources at random; `living` is what the store has acknowledged. */
function changer(store: ResourceStore, pick: (n: number) => number, lane: number) {
  const living = new Map<string, StoredResource>();
  let sequence = 0;
  const step: Step = async () => {
    const ids = new Set(Array.from({ length: 1 + pick(40) }, () => `lane${String(lane)}-${String(pick(150))}`));
    const writes = [...ids].map((id) => {
      const payload = 'p'.repeat(pick(60) === 0 ? pick(120_000) : pick(300));
      const document = { id, name: `n${String(pick(20))}`, target: String(pick(500)), payload };
      const events = [event(id, (sequence += 1))];
      const before = living.get(id);
      if (!before) return insert(resource(id, { createdAt: pick(5_000), document }), { events });
      if (pick(10) === 0) return { kind: 'bury' as const, id, expectedRevision: before.revision, events };
      const { createdAt, revision } = before;
      return { ...replace(id, revision, { createdAt, document }), events };
    });
    const outcomes = await store.writeMany(writes);
    for (const [at, write] of writes.entries()) {
      const isTaken = write.kind === 'insert' && outcomes[at]?.outcome === 'duplicateId';
      // A buried resource holds its id until its events are cleared.
      if (!isTaken) expect(outcomes[at]).to.deep.equal({ outcome: 'written' });
      if (write.kind === 'bury') living.delete(write.id);
      else if (!isTaken) living.set(write.resource.id, write.resource);
    }
  };
  return { living, step };
}

/** The work of a busy service beside the changes: every kind of read, events, measurements. */
function bystanders(storage: Storage, store: ResourceStore, pick: (n: number) => number): Step[] {
  const series = () => ({ indicator: `i${String(pick(3))}`, subject: `s${String(pick(20))}` });
  const filter = () => [matchAll, where('name', 'eq', `n${String(pick(20))}`), where('target', 'gt', '250')][pick(3)];
  const sort = () => (pick(2) ? [] : [{ scope: 'document' as const, path: 'name', direction: 'descending' as const }]);
  const wanted = () => query({ filter: filter() ?? matchAll, sort: sort(), offset: pick(50), limit: 1 + pick(60) });
  return [
    () => store.page(wanted()),
    () => store.list(wanted()),
    () => store.count(filter() ?? matchAll),
    async () => {
      const waiting = await store.pendingEvents(100);
      await store.clearEvents(waiting.map(({ holderId, event: { eventId } }) => ({ holderId, eventId })));
    },
    () => {
      const sampleOf = () => ({ kind: 'value' as const, start: pick(24) * hour + pick(60) * 60_000, value: pick(9) });
      return storage.buckets.write(
        Array.from({ length: 1 + pick(100) }, () => ({ series: series(), sample: sampleOf() })),
        1,
      );
    },
    async () => storage.buckets.markClean(await storage.buckets.dirty(pick(16), 50)),
    () => storage.buckets.range(series(), pick(24) * hour, 24 * hour),
    () => storage.buckets.extent(series()),
    () => storage.buckets.subjects('i1', 10),
    () => storage.nextInteger('load'),
  ];
}

async function repeat(step: Step, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await step();
    await nextTurn();
  }
}

/** Why it ended: only an error ends it. */
async function untilClosed(step: Step): Promise<string> {
  try {
    await repeat(step, () => false);
    return '';
  } catch (error) {
    return String(error);
  }
}

describe('the embedded store under load', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surety-load-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps what it acknowledged through mixed work, in a file that stops growing', async () => {
    const pick = seeded(4);
    const storage = await openEmbeddedStorage(folder);
    const store = await storage.collection(promises);
    const lanes = [0, 1, 2].map((lane) => changer(store, pick, lane));
    const sizes: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      let left = 60;
      const count = (step: Step) => async () => {
        left -= 1;
        await step();
      };
      const steps = [...lanes.map(({ step }) => count(step)), ...bystanders(storage, store, pick)];
      await Promise.all(steps.map((step) => repeat(step, () => left <= 0)));
      sizes.push((await stat(join(folder, 'data.mdb'))).size);
    }
    const living = lanes.flatMap((lane) => [...lane.living.values()]);
    const found = await store.page(query({ limit: 1_000 }));
    expect(found.total).to.equal(living.length);
    const byId = new Map(found.resources.map((one) => [one.id, one]));
    for (const one of living) expect(byId.get(one.id)).to.deep.equal(one);
    expect(sizes.at(-1)).to.be.below(2 * (sizes[0] ?? 0));
    await storage.close();
  });

  it('may be closed at any moment: work under way ends or says that it is closed', async () => {
    const pick = seeded(7);
    for (let round = 0; round < 25; round += 1) {
      const storage = await openEmbeddedStorage(folder);
      const store = await storage.collection(promises);
      const writing = store.writeMany(
        Array.from({ length: 100 }, (_, at) => insert(resource(`${String(round)}-${String(at)}`))),
      );
      const opening = storage.collection({ ...promises, name: `more${String(round)}` }).then(
        () => 'opened',
        (error: unknown) => String(error),
      );
      const working = bystanders(storage, store, pick).map(untilClosed);
      for (let turns = pick(12); turns > 0; turns -= 1) await nextTurn();
      for (let hops = pick(8); hops > 0; hops -= 1) await Promise.resolve();
      await storage.close();
      expect(await writing).to.have.length(100);
      expect(await opening).to.match(/^opened$|The storage is closed/);
      for (const end of await Promise.all(working)) expect(end).to.contain('The storage is closed');
      // Whatever a timer of the database throws reaches the test runner here.
      await nextTurn();
    }
  });

  it('lives on when the disk is full, keeps what it acknowledged and writes again when there is room', async function () {
    if (process.platform === 'win32') this.skip();
    const limited = `ulimit -f 2048; exec "$0" --import tsx "$1" "$2"`;
    const said = await new Promise<string>((resolve, reject) => {
      execFile('sh', ['-c', limited, process.execPath, fullDiskFile, folder], (error, stdout, stderr) => {
        if (error) reject(new Error(`${error.message}\n${stderr}`));
        else resolve(stdout);
      });
    });
    const [refused, acknowledged, found] = said.trim().split('\n');
    expect(refused).to.contain('The data could not be written');
    expect(Number(acknowledged)).to.be.greaterThan(5);
    expect(found).to.equal(acknowledged);
    const storage = await openEmbeddedStorage(folder);
    const store = await storage.collection(promises);
    expect(await store.count(matchAll)).to.equal(Number(acknowledged));
    expect((await store.write(insert(resource('room', { document: { name: 'late' } })))).outcome).to.equal('written');
    expect((await store.list(query({ filter: where('name', 'eq', 'late') }))).length).to.equal(1);
    await storage.close();
  });
});
