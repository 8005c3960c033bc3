import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import request from 'supertest';
import { createApp } from '../../../src/http/app.ts';
import { createMetrics, type Metrics } from '../../../src/http/metrics.ts';
import { mountApi } from '../../../src/http/mount-api.ts';
import type { HandlerTable } from '../../../src/http/operation.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { silentLogger } from '../../../src/kernel/logger.ts';

const thing = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, at: { type: 'string', format: 'date-time' } },
};
const content = { 'application/json': { schema: thing } };
const answer = {
  '200': { description: 'ok', content },
  default: { description: 'refused', content: { 'application/json': { schema: {} } } },
};
const spec: JsonObject = {
  openapi: '3.0.3',
  info: { title: 't', version: '1' },
  servers: [{ url: '/things/v1' }],
  paths: {
    '/thing': { get: { responses: answer }, post: { requestBody: { required: true, content }, responses: answer } },
    '/thing/{thingId}': {
      parameters: [{ name: 'thingId', in: 'path', required: true, schema: { type: 'string' } }],
      patch: {
        requestBody: {
          content: { 'application/merge-patch+json': { schema: thing }, 'application/json': { schema: thing } },
        },
        responses: answer,
      },
    },
  },
};
const handlers: HandlerTable = {
  'GET /thing': { handle: (_request, response) => void response.json({ name: 'all' }) },
  'POST /thing': { handle: (asked, response) => void response.json(asked.body) },
  'PATCH /thing/{id}': {
    handle: (asked, response) => void response.json({ name: asked.params['id'] === 'broken' ? 1 : asked.params['id'] }),
  },
};

let metrics: Metrics;
let server: Server;
let url: string;

describe('an API mounted from its document', () => {
  before(async () => {
    metrics = createMetrics(silentLogger, () => 0);
    const app = await createApp({
      apis: [
        {
          api: 'short',
          spec: { ...spec, servers: [{ url: '/things' }] },
          mounts: ['/things'],
          handlers,
          errorForm: 'integer',
        },
        { api: 'long', spec, mounts: ['/things/v1'], handlers, errorForm: 'text' },
      ],
      extraRouters: [],
      readiness: () => Promise.resolve({ isReady: false, checks: { storage: 'unreachable' } }),
      metrics,
      logger: silentLogger,
      validateResponses: true,
      ids: { next: () => 'request-1' },
    });
    server = createServer(app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  after(() => server.close());

  it('does not start when an operation has no handler or a handler no operation, and names all of them', async () => {
    const options = { api: 'things', metrics: metrics.http, validateResponses: false };
    const wrong = { 'GET /thing': { handle: () => undefined }, 'GET /other': { handle: () => undefined } };
    const error = await mountApi(spec, wrong, options).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(Error);
    expect(String(error)).to.contain('POST /thing: no handler');
    expect(String(error)).to.contain('PATCH /thing/{id}: no handler');
    expect(String(error)).to.contain('GET /other: not in the document');
  });

  it('gives a handler the path parameter under its own name, whatever the document calls it', async () => {
    const { body } = await request(url).patch('/things/v1/thing/a%20b').send({ name: 'x' }).expect(200);
    expect(body).to.deep.equal({ name: 'a b' });
  });

  it('answers 400 for a path that cannot be decoded', async () => {
    const { body } = await request(url).patch('/things/v1/thing/%E0%A4%A').send({ name: 'x' }).expect(400);
    expect(body).to.include({ code: '20', status: '400', '@type': 'Error' });
  });

  it("keeps the caller's request id when it is a plain one, and makes one otherwise", async () => {
    const kept = await request(url).get('/things/v1/thing').set('X-Request-Id', 'abc-1');
    expect(kept.headers['x-request-id']).to.equal('abc-1');
    const made = await request(url).get('/things/v1/thing').set('X-Request-Id', 'a b');
    expect(made.headers['x-request-id']).to.equal('request-1');
  });

  it('answers 500 when a handler breaks the document, while answers are checked', async () => {
    const { body } = await request(url).patch('/things/v1/thing/broken').send({ name: 'x' }).expect(500);
    expect(body).to.include({ code: '1', status: '500' });
  });

  it('checks bodies against the document and names the path at fault', async () => {
    const { body } = await request(url).post('/things/v1/thing').send({ at: '2026-02-30T00:00:00Z' }).expect(400);
    expect(body.message).to.contain('name: required').and.to.contain('at: must be an RFC 3339 date-time');
    await request(url).post('/things/v1/thing').send({ name: 'fine', at: '2026-02-28T00:00:00Z' }).expect(200);
  });

  it('answers a bare 500 for a fault of its own', async () => {
    const broken = { ...handlers, 'GET /thing': { handle: () => Promise.reject(new Error('secret inside')) } };
    const app = await createApp({
      apis: [{ api: 'things', spec, mounts: ['/things/v1'], handlers: broken, errorForm: 'text' }],
      extraRouters: [],
      readiness: () => Promise.resolve({ isReady: true, checks: {} }),
      metrics: createMetrics(silentLogger, () => 0),
      logger: silentLogger,
      validateResponses: false,
      ids: { next: () => 'request-1' },
    });
    const { body, text } = await request(app).get('/things/v1/thing').expect(500);
    expect(body).to.include({ code: '1', status: '500' });
    expect(text).not.to.contain('secret');
  });

  it('tells health and, by route template, what it has answered', async () => {
    await request(url).get('/health/live').expect(200);
    const ready = await request(url).get('/health/ready').expect(503);
    expect(ready.body).to.deep.equal({ status: 'fail', checks: { storage: 'unreachable' } });
    const { text } = await request(url).get('/metrics').expect(200);
    expect(text).to.contain(
      'surety_http_requests_total{api="long",route="/thing/{thingId}",method="PATCH",status="200"}',
    );
  });

  it('counts what it refuses: other methods, and unknown paths below a base path', async () => {
    await request(url).delete('/things/v1/thing').expect(405);
    await request(url).options('/things/v1/thing').expect(204);
    await request(url).head('/things/v1/thing').expect(200);
    for (const path of ['', '/other', '/other/x/y']) await request(url).get(`/things/v1${path}`).expect(404);
    const { text } = await request(url).get('/metrics').expect(200);
    for (const labels of [
      'route="/thing",method="DELETE",status="405"} 1',
      'route="/thing",method="OPTIONS",status="204"} 1',
      'route="/thing",method="HEAD",status="200"} 1',
      'route="unknown",method="GET",status="404"} 3',
    ]) {
      expect(text, labels).to.contain(`surety_http_requests_total{api="long",${labels}`);
    }
  });

  it('answers 404 with an error body for paths nobody serves', async () => {
    for (const path of ['/', '/things/v1/other', '/things/v1', '/things/v1/thing/a/b']) {
      const { body } = await request(url).get(path).expect(404);
      expect(body, path).to.include({ code: '60', status: '404', '@type': 'Error' });
    }
  });
});
