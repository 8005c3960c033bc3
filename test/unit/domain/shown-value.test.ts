import { expect } from 'chai';
import fc from 'fast-check';
import { compareDecimals } from '../../../src/domain/decimal.ts';
import { shownShare, shownValue } from '../../../src/domain/shown-value.ts';
import { standingOf } from '../../../src/domain/standing.ts';
import { objectiveWith } from './support.ts';

describe('values as people read them', () => {
  it('99.9499 against 99.95 never shows as 99.95', () => {
    expect(shownValue('99.94999999', { target: '99.95' })).to.equal('99.94999999');
    expect(shownValue('99.9499', { target: '99.95' }, 4)).to.equal('99.9499');
    expect(shownValue('99.94197', { target: '99.95' }, 4)).to.equal('99.94');
  });

  it('a text that is no number stays as it is', () => {
    expect(shownValue('available', { target: 'available' })).to.equal('available');
    expect(shownValue('99.94197', { target: 'available' })).to.equal('99.942');
  });

  it('a share never rounds to nothing, to all, or to the share that is needed', () => {
    expect(shownShare(0.89996, 0.9)).to.equal('89.996');
    expect(shownShare(0.9, 0.9)).to.equal('90');
    expect(shownShare(0.999996)).to.equal('99.9996');
    expect(shownShare(0.000004)).to.equal('0.0004');
    expect([shownShare(1), shownShare(0), shownShare(5 / 6)]).to.deep.equal(['100', '0', '83.3']);
  });

  const decimal = fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 18 }))
    .map(([whole, places]) => {
      const digits = String(whole < 0n ? -whole : whole).padStart(places + 1, '0');
      const at = digits.length - places;
      return `${whole < 0n ? '-' : ''}${digits.slice(0, at)}${places === 0 ? '' : `.${digits.slice(at)}`}`;
    });
  /** Values that lie at a line, or a little beside it: where rounding would do harm. */
  const near = fc
    .tuple(decimal, fc.integer({ min: -3, max: 3 }))
    .map(([line, step]) => [
      line,
      step === 0 ? line : `${line}${line.includes('.') ? '' : '.'}${'0'.repeat(Math.abs(step))}1`,
    ]);

  it('what is shown compares with every line as the value does, however many digits are asked for', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.tuple(decimal, decimal), near),
        decimal,
        fc.integer({ min: 1, max: 12 }),
        (pair, other, digits) => {
          const [line = '0', value = '0'] = pair;
          const shown = shownValue(value, { target: line, limit: other }, digits);
          expect(compareDecimals(shown, line)).to.equal(compareDecimals(value, line));
          expect(compareDecimals(shown, other)).to.equal(compareDecimals(value, other));
        },
      ),
      { seed: 3, numRuns: 2000 },
    );
  });

  it('a reader who compares what is shown comes to the verdict that was given', () => {
    const side = fc.constantFrom('above' as const, 'below' as const);
    fc.assert(
      fc.property(fc.oneof(fc.tuple(decimal, decimal), near), side, fc.boolean(), (pair, violationWhen, inclusive) => {
        const [limit = '0', value = '0'] = pair;
        const objective = objectiveWith({ violationWhen, inclusive, target: limit, limit });
        expect(standingOf(objective, shownValue(value, objective))).to.equal(standingOf(objective, value));
      }),
      { seed: 4, numRuns: 2000 },
    );
  });
});
