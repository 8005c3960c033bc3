import { expect } from 'chai';
import fc from 'fast-check';
import { formatInstant, parseInstant } from '../../../src/kernel/instant.ts';

describe('parseInstant', () => {
  const real: [string, string][] = [
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01t00:00:00z', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01T00:00:00.1239+05:30', '2025-12-31T18:30:00.123Z'],
    ['2024-02-29T23:59:60-01:00', '2024-03-01T01:00:00.000Z'],
    ['0050-03-01T00:00:00Z', '0050-03-01T00:00:00.000Z'],
  ];
  for (const [text, expected] of real) {
    it(`reads ${text}`, () => {
      expect(formatInstant(parseInstant(text) ?? Number.NaN)).to.equal(expected);
    });
  }

  const unreal = [
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:61Z',
    '2026-01-01T00:00:00+24:00',
    '2026-01-01T00:00:00+01:60',
    '2026-01-01T00:00:00',
    '2026-01-01',
    ' 2026-01-01T00:00:00Z',
    '',
  ];
  for (const text of unreal) {
    it(`refuses "${text}"`, () => {
      expect(parseInstant(text)).to.equal(undefined);
    });
  }

  it('reads back whatever formatInstant writes', () => {
    const years = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 });
    fc.assert(fc.property(years, (ms) => parseInstant(formatInstant(ms)) === ms));
  });
});
