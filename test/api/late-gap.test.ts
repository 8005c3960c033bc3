import { expect } from 'chai';
import request from 'supertest';
import { partitionCount } from '../../src/domain/measurement.ts';
import { startService, type TestService } from '../support/service.ts';

const minute = 60_000;
const hour = 60 * minute;

/** October 2026 in UTC has 44,640 minutes. It is final when the service starts (22 November). */
const rule = {
  ...{ metric: 'availability', operator: '.ge', referenceValue: '99.95', unit: '%' },
  conformanceWindow: { type: 'calendar', duration: 'P1M', timeZone: 'UTC' },
  validFor: { startDateTime: '2026-10-01T00:00:00Z' },
};
const agreement = {
  ...{ name: 'Gold', state: 'observed', tag: ['gold'], relatedEntity: [{ id: 'svc-42' }] },
  relatedParty: [{ id: 'cust-1', role: 'customer' }],
  rule: [{ id: 'up', missingData: 'bad', ...rule }],
};
const state = (startDateTime: string, endDateTime: string, said: 'up' | 'down'): object => {
  return { indicator: 'availability', subject: 'svc-42', state: said, startDateTime, endDateTime };
};
/** For 25 minutes nothing came in: under the policy `bad` that is down. */
const facts = [
  state('2026-10-01T00:00:00Z', '2026-10-10T02:00:00Z', 'up'),
  state('2026-10-10T02:25:00Z', '2026-11-22T00:00:00Z', 'up'),
];
const gap = {
  ...{ id: 'g1', scope: { service: [{ id: 'svc-42' }] } },
  ...{ startDateTime: '2026-10-10T02:00:00Z', endDateTime: '2026-10-10T02:25:00Z' },
};
/** As it is kept: addresses are made when it is read. */
const kept = (document: unknown): unknown =>
  JSON.parse(JSON.stringify(document), (name, value: unknown) => (name === 'href' ? undefined : value));

describe('a collector gap entered after the result was final', function () {
  this.timeout(60_000);
  let service: TestService;
  const get = async (path: string): Promise<unknown> => (await request(service.url).get(path).expect(200)).body;
  const list = async (path: string): Promise<Record<string, unknown>[]> => (await get(path)) as never;
  const post = async (path: string, body: object, status = 201): Promise<void> => {
    await request(service.url).post(path).send(body).expect(status);
  };
  const patch = (body: object, status = 200): request.Test =>
    request(service.url).patch('/assurance/v1/collectorGap/g1').send(body).expect(status);
  /** What the jobs do; several beats, as gaps are remembered for a moment. */
  const beat = async (): Promise<void> => {
    for (let round = 0; round < 3; round += 1) {
      await service.beats.relay();
      for (let partition = 0; partition < partitionCount; partition += 1) await service.beats.evaluate(partition);
      service.clock.advance(3000);
    }
  };
  const october = async (): Promise<Record<string, unknown>> =>
    (await list('/assurance/v1/assessment?period.startDateTime=2026-10-01T00:00:00.000Z'))[0] ?? {};
  const violations = (): Promise<Record<string, unknown>[]> => list('/tmf-api/slaManagement/v2/slaViolation');
  const statements = async (): Promise<Record<string, unknown>[]> =>
    list(`/assurance/v1/assessment/${String((await october())['id'])}/revision`);

  beforeEach(async () => {
    service = await startService();
    await post('/tmf-api/slaManagement/v2/sla', agreement);
    await service.beats.relay();
    await post('/assurance/v1/measurement', facts, 200);
    await beat();
    service.clock.advance(4 * 24 * hour);
    await beat();
  });
  afterEach(async () => {
    expect(service.errors).to.deep.equal([]);
    await service.stop();
  });

  it('restates the result with the reason and withdraws the violation; withdrawn itself, all comes back', async () => {
    const first = await october();
    expect(first).to.include({ result: 'notMet', finality: 'final', revision: 1 });
    expect(await violations()).to.have.length(1);

    await post('/assurance/v1/collectorGap', gap, 400);
    await post('/assurance/v1/collectorGap', { ...gap, scope: { all: false }, reason: 'late' }, 400);
    await post('/assurance/v1/collectorGap', { ...gap, reason: 'the probe was restarted', changedBy: 'eve' });
    await beat();
    const second = await october();
    expect(second).to.include({ result: 'met', finality: 'restated', revision: 2, attained: '100' });
    expect(second['reason']).to.equal('collector gap g1 created: the probe was restarted');
    expect(second['versions']).to.include('collectorGap/g1@1');
    expect(second['figures']).to.include({ gapMs: 25 * minute, countedMs: 44_640 * minute });
    const [taken, ...others] = await violations();
    expect(others).to.deep.equal([]);
    expect(taken).to.include({ state: 'withdrawn', clearedReason: 'restated' });
    expect(kept(await statements())).to.deep.equal(kept([first, second]));

    await patch({ state: 'withdrawn' }, 400);
    await request(service.url).delete('/assurance/v1/collectorGap/g1').expect(409);
    await patch({ state: 'withdrawn', reason: 'it was another probe' });
    await beat();
    const third = await october();
    expect(third).to.include({ result: 'notMet', revision: 3, attained: first['attained'] });
    expect(third['reason']).to.equal('collector gap g1 withdrawn: it was another probe');
    expect(third['versions']).to.deep.equal(first['versions']);
    await patch({ state: 'recorded', reason: 'again' }, 409);
    await request(service.url).delete('/assurance/v1/collectorGap/g1').expect(204);
  });

  it('touches by entity, party, tag, indicator or all, and narrows these by the indicator', async () => {
    const scopes: [touches: boolean, scope: object][] = [
      [true, { all: true }],
      [true, { indicator: ['availability'] }],
      [true, { entity: [{ id: 'svc-42' }], indicator: ['latency', 'availability'] }],
      [true, { party: [{ id: 'cust-1' }] }],
      [true, { tag: ['gold'] }],
      [false, { indicator: ['latency'] }],
      [false, { all: true, indicator: ['latency'] }],
      [false, { entity: [{ id: 'svc-42' }], indicator: ['latency'] }],
      [false, { entity: [{ id: 'svc-43' }] }],
      [false, { tag: ['silver'] }],
    ];
    for (const [index, [touches, scope]] of scopes.entries()) {
      const id = `g${String(index)}`;
      await post('/assurance/v1/collectorGap', { ...gap, id, scope, reason: 'late' });
      await beat();
      expect((await october())['result'], JSON.stringify(scope)).to.equal(touches ? 'met' : 'notMet');
      const withdrawn = { state: 'withdrawn', reason: 'no' };
      await request(service.url).patch(`/assurance/v1/collectorGap/${id}`).send(withdrawn).expect(200);
      await beat();
      expect((await october())['result']).to.equal('notMet');
    }
  });

  it('is unknown time until somebody says when it ended, and what comes in late wins', async () => {
    const { endDateTime: _end, ...lasting } = gap;
    await post('/assurance/v1/collectorGap', { ...lasting, reason: 'the probe is down' });
    await beat();
    expect(await october()).to.include({ result: 'met' });
    // What was measured in it counts all the same.
    expect((await october())['figures']).to.include({ gapMs: 25 * minute });
    await patch({ endDateTime: '2026-10-10T02:10:00Z', reason: 'it is back' });
    await beat();
    expect((await october())['figures']).to.include({
      gapMs: 10 * minute,
      formula: '1 − (0 min + 15 min without data) / 44630 min',
    });
    await post('/assurance/v1/measurement', state('2026-10-10T02:00:00Z', '2026-10-10T02:10:00Z', 'down'), 200);
    await beat();
    expect(await october()).to.include({ result: 'notMet' });
    expect((await october())['figures']).to.include({ formula: '1 − (10 min + 15 min without data) / 44640 min' });
  });

  it('is named by explain where something is missing', async () => {
    await post('/assurance/v1/collectorGap', { ...gap, endDateTime: '2026-10-10T02:10:00Z', reason: 'late' });
    await beat();
    const [commitment] = await list('/assurance/v1/commitment');
    const told = (await get(
      `/assurance/v1/commitment/${String(commitment?.['id'])}/explain?period=2026-10-05T00:00:00Z`,
    )) as Record<string, unknown>;
    expect(told['versions']).to.include('collectorGap/g1@1');
    const missing = (told['intervals'] as Record<string, unknown>[]).filter(({ kind }) => kind === 'missing');
    expect(missing).to.deep.equal([
      {
        ...{ startDateTime: '2026-10-10T02:00:00.000Z', endDateTime: '2026-10-10T02:10:00.000Z', kind: 'missing' },
        collectorGap: ['g1'],
      },
      { startDateTime: '2026-10-10T02:10:00.000Z', endDateTime: '2026-10-10T02:25:00.000Z', kind: 'missing' },
    ]);
  });

  it('keeps the reason of a change in its audit', async () => {
    await post('/assurance/v1/collectorGap', { ...gap, reason: 'late' });
    const { body } = (await request(service.url).get('/assurance/v1/collectorGap/g1').expect(200)) as {
      body: Record<string, unknown>;
    };
    expect(body).to.include({ state: 'recorded', origin: 'reported' });
    expect(body).to.not.have.property('reason');
    expect(body['audit']).to.deep.equal([{ dateTime: '2026-11-26T12:00:18.000Z', reason: 'late', action: 'created' }]);
  });
});
