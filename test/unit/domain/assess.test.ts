import { expect } from 'chai';
import fc from 'fast-check';
import { assess } from '../../../src/domain/assess.ts';
import { countedSpan, figuresOf } from '../../../src/domain/aggregate.ts';
import type { Sample } from '../../../src/domain/measurement.ts';
import { standingOf } from '../../../src/domain/standing.ts';
import {
  april,
  availabilityWith,
  closed,
  day,
  down,
  hour,
  minute,
  objectiveWith,
  openAt,
  periodFrom,
  up,
  utc,
  value,
  values,
} from './support.ts';

const april10 = utc('2026-04-10');
const noon = utc('2026-04-10T12:00');
const hourFromNoon = periodFrom(noon, noon + hour);

describe('standing', () => {
  it('with T 50 above, tolerance to 55 and W 45: 46 warns, 52 is tolerated, 56 is beyond', () => {
    const objective = objectiveWith({ limit: '55', threshold: '45' });
    const standings = ['45', '46', '50', '52', '55', '56'].map((attained) => standingOf(objective, attained));
    expect(standings).to.deep.equal(['compliant', 'warning', 'warning', 'tolerated', 'tolerated', 'beyond']);
  });

  it('with T 99.95 below: 99.95 is met, 99.9499 is not', () => {
    const objective = availabilityWith();
    expect(standingOf(objective, '99.95')).to.equal('compliant');
    expect(standingOf(objective, '99.9499')).to.equal('beyond');
  });

  it('with an operator that leaves out the target itself, the target is beyond', () => {
    expect(standingOf(objectiveWith({ inclusive: true }), '50')).to.equal('beyond');
  });

  it('of a band and of equality', () => {
    const band = objectiveWith({ violationWhen: 'outside', target: '10', limit: '12', lowerLimit: '8' });
    expect(['7.9', '8', '12', '12.1'].map((attained) => standingOf(band, attained))).to.deep.equal([
      'beyond',
      'compliant',
      'compliant',
      'beyond',
    ]);
    expect(standingOf(objectiveWith({ violationWhen: 'notEqual' }), '50.0')).to.equal('compliant');
    expect(standingOf(objectiveWith({ violationWhen: 'equal' }), '50')).to.equal('beyond');
  });
});

describe('certain mode: April of 43,200 minutes, T 99.95 %, budget 21.6 minutes', () => {
  const from = utc('2026-04-09T23:53');
  const outage = (minutes: number): Sample => ({
    kind: 'state',
    start: april10 - 7 * minute,
    end: april10 - 7 * minute + minutes * minute,
    state: 'down',
    weight: 1,
  });
  const after = (minutes: number) => openAt(availabilityWith(), april, [outage(600)], from + minutes * minute);

  it('violates nothing after 6.48 minutes, though the figure to date is below 99.95 %', () => {
    const assessment = after(6.5);
    expect(assessment.result).to.equal('undecided');
    expect(assessment.standing).to.equal('compliant');
    expect(Number(assessment.figures.attained)).to.be.below(99.95);
  });

  it('violates nothing at 21.6 minutes, when the budget is used up', () => {
    const assessment = after(21.6);
    expect(assessment.result).to.equal('undecided');
    expect(assessment.bestPossible).to.equal('99.95');
  });

  it('is a violation at 22 minutes, when the best possible month is 99.9491 %', () => {
    const assessment = after(22);
    expect(assessment).to.include({ result: 'notMet', standing: 'beyond', breachedAt: from + 21.6 * minute });
    expect(Number(assessment.bestPossible).toFixed(4)).to.equal('99.9491');
  });

  it('says the same time of breach whenever it looks', () => {
    expect(after(300).breachedAt).to.equal(after(22).breachedAt);
    expect(closed(availabilityWith(), april, [outage(600)]).breachedAt).to.equal(after(22).breachedAt);
  });

  it('warns by the figure to date only when there is a threshold', () => {
    const objective = availabilityWith({ threshold: '99.97' });
    expect(openAt(objective, april, [outage(600)], from + 6.5 * minute)).to.include({
      result: 'undecided',
      standing: 'warning',
    });
  });

  it('is tolerated once the best end lies between target and limit', () => {
    const objective = availabilityWith({ limit: '99.9' });
    expect(openAt(objective, april, [outage(600)], from + 30 * minute)).to.include({
      result: 'undecided',
      standing: 'tolerated',
    });
    expect(closed(objective, april, [outage(30)])).to.include({ result: 'met', standing: 'tolerated' });
  });

  it('is met at the close with 20 minutes down', () => {
    expect(closed(availabilityWith(), april, [outage(20)])).to.include({ result: 'met', standing: 'compliant' });
  });

  it('counts an operator that leaves out the target itself as lost when the budget is used up', () => {
    expect(openAt(availabilityWith({ inclusive: true }), april, [outage(600)], from + 21.6 * minute).result).to.equal(
      'notMet',
    );
  });
});

describe('Oslo in March 2026', () => {
  it('has 743 hours, so 0.05 % allows 22.29 minutes and not 22.32', () => {
    const march = periodFrom(utc('2026-02-28T23:00'), utc('2026-03-31T22:00'));
    const start = utc('2026-03-10');
    const ending = (milliminutes: number): Sample => ({
      ...down(start, 0),
      kind: 'state',
      start,
      end: start + milliminutes * 60,
      state: 'down',
      weight: 1,
    });
    expect(closed(availabilityWith(), march, [ending(22_290)]).result).to.equal('met');
    expect(closed(availabilityWith(), march, [ending(22_300)]).result).to.equal('notMet');
  });
});

describe('missing data', () => {
  const known = [up(april.start, 20_000), down(april.start + 20_000 * minute, 10)];

  it('below the minimum coverage gives noData', () => {
    const objective = availabilityWith({ defaulted: [] });
    expect(closed(objective, april, known)).to.not.have.property('standing');
    expect(closed(objective, april, known).result).to.equal('noData');
    expect(closed(availabilityWith({ defaulted: [], minCoverage: 0.4 }), april, known).result).to.equal('met');
  });

  it('does not undo a breach that is certain even if all missing time was perfect', () => {
    const objective = availabilityWith({ defaulted: [] });
    const samples = [up(april.start, 2000), down(april.start + 2000 * minute, 22)];
    expect(closed(objective, april, samples)).to.include({ result: 'notMet', standing: 'beyond' });
  });

  it('decides as the policy says: ignore met, bad violated, good met', () => {
    const samples = [
      up(april.start, 1000),
      down(april.start + 1000 * minute, 20),
      up(april.start + 1020 * minute, 40_020),
    ];
    const result = (missingData: 'ignore' | 'bad' | 'good' | 'unknown') =>
      closed(availabilityWith({ defaulted: [], missingData }), april, samples).result;
    expect([result('ignore'), result('bad'), result('good'), result('unknown')]).to.deep.equal([
      'met',
      'notMet',
      'met',
      'met',
    ]);
  });

  it('of a level for a whole period counts as the policy says', () => {
    const result = (missingData: 'ignore' | 'bad' | 'good' | 'unknown') =>
      closed(objectiveWith({ missingData }), hourFromNoon, []).result;
    expect([result('unknown'), result('ignore'), result('bad'), result('good')]).to.deep.equal([
      'noData',
      'noData',
      'notMet',
      'met',
    ]);
  });

  it('is not there before anything was to be counted', () => {
    expect(openAt(objectiveWith(), hourFromNoon, [value(noon, 40)], noon)).to.include({
      result: 'undecided',
      standing: 'compliant',
    });
    expect(openAt(objectiveWith(), hourFromNoon, [], noon).result).to.equal('undecided');
  });
});

describe('at the close', () => {
  it('a mean is compared only then', () => {
    const objective = objectiveWith({ verdictMode: 'atClose' });
    const samples = values(noon, 5 * minute, Array<number>(12).fill(60));
    expect(openAt(objective, hourFromNoon, samples, noon + 30 * minute).result).to.equal('undecided');
    expect(closed(objective, hourFromNoon, samples)).to.include({ result: 'notMet', breachedAt: hourFromNoon.end });
  });

  it('a ratio is certain only then, for its volume has no bound', () => {
    const objective = objectiveWith({
      statistic: { kind: 'ratio', method: 'occurrences' },
      violationWhen: 'below',
      target: '99',
      verdictMode: 'certain',
    });
    const bad: Sample = { kind: 'ratio', start: noon, end: noon + hour, good: 1, total: 100 };
    expect(openAt(objective, hourFromNoon, [bad], noon + 59 * minute).result).to.equal('undecided');
    expect(closed(objective, hourFromNoon, [bad]).result).to.equal('notMet');
  });

  it('a maximum is certain with the first value beyond', () => {
    const objective = objectiveWith({ statistic: { kind: 'max' }, verdictMode: 'certain' });
    const samples = values(noon, minute, [10, 51, 10]);
    expect(openAt(objective, hourFromNoon, samples, noon + 2 * minute)).to.include({
      result: 'notMet',
      breachedAt: noon + minute,
    });
  });
});

describe('instant mode', () => {
  const perMinute = objectiveWith({ sliceMs: minute, toleranceMs: 5 * minute });

  it('compares each completed slice', () => {
    const { slices } = openAt(perMinute, hourFromNoon, values(noon, minute, [56, 40, 56]), noon + 2.5 * minute);
    expect(slices.map(({ start, standing }) => [start - noon, standing])).to.deep.equal([
      [0, 'beyond'],
      [minute, 'compliant'],
    ]);
  });

  it('of 56 ms from 12:00 to 12:04 with 5 minutes tolerated makes nothing, to 12:07 a breach at 12:05', () => {
    const bad = (minutes: number) =>
      closed(
        perMinute,
        hourFromNoon,
        values(
          noon,
          minute,
          Array.from({ length: 60 }, (_, index) => (index < minutes ? 56 : 40)),
        ),
      );
    expect(bad(4).result).to.equal('met');
    expect(bad(5).result).to.equal('met');
    expect(bad(7)).to.include({ result: 'notMet', breachedAt: noon + 5 * minute });
  });

  it('cuts the first slice where validFor begins, and counts slices from the start of the whole period', () => {
    const from = noon + 7 * minute;
    const objective = objectiveWith({ sliceMs: 10 * minute, validFor: { start: from } });
    const samples = values(from, minute, [60, 60, 60, ...Array<number>(50).fill(40)]);
    const { slices } = closed(objective, { ...hourFromNoon, start: from }, samples);
    expect(slices.slice(0, 3).map(({ start, end, standing }) => [start - noon, end - noon, standing])).to.deep.equal([
      [7 * minute, 10 * minute, 'beyond'],
      [10 * minute, 20 * minute, 'compliant'],
      [20 * minute, 30 * minute, 'compliant'],
    ]);
  });

  it('gives a slice without data no standing', () => {
    const { slices, result } = closed(perMinute, hourFromNoon, []);
    expect(slices).to.have.length(60);
    expect(slices.every(({ standing }) => standing === undefined)).to.equal(true);
    expect(result).to.equal('noData');
  });

  it('without slices compares the whole period once it is closed', () => {
    const samples = values(noon, 5 * minute, Array<number>(12).fill(60));
    expect(openAt(objectiveWith(), hourFromNoon, samples, noon + 30 * minute)).to.deep.include({
      result: 'undecided',
      slices: [],
    });
    expect(closed(objectiveWith(), hourFromNoon, samples).result).to.equal('notMet');
  });

  it('shares slices between rolling windows', () => {
    const objective = objectiveWith({
      sliceMs: 10 * minute,
      window: { type: 'rolling', duration: 'PT1H', timeZone: 'UTC' },
    });
    const period = periodFrom(noon + 7 * minute, noon + 67 * minute);
    expect(closed(objective, period, []).slices.map(({ start }) => (start - noon) / minute)).to.deep.equal([
      10, 20, 30, 40, 50,
    ]);
  });
});

describe('any assessment', () => {
  it('counts nothing after the service clock', () => {
    const samples = [down(april10, 60)];
    const assessment = assess({
      objective: availabilityWith(),
      period: april,
      samples,
      watermark: april10 + hour,
      now: april10 + 5 * minute,
      isClosed: false,
      finality: 'open',
    });
    expect(assessment.figures.downMs).to.equal(5 * minute);
  });

  const instant = fc
    .integer({ min: april.start / minute - 100, max: april.start / minute + 3000 })
    .map((minutes) => minutes * minute);
  const sample: fc.Arbitrary<Sample> = fc.oneof(
    fc.record({
      kind: fc.constant('value' as const),
      start: instant,
      value: fc.integer({ min: 0, max: 100_000 }).map((units) => units / 1000),
    }),
    fc
      .record({
        kind: fc.constant('state' as const),
        start: instant,
        lasting: fc.integer({ min: 1, max: 500 }),
        state: fc.constantFrom('up' as const, 'down' as const),
      })
      .map(({ start, lasting, state }): Sample => ({
        kind: 'state',
        start,
        end: start + lasting * minute,
        state,
        weight: state === 'up' ? 0 : 1,
      })),
    fc
      .record({ kind: fc.constant('ratio' as const), start: instant, good: fc.nat(100) })
      .map(({ start, good }): Sample => ({ kind: 'ratio', start, end: start + hour, good, total: 100 })),
  );
  const distinct = fc.uniqueArray(sample, { selector: ({ kind, start }) => `${kind}${String(start)}`, maxLength: 40 });
  const objectives = fc.constantFrom(
    objectiveWith(),
    objectiveWith({ statistic: { kind: 'percentile', percent: 95 } }),
    objectiveWith({ statistic: { kind: 'last' } }),
    objectiveWith({ statistic: { kind: 'ratio', method: 'occurrences' }, unit: '%' }),
    availabilityWith(),
    availabilityWith({ defaulted: [], statistic: { kind: 'availability', downWhen: { operator: 'gt', value: '50' } } }),
  );

  it('gives the same figures for its samples in any order and any number of times', () => {
    fc.assert(
      fc.property(objectives, distinct, fc.infiniteStream(fc.nat()), (objective, samples, order) => {
        const shuffled = [...samples, ...samples]
          .map((each) => ({ each, rank: order.next().value }))
          .sort((left, right) => left.rank - right.rank);
        const period = periodFrom(april.start, april.start + 2 * day);
        const figures = figuresOf(objective, samples, countedSpan(objective, period, period.end));
        expect(
          figuresOf(
            objective,
            shuffled.map(({ each }) => each),
            countedSpan(objective, period, period.end),
          ),
        ).to.deep.equal(figures);
      }),
    );
  });

  it('agrees with a plain calculation of the covered and the down time, minute by minute', () => {
    fc.assert(
      fc.property(distinct, (samples) => {
        const states = samples.filter((each) => each.kind === 'state');
        const period = periodFrom(april.start, april.start + 2 * day);
        const objective = availabilityWith({ defaulted: [] });
        const { downMs, coveredMs } = figuresOf(objective, states, countedSpan(objective, period, period.end));
        let [covered, bad] = [0, 0];
        for (let at = period.start; at < period.end; at += minute) {
          const holding = states.filter(({ start, end }) => start <= at && at < (end ?? Infinity));
          if (holding.length > 0) covered += minute;
          if (holding.some(({ state }) => state === 'down')) bad += minute;
        }
        expect([coveredMs, downMs]).to.deep.equal([covered, bad]);
      }),
      { numRuns: 30 },
    );
  });
});
