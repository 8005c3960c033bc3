import { expect } from 'chai';
import request from 'supertest';
import { callbackSink, type CallbackSink } from '../support/callback-sink.ts';
import { startService, type TestService } from '../support/service.ts';

const hubPath = '/tmf-api/serviceQualityManagement/v4/hub';
const evil = `<script>alert(1)</script>`;

describe('subscriptions on the dashboard', () => {
  let service: TestService;
  let sink: CallbackSink;
  let id: string;
  let path: string;

  const work = async (): Promise<void> => {
    await service.beats.relay();
    await service.beats.replay();
    await service.beats.deliver();
  };
  const page = async (at: string, status = 200): Promise<string> => {
    const { text } = await request(service.url)
      .get(at)
      .expect(status)
      .expect('Content-Type', /^text\/html/u);
    expect(text).to.not.contain('undefined').and.not.contain('NaN').and.not.contain('[object');
    expect(text).to.not.contain('hidden-token').and.not.contain('whsec_').and.not.contain('<script>alert');
    return text;
  };
  const press = (verb: string, form = '', headers: Record<string, string> = { Origin: service.url }): request.Test =>
    request(service.url).post(`${path}/${verb}`).type('form').set(headers).send(form);

  before(async () => {
    sink = await callbackSink();
    service = await startService({ SURETY_CALLBACK_ALLOW: '127.0.0.1' });
    expect(await page('/dashboard/subscriptions')).to.contain('Nobody has subscribed');
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const query = `event.serviceLevelObjective.name!=${evil}`;
    const { body } = await request(service.url)
      .post(hubPath)
      .send({ callback: `${sink.url}?t=hidden-token`, secret, query, grouping: { window: 'PT1S', key: 'event.none' } });
    ({ id } = body as { id: string });
    path = `/dashboard/subscriptions/${id}`;
    sink.answers.push(500);
    await request(service.url)
      .post('/tmf-api/serviceQualityManagement/v4/serviceLevelObjective')
      .send({
        ...{ id: 'slo-1', name: 'a', conformanceComparator: 'above', conformanceTarget: '80 %' },
        serviceLevelObjectiveParameter: { name: 'utilisation' },
      })
      .expect(201);
    await work();
  });
  after(async () => {
    await service.stop();
    await sink.close();
    expect(service.errors).to.deep.equal([]);
  });

  it('lists them with what waits and what failed', async () => {
    expect(await page('/dashboard/subscriptions'))
      .to.contain('1 subscription')
      .and.contain('HTTP 500')
      .and.contain(path);
  });

  it('shows one with its deliveries and every attempt', async () => {
    service.clock.advance(60_000);
    await work();
    const text = await page(path);
    expect(text).to.contain('ServiceLevelObjectiveCreateEvent').and.contain('2 attempts').and.contain('HTTP 204');
    await page('/dashboard/subscriptions/none', 404);
  });

  it('pauses, resumes, tests and replays by forms that lead back to the page', async () => {
    await press('pause').expect(303).expect('Location', `${path}?done=pause`);
    expect(await page(`${path}?done=pause`))
      .to.contain('paused')
      .and.contain('by hand');
    await press('resume').expect(303);
    expect(await page(path)).to.contain('>active<');
    await press('test').expect(303);
    await work();
    const sent = sink.received.length;
    for (let twice = 0; twice < 2; twice += 1) await press('replay', 'id=r-1&span=P1D').expect(303);
    await work();
    expect(sink.received).to.have.length(sent + 1);
    await press('replay', 'id=r-2&span=soon').expect(400);
    const before = sink.received.length;
    const deliveryId = /name="deliveryId" value="([^"]+)"/u.exec(await page(path))?.[1] ?? '';
    await press('replay', `id=r-3&deliveryId=${deliveryId}`).expect(303);
    await work();
    expect(sink.received).to.have.length(before + 1);
  });

  it('takes forms of its own pages only', async () => {
    for (const headers of [
      {},
      { Origin: 'null' },
      { Origin: 'https://evil.example' },
      { 'Sec-Fetch-Site': 'cross-site', Origin: service.url },
      { 'Sec-Fetch-Site': 'same-site' },
    ] as Record<string, string>[]) {
      await press('pause', '', headers).expect(400);
    }
    expect(await page(path)).to.contain('>active<');
    await press('pause', '', { 'Sec-Fetch-Site': 'same-origin' }).expect(303);
    await request(service.url).post('/dashboard/subscriptions/none/pause').set('Origin', service.url).expect(404);
    await request(service.url).post('/dashboard').set('Origin', service.url).expect(405);
  });
});
