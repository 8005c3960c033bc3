import { expect } from 'chai';
import request from 'supertest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { apiMounts } from '../../src/resources/bindings.ts';
import { startService, type TestService } from '../support/service.ts';
import { messageOf } from './suite/client.ts';

const mounts = [
  '',
  '/tmf-api/performance/v5',
  ...apiMounts.filter(({ api }) => api !== 'assurance-v1').flatMap((each) => each.mounts),
];

const measurementEvent = (eventId: string, value: string, more: JsonObject = {}): JsonObject => ({
  ...{ eventId, eventType: 'PerformanceMeasurementCreateEvent', eventTime: '2026-11-22T11:00:00Z' },
  event: {
    performanceMeasurement: {
      ...{ id: 'pm-1', '@type': 'PerformanceMeasurementAtomic', tag: { serviceId: 'svc-1' } },
      validFor: { startDateTime: '2026-11-22T10:00:00Z', endDateTime: '2026-11-22T10:15:00Z' },
      performanceIndicatorValue: [
        { performanceIndicatorSpecification: { name: 'rtt', indicatorUnit: 'ms' }, observedValue: value },
      ],
    },
  },
  ...more,
});

describe('a listener of this service', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startService({ SURETY_CALLBACK_ALLOW: '127.0.0.1' });
  });
  afterEach(async () => {
    expect(service.errors, 'errors in the log').to.deep.equal([]);
    await service.stop();
  });

  const post = (path: string, body: object): request.Test => request(service.url).post(path).send(body);
  /** How many events had each outcome so far. */
  const outcomes = async (): Promise<Record<string, number>> => {
    const { text } = await request(service.url).get('/metrics').expect(200);
    const lines = text.matchAll(/^surety_inbound_events_total\{outcome="(\w+)"\} (\d+)$/gm);
    return Object.fromEntries([...lines].map(([, outcome = '', count]) => [outcome, Number(count)]));
  };
  /** What sending a value of svc-1 at 10:15 comes to: `duplicate` when it is what is known. */
  const repeat = async (value: number): Promise<unknown> => {
    const body = { indicator: 'rtt', subject: 'svc-1', value, unit: 'ms', at: '2026-11-22T10:15:00Z' };
    return (await request(service.url).post('/assurance/v1/measurement').send(body).expect(200)).body as unknown;
  };

  it('takes events of any type, known or not, at every base path', async () => {
    for (const [at, mount] of mounts.entries()) {
      const first = {
        eventId: `a${String(at)}`,
        eventType: 'ServiceProblemCreateEvent',
        event: { serviceProblem: {} },
      };
      const { body } = await post(`${mount}/listener`, first).expect(201);
      expect(body, mount).to.deep.equal({ eventId: `a${String(at)}`, eventType: 'ServiceProblemCreateEvent' });
      const named = `${mount}/listener/serviceLevelObjectiveCreateEvent`;
      const second = await post(named, { eventId: `b${String(at)}`, event: {} }).expect(201);
      expect(second.body, mount).to.include({ eventType: 'ServiceLevelObjectiveCreateEvent' });
    }
    expect(await outcomes()).to.deep.equal({ ignored: 2 * mounts.length });
  });

  it('goes by the type in the body, and by the path only without one', async () => {
    const { body } = await post('/listener/somethingElse', { eventId: 'a', eventType: 'FooEvent' }).expect(201);
    expect(body).to.deep.equal({ eventId: 'a', eventType: 'FooEvent' });
    const odd = await post('/listener/fooEvent', { eventId: 7, eventType: null }).expect(201);
    expect(odd.body).to.deep.equal({ eventId: '7', eventType: 'FooEvent' });
  });

  const refused: [string, unknown, number, string][] = [
    ['an event without a type', { eventId: 'a', event: {} }, 400, 'eventType: required'],
    ['a type that is no text', { eventType: 5 }, 400, 'eventType: must be a text that is not empty'],
    ['an empty type', { eventType: '' }, 400, 'eventType: must be a text that is not empty'],
    ['a type without end', { eventType: 'x'.repeat(257) }, 400, 'eventType: is longer than 256 characters'],
    ['an array', [{ eventType: 'FooEvent' }], 400, 'the body must be one JSON object'],
    ['a name that could do harm', { eventType: 'FooEvent', event: { $where: 1 } }, 400, 'event.$where'],
  ];
  for (const [name, body, status, message] of refused) {
    it(`refuses ${name}`, async () => {
      for (const mount of ['', '/tmf-api/slaManagement/v2']) {
        expect(messageOf(await post(`${mount}/listener`, body as object), status)).to.contain(message);
      }
      expect(await outcomes()).to.deep.equal({});
    });
  }

  it('refuses a type that is none although the path names one', async () => {
    for (const eventType of [5, '', ['FooEvent'], {}]) {
      const response = await post('/listener/fooEvent', { eventType });
      expect(messageOf(response, 400)).to.contain('eventType: must be a text that is not empty');
    }
    expect(await outcomes()).to.deep.equal({});
  });

  it('refuses what is not JSON, too large, of another media type or another method', async () => {
    const send = (text: string, type = 'application/json'): request.Test =>
      request(service.url).post('/listener/fooEvent').set('Content-Type', type).send(text);
    messageOf(await send('{"eventType":'), 400);
    messageOf(await send('"FooEvent"'), 400);
    messageOf(await send(''), 400);
    messageOf(await send('<event/>', 'application/xml'), 415);
    messageOf(await send(JSON.stringify({ eventType: 'FooEvent', pad: 'x'.repeat(1_048_576) })), 413);
    const { headers } = await request(service.url).get('/listener').expect(405);
    expect(headers['allow']).to.equal('POST, OPTIONS');
    expect(await outcomes()).to.deep.equal({});
  });

  it('makes measurements of the events that tell of some, after it has answered, once', async () => {
    await post('/listener', measurementEvent('m1', '42.5')).expect(201);
    await post('/tmf-api/performance/v5/listener/performanceMeasurementCreateEvent', measurementEvent('m1', '42.5'));
    await post('/listener', measurementEvent('m1', '99', { eventType: 'performancemeasurementCREATEevent' }));
    expect(await outcomes()).to.deep.equal({ duplicate: 2 });
    expect(await service.beats.takeInEvents()).to.equal(1);
    expect(await repeat(42.5)).to.deep.include({ duplicate: 1, accepted: 0 });
    await post('/listener', measurementEvent('m1', '42.5')).expect(201);
    expect(await service.beats.takeInEvents()).to.equal(0);
    expect(await outcomes()).to.deep.equal({ duplicate: 3, taken: 1 });
  });

  it('knows an event without an id by its body', async () => {
    const body = measurementEvent('', '1');
    await post('/listener', body).expect(201);
    await post('/listener', body).expect(201);
    await post('/listener', measurementEvent('', '2')).expect(201);
    expect(await outcomes()).to.deep.equal({ duplicate: 1 });
    expect(await service.beats.takeInEvents()).to.equal(2);
  });

  it('lets no older event overwrite what a newer one has told', async () => {
    const change = { eventType: 'PerformanceMeasurementAttributeValueChangeEvent' };
    await post('/listener', measurementEvent('m2', '2', { ...change, eventTime: '2026-11-22T11:30:00Z' }));
    await post('/listener', measurementEvent('m1', '1')).expect(201);
    await service.beats.takeInEvents();
    await post('/listener', measurementEvent('m0', '0', { eventTime: '2026-11-22T10:30:00Z' })).expect(201);
    await service.beats.takeInEvents();
    expect(await repeat(2)).to.deep.include({ duplicate: 1 });
    expect(await outcomes()).to.deep.equal({ taken: 2, outdated: 1 });
  });

  it('takes the time of the event for a measurement without one, and says of others that they cannot be read', async () => {
    const pm = measurementEvent('m1', '3').event as { performanceMeasurement: JsonObject };
    const { validFor: _validFor, ...timeless } = pm.performanceMeasurement;
    const event = { performanceMeasurement: timeless };
    await post('/listener', measurementEvent('m1', '', { eventTime: '2026-11-22T10:15:00Z', event })).expect(201);
    await post('/listener', measurementEvent('m2', 'fast')).expect(201);
    await post('/listener', measurementEvent('m3', '1', { event: { performanceMeasurement: [] } })).expect(201);
    expect(await service.beats.takeInEvents()).to.equal(3);
    expect(await outcomes()).to.deep.equal({ taken: 1, refused: 2 });
    expect(await repeat(3)).to.deep.include({ duplicate: 1 });
  });

  it('may be the callback of its own hub, and hears of a violation once', async () => {
    const base = '/tmf-api/slaManagement/v2';
    await post(`${base}/hub`, { callback: `${service.url}/listener` }).expect(201);
    await post(`${base}/slaViolation`, { violation: { comment: 'by hand' } }).expect(201);
    await service.beats.relay();
    await service.beats.deliver();
    await service.beats.relay();
    await service.beats.deliver();
    expect(await outcomes()).to.deep.equal({ ignored: 1 });
  });
});
