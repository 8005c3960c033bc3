import { expect } from 'chai';
import { partitionOf } from '../../../src/domain/measurement.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { evaluatePartition } from '../../../src/usecases/evaluate-partition.ts';
import { createWorld, day, every, hour, minute, present, steady, told, utc, type World } from './support.ts';

const ten = utc('2026-11-22T10:00');
const sliced: JsonObject = { verdictMode: 'instant', slice: 'PT5M' };
const sinceMarch: JsonObject = { validFor: { startDateTime: '2026-03-01T00:00:00Z' } };

function keysOf(violations: readonly JsonObject[]): string[] {
  return violations.map(
    ({ period, episode }) => `${String((period as JsonObject)['startDateTime'])}#${String(episode)}`,
  );
}

function subjectsOfOnePartition(count: number): string[] {
  const subjects = Array.from({ length: 30 * count + 100 }, (_, number) => `site-${String(number)}`);
  return subjects.filter((subject) => partitionOf({ indicator: 'latency', subject }) === 0).slice(0, count);
}

describe('evaluation', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(async () => {
    expect(world.errors).to.deep.equal([]);
    await world.close();
  });

  describe('in order', () => {
    it('judges a period once something later is known, and the last one when time has passed', async () => {
      await world.promise();
      await world.measure([...steady(ten, 30, 12), ...steady(ten + hour, 70, 3)]);
      await world.beat();
      expect(told(await world.assessments())).to.deep.equal(['10:00 met 30']);
      await world.measure(steady(ten + hour + 15 * minute, 70, 9));
      await world.pass(2 * minute);
      expect(told(await world.assessments())).to.deep.equal(['10:00 met 30', '11:00 notMet 70']);
      expect(keysOf(await world.violations())).to.deep.equal(['2026-11-22T11:00:00.000Z#1']);
      expect((await world.commitment()).state.status).to.equal('violated');
    });

    it('does nothing when nothing has changed', async () => {
      await world.promise();
      await world.measure(steady(ten, 70, 24));
      await world.pass(2 * minute);
      const before = [await world.commitments(), await world.assessments(), await world.violations()];
      expect(await world.beat()).to.deep.equal({ evaluated: 0, violations: 0, skipped: 0 });
      await world.measure(steady(ten, 70, 24));
      expect(await world.beat()).to.deep.equal({ evaluated: 0, violations: 0, skipped: 0 });
      expect([await world.commitments(), await world.assessments(), await world.violations()]).to.deep.equal(before);
    });

    it('opens a certain violation in the middle of its period and keeps it one', async () => {
      await world.promise({
        ...{ id: 'loss', metric: 'loss', unit: '%', operator: '.ge', referenceValue: '90' },
        transformationAlgorithmOfKQI: 'availability',
        availability: {},
      });
      const states = (from: number, minutes: number, state: 'up' | 'down') => [
        { kind: 'state' as const, start: from, end: from + minutes * minute, state, weight: state === 'up' ? 0 : 1 },
      ];
      const of = { indicator: 'loss' };
      await world.observe(states(ten, 5, 'up'), of);
      await world.beat();
      await world.observe(states(ten + 5 * minute, 4, 'down'), of);
      await world.beat();
      expect(await world.violations()).to.have.length(0);
      await world.observe(states(ten + 9 * minute, 4, 'down'), of);
      await world.beat();
      const [violation] = await world.violations();
      expect(violation).to.include({ date: '2026-11-22T10:11:00.000Z' });
      expect(told(await world.assessments())).to.have.length(1);
      await world.observe(states(ten + 13 * minute, 47, 'up'), of);
      await world.pass(2 * hour, 10 * minute);
      expect(await world.violations()).to.have.length(1);
      expect((await world.assessments())[0]).to.include({ result: 'notMet', finality: 'final', revision: 1 });
    });
  });

  describe('out of order', () => {
    const shuffled = (values: [number, number][]): [number, number][] =>
      values
        .map((each, index): [number, [number, number]] => [(index * 7919) % 101, each])
        .sort(([left], [right]) => left - right)
        .map(([, each]) => each);

    it('comes to the same assessments in whatever order and batches measurements arrive', async () => {
      const values = every(
        5 * minute,
        utc('2026-11-21T00:00'),
        Array.from({ length: 144 }, (_, index) => 30 + ((index * 37) % 60)),
      );
      await world.promise(sliced);
      await world.measure(values);
      await world.pass(2 * minute);
      const inOrder = told(await world.assessments());
      expect(inOrder).to.have.length.above(11);

      const other = await createWorld();
      await other.promise(sliced);
      const mixed = shuffled(values);
      for (let from = 0; from < mixed.length; from += 10) {
        await other.measure(mixed.slice(from, from + 10));
        await other.beat();
      }
      await other.pass(2 * minute);
      expect(told(await other.assessments()).slice(0, 12)).to.deep.equal(inOrder.slice(0, 12));
      await other.close();
    });

    it('shows a violation by late data without moving the status back', async () => {
      await world.promise();
      await world.measure([
        ...steady(ten - hour, 45, 6),
        ...steady(ten - hour + 30 * minute, 45, 6),
        ...steady(ten, 30, 18),
      ]);
      await world.beat();
      expect((await world.commitment()).state.status).to.equal('compliant');
      await world.measure([[ten - 2 * minute, 500]]);
      await world.beat();
      expect(keysOf(await world.violations())).to.deep.equal(['2026-11-22T09:00:00.000Z#1']);
      expect((await world.commitment()).state.status).to.equal('compliant');
      await world.beat();
      await world.measure([[ten - 3 * minute, 500]]);
      await world.beat();
      expect(await world.violations()).to.have.length(1);
    });

    it('ends a violation shown by late data where the promise was kept again', async () => {
      await world.promise();
      await world.measure([...steady(ten - hour, 45, 12), ...steady(ten, 30, 18)]);
      await world.beat();
      await world.measure([[ten - 2 * minute, 500]]);
      await world.beat();
      const [violation] = await world.violations();
      expect(violation).to.include({ state: 'restored', restoredAt: '2026-11-22T10:00:00.000Z' });
    });

    it('finds the violation of a period that was judged too early, after another one', async () => {
      await world.promise({ minCoverage: 0.5 });
      await world.measure([...steady(ten - hour, 80, 12), ...steady(ten, 80, 2)]);
      await world.pass(2 * minute);
      expect(told(await world.assessments()).slice(0, 2)).to.deep.equal(['09:00 notMet 80', '10:00 noData 80']);
      await world.measure(steady(ten + 10 * minute, 80, 10));
      await world.pass(2 * minute);
      expect(keysOf(await world.violations())).to.deep.equal([
        '2026-11-22T09:00:00.000Z#1',
        '2026-11-22T10:00:00.000Z#1',
      ]);
      const [first, second] = await world.violations();
      expect(first).to.include({ state: 'restored', restoredAt: '2026-11-22T10:00:00.000Z' });
      expect(second).to.include({ state: 'open' });
      expect((await world.commitment()).schedule.openViolationId).to.equal(String(second!['id']));
      world.clock.advance(hour);
      await world.measure(steady(present, 30, 13));
      await world.beat();
      expect((await world.violations())[1]).to.include({ state: 'restored' });
      expect((await world.commitment()).schedule).not.to.have.property('openViolationId');
    });

    it('is violated where late data says so of the present, until something good comes', async () => {
      await world.promise();
      await world.measure([...steady(ten, 30, 12), ...steady(ten + hour, 30, 3)]);
      await world.beat();
      expect((await world.commitment()).state.status).to.equal('compliant');
      await world.measure([[ten + 1, 500]]);
      await world.beat();
      expect((await world.commitment()).state.status).to.equal('violated');
      expect(keysOf(await world.violations())).to.deep.equal(['2026-11-22T10:00:00.000Z#1']);
      await world.measure(steady(ten + 75 * minute, 30, 9));
      await world.pass(2 * minute);
      expect((await world.commitment()).state.status).to.equal('compliant');
      expect((await world.violations())[0]).to.include({ state: 'restored' });
    });

    it('does not see a second violation when late data falls into a period that one reaches into', async () => {
      await world.promise(sliced);
      const bad = steady(ten - 30 * minute, 80, 12);
      await world.measure([...steady(ten - hour, 30, 6), ...bad, ...steady(ten + 30 * minute, 30, 12)]);
      await world.beat();
      expect(keysOf(await world.violations())).to.deep.equal(['2026-11-22T09:00:00.000Z#1']);
      await world.measure([[ten + 10 * minute + 1, 81]]);
      await world.beat();
      expect(keysOf(await world.violations())).to.deep.equal(['2026-11-22T09:00:00.000Z#1']);
    });

    it('does not see a second violation however many periods the first one runs through', async () => {
      const short = { conformanceWindow: { type: 'calendar', duration: 'PT5M', timeZone: 'UTC' } };
      const tolerance = { startDateTime: '2026-01-01T00:00:00Z', endDateTime: '2026-01-01T00:12:00Z' };
      await world.promise({ ...short, verdictMode: 'instant', tolerancePeriod: tolerance });
      await world.measure([
        ...steady(ten - hour, 30, 6),
        ...steady(ten - 30 * minute, 80, 12),
        ...steady(ten + 30 * minute, 30, 12),
      ]);
      await world.beat();
      expect(keysOf(await world.violations())).to.deep.equal(['2026-11-22T09:40:00.000Z#1']);
      for (const late of [-18, -8, 2, 12, 22]) {
        await world.measure([[ten + late * minute, 81]]);
        await world.beat();
      }
      expect(keysOf(await world.violations())).to.deep.equal(['2026-11-22T09:40:00.000Z#1']);
    });

    it('states a final assessment anew as revision 2', async () => {
      await world.promise();
      await world.measure([...steady(ten - 3 * hour, 30, 12), ...steady(ten - 2 * hour, 30, 36)]);
      await world.pass(3 * hour, 30 * minute);
      expect((await world.assessments())[0]).to.include({ finality: 'final', revision: 1, attained: '30' });
      await world.measure([[ten - 2 * hour - minute, 43]]);
      await world.beat();
      expect((await world.assessments())[0]).to.include({ finality: 'restated', revision: 2, attained: '31' });
      await world.pass(3 * hour, 30 * minute);
      expect((await world.assessments())[0]).to.include({ finality: 'restated', revision: 2 });
    });
  });

  describe('without data', () => {
    it('says noData for the beginning of a gap and goes on behind it', async () => {
      await world.promise();
      await world.measure([...steady(utc('2026-11-21T10:00'), 30, 12), ...steady(ten, 70, 13)]);
      await world.beat();
      expect(told(await world.assessments())).to.deep.equal([
        '10:00 met 30',
        '11:00 noData',
        '12:00 noData',
        '13:00 noData',
        '10:00 notMet 70',
      ]);
    });

    it('says the same of a gap whether it came at once or was lived through', async () => {
      await world.promise();
      await world.measure(steady(ten + hour, 30, 12));
      await world.pass(30 * hour, 10 * minute);
      await world.measure(steady(utc('2026-11-23T17:00'), 30, 13));
      await world.pass(10 * minute);
      expect(told(await world.assessments())).to.deep.equal([
        '11:00 met 30',
        '12:00 noData',
        '13:00 noData',
        '14:00 noData',
        '17:00 met 30',
      ]);
    });

    it('becomes noData by the clock, then sleeps until something is measured', async () => {
      await world.promise();
      await world.measure(steady(ten + hour, 30, 12));
      await world.pass(2 * hour, minute);
      expect((await world.commitment()).state.status).to.equal('noData');
      await world.pass(4 * hour, 10 * minute);
      expect((await world.commitment()).schedule).not.to.have.property('dueAt');
      expect(await world.beat()).to.include({ evaluated: 0 });
      await world.measure(steady(utc('2026-11-22T17:00'), 30, 3));
      await world.beat();
      const { state, schedule } = await world.commitment();
      expect(state.status).to.equal('compliant');
      expect(schedule).to.have.property('dueAt');
    });

    it('takes silence of a feed of outages for up, month after month', async () => {
      await world.promise({
        ...{ metric: 'service', unit: '%', operator: '.ge', referenceValue: '99.9' },
        ...{ transformationAlgorithmOfKQI: 'availability' },
        conformanceWindow: { type: 'calendar', duration: 'P1D', timeZone: 'UTC' },
      });
      const outage = { kind: 'state', start: ten, end: ten + minute, state: 'down', weight: 1 } as const;
      await world.observe([outage], { indicator: 'service' });
      await world.beat();
      await world.pass(6 * day, hour);
      const assessments = await world.assessments();
      expect(assessments.map(({ result }) => result)).to.deep.equal(['met', 'met', 'met', 'met', 'met', 'met']);
      expect(assessments.at(-1)).to.include({ attained: '100' });
      expect((await world.commitment()).state.status).to.equal('compliant');
    });
  });

  describe('of history', () => {
    it('takes a commitment made after the data back to where it is valid from', async () => {
      await world.measure([
        ...steady(ten - day, 70, 12),
        ...steady(ten - 2 * hour, 30, 12),
        ...steady(ten - hour, 70, 13),
      ]);
      await world.beat();
      await world.promise(sinceMarch);
      await world.pass(2 * minute);
      const after = told(await world.assessments());
      const other = await createWorld();
      await other.promise(sinceMarch);
      await other.measure([
        ...steady(ten - day, 70, 12),
        ...steady(ten - 2 * hour, 30, 12),
        ...steady(ten - hour, 70, 13),
      ]);
      await other.pass(2 * minute);
      expect(told(await other.assessments())).to.deep.equal(after);
      expect(keysOf(await other.violations())).to.deep.equal(keysOf(await world.violations()));
      expect(after).to.include.members(['10:00 notMet 70', '08:00 met 30', '09:00 notMet 70']);
      await other.close();
    });

    it('misses nothing behind a gap when new measurements arrive before history is taken in', async () => {
      await world.measure([...steady(ten - day, 70, 12), ...steady(ten - 5 * hour, 70, 12)]);
      await world.beat();
      await world.promise(sinceMarch);
      await world.measure(steady(ten, 30, 13));
      await world.beat();
      expect(told(await world.assessments())).to.include.members([
        '10:00 notMet 70',
        '05:00 notMet 70',
        '10:00 met 30',
      ]);
    });

    it('starts with the present when the promise has no beginning', async () => {
      await world.measure([...steady(ten - day, 70, 12), ...steady(ten, 70, 13)]);
      await world.beat();
      await world.promise();
      await world.beat();
      expect(told(await world.assessments())).to.deep.equal([]);
      await world.measure(steady(ten + 65 * minute, 30, 11));
      await world.pass(2 * minute);
      expect(told(await world.assessments())).to.deep.equal(['11:00 met 33.333333333333336']);
    });

    const owners: readonly (readonly [string, JsonObject])[] = [
      ['a subject', {}],
      ['whatever is measured', { relatedEntity: [] }],
    ];
    for (const [whose, sla] of owners) {
      it(`counts what is measured after the promise, though its commitment is made later: ${whose}`, async () => {
        await world.offer({}, sla);
        await world.measure([...steady(ten - 2 * hour, 70, 12), ...steady(ten, 30, 13)]);
        await world.beat();
        await world.relay();
        for (let beats = 0; beats < 3; beats += 1) await world.beat();
        expect(told(await world.assessments())).to.deep.equal(['08:00 notMet 70', '09:00 noData', '10:00 met 30']);
        expect(await world.violations()).to.have.length(1);
        expect(await world.beat()).to.include({ evaluated: 0 });
      });
    }

    it('does not wait forever for a contract whose commitments cannot be made', async () => {
      await world.offer();
      await world.measure(steady(ten, 30, 13), { subject: 'site-8' });
      const [bucket] = await world.storage.buckets.dirty(partitionOf({ indicator: 'latency', subject: 'site-8' }), 10);
      await world.beat();
      expect(await world.storage.buckets.dirty(partitionOf(bucket!.series), 10)).to.have.length(2);
      await world.pass(3 * minute, minute);
      expect(await world.storage.buckets.dirty(partitionOf(bucket!.series), 10)).to.have.length(0);
    });

    it('reads a month that is brought in at once only once, though its commitment is due as well', async () => {
      const subjects = subjectsOfOnePartition(3);
      const month = { type: 'calendar', duration: 'P1M', timeZone: 'UTC' };
      const relatedEntity = subjects.map((id) => ({ id }));
      await world.promise({ conformanceWindow: month, ...sinceMarch }, { relatedEntity });
      for (const subject of subjects)
        await world.measure(every(30 * minute, utc('2026-11-01T00:00'), Array<number>(2 * 24 * 21).fill(30)), {
          subject,
        });
      expect(await world.beat()).to.include({ evaluated: 3, skipped: 0 });
      expect(await world.beat()).to.include({ evaluated: 0, skipped: 0 });
    });

    it('does not read on through other series for the rest of one', async () => {
      let read = 0;
      const many = await createWorld((storage) => ({
        ...storage,
        collection: (spec) => storage.collection(spec),
        buckets: {
          ...storage.buckets,
          dirty: async (...all) => {
            const found = await storage.buckets.dirty(...all);
            read += found.length;
            return found;
          },
        },
      }));
      const subjects = subjectsOfOnePartition(500);
      for (const subject of subjects) await many.measure([[ten, 30]], { subject });
      await many.beat();
      expect(read).to.be.within(subjects.length, 2 * subjects.length);
      await many.close();
    });

    it('takes in thousands of periods, each once, a violation for each that was missed', async () => {
      const days = 12;
      const window = { type: 'calendar', duration: 'PT5M', timeZone: 'UTC' };
      await world.promise({ conformanceWindow: window, measurementInterval: 'PT1M' });
      const from = utc('2026-10-01T00:00');
      const values = every(
        minute,
        from,
        Array.from({ length: (days * day) / minute }, (_, index) => (index % 1440 < 7 ? 90 : 30)),
      );
      await world.measure(values);
      await world.pass(10 * minute, minute);
      const assessments = (await world.assessments()).filter(({ result }) => result !== 'noData');
      expect(assessments).to.have.length((days * day) / (5 * minute));
      expect(assessments.filter(({ result }) => result === 'notMet')).to.have.length(2 * days);
      expect(await world.violations()).to.have.length(2 * days);
      expect(await world.beat()).to.include({ evaluated: 0 });
    }).timeout(60_000);
  });

  describe('of changed contracts', () => {
    it('applies a new target from now on', async () => {
      const id = await world.promise();
      await world.measure(steady(ten, 40, 13));
      await world.beat();
      await world.patch(id, {
        rule: [
          {
            id: 'latency',
            metric: 'latency',
            unit: 'ms',
            operator: '.le',
            referenceValue: '35',
            transformationAlgorithmOfKQI: 'mean',
            conformanceWindow: { type: 'calendar', duration: 'PT1H', timeZone: 'UTC' },
          },
        ],
      });
      await world.measure(steady(ten + 65 * minute, 40, 11));
      await world.pass(2 * minute);
      expect(told(await world.assessments())).to.deep.equal(['10:00 met 40', '11:00 notMet 40']);
      expect((await world.assessments())[1]).to.include({ target: '35' });
    });

    it('ends a commitment with its contract, and takes it up again', async () => {
      const id = await world.promise();
      await world.measure(steady(ten, 40, 13));
      await world.beat();
      const { rule } = (await world.collections.slas.get(id))!.document;
      await world.patch(id, { rule: [] });
      expect(await world.commitments()).to.have.length(0);
      await world.measure(steady(ten + 65 * minute, 80, 11));
      await world.pass(2 * minute);
      expect(await world.violations()).to.have.length(0);
      await world.patch(id, { rule: rule! });
      expect(await world.commitments()).to.have.length(1);
      await world.remove(id);
      expect(await world.commitments()).to.have.length(0);
    });
  });

  describe('of whatever is measured', () => {
    const any = { relatedEntity: [] };

    it('makes a commitment for each subject as it appears', async () => {
      await world.promise({}, any);
      await world.beat();
      await world.measure(steady(ten, 70, 13), { subject: 'a' });
      await world.beat();
      await world.measure(steady(ten, 30, 13), { subject: 'b' });
      await world.beat();
      expect(told(await world.assessments('a'))).to.deep.equal(['10:00 notMet 70']);
      expect(told(await world.assessments('b'))).to.deep.equal(['10:00 met 30']);
      expect((await world.violations()).map(({ subject }) => subject)).to.deep.equal(['a']);
    });

    it('covers subjects measured before the promise was made', async () => {
      await world.measure(steady(ten, 70, 13), { subject: 'a' });
      await world.measure(steady(ten, 30, 13), { subject: 'b' });
      await world.beat();
      const id = await world.promise(sinceMarch, any);
      for (let beats = 0; beats < 3; beats += 1) await world.beat();
      expect(told(await world.assessments('a'))).to.deep.equal(['10:00 notMet 70']);
      expect(told(await world.assessments('b'))).to.deep.equal(['10:00 met 30']);
      await world.remove(id);
      expect(await world.commitments()).to.have.length(0);
    });
  });

  describe('of rolling windows', () => {
    const rolling = (duration: string): JsonObject => ({
      conformanceWindow: { type: 'rolling', duration, timeZone: 'UTC' },
    });

    it('looks back from every step and opens one violation for a stretch of bad windows', async () => {
      await world.promise(rolling('PT1H'));
      await world.measure([
        ...steady(ten - hour, 30, 12),
        ...steady(ten, 110, 6),
        ...steady(ten + 30 * minute, 30, 18),
      ]);
      await world.beat();
      await world.beat();
      const assessments = await world.assessments();
      expect(assessments.filter(({ result }) => result === 'notMet')).to.have.length.above(10);
      expect(await world.violations()).to.have.length(1);
      expect((await world.violations())[0]).to.have.property('restoredAt');
      expect((await world.commitment()).state.status).to.equal('compliant');
    });

    it('takes in months of data under a window of 30 days without holding it all', async () => {
      await world.promise({ ...rolling('P30D'), verdictMode: 'atClose', ...sinceMarch });
      const from = utc('2026-06-01T00:00');
      const count = (50 * day) / (5 * minute);
      await world.measure(
        every(
          5 * minute,
          from,
          Array.from({ length: count }, (_, index) => 30 + (index % 10)),
        ),
      );
      const before = process.memoryUsage().heapUsed;
      let peak = before;
      const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().heapUsed)), 20);
      for (let beats = 0; beats < 3; beats += 1) await world.beat();
      clearInterval(watch);
      expect(await world.assessments()).to.have.length.above(1150);
      expect((peak - before) / 2 ** 20).to.be.below(200);
    }).timeout(120_000);
  });

  it('looks again when another run with newer facts was faster', async () => {
    await world.promise();
    await world.measure(steady(ten, 30, 13));
    const { assessments } = world.collections;
    let isFirst = true;
    const overtaken: typeof assessments = {
      ...assessments,
      writeMany: async (writes) => {
        if (isFirst) {
          isFirst = false;
          await world.measure([[ten + minute, 43]]);
          await world.beat();
        }
        const stored = await assessments.getMany(
          writes.map((each) => (each.kind === 'bury' ? each.id : each.resource.id)),
        );
        // The older facts win the race for the document.
        return assessments.writeMany(
          writes.flatMap((each) =>
            each.kind === 'bury'
              ? []
              : [
                  {
                    ...each,
                    kind: 'replace' as const,
                    expectedRevision: stored[0]!.revision,
                    resource: { ...each.resource, revision: stored[0]!.revision + 1 },
                  },
                ],
          ),
        );
      },
    };
    const { partition } = (await world.collections.commitments.get((await world.commitment()).terms.id))!.internal;
    await evaluatePartition({ ...world.deps, assessments: overtaken }, Number(partition), world.clock.now());
    expect(told(await world.assessments())).to.deep.equal(['10:00 met 31']);
    expect(await world.beat()).to.include({ evaluated: 0 });
  });

  it('does not look at what comes from tomorrow until then', async () => {
    await world.promise();
    await world.measure([...steady(ten, 30, 24), ...steady(present, 90, 12)]);
    await world.beat();
    expect(told(await world.assessments())).to.deep.equal(['10:00 met 30', '11:00 met 30']);
    await world.pass(2 * hour, 10 * minute);
    expect(told(await world.assessments())).to.include('12:00 notMet 90');
  });
});
