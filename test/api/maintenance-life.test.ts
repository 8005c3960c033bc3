import { expect } from 'chai';
import supertest from 'supertest';
import { callbackSink } from '../support/callback-sink.ts';
import { startService, type TestService } from '../support/service.ts';

const hour = 3_600_000;
const window = {
  name: 'Core router upgrade',
  scope: { service: [{ id: 'svc-42' }] },
  startDateTime: '2026-11-22T14:00:00Z',
  endDateTime: '2026-11-22T16:00:00Z',
};

describe('the life of a maintenance window', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startService({ SURETY_CALLBACK_ALLOW: '127.0.0.1' });
  });
  afterEach(async () => {
    expect(service.errors, 'errors in the log').to.deep.equal([]);
    await service.stop();
  });

  const request = () => supertest(`${service.url}/assurance/v1`);
  async function make(body: object): Promise<string> {
    const { body: made } = (await request().post('/maintenanceWindow').send(body).expect(201)) as {
      body: { id: string };
    };
    return `/maintenanceWindow/${made.id}`;
  }
  async function at(path: string): Promise<Record<string, unknown>> {
    return (await request().get(path).expect(200)).body as Record<string, unknown>;
  }
  async function after(hours: number): Promise<void> {
    service.clock.advance(hours * hour);
    await service.beats.advanceMaintenance();
  }

  it('follows the clock from planned to started to finished', async () => {
    const path = await make(window);
    expect(await at(path)).to.include({ state: 'planned', noticeGivenAt: '2026-11-22T12:00:00.000Z' });
    expect(await service.beats.advanceMaintenance()).to.equal(0);
    await after(2);
    expect(await at(path)).to.include({ state: 'started' });
    await after(2);
    expect(await at(path)).to.include({ state: 'finished' });
    expect(await service.beats.advanceMaintenance()).to.equal(0);
  });

  it('overruns until somebody says that it is finished, where that is wanted', async () => {
    const path = await make({ ...window, completion: 'confirmation' });
    await after(4);
    expect(await at(path)).to.include({ state: 'overrun' });
    await request().patch(path).send({ state: 'finished' }).expect(200);
    expect(await at(path)).to.include({ state: 'finished' });
  });

  it('is changed once it was announced otherwise, and the notice is of then', async () => {
    const path = await make(window);
    await after(1);
    await request().patch(path).send({ endDateTime: '2026-11-22T17:00:00Z' }).expect(200);
    expect(await at(path)).to.include({ state: 'changed', noticeGivenAt: '2026-11-22T13:00:00.000Z' });
    await after(1);
    expect(await at(path)).to.include({ state: 'started' });
  });

  it('takes a change of what has begun with a reason only, and keeps what was before', async () => {
    const path = await make(window);
    await after(3);
    const refused = await request().patch(path).send({ endDateTime: '2026-11-22T15:30:00Z' }).expect(400);
    expect((refused.body as { message: string }).message).to.contain('reason');
    const reason = { reason: 'done early', changedBy: 'noc' };
    await request()
      .patch(path)
      .send({ endDateTime: '2026-11-22T15:30:00Z', ...reason })
      .expect(200);
    const { audit, reason: kept } = await at(path);
    expect(kept).to.equal(undefined);
    expect(audit).to.have.length(1);
    const [entry] = audit as Record<string, unknown>[];
    expect(entry).to.include({ ...reason, action: 'changed', dateTime: '2026-11-22T15:00:00.000Z' });
    expect(entry?.previous).to.include({ endDateTime: '2026-11-22T16:00:00Z', state: 'started' });
    await request().patch(path).send({ endDateTime: '2026-11-22T15:45:00Z' }).expect(400);
  });

  it('is not deleted once it has begun', async () => {
    const path = await make(window);
    await after(3);
    await request().delete(path).expect(409);
    await request().patch(path).send({ state: 'cancelled' }).expect(400);
    await request().patch(path).send({ state: 'cancelled', reason: 'never took place' }).expect(200);
    await request().delete(path).expect(204);
  });

  it('is entered after the fact with a reason, and is over at once', async () => {
    const past = { ...window, startDateTime: '2026-11-20T02:00:00Z', endDateTime: '2026-11-20T03:00:00Z' };
    await request().post('/maintenanceWindow').send(past).expect(400);
    const path = await make({ ...past, reason: 'was forgotten' });
    expect(await at(path)).to.include({ state: 'finished', noticeGivenAt: '2026-11-22T12:00:00.000Z' });
  });

  it('has an end or a recurrence, not both', async () => {
    const recurrence = { rrule: 'FREQ=DAILY', timeZone: 'UTC', duration: 'PT2H' };
    const refused = await request()
      .post('/maintenanceWindow')
      .send({ ...window, recurrence })
      .expect(400);
    expect((refused.body as { message: string }).message).to.contain('endDateTime');
  });

  it('comes again and again, each time with a state of its own', async () => {
    const path = await make({
      ...{ name: 'Nightly', scope: { tag: ['gold'] }, startDateTime: '2026-11-22T14:00:00Z' },
      recurrence: { rrule: 'FREQ=DAILY;COUNT=2', timeZone: 'UTC', duration: 'PT2H' },
    });
    await after(3);
    const first = { startDateTime: '2026-11-22T14:00:00.000Z', endDateTime: '2026-11-22T16:00:00.000Z' };
    const second = { startDateTime: '2026-11-23T14:00:00.000Z', endDateTime: '2026-11-23T16:00:00.000Z' };
    expect((await at(path)).occurrence).to.deep.equal([
      { ...first, state: 'started' },
      { ...second, state: 'planned' },
    ]);
    await after(2);
    expect(await at(path)).to.deep.include({
      state: 'planned',
      occurrence: [
        { ...first, state: 'finished' },
        { ...second, state: 'planned' },
      ],
    });
    await after(22);
    expect(await at(path)).to.include({ state: 'started' });
    await after(3);
    expect(await at(path)).to.include({ state: 'finished' });
  });

  it('tells subscribers whom it affects, when it is planned and when its state changes', async () => {
    const sink = await callbackSink();
    try {
      await request()
        .post('/hub')
        .send({
          callback: `${sink.url}/events`,
          query: 'eventType=MaintenanceWindowCreateEvent,MaintenanceWindowStateChangeEvent',
        })
        .expect(201);
      const agreement = {
        name: 'Gold',
        relatedEntity: [{ id: 'svc-42' }],
        relatedParty: [{ href: 'https://customer.example/cust-1', name: 'Customer', role: 'customer' }],
      };
      await supertest(service.url).post('/tmf-api/slaManagement/v2/sla').send(agreement).expect(201);
      await make(window);
      await after(2);
      for (let round = 0; round < 4; round += 1) {
        await service.beats.relay();
        await service.beats.deliver();
      }
      const bodies = sink.received.map(({ body }) => body);
      expect(bodies.map(({ eventType }) => eventType)).to.include.members([
        'MaintenanceWindowCreateEvent',
        'MaintenanceWindowStateChangeEvent',
      ]);
      for (const body of bodies.filter(({ eventType }) => String(eventType).startsWith('MaintenanceWindow'))) {
        const text = JSON.stringify(body);
        expect(text).to.contain('"name":"Gold"').and.to.contain('cust-1');
      }
    } finally {
      await sink.close();
    }
  });
});
