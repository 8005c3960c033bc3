import { expect } from 'chai';
import fc from 'fast-check';
import { assess } from '../../src/domain/assess.ts';
import { divide, sumOf } from '../../src/domain/decimal.ts';
import type { Sample, StateSample } from '../../src/domain/measurement.ts';
import { availabilityWith, minute, objectiveWith, periodFrom, utc } from '../unit/domain/support.ts';

const start = utc('2026-04-10T12:00');
const period = periodFrom(start, start + 240 * minute);

function outcome(samples: readonly Sample[], objective = availabilityWith()): string {
  const { end: watermark } = period;
  const time = {
    excluded: [{ start: start + 60 * minute, end: start + 90 * minute }],
    ...{ treatment: 'exclude' as const, versions: [] },
  };
  return JSON.stringify(
    assess({ objective, period, samples, watermark, now: watermark, isClosed: true, finality: 'final', time }),
  );
}

const outages = fc.uniqueArray(fc.tuple(fc.integer({ min: -30, max: 240 }), fc.integer({ min: 1, max: 60 })), {
  selector: ([at]) => at,
  maxLength: 12,
});

function down([at, length]: readonly [number, number]): StateSample {
  return { kind: 'state', start: start + at * minute, end: start + (at + length) * minute, state: 'down', weight: 1 };
}

describe('figures (seed 20261128)', () => {
  const settings = { seed: 20_261_128, numRuns: 200 };

  it('are the same for any permutation and repetition of what was measured', () => {
    fc.assert(
      fc.property(outages, fc.infiniteStream(fc.nat()), (drawn, chance) => {
        const samples = drawn.map(down);
        const repeated = [...samples, ...samples.filter((_, at) => at % 2 === 0)]
          .map((sample) => ({ sample, rank: chance.next().value ?? 0 }))
          .sort((left, right) => left.rank - right.rank)
          .map(({ sample }) => sample);
        expect(outcome(repeated)).to.equal(outcome(samples));
      }),
      settings,
    );
  });

  it('are the same when outages are cut anywhere into parts that touch', () => {
    const figuresOf = (samples: readonly Sample[]): unknown => {
      const { figures, result, breachedAt } = JSON.parse(outcome(samples)) as Record<string, unknown>;
      return { ...(figures as object), samples: 0, result, breachedAt };
    };
    fc.assert(
      fc.property(outages, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (drawn, share) => {
        const parts = drawn.flatMap(([at, length]): Sample[] => {
          const cut = start + at * minute + Math.floor(length * minute * share);
          const whole = down([at, length]);
          // A source of its own: a part may start where another outage does.
          return [
            { ...whole, end: cut, source: 'first' },
            { ...whole, start: cut, source: `rest of ${String(at)}` },
          ];
        });
        expect(figuresOf(parts)).to.deep.equal(figuresOf(drawn.map(down)));
      }),
      settings,
    );
  });

  it('of levels do not drift: ten years of minutes at 0.1 have a mean of 0.1', () => {
    const tenYears = 5_259_600;
    expect(divide(sumOf(new Array<number>(tenYears).fill(0.1)), tenYears)).to.equal('0.1');
  });

  it('of levels are the same in any order, however many decimals', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 40 }), (drawn) => {
        const samples = drawn.map((amount, at): Sample => ({
          kind: 'value',
          start: start + at * minute,
          value: amount / 1000,
        }));
        expect(outcome([...samples].reverse(), objectiveWith())).to.equal(outcome(samples, objectiveWith()));
      }),
      settings,
    );
  });
});
