import { expect } from 'chai';
import fc from 'fast-check';
import type { ConformanceWindow, Objective } from '../../../src/domain/objective-model.ts';
import { nextBoundary, periodAt, periodsBetween, rollingStepMs, windowFault } from '../../../src/domain/period.ts';
import { isZone } from '../../../src/domain/zone.ts';
import { day, hour, minute, utc } from './support.ts';

type Windowed = Pick<Objective, 'window' | 'validFor'>;

function calendar(duration: string, timeZone = 'Europe/Oslo', more: Partial<ConformanceWindow> = {}): Windowed {
  return { window: { type: 'calendar', duration, timeZone, ...more }, validFor: {} };
}

function rolling(duration: string): Windowed {
  return { window: { type: 'rolling', duration, timeZone: 'UTC' }, validFor: {} };
}

function lengths(objective: Windowed, from: number, to: number): number[] {
  return periodsBetween(objective, { start: from, end: to }, 1000).map(({ start, end }) => end - start);
}

describe('calendar periods', () => {
  it('gives March 2026 in Oslo 743 hours', () => {
    const [march] = periodsBetween(calendar('P1M'), { start: utc('2026-03-15'), end: utc('2026-03-16') }, 10);
    expect(march).to.deep.equal({
      start: utc('2026-02-28T23:00'),
      end: utc('2026-03-31T22:00'),
      id: '2026-02-28T23:00:00.000Z/2026-03-31T22:00:00.000Z',
    });
    expect(((march?.end ?? 0) - (march?.start ?? 0)) / hour).to.equal(743);
  });

  it('gives 25 October 2026 in Oslo 25 hours and 29 March 23', () => {
    expect(lengths(calendar('P1D'), utc('2026-10-25'), utc('2026-10-25T01:00'))).to.deep.equal([25 * hour]);
    expect(lengths(calendar('P1D'), utc('2026-03-29'), utc('2026-03-29T01:00'))).to.deep.equal([23 * hour]);
  });

  it('keeps hours an hour long through a clock change', () => {
    expect(lengths(calendar('PT1H'), utc('2026-10-24T22:00'), utc('2026-10-25T23:00'))).to.deep.equal(
      Array(25).fill(hour),
    );
    expect(lengths(calendar('PT15M'), utc('2026-03-29T00:00'), utc('2026-03-29T02:00'))).to.deep.equal(
      Array(8).fill(15 * minute),
    );
  });

  it('cuts parts of a day at wall-clock times', () => {
    expect(lengths(calendar('PT6H'), utc('2026-10-24T22:00'), utc('2026-10-25T23:00'))).to.deep.equal(
      [7, 6, 6, 6].map((hours) => hours * hour),
    );
    expect(lengths(calendar('PT6H'), utc('2026-03-28T23:00'), utc('2026-03-29T22:00'))).to.deep.equal(
      [5, 6, 6, 6].map((hours) => hours * hour),
    );
    expect(
      lengths(calendar('PT2H'), utc('2026-03-28T23:00'), utc('2026-03-29T22:00')).reduce((left, right) => left + right),
    ).to.equal(23 * hour);
  });

  it('starts weeks on Monday, quarters and years on their first month', () => {
    const week = periodAt(calendar('P7D', 'UTC').window, utc('2026-11-22'));
    expect([week.start, week.end]).to.deep.equal([utc('2026-11-16'), utc('2026-11-23')]);
    expect(periodAt(calendar('P1W', 'UTC').window, utc('2026-11-22'))).to.deep.equal(week);
    const quarter = periodAt(calendar('P3M', 'UTC').window, utc('2026-05-10'));
    expect([quarter.start, quarter.end]).to.deep.equal([utc('2026-04-01'), utc('2026-07-01')]);
    const year = periodAt(calendar('P1Y').window, utc('2026-12-31T23:30'));
    expect([year.start, year.end]).to.deep.equal([utc('2026-12-31T23:00'), utc('2027-12-31T23:00')]);
  });

  it('repeats from an anchor in both directions, months by the calendar', () => {
    const anchored = calendar('P1M', 'UTC', { anchor: utc('2026-01-31') });
    const found = periodsBetween(anchored, { start: utc('2025-12-31'), end: utc('2026-04-01') }, 10);
    expect(found.map(({ start }) => start)).to.deep.equal(
      ['2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31'].map(utc),
    );
    const fixed = calendar('PT36H', 'Europe/Oslo', { anchor: utc('2026-03-28') });
    expect(lengths(fixed, utc('2026-03-20'), utc('2026-04-10')).every((length) => length === 36 * hour)).to.equal(true);
  });

  it('lists the periods that touch the interval, in order, up to the limit', () => {
    const hours = periodsBetween(
      calendar('PT1H', 'UTC'),
      { start: utc('2026-01-01T00:30'), end: utc('2026-01-01T02:00') },
      10,
    );
    expect(hours.map(({ start }) => start)).to.deep.equal([utc('2026-01-01T00:00'), utc('2026-01-01T01:00')]);
    expect(periodsBetween(calendar('PT1M', 'UTC'), { start: 0, end: day }, 7)).to.have.length(7);
    expect(periodsBetween(calendar('PT1M', 'UTC'), { start: day, end: day }, 7)).to.have.length(0);
  });

  it('cuts a period by validFor but keeps its name: from the 16th it is half a month', () => {
    const objective = { ...calendar('P1M', 'UTC'), validFor: { start: utc('2026-04-16'), end: utc('2026-05-11') } };
    const [half, third, ...rest] = periodsBetween(objective, { start: utc('2026-01-01'), end: utc('2027-01-01') }, 10);
    expect(half).to.deep.equal({
      start: utc('2026-04-16'),
      end: utc('2026-05-01'),
      id: '2026-04-01T00:00:00.000Z/2026-05-01T00:00:00.000Z',
    });
    expect(third?.end).to.equal(utc('2026-05-11'));
    expect(rest).to.have.length(0);
  });

  it('leaves no gap and no overlap, whatever the zone and length', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Oslo',
      'America/St_Johns',
      'Asia/Kathmandu',
      'America/Sao_Paulo',
      'Pacific/Apia',
    );
    const durations = fc.constantFrom(
      'PT1M',
      'PT5M',
      'PT1H',
      'PT2H',
      'PT6H',
      'PT90M',
      'P1D',
      'P7D',
      'P1M',
      'P3M',
      'P1Y',
    );
    fc.assert(
      fc.property(
        zones,
        durations,
        fc.integer({ min: utc('2010-01-01'), max: utc('2030-01-01') }),
        (zone, duration, at) => {
          const { window } = calendar(duration, zone);
          const period = periodAt(window, at);
          expect(period.start).to.be.at.most(at);
          expect(period.end).to.be.above(at);
          expect(periodAt(window, period.end).start).to.equal(period.end);
          expect(periodAt(window, period.end - 1).id).to.equal(period.id);
        },
      ),
    );
  });
});

describe('rolling periods', () => {
  it('steps by a 288th of the length, from a minute to an hour', () => {
    const steps = ['P30D', 'P1D', 'PT12H', 'PT1H', 'P7D'].map(
      (duration) => rollingStepMs(rolling(duration).window) / minute,
    );
    expect(steps).to.deep.equal([60, 5, 2, 1, 30]);
  });

  it('gives the windows that end in the interval', () => {
    const windows = periodsBetween(
      rolling('P1D'),
      { start: utc('2026-04-10T00:00'), end: utc('2026-04-10T00:11') },
      10,
    );
    expect(windows.map(({ end }) => end)).to.deep.equal([utc('2026-04-10T00:05'), utc('2026-04-10T00:10')]);
    expect(windows.every(({ start, end }) => end - start === day)).to.equal(true);
  });

  it('cuts a window by validFor', () => {
    const objective = { ...rolling('P1D'), validFor: { start: utc('2026-04-10'), end: utc('2026-04-10T12:00') } };
    const [first] = periodsBetween(objective, { start: 0, end: utc('2026-04-11') }, 1);
    expect(first).to.include({ start: utc('2026-04-10'), end: utc('2026-04-10T00:05') });
  });
});

describe('the next boundary', () => {
  it('is the end of the period, or of validFor when that comes first', () => {
    expect(nextBoundary(calendar('P1M'), utc('2026-03-10'))).to.equal(utc('2026-03-31T22:00'));
    expect(nextBoundary(calendar('PT1H'), utc('2026-03-10T12:00'))).to.equal(utc('2026-03-10T13:00'));
    expect(nextBoundary(rolling('P30D'), utc('2026-03-10T12:00'))).to.equal(utc('2026-03-10T13:00'));
    const valid = { ...calendar('P1M', 'UTC'), validFor: { start: utc('2026-03-05'), end: utc('2026-03-20') } };
    expect(nextBoundary(valid, utc('2026-01-01'))).to.equal(utc('2026-03-20'));
    expect(nextBoundary(valid, utc('2026-03-20'))).to.equal(undefined);
  });
});

describe('windows that cannot be evaluated', () => {
  it('are told by a reason', () => {
    const fault = (duration: string, more: Partial<ConformanceWindow> = {}): string | undefined =>
      windowFault({ ...calendar(duration).window, ...more });
    expect(fault('P1M')).to.equal(undefined);
    expect(fault('PT7M')).to.match(/needs an anchor/u);
    expect(fault('PT7M', { anchor: 0 })).to.equal(undefined);
    expect(fault('PT7M', { type: 'rolling' })).to.equal(undefined);
    expect(fault('PT1S')).to.match(/minute/u);
    expect(fault('monthly')).to.match(/ISO 8601/u);
    expect(fault('P1M', { timeZone: 'Mars/Olympus' })).to.match(/time zone/u);
  });

  it('never take a wrong zone', () => {
    expect(['Europe/Oslo', 'UTC', '', 'nowhere', '../etc'].map(isZone)).to.deep.equal([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
