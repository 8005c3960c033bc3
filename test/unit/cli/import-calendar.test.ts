import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCommand } from '../../../src/cli/commands.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { startService, type TestService } from '../../support/service.ts';

const calendarFile = (...events: string[][]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');

describe('surety import-calendar', () => {
  let service: TestService;
  let folder: string;
  beforeEach(async () => {
    service = await startService();
    folder = mkdtempSync(join(tmpdir(), 'surety-ical-'));
  });
  afterEach(async () => {
    expect(service.errors).to.deep.equal([]);
    rmSync(folder, { recursive: true });
    await service.stop();
  });

  const run = async (content: string | Uint8Array, ...args: string[]) => {
    const path = join(folder, 'file.ics');
    writeFileSync(path, content);
    const [out, err]: [string[], string[]] = [[], []];
    const io = {
      out: (text: string) => void out.push(text),
      err: (text: string) => void err.push(text),
      ...{ isTerminal: false, clock: fakeClock(0), stop: new AbortController().signal },
    };
    const code = await runCommand(['import-calendar', path, '--url', service.url, ...args], io);
    return { code, out: out.join(''), err: err.join('').replaceAll(folder, '') };
  };
  const get = async (path: string): Promise<JsonObject> =>
    (await (await fetch(`${service.url}/assurance/v1/${path}`)).json()) as JsonObject;
  const list = async (path: string): Promise<JsonObject[]> =>
    (await (await fetch(`${service.url}/assurance/v1/${path}`)).json()) as JsonObject[];

  const days = calendarFile(
    ['UID:xmas', 'SUMMARY:Christmas Day', 'DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY'],
    ['UID:stop', 'SUMMARY:Inventory', 'DTSTART:20270104T080000Z', 'DTEND:20270104T100000Z'],
  );

  it('changes nothing the second time though people have added a day of their own behind', async () => {
    await run(days, '--calendar', 'norway', '--time-zone', 'Europe/Oslo');
    const { holiday } = await get('calendar/norway');
    const own = [...(holiday as JsonObject[]), { date: '2026-05-04', name: 'Anniversary' }];
    await fetch(`${service.url}/assurance/v1/calendar/norway`, {
      ...{ method: 'PATCH', headers: { 'content-type': 'application/merge-patch+json' } },
      body: JSON.stringify({ holiday: own }),
    });
    const { out } = await run(days, '--calendar', 'norway', '--time-zone', 'Europe/Oslo');
    expect(out).to.include('nothing to change');
    expect((await get('calendar/norway')).holiday).to.deep.equal(own);
  });

  it('makes a calendar of days and times, and changes nothing the second time', async () => {
    const first = await run(days, '--calendar', 'norway', '--name', 'Norway', '--time-zone', 'Europe/Oslo');
    expect(first).to.deep.equal({
      code: 0,
      out: 'calendar norway: made; 2 events, 0 of them older than what it has\n',
      err: '',
    });
    const made = await get('calendar/norway');
    expect(made).to.deep.include({
      ...{ name: 'Norway', timeZone: 'Europe/Oslo' },
      holiday: [{ name: 'Christmas Day', uid: 'xmas', sequence: 0, date: '2026-12-25', recurrence: 'FREQ=YEARLY' }],
    });
    const again = await run(days, '--calendar', 'norway');
    expect(again.out).to.equal('calendar norway: nothing to change; 2 events, 0 of them older than what it has\n');
    expect(await get('calendar/norway')).to.deep.equal(made);
  });

  it('writes nothing of a file that the calendar cannot keep', async () => {
    const seldom = calendarFile(
      ['UID:a', 'DTSTART;VALUE=DATE:20261225'],
      ['UID:b', 'DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=HOURLY'],
    );
    const { code, err } = await run(seldom, '--calendar', 'norway');
    expect({ code, err }).to.deep.equal({
      code: 2,
      err: 'calendar norway: holiday[1].recurrence: FREQ cannot be HOURLY\n',
    });
    expect(await list('calendar')).to.deep.equal([]);
  });

  const maintenance = (sequence: number, status: string, ...more: string[][]): string =>
    calendarFile(
      [
        'UID:core',
        'SUMMARY:Core router',
        'DTSTART:20310110T020000Z',
        'DTEND:20310110T040000Z',
        `SEQUENCE:${String(sequence)}`,
        `STATUS:${status}`,
      ],
      ...more,
    );
  const onService = ['--service', 'svc-42', '--tag', 'gold'];

  it('makes maintenance windows, once, changes and calls them off', async () => {
    const series = [
      'UID:night',
      'DTSTART;TZID=Europe/Oslo:20310114T020000',
      'DURATION:PT2H',
      'RRULE:FREQ=MONTHLY;BYDAY=2TU',
    ];
    const text = maintenance(1, 'CONFIRMED', [...series, 'EXDATE;TZID=Europe/Oslo:20310211T020000']);
    expect((await run(text, ...onService)).out).to.match(/^made 2, changed 0, as before 0/);
    expect((await run(text, ...onService)).out).to.match(/^made 0, changed 0, as before 2/);
    const windows = await list('maintenanceWindow?sort=startDateTime');
    expect(windows).to.have.length(2);
    expect(windows[0]).to.deep.include({ name: 'Core router', state: 'planned', uid: 'core', sequence: 1 });
    expect(windows[0]?.['scope']).to.deep.equal({ service: [{ id: 'svc-42' }], tag: ['gold'] });
    expect((windows[1]?.['recurrence'] as JsonObject)['exdate']).to.deep.equal(['2031-02-11T01:00:00.000Z']);

    expect((await run(maintenance(0, 'CONFIRMED'), ...onService)).out).to.match(/older than what is there 1/);
    expect((await run(maintenance(2, 'CANCELLED'), ...onService)).out).to.match(/changed 1/);
    expect((await run(maintenance(2, 'CANCELLED'), ...onService)).out).to.match(/as before 1/);
    expect(await get(`maintenanceWindow/${String(windows[0]?.['id'])}`)).to.include({ state: 'cancelled' });
  });

  it('goes on behind a window that is refused, tells which, and takes the past only with a reason', async () => {
    const past = ['UID:past', 'DTSTART:20260110T020000Z', 'DTEND:20260110T040000Z'];
    const text = maintenance(1, 'CONFIRMED', past);
    const first = await run(text, ...onService);
    expect(first.code).to.equal(1);
    expect(first.out).to.match(/^made 1, .* refused 1\n$/);
    expect(first.err).to.equal('line 11, VEVENT 2: reason: required: the window has begun, or begins in the past\n');
    const second = await run(text, ...onService, '--reason', 'was forgotten');
    expect(second).to.deep.include({
      code: 0,
      out: 'made 1, changed 0, as before 1, older than what is there 0, refused 0\n',
    });
  });

  const refused: [args: string[], content: string | Uint8Array, expected: RegExp][] = [
    [[], days, /^say --calendar ID, or what the maintenance is on/],
    [['--calendar', 'a', '--tag', 'gold'], days, /^--tag is for maintenance windows/],
    [['--calendar', 'a', '--time-zone', 'Mars'], days, /^--time-zone: "Mars" is no IANA time zone/],
    [['--calendar', 'a', '--timed', 'half'], days, /^--timed must be closed or open/],
    [['--calendar', 'a', '--foo'], days, /Unknown option '--foo'/],
    [['--calendar', 'a'], 'hello', /^\/file.ics: line 1: BEGIN:VCALENDAR was expected/],
    [['--calendar', 'a'], new Uint8Array([0xff, 0xfe, 0x00]), /^\/file.ics: is not UTF-8/],
    [['--calendar', 'a'], 'x'.repeat(4 * 1_048_576 + 1), /^\/file.ics: is larger than 4194304 bytes/],
    [['--tag', 'gold', '--kind', 'foo'], maintenance(1, 'CONFIRMED'), /kind: must be equal to one of/],
  ];
  for (const [args, content, expected] of refused) {
    it(`says what is wrong: ${expected.source.slice(0, 50)}`, async () => {
      const { code, err } = await run(content, ...args);
      expect(code).to.be.greaterThan(0);
      expect(err).to.match(expected);
      expect(await list('calendar')).to.deep.equal([]);
      expect(await list('maintenanceWindow')).to.deep.equal([]);
    });
  }
});
