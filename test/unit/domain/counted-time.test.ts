import { expect } from 'chai';
import fc from 'fast-check';
import { assess } from '../../../src/domain/assess.ts';
import type { Assessment } from '../../../src/domain/assessment.ts';
import { insideOf, outsideOf, type TimeRules } from '../../../src/domain/counted-time.ts';
import { evidenceOf } from '../../../src/domain/evidence.ts';
import type { Sample } from '../../../src/domain/measurement.ts';
import { length } from '../../../src/domain/intervals.ts';
import type { Objective, Period } from '../../../src/domain/objective-model.ts';
import { initialState } from '../../../src/domain/commitment.ts';
import { advance } from '../../../src/domain/status.ts';
import type { Interval } from '../../../src/kernel/instant.ts';
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
  values,
} from './support.ts';

function stretch(start: number, minutes: number): Interval {
  return { start, end: start + minutes * minute };
}

function rules(overrides: Partial<TimeRules> = {}): TimeRules {
  return { excluded: [], treatment: 'exclude', versions: [], ...overrides };
}

function closedUnder(time: TimeRules, objective: Objective, period: Period, samples: readonly Sample[]): Assessment {
  return assess({
    ...{ objective, period, samples, time, isClosed: true, finality: 'provisional' },
    ...{ watermark: period.end, now: period.end },
  });
}

function openUnder(time: TimeRules, objective: Objective, samples: readonly Sample[], at: number): Assessment {
  const period = april;
  return assess({ objective, period, samples, time, isClosed: false, finality: 'open', watermark: at, now: at });
}

function shown(attained: string | undefined): string {
  return Number(attained).toFixed(5);
}

const april10 = utc('2026-04-10');

describe('counted time: April of 43,200 minutes, maintenance of 120 with 90 of them down, other outages of 25', () => {
  const maintenance = [stretch(april10, 120)];
  const samples = [down(april10 + 10 * minute, 90), down(utc('2026-04-20'), 25)];
  const objective = availabilityWith({ verdictMode: 'atClose' });

  it('gives 1 − 25/43,080 = 99.94197 % when maintenance leaves the denominator', () => {
    const { figures } = closedUnder(rules({ excluded: maintenance }), objective, april, samples);
    expect(shown(figures.attained)).to.equal('99.94197');
    expect(figures.formula).to.equal('1 − 25 min / 43080 min');
    expect(figures.excludedMs).to.equal(120 * minute);
  });

  it('gives 1 − 25/43,200 = 99.94213 % when maintenance counts as up', () => {
    const { figures } = closedUnder(
      rules({ excluded: maintenance, treatment: 'countAsUp' }),
      objective,
      april,
      samples,
    );
    expect(shown(figures.attained)).to.equal('99.94213');
    expect(figures.formula).to.equal('1 − 25 min / 43200 min');
  });

  it('gives 1 − 115/43,200 = 99.73380 % when nothing is excluded, and says so beside the other figure', () => {
    const none = closedUnder(rules({ excluded: maintenance, treatment: 'none' }), objective, april, samples);
    expect(shown(none.figures.attained)).to.equal('99.73380');
    expect(none.figures).not.to.have.property('attainedWithoutExclusion');
    for (const treatment of ['exclude', 'countAsUp'] as const) {
      const { figures } = closedUnder(rules({ excluded: maintenance, treatment }), objective, april, samples);
      expect(shown(figures.attainedWithoutExclusion)).to.equal('99.73380');
    }
  });

  it('counts 10 + 20 minutes of an outage from 01:50 to 04:20 around a window from 02:00 to 04:00', () => {
    const window = [stretch(utc('2026-04-10T02:00'), 120)];
    const { figures } = closedUnder(rules({ excluded: window }), objective, april, [
      down(utc('2026-04-10T01:50'), 150),
    ]);
    expect(figures.downMs).to.equal(30 * minute);
  });
});

describe('counted time', () => {
  it('of service hours is all that enters availability, coverage and the error budget', () => {
    const noon = utc('2026-04-10T12:00');
    const service = Array.from({ length: 30 }, (_, at) => stretch(april.start + at * day + 8 * hour, 480));
    const objective = availabilityWith();
    const budget = 30 * 480 * 0.0005;
    expect(budget).to.equal(7.2);
    const outage = (minutes: number): Sample[] => [down(noon, minutes), down(utc('2026-04-10T20:00'), 200)];
    const kept = openUnder(rules({ service }), objective, outage(7), utc('2026-04-11'));
    expect(kept.result).to.equal('undecided');
    expect(kept.figures.countedMs).to.equal(10 * 480 * minute);
    const lost = openUnder(rules({ service }), objective, outage(8), utc('2026-04-11'));
    expect(lost.result).to.equal('notMet');
    expect(lost.breachedAt).to.equal(noon + 7.2 * minute);
  });

  it('loses the limit where more is down than may be, not where the budget is used up to the last and a quiet time follows', () => {
    const service = [stretch(april10, 600), stretch(utc('2026-04-20'), 400)];
    const samples = [down(april10, 100), down(utc('2026-04-20T01:00'), 30)];
    const of = (more: Partial<Objective>) =>
      openUnder(rules({ service }), availabilityWith({ target: '90', ...more }), samples, utc('2026-04-25'));
    expect(of({}).breachedAt).to.equal(utc('2026-04-20T01:00'));
    expect(of({ inclusive: true }).breachedAt).to.equal(april10 + 100 * minute);
  });

  it('leaves maintenance out of the error budget too: 1 − limit of what counts', () => {
    const excluded = [stretch(utc('2026-04-20'), 20 * 24 * 60)];
    const at = utc('2026-04-11');
    const objective = availabilityWith();
    const of = (minutes: number) => openUnder(rules({ excluded }), objective, [down(april10, minutes)], at);
    // 19 days of 1,440 minutes count: a budget of 13.68 minutes.
    expect(of(13).result).to.equal('undecided');
    expect(of(14).breachedAt).to.equal(april10 + 13.68 * minute);
  });

  it('takes no level sample and no count that starts outside of it', () => {
    const start = utc('2026-04-10T12:00');
    const period = periodFrom(start, start + hour);
    const objective = objectiveWith({ measurementIntervalMs: 10 * minute });
    const samples = values(start, 10 * minute, [10, 10, 90, 90, 10, 10]);
    for (const treatment of ['exclude', 'countAsUp'] as const) {
      const time = rules({ excluded: [stretch(start + 20 * minute, 20)], treatment });
      const { figures } = closedUnder(time, objective, period, samples);
      expect(figures).to.include({
        attained: '10',
        samples: 4,
        coverage: 1,
        attainedWithoutExclusion: figures.attainedWithoutExclusion,
      });
      expect(Number(figures.attainedWithoutExclusion)).to.be.closeTo(36.67, 0.01);
      expect(figures.countedMs).to.equal(treatment === 'exclude' ? 40 * minute : hour);
    }
  });

  it('of nothing at all gives noData, whatever the policy, and leaves the status alone', () => {
    const start = utc('2026-04-11');
    const period = periodFrom(start, start + day);
    for (const missingData of ['unknown', 'bad', 'good', 'ignore'] as const) {
      const assessment = closedUnder(rules({ service: [] }), availabilityWith({ missingData, defaulted: [] }), period, [
        up(start, 60),
      ]);
      expect(assessment.result).to.equal('noData');
      const state = { ...initialState, status: 'compliant' as const };
      const after = advance({ commitmentId: 'c', objective: availabilityWith(), state, assessment });
      expect(after.transitions).to.deep.equal([]);
      expect(after.state.advancedTo).to.equal(period.end);
    }
  });

  it('never misses what is excluded: it lowers no coverage', () => {
    const start = utc('2026-04-10T12:00');
    const period = periodFrom(start, start + hour);
    const objective = objectiveWith();
    const samples = values(start, 5 * minute, [1, 1, 1, 1, 1, 1]);
    expect(closedUnder(rules(), objective, period, samples).result).to.equal('noData');
    const excluded = [stretch(start + 30 * minute, 30)];
    expect(closedUnder(rules({ excluded }), objective, period, samples)).to.include({ result: 'met' });
    expect(closedUnder(rules({ excluded, treatment: 'countAsUp' }), objective, period, samples)).to.include({
      result: 'met',
    });
  });
});

describe('slices under time rules', () => {
  const noon = utc('2026-04-10T12:00');
  const period = periodFrom(noon, noon + hour);
  const objective = objectiveWith({ sliceMs: 5 * minute, toleranceMs: 5 * minute });
  const bad = values(noon, minute, Array<number>(60).fill(56));

  it('are none where nothing counts, and compared by their counted part where some does', () => {
    const time = rules({ excluded: [stretch(noon + 2 * minute, 11)] });
    const { slices } = closedUnder(time, objective, period, bad);
    expect(slices).to.have.length(11);
    expect(slices[0]?.counted).to.deep.equal([stretch(noon, 2)]);
    expect(slices[1]).to.deep.include({ start: noon + 10 * minute, counted: [stretch(noon + 13 * minute, 2)] });
    expect(slices[2]).not.to.have.property('counted');
  });

  it('let only counted time of a breach add up to what is tolerated', () => {
    const time = rules({ excluded: [stretch(noon + 2 * minute, 11)] });
    // 2 min before the window and 2 behind it are 4: the fifth is over at 12:16.
    expect(closedUnder(time, objective, period, bad).breachedAt).to.equal(noon + 16 * minute);
  });
});

describe('evidence under time rules', () => {
  it('names what is excluded and what is outside the hours, and covers the period without gaps', () => {
    const start = utc('2026-04-10');
    const period = periodFrom(start, start + day);
    const time = rules({
      service: [stretch(start + 8 * hour, 480)],
      excluded: [stretch(start + 10 * hour, 60)],
    });
    const samples = [up(start + 8 * hour, 60), down(start + 9 * hour + 50 * minute, 20)];
    const objective = availabilityWith({ defaulted: [] });
    const { intervals } = evidenceOf(objective, samples, { period, until: period.end, time });
    expect(
      intervals.map(({ kind, start: from, end }) => [kind, (from - start) / minute, (end - start) / minute]),
    ).to.deep.equal([
      ['outsideHours', 0, 480],
      ['counted', 480, 540],
      ['missing', 540, 590],
      ['bad', 590, 600],
      ['excluded', 600, 660],
      ['missing', 660, 960],
      ['outsideHours', 960, 1440],
    ]);
    const { figures } = closedUnder(time, objective, period, samples);
    const counted = intervals.filter(({ kind }) => kind !== 'excluded' && kind !== 'outsideHours');
    expect(length(counted)).to.equal(figures.countedMs);
  });
});

describe('intervals inside and outside of others', () => {
  it('add up to the whole, without overlap and in order', () => {
    const disjoint = fc
      .uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 12 })
      .map((instants) => [...instants].sort((left, right) => left - right))
      .map((ordered) =>
        ordered.flatMap((start, at) =>
          at % 2 === 0 && at + 1 < ordered.length ? [{ start, end: ordered[at + 1] ?? start }] : [],
        ),
      );
    const minutesOf = (intervals: readonly Interval[]): number[] =>
      intervals.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at));
    fc.assert(
      fc.property(disjoint, disjoint, (left, right) => {
        const inside = minutesOf(insideOf(left, right));
        const outside = minutesOf(outsideOf(left, right));
        const members = new Set(minutesOf(right));
        expect(inside).to.deep.equal(minutesOf(left).filter((each) => members.has(each)));
        expect(outside).to.deep.equal(minutesOf(left).filter((each) => !members.has(each)));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
