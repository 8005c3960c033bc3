import { expect } from 'chai';
import request from 'supertest';
import { partitionCount } from '../../src/domain/measurement.ts';
import { startService, type TestService } from '../support/service.ts';

const october = { startDateTime: '2026-10-01T00:00:00Z', endDateTime: '2026-11-01T00:00:00Z' };
const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const desk = (endTime: string): object => ({
  ...{ id: 'desk', name: 'Desk', timeZone: 'UTC' },
  weeklyHours: [{ day: week, startTime: '08:00', endTime }],
});
/** 22 working days in October, of 8 hours: 176 h, and 98.86 % with two hours down; of 10 hours 99.09 %. */
const agreement = {
  ...{ name: 'Gold', state: 'observed', relatedEntity: [{ id: 'svc-42' }], calendar: { id: 'desk' } },
  creditSchedule: { basis: { value: 1000, unit: 'EUR' }, linear: { percent: 1, step: 0.1 } },
  rule: [
    {
      ...{ id: 'up', metric: 'availability', operator: '.ge', referenceValue: '99', unit: '%' },
      conformanceWindow: { type: 'calendar', duration: 'P1M', timeZone: 'UTC' },
      validFor: { startDateTime: '2026-10-01T00:00:00Z' },
    },
  ],
};
const down = (startDateTime: string, endDateTime: string): object => ({
  ...{ indicator: 'availability', subject: 'svc-42', state: 'down', startDateTime, endDateTime },
});
type Document = Record<string, unknown>;
const kept = (document: unknown): unknown =>
  JSON.parse(JSON.stringify(document), (name, value: unknown) => (name === 'href' ? undefined : value));

describe('a recomputation', function () {
  this.timeout(120_000);
  let service: TestService;
  const get = async <Body = Document>(path: string): Promise<Body> =>
    (await request(service.url).get(path).expect(200)).body as Body;
  const post = async (path: string, body: object, status = 201): Promise<Document> =>
    (await request(service.url).post(path).send(body).expect(status)).body as Document;
  const ask = (body: object, status = 201): Promise<Document> => post('/assurance/v1/recomputation', body, status);
  const beat = async (): Promise<void> => {
    await service.beats.relay();
    await service.beats.recompute();
    for (let partition = 0; partition < partitionCount; partition += 1) await service.beats.evaluate(partition);
    service.clock.advance(3000);
  };
  const beats = async (count: number): Promise<void> => {
    for (let round = 0; round < count; round += 1) await beat();
  };
  const result = async (): Promise<Document> =>
    (await get<Document[]>('/assurance/v1/assessment?period.startDateTime=2026-10-01T00:00:00.000Z'))[0] ?? {};
  const everything = async (): Promise<unknown> =>
    kept([
      await get('/assurance/v1/assessment'),
      await get('/assurance/v1/commitment'),
      await get('/tmf-api/slaManagement/v2/slaViolation'),
    ]);
  const wish = { reason: 'the desk was open until six', requestedBy: 'eve', range: october };

  beforeEach(async () => {
    service = await startService();
    await post('/assurance/v1/calendar', desk('16:00'));
    await post('/tmf-api/slaManagement/v2/sla', agreement);
    await service.beats.relay();
    const some = [
      down('2026-10-05T10:00:00Z', '2026-10-05T12:00:00Z'),
      down('2026-11-19T01:00:00Z', '2026-11-19T01:01:00Z'),
    ];
    await post('/assurance/v1/measurement', some, 200);
    await beats(2);
    service.clock.advance(4 * 86_400_000);
    await beats(2);
    await request(service.url).patch('/assurance/v1/calendar/desk').send(desk('18:00')).expect(200);
    await beats(2);
  });
  afterEach(async () => {
    expect(service.errors).to.deep.equal([]);
    await service.stop();
  });

  it('that is dry lists each period with old and new figures, violations and credits, and changes nothing', async () => {
    const before = await everything();
    const made = await ask({ ...wish, id: 'dry', calendar: { id: 'desk' } });
    expect(made).to.include({ id: 'dry', state: 'acknowledged', dryRun: true, requestedBy: 'eve' });
    await service.beats.recompute();
    const told: Document = await get('/assurance/v1/recomputation/dry');
    expect(told).to.include({ state: 'completed', commitments: 1, commitmentsDone: 1, periods: 1, changed: 1 });
    expect(told).to.have.property('completedAt');
    const [period, ...others] = told['period'] as Document[];
    expect(others).to.deep.equal([]);
    expect(period).to.include({ subject: 'svc-42', finality: 'final', isChanged: true });
    expect(period?.['before']).to.include({ result: 'notMet', attained: (await result())['attained'] });
    expect(period?.['after']).to.include({ result: 'met' });
    expect((period?.['after'] as Document)['versions']).to.include('calendar/desk@2');
    const [violation] = await get<Document[]>('/tmf-api/slaManagement/v2/slaViolation');
    expect((period?.['violation'] as Document[])[0]).to.include({ change: 'withdrawn', id: String(violation?.['id']) });
    // 98.86 %: two started steps below 99 %.
    expect(period?.['credit']).to.deep.equal({
      before: { value: '20.00', unit: 'EUR' },
      after: { value: '0.00', unit: 'EUR' },
      delta: { value: '-20.00', unit: 'EUR' },
    });
    expect(await everything()).to.deep.equal(before);
  });

  it('for real does what the dry one said, in a statement that names it, and a late fact does not undo it', async () => {
    const first = await result();
    await ask({ ...wish, id: 'real', dryRun: false, sla: { id: '1' } });
    await service.beats.recompute();
    expect(await get('/assurance/v1/recomputation/real')).to.include({ state: 'inProgress', changed: 1 });
    await beats(3);
    const told: Document = await get('/assurance/v1/recomputation/real');
    expect(told).to.include({ state: 'completed', changed: 1 });
    const second = await result();
    expect(second).to.include({ result: 'met', finality: 'restated', revision: 2, reason: wish.reason });
    expect(second['recomputation']).to.deep.include({ id: 'real', requestedBy: 'eve' });
    const after = ((told['period'] as Document[])[0] ?? {})['after'] as Document;
    expect(second['attained']).to.equal(after['attained']);
    expect(second['versions']).to.deep.equal(after['versions']);
    const [violation] = await get<Document[]>('/tmf-api/slaManagement/v2/slaViolation');
    expect(violation).to.include({ state: 'withdrawn', clearedReason: 'restated' });
    const trail: unknown = await get(`/assurance/v1/assessment/${String(first['id'])}/revision`);
    expect(kept(trail)).to.deep.equal(kept([first, second]));

    await post('/assurance/v1/measurement', [down('2026-10-06T17:00:00Z', '2026-10-06T17:30:00Z')], 200);
    await beats(2);
    const third = await result();
    expect(third).to.include({ revision: 3, reason: 'late measurements' }).and.not.to.have.property('recomputation');
    expect(third['figures']).to.include({ countedMs: 22 * 10 * 3_600_000, downMs: 2.5 * 3_600_000 });
  });

  it('is done once though it is gone on with twice, and nothing changes where all is as it was', async () => {
    await ask({ ...wish, id: 'one', dryRun: false, commitment: { id: await commitmentId() } });
    await beats(4);
    const once = await everything();
    await ask({ ...wish, id: 'two', dryRun: false, commitment: { id: await commitmentId() } });
    await service.beats.recompute();
    await service.beats.recompute();
    await beats(4);
    expect(await get('/assurance/v1/recomputation/two')).to.include({ state: 'completed', periods: 1, changed: 0 });
    expect((await result())['revision']).to.equal(2);
    expect(kept(await get('/assurance/v1/assessment'))).to.deep.equal((once as unknown[])[0]);
  });

  it('cannot be asked for without a reason, a range of time that has passed and one selection', async () => {
    const sla = { id: '1' };
    const cases: [object, string][] = [
      [{ ...wish, sla, reason: ' ' }, 'reason'],
      [{ reason: 'x', sla }, 'range'],
      [{ ...wish, sla, range: { startDateTime: october.startDateTime } }, 'range.endDateTime'],
      [
        { ...wish, sla, range: { startDateTime: '2026-10-01', endDateTime: october.endDateTime } },
        'range.startDateTime',
      ],
      [{ ...wish, sla, range: { startDateTime: october.endDateTime, endDateTime: october.startDateTime } }, 'range'],
      [{ ...wish, sla, range: { startDateTime: '2024-10-01T00:00:00Z', endDateTime: october.endDateTime } }, 'range'],
      [
        { ...wish, sla, range: { startDateTime: '2031-10-01T00:00:00Z', endDateTime: '2031-11-01T00:00:00Z' } },
        'range',
      ],
      [wish, 'sla'],
      [{ ...wish, sla, calendar: { id: 'desk' } }, 'calendar'],
      [{ ...wish, sla: {} }, 'sla.id'],
      [{ ...wish, calendar: { id: 'nowhere' } }, 'calendar.id'],
      [{ ...wish, sla, dryRun: 'no' }, 'dryRun'],
    ];
    for (const [body, path] of cases) {
      const answer = await ask(body, 400);
      expect(JSON.stringify(answer), path).to.contain(path);
    }
    expect(await get('/assurance/v1/recomputation')).to.deep.equal([]);
  });

  const commitmentId = async (): Promise<string> =>
    String((await get<Document[]>('/assurance/v1/commitment'))[0]?.['id']);
});
