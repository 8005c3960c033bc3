import { connect } from 'node:net';
import { expect } from 'chai';
import request from 'supertest';
import { startService, type TestService } from '../support/service.ts';
import { messageOf } from './suite/client.ts';

const slas = '/tmf-api/slaManagement/v2/sla';
const objectives = '/tmf-api/serviceQualityManagement/v4/serviceLevelObjective';
const measurements = '/assurance/v1/measurement';
const performance = '/tmf-api/performance/v5/performanceMeasurement';

const objective = '"conformanceComparator":">","conformanceTarget":"1","serviceLevelObjectiveParameter":{}';
const deep = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
const deepList = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const wide = (count: number): string => Array.from({ length: count }, (_, at) => `"k${String(at)}":1`).join(',');

/** Raw bodies that are no good anywhere; `path` is named in the message. */
const bodies: { name: string; body: string | Buffer; status: number; path: string }[] = [
  { name: 'text that is not JSON', body: '{"name":', status: 400, path: 'body' },
  { name: 'a JSON text with a trailing comma', body: '{"name":"a",}', status: 400, path: 'body' },
  {
    name: 'bytes that are not UTF-8',
    body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    status: 400,
    path: 'body',
  },
  { name: 'nothing', body: '', status: 400, path: 'body' },
  { name: 'blanks', body: '   ', status: 400, path: 'body' },
  { name: 'a text', body: '"name"', status: 400, path: '' },
  { name: 'a number', body: '1', status: 400, path: '' },
  { name: 'null', body: 'null', status: 400, path: '' },
  { name: 'a depth of 5,000', body: `{"name":"a",${objective},"x":${deep(5_000)}}`, status: 400, path: 'x.a.a' },
  {
    name: 'lists to a depth of 5,000',
    body: `{"name":"a",${objective},"x":${deepList(5_000)}}`,
    status: 400,
    path: 'x[0][0]',
  },
  { name: '30,000 keys', body: `{"name":"a",${objective},${wide(30_000)}}`, status: 400, path: '10000 members' },
  {
    name: '30,000 keys one level down',
    body: `{"name":"a",${objective},"x":{${wide(30_000)}}}`,
    status: 400,
    path: 'x',
  },
  {
    name: '__proto__',
    body: `{"name":"a",${objective},"__proto__":{"polluted":true}}`,
    status: 400,
    path: '__proto__',
  },
  {
    name: '__proto__ below',
    body: `{"name":"a",${objective},"x":[{"__proto__":{"polluted":true}}]}`,
    status: 400,
    path: 'x[0].__proto__',
  },
  {
    name: 'constructor',
    body: `{"name":"a",${objective},"constructor":{"prototype":{}}}`,
    status: 400,
    path: 'constructor',
  },
  { name: 'an operator object', body: `{"name":{"$gt":""},${objective}}`, status: 400, path: 'name.$gt' },
  { name: 'an operator name', body: `{"name":"a",${objective},"$where":"1"}`, status: 400, path: '$where' },
  { name: 'a dotted name', body: `{"name":"a",${objective},"a.b":1}`, status: 400, path: 'a.b' },
  { name: 'an internal name', body: `{"name":"a",${objective},"_id":1}`, status: 400, path: '_id' },
  { name: 'an empty name', body: `{"name":"a",${objective},"":1}`, status: 400, path: '' },
  { name: 'a body of 2 MB', body: `{"name":"${'x'.repeat(2_000_000)}",${objective}}`, status: 413, path: 'body' },
  {
    name: '30 February',
    body: `{"name":"a",${objective},"validFor":{"startDateTime":"2026-02-30T00:00:00Z"}}`,
    status: 400,
    path: 'validFor.startDateTime',
  },
  {
    name: 'wrong types',
    body: '{"name":1,"conformanceComparator":[],"conformanceTarget":{},"serviceLevelObjectiveParameter":true}',
    status: 400,
    path: 'name',
  },
];

describe('bad input', () => {
  let service: TestService;
  const send = (method: 'post' | 'patch' | 'put', path: string, body: string | Buffer): request.Test => {
    const type = method === 'patch' ? 'application/merge-patch+json' : 'application/json';
    return request(service.url)
      [method](path)
      .set('Content-Type', type)
      .serialize((raw: unknown) => raw as string)
      .send(body);
  };
  const stored = async (path: string): Promise<unknown> =>
    (await request(service.url).get(path).expect(200)).body as unknown;

  before(async () => {
    service = await startService();
  });
  after(async () => {
    await service.stop();
  });
  afterEach(() => {
    expect(service.errors, 'errors in the log').to.deep.equal([]);
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });

  for (const { name, body, status, path } of bodies) {
    it(`${name}: ${String(status)} wherever it is sent, and nothing changes`, async () => {
      const sla = String((await request(service.url).post(slas).send({ name: 'a' }).expect(201)).body.id);
      const before = [await stored(slas), await stored(objectives)];
      const attempts = [
        send('post', slas, body),
        send('post', objectives, body),
        send('put', `${slas}/${sla}`, body),
        send('patch', `${slas}/${sla}`, body),
      ];
      for (const attempt of attempts) expect(messageOf(await attempt, status)).to.contain(path);
      expect([await stored(slas), await stored(objectives)]).to.deep.equal(before);
    });
  }

  for (const { name, body, status } of bodies.filter((each) => !/February|types|MB/.test(each.name))) {
    it(`${name}: ${String(status)} where measurements are taken in, too`, async () => {
      messageOf(await send('post', measurements, body), status);
      messageOf(await send('post', performance, body), status);
    });
  }

  it('an unknown comparator is kept as it was sent: the standard leaves it free', async () => {
    const body = {
      conformanceComparator: 'roughly',
      conformanceTarget: 'fine',
      serviceLevelObjectiveParameter: { name: 'mood' },
    };
    const { body: made } = await request(service.url).post(objectives).send(body).expect(201);
    expect(made).to.deep.include(body);
    const rule = { id: 'r', metric: 'mood', operator: 'roughly', referenceValue: 'fine' };
    const sla = await request(service.url)
      .post(slas)
      .send({ name: 'odd', rule: [rule] })
      .expect(201);
    expect(sla.body.rule).to.deep.equal([rule]);
  });

  it('a body may be as long as allowed, to the byte', async () => {
    const head = '{"name":"';
    const fitting = `${head}${'x'.repeat(1_048_576 - head.length - 2)}"}`;
    await send('post', slas, fitting).expect(201);
    messageOf(await send('post', slas, `${fitting} `), 413);
  });

  it('a longer body that does not tell its length is refused as well', async () => {
    const status = await rawStatus(service.url, slas, 3_000_000);
    expect(status).to.equal('HTTP/1.1 413 Payload Too Large');
  });

  it('a connection that ends in the middle of a body leaves nothing behind', async () => {
    const before = await stored(slas);
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    const head = `POST ${slas} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n`;
    await new Promise<void>((resolve) =>
      socket.write(`${head}{"name":"a"`, () => {
        resolve();
      }),
    );
    socket.destroy();
    expect(await stored(slas)).to.deep.equal(before);
  });

  it('an array is not a resource', async () => {
    expect(
      messageOf(
        await request(service.url)
          .post(slas)
          .send([{ name: 'a' }]),
        400,
      ),
    ).to.contain('object');
  });

  it('a Host that is none is refused', async () => {
    expect(messageOf(await request(service.url).get(slas).set('Host', 'a b<script>'), 400)).to.contain('Host');
  });

  it('a TMF623 body may come in the envelope the standard shows; nothing else is taken off', async () => {
    const { body } = await request(service.url)
      .post(slas)
      .send({ sla: { name: 'wrapped' } })
      .expect(201);
    expect(body).to.include({ name: 'wrapped' });
    expect(
      messageOf(
        await request(service.url)
          .post(slas)
          .send({ sla: { name: 'a' }, x: 1 }),
        400,
      ),
    ).to.contain('name: required');
  });

  it('the same subscription twice is a conflict, with another query it is not', async () => {
    const hub = '/tmf-api/slaManagement/v2/hub';
    const subscription = { callback: 'https://oss.example/listen' };
    await request(service.url).post(hub).send(subscription).expect(201);
    messageOf(await request(service.url).post(hub).send(subscription), 409);
    await request(service.url)
      .post(hub)
      .send({ ...subscription, query: 'eventType=SLACreateNotification' })
      .expect(201);
    await request(service.url).post('/assurance/v1/hub').send(subscription).expect(201);
  });

  it('a taken id is a conflict', async () => {
    const body = { id: 'mine', conformanceComparator: '>', conformanceTarget: '1', serviceLevelObjectiveParameter: {} };
    expect((await request(service.url).post(objectives).send(body).expect(201)).body.id).to.equal('mine');
    expect(messageOf(await request(service.url).post(objectives).send(body), 409)).to.contain('id');
  });
});

/** The status line that answers a body sent in chunks, without a length. */
function rawStatus(url: string, path: string, bytes: number): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.once('error', reject);
    socket.once('data', (data: Buffer) => {
      resolve(data.toString().split('\r\n')[0] ?? '');
      socket.destroy();
    });
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const chunk = 'x'.repeat(50_000);
    for (let sent = 0; sent < bytes; sent += chunk.length) socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
    socket.write('0\r\n\r\n');
  });
}
