import { expect } from 'chai';
import request from 'supertest';
import { weekText } from '../../src/http/dashboard/pages/calendars.ts';
import { partitionCount } from '../../src/domain/measurement.ts';
import { startService, testStart, type TestService } from '../support/service.ts';

const evil = `<script>alert(1)</script>`;
const api = '/assurance/v1';
const minute = 60_000;

describe('calendars and maintenance on the dashboard', () => {
  let service: TestService;
  let gold: string;
  const page = async (at: string, status = 200): Promise<string> => {
    const { text } = await request(service.url)
      .get(at)
      .expect(status)
      .expect('Content-Type', /^text\/html/u);
    expect(text)
      .to.not.contain('undefined')
      .and.not.contain('NaN')
      .and.not.contain('[object')
      .and.not.contain('<script>alert');
    return text;
  };
  const post = async (path: string, body: object): Promise<string> => {
    const { body: made } = await request(service.url).post(path).send(body).expect(201);
    return String((made as { id: unknown }).id);
  };
  const work = async (): Promise<void> => {
    await service.beats.relay();
    for (let partition = 0; partition < partitionCount; partition += 1) await service.beats.evaluate(partition);
    await service.beats.relay();
  };
  const hours = { startTime: '08:00', endTime: '16:00' };

  before(async function () {
    this.timeout(60_000);
    service = await startService();
    expect(await page('/dashboard/calendars')).to.contain('No calendar yet');
    expect(await page('/dashboard/maintenance')).to.contain('No maintenance announced');
    await post(`${api}/calendar`, {
      ...{ id: 'norway', name: 'Norway', timeZone: 'Europe/Oslo' },
      holiday: [
        { name: 'Christmas Day', date: '2020-12-25', recurrence: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25' },
        { date: '2026-01-01' },
      ],
    });
    await post(`${api}/calendar`, {
      ...{ id: 'desk', name: `Desk ${evil}`, parent: { id: 'norway' }, description: evil },
      weeklyHours: [{ day: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], ...hours }],
      exception: [
        { name: 'Eve', date: '2026-12-24', hours: [{ startTime: '08:00', endTime: '12:00' }] },
        { name: 'Move', startDateTime: '2026-12-01T08:00:00Z', endDateTime: '2026-12-01T10:00:00Z', closed: true },
        { date: '2026-11-01', closed: true },
      ],
    });
    const rule = {
      ...{ id: 'up', metric: 'availability', operator: '.ge', referenceValue: '99.95', unit: '%', graceTimes: 3 },
      ...{ missingData: 'unknown', minCoverage: 0, calendar: { id: 'norway' }, maintenance: { treatment: 'exclude' } },
    };
    gold = await post('/tmf-api/slaManagement/v2/sla', {
      ...{ name: `Gold ${evil}`, state: 'observed', calendar: { id: 'desk' } },
      ...{ relatedEntity: [{ id: 'svc-42' }], rule: [rule], validFor: { startDateTime: '2026-11-01T00:00:00Z' } },
    });
    await post(`${api}/maintenanceWindow`, {
      ...{ id: 'core', name: `Core ${evil}`, scope: { service: [{ id: 'svc-42' }], tag: [evil] } },
      ...{
        startDateTime: '2026-11-22T11:00:00Z',
        endDateTime: '2026-11-22T13:00:00Z',
        reason: evil,
        changedBy: 'Kari',
      },
    });
    await post(`${api}/maintenanceWindow`, {
      ...{ id: 'night', name: 'Nightly', scope: { tag: ['a', 'b', 'c', 'd'] }, startDateTime: '2026-12-08T01:00:00Z' },
      recurrence: { rrule: 'FREQ=MONTHLY;BYDAY=2TU', timeZone: 'Europe/Oslo', duration: 'PT2H' },
    });
    const state = { indicator: 'availability', subject: 'svc-42' };
    const at = (minutes: number): string => new Date(testStart + minutes * minute).toISOString();
    const facts = [
      { ...state, state: 'up', startDateTime: at(-600), endDateTime: at(-300) },
      { ...state, state: 'down', startDateTime: at(-300), endDateTime: at(-290) },
    ];
    await request(service.url).post(`${api}/measurement`).send(facts).expect(200);
    await work();
    service.clock.advance(10 * minute);
    await work();
  });
  after(async () => {
    await service.stop();
    expect(service.errors).to.deep.equal([]);
  });

  it('lists calendars with their hours and zone', async () => {
    const text = await page('/dashboard/calendars');
    expect(text).to.contain('2 calendars').and.contain('Mon–Fri 08:00–16:00').and.contain('round the clock');
    expect(text).to.contain('Europe/Oslo').and.contain('/dashboard/calendars/desk');
  });

  it('shows one with its week, the days to come, its parent and who rests on it', async () => {
    const text = await page('/dashboard/calendars/desk');
    expect(text).to.contain('Hours of the week').and.contain('/dashboard/calendars/norway').and.contain('Gold');
    const [move, eve, christmas] = ['2026-12-01 09:00–11:00', '2026-12-24', '2026-12-25'].map((day) =>
      text.indexOf(day),
    );
    expect(move).to.be.greaterThan(0);
    expect(eve).to.be.greaterThan(move ?? 0);
    expect(christmas).to.be.greaterThan(eve ?? 0);
    expect(text).to.not.contain('2026-11-01').and.not.contain('2026-01-01');
    expect(await page('/dashboard/calendars/norway')).to.contain(`/dashboard/slas/${gold}`);
    await page('/dashboard/calendars/none', 404);
  });

  it('lists maintenance windows with state, times and what they touch', async () => {
    const text = await page('/dashboard/maintenance');
    expect(text).to.contain('2 maintenance windows').and.contain('>started<').and.contain('>planned<');
    expect(text).to.contain('service svc-42').and.contain('tag a, tag b, tag c and 1 more').and.contain('recurring');
    expect(text).to.contain('2026-12-08 01:00–03:00 UTC').and.contain('2026-12-08 02:00–04:00 Europe/Oslo');
  });

  it('shows one with the agreements it affects and the reasons of its changes', async () => {
    const text = await page('/dashboard/maintenance/core');
    expect(text).to.contain(`/dashboard/slas/${gold}`).and.contain('created by Kari').and.contain('service svc-42');
    expect(await page('/dashboard/maintenance/night'))
      .to.contain('FREQ=MONTHLY;BYDAY=2TU')
      .and.contain('None that is known');
    await page('/dashboard/maintenance/none', 404);
  });

  it('lists collector gaps with what they touch, and names them where a figure lacks data', async () => {
    expect(await page('/dashboard/gaps')).to.contain('No collector gaps');
    const gap = { scope: { all: true, indicator: ['availability'], tag: [evil] }, reason: evil, changedBy: 'Kari' };
    const [startDateTime, endDateTime] = ['2026-11-22T09:00:00Z', '2026-11-22T09:30:00Z'];
    await post(`${api}/collectorGap`, { id: 'probe', name: `Probe ${evil}`, ...gap, startDateTime, endDateTime });
    await post(`${api}/collectorGap`, {
      id: 'feed',
      scope: { service: [{ id: 'svc-43' }] },
      startDateTime,
      reason: 'x',
    });
    await work();
    service.clock.advance(10 * minute);
    await work();
    const list = await page('/dashboard/gaps');
    expect(list).to.contain('2 collector gaps').and.contain('>lasts<').and.contain('>over<').and.contain('since');
    expect(list)
      .to.contain('everything, tag')
      .and.contain('indicator availability')
      .and.contain('/dashboard/gaps/feed');
    expect(await page('/dashboard/gaps/probe'))
      .to.contain('created by Kari')
      .and.contain('reported');
    await page('/dashboard/gaps/none', 404);
    expect(await page('/dashboard/maintenance')).to.contain('/dashboard/gaps');
    const { body } = await request(service.url).get(`${api}/commitment?subject=svc-42`).expect(200);
    const text = await page(`/dashboard/commitments/${String((body as { id: string }[])[0]?.id)}`);
    expect(text).to.contain('no data (collector gap probe)').and.contain('unknown, whatever the policy');
  });

  it('shows of a commitment what is left of its budget, and violations of missing updates as such', async () => {
    const { body } = await request(service.url).get(`${api}/commitment?subject=svc-42`).expect(200);
    const text = await page(`/dashboard/commitments/${String((body as { id: string }[])[0]?.id)}`);
    expect(text).to.contain('error budget left').and.contain('10 min of');
    expect(text)
      .to.contain('no update')
      .and.contain('measurements are missing')
      .and.not.contain('instead of its target');
    expect(text).to.contain('badge').and.contain('excluded');
  });

  it('writes neighbouring days with the same hours as one', () => {
    const week = (...hoursOfDays: string[][]) =>
      ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day, at) => ({
        day,
        hours: hoursOfDays[at] ?? [],
      }));
    expect(weekText(week(['08:00–12:00'], ['08:00–12:00'], [], ['08:00–12:00']))).to.equal(
      'Mon–Tue 08:00–12:00; Thu 08:00–12:00',
    );
    expect(weekText(week())).to.equal('closed');
    expect(weekText([])).to.equal('round the clock');
  });
});
