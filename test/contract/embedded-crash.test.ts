import { expect } from 'chai';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openEmbeddedStorage } from '../../src/storage/embedded/embedded-storage.ts';
import { where } from '../../src/tmf630/query/filter-expression.ts';
import { promises } from './support.ts';

const writerFile = fileURLToPath(new URL('./embedded-crash-writer.ts', import.meta.url));

/** Acknowledged lines until the writer was killed after so many of them. */
async function writeAndKill(folder: string, run: string, lines: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', writerFile, folder, run], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === lines) child.kill('SIGKILL');
  }
  await exited;
  return acknowledged;
}

function startHolder(folder: string): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', writerFile, folder, 'holder'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function messageOfOpening(folder: string): Promise<string> {
  return openEmbeddedStorage(folder).then(
    () => 'opened',
    (error: unknown) => String(error),
  );
}

describe('the embedded store, when its process ends suddenly', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surety-crash-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('has every acknowledged write after kill -9, with its event, key and number', async () => {
    const integers = new Set<string>();
    const held = new Set<string>();
    // Where the kill falls: fixed, odd numbers of acknowledged lines.
    for (const [round, lines] of [211, 977, 1_603].entries()) {
      const run = `run${String(round)}`;
      const acknowledged = await writeAndKill(folder, run, lines);
      expect(acknowledged.length).to.be.at.least(lines);
      const storage = await openEmbeddedStorage(folder);
      const store = await storage.collection(promises);
      const pending = await store.pendingEvents(1_000_000);
      for (const { holderId } of pending) held.add(holderId);
      expect(held.size).to.equal(pending.length);
      const starts = new Map<string, Set<number>>();
      for (const subject of ['0', '1', '2', '3']) {
        const buckets = await storage.buckets.range({ indicator: run, subject }, 0, 3_600_000);
        starts.set(subject, new Set(buckets.flatMap(({ samples }) => samples.map(({ start }) => start))));
      }
      for (const line of acknowledged) {
        const [kind, id = ''] = line.split(' ');
        const [, lane = '', at] = id.split('-');
        if (kind === 'resource') {
          expect(held.has(id), id).to.equal(true);
          expect((await store.getByUniqueKey(id))?.id).to.equal(id);
        }
        if (kind === 'sample') expect(starts.get(lane)?.has(Number(at)), id).to.equal(true);
        if (kind === 'integer') {
          expect(integers.has(id), `number ${id} given twice`).to.equal(false);
          integers.add(id);
        }
      }
      const total = await store.count(where('name', 'eq', run));
      expect(total).to.equal(pending.filter(({ holderId }) => holderId.startsWith(`${run}-`)).length);
      await storage.close();
    }
  });

  it('refuses a folder that a living process has, and takes it over when that is gone', async () => {
    const holder = startHolder(folder);
    const exited = once(holder, 'exit');
    if (holder.stdout) await once(holder.stdout, 'data');
    expect(await messageOfOpening(folder)).to.contain(`${folder} is in use by another Surety process`);
    holder.kill('SIGKILL');
    await exited;
    const storage = await openEmbeddedStorage(folder);
    await storage.ping();
    expect(await messageOfOpening(folder)).to.contain('in use');
    await storage.close();
    await (await openEmbeddedStorage(folder)).close();
  });

  it('says why a folder cannot be used', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(await messageOfOpening(join(file, 'below'))).to.contain('cannot be written: ENOTDIR');
    if (process.getuid?.() === 0) return;
    await chmod(folder, 0o500);
    expect(await messageOfOpening(folder)).to.contain('cannot be written: EACCES');
    await chmod(folder, 0o700);
  });

  it('takes folders with long paths', async () => {
    const deep = join(folder, 'd'.repeat(100), 'e'.repeat(100));
    const storage = await openEmbeddedStorage(deep);
    expect(await messageOfOpening(deep)).to.contain('in use');
    await storage.close();
  });

  it('answers with an error after closing, also to a read that is under way', async () => {
    const storage = await openEmbeddedStorage(folder);
    const store = await storage.collection(promises);
    await store.writeMany(
      Array.from({ length: 2_000 }, (_, at) => ({
        kind: 'insert' as const,
        resource: { id: String(at), revision: 1, createdAt: at, updatedAt: at, document: {}, internal: {} },
        events: [],
      })),
    );
    const reading = store.count(where('other', 'eq', 'x')).then(
      () => 'counted',
      (error: unknown) => String(error),
    );
    await storage.close();
    expect(await reading).to.contain('The storage is closed');
    for (const late of [() => store.get('1'), () => storage.ping(), () => storage.nextInteger('x')]) {
      expect(await late().then(String, (error: unknown) => String(error))).to.contain('closed');
    }
  });
});
