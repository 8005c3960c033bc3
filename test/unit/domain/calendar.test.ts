import { expect } from 'chai';
import { afterServiceTime, serviceHours, type Calendar, type Hours } from '../../../src/domain/calendar.ts';
import { length, union } from '../../../src/domain/intervals.ts';
import { instantOfWall, wallClock } from '../../../src/domain/zone.ts';
import { day, hour, minute, utc } from './support.ts';

/** `hours('08:00-16:00')`. */
function hours(...texts: string[]): Hours[] {
  return texts.map((text) => {
    const [startHour = 0, startMinute = 0, endHour = 0, endMinute = 0] = text.split(/[:-]/).map(Number);
    return { start: startHour * hour + startMinute * minute, end: endHour * hour + endMinute * minute };
  });
}

function calendarOf(weekdays: Hours[], weekend: Hours[] = weekdays, more: Partial<Calendar> = {}): Calendar {
  const week = [weekdays, weekdays, weekdays, weekdays, weekdays, weekend, weekend];
  return { timeZone: 'Europe/Oslo', week, holidays: [], exceptions: [], ...more };
}

const business = calendarOf(hours('08:00-16:00'), []);

function localDay(date: string): number {
  return utc(date) / day;
}

/** Hours of a local day in Oslo, as text in UTC. */
function on(calendar: Calendar, date: string): string[] {
  const start = instantOfWall(calendar.timeZone, utc(date), 'start');
  const end = instantOfWall(calendar.timeZone, utc(date) + day, 'start');
  return serviceHours(calendar, { start, end }).map(
    (open) => `${new Date(open.start).toISOString().slice(0, 16)}/${new Date(open.end).toISOString().slice(0, 16)}`,
  );
}

function minutesOn(calendar: Calendar, date: string): number {
  const start = instantOfWall(calendar.timeZone, utc(date), 'start');
  const end = instantOfWall(calendar.timeZone, utc(date) + day, 'start');
  return length(serviceHours(calendar, { start, end })) / minute;
}

describe('service hours on the days the clocks change', () => {
  const always = calendarOf(hours('00:00-24:00'));

  it('makes 02:00-03:00 on 25 October 2026 in Oslo last two hours', () => {
    const nightly = calendarOf(hours('02:00-03:00'));
    expect(on(nightly, '2026-10-25')).to.deep.equal(['2026-10-25T00:00/2026-10-25T02:00']);
    expect(minutesOn(nightly, '2026-10-24')).to.equal(60);
  });

  it('gives 25 October 2026 in Oslo 25 hours and 29 March 23', () => {
    expect(minutesOn(always, '2026-10-25')).to.equal(25 * 60);
    expect(minutesOn(always, '2026-03-29')).to.equal(23 * 60);
  });

  it('gives business hours of 08-16 480 minutes on both days', () => {
    const daily = calendarOf(hours('08:00-16:00'));
    expect(minutesOn(daily, '2026-10-25')).to.equal(480);
    expect(minutesOn(daily, '2026-03-29')).to.equal(480);
  });

  it('moves a start that the clocks skip to the first instant after the gap', () => {
    expect(on(calendarOf(hours('02:30-06:00')), '2026-03-29')).to.deep.equal(['2026-03-29T01:00/2026-03-29T04:00']);
    expect(on(calendarOf(hours('02:10-02:50')), '2026-03-29'), 'nothing is left').to.deep.equal([]);
  });

  it('lets a start take the first and an end the second of a time that comes twice', () => {
    expect(on(calendarOf(hours('02:30-05:00')), '2026-10-25')).to.deep.equal(['2026-10-25T00:30/2026-10-25T04:00']);
    expect(on(calendarOf(hours('00:00-02:30')), '2026-10-25')).to.deep.equal(['2026-10-24T22:00/2026-10-25T01:30']);
  });

  it('ends a day where the next begins, where midnight comes twice or not at all', () => {
    const havana = { ...always, timeZone: 'America/Havana', holidays: [{ day: localDay('2026-10-31') }] };
    expect(minutesOn(havana, '2026-10-31')).to.equal(0);
    expect(minutesOn(havana, '2026-11-01')).to.equal(25 * 60);
    const beirut = { ...always, timeZone: 'Asia/Beirut' };
    expect(minutesOn(beirut, '2026-03-29')).to.equal(23 * 60);
  });

  it('knows the whole hours a zone loses, with a day that is not there', () => {
    const apia = { ...always, timeZone: 'Pacific/Apia' };
    const span = { start: utc('2011-12-29T00:00'), end: utc('2011-12-31T23:00') };
    expect(length(serviceHours(apia, span))).to.equal(span.end - span.start);
    expect(instantOfWall('Pacific/Apia', utc('2011-12-30T12:00'), 'start')).to.equal(utc('2011-12-30T10:00'));
    expect(wallClock('Pacific/Apia', utc('2011-12-30T10:00'))).to.equal(utc('2011-12-31T00:00'));
  });
});

describe('hours, holidays and exceptions', () => {
  it('keeps hours of weekdays on the calendar of the zone', () => {
    expect(on(business, '2026-01-09')).to.deep.equal(['2026-01-09T07:00/2026-01-09T15:00']);
    expect(on(business, '2026-01-10')).to.deep.equal([]);
    expect(on(business, '2026-07-10')).to.deep.equal(['2026-07-10T06:00/2026-07-10T14:00']);
  });

  it('is open round the clock without weekly hours', () => {
    const bare: Calendar = { timeZone: 'Europe/Oslo', holidays: [{ day: localDay('2026-01-01') }], exceptions: [] };
    expect(minutesOn(bare, '2026-01-01')).to.equal(0);
    expect(minutesOn(bare, '2026-01-02')).to.equal(24 * 60);
  });

  it('closes holidays, and lets an exception open one for some hours', () => {
    const holidays = [{ day: localDay('2026-05-01') }];
    expect(on({ ...business, holidays }, '2026-05-01')).to.deep.equal([]);
    const days = { from: localDay('2026-05-01'), to: localDay('2026-05-01') };
    const exceptions = [{ days, hours: hours('10:00-12:00') }];
    expect(on({ ...business, holidays, exceptions }, '2026-05-01')).to.deep.equal([
      '2026-05-01T08:00/2026-05-01T10:00',
    ]);
  });

  it('closes the days that a rule names, such as Christmas and the first Monday in May', () => {
    const from = localDay('2020-01-01');
    const rules = ['FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25', 'FREQ=YEARLY;BYMONTH=5;BYDAY=1MO'];
    const calendar = { ...business, holidays: rules.map((rule) => ({ rule, from })) };
    expect(on(calendar, '2026-12-25')).to.deep.equal([]);
    expect(on(calendar, '2026-05-04')).to.deep.equal([]);
    expect(on(calendar, '2026-05-05')).to.have.length(1);
    expect(on(calendar, '2018-12-25'), 'before the first day').to.have.length(1);
  });

  it('lets the last exception for a day win', () => {
    const days = { from: localDay('2026-01-05'), to: localDay('2026-01-09') };
    const wednesday = { from: localDay('2026-01-07'), to: localDay('2026-01-07') };
    const exceptions = [
      { days, hours: [] },
      { days: wednesday, hours: hours('09:00-10:00') },
    ];
    expect(minutesOn({ ...business, exceptions }, '2026-01-06')).to.equal(0);
    expect(minutesOn({ ...business, exceptions }, '2026-01-07')).to.equal(60);
    expect(minutesOn({ ...business, exceptions: exceptions.toReversed() }, '2026-01-07')).to.equal(0);
  });

  it('opens and closes stretches of time whatever the hours say, the last one first', () => {
    const closed = { span: { start: utc('2026-01-09T08:00'), end: utc('2026-01-09T20:00') }, isOpen: false };
    const open = { span: { start: utc('2026-01-09T19:00'), end: utc('2026-01-09T21:00') }, isOpen: true };
    expect(on({ ...business, exceptions: [closed, open] }, '2026-01-09')).to.deep.equal([
      '2026-01-09T07:00/2026-01-09T08:00',
      '2026-01-09T19:00/2026-01-09T21:00',
    ]);
  });

  it('cuts to the span that is asked for, and gives the same in parts as at once', () => {
    const span = { start: utc('2026-03-01T10:13'), end: utc('2026-11-02T09:01') };
    const parts = Array.from({ length: 9 }, (_, at) => {
      const size = (span.end - span.start) / 9;
      return serviceHours(business, { start: span.start + at * size, end: span.start + (at + 1) * size });
    });
    expect(union(...parts)).to.deep.equal(serviceHours(business, span));
    expect(serviceHours(business, { start: span.end, end: span.start })).to.deep.equal([]);
  });

  it('follows the sun: several calendars together', () => {
    const sites = ['Asia/Tokyo', 'Europe/London', 'America/Los_Angeles'].map((timeZone) =>
      calendarOf(hours('08:00-16:00'), [], { timeZone }),
    );
    const tuesday = { start: utc('2026-01-13'), end: utc('2026-01-14') };
    expect(length(union(...sites.map((site) => serviceHours(site, tuesday)))) / hour).to.equal(23);
  });
});

describe('a clock of service hours', () => {
  it('stands 4 business hours after Friday 15:00 at Monday 11:00', () => {
    const friday = instantOfWall('Europe/Oslo', utc('2026-01-09T15:00'), 'start');
    const monday = instantOfWall('Europe/Oslo', utc('2026-01-12T11:00'), 'start');
    expect(afterServiceTime(business, friday, 4 * hour)).to.equal(monday);
  });

  it('gives nothing for a service that is never open', () => {
    expect(afterServiceTime(calendarOf([]), utc('2026-01-01'), hour)).to.equal(undefined);
  });
});
