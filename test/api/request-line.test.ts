import { connect } from 'node:net';
import { expect } from 'chai';
import request from 'supertest';
import { isJsonObject, type JsonObject } from '../../src/kernel/json.ts';
import { startService, type TestService } from '../support/service.ts';

const slas = '/tmf-api/slaManagement/v2/sla';

/** The answer to a request written byte by byte; `latin1` text, so that every byte can be sent. */
function answerTo(url: string, text: string): Promise<{ status: string; head: string; body: unknown }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    socket.once('error', reject);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => {
      const [head = '', body = ''] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
      resolve({
        status: head.split(' ')[1] ?? '',
        head,
        body: body === '' ? undefined : (JSON.parse(body) as unknown),
      });
    });
    socket.write(Buffer.from(text, 'latin1'));
  });
}

function get(target: string): string {
  return `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
}

function errorOf(body: unknown): JsonObject {
  if (!isJsonObject(body)) throw new Error('no error body');
  expect(body).to.include({ '@type': 'Error' });
  return body;
}

describe('a request line', () => {
  let service: TestService;
  before(async () => {
    service = await startService();
    await request(service.url).post(slas).send({ name: 'Zürich' }).expect(201);
  });
  after(async () => {
    await service.stop();
    expect(service.errors).to.deep.equal([]);
  });

  it('with percent-encoded UTF-8 finds what it names; raw bytes are told to be encoded', async () => {
    const { status, body } = await answerTo(service.url, get(`${slas}?name=Z%C3%BCrich`));
    expect([status, (body as unknown[]).length]).to.deep.equal(['200', 1]);
    for (const name of [Buffer.from('Zürich', 'utf8').toString('latin1'), 'Z\xfcrich']) {
      const raw = await answerTo(service.url, get(`${slas}?name=${name}`));
      expect(raw.status).to.equal('400');
      expect(errorOf(raw.body)['message']).to.contain('percent-encoded');
    }
  });

  it('of any length gets an error body: 414, and 431 beyond what is read', async () => {
    const long = await answerTo(service.url, get(`${slas}?name=${'x'.repeat(60_000)}`));
    expect([long.status, errorOf(long.body)['status']]).to.deep.equal(['414', '414']);
    const longer = await answerTo(service.url, get(`${slas}?name=${'x'.repeat(70_000)}`));
    expect([longer.status, errorOf(longer.body)['status']]).to.deep.equal(['431', '431']);
  });

  it('that is not HTTP gets an error body, too', async () => {
    for (const text of [
      'hello\r\n\r\n',
      `FETCH ${slas} HTTP/1.1\r\nHost: x\r\n\r\n`,
      `GET ${slas} HTTP/1.1\r\n: x\r\n\r\n`,
    ]) {
      const { status, body } = await answerTo(service.url, text);
      expect(status, text).to.equal('400');
      errorOf(body);
    }
  });

  it('may hold the whole URL, whose host then counts', async () => {
    const { status, body } = await answerTo(service.url, get(`http://Whole.example:81${slas}?fields=href`));
    expect([status, body]).to.deep.equal(['200', [{ id: 1, href: `http://Whole.example:81${slas}/1` }]]);
    const elsewhere = await answerTo(service.url, get('http://whole.example/nowhere?a=b'));
    expect(elsewhere.status).to.equal('404');
    expect(errorOf(elsewhere.body)['message']).to.equal('/nowhere: no such path');
    const odd = await answerTo(service.url, get(`http://user@whole.example${slas}`));
    expect([odd.status, errorOf(odd.body)['message']]).to.deep.equal([
      '400',
      'Host: is not a host name with an optional port',
    ]);
  });

  it('for the service as a whole is not found', async () => {
    for (const text of [
      'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      'GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    ]) {
      const { status, body } = await answerTo(service.url, text);
      expect(status, text).to.equal('404');
      errorOf(body);
    }
  });
});
