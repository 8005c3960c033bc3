import { expect } from 'chai';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { createWorld, hour, minute, present, told, utc, type World } from './support.ts';

const promised: JsonObject = {
  ...{ id: 'up', metric: 'service', unit: '%', operator: '.ge', referenceValue: '95' },
  ...{ transformationAlgorithmOfKQI: 'availability', measurementInterval: 'PT5M' },
};
const feed = { indicator: 'service' };

describe('a feed of outages', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(async () => {
    expect(world.errors).to.deep.equal([]);
    await world.close();
  });

  it('counts an outage that is still open, up to the present, and finds the violation while it lasts', async () => {
    await world.promise(promised);
    await world.observe([{ kind: 'state', start: present, state: 'down', weight: 1 }], feed);
    await world.pass(2 * minute, minute);
    expect((await world.commitment()).state.status).to.equal('compliant');
    expect((await world.commitment()).current?.figures.downMs).to.equal(2 * minute);
    await world.pass(2 * minute, minute);
    expect((await world.commitment()).state.status).to.equal('violated');
    expect(await world.violations()).to.have.length(1);
  });

  it('watches an outage that the reporter, whose clock is ahead, dates a moment after the present', async () => {
    await world.promise(promised);
    await world.observe([{ kind: 'state', start: present + 2 * 1000, state: 'down', weight: 1 }], feed);
    await world.beat();
    await world.pass(5 * minute, minute);
    expect((await world.commitment()).state.status).to.equal('violated');
  });

  it('gives the exact figure once the outage is closed', async () => {
    await world.promise(promised);
    await world.observe([{ kind: 'state', start: present, state: 'down', weight: 1 }], feed);
    await world.pass(10 * minute, minute);
    const closed = { kind: 'state', start: present, end: present + 6 * minute, state: 'down', weight: 1 } as const;
    await world.observe([closed], feed);
    await world.pass(2 * hour, 10 * minute);
    expect(told(await world.assessments()).slice(0, 2)).to.deep.equal(['12:00 notMet 90', '13:00 met 100']);
    expect(await world.violations()).to.have.length(1);
  });

  it('knows that silence means up, so the present period counts as far as time has gone', async () => {
    await world.promise(promised);
    const past = { kind: 'state', start: present - 2 * hour, end: present - hour, state: 'down', weight: 1 } as const;
    await world.observe([past], feed);
    await world.pass(30 * minute, 10 * minute);
    expect(told(await world.assessments())).to.deep.equal(['10:00 notMet 0', '11:00 met 100']);
    expect((await world.commitment()).current?.period.start).to.equal(present);
    expect((await world.commitment()).state.status).to.equal('compliant');
  });

  it('tells the silence after an outage that comes in late and lies before all others', async () => {
    await world.promise(promised, { validFor: { startDateTime: '2026-11-01T00:00:00Z' } });
    const outage = (start: number) =>
      ({ kind: 'state', start, end: start + minute, state: 'down', weight: 1 }) as const;
    await world.observe([outage(present - 2 * hour)], feed);
    await world.pass(10 * minute, 10 * minute);
    await world.observe([outage(present - 6 * hour)], feed);
    await world.pass(10 * minute, 10 * minute);
    expect(told(await world.assessments()).map((one) => one.slice(0, 9))).to.deep.equal([
      '06:00 met',
      '07:00 met',
      '08:00 met',
      '09:00 met',
      '10:00 met',
      '11:00 met',
    ]);
  });

  it('has the last slices of a period decided by the silence behind it', async () => {
    await world.promise({
      ...{ metric: 'service', unit: '%', operator: '.ge', referenceValue: '95', verdictMode: 'atClose' },
      ...{ transformationAlgorithmOfKQI: 'availability', slice: 'PT30M', unavailableAfter: 4 },
      conformanceWindow: { type: 'calendar', duration: 'PT6H', timeZone: 'UTC' },
      validFor: { startDateTime: '2026-11-22T06:00:00Z' },
    });
    const outage = { start: utc('2026-11-22T09:00'), end: utc('2026-11-22T11:10') };
    await world.observe([{ kind: 'state', ...outage, state: 'down', weight: 1 }], feed);
    await world.pass(2 * minute);
    expect(told(await world.assessments())).to.deep.equal(['06:00 notMet 50']);
    await world.pass(9 * hour, hour);
    // Four good slices from 11:30 on, three of them behind the period.
    expect((await world.assessments())[0]).to.include({ result: 'notMet' });
    expect(Number((await world.assessments())[0]?.['attained'])).to.be.closeTo(58.3333, 0.001);
    expect(await world.beat()).to.include({ evaluated: 0 });
  });
});
