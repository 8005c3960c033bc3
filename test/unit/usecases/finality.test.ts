import { expect } from 'chai';
import type { Sample } from '../../../src/domain/measurement.ts';
import { isJsonObject, type JsonObject } from '../../../src/kernel/json.ts';
import type { ChangeEvent } from '../../../src/tmf630/change-event.ts';
import { slaViolation } from '../../../src/resources/sla-violation.ts';
import { createAssessmentStatements } from '../../../src/usecases/assessment-statements.ts';
import { createWorld, day, hour, minute, steady, utc, type World } from './support.ts';

const march = utc('2026-03-01T00:00');
const april2 = utc('2026-04-02T09:00');
const site = { indicator: 'availability' };
const monthly: JsonObject = {
  ...{ id: 'up', metric: 'availability', unit: '%', operator: '.ge', referenceValue: '99.95' },
  transformationAlgorithmOfKQI: 'availability',
  conformanceWindow: { type: 'calendar', duration: 'P1M', timeZone: 'UTC' },
  validFor: { startDateTime: '2026-03-01T00:00:00Z' },
};

function outage(start: number, minutes: number, source?: string): Sample {
  return {
    ...{ kind: 'state', start, end: start + minutes * minute, state: 'down', weight: 1 },
    ...(source === undefined ? {} : { source }),
  };
}

describe('late data after the result was final', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    world.clock.advance(march - world.clock.now());
  });
  afterEach(async () => {
    expect(world.errors).to.deep.equal([]);
    await world.close();
  });

  const events = async (): Promise<ChangeEvent[]> =>
    (await world.collections.assessments.pendingEvents(1000)).map(({ event }) => event);

  /** March with an outage of 20 minutes of 44,640 (budget 22.32), final. */
  const marchIsFinal = async (minutes = 20): Promise<void> => {
    await world.promise(monthly);
    await world.observe([outage(march + 9 * day, minutes)], site);
    await world.beat();
    world.clock.advance(utc('2026-04-01T01:00') - world.clock.now());
    await world.beat();
    world.clock.advance(april2 - world.clock.now());
    await world.beat();
  };

  it('is revision 2 with the delta, an event and a violation that says so: 99.95520 % becomes 99.94400 %', async () => {
    await marchIsFinal();
    const [first] = await world.assessments();
    expect(first).to.include({ result: 'met', finality: 'final', revision: 1 });
    expect(Number(first?.['attained']).toFixed(5)).to.equal('99.95520');
    expect((await events()).map(({ eventType }) => eventType)).to.deep.equal(['AssessmentFinalizedEvent']);
    expect(await world.violations()).to.deep.equal([]);

    await world.observe([outage(march + 20 * day, 5)], site);
    await world.beat();
    const [second] = await world.assessments();
    expect(second).to.include({ result: 'notMet', finality: 'restated', revision: 2, reason: 'late measurements' });
    expect(Number(second?.['attained']).toFixed(5)).to.equal('99.94400');
    const [violation, ...others] = await world.violations();
    expect(others).to.deep.equal([]);
    expect(violation).to.include({ state: 'restored', reason: 'restated', type: 'targetMissed' });
    const restated = (await events()).find(({ eventType }) => eventType === 'AssessmentRestatedEvent');
    const delta = restated?.payload['delta'];
    expect(isJsonObject(delta) && delta['result']).to.deep.equal({ from: 'met', to: 'notMet' });
    const attained = isJsonObject(delta) ? delta['attained'] : null;
    const difference = isJsonObject(attained ?? null) ? (attained as JsonObject)['difference'] : undefined;
    expect(Number(difference).toFixed(5)).to.equal('-0.01120');

    await world.beat();
    expect(await events()).to.have.length(2);
    const statements = createAssessmentStatements(world.collections);
    const id = String(second?.['id']);
    expect((await statements.list(id)).map(({ revision, result }) => [revision, result])).to.deep.equal([
      [1, 'met'],
      [2, 'notMet'],
    ]);
    expect(await statements.get(id, 1)).to.deep.equal(first);
  });

  it('withdraws the violation when the breach is gone: it stays, and its event is sent', async () => {
    await marchIsFinal(25);
    const [violation] = await world.violations();
    expect(violation).to.include({ state: 'restored' }).and.not.to.have.property('reason');
    // The same outage, corrected.
    await world.observe([outage(march + 9 * day, 20)], site);
    await world.beat();
    expect((await world.assessments())[0]).to.include({ result: 'met', finality: 'restated', revision: 2 });
    const [withdrawn, ...others] = await world.violations();
    expect(others).to.deep.equal([]);
    expect(withdrawn).to.include({ id: violation?.['id'], state: 'withdrawn', clearedReason: 'restated' });
    const pending = await world.collections.violations.pendingEvents(100);
    const last = pending.at(-1)?.event;
    expect(last?.eventType).to.equal('SLAViolationValueChangeNotification');
    expect(last?.payload['state']).to.equal('withdrawn');
  });

  it('opens the next episode when facts change once more', async () => {
    await marchIsFinal(25);
    await world.observe([outage(march + 9 * day, 20)], site);
    await world.beat();
    await world.observe([outage(march + 9 * day, 30)], site);
    await world.beat();
    await world.beat();
    const violations = (await world.violations()).map(({ state, episode, reason }) => [state, episode, reason]);
    expect(violations).to.have.deep.members([
      ['withdrawn', 1, undefined],
      ['restored', 2, 'restated'],
    ]);
    expect((await world.assessments())[0]).to.include({ result: 'notMet', revision: 3 });
  });

  it('leaves a violation that people have closed as it is, with a note', async () => {
    await marchIsFinal(25);
    const [violation] = await world.violations();
    await world.service.patch(slaViolation, String(violation?.['id']), { state: 'closed' }, {});
    await world.observe([outage(march + 9 * day, 20)], site);
    await world.beat();
    await world.beat();
    const [closed] = await world.violations();
    expect(closed).to.include({ state: 'closed' });
    expect(closed?.['evaluationNote']).to.equal('by the facts known now it was none (restated)');
  });

  it('withdraws in an open period too, and the status goes back', async () => {
    await world.promise(monthly);
    await world.observe([outage(march + 9 * day, 25)], site);
    world.clock.advance(march + 10 * day - world.clock.now());
    await world.beat();
    expect((await world.commitment()).state.status).to.equal('violated');
    await world.observe([outage(march + 9 * day, 20)], site);
    await world.beat();
    expect((await world.commitment()).state.status).to.equal('compliant');
    expect((await world.violations())[0]).to.include({ state: 'withdrawn', clearedReason: 'lateMeasurements' });
  });

  it('judges a closed period by the promise it was closed under, whatever the contract says since', async () => {
    await marchIsFinal();
    const [sla] = await world.collections.slas.getMany(['1']);
    const [rule] = (sla?.document['rule'] ?? []) as JsonObject[];
    await world.patch('1', { rule: [{ ...rule, referenceValue: '99.99' }] });
    await world.beat();
    expect((await world.assessments())[0]).to.include({ result: 'met', revision: 1, target: '99.95' });
    await world.observe([outage(march + 20 * day, 1)], site);
    await world.beat();
    const [second] = await world.assessments();
    // 21 minutes: too many for 99.99 %.
    expect(second).to.include({ result: 'met', finality: 'restated', revision: 2, target: '99.95' });
    expect(second?.['versions']).to.deep.equal(['sla/1@1']);
    await world.observe([outage(march + 21 * day, 5)], site);
    await world.beat();
    expect((await world.assessments())[0]).to.include({ result: 'notMet', revision: 3 });
    expect(await world.violations()).to.have.length(1);
    expect((await world.violations())[0]).to.include({ limit: '99.95', reason: 'restated' });
    await world.observe([outage(utc('2026-04-02T01:00'), 5)], site);
    world.clock.advance(day);
    await world.beat();
    expect((await world.commitment()).state.status).to.equal('violated');
    const periods = (await world.violations()).map(({ limit, period }) => [
      limit,
      (period as JsonObject)['startDateTime'],
    ]);
    expect(periods).to.have.deep.members([
      ['99.95', '2026-03-01T00:00:00.000Z'],
      ['99.99', '2026-04-01T00:00:00.000Z'],
    ]);
  });

  it('looks at closed periods as they were cut, though the contract cuts them otherwise since', async () => {
    await marchIsFinal();
    const [sla] = await world.collections.slas.getMany(['1']);
    const [rule] = (sla?.document['rule'] ?? []) as JsonObject[];
    const conformanceWindow = { type: 'calendar', duration: 'P1D', timeZone: 'UTC' };
    await world.patch('1', { rule: [{ ...rule, conformanceWindow }] });
    await world.beat();
    await world.observe([outage(march + 20 * day, 5)], site);
    await world.beat();
    const ofMarch = (await world.assessments()).filter(
      ({ period }) => String((period as JsonObject)['startDateTime']) < '2026-04',
    );
    expect(ofMarch.map(({ result, revision }) => [result, revision])).to.deep.equal([['notMet', 2]]);
    expect(await world.violations()).to.have.length(1);
  });

  it('changes nothing final silently: every change of a final statement is a revision that stays readable', async () => {
    await marchIsFinal();
    const statements = createAssessmentStatements(world.collections);
    const trail: JsonObject[] = [];
    for (const [at, minutes] of [
      [9, 20],
      [20, 5],
      [20, 1],
      [21, 7],
      [9, 1],
      [9, 1],
    ] as const) {
      await world.observe([outage(march + at * day, minutes)], site);
      await world.beat();
      const [now] = await world.assessments();
      if (now === undefined) throw new Error('no assessment');
      if (now['revision'] !== trail.at(-1)?.['revision']) trail.push(now);
      expect(now).to.deep.equal(trail.at(-1));
      expect(await statements.list(String(now['id']))).to.deep.equal(trail);
    }
    expect(trail.map(({ revision }) => revision)).to.deep.equal([1, 2, 3, 4, 5]);
    const told = (await events()).map(({ eventType, payload }) => [eventType, payload['revision']]);
    expect(told).to.deep.equal([
      ['AssessmentFinalizedEvent', 1],
      ...[2, 3, 4, 5].map((revision) => ['AssessmentRestatedEvent', revision]),
    ]);
  });
});

describe('late data under rolling windows and lasting breaches', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(async () => {
    expect(world.errors).to.deep.equal([]);
    await world.close();
  });

  it('assesses anew every window that the status has passed and a late fact lies in', async () => {
    const from = utc('2026-11-22T06:00');
    await world.promise({ conformanceWindow: { type: 'rolling', duration: 'PT1H', timeZone: 'UTC' } });
    await world.measure(steady(from, 30, 60));
    await world.beat();
    const before = new Map((await world.assessments()).map(({ id, attained }) => [id, attained]));
    const late = from + 2 * hour + 2 * minute;
    await world.measure([[late, 69]]);
    await world.beat();
    const changed = (await world.assessments()).filter(({ id, attained }) => attained !== before.get(id));
    const ends = changed.map(({ period }) => Date.parse(String((period as JsonObject)['endDateTime'])));
    expect(ends.length).to.be.greaterThan(10);
    expect(Math.min(...ends)).to.be.greaterThan(late);
    expect(Math.max(...ends)).to.be.at.most(late + hour + minute);
    for (const { attained } of changed) expect(Number(attained)).to.equal(33);
  });

  it('comes to the same as if the fact had come in time', async () => {
    const from = utc('2026-11-22T06:00');
    const rule: JsonObject = { conformanceWindow: { type: 'rolling', duration: 'PT1H', timeZone: 'UTC' } };
    const values = steady(from, 30, 60);
    await world.promise(rule);
    await world.measure(values.filter((_, at) => at !== 30));
    await world.beat();
    await world.measure(values.filter((_, at) => at === 30));
    await world.beat();
    const other = await createWorld();
    await other.promise(rule);
    await other.measure(values);
    await other.beat();
    const figures = async (each: World) => (await each.assessments()).map(({ period, figures }) => [period, figures]);
    expect(await figures(world)).to.deep.equal(await figures(other));
    await other.close();
  });

  it('names a lasting breach by the period it really began in, when the one it was named by is cleared', async () => {
    const ten = utc('2026-11-22T08:00');
    await world.promise({ verdictMode: 'instant', slice: 'PT5M' });
    await world.measure([
      ...steady(ten, 30, 11),
      [ten + 55 * minute, 70],
      ...steady(ten + hour, 70, 12),
      ...steady(ten + 2 * hour, 30, 13),
    ]);
    await world.beat();
    expect((await world.violations()).map(({ onset }) => onset)).to.deep.equal(['2026-11-22T08:55:00.000Z']);
    await world.measure([[ten + 55 * minute, 30]]);
    await world.beat();
    await world.beat();
    const found = (await world.violations()).map(({ onset, state, restoredAt }) => [onset, state, restoredAt]);
    expect(found).to.have.deep.members([
      ['2026-11-22T08:55:00.000Z', 'withdrawn', '2026-11-22T10:00:00.000Z'],
      ['2026-11-22T09:00:00.000Z', 'restored', '2026-11-22T10:00:00.000Z'],
    ]);
  });
});
