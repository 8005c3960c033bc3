import { expect } from 'chai';
import { createTimeReader, isTimeZone } from '../../../src/cli/local-time.ts';

describe('createTimeReader', () => {
  const trace = 'yyyy.MM.dd_HH.mm.ss';
  const readable: { name: string; format: string; zone: string; text: string; expected: string }[] = [
    {
      name: 'winter time of Dublin',
      format: trace,
      zone: 'Europe/Dublin',
      text: '2020.02.27_18.39.27',
      expected: '2020-02-27T18:39:27.000Z',
    },
    {
      name: 'summer time of Dublin',
      format: trace,
      zone: 'Europe/Dublin',
      text: '2020.06.27_18.39.27',
      expected: '2020-06-27T17:39:27.000Z',
    },
    {
      name: 'the hour that happens twice as its first pass',
      format: trace,
      zone: 'Europe/Oslo',
      text: '2026.10.25_02.30.00',
      expected: '2026-10-25T00:30:00.000Z',
    },
    {
      name: 'the same west of Greenwich',
      format: trace,
      zone: 'America/New_York',
      text: '2026.11.01_01.30.00',
      expected: '2026-11-01T05:30:00.000Z',
    },
    {
      name: 'the last moment before the hour that is skipped',
      format: trace,
      zone: 'Europe/Oslo',
      text: '2026.03.29_01.59.59',
      expected: '2026-03-29T00:59:59.000Z',
    },
    {
      name: 'the first moment after it',
      format: trace,
      zone: 'Europe/Oslo',
      text: '2026.03.29_03.00.00',
      expected: '2026-03-29T01:00:00.000Z',
    },
    {
      name: 'a format with offset, whatever the zone',
      format: 'yyyy-MM-dd HH:mm ZZ',
      zone: 'Europe/Oslo',
      text: '2026-01-01 00:00 +05:30',
      expected: '2025-12-31T18:30:00.000Z',
    },
    {
      name: 'ISO with Z',
      format: 'iso',
      zone: 'Europe/Oslo',
      text: '2026-01-01T00:00:00Z',
      expected: '2026-01-01T00:00:00.000Z',
    },
    {
      name: 'ISO with offset',
      format: 'iso',
      zone: 'Europe/Oslo',
      text: '2026-01-01T00:00:00-01:00',
      expected: '2026-01-01T01:00:00.000Z',
    },
    {
      name: 'ISO without offset in the zone',
      format: 'iso',
      zone: 'Europe/Oslo',
      text: '2026-01-01T00:00:00',
      expected: '2025-12-31T23:00:00.000Z',
    },
    {
      name: 'ISO with a blank for T',
      format: 'iso',
      zone: 'UTC',
      text: '2026-01-01 10:00:00.250',
      expected: '2026-01-01T10:00:00.250Z',
    },
    {
      name: 'an ISO day, whose dashes are no offset',
      format: 'iso',
      zone: 'Europe/Oslo',
      text: '2026-01-01',
      expected: '2025-12-31T23:00:00.000Z',
    },
    {
      name: 'seconds since 1970',
      format: 'unix',
      zone: 'Europe/Oslo',
      text: '1582828767',
      expected: '2020-02-27T18:39:27.000Z',
    },
    {
      name: 'milliseconds since 1970',
      format: 'unix-ms',
      zone: 'UTC',
      text: '1582828767125',
      expected: '2020-02-27T18:39:27.125Z',
    },
  ];
  for (const { name, format, zone, text, expected } of readable) {
    it(`reads ${name}`, () => {
      const reading = createTimeReader(format, zone)(text);
      expect('at' in reading && new Date(reading.at).toISOString()).to.equal(expected);
    });
  }

  const refused: { name: string; format: string; text: string; expected: RegExp }[] = [
    {
      name: 'a time the clocks skip',
      format: trace,
      text: '2026.03.29_02.30.00',
      expected: /does not exist in Europe\/Oslo/,
    },
    { name: '30 February', format: trace, text: '2026.02.30_02.30.00', expected: /is not a time of the form yyyy/ },
    { name: 'another form', format: trace, text: '2026-02-03 02:30:00', expected: /is not a time of the form/ },
    { name: 'nothing', format: trace, text: '', expected: /"" is not a time/ },
    { name: 'a word for seconds', format: 'unix', text: 'soon', expected: /is not a time since 1970/ },
  ];
  for (const { name, format, text, expected } of refused) {
    it(`refuses ${name}`, () => {
      const reading = createTimeReader(format, 'Europe/Oslo')(text);
      expect('fault' in reading && reading.fault).to.match(expected);
    });
  }

  it('knows zones from other words', () => {
    expect(['Europe/Dublin', 'UTC', 'Europe/Atlantis', ''].map(isTimeZone)).to.deep.equal([true, true, false, false]);
  });
});
