import { expect } from 'chai';
import request from 'supertest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { callbackSink, type CallbackSink } from '../support/callback-sink.ts';
import { startService, testStart, type TestService } from '../support/service.ts';

const hubPath = '/tmf-api/serviceQualityManagement/v4/hub';
const objectivePath = '/tmf-api/serviceQualityManagement/v4/serviceLevelObjective';
const own = '/assurance/v1';
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const newer = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;

/** The answer to a request whose status was as expected. */
type Body = JsonObject & { id: string };

describe('what operators see and do', () => {
  let service: TestService;
  let sink: CallbackSink;

  const send = async (
    method: 'get' | 'post' | 'delete',
    path: string,
    { body, status }: { body?: object; status: number },
  ) => {
    const call = request(service.url)[method](path);
    const answer = await (body === undefined ? call : call.send(body));
    expect(answer.status, JSON.stringify(answer.body)).to.equal(status);
    return answer;
  };
  const post = async (path: string, body: object, status = 201): Promise<Body> =>
    (await send('post', path, { body, status })).body as Body;
  const get = async (path: string, status = 200): Promise<Body> => (await send('get', path, { status })).body as Body;
  const list = async (path: string): Promise<Body[]> => {
    const { body } = await request(service.url)
      .get(path)
      .expect((answer) => expect(answer.status).to.be.oneOf([200, 206]));
    return body as Body[];
  };
  const work = async (): Promise<void> => {
    await service.beats.relay();
    await service.beats.replay();
    await service.beats.deliver();
  };
  const objective = (name: string): Promise<Body> =>
    post(objectivePath, {
      ...{ name, conformanceComparator: 'above', conformanceTarget: '80 %' },
      serviceLevelObjectiveParameter: { name: 'utilisation' },
    });
  const subscribe = (body: object = {}): Promise<Body> =>
    post(hubPath, { callback: `${sink.url}?token=hidden`, secret, ...body });

  beforeEach(async () => {
    sink = await callbackSink();
    service = await startService({ SURETY_CALLBACK_ALLOW: '127.0.0.1' });
  });
  afterEach(async () => {
    await service.stop();
    await sink.close();
    expect(service.errors).to.deep.equal([]);
  });

  describe('subscriptions', () => {
    it('shows each with its API and state, without its secret and its callback’s query', async () => {
      const { id } = await subscribe();
      await post('/tmf-api/slaManagement/v2/hub', { callback: sink.url });
      const shown = await get(`${own}/subscription/${id}`);
      expect(shown).to.include({ id, api: 'tmf657-v4', callback: sink.url, hasSecret: true, state: 'active' });
      expect(shown).to.include({ pendingCount: 0, failures: 0, href: `${service.url}${own}/subscription/${id}` });
      const all = await list(`${own}/subscription`);
      expect(all.map((each) => [each['api'], each['hasSecret']])).to.deep.equal([
        ['tmf657-v4', true],
        ['tmf623-v2', false],
      ]);
      expect(JSON.stringify([shown, all]))
        .to.not.contain('whsec_')
        .and.not.contain('hidden');
    });

    it('counts what waits, and says when something was last delivered', async () => {
      const { id } = await subscribe();
      await objective('a');
      service.clock.advance(1000);
      await objective('b');
      await service.beats.relay();
      const waiting = await get(`${own}/subscription/${id}`);
      expect(waiting).to.include({ pendingCount: 2, oldestPendingAt: new Date(testStart).toISOString() });
      expect(waiting).to.not.have.property('lastDeliveredAt');
      await service.beats.deliver();
      const done = await get(`${own}/subscription/${id}`);
      expect(done).to.include({ pendingCount: 0, lastDeliveredAt: new Date(testStart + 1000).toISOString() });
    });

    it('takes filters, order, selection and pages of TMF630, on what is counted too', async () => {
      const first = await subscribe();
      const second = await subscribe({
        callback: `${sink.url}/other`,
        query: 'eventType=ServiceLevelObjectiveDeleteEvent',
      });
      await objective('a');
      await service.beats.relay();
      const ids = async (query: string): Promise<string[]> =>
        (await list(`${own}/subscription?${query}`)).map(({ id }) => id);
      expect(await ids('pendingCount.gt=0')).to.deep.equal([first.id]);
      expect(await ids('sort=pendingCount')).to.deep.equal([second.id, first.id]);
      expect(await ids('state=paused')).to.deep.equal([]);
      expect(await ids('offset=1&limit=1')).to.deep.equal([second.id]);
      expect(await list(`${own}/subscription?fields=state&pendingCount=1`)).to.deep.equal([
        { id: first.id, href: `${service.url}${own}/subscription/${first.id}`, state: 'active' },
      ]);
    });

    it('has an ETag that changes with what it shows', async () => {
      const { id } = await subscribe();
      const { headers } = await send('get', `${own}/subscription/${id}`, { status: 200 });
      const again = (): request.Test =>
        request(service.url).get(`${own}/subscription/${id}`).set('If-None-Match', String(headers['etag']));
      await again().expect(304);
      await objective('a');
      await service.beats.relay();
      await again().expect(200);
    });

    it('can be paused and resumed, twice like once; what came in between goes out then', async () => {
      const { id } = await subscribe();
      const pause = (): Promise<Body> => post(`${own}/subscription/${id}/pause`, { reason: 'maintenance' }, 200);
      const paused = await pause();
      expect(paused).to.include({ state: 'paused', reason: 'maintenance' });
      service.clock.advance(1000);
      expect(await pause()).to.include({ since: paused['since'] as string });
      expect(await post(`${own}/subscription/${id}/resume`, {}, 200)).to.include({ state: 'active' });
      await objective('a');
      await work();
      expect(sink.received).to.have.length(1);
    });

    it('can be sent a test event, whatever its query says', async () => {
      const { id } = await subscribe({ query: 'eventType=ServiceLevelObjectiveDeleteEvent' });
      await subscribe({ callback: `${sink.url}/other` });
      const delivery = await post(`${own}/subscription/${id}/test`, {});
      expect(delivery).to.include({ subscriptionId: id, eventType: 'SubscriptionTestEvent', state: 'pending' });
      await work();
      expect(sink.received).to.have.length(1);
      const nothing: JsonObject = {};
      const { body, headers } = sink.received[0] ?? { body: nothing, headers: {} };
      expect(body).to.include({ eventType: 'SubscriptionTestEvent', eventId: delivery['eventId'] as string });
      expect(headers).to.include({ 'webhook-id': delivery['eventId'] as string });
      const href = `${service.url}${own}/subscription/${id}`;
      expect(body['event']).to.deep.equal({ subscription: { id, href, callback: sink.url } });
      expect(await get(`${own}/delivery/${delivery.id}`)).to.include({ state: 'delivered', attemptCount: 1 });
    });

    it('answers 404 to everything about one that there is not', async () => {
      for (const verb of ['pause', 'resume', 'test']) await post(`${own}/subscription/none/${verb}`, {}, 404);
      await post(`${own}/subscription/none/secret`, { secret }, 404);
      await get(`${own}/subscription/none`, 404);
    });
  });

  describe('secrets', () => {
    const signaturesOf = (at: number): string[] =>
      String(sink.received[at]?.headers['webhook-signature'] ?? '').split(' ');

    it('are taken by every hub and never shown again', async () => {
      for (const hub of [
        hubPath,
        '/tmf-api/serviceQualityManagement/v2/hub',
        '/tmf-api/slaManagement/v2/hub',
        `${own}/hub`,
      ]) {
        const made = await post(hub, { callback: sink.url, secret });
        expect(JSON.stringify([made, await get(`${hub}/${made.id}`), await list(hub)])).to.not.contain('whsec_');
        expect(await get(`${own}/subscription/${made.id}`)).to.include({ hasSecret: true });
      }
    });

    it('that are none are refused with a reason that names them and repeats nothing', async () => {
      const faulty = [
        1,
        '',
        'whsec_',
        'whsec_YWJj',
        `${secret}x`,
        secret.slice(6),
        `whsec_${Buffer.alloc(65).toString('base64')}`,
      ];
      for (const wrong of faulty) {
        const { body } = await send('post', hubPath, { body: { callback: sink.url, secret: wrong }, status: 400 });
        expect(body.message).to.match(/^secret: must be/u);
        if (wrong !== '' && wrong !== 1 && wrong !== 'whsec_') expect(body.message).to.not.contain(String(wrong));
      }
      const { id } = await subscribe();
      const { body } = await send('post', `${own}/subscription/${id}/secret`, { body: { secret: 'x' }, status: 400 });
      expect(body.message).to.match(/^secret: must be/u);
      await post(`${own}/subscription/${id}/secret`, {}, 400);
      await post(`${own}/subscription/${id}/secret`, { secret: newer, overlap: 'P1Y' }, 400);
    });

    it('sign side by side until the overlap is over', async () => {
      const { id } = await subscribe();
      const change = { secret: newer, overlap: 'PT1H' };
      const shown = await post(`${own}/subscription/${id}/secret`, change, 200);
      expect(JSON.stringify(shown)).to.not.contain('whsec_');
      await post(`${own}/subscription/${id}/secret`, change, 200);
      await objective('a');
      await work();
      service.clock.advance(3_600_000);
      await objective('b');
      await work();
      await post(`${own}/subscription/${id}/secret`, { secret, overlap: 'PT1H' }, 200);
      await post(`${own}/subscription/${id}/secret`, { secret, overlap: 'PT0S' }, 200);
      await objective('ended at once');
      await work();
      await post(`${own}/subscription/${id}/secret`, { secret: null }, 200);
      expect(await get(`${own}/subscription/${id}`)).to.include({ hasSecret: false });
      await objective('c');
      await work();
      expect([0, 1, 2].map((at) => signaturesOf(at).length)).to.deep.equal([2, 1, 1]);
      expect(sink.received[3]?.headers).to.not.have.any.keys('webhook-signature', 'webhook-id', 'webhook-timestamp');
    });
  });

  describe('deliveries', () => {
    it('show every attempt with status, reason and duration, and nothing of what was sent', async () => {
      sink.answers.push(500);
      const { id } = await subscribe();
      await objective('not to be seen');
      await work();
      service.clock.advance(60_000);
      await work();
      const [delivery, ...others] = await list(`${own}/delivery?subscriptionId=${id}`);
      expect(others).to.deep.equal([]);
      expect(delivery).to.include({
        state: 'delivered',
        attemptCount: 2,
        eventType: 'ServiceLevelObjectiveCreateEvent',
      });
      const attempts = delivery?.['attempts'] as JsonObject[];
      expect(attempts.map(({ status }) => status)).to.deep.equal([500, 204]);
      expect(attempts.every(({ durationMs }) => typeof durationMs === 'number')).to.equal(true);
      expect(JSON.stringify(delivery)).to.not.contain('not to be seen');
    });

    it('are found by subscription, event, type, state and time, in any order, page by page', async () => {
      const { id } = await subscribe();
      await objective('a');
      service.clock.advance(1000);
      await objective('b');
      await work();
      await post(`${own}/subscription/${id}/pause`, {}, 200);
      service.clock.advance(1000);
      await objective('c');
      await service.beats.relay();
      const count = async (query: string): Promise<number> => (await list(`${own}/delivery?${query}`)).length;
      expect(await count(`subscriptionId=${id}`)).to.equal(3);
      expect(await count('state=pending')).to.equal(1);
      expect(await count('state=delivered')).to.equal(2);
      expect(await count('state=abandoned')).to.equal(0);
      expect(await count('state=pending,delivered')).to.equal(3);
      expect(await count('eventType=ServiceLevelObjectiveCreateEvent&state=pending')).to.equal(1);
      expect(await count(`occurredAt.gte=${new Date(testStart + 1000).toISOString()}`)).to.equal(2);
      const newestFirst = await list(`${own}/delivery?subscriptionId=${id}&sort=-occurredAt&limit=2`);
      expect(newestFirst.map(({ occurredAt }) => occurredAt)).to.deep.equal(
        [2000, 1000].map((ms) => new Date(testStart + ms).toISOString()),
      );
      expect(await count(`eventId=${String(newestFirst[0]?.['eventId'])}`)).to.equal(1);
      await get(`${own}/delivery/none`, 404);
      await send('delete', `${own}/delivery/none`, { status: 405 });
    });
  });

  describe('replays', () => {
    const replayed = async (body: object): Promise<Body> => {
      const { id } = await post(`${own}/replay`, body);
      await work();
      return get(`${own}/replay/${id}`);
    };
    const eventIds = (): unknown[] => sink.received.map(({ body }) => body['eventId']);

    it('sends a delivery, an event or a time of a subscription again, under the ids they had', async () => {
      const { id } = await subscribe();
      for (const name of ['a', 'b', 'c']) {
        await objective(name);
        await work();
        service.clock.advance(1000);
      }
      const sent = eventIds();
      const deliveryId = `${id}.${String(sent[0])}`;
      expect(await replayed({ deliveryId })).to.include({ status: 'succeeded', replayed: 1, skipped: 0 });
      expect(await replayed({ eventId: sent[1] as string })).to.include({ status: 'succeeded', replayed: 1 });
      const [from, to] = [1000, 3000].map((ms) => new Date(testStart + ms).toISOString());
      expect(await replayed({ subscriptionId: id, from, to })).to.include({ status: 'succeeded', replayed: 2 });
      expect(eventIds().slice(3)).to.have.members([sent[0], sent[1], sent[1], sent[2]]);
      expect(await get(`${own}/delivery/${deliveryId}`)).to.include({ state: 'delivered', attemptCount: 1 });
      expect(await list(`${own}/replay?status=succeeded`)).to.have.length(3);
    });

    it('starts once for the same id, and refuses that id for something else', async () => {
      const { id } = await subscribe();
      await objective('a');
      await work();
      service.clock.advance(1);
      const body = { id: 'r-1', subscriptionId: id };
      await post(`${own}/replay`, body);
      await post(`${own}/replay`, body, 200);
      await work();
      expect(await post(`${own}/replay`, body, 200)).to.include({ status: 'succeeded', replayed: 1 });
      await work();
      expect(sink.received).to.have.length(2);
      await post(`${own}/replay`, { ...body, from: new Date(testStart).toISOString() }, 409);
    });

    it('keeps the order of each resource', async () => {
      const { id } = await subscribe();
      const { id: objectiveId } = await objective('a');
      for (const description of ['1', '2', '3'])
        await request(service.url).patch(`${objectivePath}/${objectiveId}`).send({ description }).expect(200);
      await service.beats.relay();
      for (let round = 0; round < 3; round += 1) await service.beats.deliver();
      const sent = eventIds();
      service.clock.advance(1);
      await replayed({ subscriptionId: id });
      for (let round = 0; round < 3; round += 1) await service.beats.deliver();
      expect(sent).to.have.length(4);
      expect(eventIds().slice(4)).to.deep.equal(sent);
    });

    it('leaves what waits anyway, and says so', async () => {
      const { id } = await subscribe();
      await objective('a');
      await service.beats.relay();
      service.clock.advance(1);
      const { id: replayId } = await post(`${own}/replay`, { subscriptionId: id });
      await service.beats.replay();
      expect(await get(`${own}/replay/${replayId}`)).to.include({ replayed: 0, skipped: 1 });
    });

    it('that cannot be understood are refused with the path at fault', async () => {
      const { id } = await subscribe();
      const now = new Date(testStart).toISOString();
      for (const [body, path] of [
        [{}, 'one of deliveryId, eventId and subscriptionId'],
        [{ eventId: 'e', subscriptionId: id }, 'one of'],
        [{ deliveryId: 'none' }, 'deliveryId: '],
        [{ subscriptionId: 'none' }, 'subscriptionId: '],
        [{ eventId: 'e', from: now }, 'from: '],
        [{ subscriptionId: id, from: 'yesterday' }, 'from: '],
        [{ subscriptionId: id, from: now, to: now }, 'to: '],
        [{ subscriptionId: 1 }, 'subscriptionId: '],
      ] as const) {
        const { body: answer } = await send('post', `${own}/replay`, { body, status: 400 });
        expect(answer.message).to.contain(path);
      }
      await get(`${own}/replay/none`, 404);
    });
  });
});
