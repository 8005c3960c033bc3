import { expect } from 'chai';
import { assess } from '../../../src/domain/assess.ts';
import type { RatioSample, Sample, StateSample } from '../../../src/domain/measurement.ts';
import type { Objective, Parts, RatioMethod } from '../../../src/domain/objective-model.ts';
import { parseObjective } from '../../../src/domain/objective.ts';
import {
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
} from './support.ts';

const start = utc('2026-04-10');
const oneDay = periodFrom(start, start + day);

function counts(at: number, good: number, total: number, lengthMs = hour): RatioSample {
  return { kind: 'ratio', start: at, end: at + lengthMs, good, total };
}

/** 23 hours of 1,000 requests without error and one hour with 10 requests, 5 of them bad. */
const requests = Array.from({ length: 24 }, (_, index) =>
  index === 7 ? counts(start + index * hour, 5, 10) : counts(start + index * hour, 1000, 1000),
);

function ratio(method: RatioMethod, parts: Partial<Parts> = {}): Objective {
  return objectiveWith({
    statistic: { kind: 'ratio', method },
    parts: { lengthMs: hour, target: '99', ...parts },
    violationWhen: 'below',
    target: '99',
    unit: '%',
    window: { type: 'calendar', duration: 'P1D', timeZone: 'UTC' },
    verdictMode: 'certain',
  });
}

describe('ratios of 23 hours of 1,000 requests without error and one with 5 bad of 10', () => {
  const methods: [RatioMethod, string, string][] = [
    ['occurrences', '99.978', '23005 / 23010'],
    ['timeslices', '95.833', '23 slices with at least 99 % / 24 slices'],
    ['ratioTimeslices', '97.917', '2350 % / 24 slices'],
  ];
  for (const [method, attained, formula] of methods) {
    it(`come to ${attained} % by ${method}`, () => {
      const { figures } = closed(ratio(method), oneDay, requests);
      expect(Number(figures.attained).toFixed(3)).to.equal(attained);
      expect(figures.formula).to.equal(formula);
    });
  }

  it('do not count slices without events', () => {
    const some = requests.filter((_, index) => index < 8);
    const quiet = [...some, counts(start + 9 * hour, 0, 0)];
    const { figures } = closed(ratio('timeslices'), oneDay, quiet);
    expect(figures).to.include({ goodSlices: 7, slicesCounted: 8 });
  });

  it('add up what starts in one slice before it is compared', () => {
    const halves = [counts(start, 0, 1, minute), counts(start + minute, 199, 199, minute)];
    expect(closed(ratio('timeslices'), oneDay, halves).figures).to.include({ goodSlices: 1, slicesCounted: 1 });
  });

  it('keep their slices where validFor cuts the period: from the start of the whole day on', () => {
    const validFrom = start + 10 * hour + 20 * minute;
    const objective = { ...ratio('timeslices', { lengthMs: 2 * hour }), validFor: { start: validFrom } };
    const cut = { ...oneDay, start: validFrom };
    const twoInOneSlice = [counts(start + 20 * hour, 0, 1, minute), counts(start + 21.9 * hour, 999, 999, minute)];
    expect(closed(objective, cut, twoInOneSlice).figures).to.include({ goodSlices: 1, slicesCounted: 1 });
  });

  it('have one slice where the contract makes it as long as the period', () => {
    const slo = {
      serviceLevelObjectiveParameter: { name: 'ok', transformationAlgorithmOfKQI: 'ratio?method=timeslices' },
      ...{ conformanceComparator: '>=', conformanceTarget: '99 %', conformanceWindow: { duration: 'PT6H' } },
    };
    expect(parseObjective({ ...slo, slice: 'PT6H' }).objective?.parts?.lengthMs).to.equal(6 * hour);
  });

  it('are read from a contract: method, slice and slice target', () => {
    const slo = {
      serviceLevelObjectiveParameter: { name: 'ok', transformationAlgorithmOfKQI: 'ratio?method=timeslices' },
      conformanceComparator: '>=',
      conformanceTarget: '99 %',
      conformanceWindow: { duration: 'P1D' },
    };
    const { objective } = parseObjective({ ...slo, slice: 'PT15M', sliceTarget: '99.5 %' });
    expect(objective?.statistic).to.deep.equal({ kind: 'ratio', method: 'timeslices' });
    expect(objective?.parts).to.deep.equal({ lengthMs: 15 * minute, target: '99.5' });
    const inAlgorithm = 'urn:slm:ratio:v1?method=ratioTimeslices&sliceTarget=0.99';
    const parameter = { name: 'ok', transformationAlgorithmOfKQI: inAlgorithm };
    const other = parseObjective({ ...slo, serviceLevelObjectiveParameter: parameter }).objective;
    expect(other?.parts).to.deep.equal({ lengthMs: hour, target: '99' });
    expect(parseObjective({ ...slo, sliceTarget: '101' }).reasons?.[0]).to.contain('sliceTarget');
    expect(
      parseObjective({
        ...slo,
        serviceLevelObjectiveParameter: { name: 'ok', transformationAlgorithmOfKQI: 'ratio?method=other' },
      }).reasons?.[0],
    ).to.contain('transformationAlgorithmOfKQI');
  });
});

describe('outages shorter than minOutage', () => {
  const objective = availabilityWith({
    minOutageMs: 5 * minute,
    window: { type: 'calendar', duration: 'P1D', timeZone: 'UTC' },
    target: '99',
  });
  const downIn = (samples: readonly Sample[]): number | undefined => closed(objective, oneDay, samples).figures.downMs;

  it('count as up, others from their first minute', () => {
    expect(downIn([down(start + hour, 4), down(start + 2 * hour, 5)])).to.equal(5 * minute);
  });

  it('are as long as their parts that touch, degraded or not', () => {
    const degraded: StateSample = {
      ...{ kind: 'state', start: start + hour + 3 * minute, end: start + hour + 6 * minute },
      ...{ state: 'degraded', weight: 0.5 },
    };
    expect(downIn([down(start + hour, 3), degraded])).to.equal(4.5 * minute);
    expect(downIn([down(start + hour, 3), down(start + hour + 4 * minute, 3)])).to.equal(0);
  });

  it('are measured in real time, before they are cut to the period', () => {
    expect(downIn([down(start - 4 * minute, 6)])).to.equal(2 * minute);
    const samples = [down(oneDay.end - minute, 10)];
    expect(downIn(samples)).to.equal(0);
    const later = { objective, period: oneDay, samples, isClosed: true, finality: 'provisional' as const };
    const now = oneDay.end + 4 * minute;
    expect(assess({ ...later, watermark: now, now }).figures.downMs).to.equal(minute);
  });

  it('may still grow while they last', () => {
    const open: StateSample = { kind: 'state', start: start + hour, state: 'down', weight: 1 };
    const certain = { ...objective, target: '100', limit: '100' };
    expect(openAt(certain, oneDay, [open], start + hour + 4 * minute)).to.include({ result: 'undecided' });
    expect(openAt(certain, oneDay, [open], start + hour + 5 * minute)).to.include({ result: 'notMet' });
  });
});

describe('availability that switches after slices in a row', () => {
  const parts: Parts = { lengthMs: 10_000, target: '50', unavailableAfter: 3, availableAfter: 3 };
  const objective = availabilityWith({
    parts,
    window: { type: 'calendar', duration: 'PT1H', timeZone: 'UTC' },
    target: '99',
    defaulted: [],
    minCoverage: 0,
  });
  const oneHour = periodFrom(start, start + hour);
  /** One count for each slice: + good, - bad, space without data. */
  const frames = (text: string, at = start): RatioSample[] =>
    Array.from(text).flatMap((mark, index) =>
      mark === ' ' ? [] : [counts(at + index * 10_000, mark === '+' ? 9 : 1, 10, 10_000)],
    );
  const downSlices = (text: string, at = start): number =>
    (closed(objective, oneHour, frames(text, at)).figures.downMs ?? NaN) / 10_000;

  const cases: [string, number][] = [
    ['++--+++++', 0],
    ['++---+++++', 3],
    ['++---++-+++++', 6],
    ['++----+--+++++', 7],
    ['+-+-+-+-+', 0],
    ['++--  -+++++', 3],
    ['---', 3],
    ['--', 0],
  ];
  for (const [text, slices] of cases) {
    it(`is unavailable for ${String(slices)} slices of "${text}"`, () => {
      expect(downSlices(text)).to.equal(slices);
    });
  }

  it('loses nothing in a slice that is not over, also where time without data is bad', () => {
    const parts: Parts = { lengthMs: 3 * hour, target: '90', unavailableAfter: 1, availableAfter: 1 };
    const window = { type: 'calendar', duration: 'P1D', timeZone: 'UTC' } as const;
    const objective = availabilityWith({ missingData: 'bad', defaulted: [], target: '99.95', parts, window });
    const samples = [up(start, 610)];
    expect(openAt(objective, oneDay, samples, start + 610 * minute).result).to.equal('undecided');
    expect(openAt(objective, oneDay, samples, start + 15 * hour).breachedAt).to.equal(start + 12 * hour + 43_200);
  });

  it('leaves slices without data uncovered', () => {
    const { figures } = closed(objective, oneHour, frames('++--  -+++++'));
    expect(figures.coveredMs).to.equal(10 * 10_000);
  });

  it('takes runs over the border of a period for what they are', () => {
    expect(downSlices('---+++', start - 10_000)).to.equal(2);
    expect(downSlices('--', start - 10_000)).to.equal(0);
  });

  it('works on states and on values that are down by comparison', () => {
    const states = availabilityWith({ ...objective, defaulted: ['missingData'] });
    expect(closed(states, oneHour, [down(start + minute, 0.5)]).figures.downMs).to.equal(30_000);
    expect(closed(states, oneHour, [down(start + minute, 0.4)]).figures.downMs).to.equal(0);
    const lossy = {
      ...objective,
      statistic: { kind: 'availability', downWhen: { operator: 'gte', value: '100' } },
    } as const;
    const values = [0, 0, 100, 100, 100, 0, 0, 0].map((loss, index) =>
      value(start + index * 10_000, loss, start + (index + 1) * 10_000),
    );
    expect(closed(lossy, oneHour, values).figures.downMs).to.equal(30_000);
  });

  it('is read from a contract', () => {
    const { objective: read } = parseObjective({
      serviceLevelObjectiveParameter: { name: 'availability' },
      conformanceComparator: '>=',
      conformanceTarget: '99.9',
      conformanceWindow: { duration: 'P1D' },
      ...{ slice: 'PT10S', sliceTarget: '50 %', unavailableAfter: 10, availableAfter: '5', minOutage: 'PT5M' },
    });
    expect(read).to.deep.include({
      parts: { lengthMs: 10_000, target: '50', unavailableAfter: 10, availableAfter: 5 },
      minOutageMs: 5 * minute,
    });
  });
});
