import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'chai';
import request from 'supertest';
import { compose, type Service } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import { fakeClock, type FakeClock } from '../support/fake-clock.ts';
import { sequentialIds } from '../support/sequential-ids.ts';
import { testStart } from '../support/service.ts';

const hubs = ['serviceQualityManagement/v4', 'serviceQualityManagement/v2', 'slaManagement/v2'].map(
  (api) => `/tmf-api/${api}/hub`,
);
const secrets = [9, 10].map((byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`);
const payload = 'payload-Kestrel-4711';
const token = 'token-Merlin-0815';
const told = ['whsec_', ...secrets.map((each) => each.slice(6)), payload, token];

/** A logger that keeps every line of every level, as text with all that hangs on it. */
function keepingLogger(lines: string[]): Logger {
  const keep = (level: string) => (fields: object, message: string) => {
    lines.push(`${level} ${message} ${inspect(fields, { depth: 20, maxStringLength: null })}`);
  };
  const logger: Logger = {
    ...{ error: keep('error'), warn: keep('warn'), info: keep('info'), debug: keep('debug') },
    child: () => logger,
  };
  return logger;
}

/** A listener whose path says what it does. */
async function listener(): Promise<{ url: string; server: Server }> {
  const server = createServer((call, response) => {
    const [, how] = /\/(\w+)/u.exec(call.url ?? '') ?? [];
    call.resume();
    if (how === 'hang') return;
    if (how === 'reset') call.socket.destroy();
    else if (how === 'redirect') response.writeHead(302, { Location: `http://127.0.0.1/${token}` }).end(payload);
    else response.writeHead({ ok: 204, fails: 500, refuses: 404, gone: 410, busy: 429 }[how ?? ''] ?? 204).end();
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, server };
}

describe('no secret, callback query string or payload', function () {
  this.timeout(120_000);
  const lines: string[] = [];
  const answers: string[] = [];
  let folder: string;
  let service: Service;
  let clock: FakeClock;
  let url: string;
  let metrics: string;
  let far: Awaited<ReturnType<typeof listener>>;

  const call = async (method: 'get' | 'post', path: string, body?: object): Promise<{ id?: string }> => {
    const answer = await request(url)[method](path).set('X-Request-Id', 'r').send(body);
    answers.push(`${path} ${answer.text} ${JSON.stringify(answer.headers)}`);
    return answer.body as { id?: string };
  };
  const work = async (): Promise<void> => {
    await service.beats.relay();
    await service.beats.replay();
    await service.beats.deliver();
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surety-told-'));
    clock = fakeClock(testStart);
    far = await listener();
    const env = {
      PORT: '0',
      SURETY_DATA_DIR: folder,
      SURETY_CALLBACK_ALLOW: '127.0.0.1',
      SURETY_CALLBACK_TIMEOUT: '300ms',
      SURETY_LOG_LEVEL: 'debug',
    };
    const around = { clock, ids: sequentialIds(), logger: keepingLogger(lines), isAutomatic: false };
    service = await compose(readConfig(env), around);
    url = await service.start();
    const ids: string[] = [];
    for (const [at, how] of ['ok', 'fails', 'hang', 'reset', 'redirect', 'refuses', 'gone', 'busy'].entries()) {
      const { id = '' } = await call('post', hubs[at % 2] ?? '', {
        callback: `${far.url}/${how}?key=${token}`,
        secret: secrets[0],
      });
      ids.push(id);
    }
    await call('post', hubs[2] ?? '', { callback: `http://10.0.0.1/?key=${token}`, secret: secrets[0] });
    await call('post', hubs[2] ?? '', { callback: `https://u:${token}@oss.example/?key=${token}`, secret: secrets[0] });
    await call('post', hubs[2] ?? '', { callback: far.url, secret: `${secrets[0] ?? ''}!` });
    await call('post', hubs[2] ?? '', {
      callback: `${far.url}/ok?key=${token}`,
      query: 'eventType=&(',
      secret: secrets[1],
    });
    for (let round = 0; round < 6; round += 1) {
      const name = `${payload}-${String(round)}`;
      await request(url)
        .post('/tmf-api/serviceQualityManagement/v4/serviceLevelObjective')
        .send({
          ...{ name, conformanceComparator: 'above', conformanceTarget: '80 %' },
          serviceLevelObjectiveParameter: { name: 'utilisation' },
        });
      await work();
      clock.advance(3_600_000);
    }
    for (const id of ids) {
      await call('post', `/assurance/v1/subscription/${id}/secret`, { secret: secrets[1] });
      await call('post', `/assurance/v1/subscription/${id}/secret`, { secret: `${secrets[1] ?? ''}x` });
      for (const verb of ['pause', 'resume', 'test'])
        await call('post', `/assurance/v1/subscription/${id}/${verb}`, {});
      await call('post', '/assurance/v1/replay', { subscriptionId: id });
      await work();
      await call('get', `/assurance/v1/subscription/${id}`);
      await call('get', `/dashboard/subscriptions/${id}`);
    }
    for (const path of ['subscription', 'delivery', 'replay']) await call('get', `/assurance/v1/${path}?limit=100`);
    for (const path of ['', '/subscriptions']) await call('get', `/dashboard${path}`);
    metrics = (await request(url).get('/metrics').expect(200)).text;
    await service.stop();
  });
  after(async () => {
    far.server.closeAllConnections();
    far.server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const absentIn = (texts: readonly string[], words = told): void => {
    for (const text of texts) for (const each of words) expect(text).to.not.contain(each);
  };

  it('is in any log line, of any level', () => {
    const has = (level: string): boolean => lines.some((line) => line.startsWith(level));
    expect(lines.length).to.be.greaterThan(50);
    expect(['warn', 'info', 'debug'].map(has), 'levels that were written').to.deep.equal([true, true, true]);
    absentIn(lines);
  });

  it('is in any answer or page about subscriptions, deliveries and replays', () => {
    expect(answers.length).to.be.greaterThan(50);
    // A hub's own answer repeats the callback as it was registered; nothing else does.
    absentIn(
      answers.filter((each) => !/^\/tmf-api\/[^ ]*\/hub/u.test(each)),
      // A refusal says what a secret has to begin with.
      told.slice(1),
    );
    for (const each of answers) for (const secret of secrets) expect(each).to.not.contain(secret.slice(6));
  });

  it('is in any metric', () => {
    expect(metrics)
      .to.contain('surety_deliveries_total{outcome="abandoned"}')
      .and.contain('surety_http_requests_total');
    absentIn([metrics]);
  });
});
