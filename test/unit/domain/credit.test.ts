import { expect } from 'chai';
import fc from 'fast-check';
import { creditAdjustment, creditOf, type OtherCredit } from '../../../src/domain/credit.ts';
import { creditScheduleFor, type CreditSchedule } from '../../../src/domain/credit-schedule.ts';
import { add, compareDecimals } from '../../../src/domain/decimal.ts';
import { money } from '../../../src/domain/money.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';

const promise = { target: '99.95', limit: '99.95', violationWhen: 'below', unit: '%' } as const;

/** Schedule of an agreement that says this. */
function schedule(text: JsonObject): CreditSchedule {
  const basis = { value: 1000, unit: 'EUR' };
  const read = creditScheduleFor({ creditSchedule: { basis, ...text } }, 'r1');
  if (read === undefined) throw new Error('no schedule');
  return read;
}

function amountOf(text: JsonObject, attained: string, others: OtherCredit[] = []): string | undefined {
  return creditOf({ schedule: schedule(text), objective: promise, attained, others })?.amount.value;
}

const linear = { linear: { percent: 1, step: 0.1 } };

describe('credits', () => {
  it('linear: T 99.95, attained 99.80, 1 % per started 0.1: 2 steps, 2 % of 1,000 are 20.00', () => {
    const credit = creditOf({ schedule: schedule(linear), objective: promise, attained: '99.8', others: [] });
    expect(credit).to.deep.equal({
      basis: { value: '1000.00', unit: 'EUR' },
      percent: '2',
      formula: '99.95 − 99.8 = 0.15: 2 started steps of 0.1 × 1 % = 2 % of 1000.00 EUR = 20.00 EUR',
      amount: { value: '20.00', unit: 'EUR' },
    });
  });

  it('bands: 99.5 to 99.95 gives 10 %', () => {
    const bands = {
      band: [
        { from: 99.5, to: 99.95, percent: 10 },
        { to: 99.5, percent: 25 },
      ],
    };
    expect(amountOf(bands, '99.8')).to.equal('100.00');
    expect(amountOf(bands, '99.5')).to.equal('100.00');
    expect(amountOf(bands, '99.4999')).to.equal('250.00');
    expect(amountOf(bands, '99.95')).to.equal(undefined);
  });

  it('a step counts once it has begun, and a whole one only once', () => {
    expect(amountOf(linear, '99.9499999')).to.equal('10.00');
    expect(amountOf(linear, '99.85')).to.equal('10.00');
    expect(amountOf(linear, '99.8499999')).to.equal('20.00');
    expect(amountOf(linear, '99.95')).to.equal(undefined);
  });

  it('above the target steps and bands go the other way', () => {
    const slow = { target: '50', limit: '50', violationWhen: 'above', unit: 'ms' } as const;
    const of = (text: JsonObject, attained: string): string | undefined =>
      creditOf({ schedule: schedule(text), objective: slow, attained, others: [] })?.amount.value;
    expect(of({ linear: { percent: 0.5, step: 10 } }, '71')).to.equal('15.00');
    expect(of({ band: [{ from: 50, to: 60, percent: 5 }] }, '60')).to.equal('50.00');
    expect(of({ band: [{ from: 50, to: 60, percent: 5 }] }, '50')).to.equal(undefined);
  });

  it('a cap of the month leaves what other credits have left of it', () => {
    const capped = { ...linear, capPercent: 50 };
    expect(amountOf(capped, '90')).to.equal('500.00');
    expect(amountOf(capped, '99.8', [{ amount: '490.00', isSameEvent: false }])).to.equal('10.00');
    expect(amountOf(capped, '99.8', [{ amount: '500.00', isSameEvent: false }])).to.equal('0.00');
  });

  it('one event is credited once, with the highest of its credits', () => {
    expect(amountOf(linear, '99.8', [{ amount: '20.00', isSameEvent: true }])).to.equal('0.00');
    expect(amountOf(linear, '99.7', [{ amount: '20.00', isSameEvent: true }])).to.equal('10.00');
    expect(amountOf({ ...linear, perEvent: 'each' }, '99.8', [{ amount: '20.00', isSameEvent: true }])).to.equal(
      '20.00',
    );
  });

  it('three months running make it chronic', () => {
    const facts = {
      schedule: schedule({ ...linear, chronic: { months: 3, action: 'terminationRight' } }),
      ...{ objective: promise, attained: '99.8', others: [] },
    };
    expect(creditOf({ ...facts, monthsMissed: 2 })?.chronic).to.equal(undefined);
    expect(creditOf({ ...facts, monthsMissed: 3 })?.chronic).to.deep.equal({ months: 3, action: 'terminationRight' });
  });

  it('amounts are rounded half up to the minor unit of the currency', () => {
    const of = (value: string, unit: string): string | undefined =>
      amountOf({ basis: { value, unit }, linear: { percent: '0.5', step: 1 } }, '99.9');
    expect(of('333', 'EUR')).to.equal('1.67');
    expect(of('1001', 'EUR')).to.equal('5.01');
    expect(of('33300', 'JPY')).to.equal('167');
    expect(of('333.3', 'KWD')).to.equal('1.667');
    expect(money('-0.004', 'EUR').value).to.equal('0.00');
    expect(money('-2.345', 'EUR').value).to.equal('-2.35');
  });

  it('a schedule is for the rules it names', () => {
    const basis = { value: '10', unit: 'EUR' };
    const sla = { creditSchedule: [{ rule: ['a'], basis }, { basis: { ...basis, value: '20' } }] };
    expect(creditScheduleFor(sla, 'a')?.basis.value).to.equal('10.00');
    expect(creditScheduleFor(sla, 'b')?.basis.value).to.equal('20.00');
    expect(creditScheduleFor({}, 'b')).to.equal(undefined);
  });

  it('a restated violation gives a delta, a withdrawn one takes all of it back', () => {
    const before = money('20', 'EUR');
    expect(creditAdjustment(before, money('50', 'EUR'))?.delta).to.deep.equal({ value: '30.00', unit: 'EUR' });
    expect(creditAdjustment(before, undefined)).to.deep.equal({
      ...{ delta: { value: '-20.00', unit: 'EUR' }, before, after: { value: '0.00', unit: 'EUR' } },
    });
    expect(creditAdjustment(before, money('20', 'EUR'))).to.equal(undefined);
  });

  it('whatever the violations of a month, their credits add up to no more than the cap', () => {
    const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 99_949 }), fc.boolean()), { maxLength: 8 });
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 100 }), (drawn, capPercent) => {
        const others: OtherCredit[] = [];
        for (const [thousandths, isSameEvent] of drawn) {
          const attained = String(thousandths / 1000);
          const amount = amountOf(
            { ...linear, capPercent },
            attained,
            others.map((each) => ({ ...each, isSameEvent })),
          );
          if (amount !== undefined) others.push({ amount, isSameEvent });
        }
        const sum = others.reduce((total, { amount }) => add(total, amount), '0');
        expect(compareDecimals(sum, capPercent * 10)).to.be.at.most(0);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
