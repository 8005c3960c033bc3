import { expect } from 'chai';
import request from 'supertest';
import { partitionCount } from '../../src/domain/measurement.ts';
import { collectorGap } from '../../src/resources/collector-gap.ts';
import { openCollections, storeOfIn, type Collections } from '../../src/service/collections.ts';
import { createResourceService } from '../../src/tmf630/resource-service.ts';
import { heartbeat, type HeartbeatDeps } from '../../src/usecases/heartbeat.ts';
import { sequentialIds } from '../support/sequential-ids.ts';
import { startService, type TestService } from '../support/service.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('an outage of the service itself', function () {
  this.timeout(60_000);
  let service: TestService;
  const start = async (settings: Record<string, string> = {}): Promise<void> => {
    service = await startService(settings);
  };
  const list = async (path: string): Promise<Record<string, unknown>[]> =>
    (await request(service.url).get(path).expect(200)).body as never;
  const gaps = (): Promise<Record<string, unknown>[]> => list('/assurance/v1/collectorGap');
  const beat = async (): Promise<void> => {
    for (let round = 0; round < 3; round += 1) {
      await service.beats.relay();
      for (let partition = 0; partition < partitionCount; partition += 1) await service.beats.evaluate(partition);
      service.clock.advance(3000);
    }
  };
  afterEach(async () => {
    expect(service.errors).to.deep.equal([]);
    await service.stop();
  });

  /** As another process on the same store has it, with what is put in place of its own. */
  async function process(
    overrides: Partial<HeartbeatDeps> = {},
  ): Promise<HeartbeatDeps & { collections: Collections }> {
    const collections = await openCollections(service.storage);
    const { clock } = service;
    const resources = createResourceService({
      ...{ clock, ids: sequentialIds(), storeOf: storeOfIn(collections), onChange: () => undefined },
      nextInteger: (counter) => service.storage.nextInteger(counter),
    });
    const stores = { heartbeats: collections.heartbeats, gaps: collections.collectorGaps, definition: collectorGap };
    return { ...stores, collections, service: resources, clock, afterMs: 5 * minute, ...overrides };
  }

  it('is recorded once it has lasted longer than the setting, over everything, once', async () => {
    await start();
    await service.beats.heartbeat();
    service.clock.advance(5 * minute);
    await service.beats.heartbeat();
    expect(await gaps()).to.deep.equal([]);
    service.clock.advance(5 * minute + 1);
    await service.beats.heartbeat();
    await service.beats.heartbeat();
    const [gap, ...others] = await gaps();
    expect(others).to.deep.equal([]);
    expect(gap).to.deep.include({
      ...{ id: 'own-20261122T120500000Z', state: 'recorded', origin: 'own', scope: { all: true } },
      ...{ startDateTime: '2026-11-22T12:05:00.000Z', endDateTime: '2026-11-22T12:10:00.001Z' },
    });
    service.clock.advance(minute);
    await service.beats.heartbeat();
    expect(await gaps()).to.have.length(1);
  });

  it('is recorded by one of several processes that start together', async () => {
    await start();
    await service.beats.heartbeat();
    service.clock.advance(hour);
    const processes = await Promise.all([process(), process(), process(), process()]);
    const found = await Promise.all(processes.map((deps) => heartbeat(deps)));
    expect(found.filter((gap) => gap !== undefined)).to.have.length(1);
    expect(await gaps()).to.have.length(1);
  });

  it('is repeated after a crash before the heartbeat was written, and goes on from there', async () => {
    await start();
    await service.beats.heartbeat();
    service.clock.advance(hour);
    const dying = await process();
    const write = (): Promise<never> => Promise.reject(new Error('killed'));
    const killed = {
      ...dying,
      heartbeats: { ...dying.heartbeats, get: (id: string) => dying.heartbeats.get(id), write },
    };
    const outcome = await heartbeat(killed).catch((error: unknown) => String(error));
    expect(outcome).to.equal('Error: killed');
    service.clock.advance(minute);
    await service.beats.heartbeat();
    expect(await gaps()).to.have.length(1);
    service.clock.advance(hour);
    const again = await heartbeat(killed).catch((error: unknown) => String(error));
    expect(again).to.equal('Error: killed');
    service.clock.advance(2 * hour);
    await service.beats.heartbeat();
    const spans = (await gaps()).map(({ startDateTime, endDateTime }) => [startDateTime, endDateTime]);
    expect(spans).to.deep.equal([
      ['2026-11-22T12:00:00.000Z', '2026-11-22T13:00:00.000Z'],
      ['2026-11-22T13:01:00.000Z', '2026-11-22T14:01:00.000Z'],
      ['2026-11-22T14:01:00.000Z', '2026-11-22T16:01:00.000Z'],
    ]);
  });

  it('is none where that is switched off, nor where the clock was put back', async () => {
    await start({ SURETY_OWN_GAP_AFTER: 'off' });
    await service.beats.heartbeat();
    service.clock.advance(100 * hour);
    await service.beats.heartbeat();
    const ahead = await process({ clock: { now: () => service.clock.now() - hour } });
    expect(await heartbeat(ahead)).to.equal(undefined);
    expect(await gaps()).to.deep.equal([]);
  });

  it('is unknown time of a feed of outages, and no more once what it missed is handed in', async () => {
    await start();
    const rule = {
      ...{ id: 'up', metric: 'availability', operator: '.ge', referenceValue: '90', unit: '%' },
      conformanceWindow: { type: 'calendar', duration: 'P1D', timeZone: 'UTC' },
      validFor: { startDateTime: '2026-11-22T00:00:00Z' },
    };
    const sla = { name: 'Gold', state: 'observed', relatedEntity: [{ id: 'svc-42' }], rule: [rule] };
    await request(service.url).post('/tmf-api/slaManagement/v2/sla').send(sla).expect(201);
    const down = { indicator: 'availability', subject: 'svc-42', state: 'down' };
    const ingest = (startDateTime: string, endDateTime: string): Promise<unknown> =>
      request(service.url)
        .post('/assurance/v1/measurement')
        .send({ ...down, startDateTime, endDateTime })
        .expect(200);
    await ingest('2026-11-22T00:00:00Z', '2026-11-22T00:30:00Z');
    await beat();
    await service.beats.heartbeat();
    // From 12:00:09 nothing runs, for eleven hours.
    service.clock.advance(11 * hour);
    await service.beats.heartbeat();
    await beat();
    for (let minutes = 0; minutes < 120; minutes += 4) {
      service.clock.advance(4 * minute);
      await service.beats.heartbeat();
    }
    await beat();
    const day = async (): Promise<Record<string, unknown>> => (await list('/assurance/v1/assessment'))[0] ?? {};
    expect(await day()).to.include({ result: 'noData' });
    expect((await day())['figures']).to.include({ gapMs: 11 * hour, formula: '1 − 30 min / 780 min' });
    await ingest('2026-11-22T12:00:00Z', '2026-11-22T22:59:09Z');
    await beat();
    expect(await day()).to.include({ result: 'notMet' });
    expect((await day())['figures']).to.include({ gapMs: minute });
  });
});
