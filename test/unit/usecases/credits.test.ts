import { expect } from 'chai';
import type { Sample } from '../../../src/domain/measurement.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { createWorld, hour, minute, steady, utc, type World } from './support.ts';

const rule: JsonObject = {
  ...{ id: 'up', metric: 'availability', unit: '%', operator: '.ge', referenceValue: '99.95' },
  ...{ transformationAlgorithmOfKQI: 'availability' },
  conformanceWindow: { type: 'calendar', duration: 'P1M', timeZone: 'UTC' },
};
const creditSchedule: JsonObject = {
  basis: { value: 1000, unit: 'EUR' },
  linear: { percent: 1, step: 0.1 },
  ...{ capPercent: 50, claimWindow: 'P30D', chronic: { months: 3, action: 'terminationRight' } },
};

const down = (start: number, minutes: number): Sample => ({
  ...{ kind: 'state', start, end: start + minutes * minute, state: 'down', weight: 1 },
});

describe('credits of violations', () => {
  let world: World;
  const begin = async (schedule: JsonObject, from = '2027-04-01'): Promise<string> => {
    world = await createWorld();
    world.clock.advance(utc(`${from}T00:00`) - world.clock.now());
    return world.promise(rule, { creditSchedule: schedule, validFor: { startDateTime: `${from}T00:00:00Z` } });
  };
  const outage = (at: string, minutes: number): Promise<void> =>
    world.observe([down(utc(at), minutes)], { indicator: 'availability' });
  const until = async (at: string): Promise<void> => {
    await world.pass(utc(at) - world.clock.now());
    await world.beat();
  };
  const credits = async (): Promise<JsonObject[]> =>
    (await world.violations()).map((violation) => (violation['recommendedCredit'] ?? {}) as JsonObject);
  const told = async (): Promise<JsonObject[]> =>
    (await world.collections.violations.pendingEvents(100))
      .filter(({ event }) => event.eventType === 'CreditRecommendedEvent')
      .map(({ event }) => event.payload['recommendedCredit'] as JsonObject);

  afterEach(() => world.close());

  it('are recommended when the period is over, with formula and claim window, and told to billing once', async () => {
    await begin(creditSchedule);
    await outage('2027-04-10T00:00', 65);
    await until('2027-04-11T00:00');
    expect(await credits()).to.deep.equal([{}]);
    await until('2027-05-01T00:05');
    await until('2027-05-02T00:00');
    const [credit = {}] = await credits();
    expect(credit).to.deep.include({
      ...{ status: 'recommended', month: '2027-04', currency: 'EUR', percent: '2' },
      ...{ amount: { value: '20.00', unit: 'EUR' }, basis: { value: '1000.00', unit: 'EUR' } },
      claimUntil: '2027-05-31T00:00:00.000Z',
      formula: '99.95 − 99.84954 = 0.100463: 2 started steps of 0.1 × 1 % = 2 % of 1000.00 EUR = 20.00 EUR',
    });
    expect(await told()).to.have.length(1);
  });

  it('a later outage after the month gives an adjustment with its delta', async () => {
    await begin(creditSchedule);
    await outage('2027-04-10T00:00', 65);
    await until('2027-05-05T00:00');
    await outage('2027-04-20T00:00', 50);
    await until('2027-05-05T01:00');
    const [credit = {}] = await credits();
    expect(credit['amount']).to.deep.equal({ value: '30.00', unit: 'EUR' });
    const [adjustment] = credit['adjustment'] as JsonObject[];
    expect(adjustment).to.deep.include({ reason: 'restated', delta: { value: '10.00', unit: 'EUR' } });
    expect(await told()).to.have.length(2);
    await until('2027-05-05T02:00');
    expect(await told()).to.have.length(2);
  });

  it('an outage taken back takes the credit back, and what was recommended stays in sight', async () => {
    await begin(creditSchedule);
    await outage('2027-04-10T00:00', 65);
    await until('2027-05-05T00:00');
    await outage('2027-04-10T00:00', 1);
    await until('2027-05-05T01:00');
    const [credit = {}] = await credits();
    expect(credit).to.deep.include({ status: 'withdrawn', amount: { value: '0.00', unit: 'EUR' } });
    expect(credit['adjustment']).to.have.nested.property('[0].delta.value', '-20.00');
  });

  describe('of a result stated anew', () => {
    const restated = async (): Promise<JsonObject[]> =>
      (await world.collections.assessments.pendingEvents(100))
        .filter(({ event }) => event.eventType === 'AssessmentRestatedEvent')
        .map(({ event }) => event.payload['delta'] as JsonObject);
    const eur = (value: string): JsonObject => ({ value, unit: 'EUR' });

    it('are told with it: what was recommended, what is, and the difference to book', async () => {
      await begin(creditSchedule);
      await outage('2027-04-10T00:00', 65);
      await until('2027-05-05T00:00');
      await outage('2027-04-20T00:00', 50);
      await until('2027-05-05T01:00');
      const [violation] = await world.violations();
      const [delta, ...others] = await restated();
      expect(others).to.deep.equal([]);
      expect(delta?.['credit']).to.deep.equal([
        {
          violation: { id: String(violation?.['id']) },
          from: eur('20.00'),
          to: eur('30.00'),
          difference: eur('10.00'),
        },
      ]);
      const [credit = {}] = await credits();
      expect(credit['adjustment']).to.have.nested.property('[0].delta.value', '10.00');
    });

    it('are told as taken back, and as new where the period was kept before', async () => {
      await begin(creditSchedule);
      await outage('2027-04-10T00:00', 65);
      await until('2027-05-05T00:00');
      await outage('2027-04-10T00:00', 1);
      await until('2027-05-05T01:00');
      const [violation] = await world.violations();
      expect((await restated()).map(({ credit }) => credit)).to.deep.equal([
        [
          {
            violation: { id: String(violation?.['id']) },
            from: eur('20.00'),
            to: eur('0.00'),
            difference: eur('-20.00'),
          },
        ],
      ]);
      await outage('2027-04-20T00:00', 65);
      await until('2027-05-05T02:00');
      const again = (await world.violations()).find(({ state }) => state !== 'withdrawn');
      expect((await restated())[1]?.['credit']).to.deep.equal([
        { violation: { id: String(again?.['id']) }, from: eur('0.00'), to: eur('20.00'), difference: eur('20.00') },
      ]);
    });

    it('are not told of where they stay, and nowhere without a credit schedule', async () => {
      await begin(creditSchedule);
      await outage('2027-04-10T00:00', 65);
      await until('2027-05-05T00:00');
      await outage('2027-04-20T00:00', 1);
      await until('2027-05-05T01:00');
      expect(await restated()).to.have.length(1);
      expect((await restated())[0]).not.to.have.property('credit');
    });
  });

  it('three months missed running give the further right of the contract', async () => {
    await begin(creditSchedule, '2027-02-01');
    for (const month of ['02', '03', '04']) {
      await outage(`2027-${month}-10T00:00`, 65);
      await until(`2027-${month}-12T00:00`);
    }
    await until('2027-05-02T00:00');
    const chronic = (await credits()).map((credit) => credit['chronic']);
    expect(chronic).to.deep.equal([undefined, undefined, { months: 3, action: 'terminationRight' }]);
  });

  it('two rules missed by one outage are credited once, with the higher credit', async () => {
    world = await createWorld();
    world.clock.advance(utc('2027-04-01T00:00') - world.clock.now());
    const rules = [rule, { ...rule, id: 'strict', referenceValue: '99.99' }];
    await world.promise(rule, { creditSchedule, rule: rules, validFor: { startDateTime: '2027-04-01T00:00:00Z' } });
    await outage('2027-04-10T00:00', 65);
    await until('2027-05-02T00:00');
    const amounts = (await credits()).map((credit) => (credit['amount'] as JsonObject)['value']);
    expect(amounts.reduce<number>((sum, each) => sum + Number(each), 0)).to.equal(20);
  });

  it('parts of a period that are compared by themselves are credited when they are missed', async () => {
    world = await createWorld();
    await world.promise(
      {},
      { creditSchedule: { basis: { value: 10, unit: 'EUR' }, band: [{ from: 50, percent: 10 }] } },
    );
    await world.measure(steady(world.clock.now(), 70, 12));
    await world.pass(2 * hour, minute * 30);
    expect(await credits()).to.have.nested.property('[0].amount.value', '1.00');
  });

  it('parts of a period: each violation has its own, and one that is taken back loses it', async () => {
    world = await createWorld();
    world.clock.advance(utc('2027-04-06T00:00') - world.clock.now());
    const daily: JsonObject = {
      conformanceWindow: { type: 'calendar', duration: 'P1D', timeZone: 'UTC' },
      ...{ verdictMode: 'instant', slice: 'PT1H' },
    };
    const each = { basis: { value: 1000, unit: 'EUR' }, linear: { percent: 1, step: 10 }, perEvent: 'each' };
    await world.promise(daily, { creditSchedule: each, validFor: { startDateTime: '2027-04-06T00:00:00Z' } });
    // 80 is three steps of ten beyond 50, 60 is one; both come in at once.
    const hours = [30, 80, 30, 60, 30, 30, 30, 30];
    await world.measure(hours.flatMap((amount, at) => steady(utc('2027-04-06T00:00') + at * hour, amount, 12)));
    await until('2027-04-06T08:00');
    const amounts = async (): Promise<unknown[]> =>
      (await world.violations())
        .map(({ onset, recommendedCredit }) => {
          const { amount, status } = recommendedCredit as JsonObject;
          return [String(onset).slice(11, 16), (amount as JsonObject)['value'], status];
        })
        .sort();
    expect(await amounts()).to.deep.equal([
      ['01:00', '30.00', 'recommended'],
      ['03:00', '10.00', 'recommended'],
    ]);
    await world.measure(steady(utc('2027-04-06T01:00'), 30, 12));
    // It breaks off when the violation is withdrawn and its credit is not: what is left undone is done by the next beat.
    const store = world.collections.violations;
    const whole = store.write.bind(store);
    store.write = (change) =>
      JSON.stringify(change).includes('"reason":"withdrawn"') ? Promise.reject(new Error('power cut')) : whole(change);
    world.clock.advance(minute);
    expect(await world.beat().catch((error: unknown) => String(error))).to.equal('Error: power cut');
    store.write = whole;
    await until('2027-04-06T09:00');
    expect(await amounts()).to.deep.equal([
      ['01:00', '0.00', 'withdrawn'],
      ['03:00', '10.00', 'recommended'],
    ]);
  });

  it('an agreement that says nothing about credits has none', async () => {
    world = await createWorld();
    await world.promise();
    await world.measure(steady(world.clock.now(), 70, 12));
    await world.pass(2 * hour, minute * 30);
    expect(await credits()).to.deep.equal([{}]);
  });
});
