import { expect } from 'chai';
import {
  etagOf,
  isModifiedSince,
  lastModifiedOf,
  matchesIfMatch,
  matchesIfNoneMatch,
} from '../../../src/tmf630/etag.ts';
import { formatHttpDate, parseHttpDate } from '../../../src/tmf630/http-date.ts';

describe('an ETag', () => {
  it('is the revision behind the dialect’s prefix, in quotes', () => {
    expect(etagOf({ etagPrefix: '' }, { revision: 7 })).to.equal('"7"');
    expect(etagOf({ etagPrefix: 'v2-' }, { revision: 12 })).to.equal('"v2-12"');
  });

  const cases: [header: string, ifMatch: boolean, ifNoneMatch: boolean][] = [
    ['"7"', true, true],
    [' "7" ', true, true],
    ['*', true, true],
    [' * ', true, true],
    ['"6", "7"', true, true],
    ['"6","7","8"', true, true],
    ['"a, b", "7"', true, true],
    ['"8"', false, false],
    ['"v2-7"', false, false],
    ['W/"7"', false, true],
    ['W/"6", W/"7"', false, true],
    ['w/"8"', false, false],
    ['7', false, false],
    ["'7'", false, false],
    ['"7', false, false],
    ['"x"7"', false, false],
    ['', false, false],
    ['"*"', false, false],
  ];
  for (const [header, ifMatch, ifNoneMatch] of cases) {
    it(`"7" and If-Match ${header}: ${ifMatch ? 'matches' : 'does not match'}`, () => {
      expect(matchesIfMatch(header, '"7"')).to.equal(ifMatch);
    });
    it(`"7" and If-None-Match ${header}: ${ifNoneMatch ? 'is named' : 'is not named'}`, () => {
      expect(matchesIfNoneMatch(header, '"7"')).to.equal(ifNoneMatch);
    });
  }

  it('list of any length is read in time that grows with it', () => {
    const header = `${'W/'.repeat(50_000)}${'"'.repeat(50_001)}`;
    expect(matchesIfMatch(header, '"7"')).to.equal(false);
  });
});

describe('a date in a header', () => {
  const at = Date.UTC(1994, 10, 6, 8, 49, 37);

  it('is read in all three forms', () => {
    for (const text of [
      'Sun, 06 Nov 1994 08:49:37 GMT',
      ' Sun, 06 Nov 1994 08:49:37 GMT ',
      'Sunday, 06-Nov-94 08:49:37 GMT',
      'Sun Nov  6 08:49:37 1994',
    ])
      expect(parseHttpDate(text), text).to.equal(at);
    expect(parseHttpDate('Friday, 01-Jan-27 00:00:00 GMT')).to.equal(Date.UTC(2027, 0, 1));
    expect(parseHttpDate('Tue, 29 Feb 2028 00:00:00 GMT')).to.equal(Date.UTC(2028, 1, 29));
  });

  it('is nothing when it is none', () => {
    for (const text of [
      '',
      'yesterday',
      '1994-11-06T08:49:37Z',
      '0',
      'Sun, 6 Nov 1994 08:49:37 GMT',
      'Sun, 06 Nov 1994 08:49:37 CET',
      'Sun, 31 Feb 1994 08:49:37 GMT',
      'Sun, 00 Nov 1994 08:49:37 GMT',
      'Sun, 06 Nov 1994 24:00:00 GMT',
      'Sun, 06 Nov 1994 08:60:00 GMT',
    ])
      expect(parseHttpDate(text), text).to.equal(undefined);
  });

  it('is written without milliseconds', () => {
    expect(formatHttpDate(at + 999)).to.equal('Sun, 06 Nov 1994 08:49:37 GMT');
    expect(lastModifiedOf({ updatedAt: at })).to.equal('Sun, 06 Nov 1994 08:49:37 GMT');
  });

  it('tells to the second whether something has changed since', () => {
    const header = 'Sun, 06 Nov 1994 08:49:37 GMT';
    expect(isModifiedSince(header, { updatedAt: at })).to.equal(false);
    expect(isModifiedSince(header, { updatedAt: at + 999 })).to.equal(false);
    expect(isModifiedSince(header, { updatedAt: at + 1000 })).to.equal(true);
    expect(isModifiedSince('soon', { updatedAt: at })).to.equal(undefined);
  });
});
