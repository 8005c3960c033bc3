import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import request from 'supertest';
import { startService, type TestService } from '../support/service.ts';
import { messageOf } from './suite/client.ts';

describe('the schemas for @schemaLocation', () => {
  let service: TestService;
  before(async () => {
    service = await startService();
  });
  after(async () => {
    await service.stop();
  });

  it('are listed, and read at the addresses given', async () => {
    const { body } = await request(service.url).get('/schemas').expect(200);
    const names = ['ServiceLevelObjective.schema.json', 'Sla.schema.json', 'SlaViolation.schema.json'];
    expect(body).to.deep.equal(names.map((name) => ({ name, href: `${service.url}/schemas/${name}` })));
    for (const name of names) {
      const response = await request(service.url).get(`/schemas/${name}`).expect(200);
      expect(response.headers['content-type']).to.contain('application/schema+json');
      expect(JSON.parse(response.text)).to.deep.equal(JSON.parse(readFileSync(`api-specs/extensions/${name}`, 'utf8')));
    }
  });

  it('can only be read', async () => {
    for (const path of ['/schemas', '/schemas/Sla.schema.json']) {
      await request(service.url).head(path).expect(200);
      expect((await request(service.url).options(path).expect(204)).headers['allow']).to.equal('GET, HEAD, OPTIONS');
      const refused = await request(service.url).put(path).send({});
      messageOf(refused, 405);
      expect(refused.headers['allow']).to.equal('GET, HEAD, OPTIONS');
    }
  });

  it('are only these', async () => {
    for (const path of ['Other.schema.json', '..%2F..%2Fpackage.json', 'constructor', 'Sla']) {
      messageOf(await request(service.url).get(`/schemas/${path}`), 404);
    }
  });
});
