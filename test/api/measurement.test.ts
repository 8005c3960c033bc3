import { request as open } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import request from 'supertest';
import type { Series } from '../../src/domain/measurement.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import { startService, testStart, type TestService } from '../support/service.ts';
import { messageOf } from './suite/client.ts';

const path = '/assurance/v1/measurement';
const hour = Date.UTC(2026, 10, 22, 9);
const at = (second: number): string => new Date(hour + second * 1000).toISOString();
const value = (subject: string, second: number, more: JsonObject = {}): JsonObject => ({
  indicator: 'rtt',
  subject,
  value: second,
  unit: 'ms',
  at: at(second),
  ...more,
});

describe('measurements', () => {
  let service: TestService;
  before(async () => {
    service = await startService();
  });
  after(async () => {
    await service.stop();
  });
  afterEach(() => {
    expect(service.errors, 'errors in the log').to.deep.equal([]);
  });

  const post = (body: object, query = ''): request.Test => request(service.url).post(`${path}${query}`).send(body);
  const stream = (text: string | Buffer): request.Test =>
    request(service.url)
      .post(path)
      .set('Content-Type', 'application/x-ndjson')
      .serialize((raw: unknown) => raw as string)
      .send(text);

  it('one is accepted, and known when it comes again', async () => {
    const first = await post(value('one', 1)).expect(200);
    expect(first.body).to.deep.equal({ accepted: 1, duplicate: 0, rejected: 0, results: [] });
    const again = await post(value('one', 1)).expect(200);
    expect(again.body).to.deep.equal({ accepted: 0, duplicate: 1, rejected: 0, results: [] });
  });

  it('of an array are judged one by one, each refusal with its index, path and reason', async () => {
    const bodies = [
      value('array', 1),
      { ...value('array', 2), value: 'fast' },
      value('array', 1),
      'nonsense',
      { ...value('array', 3), at: '2026-02-30T00:00:00Z' },
      { ...value('array', 4), __x: 1 },
      { subject: 'array', value: 1, at: at(5) },
    ];
    const { body } = await post(bodies).expect(200);
    expect(body).to.include({ accepted: 1, duplicate: 1, rejected: 5 });
    expect(body.results.map(({ index, path: place }: { index: number; path: string }) => [index, place])).to.deep.equal(
      [
        [1, 'value'],
        [3, ''],
        [4, 'at'],
        [5, '__x'],
        [6, 'indicator'],
      ],
    );
    for (const { reason, outcome } of body.results) {
      expect(reason).to.be.a('string').and.not.equal('');
      expect(outcome).to.equal('rejected');
    }
  });

  it('tell the outcome of each when asked', async () => {
    const { body } = await post([value('all', 1), value('all', 1)], '?results=all').expect(200);
    expect(body.results).to.deep.equal([
      { index: 0, outcome: 'duplicate' },
      { index: 1, outcome: 'accepted' },
    ]);
    expect(messageOf(await post([], '?results=some'), 400)).to.contain('results:');
  });

  it('of no array element are none', async () => {
    expect((await post([]).expect(200)).body).to.deep.equal({ accepted: 0, duplicate: 0, rejected: 0, results: [] });
  });

  it('come as a stream of lines, bad ones among them', async () => {
    const lines = [
      JSON.stringify(value('stream', 1)),
      '',
      '{"indicator":',
      JSON.stringify(value('stream', 2)),
      `{"indicator":"${'x'.repeat(70_000)}"}`,
      JSON.stringify({ indicator: 'rtt', subject: 'stream', state: 'down', startDateTime: at(0) }),
    ];
    const { body } = await stream(lines.join('\n')).expect(200);
    expect(body).to.deep.equal({
      accepted: 3,
      duplicate: 0,
      rejected: 2,
      results: [
        { index: 1, outcome: 'rejected', path: '', reason: 'line is not JSON' },
        { index: 3, outcome: 'rejected', path: '', reason: 'line is longer than 65536 bytes' },
      ],
    });
  });

  it('come as a stream far longer than a body may be, and list no more than 1,000 refusals', async () => {
    const lines: string[] = [];
    const note = 'x'.repeat(500);
    for (let second = 0; second < 3_000; second += 1) lines.push(JSON.stringify(value('long', second, { note })));
    for (let count = 0; count < 3_000; count += 1) lines.push('{}');
    const text = `${lines.join('\n')}\n`;
    expect(text.length).to.be.greaterThan(1_500_000);
    const { body } = await stream(text).expect(200);
    expect(body).to.include({ accepted: 3_000, duplicate: 0, rejected: 3_000 });
    expect(body.results).to.have.length(1_000);
    expect(body.results[0].index).to.equal(3_000);
  });

  it('of a stream that breaks off stay, and may be sent again', async () => {
    const { port, hostname } = new URL(service.url);
    const sending = open({ port, hostname, path, method: 'POST', headers: { 'Content-Type': 'application/x-ndjson' } });
    sending.on('error', () => undefined);
    const lines = Array.from({ length: 2_000 }, (_, second) => JSON.stringify(value('broken', second)));
    sending.write(`${lines.join('\n')}\n`);
    await untilStored(service, { indicator: 'rtt', subject: 'broken' }, 2_000);
    await new Promise((resolve) => {
      sending.once('close', resolve);
      sending.destroy();
    });
    const { body } = await stream(lines.join('\n')).expect(200);
    expect(body).to.include({ accepted: 0, duplicate: 2_000, rejected: 0 });
  });

  it('as an empty stream are refused', async () => {
    expect(messageOf(await stream(''), 400)).to.contain('body: required');
    expect(messageOf(await stream('\n\n'), 400)).to.contain('body: required');
  });

  it('as plain text are refused', async () => {
    messageOf(await request(service.url).post(path).set('Content-Type', 'text/csv').send('a,b'), 415);
  });
});

/** Resolves when the service knows this measurement (asked by sending it again). */
/** Waits until so many samples of a series are stored. */
async function untilStored({ storage }: TestService, series: Series, count: number): Promise<void> {
  for (;;) {
    const buckets = await storage.buckets.range(series, 0, testStart);
    if (buckets.flatMap(({ samples }) => samples).length >= count) return;
    await turn();
  }
}
