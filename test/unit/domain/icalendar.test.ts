import { expect } from 'chai';
import { changeOfCalendar, entriesOf } from '../../../src/domain/ical-calendar.ts';
import { timedEvent } from '../../../src/domain/ical-event.ts';
import { windowsOf } from '../../../src/domain/ical-windows.ts';
import { IcalFault, outlineOf } from '../../../src/domain/icalendar.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';

const file = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const plain = (...lines: string[]): string[] =>
  event('UID:a', 'DTSTART:20260410T020000Z', 'DTEND:20260410T040000Z', ...lines);

const eventsOf = (text: string, timeZone?: string) =>
  [...outlineOf(text).events()].map((each) => timedEvent(each, timeZone));

function holidays(...lines: string[]): JsonObject[] {
  return eventsOf(file(...event(...lines))).flatMap((each) => entriesOf(each, 'closed').holiday);
}

function windows(...lines: string[]): JsonObject[] {
  const terms = { kind: 'planned', scope: { entity: [{ id: 'svc-1' }] } };
  return windowsOf(eventsOf(file(...lines)), terms).map(({ document }) => document);
}

/** What is complained of. */
function fault(text: string, timeZone?: string): string {
  try {
    const events = eventsOf(text, timeZone);
    events.forEach((each) => entriesOf(each, 'closed'));
  } catch (error) {
    if (error instanceof IcalFault) return error.message;
    throw error;
  }
  return 'none';
}

describe('an iCalendar file', () => {
  it('is unfolded, and its texts are unescaped', () => {
    const [only] = eventsOf(file(...plain('SUMMARY:Upgrade of the core\\, in', '  two steps')));
    expect(only).to.include({ uid: 'a', name: 'Upgrade of the core, in two steps', sequence: 0, isCancelled: false });
  });

  it('gives the days of an all-day event as holidays, once or again and again', () => {
    expect(
      holidays('UID:x', 'DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227', 'SUMMARY:Christmas'),
    ).to.deep.equal(
      ['2026-12-24', '2026-12-25', '2026-12-26'].map((date) => ({ name: 'Christmas', uid: 'x', sequence: 0, date })),
    );
    expect(
      holidays('UID:y', 'DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=YEARLY;UNTIL=20300101', 'SEQUENCE:3'),
    ).to.deep.equal([{ uid: 'y', sequence: 3, date: '2026-01-01', recurrence: 'FREQ=YEARLY;UNTIL=20300101' }]);
  });

  it('gives a stretch of time as an exception, closed or open', () => {
    const [timed] = eventsOf(file(...event('UID:t', 'DTSTART;TZID=Europe/Oslo:20261025T020000', 'DURATION:PT1H')));
    if (timed === undefined) throw new Error('no event');
    // The hour that the clocks show twice, whole.
    const times = { startDateTime: '2026-10-25T00:00:00.000Z', endDateTime: '2026-10-25T02:00:00.000Z' };
    expect(entriesOf(timed, 'closed').exception).to.deep.equal([{ uid: 't', sequence: 0, ...times, closed: true }]);
    expect(entriesOf(timed, 'open').exception[0]).to.include({ closed: false });
  });

  it('gives windows with rule, zone, length and the starts that are left out', () => {
    const night = ['DTSTART;TZID=Europe/Oslo:20260113T020000', 'DTEND;TZID=Europe/Oslo:20260113T040000'];
    const [series, moved, ...more] = windows(
      ...event(
        'UID:n',
        'SUMMARY:Nightly',
        ...night,
        'RRULE:FREQ=MONTHLY;BYDAY=2TU',
        'EXDATE;TZID=Europe/Oslo:20260210T020000',
      ),
      ...event(
        'UID:n',
        'RECURRENCE-ID;TZID=Europe/Oslo:20260310T020000',
        'DTSTART:20260311T010000Z',
        'DTEND:20260311T020000Z',
      ),
    );
    expect(more).to.deep.equal([]);
    expect(series).to.deep.equal({
      ...{ name: 'Nightly', kind: 'planned', scope: { entity: [{ id: 'svc-1' }] }, uid: 'n', sequence: 0 },
      startDateTime: '2026-01-13T01:00:00.000Z',
      recurrence: {
        ...{ rrule: 'FREQ=MONTHLY;BYDAY=2TU', timeZone: 'Europe/Oslo', duration: 'PT120M' },
        exdate: ['2026-02-10T01:00:00.000Z', '2026-03-10T01:00:00.000Z'],
      },
    });
    expect(moved).to.include({ startDateTime: '2026-03-11T01:00:00.000Z', endDateTime: '2026-03-11T02:00:00.000Z' });
  });

  it('reads times without a zone, or in one of somebody else, in the zone that is said', () => {
    const floating = file(...event('UID:f', 'DTSTART:20260410T020000', 'DTEND:20260410T040000'));
    expect(fault(floating)).to.equal('line 3, VEVENT 1: DTSTART names no zone');
    expect(eventsOf(floating, 'Europe/Oslo')[0]).to.include({ timeZone: 'Europe/Oslo' });
    const outlook = file(...event('UID:f', 'DTSTART;TZID="W. Europe Standard Time":20260410T020000', 'DURATION:PT1H'));
    expect(fault(outlook)).to.contain('DTSTART is in a zone that is not known here, "W. Europe Standard Time"');
    expect(eventsOf(outlook, 'Europe/Berlin')[0]).to.include({ timeZone: 'Europe/Berlin' });
    expect(outlineOf(file('X-WR-TIMEZONE:Europe/Oslo')).timeZone).to.equal('Europe/Oslo');
  });

  const faults: [name: string, text: string, expected: string][] = [
    ['something else', '{"a":1}', 'line 1: BEGIN:VCALENDAR was expected'],
    ['nothing', '', 'no iCalendar file: it has no BEGIN:VCALENDAR'],
    ['an end too few', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n', 'the file ends within VEVENT'],
    ['an end of something else', file('BEGIN:VEVENT', 'END:VTODO'), 'line 4: END:VTODO where END:VEVENT was expected'],
    ['depth', `BEGIN:VCALENDAR\n${'BEGIN:X\n'.repeat(100_000)}`, 'line 5: components lie more than 4 deep'],
    [
      'a line that is none',
      file(...event('UID:1', 'hello')),
      'line 3, VEVENT 1: invalid line (no token ";" or ":") "hello"',
    ],
    [
      'no UID',
      file(...event('DTSTART:20260410T020000Z', 'DURATION:PT1H')),
      'line 3, VEVENT 1: UID is missing: without it a second import would make it twice',
    ],
    ['no start', file(...event('UID:1')), 'line 3, VEVENT 1: DTSTART is missing'],
    ['no end', file(...event('UID:1', 'DTSTART:20260410T020000Z')), 'line 3, VEVENT 1: DTEND is missing'],
    [
      'a date that is none',
      file(...event('UID:1', 'DTSTART;VALUE=DATE:20261324')),
      'line 3, VEVENT 1: DTSTART cannot be read: 2026-13-24',
    ],
    [
      'a time that is none',
      file(...event('UID:1', 'DTSTART:notadate')),
      'line 3, VEVENT 1: DTSTART cannot be read: nota-da-teT::',
    ],
    [
      'an end before the start',
      file(...event('UID:1', 'DTSTART:20260410T020000Z', 'DTEND:20260410T010000Z')),
      'line 3, VEVENT 1: DTEND is not after DTSTART',
    ],
    [
      'a length that is none',
      file(...event('UID:1', 'DTSTART:20260410T020000Z', 'DURATION:-PT1H')),
      'line 3, VEVENT 1: DURATION cannot be read: -PT1H',
    ],
    [
      'RDATE',
      file(...plain('RDATE:20260411T020000Z')),
      'line 3, VEVENT 1: RDATE is not supported: make these times events of their own',
    ],
    [
      'a rule of a stretch of time',
      file(...plain('RRULE:FREQ=DAILY')),
      'line 3, VEVENT 1: RRULE of a stretch of time is for weeklyHours: a calendar has no exceptions that recur',
    ],
    ['a second event', file(...plain(), ...event('UID:2')), 'line 8, VEVENT 2: DTSTART is missing'],
    [
      'two rules',
      file(...event('UID:1', 'DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=YEARLY', 'RRULE:FREQ=MONTHLY')),
      'line 3, VEVENT 1: RRULE is there twice',
    ],
    [
      'a frequency that is none',
      file(...event('UID:1', 'DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=FOO')),
      'line 3, VEVENT 1: invalid frequency "FOO"',
    ],
    [
      'an event of many lines',
      file(...event(...Array<string>(3000).fill('X-A:1'))),
      'line 2003: VEVENT has more than 2000 lines',
    ],
    [
      'a long event',
      file(...event(`SUMMARY:${'x'.repeat(70_000)}`)),
      'line 3, VEVENT 1: has more than 65536 characters',
    ],
    [
      'many events',
      file(...Array.from({ length: 2001 }, (_, at) => event(`UID:${String(at)}`)).flat()),
      'more than 2000 events',
    ],
    [
      'years of days',
      file(...event('UID:1', 'DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20300101')),
      'line 3, VEVENT 1: DTEND is more than 366 days after DTSTART',
    ],
  ];
  for (const [name, text, expected] of faults) {
    it(`is refused with the line at fault: ${name}`, () => {
      expect(fault(text).slice(0, expected.length)).to.equal(expected);
    });
  }

  it('is given up early when it is made of breaks between lines, or of components that are no events', () => {
    expect(fault(`BEGIN:VCALENDAR${'\n'.repeat(4_000_000)}END:VCALENDAR`)).to.equal('more than 250000 lines');
    const todos = Array.from({ length: 10_001 }, () => ['BEGIN:VTODO', 'END:VTODO']).flat();
    expect(fault(file(...todos))).to.equal('line 20003: more than 10000 components');
  });

  it('tells what it passes over, and whether all of it is called off', () => {
    const read = outlineOf(
      file('METHOD:CANCEL', 'BEGIN:VTODO', 'UID:1', 'END:VTODO', 'BEGIN:VTIMEZONE', 'END:VTIMEZONE'),
    );
    expect(read).to.deep.include({ others: ['VTODO'], isCancellation: true });
    expect([...read.events()]).to.deep.equal([]);
  });

  it('names of prototypes are names like any others', () => {
    expect(fault(file(...plain('__proto__;constructor=1:a', 'CONSTRUCTOR:b')))).to.equal('none');
    expect({}).to.not.have.property('a');
  });
});

describe('a calendar that a file is taken into', () => {
  const options = { timed: 'closed', isWhole: false } as const;
  const own = { date: '2026-05-01', name: 'by hand' };
  const may = (sequence: number, ...lines: string[]) =>
    eventsOf(file(...event('UID:may', 'DTSTART;VALUE=DATE:20260517', `SEQUENCE:${String(sequence)}`, ...lines)));

  it('keeps what is its own, and changes nothing the second time', () => {
    const first = changeOfCalendar({ holiday: [own] }, may(1), options);
    expect(first.holiday).to.deep.equal([own, { uid: 'may', sequence: 1, date: '2026-05-17' }]);
    expect(first.isChanged).to.equal(true);
    expect(changeOfCalendar({ ...first }, may(1), options).isChanged).to.equal(false);
  });

  it('takes out what was called off, and leaves what is newer', () => {
    const { holiday } = changeOfCalendar({ holiday: [own] }, may(2), options);
    const older = changeOfCalendar({ holiday }, may(1, 'SUMMARY:old'), options);
    expect(older).to.include({ isChanged: false, older: 1 });
    expect(changeOfCalendar({ holiday }, may(3, 'STATUS:CANCELLED'), options).holiday).to.deep.equal([own]);
  });

  it('lets what other files gave go when the file is all there is', () => {
    const before = { holiday: [own, { uid: 'gone', sequence: 0, date: '2026-06-01' }] };
    expect(changeOfCalendar(before, may(1), options).holiday).to.have.length(3);
    expect(changeOfCalendar(before, may(1), { ...options, isWhole: true }).holiday).to.have.length(2);
  });
});
