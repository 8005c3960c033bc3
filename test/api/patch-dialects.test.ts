import { expect } from 'chai';
import type { Test } from 'supertest';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';
import { startService, type TestService } from '../support/service.ts';
import { type Client, clientOf, messageOf, objectOf, targetOf } from './suite/client.ts';
import { sendPatch } from './suite/patching.ts';

const jsonPatch = 'application/json-patch+json';
const queryPatch = 'application/json-patch-query+json';

describe('a patch in the words of one version of what another version has made', () => {
  let service: TestService;
  const at = (api: Parameters<typeof targetOf>[0], segment = 'serviceLevelObjective'): Client =>
    clientOf(service, targetOf(api, segment));
  const v4 = (): Client => at('tmf657-v4');
  const v2 = (): Client => at('tmf657-v2');
  const legacy = (): Client => at('tmf657-legacy');
  const operate = (client: Client, { id }: JsonObject, ...body: JsonValue[]): Test =>
    sendPatch(client, id, { type: jsonPatch, body });
  const query = (client: Client, { id }: JsonObject, ...body: JsonValue[]): Test =>
    sendPatch(client, id, { type: queryPatch, body });
  const read = async (client: Client, { id }: JsonObject): Promise<JsonObject> =>
    objectOf(await client.get(`/${String(id)}`).expect(200));
  const eventTypes = async (): Promise<string[]> => {
    const store = await service.storage.collection(
      targetOf('tmf657-v4', 'serviceLevelObjective').binding.definition.collection,
    );
    return (await store.pendingEvents(100)).map(({ event }) => event.eventType);
  };

  const promise = { conformanceComparator: '<=', conformanceTarget: '50' };
  const entity = { id: 'svc-1', href: 'https://inventory.example/1' };
  const made = (): Promise<JsonObject> =>
    v2().create({ ...promise, specParameter: { name: 'rtt', type: 'KPI', relatedEntity: [entity] } });

  before(async () => {
    service = await startService();
  });
  after(async () => {
    await service.stop();
  });
  afterEach(() => {
    expect(service.errors, 'errors in the log').to.deep.equal([]);
  });

  it('takes every spelling of a name, in pointers, queries, JSONPath and values', async () => {
    const objective = await made();
    await operate(v2(), objective, { op: 'test', path: '/serviceLevelSpecParameter/type', value: 'KPI' }).expect(200);
    for (const [path, type] of [
      ['/specParameter/type?specParameter.name=rtt', 'a'],
      ['/serviceLevelObjectiveParameter/parameterType?serviceLevelSpecParameter.type=a', 'b'],
      ["specParameter[?(@.type=='b')].type", 'c'],
      ['$.specParameter.type', 'd'],
    ] as const) {
      const response = await query(v2(), objective, { op: 'replace', path, value: type });
      expect(response.status, response.text).to.equal(200);
      expect(response.body, path).to.have.nested.property('specParameter.type', type);
    }
    const parameter = { name: 'loss', type: 'KQI', relatedEntity: [entity] };
    await operate(v2(), objective, { op: 'add', path: '/specParameter', value: parameter }).expect(200);
    expect(await read(v4(), objective)).to.have.nested.property('serviceLevelObjectiveParameter.parameterType', 'KQI');
    expect(await read(legacy(), objective)).to.have.nested.property('serviceLevelSpecParameter.type', 'KQI');
  });

  it('refuses two spellings of one attribute in a value, and names the value', async () => {
    const objective = await made();
    const value = { name: 'loss', type: 'KQI', parameterType: 'KPI', relatedEntity: [entity] };
    const response = await operate(v2(), objective, { op: 'replace', path: '/specParameter', value });
    expect(messageOf(response, 400)).to.contain('[0].value:').and.to.contain('specParameter.parameterType');
  });

  it('names what is wrong with the result as the caller calls it', async () => {
    const objective = await made();
    for (const [client, path, fault] of [
      [v2(), '/specParameter/name', 'specParameter.name:'],
      [v2(), '/specParameter/relatedEntity/0/href', 'specParameter.relatedEntity[0].href:'],
      [v4(), '/serviceLevelObjectiveParameter', 'serviceLevelObjectiveParameter:'],
      [legacy(), '/serviceLevelSpecParameter', 'serviceLevelSpecParameter:'],
    ] as const) {
      expect(messageOf(await operate(client, objective, { op: 'remove', path }), 400), path).to.contain(fault);
    }
    expect(await read(v2(), objective)).to.deep.equal(objective);
  });

  it('does not have to mend what another version may leave out', async () => {
    const objective = await v4().create({ ...promise, serviceLevelObjectiveParameter: {} });
    await operate(v2(), objective, { op: 'add', path: '/name', value: 'Latency' }).expect(200);
    await v2().patch(objective['id'], { conformanceTarget: '60' }).expect(200);
    await operate(v2(), objective, { op: 'add', path: '/specParameter/type', value: 'KPI' }).expect(200);
    const broken = { op: 'add', path: '/specParameter/relatedEntity', value: [{ id: 'svc-2' }] };
    expect(messageOf(await operate(v2(), objective, broken), 400)).to.contain('specParameter.relatedEntity[0].href:');
    expect(await read(v4(), objective)).to.deep.include({ name: 'Latency', conformanceTarget: '60' });
  });

  it('does not have to mend an element that only moves', async () => {
    const bare = { id: 'b', role: 'r', '@referredType': 'Service' };
    const relatedEntity = [{ ...bare, id: 'a', href: 'x' }, bare];
    const objective = await v4().create({ ...promise, serviceLevelObjectiveParameter: { name: 'rtt', relatedEntity } });
    await operate(v2(), objective, { op: 'remove', path: '/specParameter/relatedEntity/0' }).expect(200);
    const stored = await read(v4(), objective);
    expect(stored).to.have.deep.nested.property('serviceLevelObjectiveParameter.relatedEntity', [bare]);
  });

  it('leaves alone what the caller’s version does not show', async () => {
    const types = { '@type': 'GoldObjective', '@baseType': 'ServiceLevelObjective' };
    const relatedEntity = [{ ...entity, role: 'monitored', '@referredType': 'Service' }];
    const parameter = { name: 'rtt', parameterType: 'KPI', relatedEntity, '@type': 'GoldParameter' };
    const objective = await v4().create({ ...promise, ...types, serviceLevelObjectiveParameter: parameter });
    expect(await read(legacy(), objective)).not.to.have.property('@type');
    await operate(
      legacy(),
      objective,
      { op: 'replace', path: '/serviceLevelSpecParameter/type', value: 'KQI' },
      { op: 'replace', path: '/serviceLevelSpecParameter/relatedEntity/0/id', value: 'svc-9' },
    ).expect(200);
    expect(await read(v4(), objective)).to.deep.equal({
      ...objective,
      serviceLevelObjectiveParameter: {
        ...parameter,
        parameterType: 'KQI',
        relatedEntity: [{ ...relatedEntity[0], id: 'svc-9' }],
      },
    });
  });

  it('that sends back what was shown changes nothing, whatever was filled in or left out', async () => {
    const parameter = {
      name: 'rtt',
      relatedEntity: [
        { ...entity, role: 'r', '@referredType': 'S' },
        { ...entity, id: 'b' },
      ],
    };
    const bare = {
      ...promise,
      serviceLevelSpecParameter: { name: 'rtt', relatedEntity: [{ href: 'https://h.example/7' }] },
    };
    const makers = [
      () =>
        v4().create({
          ...promise,
          serviceLevelObjectiveParameter: {
            name: 'rtt',
            relatedEntity: parameter.relatedEntity.map((each) => ({ role: 'q', '@referredType': 'T', ...each })),
          },
          '@baseType': 'B',
        }),
      made,
      () => legacy().create(bare),
    ];
    for (const make of makers) {
      for (const client of [v4(), v2(), legacy()]) {
        const objective = await make();
        const events = await eventTypes();
        const shown = await client.get(`/${String(objective.id)}`).expect(200);
        const merged = await client.patch(objective.id, objectOf(shown)).expect(200);
        const replaced = await operate(client, objective, { op: 'replace', path: '', value: objectOf(shown) }).expect(
          200,
        );
        for (const response of [merged, replaced]) {
          expect(response.headers['etag']).to.equal(shown.headers['etag']);
          expect(response.body).to.deep.equal(shown.body);
        }
        expect(await eventTypes()).to.deep.equal(events);
      }
    }
  });

  it('that sends back what was shown, changed, keeps what was not', async () => {
    const relatedEntity = [
      { ...entity, role: 'r', '@referredType': 'S' },
      { ...entity, id: 'b', role: 'q', '@referredType': 'T' },
    ];
    const objective = await v4().create({ ...promise, serviceLevelObjectiveParameter: { name: 'rtt', relatedEntity } });
    const { serviceLevelSpecParameter, ...rest } = await read(legacy(), objective);
    const sent: JsonObject = { ...(serviceLevelSpecParameter as JsonObject), name: 'loss' };
    const [first, second] = sent.relatedEntity as JsonObject[];
    const body = { ...rest, serviceLevelSpecParameter: { ...sent, relatedEntity: [second, { id: 'new' }, first] } };
    for (const patch of [
      () => legacy().patch(objective.id, body),
      () => operate(legacy(), objective, { op: 'replace', path: '', value: body as JsonObject }),
    ]) {
      await patch().expect(200);
      const after = await read(v4(), objective);
      expect(after).to.have.nested.property('serviceLevelObjectiveParameter.name', 'loss');
      expect(after)
        .to.have.nested.property('serviceLevelObjectiveParameter.relatedEntity')
        .that.deep.equals([
          relatedEntity[1],
          { id: 'new', role: 'related', '@referredType': 'Entity' },
          relatedEntity[0],
        ]);
    }
    const { '@type': type, ...others } = await read(v2(), await made());
    expect(type).to.equal(undefined);
    const changed = await read(v4(), others);
    await v4()
      .patch(changed.id, { ...changed, name: 'mine' })
      .expect(200);
    expect(await read(v2(), changed)).to.deep.equal({ ...others, name: 'mine' });
  });

  it('may test what the caller only sees', async () => {
    const objective = await made();
    await operate(
      v4(),
      objective,
      { op: 'test', path: '/serviceLevelObjectiveParameter/relatedEntity/0/role', value: 'related' },
      { op: 'test', path: '/serviceLevelObjectiveParameter/relatedEntity/0/@referredType', value: 'Entity' },
    ).expect(200);
    const bundle = await at('tmf657-v4', 'serviceLevelSpecification').create({
      name: 'Gold',
      relatedServiceLevelObjective: [{ id: objective['id'] ?? null }, { id: 'not-here' }],
    });
    const specifications = at('tmf657-v2', 'serviceLevelSpecification');
    await operate(
      specifications,
      bundle,
      { op: 'test', path: '/objective/0/href', value: objective['href'] ?? null },
      { op: 'test', path: '/objective/1/href', value: 'not-here' },
    ).expect(200);
    const path = `/objective?objective.href=${String(objective['href'])}`;
    const response = await query(specifications, bundle, { op: 'remove', path }).expect(200);
    expect(response.body).to.have.deep.property('objective', [{ id: 'not-here', href: 'not-here' }]);
  });

  it('announces one change with the attributes of all its operations, and nothing when it fails or changes nothing', async () => {
    const objective = await made();
    const before = await eventTypes();
    await operate(v2(), objective).expect(200);
    await operate(v2(), objective, { op: 'replace', path: '/conformanceTarget', value: '50' }).expect(200);
    await query(v2(), objective, { op: 'add', path: '$', value: {} }).expect(200);
    const [change, failing] = [
      { op: 'replace', path: '/conformanceTarget', value: '60' },
      { op: 'test', path: '/conformanceTarget', value: '70' },
    ];
    messageOf(await operate(v2(), objective, change, failing, change), 409);
    messageOf(await operate(v2(), objective, change, { op: 'remove', path: '/specParameter' }), 400);
    expect(await eventTypes()).to.deep.equal(before);
    await operate(v2(), objective, change, { op: 'add', path: '/name', value: 'x' }).expect(200);
    expect(await eventTypes()).to.deep.equal([...before, 'ServiceLevelObjectiveAttributeValueChangeEvent']);
  });

  it('loses none of many patches at once, and applies each to what the others have left', async () => {
    const objective = await v4().create({ ...promise, serviceLevelObjectiveParameter: {}, count: [] });
    const patches = Array.from({ length: 10 }, (_, number) =>
      operate(number % 2 === 0 ? v2() : v4(), objective, { op: 'add', path: '/count/-', value: number }),
    );
    for (const response of await Promise.all(patches)) expect(response.status, response.text).to.equal(200);
    const { count } = await read(v4(), objective);
    expect([...(count as number[])].sort()).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('has tags of its own for every version', async () => {
    const objective = await made();
    const tag = String((await v4().get(`/${String(objective['id'])}`)).headers['etag']);
    messageOf(await v2().patch(objective['id'], { name: 'x' }).set('If-Match', tag), 412);
    await v4().patch(objective['id'], { name: 'x' }).set('If-Match', tag).expect(200);
  });
});
