import { expect } from 'chai';
import type { Measurement, Sample, Series } from '../../src/domain/measurement.ts';
import { bucketMs, partitionCount, partitionOf } from '../../src/domain/measurement.ts';
import type { BucketStore, DirtyBucket, Storage } from '../../src/usecases/ports.ts';
import type { OpenStorage } from './resource-store-contract.ts';

const loss: Series = { indicator: 'loss', subject: 'line-1' };
const hour = bucketMs;

const value = (start: number, reading: number, source?: string): Sample => ({
  kind: 'value',
  start,
  value: reading,
  ...(source === undefined ? {} : { source }),
});
const down = (start: number, end?: number): Sample => ({
  kind: 'state',
  start,
  state: 'down',
  weight: 1,
  ...(end === undefined ? {} : { end }),
});
const of = (series: Series, ...samples: Sample[]): Measurement[] => samples.map((sample) => ({ series, sample }));

/** What every BucketStore answers. A mocha describe. */
export function bucketStoreContract(name: string, openStorage: OpenStorage): void {
  describe(`${name}: BucketStore`, () => {
    let storage: Storage;
    let store: BucketStore;
    beforeEach(async () => {
      storage = await openStorage();
      store = storage.buckets;
    });
    afterEach(async () => {
      await storage.close();
    });
    const dirty = (series: Series): Promise<DirtyBucket[]> => store.dirty(partitionOf(series), 1_000);

    it('puts samples in the bucket of their hour, in order of start', async () => {
      const outcomes = await store.write(
        of(loss, value(2 * hour + 9, 3), value(2 * hour + 5, 2), value(hour + 1, 1)),
        77,
      );
      expect(outcomes).to.deep.equal(['accepted', 'accepted', 'accepted']);
      expect(await store.range(loss, 0, 9 * hour)).to.deep.equal([
        { series: loss, hour, samples: [value(hour + 1, 1)], revision: 1, changedAt: 77, reach: hour + 1 },
        {
          series: loss,
          hour: 2 * hour,
          samples: [value(2 * hour + 5, 2), value(2 * hour + 9, 3)],
          revision: (await dirty(loss))[1]?.revision,
          changedAt: 77,
          reach: 2 * hour + 9,
        },
      ]);
    });

    it('gives samples back as they were, every kind', async () => {
      const samples: Sample[] = [
        { kind: 'value', start: 5, end: 9, value: -1.5e-9, unit: 'ms', source: 'probe é' },
        { kind: 'ratio', start: 6, end: 16, good: 9, total: 10, source: 's' },
        { kind: 'state', start: 7, end: 8, state: 'degraded', weight: 0.25 },
        { kind: 'state', start: 8, state: 'up', weight: 0 },
        {
          kind: 'case',
          start: 9,
          case: 'ORD 1.$',
          promised: 10 * hour,
          agreed: 11 * hour,
          completed: 12 * hour,
          pauses: [{ start: 20, end: 30 }, { start: 40 }],
          source: 'desk',
        },
      ];
      await store.write(of(loss, ...samples), 1);
      expect((await store.range(loss, 0, hour))[0]?.samples).to.deep.equal(samples);
    });

    it('answers duplicate for an equal sample and changes nothing', async () => {
      await store.write(of(loss, value(5, 1)), 10);
      const before = await store.range(loss, 0, hour);
      expect(await store.write(of(loss, value(5, 1)), 20)).to.deep.equal(['duplicate']);
      expect(await store.range(loss, 0, hour)).to.deep.equal(before);
      await store.markClean(await dirty(loss));
      await store.write(of(loss, value(5, 1)), 30);
      expect(await dirty(loss)).to.deep.equal([]);
    });

    it('answers replaced for another content under one key, and the last write wins', async () => {
      await store.write(of(loss, value(5, 1)), 10);
      expect(await store.write(of(loss, value(5, 2)), 20)).to.deep.equal(['replaced']);
      const [bucket] = await store.range(loss, 0, hour);
      expect(bucket?.samples).to.deep.equal([value(5, 2)]);
      expect(bucket?.changedAt).to.equal(20);
      expect(bucket?.revision).to.be.greaterThan(1);
    });

    it('tells samples of one start apart by kind and source', async () => {
      const outcomes = await store.write(of(loss, value(5, 1), value(5, 1, 'a'), value(5, 1, 'b'), down(5)), 1);
      expect(outcomes).to.deep.equal(['accepted', 'accepted', 'accepted', 'accepted']);
      expect((await store.range(loss, 0, hour))[0]?.samples).to.have.length(4);
    });

    it('lets the last of several with one key in one call win and answers duplicate for the others', async () => {
      const outcomes = await store.write(of(loss, value(5, 1), value(6, 1), value(5, 2), value(5, 3)), 1);
      expect(outcomes).to.deep.equal(['duplicate', 'accepted', 'duplicate', 'accepted']);
      expect((await store.range(loss, 0, hour))[0]?.samples).to.deep.equal([value(5, 3), value(6, 1)]);
      expect(await store.write(of(loss, value(5, 9), value(5, 3)), 2)).to.deep.equal(['duplicate', 'duplicate']);
    });

    it('counts every sample once under concurrent writes', async () => {
      const all = Array.from({ length: 200 }, (_, at) => value(at * 1_000, at));
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, turn) => store.write(of(loss, ...all.slice(turn * 20, turn * 20 + 60)), turn)),
      );
      expect(outcomes.flat().filter((outcome) => outcome === 'accepted')).to.have.length(200);
      expect((await store.range(loss, 0, hour))[0]?.samples).to.deep.equal(all);
    });

    it('finds earlier buckets that reach into an interval, open outages from anywhere', async () => {
      await store.write(of(loss, down(10, 3 * hour + 5), value(hour + 1, 1), value(5 * hour, 1)), 1);
      const hoursOf = async (from: number, to: number): Promise<number[]> =>
        (await store.range(loss, from, to)).map((bucket) => bucket.hour);
      expect(await hoursOf(3 * hour, 4 * hour)).to.deep.equal([0]);
      expect(await hoursOf(3 * hour + 5, 4 * hour)).to.deep.equal([]);
      expect(await hoursOf(hour, 6 * hour)).to.deep.equal([0, hour, 5 * hour]);
      await store.write(of(loss, down(2 * hour + 1)), 2);
      expect(await hoursOf(900 * hour, 901 * hour)).to.deep.equal([2 * hour]);
      expect((await store.range(loss, 2 * hour, 3 * hour))[1]?.reach).to.equal(Infinity);
      await store.write(of(loss, down(2 * hour + 1, 2 * hour + 9)), 3);
      expect(await hoursOf(900 * hour, 901 * hour)).to.deep.equal([]);
      expect(await hoursOf(0, hour)).to.deep.equal([0]);
      expect((await store.range(loss, 2 * hour, 3 * hour)).map((bucket) => bucket.reach)).to.deep.equal([
        3 * hour + 5,
        2 * hour + 9,
      ]);
    });

    it('tells cases of one start apart by name, and a later report takes the place of the earlier one', async () => {
      const order = (name: string, completed?: number): Sample => ({
        ...{ kind: 'case', start: 5, case: name, promised: 8 * hour },
        ...(completed === undefined ? {} : { completed }),
      });
      expect(await store.write(of(loss, order('1'), order('2')), 1)).to.deep.equal(['accepted', 'accepted']);
      const later = await store.write(of(loss, order('1', 9 * hour), order('2')), 2);
      expect(later).to.deep.equal(['replaced', 'duplicate']);
      const [bucket] = await store.range(loss, 20 * hour, 21 * hour);
      expect(bucket?.samples).to.deep.equal([order('1', 9 * hour), order('2')]);
    });

    it('finds a case in the hour it is due or completed in, and an open one in every hour after its start', async () => {
      const order: Sample = { kind: 'case', start: 5, case: '1', promised: 8 * hour, completed: 3 * hour };
      await store.write(of(loss, order), 1);
      const isFound = async (from: number): Promise<boolean> => (await store.range(loss, from, from + hour)).length > 0;
      expect([await isFound(3 * hour), await isFound(8 * hour), await isFound(9 * hour)]).to.deep.equal([
        true,
        true,
        false,
      ]);
      await store.write(of(loss, { kind: 'case', start: 6, case: '2' }), 2);
      expect(await isFound(900 * hour)).to.equal(true);
    });

    it('says of a dirty bucket how far it has reached since it was clean', async () => {
      await store.write(of(loss, down(5)), 1);
      await store.write(of(loss, down(5, 9)), 2);
      expect((await dirty(loss))[0]?.reach).to.equal(Infinity);
      await store.markClean(await dirty(loss));
      await store.write(of(loss, down(5, 7)), 3);
      expect((await dirty(loss))[0]?.reach).to.equal(9);
    });

    it('takes instants before 1970', async () => {
      await store.write(of(loss, value(-5, 1), value(-hour - 5, 2)), 1);
      expect((await store.range(loss, -9 * hour, 0)).map((bucket) => bucket.hour)).to.deep.equal([-2 * hour, -hour]);
      expect(await store.extent(loss)).to.deep.equal({ firstHour: -2 * hour, lastHour: -hour });
    });

    it('lists dirty buckets by series, then hour, page by page', async () => {
      const written: Measurement[] = [];
      for (const subject of ['a', 'b', 'c', 'd'])
        for (const at of [3, 1, 2]) written.push(...of({ indicator: 'x', subject }, value(at * hour, at)));
      await store.write(written, 5);
      const seen: DirtyBucket[] = [];
      for (let partition = 0; partition < partitionCount; partition += 1) {
        let after: DirtyBucket | undefined;
        for (;;) {
          const page = await store.dirty(partition, 2, after);
          expect(page.length).to.be.at.most(2);
          for (const bucket of page) expect(partitionOf(bucket.series)).to.equal(partition);
          seen.push(...page);
          after = page.at(-1);
          if (!after) break;
        }
      }
      expect(seen).to.have.length(12);
      for (const subject of ['a', 'b', 'c', 'd']) {
        const hours = seen.filter(({ series }) => series.subject === subject).map((bucket) => bucket.hour);
        expect(hours).to.deep.equal([hour, 2 * hour, 3 * hour]);
      }
    });

    it('marks clean only what has not changed since', async () => {
      await store.write(of(loss, value(5, 1), value(hour, 1)), 1);
      const read = await dirty(loss);
      await store.write(of(loss, value(6, 1)), 2);
      await store.markClean(read);
      expect((await dirty(loss)).map((bucket) => [bucket.hour, bucket.changedAt])).to.deep.equal([[0, 2]]);
      await store.markClean(read);
      expect(await dirty(loss)).to.have.length(1);
      await store.markClean(await dirty(loss));
      expect(await dirty(loss)).to.deep.equal([]);
      await store.write(of(loss, value(7, 1)), 3);
      expect(await dirty(loss)).to.have.length(1);
    });

    it('knows the extent of a series and the subjects of an indicator', async () => {
      expect(await store.extent(loss)).to.equal(undefined);
      await store.write(of(loss, value(5 * hour + 1, 1), value(2 * hour, 1)), 1);
      expect(await store.extent(loss)).to.deep.equal({ firstHour: 2 * hour, lastHour: 5 * hour });
      for (const subject of ['😀', 'é', '\uffee', 'B', 'a', 'line-10'])
        await store.write(of({ indicator: 'loss', subject }, value(0, 1)), 1);
      await store.write(of({ indicator: 'loss2', subject: 'zz' }, value(0, 1)), 1);
      const ordered = ['B', 'a', 'line-1', 'line-10', 'é', '\uffee', '😀'];
      expect(await store.subjects('loss', 100)).to.deep.equal(ordered);
      expect(await store.subjects('loss', 2, 'a')).to.deep.equal(['line-1', 'line-10']);
      expect(await store.subjects('none', 5)).to.deep.equal([]);
    });

    it('keeps series apart whose names are long, odd or alike', async () => {
      const long = 's'.repeat(2_500);
      const names = [long, `${long}2`, 'a', 'a b', 'b a', '😀', 'x/y', 'a.b', '$x'];
      const all = names.flatMap((indicator) => names.map((subject) => ({ indicator, subject })));
      const outcomes = await store.write(
        all.flatMap((series, at) => of(series, value(5, at))),
        1,
      );
      expect(new Set(outcomes)).to.deep.equal(new Set(['accepted']));
      for (const [at, series] of all.entries()) {
        const [bucket, ...others] = await store.range(series, 0, hour);
        expect(others).to.deep.equal([]);
        expect(bucket?.series).to.deep.equal(series);
        expect(bucket?.samples).to.deep.equal([value(5, at)]);
      }
      expect(await store.subjects(long, 100)).to.have.members(names);
    });
  });
}
