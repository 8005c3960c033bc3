import { expect } from 'chai';
import { percentileFigure } from '../../../src/domain/percentile.ts';
import { mergedSketch, sketchOf, sketchRelativeError, valueAtRank } from '../../../src/domain/sketch.ts';

/** Numbers from 0 to 1 that a seed decides. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const next = numbers(7);
const values = Array.from({ length: 30_000 }, () => Math.exp(next() * 12 - 4) * (next() < 0.1 ? -1 : 1)).concat(
  Array.from({ length: 100 }, () => 0),
);
const ascending = Float64Array.from(values).sort();

describe('percentiles', () => {
  it('are exact up to 10,000 values: the nearest rank', () => {
    const first = values.slice(0, 10_000);
    const exact = Float64Array.from(first).sort()[9499];
    const figure = percentileFigure(95, first, {});
    expect(Number(figure.attained)).to.equal(exact);
    expect(figure).not.to.have.property('approximate');
    expect(figure.formula).to.equal('value 9500 of 10000 in ascending order');
  });

  it('are at most half a percent off beyond, and say so', () => {
    for (const percent of [0.1, 5, 12, 50, 90, 95, 99, 99.9]) {
      const rank = Math.ceil((values.length * percent) / 100 - 1e-9);
      const exact = ascending[rank - 1] ?? NaN;
      const figure = percentileFigure(percent, values, {});
      expect(Math.abs(Number(figure.attained) - exact)).to.be.at.most(Math.abs(exact) * sketchRelativeError * 1.000001);
      expect(figure.approximate).to.deep.equal({ method: 'ddsketch', relativeError: 0.005 });
    }
  });

  it('are exact again where a line of the contract lies so near that the error might decide', () => {
    const exact = ascending[Math.ceil(values.length * 0.95) - 1] ?? NaN;
    const figure = percentileFigure(95, values, { limit: (exact * 1.003).toFixed(9) });
    expect(Number(figure.attained)).to.equal(exact);
    expect(figure).not.to.have.property('approximate');
  });

  it('have exact ends', () => {
    expect(Number(percentileFigure(100, values, {}).attained)).to.be.closeTo(ascending.at(-1) ?? NaN, 1e-6);
  });
});

describe('sketches', () => {
  it('come to the same however values are ordered, split and merged', () => {
    const whole = sketchOf(values);
    expect(sketchOf([...values].reverse())).to.deep.equal(whole);
    for (let round = 0; round < 20; round += 1) {
      const parts: number[][] = Array.from({ length: 1 + Math.floor(next() * 9) }, () => []);
      for (const value of values) parts[Math.floor(next() * parts.length)]?.push(value);
      const sketches = parts.map(sketchOf);
      while (sketches.length > 1) {
        const [one] = sketches.splice(Math.floor(next() * sketches.length), 1);
        const [other] = sketches.splice(Math.floor(next() * sketches.length), 1);
        sketches.push(mergedSketch(one!, other!));
      }
      expect(sketches[0]).to.deep.equal(whole);
    }
  });

  it('survive JSON', () => {
    const sketch = sketchOf(values);
    expect(valueAtRank(JSON.parse(JSON.stringify(sketch)), 20_000)).to.equal(valueAtRank(sketch, 20_000));
  });

  it('of nothing have no value', () => {
    expect(valueAtRank(sketchOf([]), 1)).to.equal(undefined);
    expect(mergedSketch(sketchOf([]), sketchOf([1]))).to.deep.equal(sketchOf([1]));
  });
});
