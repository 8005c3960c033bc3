import { expect } from 'chai';
import type { Interval } from '../../../src/kernel/instant.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { createWorld, day, hour, minute, present, steady, told, utc, type World } from './support.ts';

const eight = utc('2026-11-22T08:00');
const lackIsBad = { validFor: { startDateTime: '2026-11-22T00:00:00Z' }, missingData: 'bad' };

describe('silence under service hours from 8 to 12', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    const service = [-1, 0, 1, 2].map((days): Interval => ({
      ...{ start: eight + days * day, end: eight + days * day + 4 * hour },
    }));
    world.deps.timeRulesOf = () => Promise.resolve({ service, excluded: [], treatment: 'exclude', versions: [] });
  });
  afterEach(async () => {
    expect(world.errors).to.deep.equal([]);
    await world.close();
  });

  const violatedHours = async (): Promise<string[]> => {
    const violations = await world.violations();
    return violations.map(({ period }) => String((period as JsonObject)['startDateTime']).slice(8, 13)).sort();
  };

  it('of a night does not put a commitment to sleep: that nothing comes in the morning is told', async () => {
    await world.promise(lackIsBad);
    await world.measure(steady(present - 4 * hour, 30, 48));
    await world.pass(23 * hour + 2 * minute, hour + 2 * minute);
    expect(await violatedHours()).to.deep.equal(['23T08', '23T09', '23T10']);
  });

  it('begins after what is measured outside of the hours', async () => {
    await world.promise(lackIsBad);
    await world.measure([...steady(present - hour, 30, 12), ...steady(utc('2026-11-22T19:00'), 30, 1)]);
    await world.pass(23 * hour + 2 * minute, hour + 2 * minute);
    expect(await violatedHours()).to.deep.equal(['23T08', '23T09', '23T10']);
  });

  it('is not a day in which something was measured outside of the hours, also when that comes in late', async () => {
    const days = { conformanceWindow: { type: 'calendar', duration: 'P1D', timeZone: 'UTC' } };
    await world.promise({ ...lackIsBad, ...days, validFor: { startDateTime: '2026-11-21T00:00:00Z' } });
    await world.measure(steady(present - 4 * hour, 30, 48));
    await world.pass(13 * hour);
    expect(await violatedHours()).to.deep.equal([]);
    await world.measure([[utc('2026-11-21T20:00'), 30]]);
    await world.pass(2 * minute);
    expect(await violatedHours()).to.deep.equal(['21T00']);
  });

  it('puts it to sleep after three periods that count', async () => {
    await world.promise(lackIsBad);
    await world.measure(steady(present - 4 * hour, 30, 48));
    await world.pass(30 * hour, hour + 2 * minute);
    expect(await violatedHours()).to.deep.equal(['23T08', '23T09', '23T10']);
    expect((await world.commitment()).schedule).not.to.have.property('dueAt');
  });
});

describe('a measurement dated some hours ahead', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(async () => {
    expect(world.errors).to.deep.equal([]);
    await world.close();
  });

  it('is waited for, when it is the first one, and keeps nobody busy till then', async () => {
    await world.promise();
    await world.measure(steady(present + 7 * hour, 30, 12));
    await world.beat();
    await world.pass(2 * hour);
    expect(await world.beat()).to.include({ evaluated: 0 });
    await world.pass(6 * hour + 2 * minute);
    expect(told(await world.assessments())).to.deep.equal(['19:00 met 30']);
  });

  it('wakes a commitment that sleeps', async () => {
    await world.promise();
    await world.measure([...steady(present - hour, 30, 12), ...steady(present + 7 * hour, 30, 12)]);
    await world.pass(8 * hour, hour + 2 * minute);
    expect(told(await world.assessments())).to.deep.equal([
      '11:00 met 30',
      '12:00 noData',
      '13:00 noData',
      '14:00 noData',
      '19:00 met 30',
    ]);
  });
});
