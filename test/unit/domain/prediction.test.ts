import { expect } from 'chai';
import { advanceJeopardy, type JeopardyState } from '../../../src/domain/jeopardy.ts';
import { predictByBootstrap, predictByLine, weightedMean } from '../../../src/domain/prediction.ts';
import { seededRandom } from '../../../src/kernel/random.ts';
import { day, minute, utc } from './support.ts';

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
