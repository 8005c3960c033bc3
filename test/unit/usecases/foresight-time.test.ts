import { expect } from 'chai';
import type { Sample } from '../../../src/domain/measurement.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { calendar } from '../../../src/resources/calendar.ts';
import { maintenanceWindow } from '../../../src/resources/maintenance-window.ts';
import { formatInstant } from '../../../src/kernel/instant.ts';
import { commitmentDocument } from '../../../src/usecases/commitment-record.ts';
import { reassess } from '../../../src/usecases/reassess.ts';
import { createTimeRules } from '../../../src/usecases/time-rules.ts';
import { createWorld, day, hour, minute, utc, type World } from './support.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const desk: JsonObject = {
  ...{ id: 'desk', name: 'Desk', timeZone: 'UTC' },
  weeklyHours: [{ day: weekdays, startTime: '08:00', endTime: '16:00' }],
};
const monthly: JsonObject = {
  ...{ id: 'up', metric: 'availability', unit: '%', operator: '.ge', referenceValue: '99' },
  ...{ transformationAlgorithmOfKQI: 'availability', maintenance: { treatment: 'exclude' } },
  conformanceWindow: { type: 'calendar', duration: 'P1M', timeZone: 'UTC' },
};
const validFor = { startDateTime: '2027-04-01T00:00:00Z' };
const down = (start: number, minutes: number): Sample => ({
  ...{ kind: 'state', start, end: start + minutes * minute, state: 'down', weight: 1 },
});
const at = (text: string): number => utc(`2027-04-${text}`);

/** April 2027 begins on a Thursday and has 22 working days: 176 h, of which 1 % are 105.6 min. */
describe('how a period in service hours is going to end', () => {
  let world: World;
  const availability = { indicator: 'availability' };
  const document = async (): Promise<JsonObject> => commitmentDocument(await world.commitment());
  const pieces = async (): Promise<[string, number][]> =>
    ((await world.commitment()).foresight?.ledger.pieces ?? []).map(([start, , lost]) => [
      formatInstant(start).slice(8, 16),
      lost / minute,
    ]);
  const work = (id: string, start: number, minutes: number): Promise<unknown> => {
    const end = start + minutes * minute;
    const times = { startDateTime: formatInstant(start), endDateTime: formatInstant(end) };
    const more = { noticeGivenAt: '2027-03-01T00:00:00Z', ...(start < world.clock.now() ? { reason: 'late' } : {}) };
    const body = { id, name: id, kind: 'planned', scope: { entity: [{ id: 'site-7' }] }, ...times, ...more };
    return world.service.create(maintenanceWindow, body, {});
  };
  /** What the relay does about a window entered for the past. */
  const corrected = async (start: number, end: number): Promise<void> => {
    const { terms } = await world.commitment();
    const again = { start, end, reason: 'work entered late' };
    await reassess(world.collections.commitments, [terms.id], { again, now: world.clock.now() });
    await world.pass(minute);
  };

  beforeEach(async () => {
    world = await createWorld();
    world.clock.advance(at('01T00:00') - world.clock.now());
    world.deps.timeRulesOf = createTimeRules({ ...world.collections, clock: world.clock }).timeRulesOf;
    await world.service.create(calendar, desk, {});
  });
  afterEach(async () => {
    expect(world.errors).to.deep.equal([]);
    await world.close();
  });

  it('only what is lost in counted time is remembered, and of it the budget', async () => {
    await work('w1', at('07T10:00'), 60);
    await work('w2', at('28T10:00'), 60);
    await world.promise({ ...monthly, calendar: { id: 'desk' } }, { validFor });
    const outages = [
      down(at('05T15:30'), 60),
      down(at('06T02:00'), 60),
      down(at('07T10:30'), 60),
      down(at('10T10:00'), 60),
    ];
    await world.observe(outages, availability);
    await world.pass(11 * day);
    // The 5th: half an hour before the desk closes; the 7th: half an hour behind the work; by night and on Saturday nothing.
    expect(await pieces()).to.deep.equal([
      ['05T15:30', 30],
      ['07T11:00', 30],
    ]);
    // Two hours of work, one of them to come, are not in E: 174 h.
    expect((await document())['budget']).to.deep.include({ totalMs: 104.4 * minute, usedMs: 60 * minute });
  });

  it('burns by what counts of the window', async () => {
    await world.promise({ ...monthly, calendar: { id: 'desk' } }, { validFor });
    await world.observe([down(at('02T09:00'), 1)], availability);
    world.clock.advance(at('12T08:20') - world.clock.now());
    await world.observe([{ kind: 'state', start: at('12T08:20'), state: 'down', weight: 1 }], availability);
    await world.pass(10 * minute, minute);
    const [fast] = (await document())['burnRate'] as { rate: number; shortRate: number; threshold: number }[];
    expect(fast?.rate).to.be.closeTo(100 / 3, 1e-6);
    expect(fast?.shortRate).to.be.closeTo(100, 1e-6);
    expect(fast?.threshold).to.be.closeTo(7.04, 1e-6);
  });

  it('work entered after the fact is no loss any more, and takes jeopardy back', async () => {
    await world.promise(monthly, { validFor });
    // 432 min may be lost in April; 200 went in five days.
    const outages = ['01T10:00', '02T10:00', '03T10:00', '04T10:00', '05T10:00'].map((text) => down(at(text), 40));
    await world.observe(outages, availability);
    await world.pass(6 * day);
    expect((await document())['jeopardy']).to.include({ isInJeopardy: true });
    await work('w1', at('02T10:00'), 40);
    await work('w2', at('03T10:00'), 40);
    await work('w3', at('04T10:00'), 40);
    await work('w4', at('05T10:00'), 30);
    await corrected(at('02T10:00'), at('05T10:30'));
    expect(await pieces()).to.deep.equal([
      ['01T10:00', 40],
      ['05T10:30', 10],
    ]);
    const { budget, jeopardy } = await document();
    expect(budget).to.include({ usedMs: 50 * minute });
    expect(jeopardy).to.include({ isInJeopardy: false });
  });

  it('a cap is counted in each period: what comes behind it is lost, also when earlier work is entered later', async () => {
    const maintenance = { treatment: 'exclude', maxPerPeriod: 'PT1H' };
    await work('w1', at('10T10:00'), 60);
    await world.promise({ ...monthly, maintenance }, { validFor: { startDateTime: '2027-03-01T00:00:00Z' } });
    await work('w0', utc('2027-03-20T10:00'), 60);
    await world.observe([down(utc('2027-03-20T10:00'), 60), down(at('10T10:00'), 60)], availability);
    await world.pass(11 * day, day);
    expect(await pieces()).to.deep.equal([]);
    await work('w2', at('03T10:00'), 45);
    await corrected(at('03T10:00'), at('03T10:45'));
    expect(await pieces()).to.deep.equal([['10T10:15', 45]]);
  });

  it('a contract that changes its hours is seen by the new ones from its beginning', async () => {
    const id = await world.promise(monthly, { validFor });
    await world.observe([down(at('05T15:30'), 60)], availability);
    await world.pass(11 * day);
    expect(await pieces()).to.deep.equal([['05T15:30', 60]]);
    await world.patch(id, { rule: [{ ...monthly, calendar: { id: 'desk' } }] });
    await world.pass(hour);
    expect(await pieces()).to.deep.equal([['05T15:30', 30]]);
  });
});
