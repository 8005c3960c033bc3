import { expect } from 'chai';
import type { Assessment, Figures } from '../../../src/domain/assessment.ts';
import { foresee, type ForesightFacts } from '../../../src/domain/foresight.ts';
import { clip, instantAfter, length } from '../../../src/domain/intervals.ts';
import type { Objective } from '../../../src/domain/objective-model.ts';
import { usageIn, type UsageLedger, type UsagePiece } from '../../../src/domain/usage.ts';
import type { Interval } from '../../../src/kernel/instant.ts';
import { advanceJeopardy, type JeopardyState } from '../../../src/domain/jeopardy.ts';
import { predictByBootstrap, predictByLine, weightedMean } from '../../../src/domain/prediction.ts';
import { seededRandom } from '../../../src/kernel/random.ts';
import { availabilityWith, day, hour, minute, objectiveWith, utc } from './support.ts';

const line = { used: 9, budget: 21.6, elapsedMs: 10 * day, restMs: 20 * day, at: utc('2026-04-11'), outages: 9 };

describe('predictions', () => {
  it('day 10: D 9, B 21.6, 0.9 a day: D_end 27, jeopardy, gone in 14 days', () => {
    const prediction = predictByLine({ ...line, daily: Array<number>(7).fill(0.9) });
    expect(prediction.expectedUse).to.be.closeTo(27, 1e-9);
    expect(prediction.isExpected).to.equal(true);
    expect(prediction.ratePerDay).to.be.closeTo(0.9, 1e-9);
    expect(((prediction.expectedAt ?? 0) - line.at) / day).to.be.closeTo(14, 1e-6);
  });

  it('the larger of the average and the weighted mean of seven days counts', () => {
    expect(predictByLine({ ...line, daily: [0, 0, 0, 0, 0, 0, 0] }).ratePerDay).to.be.closeTo(0.9, 1e-9);
    expect(predictByLine({ ...line, daily: Array<number>(7).fill(2) }).ratePerDay).to.be.closeTo(2, 1e-9);
    expect(weightedMean([8, 0])).to.equal(6);
    expect(weightedMean([])).to.equal(0);
    expect(weightedMean([1000, 1, 1, 1, 1, 1, 1, 1])).to.equal(1);
  });

  it('a line of nothing expects nothing, and says no date', () => {
    const prediction = predictByLine({ ...line, used: 0, daily: [], outages: 0 });
    expect(prediction).to.include({ expectedUse: 0, isExpected: false });
    expect(prediction).not.to.have.property('expectedAt');
  });

  const few = { used: 5, budget: 20, restMs: 20 * day, losses: [10, 12, 8], observedMs: 30 * day, at: line.at };

  it('few outages are drawn again: three of ten in a month before, twenty days to go, fifteen left', () => {
    const prediction = predictByBootstrap(few, seededRandom('a'));
    expect(prediction.probability).to.be.within(0.4, 0.7);
    expect(prediction.interval.low).to.be.at.most(prediction.expectedUse);
    expect(prediction.interval.high).to.be.at.least(prediction.expectedUse);
  });

  it('the same seed gives the same prediction', () => {
    const predicted = (seed: string): unknown => predictByBootstrap(few, seededRandom(seed));
    expect(predicted('a')).to.deep.equal(predicted('a'));
    expect(predicted('a')).not.to.deep.equal(predicted('b'));
  });

  it('without any outage seen nothing is expected', () => {
    const prediction = predictByBootstrap({ ...few, losses: [] }, seededRandom('a'));
    expect(prediction).to.include({ probability: 0, isExpected: false, expectedUse: 5 });
  });
});

describe('jeopardy', () => {
  const calm: JeopardyState = { isInJeopardy: false };
  const expected = { isExpected: true, score: 1.2 };

  it('is raised when a miss is expected', () => {
    expect(advanceJeopardy(calm, expected, 5)).to.deep.equal({ isInJeopardy: true, since: 5 });
    expect(advanceJeopardy(calm, { isExpected: false, score: 0.99 }, 5)).to.equal(calm);
  });

  it('just below the line it stays, a tenth below it is cleared', () => {
    const raised = advanceJeopardy(calm, expected, 5);
    expect(advanceJeopardy(raised, { isExpected: false, score: 0.95 }, 10).isInJeopardy).to.equal(true);
    expect(advanceJeopardy(raised, { isExpected: false, score: 0.9 }, 10)).to.deep.equal({
      isInJeopardy: false,
      since: 10,
    });
  });

  it('a day below the line clears it, too', () => {
    const raised = advanceJeopardy(calm, expected, 0);
    const quiet = advanceJeopardy(raised, { isExpected: false, score: 0.95 }, minute);
    expect(advanceJeopardy(quiet, { isExpected: false, score: 0.95 }, day).isInJeopardy).to.equal(true);
    expect(advanceJeopardy(quiet, { isExpected: false, score: 0.95 }, day + minute).isInJeopardy).to.equal(false);
  });

  it('the same prediction twice changes nothing', () => {
    const raised = advanceJeopardy(calm, expected, 5);
    expect(advanceJeopardy(raised, expected, 5)).to.deep.equal(raised);
  });

  it('what is over or lost is no longer in jeopardy', () => {
    const raised = advanceJeopardy(calm, expected, 5);
    expect(advanceJeopardy(raised, undefined, 9)).to.deep.equal({ isInJeopardy: false, since: 9 });
  });
});

/** Weekdays 8 to 16, UTC. */
function deskHours({ start, end }: Interval): Interval[] {
  const hours: Interval[] = [];
  for (let midnight = Math.floor(start / day) * day; midnight < end; midnight += day) {
    // The first day of all was a Thursday.
    if ((midnight / day + 3) % 7 >= 5) continue;
    hours.push({ start: midnight + 8 * hour, end: midnight + 16 * hour });
  }
  return clip(hours, { start, end });
}

describe('predictions in service hours', () => {
  const april = { start: utc('2027-04-01'), end: utc('2027-05-01') };
  const period = { ...april, id: 'april' };
  const monday = utc('2027-04-12T08:00');
  /** Seven working days of 56 h are gone, fifteen of 120 h to come: E is 176 h. */
  const gone = length(deskHours({ start: april.start, end: monday }));
  const whole = length(deskHours(april));
  const losses = (pieces: UsagePiece[]): UsageLedger => ({ from: april.start, to: monday, pieces });
  const assessment = (figures: Partial<Figures>): Assessment => ({
    ...{ period, result: 'undecided', finality: 'open', slices: [], watermark: monday },
    figures: { samples: 1, countedMs: gone, coveredMs: gone, coverage: 1, formula: '', ...figures },
  });
  const facts = (ledger: UsageLedger, figures: Partial<Figures>, objective: Objective): ForesightFacts => ({
    ...{ commitmentId: 'c', objective, assessment: assessment(figures), wholeMs: whole, ledger },
    usageIn: (stretch) => ({ ...usageIn(ledger, stretch), total: length(deskHours(stretch)) }),
    countedIn: deskHours,
  });

  it('April has 176 h of them: 105.6 min at 99 %', () => {
    expect([gone / hour, whole / hour]).to.deep.equal([56, 176]);
    const foresight = foresee(facts(losses([]), { downMs: 0 }, availabilityWith({ target: '99', limit: '99' })));
    expect(foresight?.budget.total).to.equal(String(105.6 * minute));
  });

  it('a line goes by losses for each day of counted time, and says by the clock when the budget is gone', () => {
    // Eight bad ones each day from the 5th to the 9th: 24 in 24 counted hours; the average of the period is less.
    const days = [5, 6, 7, 8, 9].map((date): UsagePiece => {
      const start = utc(`2027-04-0${String(date)}T08:00`);
      return [start, start + 8 * hour, 8, 8000];
    });
    const objective = objectiveWith({
      ...{ statistic: { kind: 'ratio', method: 'occurrences' }, violationWhen: 'below', unit: '%' },
      ...{ target: '99.95', limit: '99.95', window: { type: 'calendar', duration: 'P1M', timeZone: 'UTC' } },
    });
    const foresight = foresee(facts(losses(days), { good: 55_960, total: 56_000 }, objective));
    // 56,000 in 56 h are 176,000 in 176: B 88. D 40; 24 a day for 5 days of 24 h: D_end 160.
    expect(Number(foresight?.budget.total)).to.be.closeTo(88, 1e-9);
    expect(foresight?.prediction?.ratePerDay).to.be.closeTo(24, 1e-9);
    expect(foresight?.prediction?.expectedUse).to.be.closeTo(160, 1e-9);
    // 48 left at 24 a day are two counted days, six working days of eight hours: over on Monday the 19th at 16:00.
    expect(foresight?.prediction?.expectedAt).to.equal(utc('2027-04-19T16:00'));
    expect(foresight?.jeopardy.isInJeopardy).to.equal(true);
  });

  it('past outages come as often as in the counted time they were seen in', () => {
    const outage = (start: number, minutes: number): UsagePiece => {
      const lengthMs = minutes * minute;
      return [start, start + lengthMs, lengthMs, 0];
    };
    const ledger = losses([outage(utc('2027-04-06T09:00'), 20), outage(utc('2027-04-08T10:00'), 30)]);
    const objective = availabilityWith({ target: '99', limit: '99' });
    const foresight = foresee(facts(ledger, { downMs: 50 * minute }, objective));
    const drawn = predictByBootstrap(
      {
        ...{ used: 50 * minute, budget: 105.6 * minute, restMs: 120 * hour, observedMs: 56 * hour, at: monday },
        losses: [20 * minute, 30 * minute],
      },
      seededRandom(`c april ${String(Math.floor(monday / day))}`),
    );
    expect(foresight?.prediction).to.include({ probability: drawn.probability, expectedUse: drawn.expectedUse });
  });

  it('a window burns by the part of it that counts', () => {
    const at = utc('2027-04-12T08:30');
    const down: UsagePiece = [utc('2027-04-12T08:20'), at, 10 * minute, 0];
    const ledger = { ...losses([down]), to: at };
    const objective = availabilityWith({ target: '99', limit: '99' });
    const [fast] = foresee(facts(ledger, { downMs: 10 * minute }, objective))?.burnRates ?? [];
    // 10 of 30 min at 1 %: 33.3; too fast is 2 % of 176 h in half an hour: 7.04. The last five minutes are all lost.
    expect(fast?.rate).to.be.closeTo(100 / 3, 1e-9);
    expect(fast?.shortRate).to.be.closeTo(100, 1e-9);
    expect(fast?.threshold).to.be.closeTo(7.04, 1e-9);
    expect(fast?.isExceeded).to.equal(true);
    const slow = foresee(facts(ledger, { downMs: 10 * minute }, objective))?.burnRates.map(({ window }) => window);
    expect(slow).to.deep.equal(['PT1H', 'PT6H', 'PT72H']);
  });

  it('by night nothing burns, and no rate is without end', () => {
    const ledger = {
      ...losses([[utc('2027-04-12T15:00'), utc('2027-04-12T16:00'), hour, 0]]),
      to: utc('2027-04-13T02:00'),
    };
    const [fast] =
      foresee(facts(ledger, { downMs: hour }, availabilityWith({ target: '99', limit: '99' })))?.burnRates ?? [];
    expect(fast).to.include({ rate: 0, shortRate: 0, isExceeded: false });
    expect(fast?.threshold).to.be.closeTo(3.52, 1e-9);
  });

  it('four hours from Friday 15:00 are over on Monday at 11:00', () => {
    const friday = utc('2027-04-09T15:00');
    const ahead = deskHours({ start: friday, end: april.end });
    expect(instantAfter(ahead, 4 * hour, friday)).to.equal(utc('2027-04-12T11:00'));
    expect(instantAfter([], hour, friday)).to.equal(friday + hour);
  });
});
