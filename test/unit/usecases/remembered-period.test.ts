import { expect } from 'chai';
import { settledAfterMs } from '../../../src/usecases/again.ts';
import { reassess } from '../../../src/usecases/reassess.ts';
import { createWorld, every, hour, minute, present, type World } from './support.ts';

const startOfDay = present - 12 * hour;
const daily = { conformanceWindow: { type: 'calendar', duration: 'P1D', timeZone: 'UTC' }, verdictMode: 'atClose' };

describe('the running period of a commitment', () => {
  let world: World;
  let reads: number;
  beforeEach(async () => {
    reads = 0;
    world = await createWorld((storage) => ({
      ...storage,
      buckets: {
        ...storage.buckets,
        range: async (series, from, to) => {
          const found = await storage.buckets.range(series, from, to);
          reads += found.length;
          return found;
        },
      },
    }));
    await world.promise(daily);
    await world.measure(every(5 * minute, startOfDay, new Array<number>(144).fill(30)));
    await world.beat();
  });
  afterEach(() => world.close());

  const takeIn = async (at: number, amount: number): Promise<{ buckets: number; attained: number }> => {
    reads = 0;
    await world.measure([[at, amount]]);
    await world.beat();
    const { current } = await world.commitment();
    return { buckets: reads, attained: Number(current?.figures.attained) };
  };

  it('is read from where it is remembered: a few buckets for one new sample', async () => {
    const { prefix } = await world.commitment();
    expect(prefix?.to).to.equal(present - 2 * hour);
    const { buckets, attained } = await takeIn(present, 175);
    expect(attained).to.equal(31);
    expect(buckets).to.be.at.most(8);
  });

  it('is read whole once when a fact from before comes in', async () => {
    const late = await takeIn(startOfDay + minute, 175);
    expect(late.attained).to.equal(31);
    expect(late.buckets).to.be.at.least(12);
    const next = await takeIn(present, 31);
    expect(next.attained).to.equal(31);
    expect(next.buckets).to.be.at.most(8);
  });

  it('is read whole when it is to be assessed again', async () => {
    const { terms } = await world.commitment();
    const again = { start: startOfDay, end: startOfDay + hour, reason: 'calendar' };
    await reassess(world.collections.commitments, [terms.id], { again, now: world.clock.now() });
    world.clock.advance(settledAfterMs);
    reads = 0;
    await world.beat();
    expect(reads).to.be.at.least(12);
    expect((await world.commitment()).prefix?.to).to.equal(present - 2 * hour);
  });

  it('is judged at its close as if it had been read whole', async () => {
    await world.measure(every(5 * minute, present, new Array<number>(144).fill(40)));
    await world.pass(14 * hour, hour);
    expect(world.errors).to.deep.equal([]);
    const [assessment] = await world.assessments();
    expect(assessment).to.deep.include({ result: 'met', attained: '35', finality: 'final' });
  });
});
