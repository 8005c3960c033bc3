import { connect } from 'node:net';
import { expect } from 'chai';
import request from 'supertest';
import { startService, type TestService } from '../support/service.ts';

const file = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (uid: string, ...lines: string[]): string =>
  ['BEGIN:VEVENT', `UID:${uid}`, ...lines, 'END:VEVENT'].join('\r\n');
const may = event('may', 'DTSTART;VALUE=DATE:20270517', 'SUMMARY:Constitution Day', 'SEQUENCE:1');
const meeting = event('all-hands', 'DTSTART:20270603T100000', 'DTEND:20270603T120000', 'SUMMARY:All hands');
const norway = file('X-WR-CALNAME:Norway\\, public', 'X-WR-TIMEZONE:Europe/Oslo', may, meeting);
const mebibyte = 1_048_576;

interface Calendar {
  id: string;
  name: string;
  timeZone?: string;
  holiday: object[];
  exception: object[];
  message: string;
}

describe('an iCalendar file over HTTP', function () {
  this.timeout(20_000);
  let service: TestService;
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(async () => {
    expect(service.errors).to.deep.equal([]);
    await service.stop();
  });

  const send = (query: string, body: string | Buffer, type = 'text/calendar'): request.Test =>
    request(service.url).post(`/assurance/v1/calendar?${query}`).set('Content-Type', type).send(body);
  const sent = async (query: string, body: string | Buffer, status: number): Promise<Calendar> =>
    (await send(query, body).expect(status)).body as Calendar;

  it('makes the calendar, named as the file names itself, and is answered like any new resource', async () => {
    const { body, headers } = await send('id=norway', norway).expect(201);
    expect(body).to.deep.include({ id: 'norway', name: 'Norway, public', timeZone: 'Europe/Oslo' });
    expect(body.holiday).to.deep.equal([{ name: 'Constitution Day', uid: 'may', sequence: 1, date: '2027-05-17' }]);
    expect(body.exception).to.deep.equal([
      {
        ...{ name: 'All hands', uid: 'all-hands', sequence: 0, closed: true },
        ...{ startDateTime: '2027-06-03T08:00:00.000Z', endDateTime: '2027-06-03T10:00:00.000Z' },
      },
    ]);
    expect(headers).to.include({ 'surety-import': 'events=2, older=0' });
    const { pathname } = new URL(headers['location'] ?? '', service.url);
    expect(pathname).to.equal('/assurance/v1/calendar/norway');
    const read = await request(service.url).get(pathname).expect(200);
    expect(read.body).to.deep.equal(body);
    expect(read.headers['etag']).to.equal(headers['etag']);
  });

  it('goes by what the query says of name, zone and stretches of time', async () => {
    const body = await sent('id=norway&name=Norge&timeZone=Europe/Paris&timed=open', norway, 201);
    expect(body).to.deep.include({ name: 'Norge', timeZone: 'Europe/Paris' });
    expect(body.exception[0]).to.include({ closed: false, startDateTime: '2027-06-03T08:00:00.000Z' });
  });

  it('changes nothing when it comes again, and says so by the same revision', async () => {
    const first = await send('id=norway', norway).expect(201);
    const again = await send('id=norway', norway).expect(200);
    expect(again.body).to.deep.equal(first.body);
    expect(again.headers['etag']).to.equal(first.headers['etag']);
    const older = file(event('may', 'DTSTART;VALUE=DATE:20270518', 'SEQUENCE:0'));
    const third = await send('id=norway', older).expect(200);
    expect(third.headers).to.include({ 'surety-import': 'events=1, older=1', etag: first.headers['etag'] });
  });

  it('leaves what people have added, changes what an event changed, and takes out what was called off', async () => {
    await request(service.url)
      .post('/assurance/v1/calendar')
      .send({ id: 'norway', name: 'Ours', timeZone: 'Europe/Oslo', holiday: [{ date: '2027-05-01', name: 'by hand' }] })
      .expect(201);
    const first = await sent('id=norway', norway, 200);
    expect(first).to.include({ name: 'Ours' });
    expect(first.holiday).to.have.length(2);
    const moved = file(event('may', 'DTSTART;VALUE=DATE:20270518', 'SEQUENCE:2'), meeting);
    expect((await sent('id=norway&timeZone=Europe/Oslo', moved, 200)).holiday).to.deep.include({
      ...{ uid: 'may', sequence: 2, date: '2027-05-18' },
    });
    const off = file('METHOD:CANCEL', event('may', 'DTSTART;VALUE=DATE:20270518', 'SEQUENCE:3'));
    expect((await sent('id=norway', off, 200)).holiday).to.deep.equal([{ date: '2027-05-01', name: 'by hand' }]);
    const whole = await sent('id=norway&whole=true', file(may), 200);
    expect([whole.holiday.length, whole.exception.length]).to.deep.equal([2, 0]);
  });

  it('is taken in under the conditions of a change', async () => {
    const { headers } = await send('id=norway', norway).expect(201);
    const other = file(event('june', 'DTSTART;VALUE=DATE:20270624'));
    await send('id=norway', other).set('If-Match', '"77"').expect(412);
    await send('id=norway', other).set('If-Match', String(headers['etag'])).expect(200);
    await send('id=sweden', other).set('If-Match', '"1"').expect(404);
  });

  it('of two that make the same calendar at once both are taken in', async () => {
    const days = ['20270101', '20270624'].map((day) => file(event(day, `DTSTART;VALUE=DATE:${day}`)));
    const answers = await Promise.all(days.map((each) => send('id=both', each)));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 201]);
    const { body } = await request(service.url).get('/assurance/v1/calendar/both').expect(200);
    expect(body.holiday).to.have.length(2);
  });

  it('tells which components it passed over', async () => {
    const todo = ['BEGIN:VTODO', 'UID:1', 'END:VTODO'];
    const { headers } = await send('id=norway', file(...todo, may, ...todo)).expect(201);
    expect(headers['surety-import']).to.equal('events=1, older=0, passed-over="VTODO"');
  });

  const refused: { title: string; query?: string; body: string | Buffer; message: string }[] = [
    { title: 'no id', query: 'name=a', body: norway, message: 'id: required' },
    { title: 'an id twice', query: 'id=a&id=b', body: norway, message: 'id: must be there once' },
    {
      title: 'a zone that is none',
      query: 'id=a&timeZone=Mars',
      body: norway,
      message: 'timeZone: must be a time zone',
    },
    { title: 'times of no kind', query: 'id=a&timed=maybe', body: norway, message: 'timed: must be closed or open' },
    { title: 'whole, perhaps', query: 'id=a&whole=perhaps', body: norway, message: 'whole: must be true or false' },
    { title: 'text that is none', body: 'BEGIN:SOMETHING', message: 'line 1: BEGIN:VCALENDAR was expected' },
    { title: 'JSON', body: '{"name":"a"}', message: 'line 1: BEGIN:VCALENDAR was expected' },
    { title: 'a file cut off', body: 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n', message: 'the file ends within VEVENT' },
    {
      title: 'an event without UID',
      body: file('BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20270101', 'END:VEVENT'),
      message: 'line 3, VEVENT 1: UID is missing',
    },
    {
      title: 'a zone that nobody knows',
      body: file(may, event('b', 'DTSTART;TZID=Romance:20270101T100000', 'DTEND;TZID=Romance:20270101T110000')),
      message: 'line 9, VEVENT 2: DTSTART is in a zone that is not known here, "Romance": say timeZone',
    },
    {
      title: 'a rule by the second, without end',
      body: file(may, event('b', 'DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=SECONDLY')),
      message: 'line 9, VEVENT 2: RRULE: ',
    },
    {
      title: 'a rule that never comes true is not looked for',
      body: file(event('b', 'DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=DAILY;COUNT=99999999')),
      message: 'line 3, VEVENT 1: RRULE: ',
    },
    {
      title: 'components within each other without end',
      body: `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(100_000)}`,
      message: 'components lie more than 4 deep',
    },
    {
      title: 'more than 2,000 events',
      body: file(...Array.from({ length: 2001 }, () => may)),
      message: 'more than 2000 events',
    },
    {
      title: 'one endless line',
      body: file(`SUMMARY:${'a'.repeat(2 * mebibyte)}`, event('b', `X:${'b'.repeat(70_000)}`)),
      message: 'has more than 65536 characters',
    },
    { title: 'bytes that are not UTF-8', body: Buffer.from([0x42, 0xff, 0xfe]), message: 'body: is not UTF-8' },
    { title: 'nothing', body: '', message: 'body: required' },
  ];
  for (const { title, query = 'id=a', body, message } of refused) {
    it(`is refused, and nothing is kept: ${title}`, async () => {
      const answer = await sent(query, body, 400);
      expect(answer.message).to.include(message);
      await request(service.url).get('/assurance/v1/calendar/a').expect(404);
    });
  }

  it('is refused in another character set, compressed, or where only JSON is taken', async () => {
    await send('id=a', norway, 'text/calendar; charset=iso-8859-1').expect(415);
    await send('id=a', norway).set('Content-Encoding', 'gzip').expect(415);
    await send('id=a', norway, 'text/plain').expect(415);
    await send('id=a', norway, 'text/calendar; charset="UTF-8"').expect(201);
    const window = request(service.url).post('/assurance/v1/maintenanceWindow').set('Content-Type', 'text/calendar');
    await window.send(norway).expect(415);
  });

  it('a hundred mebibytes are refused by their announcement, and without one at four', async () => {
    const announced = await answerTo(service, `Content-Length: ${String(100 * mebibyte)}`, []);
    expect(announced).to.match(/^HTTP\/1\.1 413 /);
    const chunk = Buffer.alloc(mebibyte, 0x41);
    const chunks = Array.from({ length: 6 }, () => [Buffer.from('100000\r\n'), chunk, Buffer.from('\r\n')]).flat();
    expect(await answerTo(service, 'Transfer-Encoding: chunked', chunks)).to.match(/^HTTP\/1\.1 413 /);
  });

  it('as large as may be it is read in parts: others are answered meanwhile', async () => {
    const days = Array.from({ length: 1900 }, (_, at) =>
      event(`d${String(at)}`, 'DTSTART;VALUE=DATE:20270101', `X-NOTE:${'n'.repeat(1900)}`),
    );
    const answer = send('id=large', file(...days)).then(({ status }) => status);
    const alive = await request(service.url).get('/assurance/v1/calendar').expect(200);
    expect(alive.body).to.deep.equal([]);
    expect(await answer).to.equal(201);
  });
});

/** The first line of what is answered to a raw request. */
function answerTo({ url }: TestService, header: string, chunks: readonly Buffer[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST /assurance/v1/calendar?id=a HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: text/calendar\r\n${header}\r\n\r\n`,
      );
      for (const chunk of chunks) socket.write(chunk);
    });
    socket.once('data', (bytes: Buffer) => {
      resolve(bytes.toString('utf8').split('\r\n')[0] ?? '');
      socket.destroy();
    });
    socket.on('error', reject);
  });
}
