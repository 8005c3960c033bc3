import { expect } from 'chai';
import { allOf, anyOf, matchAll, where, whereInternal } from '../../src/tmf630/query/filter-expression.ts';
import type { SortKey } from '../../src/tmf630/resource-store.ts';
import { slaViolation } from '../../src/resources/sla-violation.ts';
import { event, insert, promises, query, replace, resource } from '../contract/support.ts';
import { testDatabases } from '../support/mongo-server.ts';
import type { Plan, WatchedStorage } from './plan-support.ts';
import { isMongod, openWatched } from './plan-support.ts';
import type { ResourceStore } from '../../src/tmf630/resource-store.ts';
import type { BucketStore } from '../../src/usecases/ports.ts';

/** The row of docs/mongodb-indexes.md that a case shows to be true. */
interface Case {
  name: string;
  send: (store: ResourceStore, buckets: BucketStore, violations: ResourceStore) => Promise<unknown>;
  /** The index that serves it; undefined for `_id`. */
  index?: string;
  /** False where SecantusDB scans or does not say: an `_id` with a further condition, two ranges on one index. */
  everywhere: boolean;
  /** True where the index gives the order too. */
  isOrdered?: boolean;
}

const hourMs = 3_600_000;
const loss = { indicator: 'loss', subject: 's1' };
const down = (path: string): SortKey => ({ scope: 'document', path, direction: 'descending' });
const since = where('date', 'gte', '2026-01-01T00:01:40+00:00');
const up = (path: string, scope: SortKey['scope'] = 'document'): SortKey => ({ scope, path, direction: 'ascending' });

const cases: readonly Case[] = [
  {
    name: 'a page of everything',
    send: (store) => store.page(query({ limit: 20 })),
    ...{ index: 'byCreation', everywhere: true, isOrdered: true },
  },
  {
    name: 'a text on an indexed attribute',
    send: (store) => store.page(query({ limit: 2, filter: where('name', 'eq', 'n1') })),
    ...{ index: 'on_name', everywhere: true, isOrdered: true },
  },
  {
    name: 'several texts on one indexed attribute',
    send: (store) => store.count(anyOf(where('name', 'eq', 'n1'), where('name', 'eq', 'n2'))),
    ...{ index: 'on_name', everywhere: true },
  },
  {
    name: 'a value within an array',
    send: (store) => store.list(query({ limit: 2, filter: where('rule.metric', 'eq', 'b1') })),
    ...{ index: 'on_metric', everywhere: true },
  },
  {
    name: 'a range of numeric text',
    send: (store) => store.count(where('target', 'gte', '95')),
    ...{ index: 'on_target', everywhere: true },
  },
  {
    name: 'a text and a range of instants, in order of the instant',
    send: (store) =>
      store.list(
        query({
          limit: 2,
          filter: allOf(where('state', 'eq', 's1'), where('date', 'gte', '2026-01-01T01:00:10+01:00')),
          sort: [up('date')],
        }),
      ),
    ...{ index: 'on_stateDate', everywhere: true, isOrdered: true },
  },
  {
    name: 'an internal number',
    send: (store) => store.list(query({ limit: 2, filter: whereInternal('partition', 'eq', 3) })),
    ...{ index: 'on_partition', everywhere: true, isOrdered: true },
  },
  {
    name: 'a unique key',
    send: (store) => store.getByUniqueKey('k1'),
    ...{ index: 'byKey', everywhere: true },
  },
  {
    name: 'waiting events, oldest first',
    send: (store) => store.pendingEvents(5),
    ...{ index: 'byWaitingEvents', everywhere: true, isOrdered: true },
  },
  {
    name: 'the violations of one SLA, a page and their total',
    send: (_, __, violations) => violations.page(query({ limit: 2, filter: where('sla.id', 'eq', '3') })),
    ...{ index: 'on_sla_id', everywhere: true, isOrdered: true },
  },
  {
    name: 'violations since a date in order of the date, a page and their total',
    send: (_, __, violations) => violations.page(query({ limit: 20, filter: since, sort: [up('date')] })),
    ...{ index: 'on_date', everywhere: true, isOrdered: true },
  },
  {
    name: 'violations since a date, the newest first, a page and their total',
    send: (_, __, violations) => violations.page(query({ limit: 20, filter: since, sort: [down('date')] })),
    ...{ index: 'on_date_down', everywhere: false, isOrdered: true },
  },
  {
    name: 'the newest of all violations, deep down',
    send: (_, __, violations) => violations.list(query({ offset: 100, limit: 20, sort: [down('date')] })),
    ...{ index: 'on_date_down', everywhere: false, isOrdered: true },
  },
  {
    name: 'the total of all violations',
    send: (_, __, violations) => violations.count(matchAll),
    ...{ index: 'byCreation', everywhere: true, isOrdered: true },
  },
  { name: 'one resource', send: (store) => store.get('r1'), everywhere: true },
  { name: 'several resources', send: (store) => store.getMany(['r1', 'r2']), everywhere: true },
  { name: 'a change at a revision', send: (store) => store.write(replace('r1', 1)), everywhere: false },
  {
    name: 'many changes, one of them stale',
    send: (store) => store.writeMany([replace('r2', 1), replace('r3', 7)]),
    everywhere: false,
  },
  {
    name: 'clearing events and sweeping',
    send: (store) => store.clearEvents([{ holderId: 'r4', eventId: 'r4/1' }]),
    everywhere: false,
  },
  {
    name: 'buckets of a series in a time range, those that reach into it included',
    send: (_, buckets) => buckets.range(loss, 5 * hourMs, 6 * hourMs),
    ...{ index: 'bySpill', everywhere: false },
  },
  {
    name: 'the extent of a series',
    send: (_, buckets) => buckets.extent(loss),
    ...{ index: 'bySeries', everywhere: true, isOrdered: true },
  },
  {
    name: 'the subjects of an indicator',
    send: (_, buckets) => buckets.subjects('loss', 10, 's0'),
    ...{ index: 'bySeries', everywhere: true },
  },
  {
    name: 'dirty buckets of a partition',
    send: (_, buckets) => buckets.dirty(3, 10),
    ...{ index: 'byDirtyKey', everywhere: true, isOrdered: true },
  },
  {
    name: 'measurements into a bucket that is there',
    send: (_, buckets) => buckets.write([{ series: loss, sample: { kind: 'value', start: 1, value: 1 } }], 2),
    everywhere: false,
  },
  {
    name: 'marking a bucket clean',
    send: (_, buckets) => buckets.markClean([{ series: loss, hour: 0, revision: 1, changedAt: 1, reach: 1 }]),
    everywhere: false,
  },
];

const uri = process.env['SURETY_TEST_MONGODB_URI'] ?? '';
const onMongod = uri !== '' && (await isMongod(uri));

if (uri !== '' && !onMongod) {
  const untold = String(cases.filter(({ everywhere }) => !everywhere).length);
  process.stdout.write(
    `Query plans: this server does not tell of ${untold} queries nor of any order; a mongod does.\n`,
  );
}

if (uri !== '') {
  describe('MongoDB query plans', () => {
    const databases = testDatabases(uri, 'plans');
    let watched: WatchedStorage;
    let store: ResourceStore;
    let violations: ResourceStore;
    before(async () => {
      watched = await openWatched(databases.next());
      store = await watched.storage.collection(promises);
      violations = await watched.storage.collection(slaViolation.collection);
      await fill(store, watched.storage.buckets);
      await fillViolations(violations);
    });
    after(async () => {
      await watched.storage.close();
      await databases.drop();
    });
    const plansOf = (send: Case['send']): Promise<Plan[]> =>
      watched.plansOf(() => send(store, watched.storage.buckets, violations));

    const shown = cases.filter(({ everywhere }) => everywhere || onMongod);
    for (const { name, send, index } of shown) {
      it(`finds by index: ${name}`, async () => {
        const plans = await plansOf(send);
        expect(plans).to.not.deep.equal([]);
        for (const plan of plans) expect(plan.stages, plan.command).to.not.include('COLLSCAN');
        if (index !== undefined) expect(plans.flatMap(({ indexes }) => indexes)).to.include(index);
      });
    }
    if (onMongod) orderCases(plansOf);
  });
}

function orderCases(plansOf: (send: Case['send']) => Promise<Plan[]>): void {
  for (const { name, send } of cases.filter(({ isOrdered }) => isOrdered)) {
    it(`takes the order from the index: ${name}`, async () => {
      for (const plan of await plansOf(send)) expect(plan.stages, plan.command).to.not.include('SORT');
    });
  }
}

async function fill(store: ResourceStore, buckets: BucketStore): Promise<void> {
  const numbers = Array.from({ length: 200 }, (_, at) => at);
  await store.writeMany(
    numbers.map((at) => {
      const second = String(at % 60).padStart(2, '0');
      const document = {
        ...{ name: `n${String(at % 10)}`, state: `s${String(at % 3)}`, date: `2026-01-01T00:00:${second}Z` },
        ...{ target: String(at), rule: [{ metric: 'a' }, { metric: `b${String(at % 5)}` }] },
      };
      const stored = resource(`r${String(at)}`, { createdAt: at, document, internal: { partition: at % 16 } });
      return insert(stored, { uniqueKey: `k${String(at)}`, events: [event(stored.id, 1)] });
    }),
  );
  await buckets.write(
    numbers.map((at) => ({
      series: { indicator: 'loss', subject: `s${String(at % 3)}` },
      sample: { kind: 'state', start: at * hourMs, end: at * hourMs + (at % 4) * hourMs, state: 'down', weight: 1 },
    })),
    1,
  );
}

async function fillViolations(store: ResourceStore): Promise<void> {
  const start = Date.UTC(2026, 0, 1);
  const made = Array.from({ length: 200 }, (_, at) => {
    const document = { date: new Date(start + at * 1000).toISOString(), sla: { id: String(at % 20) } };
    return insert(resource(String(at), { createdAt: start + at, document }));
  });
  await store.writeMany(made);
}
