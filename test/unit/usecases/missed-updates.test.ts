import { expect } from 'chai';
import type { Sample } from '../../../src/domain/measurement.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { calendar } from '../../../src/resources/calendar.ts';
import { maintenanceWindow } from '../../../src/resources/maintenance-window.ts';
import { settledAfterMs } from '../../../src/usecases/again.ts';
import { reassess } from '../../../src/usecases/reassess.ts';
import { createTimeRules } from '../../../src/usecases/time-rules.ts';
import { createWorld, day, hour, minute, present, steady, utc, type World } from './support.ts';

const graced: JsonObject = { graceTimes: 3, conformanceWindow: { type: 'calendar', duration: 'P1D', timeZone: 'UTC' } };

/** `state onset..date` of each violation of missing updates. */
function told(violations: readonly JsonObject[]): string[] {
  return violations
    .filter(({ type }) => type === 'noUpdate')
    .map(({ state, onset, date, restoredAt }) =>
      [state, clock(onset), clock(date), ...(restoredAt === undefined ? [] : [clock(restoredAt)])].join(' '),
    );
}

function clock(value: unknown): string {
  return String(value).slice(11, 16);
}

describe('missed updates of a promise', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(async () => {
    expect(world.errors).to.deep.equal([]);
    await world.close();
  });

  const measured = (...minutes: number[]): Promise<void> =>
    world.measure(minutes.map((each) => [present + each * minute, 30]));

  it('last at 12:00, one every 5 min: 12:05, 12:10 and 12:15 are allowed, 12:20 is a violation with onset 12:05', async () => {
    await world.promise(graced);
    await measured(-5, 0);
    await world.beat();
    await world.pass(23 * minute, minute);
    expect(await world.violations()).to.deep.equal([]);
    await world.pass(minute);
    const [violation, ...others] = await world.violations();
    expect(others).to.deep.equal([]);
    expect(violation).to.deep.include({
      ...{ type: 'noUpdate', state: 'open', episode: 1, subject: 'site-7', indicator: 'latency' },
      ...{
        onset: '2026-11-22T12:05:00.000Z',
        date: '2026-11-22T12:20:00.000Z',
        lastUpdate: '2026-11-22T12:00:00.000Z',
      },
      ...{ detectedAt: '2026-11-22T12:24:00.000Z' },
    });
    expect(violation).to.not.have.any.keys('limit', 'attained', 'reason');
    expect((violation?.['violation'] as JsonObject)['comment']).to.equal(
      'no update of latency of site-7 as expected after 2026-11-22T12:00:00.000Z; at 2026-11-22T12:20:00.000Z one too many was missed (one every 5 min, of which 3 in a row may be missed)',
    );
    const { schedule } = await world.commitment();
    expect(schedule.silence).to.include({ since: present + 5 * minute, violationId: String(violation?.['id']) });
  });

  it('sleeps until the first update too many would be missed, and wakes for it although nothing is measured', async () => {
    await world.promise({ ...graced, graceTimes: 200 });
    await measured(0);
    await world.beat();
    const due = (await world.commitment()).schedule.dueAt;
    expect(due).to.equal(utc('2026-11-23T00:00') + minute);
    await world.pass(12 * hour + minute);
    expect((await world.commitment()).schedule.dueAt).to.equal(present + 5 * minute + 200.5 * 5 * minute + minute);
    expect(await world.violations()).to.deep.equal([]);
    await world.pass(6 * hour, 5 * minute);
    expect(told(await world.violations())).to.deep.equal(['open 12:05 04:45']);
  });

  it('wakes a commitment that has long been asleep', async () => {
    const hourly = { conformanceWindow: { type: 'calendar', duration: 'PT1H', timeZone: 'UTC' } };
    await world.promise({ ...graced, ...hourly, graceTimes: 100 });
    await measured(0);
    await world.beat();
    await world.pass(8 * hour, 20 * minute);
    expect((await world.commitment()).schedule.emptyPeriods).to.be.greaterThan(3);
    await world.pass(hour, minute);
    expect(told(await world.violations())).to.deep.equal(['open 12:05 20:25']);
    await world.pass(day, hour);
    expect((await world.commitment()).schedule.dueAt).to.equal(undefined);
    expect(await world.violations()).to.have.length(1);
  });

  it('is restored when data comes again, and a second silence is a second episode', async () => {
    await world.promise(graced);
    await measured(0);
    await world.pass(30 * minute, minute);
    await measured(30);
    await world.beat();
    expect(told(await world.violations())).to.deep.equal(['restored 12:05 12:20 12:30']);
    expect((await world.commitment()).schedule.silence).to.equal(undefined);
    await world.pass(30 * minute, minute);
    const violations = await world.violations();
    expect(told(violations)).to.deep.equal(['restored 12:05 12:20 12:30', 'open 12:35 12:50']);
    expect(violations.map(({ episode }) => episode)).to.deep.equal([1, 2]);
  });

  it('is withdrawn when late data fills the gap, in the same period or a later one', async () => {
    await world.promise(graced);
    await measured(0);
    await world.pass(30 * minute, minute);
    await measured(5, 10, 15, 20, 25, 30);
    await world.beat();
    expect(told(await world.violations())).to.deep.equal(['withdrawn 12:05 12:20']);
    await world.beat();
    await world.pass(25 * minute, minute);
    expect(told(await world.violations())).to.deep.equal(['withdrawn 12:05 12:20', 'open 12:35 12:50']);
    await world.pass(26 * hour, hour);
    await world.measure(steady(present + 35 * minute, 30, 300));
    await world.beat();
    const [, second] = await world.violations();
    expect(second).to.include({ state: 'withdrawn', clearedReason: 'restated' });
  });

  it('stays one and the same when late data fills only a part of the gap', async () => {
    await world.promise(graced);
    await measured(0);
    await world.pass(60 * minute, minute);
    await measured(10);
    await world.beat();
    expect(told(await world.violations())).to.deep.equal(['open 12:05 12:20']);
    await measured(60);
    await world.pass(minute);
    expect(told(await world.violations())).to.deep.equal(['restored 12:05 12:20 13:00']);
  });

  it('is found in history that is imported at once, as if it had come live', async () => {
    await world.promise({ ...graced, validFor: { startDateTime: '2026-11-20T00:00:00Z' } });
    const start = utc('2026-11-20T08:00');
    await world.measure([...steady(start, 30, 12), ...steady(start + 3 * hour, 30, 288 * 2)]);
    await world.beat();
    expect(told(await world.violations())).to.deep.equal(['restored 09:00 09:15 11:00']);
  });

  it('counts those of a period with perPeriod, and begins anew with the next one', async () => {
    await world.promise({ ...graced, graceTimesScope: 'perPeriod' });
    await measured(0, 15, 30);
    await world.pass(50 * minute, minute);
    expect(told(await world.violations())).to.deep.equal(['open 12:05 12:25']);
    await world.measure(steady(present + 35 * minute, 30, 160));
    await world.beat();
    expect(told(await world.violations())).to.deep.equal(['open 12:05 12:25']);
    await world.pass(12 * hour, hour);
    expect(told(await world.violations())).to.deep.equal(['restored 12:05 12:25 00:00']);
  });

  it('tells the first periods of a silence with perPeriod, then sleeps', async () => {
    const hourly = { conformanceWindow: { type: 'calendar', duration: 'PT1H', timeZone: 'UTC' } };
    await world.promise({ ...graced, ...hourly, graceTimesScope: 'perPeriod' });
    await measured(0);
    await world.pass(12 * hour, 10 * minute);
    const violations = await world.violations();
    expect(violations.length).to.be.within(3, 5);
    expect(violations.every(({ state }) => state === 'restored')).to.equal(true);
    expect((await world.commitment()).schedule.dueAt).to.equal(undefined);
  });

  it('has no limit without graceTimes, and expects nothing of a feed that has told of outages only', async () => {
    await world.promise({ ...graced, graceTimes: '' });
    await world.promise({ ...graced, id: 'up', metric: 'up', transformationAlgorithmOfKQI: 'availability' });
    const outage: Sample = { kind: 'state', start: present - hour, end: present, state: 'down', weight: 1 };
    await world.observe([outage], { indicator: 'up' });
    await measured(0);
    await world.pass(3 * hour, 10 * minute);
    expect(told(await world.violations())).to.deep.equal([]);
  });

  it('the same facts evaluated twice, or a run that died before it saved, make no second one', async () => {
    await world.promise(graced);
    await measured(0);
    await world.pass(23 * minute, minute);
    const before = await world.collections.commitments.get((await world.commitment()).terms.id);
    await world.pass(minute);
    expect(await world.violations()).to.have.length(1);
    const after = await world.collections.commitments.get((await world.commitment()).terms.id);
    if (before === undefined || after === undefined) throw new Error('no commitment');
    const resource = { ...before, revision: after.revision + 1 };
    await world.collections.commitments.write({
      ...{ kind: 'replace', resource, expectedRevision: after.revision, events: [] },
    });
    await world.pass(minute);
    expect(await world.violations()).to.have.length(1);
    expect((await world.commitment()).schedule.silence).to.have.property('violationId');
  });

  it('ends when the contract promises no updates any more', async () => {
    const id = await world.promise(graced);
    await measured(0);
    await world.pass(30 * minute, minute);
    const rule = (await world.collections.slas.get(id))?.document['rule'];
    const [first] = Array.isArray(rule) ? (rule as JsonObject[]) : [];
    const { graceTimes: _none, ...others } = first ?? {};
    await world.patch(id, { rule: [others] });
    await world.beat();
    expect(told(await world.violations())).to.deep.equal(['restored 12:05 12:20 12:30']);
  });

  it('expects updates in service hours only: over a weekend none is missed', async () => {
    const rules = createTimeRules({ ...world.collections, clock: world.clock });
    world.deps.timeRulesOf = rules.timeRulesOf;
    const desk: JsonObject = {
      ...{ id: 'desk', name: 'Desk', timeZone: 'UTC' },
      weeklyHours: [{ day: ['monday', 'friday'], startTime: '08:00', endTime: '16:00' }],
    };
    await world.service.create(calendar, desk, {});
    await world.promise({ ...graced, calendar: { id: 'desk' } });
    // The present is a Sunday at noon.
    await world.measure([[utc('2026-11-20T15:45'), 30]]);
    await world.beat();
    expect((await world.commitment()).schedule.dueAt).to.be.at.least(present);
    await world.pass(20 * hour, 10 * minute);
    expect(told(await world.violations())).to.deep.equal([]);
    // Friday 15:50 and 15:55, Monday 08:00 and 08:05.
    await world.pass(8 * minute, minute);
    expect(told(await world.violations())).to.deep.equal([]);
    await world.pass(minute, minute);
    expect(told(await world.violations())).to.deep.equal(['open 15:50 08:05']);
  });

  it('is withdrawn when maintenance that explains the silence is entered after the fact', async () => {
    world.deps.timeRulesOf = createTimeRules({ ...world.collections, clock: world.clock }).timeRulesOf;
    await world.promise({ ...graced, maintenance: { treatment: 'exclude' } });
    await measured(0);
    await world.pass(30 * minute, minute);
    await measured(30);
    await world.beat();
    expect(told(await world.violations())).to.deep.equal(['restored 12:05 12:20 12:30']);
    const window: JsonObject = {
      ...{ name: 'Work', kind: 'planned', reason: 'was forgotten', scope: { entity: [{ id: 'site-7' }] } },
      ...{ startDateTime: '2026-11-22T12:04:00Z', endDateTime: '2026-11-22T12:28:00Z' },
    };
    await world.service.create(maintenanceWindow, window, {});
    world.clock.advance(minute);
    const again = { start: present + 4 * minute, end: present + 28 * minute, reason: 'maintenance' };
    const { id } = (await world.commitment()).terms;
    await reassess(world.collections.commitments, [id], { again, now: world.clock.now() });
    world.clock.advance(settledAfterMs);
    await world.beat();
    expect(told(await world.violations())).to.deep.equal(['withdrawn 12:05 12:20 12:30']);
  });
});
