import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { slaViolation } from '../src/resources/sla-violation.ts';
import { openEmbeddedStorage } from '../src/storage/embedded/embedded-storage.ts';
import { allOf, matchAll, where } from '../src/tmf630/query/filter-expression.ts';
import type { ResourceQuery, ResourceStore, ResourceWrite, SortKey } from '../src/tmf630/resource-store.ts';
import { median } from './load.ts';

/** A store of a size. */
interface Grown {
  size: number;
  store: ResourceStore;
  /** Number of the next violation. */
  next: number;
  close: () => Promise<void>;
}

/** A page with its total; `size` is how many violations there are. */
interface Question {
  name: string;
  ask: (size: number) => ResourceQuery;
  /** What its cost grows with; absent where it must not grow. */
  growsWith?: string;
}

const smallest = 10_000;
const violationsOfOneSla = 50;
const start = Date.UTC(2026, 0, 1);
const minute = 60_000;
const mostRatio = 1.5;

const dateOf = (number: number): string => new Date(start + number * minute).toISOString();
const by = (path: string, direction: SortKey['direction']): SortKey => ({ scope: 'document', path, direction });
const newest = [by('date', 'descending')];
const page = (parts: Partial<ResourceQuery>): ResourceQuery => ({
  filter: matchAll,
  sort: [],
  offset: 0,
  limit: 20,
  ...parts,
});

const questions: readonly Question[] = [
  { name: 'sla.id=7', ask: () => page({ filter: where('sla.id', 'eq', '7') }) },
  { name: 'sla.id=7, newest first', ask: () => page({ filter: where('sla.id', 'eq', '7'), sort: newest }) },
  {
    name: 'the last 1,000, newest first',
    ask: (size) => page({ filter: where('date', 'gte', dateOf(size - 1000)), sort: newest }),
  },
  {
    name: 'the later half, newest first',
    ask: (size) => page({ filter: where('date', 'gte', dateOf(size / 2)), sort: newest }),
  },
  {
    name: 'the middle half, oldest first',
    ask: (size) =>
      page({
        filter: allOf(where('date', 'gte', dateOf(size / 4)), where('date', 'lt', dateOf((3 * size) / 4))),
        sort: [by('date', 'ascending')],
      }),
  },
  { name: 'all', ask: () => page({}) },
  { name: 'all, newest first', ask: () => page({ sort: newest }) },
  { name: 'all, newest first, offset 9,000', ask: () => page({ sort: newest, offset: 9000 }) },
  { name: 'all, newest first, from the middle', ask: (size) => page({ sort: newest, offset: size / 2 }) },
  {
    name: 'the later half, in order of creation',
    ask: (size) => page({ filter: where('date', 'gte', dateOf(size / 2)) }),
    growsWith: 'keys in the range',
  },
  {
    name: 'an attribute without an index',
    ask: () => page({ filter: where('violation.comment', 'eq', 'no such comment') }),
    growsWith: 'the collection',
  },
];

/**
 * CPU time of one page with its total at 10,000 and 100,000 resources of the embedded store, in turn within each round,
 * some violations being written before each; then memory and event loop while a filter without an index reads all.
 * Gives false when a cost that must not grow does.
 */
export async function reportGrowth(print: (line: string) => void, rounds: number): Promise<boolean> {
  const stores = [await grown(smallest), await grown(10 * smallest)];
  try {
    print(`embedded store at ${stores.map(({ size }) => size.toLocaleString('en')).join(' and ')} violations`);
    let isFlat = true;
    for (const question of questions) isFlat = (await reportQuestion(question, { stores, rounds, print })) && isFlat;
    for (const store of stores) print(await scanLine(store));
    return isFlat;
  } finally {
    for (const { close } of stores) await close();
  }
}

interface Report {
  stores: readonly Grown[];
  rounds: number;
  print: (line: string) => void;
}

async function reportQuestion(question: Question, { stores, rounds, print }: Report): Promise<boolean> {
  const samples = stores.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, grownStore] of stores.entries()) {
      await add(grownStore, 10);
      const cost = await cpuMsOf(grownStore, question);
      if (round > 0) samples[at]?.push(cost);
    }
  }
  const [small = Number.NaN, large = Number.NaN] = samples.map(median);
  const ratio = large / small;
  const verdict = question.growsWith === undefined ? verdictOn(ratio) : `grows with ${question.growsWith}`;
  const cells = [`${small.toFixed(3)} ms CPU`, `${large.toFixed(3)} ms CPU`, `ratio ${ratio.toFixed(2)}`, verdict];
  print(`  ${question.name.padEnd(38)} ${cells.join('   ')}`);
  return question.growsWith !== undefined || ratio <= mostRatio;
}

function verdictOn(ratio: number): string {
  return ratio <= mostRatio ? 'flat' : `GROWS (more than ${String(mostRatio)})`;
}

/** CPU time (ms) of one page, over as many as it takes to be measured. */
async function cpuMsOf({ store, size }: Grown, { ask, growsWith }: Question): Promise<number> {
  const times = growsWith === undefined ? 200 : 3;
  const query = ask(size);
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await store.page(query);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

async function scanLine({ store, size }: Grown): Promise<string> {
  const query = page({ filter: where('violation.comment', 'ne', 'x'), sort: [by('violation.comment', 'ascending')] });
  // The first time pages of the data file come into memory, which the kernel takes back when it needs them.
  await store.page(query);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const [rssBefore, heapBefore] = [process.memoryUsage().rss, process.memoryUsage().heapUsed];
  let [rss, heap] = [rssBefore, heapBefore];
  const look = setInterval(() => {
    const used = process.memoryUsage();
    [rss, heap] = [Math.max(rss, used.rss), Math.max(heap, used.heapUsed)];
  }, 5);
  delay.enable();
  for (let time = 0; time < 5; time += 1) await store.page(query);
  delay.disable();
  clearInterval(look);
  const grew = `heap at most +${inMb(heap - heapBefore)} MB, resident +${inMb(rss - rssBefore)} MB`;
  return `  unindexed filter and sort over ${size.toLocaleString('en')}: ${grew}, event loop held up to ${(delay.max / 1e6).toFixed(0)} ms`;
}

function inMb(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(0);
}

async function grown(size: number): Promise<Grown> {
  const folder = mkdtempSync(join(tmpdir(), 'surety-growth-'));
  const storage = await openEmbeddedStorage(folder);
  const store = await storage.collection(slaViolation.collection);
  const close = async (): Promise<void> => {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const made: Grown = { size, store, next: 0, close };
  while (made.next < size) await add(made, 500);
  return made;
}

async function add(to: Grown, count: number): Promise<void> {
  const writes = Array.from({ length: count }, (_, at) => violation(to.next + at, to.size / violationsOfOneSla));
  await to.store.writeMany(writes);
  to.next += count;
}

function violation(number: number, slas: number): ResourceWrite {
  const at = start + number * minute;
  // New ones are of other SLAs: what is asked for stays the same.
  const slaId = String(number < slas * violationsOfOneSla ? number % slas : number);
  const document = {
    id: number,
    date: dateOf(number),
    sla: { id: slaId, href: `http://127.0.0.1/tmf-api/slaManagement/v2/sla/${slaId}` },
    violation: {
      referenceValue: '50',
      actualValue: String(number % 97),
      operator: '.le',
      comment: `c${String(number % 13)}`,
    },
    relatedParty: [{ role: 'SLAProvider', name: 'Acme' }],
  };
  const resource = { id: String(number), revision: 1, createdAt: at, updatedAt: at, document, internal: { slaId } };
  return { kind: 'insert', resource, events: [] };
}
