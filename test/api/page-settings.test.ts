import { expect } from 'chai';
import request from 'supertest';
import { startService, type TestService } from '../support/service.ts';

const slas = '/tmf-api/slaManagement/v2/sla';

async function withThree(settings: Record<string, string>): Promise<TestService> {
  const service = await startService(settings);
  for (const name of ['a', 'b', 'c']) await request(service.url).post(slas).send({ name }).expect(201);
  return service;
}

describe('the settings of pages', () => {
  let service: TestService | undefined;
  afterEach(() => service?.stop());

  it('cap a list that nobody asked to be paged, which is then a part, with links to the rest', async () => {
    service = await withThree({ SURETY_MAXIMUM_LIMIT: '2' });
    const { url } = service;
    const { body, headers } = await request(url).get(slas).expect(206);
    expect(body).to.have.length(2);
    expect(headers).to.include({ 'x-total-count': '3', 'content-range': 'items 1-2/3' });
    expect(headers['link']).to.contain(`<${url}${slas}?offset=2&limit=2>; rel="next"`);
    const higher = await request(url).get(`${slas}?limit=5000`).expect(206);
    expect(higher.body).to.have.length(2);
    const range = await request(url).get(slas).set('Range', 'items=2-100').expect(206);
    expect(range.headers['content-range']).to.equal('items 2-3/3');
  });

  it('can keep parts at 200, without Content-Range, save for who asks by Range', async () => {
    service = await withThree({ SURETY_PAGE_STATUS: '200', SURETY_MAXIMUM_LIMIT: '2' });
    const { url } = service;
    for (const query of ['', '?limit=1', '?limit=0', '?offset=5']) {
      const { headers } = await request(url).get(`${slas}${query}`).expect(200);
      expect(headers, query).to.include({ 'x-total-count': '3' });
      expect(headers, query).not.to.have.property('content-range');
    }
    const range = await request(url).get(slas).set('Range', 'items=1-1').expect(206);
    expect(range.headers['content-range']).to.equal('items 1-1/3');
    await request(url).get(slas).set('Range', 'items=4-').expect(416);
  });
});
