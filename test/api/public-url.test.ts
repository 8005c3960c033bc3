import { expect } from 'chai';
import request from 'supertest';
import { apiMounts } from '../../src/resources/bindings.ts';
import { startService, type TestService } from '../support/service.ts';
import { listOf, objectOf } from './suite/client.ts';

const base = 'https://sla.example.net/base';
const hubs = apiMounts.flatMap(({ mounts }) => mounts.map((mount) => `${mount}/hub`));

describe('a service with a public address', () => {
  let service: TestService;
  before(async () => {
    service = await startService({ SURETY_PUBLIC_URL: `${base}/` });
  });
  after(() => service.stop());

  for (const [at, hub] of hubs.entries()) {
    it(`gives links below it at ${hub}, whatever address was used`, async () => {
      const callback = `https://oss.example/${String(at)}`;
      const response = await request(service.url).post(hub).set('Host', 'inside:8080').send({ callback }).expect(201);
      const { id, href } = objectOf(response);
      expect(href).to.equal(`${base}${hub}/${String(id)}`);
      expect(response.headers['location']).to.equal(href);
      const list = await request(service.url).get(`${hub}?limit=1`);
      expect(listOf(list)[0]?.['href']).to.match(new RegExp(`^${base}${hub}/`));
      expect(list.headers['link']).to.contain(`<${base}${hub}?`).and.not.to.contain('127.0.0.1');
    });
  }
});
