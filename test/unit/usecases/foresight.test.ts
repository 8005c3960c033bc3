import { expect } from 'chai';
import type { Sample } from '../../../src/domain/measurement.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { collectorGap } from '../../../src/resources/collector-gap.ts';
import { commitmentDocument } from '../../../src/usecases/commitment-record.ts';
import { reassessGaps } from '../../../src/usecases/corrected-gaps.ts';
import { createTimeRules } from '../../../src/usecases/time-rules.ts';
import { createWorld, day, hour, minute, utc, type World } from './support.ts';

const monthly: JsonObject = {
  ...{ id: 'up', metric: 'availability', unit: '%', operator: '.ge', referenceValue: '99.95' },
  ...{ transformationAlgorithmOfKQI: 'availability' },
  conformanceWindow: { type: 'calendar', duration: 'P1M', timeZone: 'UTC' },
};

const down = (start: number, minutes: number): Sample => ({
  ...{ kind: 'state', start, end: start + minutes * minute, state: 'down', weight: 1 },
});

const up = (start: number, end: number): Sample => ({ kind: 'state', start, end, state: 'up', weight: 0 });

describe('how a period is going to end', () => {
  let world: World;
  const availability = { indicator: 'availability' };
  const of = async (): Promise<JsonObject> => commitmentDocument(await world.commitment());

  beforeEach(async () => {
    world = await createWorld();
    world.clock.advance(utc('2027-04-01T00:00') - world.clock.now());
    await world.promise(monthly, { validFor: { startDateTime: '2027-04-01T00:00:00Z' } });
  });
  afterEach(() => world.close());

  const outages = async (days: readonly number[], minutes: number): Promise<void> => {
    await world.observe(
      days.map((each) => down(utc('2027-04-01T00:00') + (each - 1) * day + 9 * hour, minutes)),
      availability,
    );
  };

  it('a commitment tells its budget: 21.6 min in April, 5 of them gone', async () => {
    await outages([2], 5);
    await world.pass(4 * day);
    expect((await of())['budget']).to.deep.equal({
      totalMs: 21.6 * minute,
      usedMs: 5 * minute,
      remainingPercent: '76.8519',
    });
    expect((await of())['jeopardy']).to.include({ isInJeopardy: false, method: 'bootstrap' });
  });

  it('a collector gap loses nothing, though silence is bad and was taken for a loss before', async () => {
    const { timeRulesOf } = createTimeRules({ ...world.collections, clock: world.clock });
    world.deps.timeRulesOf = timeRulesOf;
    const first = utc('2027-04-01T00:00');
    await world.promise(
      { ...monthly, id: 'strict', missingData: 'bad' },
      {
        ...{ validFor: { startDateTime: '2027-04-01T00:00:00Z' }, relatedEntity: [{ id: 'site-8' }] },
      },
    );
    const series = { ...availability, subject: 'site-8' };
    await world.observe([up(first, first + day), up(first + day + 30 * minute, first + 2 * day)], series);
    await world.pass(2 * day + hour);
    const losses = async (): Promise<number | undefined> => {
      const found = (await world.commitments()).find(({ terms }) => terms.series.subject === 'site-8');
      const pieces = found?.foresight?.ledger.pieces.filter(([start]) => start < first + 2 * day);
      return pieces?.reduce((sum, [, , lost]) => sum + lost, 0);
    };
    expect(await losses()).to.equal(30 * minute);
    const [startDateTime, endDateTime] = ['2027-04-02T00:00:00Z', '2027-04-02T00:20:00Z'];
    await world.service.create(collectorGap, { scope: { all: true }, reason: 'probe', startDateTime, endDateTime }, {});
    const events = (await world.collections.collectorGaps.pendingEvents(10)).map(({ event }) => event);
    await reassessGaps(world.collections, events, world.clock.now());
    await world.pass(minute, minute);
    expect(await losses()).to.equal(10 * minute);
  });

  it('jeopardy is raised with an event that says when and how, and makes no violation', async () => {
    for (let each = 1; each <= 10; each += 1) {
      await outages([each], 0.9);
      await world.pass(day);
    }
    await world.relay();
    const { jeopardy, status } = await of();
    expect(status).to.equal('compliant');
    expect(jeopardy).to.include({ isInJeopardy: true, method: 'bootstrap' });
    expect(jeopardy).to.have.property('expectedAt');
    expect(jeopardy).to.have.nested.property('inputs.outages', 10);
    expect(await world.violations()).to.deep.equal([]);
  });

  it('one event for one raising', async () => {
    for (let each = 1; each <= 10; each += 1) {
      await outages([each], 0.9);
      await world.pass(day, 12 * hour);
    }
    const events = (await world.collections.commitments.pendingEvents(100)).map(({ event }) => event);
    const raised = events.filter(({ payload }) => 'previousJeopardy' in payload);
    expect(raised.map(({ payload }) => (payload['jeopardy'] as JsonObject)['isInJeopardy'])).to.deep.equal([true]);
    await world.beat();
    expect(await world.collections.commitments.pendingEvents(100)).to.have.length(events.length);
  });

  it('what is taken back clears it, as does the loss itself', async () => {
    await outages([1, 2, 3, 4, 5], 3);
    await world.pass(6 * day);
    expect((await of())['jeopardy']).to.include({ isInJeopardy: true });
    await outages([1, 2, 3, 4, 5], 0.1);
    await world.pass(hour);
    expect((await of())['jeopardy']).to.include({ isInJeopardy: false });
    await outages([6], 30);
    await world.pass(day);
    const { jeopardy, status, budget } = await of();
    expect(status).to.equal('violated');
    expect(jeopardy).to.include({ isInJeopardy: false });
    expect(Number((budget as JsonObject)['remainingPercent'])).to.be.below(0);
  });

  it('silence clears it, too', async () => {
    await outages([1, 2, 3, 4, 5], 2.2);
    await world.pass(6 * day);
    expect((await of())['jeopardy']).to.include({ isInJeopardy: true });
    await world.pass(20 * day, 6 * hour);
    expect((await of())['jeopardy']).to.include({ isInJeopardy: false });
  });

  it('a fast burn with half of the budget gone is jeopardy at once', async () => {
    await outages([2], 11);
    await world.pass(4 * day);
    const start = world.clock.now();
    await world.observe([{ kind: 'state', start, state: 'down', weight: 1 }], availability);
    await world.pass(6 * minute, minute);
    const { jeopardy, burnRate } = await of();
    expect(burnRate).to.have.nested.property('[0].isExceeded', true);
    expect(jeopardy).to.include({ isInJeopardy: true, method: 'burnRate' });
  });

  it('in whatever steps it is evaluated, the same is remembered', async () => {
    for (const each of [1, 3, 4]) {
      await world.pass(utc('2027-04-01T10:00') + (each - 1) * day - world.clock.now());
      await outages([each], 4);
      await world.pass(5 * hour, 2 * hour);
    }
    const stepwise = (await world.commitment()).foresight?.ledger;
    const other = await createWorld();
    other.clock.advance(utc('2027-04-01T00:00') - other.clock.now());
    await other.promise(monthly, { validFor: { startDateTime: '2027-04-01T00:00:00Z' } });
    other.clock.advance(world.clock.now() - other.clock.now());
    const samples = [1, 3, 4].map((each) => down(utc('2027-04-01T00:00') + (each - 1) * day + 9 * hour, 4));
    await other.observe(samples, availability);
    await other.beat();
    expect((await other.commitment()).foresight?.ledger.pieces).to.deep.equal(stepwise?.pieces);
    await other.close();
  });

  it('a level has no budget', async () => {
    const levels = await createWorld();
    await levels.promise();
    await levels.measure([[levels.clock.now(), 10]]);
    await levels.beat();
    const document = commitmentDocument(await levels.commitment());
    expect(document).not.to.have.property('budget');
    expect(document['jeopardy']).to.deep.equal({ isInJeopardy: false });
    await levels.close();
  });
});

describe('how a ratio is going to end', () => {
  it('burns fast when requests go wrong in the last hour and the last minutes', async () => {
    const world = await createWorld();
    world.clock.advance(utc('2027-04-10T00:00') - world.clock.now());
    await world.promise({
      ...monthly,
      ...{
        metric: 'requests',
        transformationAlgorithmOfKQI: 'ratio',
        referenceValue: '99.9',
        measurementInterval: 'PT5M',
      },
    });
    const counts = (good: number): Sample => {
      const start = world.clock.now() - 5 * minute;
      return { kind: 'ratio', start, end: start + 5 * minute, good, total: 200 };
    };
    for (let step = 0; step < 24; step += 1) {
      await world.observe([counts(step < 12 ? 200 : 195)], { indicator: 'requests' });
      await world.pass(5 * minute);
    }
    const { budget, burnRate } = commitmentDocument(await world.commitment());
    expect(budget).to.include({ usedEvents: 60 });
    const [fast] = burnRate as JsonObject[];
    expect(fast).to.include({ window: 'PT1H', shortWindow: 'PT5M', isExceeded: true });
    expect(fast?.['rate']).to.be.closeTo(25, 0.001);
    await world.close();
  });
});
