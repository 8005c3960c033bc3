import { expect } from 'chai';
import type { JsonObject } from '../../src/kernel/json.ts';
import { type CallbackSink, callbackSink } from '../support/callback-sink.ts';
import { startService, type TestService } from '../support/service.ts';
import { messageOf, objectOf } from './suite/client.ts';
import { slaBase, slaClient } from './suite/sla-client.ts';

describe('TMF623: notifications and their hub', () => {
  let service: TestService;
  let sink: CallbackSink;
  beforeEach(async () => {
    service = await startService({ SURETY_CALLBACK_ALLOW: '127.0.0.1' });
    sink = await callbackSink();
  });
  afterEach(async () => {
    await service.stop();
    await sink.close();
  });

  const { http, get, post, put, patch, make, url } = slaClient(() => service);
  const subscribe = (name: string, query?: string): Promise<JsonObject> =>
    make('/hub', { callback: `${sink.url}/${name}`, ...(query === undefined ? {} : { query }) });
  /** Event types by listener since the last look, each in order of arrival. */
  const heard = async (): Promise<Record<string, unknown[]>> => {
    for (let round = 0; round < 3; round += 1) {
      await service.beats.relay();
      await service.beats.deliver();
    }
    const byName: Record<string, unknown[]> = {};
    for (const { path, body } of sink.received.splice(0)) {
      (byName[path.split('/').at(-1) ?? ''] ??= []).push(body['eventType']);
    }
    return byName;
  };

  it('tell of a new violation once, to every hub that wants it, with the whole violation', async () => {
    await subscribe('all');
    await subscribe('named', 'eventType=SlaViolationCreateNotification');
    await subscribe('mine', 'eventType=SLAViolationCreateNotification&event.slaViolation.violation.unit=%25');
    await subscribe('others', 'event.slaViolation.violation.unit=ms');
    const violation = await make('/slaViolation', { violation: { unit: '%' }, sla: { id: 7 } });
    await service.beats.relay();
    await service.beats.deliver();
    const [first] = sink.received;
    expect(first?.body).to.include({ eventType: 'SLAViolationCreateNotification' });
    expect(first?.body).to.have.property('eventId').that.is.a('string');
    expect(first?.body).to.include({ eventTime: '2026-11-22T12:00:00.000Z' });
    expect(first?.body['event']).to.deep.equal({ slaViolation: violation });
    const once = ['SLAViolationCreateNotification'];
    expect(await heard()).to.deep.equal({ all: once, named: once, mine: once });
    expect(await heard()).to.deep.equal({});
  });

  it('tell of anything else only those who ask for it by name', async () => {
    const own = ['SLACreate', 'SLAValueChange', 'SLAStatusChanged', 'SLARemove', 'SLAViolationValueChange'];
    const types = [...own, 'SLAViolationRemove'].map((name) => `${name}Notification`);
    await subscribe('all');
    await subscribe('named', `eventType=${types.join(',').toLowerCase()}`);
    await make('/sla', { name: 'Gold' });
    expect(await heard()).to.deep.equal({ named: ['SLACreateNotification'] });
    await patch('/sla/1', { name: 'Silver' }).expect(200);
    expect(await heard()).to.deep.equal({ named: ['SLAValueChangeNotification'] });
    await patch('/sla/1', { name: 'Silver' }).expect(200);
    expect(await heard()).to.deep.equal({});
    await patch('/sla/1', { name: 'Bronze', state: 'terminated' }).expect(200);
    expect(await heard()).to.deep.equal({ named: ['SLAValueChangeNotification', 'SLAStatusChangedNotification'] });
    await http().delete(`${slaBase}/sla/1`).expect(204);
    expect(await heard()).to.deep.equal({ named: ['SLARemoveNotification'] });
    await make('/slaViolation', {});
    expect(await heard()).to.deep.equal({ all: ['SLAViolationCreateNotification'] });
    await put('/slaViolation/1', { violation: { comment: 'x' } }).expect(200);
    await http().delete(`${slaBase}/slaViolation/1`).expect(204);
    const last = ['SLAViolationValueChangeNotification', 'SLAViolationRemoveNotification'];
    expect(await heard()).to.deep.equal({ named: last });
  });

  it('tell of the end of an agreement that has run out', async () => {
    await subscribe('ends', 'eventType=SLAStatusChangedNotification&event.sla.state=completed');
    await make('/sla', { name: 'Gold', validFor: { endDateTime: '2026-11-22T13:00:00Z' } });
    service.clock.advance(3_600_000);
    await service.beats.completeAgreements();
    await service.beats.completeAgreements();
    expect(await heard()).to.deep.equal({ ends: ['SLAStatusChangedNotification'] });
  });

  it('of an agreement made through one base path are told in the words of the other, too', async () => {
    await http()
      .post('/DSLAManagement/api/slaManagement/v2/hub')
      .send({ callback: `${sink.url}/alias` })
      .expect(201);
    await make('/slaViolation', {});
    expect(await heard()).to.deep.equal({ alias: ['SLAViolationCreateNotification'] });
  });

  describe('the hub', () => {
    it('answers with id, callback and query, null without one, and lets them be read', async () => {
      const callback = 'https://oss.example/listen';
      const response = await post('/hub', { callback }).expect(201);
      const made = objectOf(response);
      expect(made).to.include({ callback, query: null }).and.to.have.property('id').that.is.a('string');
      expect(response.headers['location']).to.equal(url(`/hub/${String(made['id'])}`));
      expect((await get('/hub').expect(200)).body).to.deep.equal([made]);
      expect((await get(`/hub/${String(made['id'])}`).expect(200)).body).to.deep.equal(made);
      messageOf(await get('/hub/unknown'), 404);
    });

    it('refuses what is there already, and takes the same listener with another query', async () => {
      const callback = 'https://oss.example/listen';
      await make('/hub', { callback });
      for (const body of [{ callback }, { callback, query: null }]) messageOf(await post('/hub', body), 409);
      const query = 'eventType=SLAViolationCreateNotification';
      await make('/hub', { callback, query });
      messageOf(await post('/hub', { callback, query }), 409);
      messageOf(await post('/hub', { query }), 400);
    });

    it('ends a subscription once, and with it what waits for its listener', async () => {
      const { id } = await subscribe('gone');
      await make('/slaViolation', {});
      await service.beats.relay();
      await http()
        .delete(`${slaBase}/hub/${String(id)}`)
        .expect(204);
      messageOf(await http().delete(`${slaBase}/hub/${String(id)}`), 404);
      messageOf(await get(`/hub/${String(id)}`), 404);
      messageOf(await http().delete(`${slaBase}/hub`), 405);
      expect(await heard()).to.deep.equal({});
    });
  });
});
