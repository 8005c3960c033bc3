import { expect } from 'chai';
import fc from 'fast-check';
import { assess } from '../../../src/domain/assess.ts';
import type { Assessment } from '../../../src/domain/assessment.ts';
import { budgetOf } from '../../../src/domain/budget.ts';
import { gapScopeOf, gapSpan, readGap, type CollectorGap } from '../../../src/domain/collector-gap.ts';
import type { TimeRules } from '../../../src/domain/counted-time.ts';
import { evidenceOf } from '../../../src/domain/evidence.ts';
import { length } from '../../../src/domain/intervals.ts';
import type { Sample } from '../../../src/domain/measurement.ts';
import type { Objective } from '../../../src/domain/objective-model.ts';
import { availabilityWith, down, hour, minute, objectiveWith, periodFrom, up, utc } from './support.ts';

const start = utc('2026-04-10');
const period = periodFrom(start, start + 10 * hour);
const at = (minutes: number): number => start + minutes * minute;

function gap(from: number, to: number, id = 'g1'): CollectorGap {
  return { id, start: at(from), end: to === Infinity ? Infinity : at(to) };
}

function rules(...gaps: CollectorGap[]): TimeRules {
  return { excluded: [], treatment: 'none', versions: [], gaps };
}

function closed(objective: Objective, samples: readonly Sample[], time: TimeRules): Assessment {
  return assess({
    ...{ objective, period, samples, time, isClosed: true, finality: 'provisional' },
    ...{ watermark: period.end, now: period.end },
  });
}

function opened(
  objective: Objective,
  samples: readonly Sample[],
  { time, minutes }: { time: TimeRules; minutes: number },
) {
  return assess({
    ...{ objective, period, samples, time, isClosed: false, finality: 'open' },
    ...{ watermark: at(minutes), now: at(minutes) },
  });
}

const policy = (missingData: Objective['missingData'], more: Partial<Objective> = {}): Objective =>
  availabilityWith({ missingData, defaulted: [], target: '90', limit: '90', verdictMode: 'atClose', ...more });

/** A state that still lasts. */
const open = (state: 'up' | 'down', from: number): Sample => {
  return { kind: 'state', start: at(from), state, weight: state === 'down' ? 1 : 0 };
};

/** Told of nine of ten hours, of which 30 minutes are down; the gap is the tenth. */
const told = [up(at(0), 120), down(at(120), 30), up(at(150), 330), up(at(540), 60)];
const tenth = rules(gap(480, 540));

describe('collector gaps', () => {
  it('leave the denominator under every policy for time without data: 1 − 30/540', () => {
    for (const missingData of ['unknown', 'ignore', 'bad', 'good'] as const) {
      const { result, figures } = closed(policy(missingData), told, tenth);
      expect(Number(figures.attained).toFixed(5), missingData).to.equal('94.44444');
      expect(figures.formula).to.equal('1 − 30 min / 540 min');
      expect(figures).to.include({ gapMs: hour, countedMs: 10 * hour, coverage: 0.9 });
      expect(result).to.equal('met');
    }
  });

  it('leave what is silent beside them to the policy', () => {
    const samples = told.slice(0, 3);
    const bad = closed(policy('bad', { minCoverage: 0.5 }), samples, tenth).figures;
    expect(bad.formula).to.equal('1 − (30 min + 60 min without data) / 540 min');
    const good = closed(policy('good'), samples, tenth).figures;
    expect(good.formula).to.equal('1 − 30 min / 540 min');
    expect(closed(policy('unknown', { minCoverage: 0 }), samples, tenth).figures.formula).to.equal(
      '1 − 30 min / 480 min',
    );
  });

  it('give no verdict under any policy where more than the least coverage leaves is unknown by them', () => {
    for (const missingData of ['unknown', 'ignore', 'bad', 'good'] as const) {
      const wide = closed(
        policy(missingData),
        [...told.slice(0, 2), up(at(150), 300), up(at(540), 60)],
        rules(gap(450, 540)),
      );
      expect(wide.result, missingData).to.equal('noData');
      expect(closed(policy(missingData), [], rules(gap(0, Infinity))).result).to.equal('noData');
      expect(closed(policy(missingData, { minCoverage: 0 }), [], rules(gap(0, 600))).result).to.equal('noData');
    }
  });

  it('let what was measured in them count', () => {
    const late = [...told, down(at(480), 30), up(at(510), 20)];
    const { figures } = closed(policy('bad'), late, tenth);
    expect(figures).to.include({ gapMs: 10 * minute, formula: '1 − 60 min / 590 min' });
    const whole = closed(policy('bad'), [...told, up(at(480), 60)], tenth);
    expect(whole.figures).to.not.have.property('gapMs');
    expect(whole.figures.formula).to.equal('1 − 30 min / 600 min');
  });

  it('are no time up in a feed of exceptions, and an outage under way stays down through them', () => {
    const feed = availabilityWith({ target: '90', limit: '90', verdictMode: 'atClose' });
    const silent = closed(feed, [down(at(120), 30)], tenth).figures;
    expect(silent).to.include({ coverage: 0.9, gapMs: hour, formula: '1 − 30 min / 540 min' });
    const lasting = closed(feed, [open('down', 470)], tenth).figures;
    expect(lasting).to.include({ coverage: 1, downMs: 130 * minute });
    expect(lasting).to.not.have.property('gapMs');
  });

  it('end what an open state that is up says, until they are over', () => {
    const { figures } = closed(policy('unknown'), [open('up', 0)], tenth);
    expect(figures).to.include({ samples: 1, coverage: 0.9, gapMs: hour });
    expect(closed(policy('bad'), [open('up', 0)], tenth).figures.formula).to.equal('1 − 0 min / 540 min');
  });

  it('have nothing carried into them, nor over them', () => {
    const carrying = policy('carryForward', { carryForwardMs: 8 * hour, minCoverage: 0 });
    const covered = (samples: Sample[], time: TimeRules): number =>
      closed(carrying, samples, time).figures.coveredMs / minute;
    expect(covered([up(at(0), 60)], rules())).to.equal(540);
    expect(covered([up(at(0), 60)], rules(gap(100, 110)))).to.equal(100);
    expect(covered([up(at(0), 60)], rules(gap(60, 110)))).to.equal(60);
    expect(covered([up(at(0), 60)], rules(gap(30, 110)))).to.equal(60);
    expect(covered([up(at(0), 60), up(at(70), 10)], rules(gap(30, 110)))).to.equal(70);
    expect(covered([up(at(-60), 50)], rules(gap(-5, 0)))).to.equal(0);
    expect(covered([up(at(-60), 50)], rules(gap(-5, 0)))).to.equal(0);
    const values = objectiveWith({ ...carrying, statistic: { kind: 'last' }, measurementIntervalMs: 10 * minute });
    const value: Sample = { kind: 'value', start: at(0), value: 5 };
    expect(closed(values, [value], rules(gap(20, 30))).figures.coveredMs).to.equal(20 * minute);
    // A value speaks for its own interval: that is measured, not carried.
    expect(closed(values, [value], rules(gap(5, 30))).figures.coveredMs).to.equal(10 * minute);
    expect(closed(values, [{ ...value, start: at(-60) }], rules(gap(-30, -20))).figures).to.not.have.property(
      'attained',
    );
  });

  it('count as perfect for what is still possible, also where silence is bad', () => {
    const objective = policy('bad', { verdictMode: 'certain', target: '80', limit: '80' });
    const at500 = { time: rules(gap(60, 480)), minutes: 500 };
    expect(opened(objective, [up(at(0), 60), up(at(480), 20)], at500)).to.include({ bestPossible: '100' });
    const lost = opened(objective, [up(at(0), 60), up(at(480), 20)], { ...at500, time: rules(gap(60, 300)) });
    expect(lost).to.include({ result: 'notMet', breachedAt: at(420) });
    const { figures, wholeMs = 10 * hour } = opened(objective, [up(at(0), 60), up(at(480), 20)], at500);
    expect(budgetOf({ objective, figures, wholeMs })).to.include({ used: '0', total: String(2 * hour) });
  });

  it('give a slice without a verdict, which neither goes on with a breach nor ends it', () => {
    const slices = (missingData: Objective['missingData']): (string | undefined)[] =>
      closed(
        objectiveWith({ missingData, sliceMs: hour, minCoverage: 0.5 }),
        Array.from({ length: 60 }, (_, index): Sample => ({ kind: 'value', start: at(index * 5), value: 90 })),
        rules(gap(300, 380)),
      ).slices.map(({ standing }) => standing);
    expect(slices('bad').slice(4)).to.deep.equal(['beyond', undefined, 'beyond', 'beyond', 'beyond', 'beyond']);
    expect(slices('good').slice(4, 7)).to.deep.equal(['beyond', undefined, 'compliant']);
  });

  it('leave a slice that decides between available and unavailable to what is known of it', () => {
    const objective = availabilityWith({
      ...{ target: '90', limit: '90', verdictMode: 'atClose', minCoverage: 0 },
      parts: { lengthMs: hour, target: '100', unavailableAfter: 2, availableAfter: 2 },
    });
    const samples = [down(at(60), 60), down(at(190), 10)];
    // Bad, unknown, bad: the unknown one does not break the run.
    const { figures } = closed(objective, samples, rules(gap(120, 180)));
    expect(figures).to.include({ downMs: 2 * hour, gapMs: hour, coveredMs: 9 * hour });
    expect(closed(objective, samples, rules()).figures).to.include({ downMs: 0 });
  });

  it('are named in the evidence of what is missing, each stretch with the gaps it lies in', () => {
    const feed = availabilityWith({});
    const time = rules(gap(480, 540), gap(520, Infinity, 'g2'));
    const { intervals } = evidenceOf(feed, [down(at(120), 30)], { period, until: at(570), time });
    const [, , , ...missing] = intervals;
    expect(missing).to.deep.equal([
      { start: at(480), end: at(520), kind: 'missing', collectorGap: ['g1'] },
      { start: at(520), end: at(540), kind: 'missing', collectorGap: ['g1', 'g2'] },
      { start: at(540), end: at(570), kind: 'missing', collectorGap: ['g2'] },
    ]);
  });

  it('add up: covered, silent in gaps and silent beside them is all that counts, and so says the evidence', () => {
    const drawnGaps = fc.array(fc.tuple(fc.integer({ min: -60, max: 620 }), fc.integer({ min: 1, max: 200 })), {
      maxLength: 4,
    });
    const drawnFacts = fc.array(
      fc.tuple(fc.integer({ min: -60, max: 620 }), fc.integer({ min: 1, max: 100 }), fc.boolean()),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(drawnGaps, drawnFacts, fc.boolean(), (gaps, facts, isFeed) => {
        const time = rules(...gaps.map(([from, minutes], index) => gap(from, from + minutes, String(index))));
        const samples = facts.map(([from, minutes, isDown]) =>
          isDown ? down(at(from), minutes) : up(at(from), minutes),
        );
        const objective = isFeed ? availabilityWith({}) : policy('bad');
        const { figures } = closed(objective, samples, time);
        const { intervals } = evidenceOf(objective, samples, { period, until: period.end, time });
        const missing = intervals.filter(({ kind }) => kind === 'missing');
        const inGaps = missing.filter(({ collectorGap }) => collectorGap !== undefined);
        expect(length(inGaps)).to.equal(figures.gapMs ?? 0);
        expect(length(missing)).to.equal(figures.countedMs - figures.coveredMs);
        expect(length(intervals)).to.equal(figures.countedMs);
        // Nothing at all is known of the feed before its first sample tells what it is.
        if (isFeed && samples.length > 0) expect(length(missing)).to.equal(length(inGaps));
      }),
      { seed: 20_261_128, numRuns: 300 },
    );
  });

  it('are read from documents: still lasting without an end, nothing once withdrawn', () => {
    const document = { startDateTime: '2026-04-10T08:00:00Z', endDateTime: '2026-04-10T09:00:00Z' };
    expect(readGap(document)).to.deep.equal(gap(480, 540) && { start: at(480), end: at(540) });
    expect(readGap({ ...document, endDateTime: null })).to.deep.equal({ start: at(480), end: Infinity });
    expect(readGap({ ...document, endDateTime: 'soon' })).to.equal(undefined);
    expect(readGap({ ...document, state: 'withdrawn' })).to.equal(undefined);
    expect(gapSpan({ ...document, state: 'withdrawn' })).to.deep.equal({ start: at(480), end: at(540) });
  });

  it('touch everything, what shares a key, or indicators; those narrow the others', () => {
    const scope = (said: object) => gapScopeOf({ scope: JSON.parse(JSON.stringify(said)) as never });
    expect(scope({ all: true })).to.deep.equal({ keys: ['all'], indicators: [] });
    expect(scope({ indicator: ['latency'] })).to.deep.equal({ keys: ['all'], indicators: ['latency'] });
    expect(scope({ service: [{ id: 's1' }], tag: 'gold', indicator: ['latency'] })).to.deep.equal({
      keys: ['entity:s1', 'tag:gold'],
      indicators: ['latency'],
    });
    expect(scope({})).to.deep.equal({ keys: [], indicators: [] });
  });
});
