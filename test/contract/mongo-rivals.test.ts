import { expect } from 'chai';
import type { Measurement } from '../../src/domain/measurement.ts';
import type { ResourceStore } from '../../src/tmf630/resource-store.ts';
import { openMongoStorage } from '../../src/storage/mongo/connection.ts';
import type { MongoStorage } from '../../src/storage/mongo/connection.ts';
import { testDatabases } from '../support/mongo-server.ts';
import { event, insert, promises, replace, resource } from './support.ts';

const uri = process.env['SURETY_TEST_MONGODB_URI'] ?? '';

/** Two processes on one database, as far as the database can tell. */
function rivalCases(): void {
  const databases = testDatabases(uri, 'rivals');
  let both: [MongoStorage, MongoStorage];
  let stores: [ResourceStore, ResourceStore];
  beforeEach(async () => {
    const place = databases.next();
    const [left, right] = await Promise.all([openMongoStorage(place), openMongoStorage(place)]);
    both = [left, right];
    stores = await Promise.all([left.collection(promises), right.collection(promises)]);
  });
  afterEach(async () => {
    await Promise.all(both.map((storage) => storage.close()));
  });
  after(() => databases.drop());
  const storeAt = (turn: number): ResourceStore => stores[turn % 2 === 0 ? 0 : 1];
  const storageAt = (turn: number): MongoStorage => both[turn % 2 === 0 ? 0 : 1];
  const written = (outcomes: readonly { outcome: string }[]): number =>
    outcomes.filter(({ outcome }) => outcome === 'written').length;

  it('lets one of them change a revision', async () => {
    await stores[0].write(insert(resource('a')));
    for (let revision = 1; revision <= 10; revision += 1) {
      const turns = Array.from({ length: 6 }, (_, turn) => storeAt(turn).write(replace('a', revision)));
      expect(written(await Promise.all(turns))).to.equal(1);
    }
    expect((await stores[1].get('a'))?.revision).to.equal(11);
  });

  it('tells each bulk which of its changes were its own, and keeps the events of those alone', async () => {
    const ids = Array.from({ length: 40 }, (_, at) => `r${String(at)}`);
    await stores[0].writeMany(ids.map((id) => insert(resource(id))));
    const bulk = (turn: number): ReturnType<ResourceStore['writeMany']> =>
      storeAt(turn).writeMany(ids.map((id) => ({ ...replace(id, 1), events: [event(id, turn)] })));
    const outcomes = await Promise.all([bulk(1), bulk(2), bulk(3), bulk(4)]);
    for (const at of ids.keys()) {
      expect(written(outcomes.map((bulkOutcomes) => bulkOutcomes[at] ?? { outcome: 'none' }))).to.equal(1);
    }
    const pending = await stores[0].pendingEvents(1_000);
    expect(pending).to.have.length(40);
    for (const { holderId, event: kept } of pending) {
      const outcome = outcomes[kept.sequence - 1]?.[ids.indexOf(holderId)];
      expect(outcome).to.deep.equal({ outcome: 'written' });
    }
  });

  it('lets one of them have a unique key and names it to the other', async () => {
    for (let key = 0; key < 10; key += 1) {
      const turns = Array.from({ length: 4 }, (_, turn) =>
        storeAt(turn).writeMany([insert(resource(`${String(key)}-${String(turn)}`), { uniqueKey: `k${String(key)}` })]),
      );
      const outcomes = (await Promise.all(turns)).flat();
      expect(written(outcomes)).to.equal(1);
      const holder = (await stores[0].getByUniqueKey(`k${String(key)}`))?.id;
      for (const outcome of outcomes) {
        if (outcome.outcome !== 'written') expect(outcome).to.deep.equal({ outcome: 'duplicateKey', id: holder });
      }
    }
  });

  it('never gives both one number', async () => {
    const given = await Promise.all(Array.from({ length: 60 }, (_, turn) => storageAt(turn).nextInteger('sla')));
    expect(new Set(given).size).to.equal(60);
  });

  it('accepts a measurement once though both bring it', async () => {
    const series = { indicator: 'loss', subject: 'line-1' };
    const all = Array.from({ length: 120 }, (_, at): Measurement => {
      return { series, sample: { kind: 'value', start: at * 60_000, value: at } };
    });
    const turns = both.flatMap((storage) => [storage.buckets.write(all, 1), storage.buckets.write(all.slice(30), 2)]);
    const outcomes = (await Promise.all(turns)).flat();
    expect(outcomes.filter((outcome) => outcome === 'accepted')).to.have.length(120);
    expect(outcomes.filter((outcome) => outcome === 'replaced')).to.have.length(0);
    const kept = await both[0].buckets.range(series, 0, Infinity);
    expect(kept.flatMap(({ samples }) => samples)).to.have.length(120);
  });

  it('finds what the other has just written, of a kind it has not seen before', async () => {
    const [left, right] = stores;
    await left.write(insert(resource('a', { document: { target: '5', note: [1] } })));
    const over = { kind: 'compare', scope: 'document', path: ['target'], operator: 'gte', value: '4' } as const;
    const noted = { kind: 'compare', scope: 'document', path: ['note'], operator: 'eq', value: '7' } as const;
    expect([await right.count(over), await right.count(noted)]).to.deep.equal([1, 0]);
    await left.write(insert(resource('b', { document: { target: 'high', note: [[7]] } })));
    await left.write(insert(resource('c', { document: { target: '2026-01-01T00:00:00Z', note: 7 } })));
    expect([await right.count(over), await right.count(noted)]).to.deep.equal([2, 2]);
  });
}

// Without a server these suites do not exist here: `npm run test:mongo` finds one and says so when there is none.
if (uri !== '') describe('MongoDB: two storages on one database', rivalCases);
