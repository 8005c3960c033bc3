import { expect } from 'chai';
import { formatInstant } from '../../../src/kernel/instant.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { maintenanceWindow } from '../../../src/resources/maintenance-window.ts';
import { commitmentDocument } from '../../../src/usecases/commitment-record.ts';
import { reassess } from '../../../src/usecases/reassess.ts';
import { createTimeRules } from '../../../src/usecases/time-rules.ts';
import { createWorld, hour, minute, steady, utc, type World } from './support.ts';

const at = (text: string): number => utc(`2027-04-06T${text}`);
const daily: JsonObject = {
  conformanceWindow: { type: 'calendar', duration: 'P1D', timeZone: 'UTC' },
  ...{ verdictMode: 'instant', slice: 'PT1H', maintenance: { treatment: 'exclude' } },
};

describe('work entered after slices of the running period have passed', () => {
  let world: World;
  const begin = async (rule: JsonObject = {}): Promise<void> => {
    world = await createWorld();
    world.clock.advance(at('00:00') - world.clock.now());
    world.deps.timeRulesOf = createTimeRules({ ...world.collections, clock: world.clock }).timeRulesOf;
    await world.promise({ ...daily, ...rule }, { validFor: { startDateTime: '2027-04-01T00:00:00Z' } });
  };
  /** Hour by hour one value each five minutes, with a beat after each. */
  const hours = async (amounts: readonly number[]): Promise<void> => {
    for (const amount of amounts) {
      await world.measure(steady(world.clock.now(), amount, 12));
      await world.pass(hour);
    }
  };
  const corrected = async (start: number, end: number): Promise<void> => {
    const { terms } = await world.commitment();
    const again = { start, end, reason: 'work entered late' };
    await reassess(world.collections.commitments, [terms.id], { again, now: world.clock.now() });
    await world.pass(minute);
  };
  const work = async (id: string, start: number, end: number): Promise<void> => {
    const times = { startDateTime: formatInstant(start), endDateTime: formatInstant(end) };
    const more = { noticeGivenAt: '2027-03-01T00:00:00Z', reason: 'entered late' };
    const body = { id, name: id, kind: 'planned', scope: { entity: [{ id: 'site-7' }] }, ...times, ...more };
    await world.service.create(maintenanceWindow, body, {});
    await corrected(start, end);
  };
  const told = async (): Promise<unknown[]> =>
    (await world.violations()).map(({ state, episode, onset }) => [episode, state, String(onset).slice(11, 16)]);
  const status = async (): Promise<unknown> => commitmentDocument(await world.commitment())['status'];

  afterEach(async () => {
    expect(world.errors).to.deep.equal([]);
    await world.close();
  });

  it('withdraws the violation of a passed slice at the next look, while the period is open', async () => {
    await begin();
    await hours([30, 30, 80, 30, 30, 30]);
    expect(await told()).to.deep.equal([[1, 'restored', '02:00']]);
    await work('w1', at('02:00'), at('03:00'));
    expect(await told()).to.deep.equal([[1, 'withdrawn', '02:00']]);
    expect(await status()).to.equal('compliant');
    const [assessment] = await world.assessments();
    expect(assessment).to.not.include({ result: 'notMet' });
    await world.beat();
    expect(await told()).to.have.length(1);
  });

  it('brings it back when the work is called off, and later ones are counted on from it', async () => {
    await begin();
    await hours([30, 30, 80, 30, 30]);
    await work('w1', at('02:00'), at('03:00'));
    await world.service.patch(maintenanceWindow, 'w1', { state: 'cancelled', reason: 'elsewhere' }, {});
    await corrected(at('02:00'), at('03:00'));
    expect(await told()).to.have.deep.members([
      [1, 'withdrawn', '02:00'],
      [2, 'restored', '02:00'],
    ]);
    world.clock.advance(at('06:00') - world.clock.now());
    await hours([80, 30, 30]);
    expect(await told()).to.have.deep.members([
      [1, 'withdrawn', '02:00'],
      [2, 'restored', '02:00'],
      [3, 'restored', '06:00'],
    ]);
  });

  it('ends a breach that lasts, when all of it was work', async () => {
    await begin();
    await hours([30, 30, 80, 80]);
    expect(await status()).to.equal('violated');
    await work('w1', at('02:00'), at('04:00'));
    expect(await told()).to.deep.equal([[1, 'withdrawn', '02:00']]);
    expect(await status()).to.equal('compliant');
    await hours([30]);
    expect(await told()).to.have.length(1);
  });

  it('ends a breach that lasts, when all that was measured was work', async () => {
    await begin();
    await hours([80, 80, 80]);
    expect(await status()).to.equal('violated');
    await work('w1', at('00:00'), at('03:00'));
    expect(await told()).to.deep.equal([[1, 'withdrawn', '00:00']]);
    // Nothing that counts has been measured.
    expect((await world.commitment()).state.status).to.equal('noData');
    const events = (await world.collections.commitments.pendingEvents(100)).map(({ event }) => event.payload['status']);
    expect(events.at(-1)).to.equal('noData');
  });

  it('sees a breach that was taken for work, though it is no violation yet', async () => {
    await begin({ tolerancePeriod: { startDateTime: '2027-01-01T00:00:00Z', endDateTime: '2027-01-01T02:00:00Z' } });
    const times = { startDateTime: formatInstant(at('01:00')), endDateTime: formatInstant(at('03:00')) };
    const more = { noticeGivenAt: '2027-03-01T00:00:00Z', kind: 'planned', scope: { entity: [{ id: 'site-7' }] } };
    await world.service.create(maintenanceWindow, { id: 'w1', name: 'w1', ...more, ...times }, {});
    await hours([30, 80, 80, 80]);
    expect(await told()).to.deep.equal([]);
    await world.service.patch(maintenanceWindow, 'w1', { state: 'cancelled', reason: 'elsewhere' }, {});
    await corrected(at('01:00'), at('03:00'));
    expect((await world.commitment()).state).to.include({ status: 'breaching', onset: at('01:00') });
    await world.measure(steady(world.clock.now(), 80, 1));
    await world.pass(minute);
    expect(await told()).to.deep.equal([[1, 'open', '01:00']]);
  });

  it('lets a breach that lasts begin behind the work', async () => {
    await begin();
    await hours([30, 80, 80, 80]);
    await work('w1', at('01:00'), at('02:00'));
    expect(await status()).to.equal('violated');
    const { state } = await world.commitment();
    // The slice from 03:00 is not over yet.
    expect(state).to.include({ onset: at('02:00'), breachMs: hour });
    expect((await told()).filter((each) => Array.isArray(each) && each[1] !== 'withdrawn')).to.have.length(1);
  });

  it('takes the time of work out of a breach that is not yet long enough', async () => {
    await begin({ tolerancePeriod: { startDateTime: '2027-01-01T00:00:00Z', endDateTime: '2027-01-01T02:00:00Z' } });
    await hours([30, 80, 80]);
    expect(await status()).to.equal('breaching');
    await work('w1', at('01:00'), at('03:00'));
    world.clock.advance(at('04:00') - world.clock.now());
    await world.measure(steady(at('03:00'), 80, 12));
    await hours([80]);
    expect(await told()).to.deep.equal([]);
    expect((await world.commitment()).state).to.include({ status: 'breaching', onset: at('03:00') });
  });

  it('so are facts that come in late: hours late at once', async () => {
    await begin();
    await hours([30, 30, 80, 30, 30, 30, 30]);
    await world.measure(steady(at('02:00'), 30, 12));
    await world.pass(minute);
    expect(await told()).to.deep.equal([[1, 'withdrawn', '02:00']]);
    await world.measure(steady(at('01:00'), 80, 12));
    await world.pass(minute);
    expect(await told()).to.have.deep.members([
      [1, 'withdrawn', '02:00'],
      [2, 'restored', '01:00'],
    ]);
  });

  it('so are facts that come in a little late: when the period is over', async () => {
    await begin();
    await hours([30, 80, 30]);
    await world.measure(steady(at('01:00'), 30, 12));
    await world.pass(minute);
    world.clock.advance(utc('2027-04-07T00:00') - world.clock.now());
    await world.measure(steady(world.clock.now(), 30, 1));
    await world.pass(hour);
    expect(await told()).to.deep.equal([[1, 'withdrawn', '01:00']]);
  });

  it('changes nothing where nothing of the slices changes', async () => {
    await begin();
    await hours([30, 30, 80, 30]);
    const before = await told();
    const { state } = await world.commitment();
    await work('w1', at('01:00'), at('01:30'));
    expect(await told()).to.deep.equal(before);
    expect((await world.commitment()).state).to.deep.include({ status: state.status, episode: state.episode });
  });
});
