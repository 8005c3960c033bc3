import { expect } from 'chai';
import fc from 'fast-check';
import { compileFilter } from '../../src/tmf630/query/filter-match.ts';
import type { ComparisonOperator, FilterExpression } from '../../src/tmf630/query/filter-expression.ts';
import { allOf, anyOf, matchAll, where, whereInternal } from '../../src/tmf630/query/filter-expression.ts';
import type { ResourceStore, SortKey, StoredResource } from '../../src/tmf630/resource-store.ts';
import { sortResources } from '../../src/tmf630/query/sort.ts';
import { idsOf, insert, promises, query, replace, resource } from './support.ts';

const up = (path: string, scope: SortKey['scope'] = 'document'): SortKey => ({ scope, path, direction: 'ascending' });
const down = (path: string, scope: SortKey['scope'] = 'document'): SortKey => ({
  scope,
  path,
  direction: 'descending',
});

/** Filters, sort keys, pages and totals. */
export function storeQueryCases(store: () => ResourceStore): void {
  describe('queries', () => {
    it('lists in order of creation, then id, page by page', async () => {
      const made = [resource('b', { createdAt: 2 }), resource('a', { createdAt: 2 }), resource('z', { createdAt: 1 })];
      await store().writeMany(made.map((stored) => insert(stored)));
      expect(idsOf((await store().page(query())).resources)).to.deep.equal(['z', 'a', 'b']);
      const page = await store().page(query({ offset: 1, limit: 1 }));
      expect(idsOf(page.resources)).to.deep.equal(['a']);
      expect(page.total).to.equal(3);
      expect(await store().page(query({ offset: 9 }))).to.deep.equal({ resources: [], total: 3 });
      expect(await store().page(query({ limit: 0 }))).to.deep.equal({ resources: [], total: 3 });
    });

    it('follows changes of an indexed attribute', async () => {
      await store().write(insert(resource('a', { document: { name: 'old', state: 'up' } })));
      await store().write(replace('a', 1, { document: { name: 'new' } }));
      expect(await store().count(where('name', 'eq', 'old'))).to.equal(0);
      expect(await store().count(where('state', 'eq', 'up'))).to.equal(0);
      expect(await store().count(where('name', 'eq', 'new'))).to.equal(1);
    });

    it('counts a resource once although several of its values match', async () => {
      const document = { rule: [{ metric: 'loss' }, { metric: 'delay' }, { metric: 'loss' }] };
      await store().write(insert(resource('a', { document })));
      await store().write(insert(resource('b', { document: { rule: [{ metric: 'delay' }] } })));
      const either = anyOf(where('rule.metric', 'eq', 'loss'), where('rule.metric', 'eq', 'delay'));
      expect(await store().count(either)).to.equal(2);
      expect(idsOf((await store().page(query({ filter: either }))).resources)).to.deep.equal(['a', 'b']);
      expect(await store().count(where('rule.metric', 'gte', 'a'))).to.equal(2);
      expect(idsOf(await store().list(query({ sort: [down('rule.metric')] })))).to.deep.equal(['a', 'b']);
      expect(idsOf(await store().list(query({ sort: [up('rule.metric')], limit: 1 })))).to.deep.equal(['a']);
    });

    it('finds by internal members without showing them in document filters', async () => {
      await store().write(insert(resource('a', { document: { partition: 5 }, internal: { partition: 3 } })));
      expect(idsOf(await store().list(query({ filter: whereInternal('partition', 'eq', 3) })))).to.deep.equal(['a']);
      expect(await store().count(where('partition', 'eq', 3))).to.equal(0);
      expect(await store().count(whereInternal('partition', 'eq', 5))).to.equal(0);
      expect(idsOf(await store().list(query({ filter: whereInternal('partition', 'lte', 3) })))).to.deep.equal(['a']);
    });

    it('finds by a partial index what has a value, and without a condition everything in order', async () => {
      await store().write(insert(resource('a', { internal: { partition: 3 } })));
      await store().write(insert(resource('b')));
      await store().write(insert(resource('c', { internal: { partition: 1 } })));
      const present = whereInternal('partition', 'gte', 0);
      const bySort = { sort: [up('partition', 'internal')] };
      expect(idsOf(await store().list(query({ filter: present, ...bySort })))).to.deep.equal(['c', 'a']);
      expect(idsOf(await store().list(query(bySort)))).to.deep.equal(['b', 'c', 'a']);
      await store().write(replace('a', 1, {}));
      await store().write(replace('b', 1, { internal: { partition: 2 } }));
      expect(idsOf(await store().list(query({ filter: present, ...bySort })))).to.deep.equal(['c', 'b']);
      expect(await store().count(present)).to.equal(2);
      expect(idsOf(await store().list(query(bySort)))).to.deep.equal(['a', 'c', 'b']);
    });

    it('puts absent values first when ascending and last when descending', async () => {
      const targets = ['10', undefined, '9', '9.50', null];
      await store().writeMany(
        targets.map((target, at) =>
          insert(resource(`r${String(at)}`, { document: target === undefined ? {} : { target } })),
        ),
      );
      const ascending = idsOf(await store().list(query({ sort: [up('target')] })));
      expect(ascending).to.deep.equal(['r1', 'r4', 'r2', 'r3', 'r0']);
      const descending = idsOf(await store().list(query({ sort: [down('target')] })));
      expect(descending).to.deep.equal(['r0', 'r3', 'r2', 'r1', 'r4']);
    });

    it('answers a filter on prototype names, operators and empty paths like on any other', async () => {
      await store().write(insert(resource('a', { document: { name: '$ne' } })));
      for (const path of ['__proto__', 'constructor', '$where', 'name.$gt', 'name.length', 'a..b'])
        expect(await store().count(where(path, 'eq', 'x')), path).to.equal(0);
      expect(await store().count(where('name', 'eq', '$ne'))).to.equal(1);
      expect(await store().count(where('__proto__', 'eq', null))).to.equal(1);
    });

    it('answers every filter and sort as the matcher and the sorter do', async function () {
      this.timeout(60_000);
      const made = population();
      await store().writeMany(made.map((stored) => insert(stored)));
      await answersLikeTheMatcher(store(), made, 250);
    });

    it('does so after changes and burials too', async function () {
      this.timeout(60_000);
      const made = population();
      await store().writeMany(made.map((stored) => insert(stored)));
      const changed = made.filter((_, at) => at % 3 !== 0).map((stored, at) => changedLike(stored, made[at * 2]));
      const buried = made.filter((_, at) => at % 3 === 0);
      await store().writeMany([
        ...changed.map((stored) => replace(stored.id, 1, stored)),
        ...buried.map(({ id }) => ({ kind: 'bury' as const, id, expectedRevision: 1, events: [] })),
      ]);
      await answersLikeTheMatcher(store(), changed, 120);
    });
  });
}

/** The resource with the other's attributes. */
function changedLike(stored: StoredResource, other: StoredResource | undefined): StoredResource {
  return { ...stored, document: { ...other?.document, id: stored.id }, internal: other?.internal ?? {} };
}

async function answersLikeTheMatcher(store: ResourceStore, made: StoredResource[], numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(filters, sorts, fc.nat(30), fc.nat(12), async (filter, sort, offset, limit) => {
      const expected = sortResources(made.filter(compileFilter(filter)), sort, promises.numericText);
      const wanted = idsOf(expected.slice(offset, offset + limit));
      const page = await store.page({ filter, sort, offset, limit });
      expect(idsOf(page.resources)).to.deep.equal(wanted);
      expect(page.total).to.equal(expected.length);
      expect(idsOf(await store.list({ filter, sort, offset, limit }))).to.deep.equal(wanted);
      expect(await store.count(filter)).to.equal(expected.length);
    }),
    { numRuns, seed: 20_260_101 },
  );
}

const values = [
  ...['12', '012', '12.0', '9', '-3', '1e3', 'abc', 'Abc', 'é', '😀', '\uffee', '', 'true', '0x10', ' 12', '2026'],
  ...['2026-01-01T00:00:00Z', '2026-01-01T02:00:00+02:00', '2025-06-01T00:00:00.5Z', '2026-02-30T00:00:00Z'],
  `${'long'.repeat(150)}a`,
  `${'long'.repeat(150)}b`,
];
const stored = [...values, 12, 9.5, -3, 0, 1, 1000, 1_767_225_600_000, true, false, null, {}, [], ['12', 'abc', 12]];
const paths = ['name', 'target', 'state', 'date', 'rule.metric', 'other', 'id'];

/** 90 resources whose attributes take every kind of value, in every index. Fixed: no chance in it. */
function population(): StoredResource[] {
  const pick = (at: number): (typeof stored)[number] => stored[at % stored.length] ?? null;
  return Array.from({ length: 90 }, (_, at) => {
    const document = {
      name: pick(at),
      target: pick(at * 7 + 3),
      state: pick((at % 5) * 3),
      rule: at % 4 === 0 ? [] : [{ metric: pick(at * 11) }, { metric: pick(at * 13 + 5) }],
      other: { nested: pick(at * 3) },
      ...(at % 3 === 0 ? {} : { date: pick(at * 5 + 1) }),
    };
    return resource(`r${String(at)}`, { createdAt: 1_000 + (at % 9), document, internal: { partition: at % 4 } });
  });
}

const operators: ComparisonOperator[] = ['eq', 'eq', 'eq', 'ne', 'gt', 'gte', 'lt', 'lte'];
const comparisons = fc.oneof(
  fc
    .tuple(fc.constantFrom(...paths), fc.constantFrom(...operators), fc.constantFrom(...values, null, 'r7'))
    .map(([path, operator, value]) => where(path, operator, value)),
  fc
    .tuple(fc.constantFrom(...operators), fc.constantFrom('0', '1', '2', '7', null))
    .map(([operator, value]) => whereInternal('partition', operator, value)),
);
const eithers = fc
  .tuple(fc.constantFrom(...paths), fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 }))
  .map(([path, list]) => anyOf(...list.map((value) => where(path, 'eq', value))));
const filters: fc.Arbitrary<FilterExpression> = fc.oneof(
  comparisons,
  eithers,
  fc.array(fc.oneof(comparisons, eithers), { maxLength: 3 }).map((parts) => allOf(...parts)),
  fc.array(comparisons, { maxLength: 3 }).map((parts) => anyOf(...parts)),
  fc.constant(matchAll),
);
const sorts = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom(...paths, 'partition'), fc.boolean())
    .map(([path, isUp]) => (isUp ? up : down)(path, path === 'partition' ? 'internal' : 'document')),
  { maxLength: 2, selector: ({ path }) => path },
);
