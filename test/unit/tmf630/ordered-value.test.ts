import { expect } from 'chai';
import fc from 'fast-check';
import type { IndexValue } from '../../../src/tmf630/ordered-value.ts';
import { compareIndexValues, compareTexts, orderedValue, parseNumber } from '../../../src/tmf630/ordered-value.ts';

describe('ordered values', () => {
  it('keep numbers, turn booleans into 0 and 1, and know no order for null and structures', () => {
    expect(orderedValue(0, false)).to.equal(0);
    expect([orderedValue(false, false), orderedValue(true, false)]).to.deep.equal([0, 1]);
    expect([orderedValue(null, false), orderedValue([], false), orderedValue({}, true)]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('make date-times with different offsets the same instant', () => {
    expect(orderedValue('2026-11-22T10:00:00+01:00', false)).to.equal(orderedValue('2026-11-22T09:00:00.000Z', false));
    expect(orderedValue('2026-02-30T00:00:00Z', false)).to.equal('2026-02-30T00:00:00Z');
  });

  it('read text as a number only where the attribute is numeric text', () => {
    expect(orderedValue('99.95', true)).to.equal(99.95);
    expect(orderedValue('99.95', false)).to.equal('99.95');
    expect(orderedValue('50 ms', true)).to.equal('50 ms');
  });

  it('read only decimal notation as a number', () => {
    expect(['1', '-1.5', '+2', '.5', '1.', '1e3', '0'].map(parseNumber)).to.deep.equal([1, -1.5, 2, 0.5, 1, 1000, 0]);
    expect(['', ' 1', '0x10', 'Infinity', 'NaN', '1e999', '1,5', '.'].map(parseNumber)).to.deep.equal(
      Array.from({ length: 8 }, () => undefined),
    );
  });

  it('order numbers before texts, and texts as their UTF-8 bytes', () => {
    const values: IndexValue[] = ['\u{1F600}', 'b', '\uFFFD', 3, 'B', -1, ''];
    expect(values.sort(compareIndexValues)).to.deep.equal([-1, 3, '', 'B', 'b', '\uFFFD', '\u{1F600}']);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (left, right) => {
        const bytes = Buffer.compare(Buffer.from(left), Buffer.from(right));
        expect(Math.sign(compareTexts(left, right))).to.equal(bytes);
      }),
    );
  });
});
