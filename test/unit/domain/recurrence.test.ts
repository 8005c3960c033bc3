import { expect } from 'chai';
import { recurrenceFault, wallTimesOf } from '../../../src/domain/recurrence.ts';
import { day, hour, utc } from './support.ts';

function daysOf(rule: string, from: string, until: string, timeZone = 'Europe/Oslo'): string[] {
  const span = { start: utc(from), end: utc(until) };
  return wallTimesOf({ rule, from: utc('2026-01-01T02:00'), timeZone }, span).map((time) =>
    new Date(time).toISOString().slice(0, 16),
  );
}

describe('what comes again', () => {
  it('keeps the time on the wall clock through the year', () => {
    expect(daysOf('FREQ=MONTHLY;BYDAY=2TU', '2026-03-01', '2026-05-01')).to.deep.equal([
      '2026-03-10T02:00',
      '2026-04-14T02:00',
    ]);
  });

  it('ends with the last day of UNTIL, with an instant of it, or after COUNT times', () => {
    expect(daysOf('FREQ=DAILY;UNTIL=20260103', '2026-01-01', '2026-02-01')).to.have.length(3);
    expect(daysOf('FREQ=DAILY;UNTIL=20260103T010000Z', '2026-01-01', '2026-02-01'), 'Oslo 02:00').to.have.length(3);
    expect(daysOf('FREQ=DAILY;UNTIL=20260103T005959Z', '2026-01-01', '2026-02-01')).to.have.length(2);
    expect(daysOf('FREQ=DAILY;UNTIL=20260103T015959', '2026-01-01', '2026-02-01'), 'local').to.have.length(2);
    expect(daysOf('FREQ=DAILY;COUNT=4', '2026-01-02', '2026-02-01')).to.have.length(3);
  });

  it('keeps a first time that is no whole second, to the millisecond', () => {
    const series = { rule: 'FREQ=DAILY;COUNT=2', from: 1245, timeZone: 'UTC' };
    expect(wallTimesOf(series, { start: 0, end: 2 * day })).to.deep.equal([1245, day + 1245]);
    expect(wallTimesOf(series, { start: 1246, end: day + 1245 })).to.deep.equal([]);
  });

  it('holds neither the end of the span nor what lies before the first time', () => {
    expect(wallTimesOf({ rule: 'FREQ=DAILY', from: 0, timeZone: 'UTC' }, { start: -day, end: day })).to.deep.equal([0]);
  });

  for (const rule of [
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;INTERVAL=7;BYDAY=FR,SA;BYMONTHDAY=31;BYMONTH=2',
    'FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1',
    'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6',
    'FREQ=YEARLY;INTERVAL=9999;BYYEARDAY=366',
  ]) {
    it(`gives nothing, soon, for ${rule}, which never comes true`, () => {
      const begun = process.cpuUsage();
      const times = wallTimesOf(
        { rule, from: utc('1990-01-01'), timeZone: 'UTC' },
        { start: utc('2060-01-01'), end: utc('2061-01-01') },
      );
      const { user, system } = process.cpuUsage(begun);
      expect(times).to.deep.equal([]);
      expect((user + system) / 1000).to.be.below(1000);
    });
  }

  it('goes on for decades', () => {
    const span = { start: 0, end: 20_000 * day };
    expect(wallTimesOf({ rule: 'FREQ=MONTHLY', from: 2 * hour, timeZone: 'UTC' }, span)).to.have.length(658);
  });
});

describe('rules that cannot be followed', () => {
  const faults: [string, string][] = [
    ['', 'must say FREQ'],
    ['FREQ=HOURLY', 'FREQ cannot be HOURLY'],
    ['FREQ=DAILY;BYHOUR=1,2,3', 'comes from the start'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'says FREQ twice'],
    ['FREQ=DAILY;COUNT=0', 'COUNT cannot be 0'],
    ['FREQ=DAILY;COUNT=1e9', 'COUNT cannot be 1E9'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20260101', 'both COUNT and UNTIL'],
    ['FREQ=DAILY;UNTIL=20260230', 'UNTIL is no day'],
    ['FREQ=DAILY;UNTIL=tomorrow', 'UNTIL cannot be TOMORROW'],
    ['FREQ=DAILY;INTERVAL=99999', 'INTERVAL cannot be 99999'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BYDAY cannot be XX'],
    ['FREQ=YEARLY;BYEASTER=-2', 'has no part BYEASTER'],
    ['FREQ=DAILY;COUNT=1001', 'COUNT cannot be 1001'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;COUNT=900', 'exceeded'],
    ['FREQ=DAILY;X-MOON=FULL', 'has no part X-MOON'],
    ['FREQ=DAILY\nRRULE:FREQ=SECONDLY', 'FREQ cannot be'],
    [`FREQ=DAILY;${'BYDAY=MO;'.repeat(90)}`, 'is longer than 500'],
  ];
  for (const [rule, reason] of faults) {
    it(`says of ${JSON.stringify(rule.slice(0, 40))} that it ${reason}`, () => {
      expect(recurrenceFault(rule)).to.contain(reason);
    });
  }

  it('takes rules with and without their name, in any case', () => {
    for (const rule of ['FREQ=WEEKLY;BYDAY=TU,TH', 'RRULE:FREQ=WEEKLY', 'freq=monthly;byday=-1su']) {
      expect(recurrenceFault(rule), rule).to.equal(undefined);
    }
  });
});
