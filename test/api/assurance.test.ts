import { expect } from 'chai';
import request from 'supertest';
import { commitment } from '../../src/resources/commitment.ts';
import { newCommitment, storedCommitment } from '../../src/usecases/commitment-record.ts';
import { startService, testStart, type TestService } from '../support/service.ts';
import { messageOf } from './suite/client.ts';

const path = '/assurance/v1/commitment';
const terms = {
  id: 'c-1',
  name: 'Gold access: mood',
  source: { kind: 'sla' as const, slaId: '12', ruleId: 'r 1', objectiveId: 'slo-1' },
  series: { indicator: 'mood', subject: 'svc-1' },
  notEvaluableReasons: ['operator roughly is not understood'],
  versions: ['sla/12@3'],
};

describe('commitments', () => {
  let service: TestService;
  before(async () => {
    service = await startService();
    const store = await service.storage.collection(commitment.collection);
    for (const id of ['c-1', 'c-2']) {
      const resource = storedCommitment(newCommitment({ ...terms, id }, testStart), testStart);
      await store.write({ kind: 'insert', resource, events: [] });
    }
  });
  after(async () => {
    await service.stop();
  });

  it('are listed, filtered and read with the addresses of what they come from', async () => {
    const { body } = await request(service.url).get(`${path}?status=notEvaluable&sla.id=12&limit=1`).expect(206);
    const sla = `${service.url}/tmf-api/slaManagement/v2/sla/12`;
    expect(body[0]).to.deep.include({
      id: 'c-1',
      href: `${service.url}${path}/c-1`,
      status: 'notEvaluable',
      sla: { id: '12', href: sla },
      rule: { id: 'r 1', href: `${sla}/rules/r%201` },
      serviceLevelObjective: {
        id: 'slo-1',
        href: `${service.url}/tmf-api/serviceQualityManagement/v4/serviceLevelObjective/slo-1`,
      },
    });
    expect((await request(service.url).get(`${path}/c-1`).expect(200)).body).to.deep.equal(body[0]);
  });

  it('explain themselves, whatever way the period is named', async () => {
    for (const query of [
      '',
      '?period=2026-11-22T10:00:00Z',
      '?period=2026-11-01T00:00:00Z/2026-12-01T00:00:00%2B01:00',
    ]) {
      const { body } = await request(service.url).get(`${path}/c-1/explain${query}`).expect(200);
      expect(body).to.deep.include({ notEvaluableReasons: terms.notEvaluableReasons, versions: terms.versions });
    }
    for (const query of ['?period=yesterday', '?period=', '?period=2026-02-30T00:00:00Z']) {
      expect(messageOf(await request(service.url).get(`${path}/c-1/explain${query}`), 400)).to.contain('period:');
    }
    messageOf(await request(service.url).get(`${path}/unknown/explain`), 404);
  });

  it('and assessments can be read, not written', async () => {
    for (const collection of [path, '/assurance/v1/assessment']) {
      const response = await request(service.url).post(collection).send({});
      messageOf(response, 405);
      expect(response.headers['allow']).to.equal('GET, HEAD, OPTIONS');
      messageOf(await request(service.url).delete(`${collection}/c-1`), 405);
    }
    expect((await request(service.url).get('/assurance/v1/assessment').expect(200)).body).to.deep.equal([]);
  });
});
