import { expect } from 'chai';
import request from 'supertest';
import { callbackSink, type CallbackSink, type ReceivedCallback } from '../support/callback-sink.ts';
import { startService, type TestService } from '../support/service.ts';
import { messageOf } from './suite/client.ts';

const v4 = '/tmf-api/serviceQualityManagement/v4';
const v2 = '/tmf-api/serviceQualityManagement/v2';
const legacy = '/tmf-api/serviceQualityManagement';

const objective = {
  name: 'Latency',
  conformanceComparator: '<=',
  conformanceTarget: '50 ms',
  serviceLevelObjectiveParameter: { name: 'rtt', parameterType: 'KPI' },
};

describe('a subscription on a hub of TMF657', () => {
  let service: TestService;
  let sink: CallbackSink;
  const http = (): ReturnType<typeof request> => request(service.url);
  const subscribe = (base: string, path: string, query?: string): request.Test =>
    http()
      .post(`${base}/hub`)
      .send({ callback: `${sink.url}/${path}`, ...(query === undefined ? {} : { query }) });
  const patch = (path: string, body: object): request.Test =>
    http().patch(path).set('Content-Type', 'application/merge-patch+json').send(JSON.stringify(body));
  const heard = async (count: number): Promise<ReceivedCallback[]> => {
    await service.beats.relay();
    await service.beats.deliver();
    return sink.waitFor(count);
  };

  beforeEach(async () => {
    sink = await callbackSink();
    service = await startService({ SURETY_CALLBACK_ALLOW: '127.0.0.1' });
  });
  afterEach(async () => {
    await service.stop();
    await sink.close();
    expect(service.errors, 'errors in the log').to.deep.equal([]);
  });

  for (const [base, words] of [
    [v4, { parameter: 'serviceLevelObjectiveParameter', type: 'parameterType' }],
    [v2, { parameter: 'specParameter', type: 'type' }],
    [legacy, { parameter: 'serviceLevelSpecParameter', type: 'type' }],
  ] as const) {
    it(`at ${base} gets events in the words of that version, whoever made the change`, async () => {
      await subscribe(base, 'a').expect(201);
      const { body: made } = await http().post(`${v4}/serviceLevelObjective`).send(objective).expect(201);
      const path = `/serviceLevelObjective/${String(made.id)}`;
      await patch(`${v2}${path}`, { conformanceTarget: '45 ms', specParameter: { type: 'KQI' } }).expect(200);
      const shown = (await http().get(`${base}${path}`).expect(200)).body;
      await http().delete(`${legacy}${path}`).expect(204);
      const [created, changed, removed] = (await heard(3)).map(({ body }) => body);
      const types =
        base === v4
          ? ['CreateEvent', 'AttributeValueChangeEvent', 'DeleteEvent']
          : ['CreationNotification', 'AttributeValueChangeNotification', 'RemoveNotification'];
      expect([created, changed, removed].map((event) => event!['eventType'])).to.deep.equal(
        types.map((type) => `ServiceLevelObjective${type}`),
      );
      for (const event of [created, changed, removed]) {
        expect(event).to.include({ domain: 'ServiceQualityManagement' });
        expect(event).to.have.property('timeOcurred');
      }
      expect(changed!['event']).to.deep.equal({ serviceLevelObjective: shown });
      expect(shown).to.include({ href: `${service.url}${base}${path}` });
      expect(shown[words.parameter]).to.deep.equal({ name: 'rtt', [words.type]: 'KQI' });
      expect(removed!['event']).to.deep.equal({ serviceLevelObjective: shown });
      expect(changed!['fieldPath']).to.equal(`conformanceTarget,${words.parameter}`);
      expect(created!['event']).to.deep.nested.include({
        [`serviceLevelObjective.${words.parameter}.${words.type}`]: 'KPI',
      });
    });
  }

  it('at version 2 gets the @type that its sender wrote, even the one every resource has, and no other', async () => {
    await subscribe(v2, 'a').expect(201);
    const sent = { ...objective, '@type': 'ServiceLevelObjective' };
    const { body: typed } = await http().post(`${v4}/serviceLevelObjective`).send(sent).expect(201);
    await http().post(`${v4}/serviceLevelObjective`).send(objective).expect(201);
    const [first, second] = await heard(2);
    const read = (
      await http()
        .get(`${v2}/serviceLevelObjective/${String(typed.id)}`)
        .expect(200)
    ).body;
    expect(read).to.include({ '@type': 'ServiceLevelObjective' });
    const events = [first, second].map((each) => each!.body['event'] as { serviceLevelObjective: { id: string } });
    expect(events.find(({ serviceLevelObjective: { id } }) => id === typed.id)!.serviceLevelObjective).to.deep.equal(
      read,
    );
    expect(
      events.find(({ serviceLevelObjective: { id } }) => id !== typed.id)!.serviceLevelObjective,
    ).not.to.have.property('@type');
  });

  it('gets specifications with the hrefs of its version', async () => {
    await subscribe(v2, 'a').expect(201);
    await http()
      .post(`${v4}/serviceLevelSpecification`)
      .send({ name: 'a', relatedServiceLevelObjective: [{ id: 'x' }] })
      .expect(201);
    const [{ body }] = (await heard(1)) as [ReceivedCallback];
    expect(body['eventType']).to.equal('ServiceLevelSpecificationCreationNotification');
    expect(body['event']).to.deep.nested.include({
      'serviceLevelSpecification.objective': [{ id: 'x', href: `${service.url}${v2}/serviceLevelObjective/x` }],
    });
  });

  it('may be asked for by any spelling its version takes, of attributes and event types', async () => {
    const wanted: [base: string, query: string][] = [
      [v2, 'event.serviceLevelObjective.specParameter.name=rtt'],
      [v2, 'event.serviceLevelObjective.serviceLevelSpecParameter.name=rtt'],
      [v2, 'event.serviceLevelObjective.serviceLevelObjectiveParameter.parameterType=KPI'],
      [v2, 'eventType=ServiceLevelObjectiveCreationNotification'],
      [v2, 'eventType=serviceLevelObjectiveCreateEvent'],
      [v2, 'fields=eventId,event.serviceLevelObjective.serviceLevelSpecParameter.type'],
      [legacy, 'event.serviceLevelObjective.serviceLevelSpecParameter.type=KPI'],
      [v4, 'event.serviceLevelObjective.serviceLevelObjectiveParameter.name=rtt'],
    ];
    for (const [at, [base, query]] of wanted.entries()) await subscribe(base, `yes/${String(at)}`, query).expect(201);
    await subscribe(v2, 'no/1', 'event.serviceLevelObjective.specParameter.name=loss').expect(201);
    await subscribe(v2, 'no/2', 'eventType=ServiceLevelObjectiveRemoveNotification').expect(201);
    await subscribe(v4, 'no/3', 'event.serviceLevelObjective.specParameter.name=rtt').expect(201);
    await http().post(`${v4}/serviceLevelObjective`).send(objective).expect(201);
    const received = await heard(wanted.length);
    expect(received.map(({ path }) => path).sort()).to.deep.equal(
      wanted.map((_query, at) => `/listener/yes/${String(at)}`),
    );
    const narrow = received.find(({ path }) => path.endsWith('/5'))!.body;
    expect(narrow['event']).to.deep.equal({ serviceLevelObjective: { specParameter: { type: 'KPI' } } });
  });

  it('hears of sub-types under the name of the resource, and may ask for one of them by @type', async () => {
    await subscribe(v4, 'all').expect(201);
    await subscribe(v4, 'gold', 'event.serviceLevelObjective.@type=Gold').expect(201);
    await http().post(`${v4}/serviceLevelObjective`).send(objective).expect(201);
    await http()
      .post(`${v4}/serviceLevelObjective`)
      .send({ ...objective, '@type': 'Gold', '@baseType': 'ServiceLevelObjective' })
      .expect(201);
    const received = await heard(3);
    expect(received.map(({ path }) => path).sort()).to.deep.equal(
      ['all', 'all', 'gold'].map((at) => `/listener/${at}`),
    );
    const { body } = received.find(({ path }) => path.endsWith('/gold'))!;
    expect(body['eventType']).to.equal('ServiceLevelObjectiveCreateEvent');
    expect(body['event']).to.deep.nested.include({ 'serviceLevelObjective.@type': 'Gold' });
  });

  it('is a conflict only with one of the same version', async () => {
    for (const base of [v4, v2, legacy]) {
      await subscribe(base, 'a').expect(201);
      messageOf(await subscribe(base, 'a'), 409);
    }
    for (const base of [v4, v2, legacy]) {
      const { body } = await http().get(`${base}/hub`).expect(200);
      expect(body).to.have.length(1);
      expect(body[0].href).to.equal(`${service.url}${base}/hub/${String(body[0].id)}`);
    }
  });

  it('is refused when its query cannot be read', async () => {
    for (const base of [v2, legacy]) {
      expect(messageOf(await subscribe(base, 'a', 'event.serviceLevelObjective..name=1'), 400)).to.contain('query');
    }
  });
});
