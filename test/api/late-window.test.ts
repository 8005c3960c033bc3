import { expect } from 'chai';
import request from 'supertest';
import { partitionCount } from '../../src/domain/measurement.ts';
import { startService, type TestService } from '../support/service.ts';

const minute = 60_000;
const hour = 60 * minute;

/** October 2026 in UTC has 44,640 minutes: at 99.95 % a budget of 22.32. It is final when the service starts (22 November). */
const agreement = {
  name: 'Gold',
  state: 'observed',
  validityPeriod: { startDateTime: '2026-10-01T00:00:00Z' },
  relatedEntity: [{ id: 'svc-42' }],
  creditSchedule: { basis: { value: 1000, unit: 'EUR' }, linear: { percent: 1, step: 0.1 } },
  rule: [
    {
      ...{ id: 'up', metric: 'availability', operator: '.ge', referenceValue: '99.95', unit: '%' },
      conformanceWindow: { type: 'calendar', duration: 'P1M', timeZone: 'UTC' },
      validFor: { startDateTime: '2026-10-01T00:00:00Z' },
      maintenance: { treatment: 'exclude' },
    },
  ],
};
/** As it is kept: addresses are made when it is read. */
const kept = (document: unknown): unknown =>
  JSON.parse(JSON.stringify(document), (name, value: unknown) => (name === 'href' ? undefined : value));
const down = (startDateTime: string, minutes: number): object => ({
  ...{ indicator: 'availability', subject: 'svc-42', state: 'down', startDateTime },
  endDateTime: new Date(Date.parse(startDateTime) + minutes * minute).toISOString(),
});
/** Ten minutes of the outage of 25 were announced work that nobody had entered. */
const window = {
  ...{ id: 'w1', name: 'Line cards', kind: 'planned', scope: { service: [{ id: 'svc-42' }] } },
  ...{ startDateTime: '2026-10-10T02:00:00Z', endDateTime: '2026-10-10T02:10:00Z' },
  noticeGivenAt: '2026-10-01T00:00:00Z',
};

describe('a maintenance window entered after the result was final', function () {
  this.timeout(60_000);
  let service: TestService;
  const get = async (path: string): Promise<unknown> => (await request(service.url).get(path).expect(200)).body;
  const list = async (path: string): Promise<Record<string, unknown>[]> => (await get(path)) as never;
  const post = async (path: string, body: object, status = 201): Promise<void> => {
    await request(service.url).post(path).send(body).expect(status);
  };
  /** What the jobs do; several beats, as windows are remembered for a moment. */
  const beat = async (): Promise<void> => {
    for (let round = 0; round < 3; round += 1) {
      await service.beats.relay();
      for (let partition = 0; partition < partitionCount; partition += 1) await service.beats.evaluate(partition);
      service.clock.advance(3000);
    }
  };
  const october = async (): Promise<Record<string, unknown>> =>
    (await list('/assurance/v1/assessment?period.startDateTime=2026-10-01T00:00:00.000Z'))[0] ?? {};
  const violations = (): Promise<Record<string, unknown>[]> => list('/tmf-api/slaManagement/v2/slaViolation');
  const statements = async (): Promise<Record<string, unknown>[]> =>
    list(`/assurance/v1/assessment/${String((await october())['id'])}/revision`);

  beforeEach(async () => {
    service = await startService();
    await post('/tmf-api/slaManagement/v2/sla', agreement);
    await service.beats.relay();
    await post('/assurance/v1/measurement', [down('2026-10-10T02:00:00Z', 25), down('2026-11-20T02:00:00Z', 1)], 200);
    await beat();
    service.clock.advance(4 * 24 * hour);
    await beat();
  });
  afterEach(async () => {
    expect(service.errors).to.deep.equal([]);
    await service.stop();
  });

  it('restates the result with the reason, withdraws the violation and takes the credit back; cancelled, all comes back', async () => {
    const first = await october();
    expect(first).to.include({ result: 'notMet', finality: 'final', revision: 1 });
    expect(await violations()).to.have.length(1);

    await post('/assurance/v1/maintenanceWindow', window, 400);
    await post('/assurance/v1/maintenanceWindow', { ...window, reason: 'CHG-7 was not entered', changedBy: 'eve' });
    await beat();
    const second = await october();
    expect(second).to.include({ result: 'met', finality: 'restated', revision: 2 });
    expect(second['reason']).to.equal('maintenance window w1 created: CHG-7 was not entered');
    // 15 of 44,630 minutes.
    expect(Number(second['attained']).toFixed(5)).to.equal('99.96639');
    const [withdrawn, ...others] = await violations();
    expect(others).to.deep.equal([]);
    expect(withdrawn).to.include({ state: 'withdrawn', clearedReason: 'restated' });
    expect(withdrawn?.['recommendedCredit']).to.include({ status: 'withdrawn' });
    expect(kept(await statements())).to.deep.equal(kept([first, second]));

    const cancel = { state: 'cancelled', reason: 'it was another site' };
    await request(service.url).patch('/assurance/v1/maintenanceWindow/w1').send(cancel).expect(200);
    await beat();
    const third = await october();
    expect(third).to.include({ result: 'notMet', revision: 3, attained: first['attained'] });
    expect(third['reason']).to.equal('maintenance window w1 cancelled: it was another site');
    expect((await violations()).map(({ state, reason, episode }) => [state, reason, episode])).to.have.deep.members([
      ['withdrawn', undefined, 1],
      ['restored', 'restated', 2],
    ]);
    expect(kept(await statements())).to.deep.equal(kept([first, second, third]));
  });

  it('changes nothing where nothing of the figure changes, and nothing when it is looked at twice', async () => {
    const first = await october();
    const elsewhere = { ...window, id: 'w2', scope: { service: [{ id: 'svc-43' }] }, reason: 'late' };
    await post('/assurance/v1/maintenanceWindow', elsewhere);
    const emergency = { ...window, id: 'w3', kind: 'emergency', reason: 'late' };
    await post('/assurance/v1/maintenanceWindow', emergency);
    await beat();
    expect(await october()).to.deep.equal(first);
    await post('/assurance/v1/maintenanceWindow', { ...window, reason: 'CHG-7 was not entered' });
    await beat();
    const second = await october();
    await beat();
    expect(await october()).to.deep.equal(second);
    expect(kept(await statements())).to.deep.equal(kept([first, second]));
  });

  it('looks at an open period at once', async () => {
    await post('/assurance/v1/measurement', [down('2026-11-24T02:00:00Z', 30)], 200);
    await beat();
    const before = await violations();
    expect(before.filter(({ state }) => state === 'open')).to.have.length(1);
    const now = { startDateTime: '2026-11-24T02:00:00Z', endDateTime: '2026-11-24T02:30:00Z' };
    await post('/assurance/v1/maintenanceWindow', { ...window, id: 'w4', ...now, reason: 'CHG-8 was not entered' });
    await beat();
    expect((await violations()).map(({ state }) => state)).to.have.members(['restored', 'withdrawn']);
    const [commitment] = await list('/assurance/v1/commitment');
    expect(commitment).to.include({ status: 'compliant' });
  });
});
