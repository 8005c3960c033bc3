import { expect } from 'chai';
import request from 'supertest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { startService, type TestService } from '../support/service.ts';
import { listOf, messageOf, objectOf } from './suite/client.ts';

const bases = {
  v4: '/tmf-api/serviceQualityManagement/v4',
  v2: '/tmf-api/serviceQualityManagement/v2',
  legacy: '/tmf-api/serviceQualityManagement',
} as const;

type Version = keyof typeof bases;

const versions = Object.keys(bases) as Version[];

/** What each version calls the attributes in which they differ. */
const words = {
  v4: {
    parameter: 'serviceLevelObjectiveParameter',
    type: 'parameterType',
    consequence: 'serviceLevelObjectiveConsequence',
    objectives: 'relatedServiceLevelObjective',
  },
  v2: { parameter: 'specParameter', type: 'type', consequence: 'specConsequence', objectives: 'objective' },
  legacy: {
    parameter: 'serviceLevelSpecParameter',
    type: 'type',
    consequence: 'serviceLevelSpecConsquence',
    objectives: 'relatedServiceLevelObjective',
  },
} as const;

const entity = { id: 'svc-1', href: 'https://inv.example/service/svc-1' };
const whole = { role: 'related', '@referredType': 'Entity' };

/** The same objective in the words of a version. */
function objective(version: Version, entities: JsonObject[] = [entity]): JsonObject {
  const { parameter, type, consequence } = words[version];
  return {
    name: 'Latency',
    conformanceComparator: '<=',
    conformanceTarget: '50 ms',
    [parameter]: { name: 'rtt', [type]: 'KPI', relatedEntity: entities },
    [consequence]: [{ prescribedAction: 'call' }],
  };
}

/** The related entity as a version needs it to be sent. */
function sentEntity(version: Version): JsonObject {
  return version === 'v4' ? { ...entity, ...whole } : entity;
}

describe('an objective or a specification in the versions of TMF657', () => {
  let service: TestService;
  const http = (): ReturnType<typeof request> => request(service.url);
  const slos = (version: Version): string => `${bases[version]}/serviceLevelObjective`;
  const slss = (version: Version): string => `${bases[version]}/serviceLevelSpecification`;
  const create = async (path: string, body: object): Promise<JsonObject> =>
    objectOf(await http().post(path).send(body).expect(201));
  const read = async (path: string): Promise<JsonObject> => objectOf(await http().get(path).expect(200));
  const patch = (path: string, body: object): request.Test =>
    http().patch(path).set('Content-Type', 'application/merge-patch+json').send(JSON.stringify(body));

  before(async () => {
    service = await startService();
  });
  after(async () => {
    await service.stop();
  });
  afterEach(() => {
    expect(service.errors, 'errors in the log').to.deep.equal([]);
  });

  for (const made of versions) {
    it(`created in ${made} is served in every other`, async () => {
      const { id } = await create(slos(made), objective(made, [sentEntity(made)]));
      const path = (version: Version): string => `${slos(version)}/${String(id)}`;
      for (const version of versions) {
        const found = await read(path(version));
        const entities = {
          v4: { ...entity, ...whole },
          v2: sentEntity(made),
          legacy: entity,
        };
        expect(found, version).to.deep.equal({
          id,
          href: `${service.url}${path(version)}`,
          ...objective(version, [entities[version]]),
          ...(version === 'v4' ? { '@type': 'ServiceLevelObjective' } : {}),
        });
        const listed = listOf(await http().get(slos(version)).expect(200));
        expect(listed.find((each) => each['id'] === id)).to.deep.equal(found);
      }
    });
  }

  it('answers what was sent, with id and href', async () => {
    const body = objective('v2');
    const response = await http().post(slos('v2')).send(body).expect(201);
    const { id, href, ...rest } = objectOf(response);
    expect(rest).to.deep.equal(body);
    expect(href).to.equal(`${service.url}${slos('v2')}/${String(id)}`);
    expect(response.headers['location']).to.equal(href);
  });

  it('shows a class name to version 2 only when a client has sent one', async () => {
    for (const [type, shown] of [
      [undefined, undefined],
      ['ServiceLevelObjective', 'ServiceLevelObjective'],
      ['GoldObjective', 'GoldObjective'],
    ]) {
      const made = await create(slos('v2'), { ...objective('v2'), ...(type === undefined ? {} : { '@type': type }) });
      expect(made['@type']).to.equal(shown);
      const path = `${slos('v2')}/${String(made['id'])}`;
      expect((await read(path))['@type']).to.equal(shown);
      expect(objectOf(await patch(path, { name: 'x', '@type': type }).expect(200))['@type']).to.equal(shown);
      const fields = await http().get(`${path}?fields=@type`).expect(200);
      expect(fields.body).to.deep.equal(shown === undefined ? {} : { '@type': shown });
      const newer = await read(`${slos('v4')}/${String(made['id'])}`);
      expect(newer['@type']).to.equal(type ?? 'ServiceLevelObjective');
      expect(await read(`${slos('legacy')}/${String(made['id'])}`)).not.to.have.property('@type');
    }
  });

  it('accepts older and canonical spellings, and answers its own', async () => {
    const { parameter: _parameter, ...terms } = { ...objective('v2'), parameter: 0 };
    const { specParameter = {}, specConsequence = [], ...rest } = terms as JsonObject;
    for (const version of ['v2', 'legacy'] as const) {
      for (const [parameter, consequence] of [
        ['specParameter', 'specConsquence'],
        ['serviceLevelSpecParameter', 'serviceLevelSpecConsequence'],
        ['serviceLevelObjectiveParameter', 'serviceLevelObjectiveConsequence'],
        ['specParameter', 'serviceLevelSpecConsquence'],
      ] as const) {
        const body = { ...rest, [parameter]: specParameter, [consequence]: specConsequence };
        const { id: _id, href: _href, ...made } = await create(slos(version), body);
        expect(made, `${version} ${parameter}`).to.deep.equal(objective(version));
      }
    }
    const made = await create(slss('v2'), { name: 'a', relatedServiceLevelObjective: [{ id: 'x', href: 'y' }] });
    expect(made['objective']).to.deep.equal([{ id: 'x', href: 'y' }]);
  });

  it('accepts herf for href without a version, and answers href', async () => {
    const { href, ...rest } = entity;
    const made = await create(slos('legacy'), objective('legacy', [{ ...rest, herf: href }]));
    expect(made['serviceLevelSpecParameter']).to.deep.include({ relatedEntity: [entity] });
    const response = await http()
      .post(slos('legacy'))
      .send(objective('legacy', [{ ...entity, herf: 'x' }]));
    expect(messageOf(response, 400)).to.contain('serviceLevelSpecParameter.relatedEntity[0].herf:');
  });

  for (const [version, second] of [
    ['v2', 'serviceLevelSpecParameter'],
    ['v2', 'serviceLevelObjectiveParameter'],
    ['legacy', 'specParameter'],
    ['legacy', 'serviceLevelObjectiveParameter'],
  ] as const) {
    it(`refuses ${second} beside ${words[version].parameter} in ${version}, and changes nothing`, async () => {
      const body = { ...objective(version), [second]: { name: 'other', relatedEntity: [entity] } };
      expect(messageOf(await http().post(slos(version)).send(body), 400)).to.contain(`${second}:`);
      const made = await create(slos(version), objective(version));
      const path = `${slos(version)}/${String(made['id'])}`;
      expect(messageOf(await patch(path, { [words[version].parameter]: {}, [second]: {} }), 400)).to.contain(
        `${second}:`,
      );
      expect(await read(path)).to.deep.equal(made);
    });
  }

  it('never mixes up what version 4 keeps under a name that means something else in another', async () => {
    const extension = { specParameter: 'mine', specConsquence: ['mine'], serviceLevelSpecParameter: { x: 1 } };
    const body: JsonObject = { ...objective('v4', [sentEntity('v4')]), ...extension };
    body['serviceLevelObjectiveParameter'] = {
      ...(body['serviceLevelObjectiveParameter'] as JsonObject),
      type: 'mine',
    };
    const made = await create(slos('v4'), body);
    const path = (version: Version): string => `${slos(version)}/${String(made['id'])}`;
    const shown = await read(path('v2'));
    expect(shown).to.deep.include({ specConsequence: [{ prescribedAction: 'call' }] });
    expect(shown['specParameter']).to.deep.equal({
      name: 'rtt',
      type: 'KPI',
      relatedEntity: [sentEntity('v4')],
    });
    expect(shown).not.to.have.any.keys('specConsquence', 'serviceLevelSpecParameter');
    expect(await read(path('legacy')))
      .to.have.property('serviceLevelSpecParameter')
      .that.includes({ type: 'KPI' });
    await patch(path('v2'), { specParameter: { type: 'KQI' }, note: 'new' }).expect(200);
    const after = await read(path('v4'));
    expect(after).to.deep.include({ ...extension, note: 'new' });
    expect(after['serviceLevelObjectiveParameter']).to.include({ parameterType: 'KQI', type: 'mine' });
  });

  it('keeps through a change without a version what that version does not know', async () => {
    const made = await create(slos('v4'), {
      ...objective('v4', [{ ...entity, role: 'monitored', '@referredType': 'Service' }]),
      '@type': 'GoldObjective',
      '@baseType': 'ServiceLevelObjective',
      note: 'extension',
    });
    const path = (version: Version): string => `${slos(version)}/${String(made['id'])}`;
    const shown = objectOf(await patch(path('legacy'), { conformanceTarget: '45 ms' }).expect(200));
    expect(shown).to.deep.equal({
      id: made['id'],
      href: `${service.url}${path('legacy')}`,
      ...objective('legacy'),
      conformanceTarget: '45 ms',
      note: 'extension',
    });
    expect(await read(path('v4'))).to.deep.equal({ ...made, conformanceTarget: '45 ms' });
  });

  describe('hrefs of objectives', () => {
    it('are given to version 2 where there are none: of the objective that is here, else its id', async () => {
      const { id } = await create(slos('v4'), { ...objective('v4', []), id: 'here.1' });
      const made = await create(slss('v4'), {
        name: 'bundle',
        relatedServiceLevelObjective: [{ id: String(id) }, { id: 'elsewhere' }],
      });
      const shown = await read(`${slss('v2')}/${String(made['id'])}`);
      expect(shown['objective']).to.deep.equal([
        { id: 'here.1', href: `${service.url}${slos('v2')}/here.1` },
        { id: 'elsewhere', href: 'elsewhere' },
      ]);
      const listed = listOf(await http().get(slss('v2')).expect(200));
      expect(listed.find((each) => each['id'] === made['id'])).to.deep.equal(shown);
      expect(await read(`${slss('v4')}/${String(made['id'])}`)).to.deep.include({
        relatedServiceLevelObjective: [{ id: 'here.1' }, { id: 'elsewhere' }],
      });
    });

    it('are echoed where they are of the version that is asked or foreign, and lead into it where they are of another', async () => {
      const own = (version: Version): string => `${service.url}${slos(version)}/a.1`;
      const others = [
        'https://elsewhere.example/tmf-api/serviceQualityManagement/v4/serviceLevelObjective/a.1',
        `${service.url}/tmf-api/serviceQualityManagement/v9/serviceLevelObjective/a.1`,
        `${service.url}${slss('v4')}/a.1`,
        `${service.url}${slos('v4')}/a.1/b`,
        'a.1',
      ];
      for (const made of versions) {
        const name = words[made].objectives;
        const references = [own(made), ...others].map((href) => ({ id: 'a.1', href }));
        const { id, ...rest } = await create(slss(made), { name: 'bundle', [name]: references });
        expect(rest[name]).to.deep.equal(references);
        for (const version of versions) {
          const shown = await read(`${slss(version)}/${String(id)}`);
          const expected = [own(version), ...others].map((href) => ({ id: 'a.1', href }));
          const moved = expected.map((each) =>
            each.href === `${service.url}${slos('v4')}/a.1` ? { id: 'a.1', href: own(version) } : each,
          );
          expect(shown[words[version].objectives], `${made} in ${version}`).to.deep.equal(moved);
        }
      }
    });

    it('under the alias of version 2 are of version 2', async () => {
      const href = `${service.url}/serviceQualityManagement/v2/serviceLevelObjective/a.1`;
      const made = await create(slss('v2'), { name: 'bundle', objective: [{ id: 'a.1', href }] });
      expect(made['objective']).to.deep.equal([{ id: 'a.1', href }]);
      const older = await read(`/serviceQualityManagement/v2/serviceLevelSpecification/${String(made['id'])}`);
      expect(older['objective']).to.deep.equal([{ id: 'a.1', href }]);
      const newer = await read(`${slss('v4')}/${String(made['id'])}`);
      expect(newer['relatedServiceLevelObjective']).to.deep.equal([
        { id: 'a.1', href: `${service.url}${slos('v4')}/a.1` },
      ]);
    });
  });

  it('gives version 2 the id of a related entity for its href', async () => {
    const made = await create(slos('v4'), objective('v4', [{ id: 'svc-9', ...whole }]));
    const shown = await read(`${slos('v2')}/${String(made['id'])}`);
    expect(shown['specParameter']).to.deep.include({ relatedEntity: [{ id: 'svc-9', href: 'svc-9', ...whole }] });
    const bare = await create(slos('v4'), { ...objective('v4'), serviceLevelObjectiveParameter: {} });
    expect(await read(`${slos('v2')}/${String(bare['id'])}`)).to.deep.include({ specParameter: {} });
  });

  it('gives versions 2 and 4 an id of what was referred to without one', async () => {
    const href = 'https://inv.example/service/svc-7/?a=b';
    const { id } = await create(slos('legacy'), objective('legacy', [{ href }, {}]));
    const shown = await read(`${slos('v4')}/${String(id)}`);
    expect(shown['serviceLevelObjectiveParameter']).to.deep.include({
      relatedEntity: [
        { href, id: 'svc-7', ...whole },
        { id: '', ...whole },
      ],
    });
    expect((await read(`${slos('v2')}/${String(id)}`))['specParameter']).to.deep.include({
      relatedEntity: [
        { href, id: 'svc-7' },
        { id: '', href: '' },
      ],
    });
    const bundle = await create(slss('legacy'), { name: 'a', relatedServiceLevelObjective: [{ href: 'x' }] });
    for (const version of ['v4', 'v2'] as const) {
      const shown = await read(`${slss(version)}/${String(bundle['id'])}`);
      expect(shown[words[version].objectives]).to.deep.equal([{ href: 'x', id: 'x' }]);
    }
  });

  describe('are found, sorted and selected', () => {
    const named = async (path: string): Promise<unknown[]> => {
      const response = await http().get(path);
      expect([200, 206], response.text).to.include(response.status);
      return listOf(response).map(({ name }) => name);
    };

    before(async () => {
      for (const [name, metric, type, action] of [
        ['q-a', 'loss', 'KPI', 'one'],
        ['q-b', 'delay', 'KQI', 'two'],
      ]) {
        await create(slos('v4'), {
          ...objective('v4', [{ id: `q-${String(metric)}`, ...whole }]),
          name,
          serviceLevelObjectiveParameter: {
            name: metric,
            parameterType: type,
            relatedEntity: [{ id: `q-${String(metric)}`, ...whole }],
          },
          serviceLevelObjectiveConsequence: [{ prescribedAction: action }],
        });
        await create(slss('v4'), { name, relatedServiceLevelObjective: [{ id: `q-${String(metric)}` }] });
      }
    });

    const spellings: Record<
      Version,
      { parameters: string[]; types: string[]; consequences: string[]; objectives: string[] }
    > = {
      v4: {
        parameters: [words.v4.parameter],
        types: ['parameterType'],
        consequences: [words.v4.consequence],
        objectives: [words.v4.objectives],
      },
      v2: {
        parameters: ['specParameter', 'serviceLevelSpecParameter', words.v4.parameter],
        types: ['type', 'parameterType'],
        consequences: ['specConsequence', 'specConsquence', words.legacy.consequence, words.v4.consequence],
        objectives: ['objective', words.v4.objectives],
      },
      legacy: {
        parameters: ['serviceLevelSpecParameter', words.v4.parameter],
        types: ['type', 'parameterType'],
        consequences: [words.legacy.consequence, words.v4.consequence],
        objectives: [words.v4.objectives],
      },
    };

    for (const version of versions) {
      const { parameters, types, consequences, objectives } = spellings[version];
      for (const parameter of parameters) {
        for (const type of types) {
          it(`${version}: by ${parameter}.name and ${parameter}.${type}`, async () => {
            expect(await named(`${slos(version)}?${parameter}.name=loss`)).to.deep.equal(['q-a']);
            expect(await named(`${slos(version)}?${parameter}.${type}=KQI&name=q-b`)).to.deep.equal(['q-b']);
            expect(await named(`${slos(version)}?${parameter}.${type}.ne=KQI&name=q-a,q-b`)).to.deep.equal(['q-a']);
            expect(await named(`${slos(version)}?${parameter}.relatedEntity.id=q-delay`)).to.deep.equal(['q-b']);
            expect(await named(`${slos(version)}?name=q-a,q-b&sort=${parameter}.name`)).to.deep.equal(['q-b', 'q-a']);
            expect(await named(`${slos(version)}?name=q-a,q-b&sort=-${parameter}.${type}`)).to.deep.equal([
              'q-b',
              'q-a',
            ]);
            const fields = `${parameter}.${type},name`;
            const [found] = listOf(
              await http()
                .get(`${slos(version)}?name=q-a&fields=${fields}`)
                .expect(200),
            );
            const { id, href, ...rest } = found ?? {};
            const own = words[version];
            expect(rest).to.deep.equal({ name: 'q-a', [own.parameter]: { [own.type]: 'KPI' } });
            expect([id === undefined, href === undefined]).to.deep.equal([version !== 'v4', version !== 'v4']);
          });
        }
      }
      for (const consequence of consequences) {
        it(`${version}: by ${consequence}.prescribedAction`, async () => {
          expect(await named(`${slos(version)}?${consequence}.prescribedAction=two`)).to.deep.equal(['q-b']);
          expect(await named(`${slos(version)}?${consequence}.prescribedAction.gt=one&name=q-a,q-b`)).to.deep.equal([
            'q-b',
          ]);
        });
      }
      for (const name of objectives) {
        it(`${version}: specifications by ${name}.id`, async () => {
          expect(await named(`${slss(version)}?${name}.id=q-loss`)).to.deep.equal(['q-a']);
          expect(await named(`${slss(version)}?name=q-a,q-b&sort=${name}.id`)).to.deep.equal(['q-b', 'q-a']);
        });
      }

      it(`${version}: by JSONPath in its words`, async () => {
        const { parameter, type, objectives } = words[version];
        const filter = (text: string): string => `filter=${encodeURIComponent(text)}`;
        expect(
          await named(`${slos(version)}?name=q-a,q-b&${filter(`$[?(@.${parameter}.${type}=='KQI')]`)}`),
        ).to.deep.equal(['q-b']);
        expect(await named(`${slss(version)}?${filter(`$.${objectives}[?(@.id=='q-loss')]`)}`)).to.deep.equal(['q-a']);
      });

      it(`${version}: fields=none gives identity`, async () => {
        const [found] = listOf(
          await http()
            .get(`${slos(version)}?name=q-a&fields=none`)
            .expect(200),
        );
        expect(Object.keys(found ?? {})).to.deep.equal(['id', 'href']);
      });

      it(`${version}: what is not an operator is named in its words`, async () => {
        const { parameter, type } = words[version];
        const response = await http().get(`${slos(version)}?${parameter}.${type}.like=x`);
        expect(messageOf(response, 400)).to.match(
          new RegExp(`^${parameter}\\.${type}\\.like: ${parameter}\\.${type} has`),
        );
      });
    }

    it('v2: fields gives exactly what is asked for, with blanks after the comma, too', async () => {
      const response = await http()
        .get(`${slss('v2')}?name=q-a&fields=objective,%20name`)
        .expect(200);
      expect(response.body).to.deep.equal([{ name: 'q-a', objective: [{ id: 'q-loss', href: 'q-loss' }] }]);
      const twin = await http()
        .get(`${slos('v4')}?${words.v4.parameter}.name=loss&fields=name`)
        .expect(200);
      expect(Object.keys(listOf(twin)[0] ?? {})).to.have.members(['id', 'href', 'name']);
    });
  });

  describe('are changed by operations', () => {
    for (const version of versions) {
      const { parameter, type, consequence, objectives } = words[version];
      const change = (path: string, operations: object): request.Test =>
        http().patch(path).set('Content-Type', 'application/json-patch+json').send(JSON.stringify(operations));

      it(`${version}: whose paths and values are in its words`, async () => {
        const made = await create(slos(version), objective(version, [sentEntity(version)]));
        const path = `${slos(version)}/${String(made['id'])}`;
        const changed = await change(path, [
          { op: 'test', path: `/${parameter}/${type}`, value: 'KPI' },
          { op: 'replace', path: `/${parameter}/${type}`, value: 'KQI' },
          { op: 'add', path: `/${parameter}/relatedEntity/-`, value: { ...sentEntity(version), id: 'svc-2' } },
          { op: 'add', path: `/${consequence}/0`, value: { prescribedAction: 'write' } },
        ]).expect(200);
        const { body } = await change(path, [{ op: 'replace', path: `/${parameter}`, value: changed.body[parameter] }]);
        expect(body).to.deep.equal(changed.body);
        expect(await read(path)).to.deep.equal({
          ...made,
          [parameter]: {
            ...(made[parameter] as JsonObject),
            [type]: 'KQI',
            relatedEntity: [sentEntity(version), { ...sentEntity(version), id: 'svc-2' }],
          },
          [consequence]: [{ prescribedAction: 'write' }, { prescribedAction: 'call' }],
        });
      });

      it(`${version}: which are refused in its words, and change nothing`, async () => {
        const made = await create(slos(version), objective(version, [sentEntity(version)]));
        const path = `${slos(version)}/${String(made['id'])}`;
        for (const [operation, status, at] of [
          [{ op: 'remove', path: `/${parameter}` }, 400, `${parameter}: `],
          [{ op: 'replace', path: `/${parameter}/${type}`, value: 1 }, 400, `${parameter}.${type}: `],
          [{ op: 'remove', path: `/${parameter}/relatedEntity/7` }, 409, `/${parameter}/relatedEntity/7`],
        ] as const) {
          expect(messageOf(await change(path, [operation]), status)).to.contain(at);
        }
        expect(await read(path)).to.deep.equal(made);
        const bundle = await create(slss(version), { name: 'a', [objectives]: [{ id: 'x', href: 'x' }] });
        const emptied = await change(`${slss(version)}/${String(bundle['id'])}`, [
          { op: 'remove', path: `/${objectives}/0` },
        ]);
        expect(messageOf(emptied, 400)).to.contain(`${objectives}: `);
      });
    }

    it('v2: in older spellings, too, but not in two for one attribute', async () => {
      const made = await create(slos('v2'), objective('v2'));
      const path = `${slos('v2')}/${String(made['id'])}`;
      const change = (operations: object): request.Test =>
        http().patch(path).set('Content-Type', 'application/json-patch+json').send(JSON.stringify(operations));
      await change([
        { op: 'replace', path: '/serviceLevelSpecParameter/parameterType', value: 'KQI' },
        { op: 'remove', path: '/specConsquence' },
      ]).expect(200);
      const { specConsequence: _consequence, ...rest } = made;
      const expected = { ...rest, specParameter: { ...(rest['specParameter'] as JsonObject), type: 'KQI' } };
      expect(await read(path)).to.deep.equal(expected);
      const two = { name: 'a', relatedEntity: [entity], type: 'KPI', parameterType: 'KQI' };
      const response = await change([{ op: 'replace', path: '/specParameter', value: two }]);
      expect(messageOf(response, 400)).to.match(/specParameter\.parameterType.* is another spelling of type/);
      expect(await read(path)).to.deep.equal(expected);
    });
  });

  describe('are held to the standard on create and update', () => {
    for (const version of versions) {
      const { parameter, consequence, objectives } = words[version];
      const send = (body: object | string): request.Test =>
        http()
          .post(slos(version))
          .set('Content-Type', 'application/json')
          .serialize((raw: unknown) => (typeof raw === 'string' ? raw : JSON.stringify(raw)))
          .send(body);
      const bundle = (value: unknown): request.Test =>
        http()
          .post(slss(version))
          .send({ name: 'a', [objectives]: value });
      const valid = (): JsonObject => objective(version, [sentEntity(version)]);
      const inParameter = (more: JsonObject): JsonObject => ({
        ...valid(),
        [parameter]: { ...(valid()[parameter] as JsonObject), ...more },
      });

      it(`${version}: bodies that are no JSON object`, async () => {
        for (const body of ['{"name":', '[]', '"text"', '1', 'null']) messageOf(await send(body), 400);
      });

      it(`${version}: what is required, in its words`, async () => {
        for (const name of ['conformanceComparator', 'conformanceTarget', parameter]) {
          const { [name]: _left, ...rest } = valid();
          expect(messageOf(await send(rest), 400)).to.equal(`${name}: required`);
          expect(messageOf(await send({ ...valid(), [name]: null }), 400)).to.contain(`${name}: `);
        }
        expect(messageOf(await http().post(slss(version)).send({ name: 'a' }), 400)).to.equal(
          `${objectives}: required`,
        );
        messageOf(await bundle(null), 400);
        if (version === 'legacy') await bundle([{ href: 'x' }]).expect(201);
        else expect(messageOf(await bundle([{ href: 'x' }]), 400)).to.contain(`${objectives}[0].id: required`);
      });

      it(`${version}: texts that are none`, async () => {
        for (const name of ['conformanceTarget', 'thresholdTarget', 'toleranceTarget', 'graceTimes', 'name']) {
          expect(messageOf(await send({ ...valid(), [name]: 3 }), 400)).to.contain(`${name}: `);
        }
        expect(messageOf(await send(inParameter({ [words[version].type]: 3 })), 400)).to.contain(
          `${parameter}.${words[version].type}: `,
        );
      });

      it(`${version}: times that are none`, async () => {
        for (const text of ['2026-02-30T00:00:00Z', 'tomorrow', '2026-02-03']) {
          const validFor = { startDateTime: text };
          expect(messageOf(await send(inParameter({ validFor })), 400)).to.contain(
            `${parameter}.validFor.startDateTime: `,
          );
          expect(messageOf(await send({ ...valid(), [consequence]: [{ validFor }] }), 400)).to.contain(
            `${consequence}[0].validFor.startDateTime: `,
          );
        }
      });

      it(`${version}: arrays that are none, and elements that are no objects`, async () => {
        expect(messageOf(await send({ ...valid(), [consequence]: {} }), 400)).to.contain(`${consequence}: `);
        expect(messageOf(await send({ ...valid(), [consequence]: [1] }), 400)).to.contain(`${consequence}[0]: `);
        expect(messageOf(await send(inParameter({ relatedEntity: 'x' })), 400)).to.contain(
          `${parameter}.relatedEntity: `,
        );
        expect(messageOf(await bundle({ id: 'x' }), 400)).to.contain(`${objectives}: `);
        expect(messageOf(await bundle(['x']), 400)).to.contain(`${objectives}[0]: `);
      });

      it(`${version}: an empty list of objectives`, async () => {
        expect(messageOf(await bundle([]), 400)).to.contain(`${objectives}: `);
        const reference = { id: 'x', href: 'x' };
        const made = objectOf(await bundle([reference]).expect(201));
        const path = `${slss(version)}/${String(made['id'])}`;
        expect(messageOf(await patch(path, { [objectives]: [] }), 400)).to.contain(`${objectives}: `);
        expect(await read(path)).to.deep.equal(made);
      });

      it(`${version}: a patch that takes away what is required, or changes identity, changes nothing`, async () => {
        const made = objectOf(await send(valid()).expect(201));
        const path = `${slos(version)}/${String(made['id'])}`;
        for (const name of ['conformanceComparator', 'conformanceTarget', parameter]) {
          expect(messageOf(await patch(path, { name: 'x', [name]: null }), 400)).to.contain(`${name}: `);
        }
        for (const [name, value] of [
          ['id', 'other'],
          ['href', 'http://elsewhere.example/1'],
        ] as const) {
          expect(messageOf(await patch(path, { name: 'x', [name]: value }), 400)).to.contain(`${name}: `);
        }
        await patch(path, { id: made['id'], href: made['href'] }).expect(200);
        expect(await read(path)).to.deep.equal(made);
      });

      it(`${version}: an unknown id`, async () => {
        const path = `${slos(version)}/unknown`;
        for (const response of [await http().get(path), await patch(path, { name: 'a' }), await http().delete(path)]) {
          messageOf(response, 404);
        }
      });
    }

    it('v2: what it demands inside of others', async () => {
      const strict = (parameter: JsonObject): request.Test =>
        http()
          .post(slos('v2'))
          .send({ ...objective('v2'), specParameter: parameter });
      for (const [parameter, path] of [
        [{ relatedEntity: [entity] }, 'specParameter.name: required'],
        [{ name: null, relatedEntity: [entity] }, 'specParameter.name: '],
        [{ name: 'rtt' }, 'specParameter.relatedEntity: required'],
        [{ name: 'rtt', relatedEntity: [] }, 'specParameter.relatedEntity: '],
        [{ name: 'rtt', relatedEntity: [{ id: 'a' }] }, 'specParameter.relatedEntity[0].href: required'],
        [{ name: 'rtt', relatedEntity: [{ href: 'a' }] }, 'specParameter.relatedEntity[0].id: required'],
      ] as const) {
        expect(messageOf(await strict(parameter as unknown as JsonObject), 400)).to.contain(path);
      }
      const made = objectOf(await strict({ name: '', relatedEntity: [entity] }).expect(201));
      const path = `${slos('v2')}/${String(made['id'])}`;
      for (const [change, at] of [
        [{ specParameter: { name: null } }, 'specParameter.name: '],
        [{ specParameter: { relatedEntity: null } }, 'specParameter.relatedEntity: '],
        [{ specParameter: { relatedEntity: [] } }, 'specParameter.relatedEntity: '],
        [{ specParameter: { relatedEntity: [{ id: 'a' }] } }, 'specParameter.relatedEntity[0].href: '],
      ] as const) {
        expect(messageOf(await patch(path, change), 400)).to.contain(at);
      }
      expect(await read(path)).to.deep.equal(made);
      const bare = await http()
        .post(slss('v2'))
        .send({ name: 'a', objective: [{ id: 'x' }] });
      expect(messageOf(bare, 400)).to.contain('objective[0].href: required');
    });

    it('deleting is seen in every version', async () => {
      const { id } = await create(slos('v4'), objective('v4', []));
      await create(slss('v2'), { name: 'a', objective: [{ id: String(id), href: 'x' }] });
      await http()
        .delete(`${slos('legacy')}/${String(id)}`)
        .expect(204);
      for (const version of versions) messageOf(await http().get(`${slos(version)}/${String(id)}`), 404);
    });
  });

  describe('addresses', () => {
    it('are those the client used, under the alias of version 2, too', async () => {
      const alias = '/serviceQualityManagement/v2/serviceLevelObjective';
      for (const path of [alias, `${alias}/`, '/serviceQualityManagement//v2//serviceLevelObjective']) {
        const response = await http().post(path).send(objective('v2')).expect(201);
        const { id, href } = objectOf(response);
        expect(href).to.equal(`${service.url}${alias}/${String(id)}`);
        expect(response.headers['location']).to.equal(href);
        expect((await http().get(path).expect(200)).headers).to.have.property('x-total-count');
        expect(await read(`${slos('v4')}/${String(id)}`)).to.include({ id });
      }
    });

    it('without a version do not hide those with one', async () => {
      for (const version of versions) {
        const response = await http().options(slos(version)).expect(204);
        expect(response.headers['allow']).to.contain('POST');
        const { body } = await http().get(`${slos(version)}?limit=0`);
        expect(body).to.deep.equal([]);
      }
      for (const path of [
        '/v4',
        '/v2',
        '',
        '/v2/unknown',
        '/v4/serviceLevelObjective/a/b',
        '/unknown',
        '/v3/serviceLevelObjective',
      ]) {
        messageOf(await http().get(`${bases.legacy}${path}`), 404);
      }
    });
  });

  describe('errors', () => {
    for (const [path, body] of [
      [
        '/tmf-api/serviceQualityManagement/v4/nothing',
        { code: '60', reason: 'Not found', status: '404', '@type': 'Error' },
      ],
      [
        '/tmf-api/serviceQualityManagement/v2/nothing',
        { code: 404, reason: 'Not found', status: 404, '@type': 'Error' },
      ],
      [
        '/serviceQualityManagement/v2/nothing/at/all',
        { code: 404, reason: 'Not found', status: 404, '@type': 'Error' },
      ],
      ['/tmf-api/serviceQualityManagement/nothing', { code: 404, message: 'Not found' }],
      ['/tmf-api/serviceQualityManagement/serviceLevelObjective/x', { code: 404, message: 'Not found' }],
      ['/tmf-api/slaManagement/v2/nothing', { code: '60', reason: 'Not found', status: '404', '@type': 'Error' }],
    ] as const) {
      it(`at ${path} have the form of that version`, async () => {
        const error = objectOf(await http().get(path).expect(404));
        expect(error).to.deep.include(body);
        expect(Object.keys(error)).to.have.length(Object.keys(body).length + 1);
      });
    }

    it('of a path that cannot be decoded, of a Host that is none and of a method have that form, too', async () => {
      for (const version of versions) {
        messageOf(await http().get(`${slos(version)}/%E0%A4%A`), 400);
        messageOf(await http().get(slos(version)).set('Host', 'a b'), 400);
        messageOf(
          await http()
            .put(`${slos(version)}/x`)
            .send({}),
          405,
        );
        messageOf(await http().get(slos(version)).set('Accept', 'text/html'), 406);
        messageOf(await http().post(slos(version)).type('text/plain').send('x'), 415);
        messageOf(await http().get(`${slos(version)}?x=${'y'.repeat(5_000)}`), 414);
      }
    });
  });
});
