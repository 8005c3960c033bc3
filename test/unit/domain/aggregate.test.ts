import { expect } from 'chai';
import { countedSpan, figuresOf } from '../../../src/domain/aggregate.ts';
import type { Interval } from '../../../src/kernel/instant.ts';
import type { Figures } from '../../../src/domain/assessment.ts';
import type { RatioSample, Sample } from '../../../src/domain/measurement.ts';
import type { MissingDataPolicy, Objective } from '../../../src/domain/objective-model.ts';
import {
  april,
  availabilityWith,
  day,
  down,
  hour,
  minute,
  objectiveWith,
  periodFrom,
  up,
  utc,
  value,
  values,
} from './support.ts';

const april10 = utc('2026-04-10');
const noon = utc('2026-04-10T12:00');
const hourFromNoon = periodFrom(noon, noon + hour);

function figuresIn(
  objective: Objective,
  samples: readonly Sample[],
  { period, until }: { period: Interval; until: number },
): Figures {
  return figuresOf(objective, samples, countedSpan(objective, period, until));
}

function monthly(samples: readonly Sample[], overrides: Partial<Objective> = {}): Figures {
  return figuresIn(availabilityWith(overrides), samples, { period: april, until: april.end });
}

function level(samples: readonly Sample[], overrides: Partial<Objective> = {}): Figures {
  return figuresIn(objectiveWith(overrides), samples, { period: hourFromNoon, until: hourFromNoon.end });
}

function rounded(attained: string | undefined): string {
  return Number(attained).toFixed(5);
}

describe('availability figures', () => {
  it('gives 99.94213 % for 25 minutes down of 43,200, and the formula with its numbers', () => {
    const figures = monthly([down(april10, 25)]);
    expect(rounded(figures.attained)).to.equal('99.94213');
    expect(figures.formula).to.equal('1 − 25 min / 43200 min');
    expect(figures).to.include({ downMs: 25 * minute, countedMs: 43_200 * minute, coverage: 1, samples: 1 });
  });

  it('tells the formula in one unit for all of its lengths', () => {
    const until = april.start + 100_000;
    const formula = (samples: readonly Sample[], overrides: Partial<Objective> = {}): string =>
      figuresIn(availabilityWith(overrides), samples, { period: april, until }).formula;
    const outage: Sample = { kind: 'state', start: april.start, end: april.start + minute, state: 'down', weight: 1 };
    expect(formula([outage])).to.equal('1 − 60 s / 100 s');
    expect(formula([{ ...outage, state: 'degraded', weight: 0.5005 }])).to.equal('1 − 30030 ms / 100000 ms');
    const bad: Partial<Objective> = { defaulted: [], missingData: 'bad' };
    expect(formula([outage], bad)).to.equal('1 − (60 s + 40 s without data) / 100 s');
  });

  it('gives 99.73380 % for 115 minutes down of 43,200', () => {
    expect(rounded(monthly([down(april10, 90), down(april10 + day, 25)]).attained)).to.equal('99.73380');
  });

  it('gives 99.94197 % for 25 minutes down when 120 minutes leave the denominator', () => {
    const known = [
      up(april.start, 10_000),
      down(april.start + 10_000 * minute, 25),
      up(april.start + 10_145 * minute, 33_055),
    ];
    const figures = monthly(known, { defaulted: [], missingData: 'ignore' });
    expect(rounded(figures.attained)).to.equal('99.94197');
    expect(figures.formula).to.equal('1 − 25 min / 43080 min');
  });

  it('gives 99.95520 % for 20 and 99.94400 % for 25 minutes down in March of 44,640 minutes', () => {
    const march = periodFrom(utc('2026-03-01'), utc('2026-04-01'));
    const first = down(march.start, 20);
    const late = down(march.start + day, 5);
    const attained = (samples: Sample[]) =>
      rounded(figuresIn(availabilityWith(), samples, { period: march, until: march.end }).attained);
    expect(attained([first])).to.equal('99.95520');
    expect(attained([first, late])).to.equal('99.94400');
  });

  const missing2160: [MissingDataPolicy, string][] = [
    ['ignore', '99.95127'],
    ['unknown', '99.95127'],
    ['bad', '94.95370'],
    ['good', '99.95370'],
  ];
  for (const [missingData, expected] of missing2160) {
    it(`gives ${expected} % under policy ${missingData} for 20 minutes down and 2,160 of 43,200 without data`, () => {
      const samples = [
        up(april.start, 1000),
        down(april.start + 1000 * minute, 20),
        up(april.start + 1020 * minute, 40_020),
      ];
      const figures = monthly(samples, { defaulted: [], missingData });
      expect(rounded(figures.attained)).to.equal(expected);
      expect(figures.coverage).to.equal(0.95);
    });
  }

  it('counts overlapping outages once, by the highest weight', () => {
    const degraded: Sample = {
      kind: 'state',
      start: april10,
      end: april10 + 60 * minute,
      state: 'degraded',
      weight: 0.5,
    };
    expect(monthly([degraded, down(april10 + 10 * minute, 20), down(april10 + 20 * minute, 20)]).downMs).to.equal(
      (30 + 30 * 0.5) * minute,
    );
  });

  it('clips outages to the period and to validFor', () => {
    const samples = [down(april.start - 60 * minute, 70), down(utc('2026-04-20'), 10)];
    const figures = monthly(samples, { validFor: { end: utc('2026-04-16') } });
    expect(figures).to.include({ downMs: 10 * minute, countedMs: 15 * day });
  });

  it('lets an open outage run to the watermark', () => {
    const open: Sample = { kind: 'state', start: april10, state: 'down', weight: 1 };
    const figures = figuresIn(availabilityWith(), [open], { period: april, until: april10 + 7 * minute });
    expect(figures).to.include({ downMs: 7 * minute, countedMs: 9 * day + 7 * minute });
  });

  it('has no data when it knows of no sample at all, but is up when an earlier one shows a feed of exceptions', () => {
    expect(monthly([])).to.include({ coverage: 0 }).and.not.have.property('attained');
    expect(monthly([down(utc('2026-02-10'), 5)])).to.include({ coverage: 1, attained: '100', samples: 0 });
  });

  it('takes time between reported states as missing once the contract sets a policy', () => {
    expect(monthly([down(april10, 432)], { defaulted: [], missingData: 'unknown' }).coverage).to.equal(0.01);
  });

  it('reads values by a condition: loss of 100 is down, each held until the next', () => {
    const statistic = { kind: 'availability', downWhen: { operator: 'gte', value: '100' } } as const;
    const samples = [
      value(noon, 0),
      value(noon + minute, 100),
      value(noon + 2 * minute, 99.9),
      value(noon + 20 * minute, 100),
    ];
    const figures = level(samples, { statistic });
    // Held: 1 min up, 1 min down, 5 min up, 13 min nothing, 5 min down.
    expect(figures).to.include({ coveredMs: 12 * minute, downMs: 6 * minute, attained: '50' });
  });

  it('reads values without a condition as shares of up time: 1 and 0, or percent', () => {
    const statistic = { kind: 'availability' } as const;
    expect(level(values(noon, 15 * minute, [1, 0, 1, 1]), { statistic }).attained).to.equal('75');
    expect(level(values(noon, 15 * minute, [100, 99.5, 100, 0.5]), { statistic }).attained).to.equal('75');
    const withUnit = values(noon, 30 * minute, [0.5, 1]).map((each) => ({ ...each, unit: 'percent' }));
    expect(level(withUnit, { statistic }).attained).to.equal('0.75');
  });

  it('lets a value before the period speak into it', () => {
    const statistic = { kind: 'availability', downWhen: { operator: 'gt', value: '0' } } as const;
    expect(level([value(noon - 2 * minute, 1)], { statistic })).to.include({
      coveredMs: 3 * minute,
      downMs: 3 * minute,
      samples: 0,
    });
  });
});

describe('level figures', () => {
  it('takes the arithmetic mean of the samples that start in the half-open period, zero included', () => {
    const figures = level([value(noon - 1, 1000), value(noon, 0), value(noon + minute, 1), value(noon + hour, 1000)]);
    expect(figures).to.include({ attained: '0.5', samples: 2, sum: 1, min: 0, max: 1, formula: '1 / 2 samples' });
  });

  it('adds decimals exactly', () => {
    expect(level([0.1, 0.2, 0.3].map((amount, index) => value(noon + index, amount))).attained).to.equal('0.2');
    expect(level([1e-9, 3e-9].map((amount, index) => value(noon + index, amount))).attained).to.equal('0.000000002');
  });

  it('gives min, max and last', () => {
    const samples = [value(noon + 2, 7), value(noon, 3), value(noon + 1, 12.5)];
    expect(level(samples, { statistic: { kind: 'min' } }).attained).to.equal('3');
    expect(level(samples, { statistic: { kind: 'max' } }).attained).to.equal('12.5');
    expect(level(samples, { statistic: { kind: 'last' } }).attained).to.equal('7');
  });

  const ranks: [count: number, percent: number, expected: string][] = [
    [20, 95, '19'],
    [21, 95, '20'],
    [1, 99.9, '1'],
    [100, 50, '50'],
    [1000, 99.9, '999'],
    [3, 0.0001, '1'],
    [10, 100, '10'],
  ];
  for (const [count, percent, expected] of ranks) {
    it(`takes value ${expected} of ${String(count)} as percentile ${String(percent)} (nearest rank)`, () => {
      const samples = Array.from({ length: count }, (_, index) => value(noon + count - index, index + 1));
      expect(level(samples, { statistic: { kind: 'percentile', percent } }).attained).to.equal(expected);
    });
  }

  it('converts samples of another unit and says which it could not use', () => {
    const samples: Sample[] = [
      { ...value(noon, 0.05), unit: 's' },
      { ...value(noon + 1, 40), unit: 'ms' },
      { ...value(noon + 2, 9), unit: 'kbit/s' },
      value(noon + 3, 60),
    ];
    const figures = level(samples, { unit: 'ms' });
    expect(figures.attained).to.equal('50');
    expect(figures.unusable).to.deep.equal({ samples: 1, reason: 'cannot convert kbit/s to ms' });
  });

  it('covers the time its samples speak for', () => {
    expect(level([value(noon, 1), value(noon + 2 * minute, 1), value(noon + 30 * minute, 1)]).coveredMs).to.equal(
      12 * minute,
    );
    expect(level(values(noon, 20 * minute, [1, 2])).coveredMs).to.equal(40 * minute);
    expect(level([])).to.include({ samples: 0, coverage: 0, formula: 'no samples' });
  });
});

describe('ratio figures', () => {
  const ratio = { statistic: { kind: 'ratio', method: 'occurrences' }, unit: '%' } as const;
  const counts = (start: number, good: number, total: number): RatioSample => ({
    kind: 'ratio',
    start,
    end: start + hour,
    good,
    total,
  });

  it('gives 99.978 % for 23 hours of 1,000 good requests and one of 10 with 5 bad', () => {
    const start = utc('2026-04-10');
    const samples = Array.from({ length: 24 }, (_, index) =>
      index === 7 ? counts(start + index * hour, 5, 10) : counts(start + index * hour, 1000, 1000),
    );
    const figures = figuresIn(objectiveWith(ratio), samples, {
      period: periodFrom(start, start + day),
      until: start + day,
    });
    expect(Number(figures.attained).toFixed(3)).to.equal('99.978');
    expect(figures).to.include({ good: 23_005, total: 23_010, formula: '23005 / 23010', coverage: 1 });
  });

  it('has no value without events', () => {
    expect(
      figuresIn(objectiveWith(ratio), [counts(noon, 0, 0)], { period: hourFromNoon, until: hourFromNoon.end }),
    ).to.not.have.property('attained');
  });
});
