import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStorage } from '../../src/storage/embedded/embedded-storage.ts';
import { allOf, anyOf, matchAll, where } from '../../src/tmf630/query/filter-expression.ts';
import type { FilterExpression } from '../../src/tmf630/query/filter-expression.ts';
import { compileFilter } from '../../src/tmf630/query/filter-match.ts';
import { sortResources } from '../../src/tmf630/query/sort.ts';
import type { ResourceStore, SortKey, StoredResource } from '../../src/tmf630/resource-store.ts';
import type { Storage } from '../../src/usecases/ports.ts';
import { idsOf, insert, promises, query, replace, resource } from './support.ts';

const initial = 9_000;

/** Integers below n, the same ones in every run. */
function seeded(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const up = (path: string): SortKey => ({ scope: 'document', path, direction: 'ascending' });
const down = (path: string): SortKey => ({ scope: 'document', path, direction: 'descending' });

/** Attributes of every spread: three values, many, one each, several each. */
function madeWith(pick: (n: number) => number, id: string): StoredResource {
  const minute = String(pick(60)).padStart(2, '0');
  const hour = String(pick(24)).padStart(2, '0');
  const words = ['😀', '\uffee', 'z', 'é', 'a'].map((word) => `${word}${String(pick(40))}`);
  const document = {
    ...{ state: `s${String(pick(3))}`, name: words[pick(5)] ?? '', target: String(pick(2_000)) },
    ...{ date: `2026-01-0${String(1 + pick(9))}T${hour}:${minute}:00Z`, note: `n${String(pick(7))}` },
    rule: Array.from({ length: pick(3) }, () => ({ metric: `m${String(pick(300))}` })),
  };
  return resource(id, { createdAt: pick(50_000), document });
}

const filters: readonly FilterExpression[] = [
  matchAll,
  where('state', 'eq', 's1'),
  where('target', 'gte', '700'),
  where('target', 'lt', '3'),
  where('name', 'gt', 'z'),
  where('rule.metric', 'gte', 'm2'),
  where('rule.metric', 'eq', 'm17'),
  where('note', 'eq', 'n3'),
  anyOf(where('state', 'eq', 's0'), where('state', 'eq', 's2')),
  allOf(where('state', 'eq', 's2'), where('date', 'gte', '2026-01-03T05:00:00+01:00')),
  allOf(where('target', 'gt', '100'), where('target', 'lte', '1900')),
];
const orders: readonly (readonly SortKey[])[] = [
  [],
  [up('target')],
  [down('target')],
  [down('name')],
  [up('state'), up('date')],
  [down('state'), down('date')],
  [down('rule.metric')],
  [down('note')],
];

describe('the embedded store with thousands of resources', function () {
  this.timeout(120_000);
  let folder: string;
  let storage: Storage;
  let store: ResourceStore;
  const living = new Map<string, StoredResource>();
  const pick = seeded(5);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surety-scale-'));
    storage = await openEmbeddedStorage(folder);
    store = await storage.collection(promises);
    for (let at = 0; at < initial; at += 1) living.set(`r${String(at)}`, madeWith(pick, `r${String(at)}`));
    await store.writeMany([...living.values()].map((one) => insert(one)));
  });
  after(async () => {
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  });

  const answers = async (filter: FilterExpression, sort: readonly SortKey[], offset: number): Promise<void> => {
    const asked = query({ filter, sort, offset, limit: 7 });
    const passing = [...living.values()].filter(compileFilter(filter));
    const total = passing.length;
    const ids = idsOf(sortResources(passing, sort, promises.numericText).slice(offset, offset + 7));
    const page = await store.page(asked);
    const told = JSON.stringify({ filter, sort, offset });
    expect({ ids: idsOf(page.resources), total: page.total }, told).to.deep.equal({ ids, total });
    expect(idsOf(await store.list(asked)), told).to.deep.equal(ids);
    expect(await store.count(filter), told).to.equal(total);
  };

  it('gives the right page and total anywhere, however deep', async () => {
    for (const filter of filters) for (const sort of orders) await answers(filter, sort, pick(initial));
    for (const sort of orders)
      for (const offset of [0, 1, 1_023, 1_024, 2_048, 8_999, 9_000]) await answers(matchAll, sort, offset);
  });

  it('goes on counting right while resources come, change and go', async () => {
    for (let round = 0; round < 40; round += 1) {
      const size = [3, 200, 900][pick(3)] ?? 3;
      // Now and then all of one kind go, so that stretches become empty.
      const isSweep = round % 13 === 12;
      const chosen = [...living.values()].filter((one) =>
        isSweep ? one.document.state === 's1' : pick(living.size) < size,
      );
      const writes = chosen.map(({ id, revision, createdAt }) => {
        if (isSweep || pick(2) === 0) {
          living.delete(id);
          return { kind: 'bury' as const, id, expectedRevision: revision, events: [] };
        }
        const next = { ...madeWith(pick, id), createdAt, revision: revision + 1 };
        living.set(id, next);
        return { ...replace(id, revision), resource: next };
      });
      const added = Array.from({ length: size }, (_, at) => madeWith(pick, `n${String(round)}-${String(at)}`));
      for (const one of added) living.set(one.id, one);
      const writing = store.writeMany([...writes, ...added.map((one) => insert(one))]);
      // Counts while the changes are on their way may be of before or after, and must not be remembered wrongly.
      const counting = Array.from({ length: 20 }, () => store.page(query({ sort: [down('target')], offset: 3_000 })));
      await Promise.all([writing, ...counting]);
      for (const filter of [filters[pick(filters.length)], filters[pick(filters.length)]]) {
        await answers(filter ?? matchAll, orders[pick(orders.length)] ?? [], pick(living.size));
      }
    }
  });
});
