import { expect } from 'chai';
import {
  budgetOf,
  burnOf,
  burnRateOf,
  burnThreshold,
  burnWindows,
  remainingPercent,
  timeToExhaustion,
} from '../../../src/domain/budget.ts';
import type { Figures } from '../../../src/domain/assessment.ts';
import { availabilityWith, day, hour, minute, objectiveWith } from './support.ts';

function figures(of: Partial<Figures> = {}): Figures {
  return { samples: 1, countedMs: 10 * day, coveredMs: 10 * day, coverage: 1, formula: '', ...of };
}

describe('error budgets', () => {
  it('April at 99.95 %: 43,200 min leave 21.6 min, of which 9 are gone: 58.3333 % remain', () => {
    const budget = budgetOf({
      objective: availabilityWith(),
      figures: figures({ downMs: 9 * minute }),
      wholeMs: 30 * day,
    });
    expect(budget).to.deep.equal({
      unit: 'ms',
      total: String(21.6 * minute),
      used: String(9 * minute),
      remainingPercent: '58.3333',
    });
  });

  it('what remains may be negative, and is never rounded to nothing or all', () => {
    expect(remainingPercent('22', '20')).to.equal('-10');
    expect(remainingPercent('20', '20')).to.equal('0');
    expect(Number(remainingPercent('19999999999', '20000000000'))).to.be.above(0);
    expect(Number(remainingPercent('1', '20000000000'))).to.be.below(100);
    expect(remainingPercent('1', '0')).to.equal('0');
  });

  it('a tolerance widens the budget: only beyond the limit the promise is missed', () => {
    const objective = availabilityWith({ limit: '99.9' });
    expect(budgetOf({ objective, figures: figures({ downMs: 0 }), wholeMs: 30 * day })?.total).to.equal(
      String(43.2 * minute),
    );
  });

  it('time without data is down where the contract says so', () => {
    const thin = figures({ downMs: minute, coveredMs: 10 * day - 2 * minute });
    const used = (missingData: 'bad' | 'unknown'): string | undefined =>
      budgetOf({ objective: availabilityWith({ missingData }), figures: thin, wholeMs: 30 * day })?.used;
    expect(used('bad')).to.equal(String(3 * minute));
    expect(used('unknown')).to.equal(String(minute));
  });

  it('a ratio has a budget of as many bad events as the period will allow if it goes on so', () => {
    const objective = availabilityWith({
      statistic: { kind: 'ratio', method: 'occurrences' },
      target: '99.9',
      limit: '99.9',
    });
    const counted = figures({ good: 99_950, total: 100_000 });
    expect(budgetOf({ objective, figures: counted, wholeMs: 30 * day })).to.deep.equal({
      unit: 'events',
      total: '300',
      used: '50',
      remainingPercent: '83.3333',
    });
    expect(budgetOf({ objective, figures: figures({ good: 0, total: 0 }), wholeMs: day })).to.equal(undefined);
  });

  it('a level has none, nor has a share promised as at most', () => {
    expect(budgetOf({ objective: objectiveWith(), figures: figures(), wholeMs: day })).to.equal(undefined);
    const most = availabilityWith({ violationWhen: 'above' });
    expect(budgetOf({ objective: most, figures: figures(), wholeMs: day })).to.equal(undefined);
  });
});

describe('burn rates', () => {
  it('a 744 h month: 2 % in 1 h is 14.88, 5 % in 6 h is 6.2, 10 % in 72 h is 1.03', () => {
    const thresholds = burnWindows.map(({ fraction, longMs }) => burnThreshold(fraction, 744 * hour, longMs));
    expect(thresholds[0]).to.be.closeTo(14.88, 1e-9);
    expect(thresholds[1]).to.be.closeTo(6.2, 1e-9);
    expect(thresholds[2]).to.be.closeTo(1.0333, 1e-4);
  });

  it('the fixed 14.4, 6 and 1 hold for 720 h only', () => {
    const thresholds = burnWindows.map(({ fraction, longMs }) => burnThreshold(fraction, 720 * hour, longMs));
    expect(thresholds.map((each) => Number(each.toFixed(9)))).to.deep.equal([14.4, 6, 1]);
  });

  const fast = burnWindows[0];
  if (fast === undefined) throw new Error('no windows');
  const facts = { windows: fast, limit: '99.9', wholeMs: 720 * hour, minEvents: 10 };

  it('T 99.9 %: last hour 30 bad of 2,000 is 15.0, last 5 min 3 of 160 is 18.75: fast burn', () => {
    const burn = burnOf({ ...facts, long: { bad: 30, total: 2000 }, short: { bad: 3, total: 160 } });
    expect(burn.rate).to.be.closeTo(15, 1e-9);
    expect(burn.shortRate).to.be.closeTo(18.75, 1e-9);
    expect(burn.isExceeded).to.equal(true);
  });

  it('both windows have to burn, and enough has to be counted', () => {
    const over = burnOf({ ...facts, long: { bad: 30, total: 2000 }, short: { bad: 0, total: 160 } });
    const few = burnOf({ ...facts, long: { bad: 1, total: 5 }, short: { bad: 1, total: 1 } });
    expect([over.isExceeded, few.isExceeded]).to.deep.equal([false, false]);
  });

  it('60 % of a 30 d budget left at 15: 28.8 h to exhaustion', () => {
    expect(timeToExhaustion(0.6, 720 * hour, 15) / hour).to.be.closeTo(28.8, 1e-9);
    expect(timeToExhaustion(0.6, 720 * hour, 0)).to.equal(Infinity);
  });

  it('nothing counted burns nothing, and a promise of all has no rate', () => {
    expect(burnRateOf({ bad: 0, total: 0 }, '99.9')).to.equal(0);
    expect(burnRateOf({ bad: 5, total: 10 }, '100')).to.equal(0);
  });
});
