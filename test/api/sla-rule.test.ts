import { expect } from 'chai';
import request from 'supertest';
import { startService, type TestService } from '../support/service.ts';

const base = '/tmf-api/slaManagement/v2';

describe('GET /sla/{id}/rules/{ruleId}', () => {
  let service: TestService;
  before(async () => {
    service = await startService();
    await request(service.url)
      .post(`${base}/sla`)
      .send({
        name: 'Gold',
        rule: [{ id: 'availability', metric: 'availability', operator: '.ge', referenceValue: '99.9' }],
      })
      .expect(201);
  });
  after(() => service.stop());

  it('answers the rule as its agreement has it', async () => {
    const { body } = await request(service.url).get(`${base}/sla/1/rules/availability`).expect(200);
    expect(body).to.deep.equal({ id: 'availability', metric: 'availability', operator: '.ge', referenceValue: '99.9' });
  });

  it('answers 404 for an unknown rule and for an unknown agreement', async () => {
    const { body } = await request(service.url).get(`${base}/sla/1/rules/speed`).expect(404);
    expect(body).to.include({ message: 'rule speed: not found', status: '404' });
    await request(service.url).get(`${base}/sla/2/rules/availability`).expect(404);
  });

  it('offers nothing but reading', async () => {
    const { headers } = await request(service.url).delete(`${base}/sla/1/rules/availability`).expect(405);
    expect(headers['allow']).to.equal('GET, HEAD, OPTIONS');
  });
});
