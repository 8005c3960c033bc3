import { expect } from 'chai';
import fc from 'fast-check';
import { assess, assessOnward } from '../../src/domain/assess.ts';
import type { Assessment } from '../../src/domain/assessment.ts';
import type { CollectorGap } from '../../src/domain/collector-gap.ts';
import type { TimeRules } from '../../src/domain/counted-time.ts';
import { reachOf, type Sample } from '../../src/domain/measurement.ts';
import type { Objective } from '../../src/domain/objective-model.ts';
import { outageMarginMs } from '../../src/domain/outages.ts';
import type { AssessInput } from '../../src/domain/period-view.ts';
import type { Prefix } from '../../src/domain/prefix.ts';
import { percentileFigure } from '../../src/domain/percentile.ts';
import { percentileWith, ranksWith, type Ranks } from '../../src/domain/ranks.ts';
import { lookBackMs } from '../../src/usecases/series-reader.ts';
import { availabilityWith, hour, minute, objectiveWith, periodFrom, utc } from '../unit/domain/support.ts';

const start = utc('2026-04-10T12:00');
const period = periodFrom(start, start + 10 * hour);
const window = { type: 'calendar', duration: 'P1D', timeZone: 'UTC' } as const;

/** One drawn fact: where it starts, how long it lasts, what it says. */
type Drawn = readonly [at: number, length: number, amount: number, isOdd: boolean];

const facts = fc.uniqueArray(
  fc.tuple(
    fc.integer({ min: -90, max: 640 }),
    fc.integer({ min: 1, max: 150 }),
    fc.integer({ min: 0, max: 1000 }),
    fc.boolean(),
  ),
  { selector: ([at]) => at, maxLength: 60 },
);

const at = (minutes: number): number => start + minutes * minute;

function state([from, length, amount, isOdd]: Drawn): Sample {
  const weight = isOdd ? amount / 1000 : Number(amount > 400);
  const end = amount < 30 ? {} : { end: at(from + length) };
  const said = isOdd ? ('degraded' as const) : ((['up', 'down'] as const)[weight] ?? 'up');
  return { kind: 'state', start: at(from), ...end, state: said, weight };
}

function value([from, length, amount, isOdd]: Drawn): Sample {
  const end = isOdd ? { end: at(from + (length % 20)) + 1 } : {};
  return {
    kind: 'value',
    start: at(from),
    ...end,
    value: amount / 10,
    ...(amount % 50 === 7 ? { unit: 'kbit/s' } : {}),
  };
}

function share([from, , amount, isOdd]: Drawn): Sample {
  return { kind: 'value', start: at(from), value: isOdd ? 1 : amount / 900 };
}

function counts([from, length, amount]: Drawn): Sample {
  return {
    kind: 'ratio',
    start: at(from),
    end: at(from + (length % 30) + 1),
    good: amount,
    total: amount + (length % 3),
  };
}

const level = (overrides: Partial<Objective>): Objective => objectiveWith({ window, unit: 'ms', ...overrides });
const availability = (overrides: Partial<Objective>): Objective => availabilityWith({ window, ...overrides });
const ratio = (
  method: 'occurrences' | 'timeslices' | 'ratioTimeslices',
  overrides: Partial<Objective> = {},
): Objective =>
  objectiveWith({
    window,
    statistic: { kind: 'ratio', method },
    violationWhen: 'below',
    target: '99',
    verdictMode: 'atClose',
    ...overrides,
  });

/** Kinds of promises with the facts they are kept by. */
const promises: readonly (readonly [name: string, objective: Objective, sampleOf: (drawn: Drawn) => Sample])[] = [
  ['availability of a feed of outages', availability({ target: '90', limit: '90' }), state],
  ['availability, lost early', availability({}), state],
  [
    'availability, silence is bad',
    availability({ missingData: 'bad', defaulted: [], target: '40', limit: '40' }),
    state,
  ],
  ['availability from shares', availability({ defaulted: [], missingData: 'unknown' }), share],
  [
    'availability in slices',
    availability({ verdictMode: 'instant', sliceMs: 20 * minute, target: '50', limit: '50' }),
    state,
  ],
  [
    'availability, carried forward',
    availability({ missingData: 'carryForward', carryForwardMs: hour, defaulted: [] }),
    state,
  ],
  ['mean', level({ verdictMode: 'atClose' }), value],
  ['mean of slices', level({ sliceMs: 5 * minute, toleranceMs: 7 * minute }), value],
  ['mean of long slices', level({ sliceMs: 90 * minute, toleranceMs: 60 * minute, minCoverage: 0 }), value],
  [
    'mean of slices, carried forward',
    level({ sliceMs: 10 * minute, missingData: 'carryForward', carryForwardMs: 50 * minute }),
    value,
  ],
  [
    'last value, carried forward',
    level({ statistic: { kind: 'last' }, missingData: 'carryForward', carryForwardMs: 3 * hour }),
    value,
  ],
  ['largest value', level({ statistic: { kind: 'max' }, verdictMode: 'certain', target: '95', limit: '95' }), value],
  ['95th percentile', level({ statistic: { kind: 'percentile', percent: 95 }, verdictMode: 'atClose' }), value],
  ['median', level({ statistic: { kind: 'percentile', percent: 50 }, minCoverage: 0, verdictMode: 'atClose' }), value],
  ['ratio', ratio('occurrences', { sliceMs: 15 * minute, verdictMode: 'instant' }), counts],
  ['ratio by good slices', ratio('timeslices', { parts: { lengthMs: 20 * minute, target: '99.5' } }), counts],
  ['ratio by the mean of slices', ratio('ratioTimeslices'), counts],
];

const rules = fc.option(
  fc.record({
    treatment: fc.constantFrom('exclude' as const, 'countAsUp' as const, 'none' as const),
    excluded: fc.array(fc.tuple(fc.integer({ min: 0, max: 550 }), fc.integer({ min: 5, max: 90 })), { maxLength: 3 }),
    isAllDay: fc.boolean(),
    gaps: fc.array(fc.tuple(fc.integer({ min: -80, max: 600 }), fc.integer({ min: 1, max: 120 })), { maxLength: 4 }),
    isLasting: fc.boolean(),
  }),
  { nil: undefined },
);

type Rules = typeof rules extends fc.Arbitrary<infer Drawable> ? Drawable : never;

function timeOf(drawn: Rules): TimeRules | undefined {
  if (drawn === undefined) return undefined;
  const excluded = [...drawn.excluded]
    .sort(([left], [right]) => left - right)
    .reduce<{ start: number; end: number }[]>((set, [from, length]) => {
      const begin = Math.max(at(from), (set.at(-1)?.end ?? -Infinity) + minute);
      return begin < at(from + length) ? [...set, { start: begin, end: at(from + length) }] : set;
    }, []);
  const service = drawn.isAllDay
    ? {}
    : {
        service: [
          { start: at(45), end: at(270) },
          { start: at(333), end: at(560) },
        ],
      };
  return { ...service, excluded, treatment: drawn.treatment, versions: ['calendar/1@1'], gaps: gapsIn(drawn) };
}

/** In any order, overlapping, the last perhaps still lasting. */
function gapsIn({ gaps, isLasting }: NonNullable<Rules>): CollectorGap[] {
  return gaps.map(([from, length], index) => {
    const end = isLasting && index === gaps.length - 1 ? Infinity : at(from + length);
    return { id: String(index), start: at(from), end };
  });
}

/** The samples that a period is gone on from an instant with. */
function reread(objective: Objective, samples: readonly Sample[], to: number): Sample[] {
  const from = to - lookBackMs(objective) - outageMarginMs(objective);
  return samples.filter((sample) => sample.start >= from || reachOf(sample) > from);
}

function behind(assessment: Assessment, to: number): Assessment {
  return { ...assessment, slices: assessment.slices.filter((slice) => slice.start >= to) };
}

const settings = { seed: 20_261_129, numRuns: 150 };

describe('what is remembered of a period (seed 20261129)', function () {
  this.timeout(60_000);
  for (const [name, objective, sampleOf] of promises) {
    it(`gives the same as all of it read at once, wherever it was cut: ${name}`, () => {
      let goneOn = 0;
      const steps = fc.uniqueArray(fc.integer({ min: 5, max: 600 }), { minLength: 1, maxLength: 8 });
      fc.assert(
        fc.property(facts, steps, rules, (drawn, instants, drawnRules) => {
          const all = drawn.map(sampleOf);
          const time = timeOf(drawnRules);
          let prefix: Prefix | undefined;
          for (const minutes of [...instants].sort((left, right) => left - right)) {
            const watermark = at(minutes);
            const isClosed = minutes === 600;
            const input: AssessInput = {
              ...{ objective, period, watermark, now: watermark, isClosed, finality: isClosed ? 'final' : 'open' },
              ...(time === undefined ? {} : { time }),
              samples: all.filter((sample) => sample.start <= watermark),
            };
            const whole = assess(input);
            const { to = -Infinity } = prefix ?? {};
            const onward = prefix && assessOnward({ ...input, samples: reread(objective, input.samples, to) }, prefix);
            if (onward !== undefined) {
              goneOn += 1;
              expect(onward.assessment).to.deep.equal(behind(whole, to));
            }
            const next = (onward ?? assessOnward(input))?.prefix;
            prefix = next && (JSON.parse(JSON.stringify(next)) as Prefix);
          }
        }),
        settings,
      );
      expect(goneOn).to.be.greaterThan(settings.numRuns / 3);
    });
  }

  it('is nothing where what follows decides about an outage, or the first slice is cut', () => {
    const opened = (objective: Objective, from = start): Prefix | undefined =>
      assessOnward({
        ...{ objective, period: periodFrom(from, start + 10 * hour), watermark: at(300), now: at(300) },
        ...{ isClosed: false, finality: 'open', samples: [state([10, 5, 100, false])] },
      })?.prefix;
    expect(opened(availability({}))?.to).to.equal(at(240));
    expect(opened(availability({ minOutageMs: 40 * minute }))).to.equal(undefined);
    expect(opened(availability({ parts: { lengthMs: 20 * minute, target: '0' } }))).to.equal(undefined);
    const sliced = availability({ verdictMode: 'instant', sliceMs: 20 * minute, target: '50', limit: '50' });
    expect(opened(sliced)?.to).to.equal(at(240));
    expect(opened(sliced, start + 10 * minute)).to.equal(undefined);
  });

  it('gives exact percentiles of few values, and of many the sketch or nothing', () => {
    const chance = fc.sample(fc.integer({ min: 1, max: 1_000_000 }), { seed: 7, numRuns: 24_000 });
    for (const percent of [1, 50, 90, 95, 99.9]) {
      for (const lines of [{}, { target: String(percent * 10_000) }]) {
        let ranks: Ranks | undefined;
        for (let from = 0; from < chance.length; from += 3000) {
          const values = chance.slice(from, from + 3000);
          const figure = percentileWith({ percent, lines }, ranks, values);
          const whole = percentileFigure(percent, chance.slice(0, from + 3000), lines);
          if (figure !== undefined) expect(figure).to.deep.equal(whole);
          if (from + 3000 <= 10_000 || Object.keys(lines).length === 0) expect(figure).to.not.equal(undefined);
          ranks = ranksWith({ percent, lines }, ranks, values);
          expect(ranks.outermost.length).to.be.at.most(5000);
        }
      }
    }
  });

  it('does not hold for another contract, another period or other rules about the time in it', () => {
    const objective = level({ verdictMode: 'atClose' });
    const input: AssessInput = {
      ...{ objective, period, watermark: at(300), now: at(300), isClosed: false, finality: 'open' },
      samples: [value([10, 5, 100, true])],
    };
    const prefix = assessOnward(input)?.prefix;
    expect(prefix?.to).to.equal(at(240));
    const excluded = (from: number): TimeRules => {
      return { excluded: [{ start: at(from), end: at(from + 10) }], treatment: 'exclude', versions: [] };
    };
    const isUsed = (change: Partial<AssessInput>): boolean =>
      assessOnward({ ...input, ...change }, prefix) !== undefined;
    expect(isUsed({})).to.equal(true);
    expect(isUsed({ objective: { ...objective, minCoverage: 0.5 } })).to.equal(false);
    expect(isUsed({ period: { ...period, start: start - hour } })).to.equal(false);
    expect(isUsed({ time: excluded(100) })).to.equal(false);
    expect(isUsed({ time: excluded(260) })).to.equal(true);
    const gap = (from: number, more: Partial<CollectorGap> = {}): Partial<AssessInput> => {
      const gaps = [{ id: '7', start: at(from), end: at(from + 10), ...more }];
      return { time: { excluded: [], treatment: 'none', versions: ['collectorGap/7@2'], gaps } };
    };
    expect(isUsed(gap(100))).to.equal(false);
    expect(isUsed(gap(-10))).to.equal(false);
    expect(isUsed(gap(200, { end: Infinity }))).to.equal(false);
    expect(isUsed(gap(260, { end: Infinity }))).to.equal(true);
    expect(isUsed({ watermark: at(200), now: at(200) })).to.equal(false);
  });
});
