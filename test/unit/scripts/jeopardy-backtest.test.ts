import { expect } from 'chai';
import { backTest } from '../../../scripts/jeopardy-backtest.ts';

describe('jeopardy on generated months', function () {
  this.timeout(120_000);

  it('foretells as docs/evaluation.md says: most raisings right, most misses of frequent outages in time', () => {
    const scores = backTest('surety', 20);
    const sum = (of: (score: (typeof scores)[number]) => number): number =>
      scores.reduce((total, score) => total + of(score), 0);
    const [foretold, missed] = [sum((each) => each.foretold), sum((each) => each.missed)];
    expect(missed).to.be.above(10);
    expect(foretold / (foretold + sum((each) => each.false))).to.be.above(0.5);
    expect(foretold / missed).to.be.above(0.6);
  });
});
