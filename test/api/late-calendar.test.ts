import { expect } from 'chai';
import request from 'supertest';
import { partitionCount } from '../../src/domain/measurement.ts';
import { startService, type TestService } from '../support/service.ts';

const desk = (endTime: string): object => ({
  ...{ id: 'desk', name: 'Desk', timeZone: 'UTC' },
  weeklyHours: [{ day: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], startTime: '08:00', endTime }],
});
const agreement = {
  ...{ name: 'Gold', state: 'observed', relatedEntity: [{ id: 'svc-42' }], calendar: { id: 'desk' } },
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

describe('a calendar changed after periods were judged by it', function () {
  this.timeout(60_000);
  let service: TestService;
  const post = async (path: string, body: object, status = 201): Promise<void> => {
    await request(service.url).post(path).send(body).expect(status);
  };
  const beat = async (): Promise<void> => {
    for (let round = 0; round < 2; round += 1) {
      await service.beats.relay();
      for (let partition = 0; partition < partitionCount; partition += 1) await service.beats.evaluate(partition);
      service.clock.advance(3000);
    }
  };
  const october = async (): Promise<Record<string, unknown>> => {
    const path = '/assurance/v1/assessment?period.startDateTime=2026-10-01T00:00:00.000Z';
    const found: unknown = (await request(service.url).get(path).expect(200)).body;
    return (found as Record<string, unknown>[])[0] ?? {};
  };

  before(async () => {
    service = await startService();
    await post('/assurance/v1/calendar', desk('16:00'));
    await post('/tmf-api/slaManagement/v2/sla', agreement);
    await service.beats.relay();
    const some = [
      down('2026-10-05T15:30:00Z', '2026-10-05T16:30:00Z'),
      down('2026-11-19T01:00:00Z', '2026-11-19T01:01:00Z'),
    ];
    await post('/assurance/v1/measurement', some, 200);
    await beat();
    service.clock.advance(4 * 86_400_000);
    await beat();
  });
  after(async () => {
    expect(service.errors).to.deep.equal([]);
    await service.stop();
  });

  it('leaves them by the revision that stood then, also when late facts come in', async () => {
    const first = await october();
    // 22 working days of eight hours, 30 minutes down.
    expect(first['figures']).to.include({ countedMs: 22 * 8 * 3_600_000, downMs: 1_800_000 });
    expect(first).to.include({ finality: 'final', revision: 1 });
    await request(service.url).patch('/assurance/v1/calendar/desk').send(desk('18:00')).expect(200);
    await beat();
    expect(await october()).to.deep.equal(first);
    await post('/assurance/v1/measurement', [down('2026-10-06T15:00:00Z', '2026-10-06T17:00:00Z')], 200);
    await beat();
    const second = await october();
    expect(second).to.include({ finality: 'restated', revision: 2, reason: 'late measurements' });
    expect(second['figures']).to.include({ countedMs: 22 * 8 * 3_600_000, downMs: 5_400_000 });
    expect(second['versions']).to.include('calendar/desk@1').and.not.include('calendar/desk@2');
  });
});
