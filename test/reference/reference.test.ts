import { expect } from 'chai';
import { fact, historyOf, monthsFrom, objectiveOf, outage } from './builders.ts';
import { afterOpenTime, openStretches } from './calendar.ts';
import type { PeriodResult } from './evaluate.ts';
import { at, evaluate } from './evaluate.ts';
import { decimal } from './fraction.ts';
import { nearestRank } from './levels.ts';
import type { CalendarWire, FactWire, ObjectiveWire, WindowWire } from './wire.ts';
import { instantOf } from './zones.ts';

const april = monthsFrom('2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z');
const aprilSpan = [at('2026-04-01T00:00:00Z'), at('2026-05-01T00:00:00Z')] as const;
const minutes = (from: string, count: number): string => new Date(at(from) + count * 60_000).toISOString();

function april1(
  objective: ObjectiveWire,
  facts: FactWire[],
  more: Partial<Parameters<typeof historyOf>[0]> = {},
): PeriodResult {
  const results = evaluate(historyOf({ contract: { objective }, facts, span: aprilSpan, ...more }));
  expect(results).to.have.length(1);
  return results[0]!;
}

const shown = ({ result, attained }: PeriodResult, digits = 5): string => {
  return `${attained === undefined ? 'nothing' : decimal(attained, digits)} ${result}`;
};

describe('the reference evaluator, by the worked numbers of the definition', () => {
  const availability = objectiveOf('availability', april);

  describe('comparison with the target', () => {
    it('takes 99.95 as met and 99.9499 as not, when below is the violating side', () => {
      const ratio = objectiveOf('ratio', { ...april, minCoverage: 0 });
      const hour = { startDateTime: '2026-04-10T10:00:00Z', endDateTime: '2026-04-10T11:00:00Z' };
      expect(april1(ratio, [fact({ good: 9995, total: 10_000, ...hour })]).result).to.equal('met');
      expect(april1(ratio, [fact({ good: 999_499, total: 1_000_000, ...hour })]).result).to.equal('notMet');
    });

    it('widens 50 ms above by 10 % to 55: 52 is tolerated, 56 is beyond', () => {
      const latency = objectiveOf('mean', {
        ...april,
        conformanceTarget: '50 ms',
        conformanceComparator: 'above',
        toleranceTarget: '10%',
        minCoverage: 0,
      });
      expect(april1(latency, [fact({ value: 52, at: '2026-04-10T10:00:00Z' })]).result).to.equal('met');
      expect(april1(latency, [fact({ value: 56, at: '2026-04-10T10:00:00Z' })]).result).to.equal('notMet');
    });
  });

  describe('periods', () => {
    it('gives March 2026 in Oslo 743 hours', () => {
      const objective = objectiveOf('availability', {
        conformanceWindow: { duration: 'P1M', timeZone: 'Europe/Oslo' },
      });
      const span = [at('2026-03-10T00:00:00Z'), at('2026-03-11T00:00:00Z')] as const;
      const [march] = evaluate(historyOf({ contract: { objective }, facts: [], span }));
      expect(march?.countedMs).to.equal(743 * 3_600_000);
    });

    it('counts half a month when the contract starts on the 16th', () => {
      const objective = { ...availability, validFor: { startDateTime: '2026-04-16T00:00:00Z' } };
      expect(april1(objective, [outage('2026-04-10T00:00:00Z', 60)]).countedMs).to.equal(15 * 86_400_000);
    });
  });

  describe('a breach that lasts', () => {
    const latency = objectiveOf('mean', {
      conformanceWindow: { duration: 'P1D' },
      conformanceTarget: '55 ms',
      conformanceComparator: 'above',
      slice: 'PT1M',
      measurementInterval: 'PT1M',
      minCoverage: 0,
      tolerancePeriod: { startDateTime: '2026-01-01T00:00:00Z', endDateTime: '2026-01-01T00:05:00Z' },
    });
    const bad = (count: number): FactWire[] =>
      Array.from({ length: 30 }, (_, n) =>
        fact({ value: n < count ? 56 : 40, at: minutes('2026-04-10T12:00:00Z', n) }),
      );
    const span = [at('2026-04-10T00:00:00Z'), at('2026-04-11T00:00:00Z')] as const;

    it('is nothing from 12:00 to 12:04 with five minutes tolerated', () => {
      const [day] = evaluate(historyOf({ contract: { objective: latency }, facts: bad(4), span }));
      expect(day?.violations).to.deep.equal([]);
    });

    it('is a violation from 12:00 to 12:07: it opens at 12:05, its onset is 12:00', () => {
      const [day] = evaluate(historyOf({ contract: { objective: latency }, facts: bad(7), span }));
      expect(day?.violations).to.deep.equal([
        { type: 'targetMissed', onset: at('2026-04-10T12:00:00Z'), opensAt: at('2026-04-10T12:05:00Z') },
      ]);
    });
  });

  describe('certainty', () => {
    const down = fact({ state: 'down', startDateTime: '2026-04-10T00:00:00Z' });

    it('is not reached by 7 minutes on the 10th, though the figure to date is below the target', () => {
      expect(april1(availability, [down], { now: at('2026-04-10T00:07:00Z') }).result).to.equal('undecided');
    });

    it('is reached when 21.6 minutes are used up, on the 10th and not on the 30th', () => {
      const result = april1(availability, [down], { now: at('2026-04-10T00:22:00Z') });
      expect(result.result).to.equal('notMet');
      expect(result.violations[0]?.onset).to.equal(at('2026-04-10T00:21:36Z'));
      expect(result.finality).to.equal('open');
    });

    it('makes the best possible April 99.9491 % at 22 minutes', () => {
      expect(shown(april1(availability, [outage('2026-04-10T00:00:00Z', 22)]), 4)).to.equal('99.9490 notMet');
    });
  });

  describe('availability', () => {
    const window: WindowWire = {
      id: 'w',
      kind: 'planned',
      state: 'finished',
      scope: { entity: [{ id: 'site-7' }] },
      startDateTime: '2026-04-07T02:00:00Z',
      endDateTime: '2026-04-07T04:00:00Z',
    };
    const facts = [outage('2026-04-07T02:10:00Z', 90), outage('2026-04-20T10:00:00Z', 25)];
    const cases = [
      { treatment: 'exclude', expected: '99.94196 notMet' },
      { treatment: 'countAsUp', expected: '99.94212 notMet' },
      { treatment: 'none', expected: '99.73379 notMet' },
    ] as const;
    for (const { treatment, expected } of cases) {
      it(`with 120 minutes of maintenance, 90 of them down, and 25 others: ${treatment} gives ${expected}`, () => {
        const result = april1({ ...availability, maintenance: { treatment } }, facts, { windows: [window] });
        expect(shown(result)).to.equal(expected);
        if (treatment !== 'none') expect(decimal(result.attainedWithoutExclusion!, 5)).to.equal('99.73379');
      });
    }

    it('counts 10 + 20 minutes of an outage 01:50-04:20 around a window 02:00-04:00', () => {
      const objective = { ...availability, maintenance: { treatment: 'countAsUp' as const } };
      const result = april1(objective, [outage('2026-04-07T01:50:00Z', 150)], { windows: [window] });
      expect(shown(result, 6)).to.equal('99.930555 notMet');
    });

    it('excludes the first 60 minutes of windows of 100 when the contract caps at 60', () => {
      const windows = [
        { ...window, endDateTime: '2026-04-07T02:50:00Z' },
        { ...window, id: 'v', startDateTime: '2026-04-08T02:00:00Z', endDateTime: '2026-04-08T02:50:00Z' },
      ];
      const objective = { ...availability, maintenance: { maxPerPeriod: 'PT1H' } };
      const result = april1(objective, [outage('2026-04-08T02:00:00Z', 50)], { windows });
      expect(result.countedMs).to.equal((43_200 - 60) * 60_000);
      expect(shown(result)).to.equal('99.90727 notMet');
    });

    it('does not exclude what was announced too late, nor an emergency, nor what was cancelled', () => {
      const objective = { ...availability, maintenance: { minNotice: 'P5D' } };
      const counted = (more: Partial<WindowWire>): number =>
        april1(objective, facts, { windows: [{ ...window, ...more }] }).countedMs / 60_000;
      expect(counted({ noticeGivenAt: '2026-04-02T02:00:00Z' })).to.equal(43_080);
      expect(counted({ noticeGivenAt: '2026-04-02T02:00:01Z' })).to.equal(43_200);
      expect(counted({})).to.equal(43_200);
      expect(counted({ noticeGivenAt: '2026-03-01T00:00:00Z', kind: 'emergency' })).to.equal(43_200);
      expect(counted({ noticeGivenAt: '2026-03-01T00:00:00Z', state: 'cancelled' })).to.equal(43_200);
    });

    it('counts an outage told twice, or by two who overlap, once', () => {
      const one = outage('2026-04-07T10:00:00Z', 20);
      const other = outage('2026-04-07T10:10:00Z', 20, { source: 'other' });
      expect(shown(april1(availability, [one, other, one]))).to.equal('99.93055 notMet');
    });

    it('takes half of a time that is degraded by half, and the worst of two that overlap', () => {
      const degraded = outage('2026-04-07T10:00:00Z', 40, { state: 'degraded', weight: 0.5 });
      expect(shown(april1(availability, [degraded]))).to.equal('99.95370 met');
      const down = outage('2026-04-07T10:10:00Z', 10, { source: 'other' });
      expect(shown(april1(availability, [degraded, down]))).to.equal('99.94212 notMet');
    });

    it('ignores a loss under five minutes where the contract does', () => {
      const objective = { ...availability, minOutage: 'PT5M' };
      const short = outage('2026-04-07T10:00:00Z', 4);
      const long = outage('2026-04-08T10:00:00Z', 5);
      expect(shown(april1(objective, [short, long]))).to.equal('99.98842 met');
    });
  });

  describe('time without data', () => {
    // 2,160 minutes without data, 20 down.
    const facts = [
      outage('2026-04-01T00:00:00Z', 20),
      outage('2026-04-01T00:20:00Z', 43_200 - 2160 - 20, { state: 'up' }),
    ];
    const cases = [
      { policy: 'unknown', expected: '99.95126 met' },
      { policy: 'ignore', expected: '99.95126 met' },
      { policy: 'bad', expected: '94.95370 notMet' },
      { policy: 'good', expected: '99.95370 met' },
    ];
    for (const { policy, expected } of cases) {
      it(`${policy}: 2,160 of 43,200 minutes without data and 20 down give ${expected}`, () => {
        expect(shown(april1({ ...availability, missingData: policy }, facts))).to.equal(expected);
      });
    }

    it('gives no verdict below the least coverage', () => {
      const objective = { ...availability, missingData: 'unknown', minCoverage: '96 %' };
      expect(april1(objective, facts).result).to.equal('noData');
    });

    it('lets a state stand for at most maxAge when it is carried forward', () => {
      const objective = { ...availability, missingData: { policy: 'carryForward', maxAge: 'PT1H' } };
      const result = april1(objective, facts);
      expect(decimal(result.coverage, 6)).to.equal(decimal({ n: BigInt(43_200 - 2160 + 60), d: 43_200n }, 6));
    });

    it('takes zero as a value and nothing as nothing', () => {
      const objective = objectiveOf('mean', {
        ...april,
        conformanceTarget: '1',
        conformanceComparator: 'below',
        minCoverage: 0,
      });
      expect(april1(objective, [fact({ value: 0, at: '2026-04-10T10:00:00Z' })]).result).to.equal('notMet');
      expect(april1(objective, []).result).to.equal('noData');
    });
  });

  describe('late facts', () => {
    const march = objectiveOf('availability', monthsFrom('2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z'));
    const span = [at('2026-03-01T00:00:00Z'), at('2026-04-01T00:00:00Z')] as const;
    const early = outage('2026-03-10T00:00:00Z', 20);
    const late = outage('2026-03-20T00:00:00Z', 5);

    it('20 minutes down in March give 99.95520 %, met; five more give 99.94400 %, not met', () => {
      const assess = (facts: FactWire[]): string =>
        shown(evaluate(historyOf({ contract: { objective: march }, facts, span }))[0]!);
      expect(assess([early])).to.equal('99.95519 met');
      expect(assess([early, late])).to.equal('99.94399 notMet');
    });

    it('goes from open to provisional to final with the clock', () => {
      const finality = (now: string): string | undefined =>
        evaluate(historyOf({ contract: { objective: march }, facts: [early], span, now: at(now) }))[0]?.finality;
      expect(finality('2026-03-31T23:59:00Z')).to.equal('open');
      expect(finality('2026-04-01T00:01:00Z')).to.equal('provisional');
      expect(finality('2026-04-01T01:01:00Z')).to.equal('final');
    });
  });

  describe('ratios', () => {
    // 23 hours of 1,000 requests without error, and one with 10, 5 of them bad.
    const objective = (method: string): ObjectiveWire =>
      objectiveOf(`ratio?method=${method}&sliceTarget=99`, {
        conformanceWindow: { duration: 'P1D' },
        slice: 'PT1H',
      });
    const facts = Array.from({ length: 24 }, (_, hour) =>
      fact({
        good: hour === 7 ? 5 : 1000,
        total: hour === 7 ? 10 : 1000,
        startDateTime: minutes('2026-04-10T00:00:00Z', hour * 60),
        endDateTime: minutes('2026-04-10T00:00:00Z', hour * 60 + 60),
      }),
    );
    const span = [at('2026-04-10T00:00:00Z'), at('2026-04-11T00:00:00Z')] as const;
    const cases = [
      { method: 'occurrences', expected: '99.97827 met' },
      { method: 'timeslices', expected: '95.83333 notMet' },
      { method: 'ratioTimeslices', expected: '97.91666 notMet' },
    ];
    for (const { method, expected } of cases) {
      it(`${method} of 23 good hours and a small bad one give ${expected}`, () => {
        const [day] = evaluate(historyOf({ contract: { objective: objective(method) }, facts, span }));
        expect(shown(day!)).to.equal(expected);
      });
    }
  });

  describe('cases', () => {
    const march = monthsFrom('2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z');
    const span = [at('2026-03-01T00:00:00Z'), at('2026-04-01T00:00:00Z')] as const;
    const run = (objective: ObjectiveWire, facts: FactWire[]): PeriodResult =>
      evaluate(historyOf({ contract: { objective }, facts, span }))[0]!;
    const promised = '2026-03-15T12:00:00Z';
    const orders = (count: number, more: Partial<FactWire>, name: string): FactWire[] =>
      Array.from({ length: count }, (_, n) =>
        fact({ case: `${name}-${n}`, startDateTime: '2026-03-02T00:00:00Z', promisedDateTime: promised, ...more }),
      );

    it('gives 178 of 190 orders on time, 93.684 %: open past due is late, cancelled and moved by the customer do not count', () => {
      const facts = [
        ...orders(178, { completedDateTime: promised }, 'kept'),
        ...orders(9, { completedDateTime: '2026-03-15T12:00:01Z' }, 'late'),
        ...orders(3, {}, 'open'),
        ...orders(6, { cancelledBy: 'customer', cancelledDateTime: '2026-03-05T00:00:00Z' }, 'cancelled'),
        ...orders(4, { agreedDateTime: '2026-04-02T00:00:00Z' }, 'moved'),
      ];
      const objective = objectiveOf('percentOnTime', { ...march, conformanceTarget: '95' });
      expect(shown(run(objective, facts), 3)).to.equal('93.684 notMet');
    });

    const ticket = (name: string, start: string, hours: number, more: Partial<FactWire> = {}): FactWire =>
      fact({ case: name, startDateTime: start, completedDateTime: minutes(start, hours * 60), ...more });
    const tickets = [
      ticket('1', '2026-03-03T10:00:00Z', 2),
      ticket('2', '2026-03-04T10:00:00Z', 5, {
        pause: [{ startDateTime: '2026-03-04T11:00:00Z', endDateTime: '2026-03-04T12:00:00Z' }],
      }),
      ticket('3', '2026-03-05T10:00:00Z', 3),
      ticket('4', '2026-03-31T22:00:00Z', 5),
    ];

    it('gives 3.0 h for 2 h, 5 h with an hour on hold, and 3 h; what was restored in April counts there', () => {
      const objective = objectiveOf('meanTimeToRepair', {
        ...march,
        conformanceTarget: '4 h',
        conformanceComparator: 'above',
      });
      expect(shown(run(objective, tickets), 1)).to.equal('3.0 met');
      const aprilRun = evaluate(
        historyOf({
          contract: { objective },
          facts: tickets,
          span: [at('2026-04-01T00:00:00Z'), at('2026-04-02T00:00:00Z')],
        }),
      );
      expect(shown(aprilRun[0]!, 1)).to.equal('5.0 notMet');
    });

    it('has no figure, and not zero, below the least number of samples', () => {
      const objective = objectiveOf('mttr', {
        ...march,
        conformanceTarget: '4 h',
        conformanceComparator: 'above',
        minSamples: 4,
      });
      expect(run(objective, tickets).result).to.equal('noData');
      expect(run({ ...objective, minSamples: 1 }, []).result).to.equal('noData');
    });

    it('gives the share restored within a time', () => {
      const objective = objectiveOf('percentWithin?within=PT3H', { ...march, conformanceTarget: '60' });
      expect(shown(run(objective, tickets), 3)).to.equal('66.666 met');
    });

    it('counts calls answered in time, without those given up at once', () => {
      const call = (name: string, more: Partial<FactWire>): FactWire =>
        fact({ case: name, startDateTime: '2026-03-03T10:00:00Z', ...more });
      const calls = [
        call('a', { answeredDateTime: '2026-03-03T10:00:20Z' }),
        call('b', { answeredDateTime: '2026-03-03T10:00:21Z' }),
        call('c', { abandonedDateTime: '2026-03-03T10:00:05Z' }),
        call('d', { abandonedDateTime: '2026-03-03T10:00:06Z' }),
      ];
      const answered = objectiveOf('answeredWithin?within=PT20S&shortAbandon=PT5S', march);
      expect(shown(run(answered, calls), 3)).to.equal('33.333 notMet');
      const abandoned = objectiveOf('abandonRate?shortAbandon=PT5S', { ...march, conformanceComparator: 'above' });
      expect(shown(run(abandoned, calls), 3)).to.equal('33.333 met');
    });
  });

  describe('calendars and clocks', () => {
    const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
    const everyDay = [...weekdays, 'saturday', 'sunday'];
    const oslo: CalendarWire = {
      id: 'office',
      timeZone: 'Europe/Oslo',
      weeklyHours: [{ day: everyDay, startTime: '08:00', endTime: '16:00' }],
    };
    const open = (calendar: CalendarWire, from: string, to: string): number => {
      const span = [at(from), at(to)] as const;
      return openStretches(calendar.id, [calendar], span)
        .map(([start, end]) => Math.max(0, Math.min(end, span[1]) - Math.max(start, span[0])) / 60_000)
        .reduce((sum, one) => sum + one, 0);
    };

    it('gives 29 March 2026 in Oslo 23 hours and 25 October 25', () => {
      const hours = (from: [number, number], to: [number, number]): number =>
        (instantOf(Date.UTC(2026, ...to), 'Europe/Oslo', 'first') -
          instantOf(Date.UTC(2026, ...from), 'Europe/Oslo', 'first')) /
        3_600_000;
      expect(hours([2, 29], [2, 30])).to.equal(23);
      expect(hours([9, 25], [9, 26])).to.equal(25);
    });

    it('gives business hours 08-16 480 minutes on both', () => {
      expect(open(oslo, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).to.equal(480);
      expect(open(oslo, '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).to.equal(480);
    });

    it('makes 02:00-03:00 on 25 October in Oslo last two hours, and on 29 March no time at all', () => {
      const night = { ...oslo, weeklyHours: [{ day: everyDay, startTime: '02:00', endTime: '03:00' }] };
      expect(open(night, '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).to.equal(120);
      expect(open(night, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).to.equal(0);
    });

    it('runs a clock of 4 business hours from Friday 15:00 to Monday 11:00', () => {
      const office = { ...oslo, weeklyHours: [{ day: weekdays, startTime: '08:00', endTime: '16:00' }] };
      const span = [at('2026-04-10T00:00:00Z'), at('2026-04-20T00:00:00Z')] as const;
      const open = openStretches('office', [office], span);
      expect(afterOpenTime(at('2026-04-10T15:00:00+02:00'), 4 * 3_600_000, open)).to.equal(
        at('2026-04-13T11:00:00+02:00'),
      );
    });
  });

  it('takes the smallest value with enough at or below it as percentile', () => {
    const values = Array.from({ length: 20 }, (_, n) => ({ n: BigInt(n + 1), d: 1n }));
    expect(nearestRank(values, 95)?.n).to.equal(19n);
    expect(nearestRank(values, 95.1)?.n).to.equal(20n);
  });
});
