import { expect } from 'chai';
import request from 'supertest';
import { startService, type TestService } from '../support/service.ts';
import { messageOf } from './suite/client.ts';

const sla = '/tmf-api/slaManagement/v2/sla';

/** A refusal of each kind, and its code and reason. Source: TMF630; TM Forum's reference code. */
const refusals: [
  code: string,
  reason: string,
  status: number,
  send: (http: ReturnType<typeof request>) => request.Test,
][] = [
  ['20', 'Invalid request', 400, (http) => http.get(`${sla}/%E0%A4%A`)],
  ['21', 'Invalid request', 400, (http) => http.post(sla).type('application/json').send('')],
  ['22', 'Invalid request', 400, (http) => http.post(sla).type('application/json').send('{')],
  ['23', 'Invalid request', 400, (http) => http.post(sla).send({})],
  ['24', 'Invalid request', 400, (http) => http.post(sla).send({ name: 1 })],
  ['26', 'Range not satisfiable', 416, (http) => http.get(sla).set('Range', 'items=9-10')],
  ['28', 'Invalid request', 400, (http) => http.get(`${sla}?limit=x`)],
  ['60', 'Not found', 404, (http) => http.get(`${sla}/9`)],
  ['61', 'Method not allowed', 405, (http) => http.delete(sla)],
  ['62', 'Conflict', 409, (http) => http.post(sla).send({ name: 'a', state: 'completed' })],
  ['63', 'Precondition failed', 412, (http) => http.put(`${sla}/1`).set('If-Match', '"7"').send({ name: 'a' })],
  ['64', 'Unsupported media type', 415, (http) => http.post(sla).type('text/plain').send('a')],
  ['65', 'Not acceptable', 406, (http) => http.get(sla).set('Accept', 'text/html')],
  ['66', 'Not implemented', 501, (http) => http.get(`${sla}?filter=$..a`)],
  ['68', 'Body too large', 413, (http) => http.post(sla).send({ name: 'x'.repeat(1_100_000) })],
];

describe('the code of a refusal', () => {
  let service: TestService;
  before(async () => {
    service = await startService();
    await request(service.url).post(sla).send({ name: 'a' }).expect(201);
  });
  after(() => service.stop());

  for (const [code, reason, status, send] of refusals) {
    it(`is ${code} with ${String(status)} ${reason}`, async () => {
      const response = await send(request(service.url));
      messageOf(response, status);
      expect(response.body).to.include({ code, reason });
    });
  }
});
