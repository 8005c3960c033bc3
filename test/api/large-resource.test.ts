import { expect } from 'chai';
import request from 'supertest';
import { startService, type TestService } from '../support/service.ts';

const objectives = '/tmf-api/serviceQualityManagement/v4/serviceLevelObjective';

describe('a resource as large as allowed', () => {
  let service: TestService;
  before(async () => {
    service = await startService();
  });
  after(async () => {
    await service.stop();
  });

  it('may change faster than its events are carried out: then it is a conflict, not a fault, and passes', async () => {
    const body = { conformanceComparator: '>', conformanceTarget: '1', serviceLevelObjectiveParameter: {} };
    const note = 'x'.repeat(1_000_000);
    const { body: made } = await request(service.url)
      .post(objectives)
      .send({ ...body, note })
      .expect(201);
    const change = (count: number): request.Test =>
      request(service.url)
        .patch(`${objectives}/${String(made.id)}`)
        .set('Content-Type', 'application/merge-patch+json')
        .send(JSON.stringify({ count }));
    // Each change leaves an event that holds the whole resource; a MongoDB document holds 16 MB.
    for (let count = 0; count < 20; count += 1) {
      const { status, body: told } = await change(count);
      expect([200, 409], JSON.stringify(told).slice(0, 500)).to.include(status);
    }
    while ((await service.beats.relay()) > 0);
    await change(100).expect(200);
    expect(service.errors).to.deep.equal([]);
  });
});
