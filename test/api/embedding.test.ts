import { expect } from 'chai';
import request from 'supertest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { assessment } from '../../src/resources/assessment.ts';
import { commitment } from '../../src/resources/commitment.ts';
import { newCommitment, storedCommitment } from '../../src/usecases/commitment-record.ts';
import { startService, testStart, type TestService } from '../support/service.ts';
import { messageOf } from './suite/client.ts';

const v4 = '/tmf-api/serviceQualityManagement/v4';
const v2 = '/tmf-api/serviceQualityManagement/v2';
const tmf623 = '/tmf-api/slaManagement/v2';

const objective = (id: string): JsonObject => ({
  id,
  name: `Objective ${id}`,
  conformanceComparator: '<=',
  conformanceTarget: '50',
  serviceLevelObjectiveParameter: { name: 'rtt' },
});

describe('expand and depth', () => {
  let service: TestService;
  const at = (path: string): string => `${service.url}${path}`;
  const read = async (path: string): Promise<JsonObject> =>
    (await request(service.url).get(path).expect(200)).body as JsonObject;
  const create = async (path: string, body: JsonObject): Promise<JsonObject> =>
    (await request(service.url).post(path).send(body).expect(201)).body as JsonObject;

  beforeEach(async () => {
    service = await startService();
    for (const id of ['slo-1', 'slo-2']) await create(`${v4}/serviceLevelObjective`, objective(id));
  });
  afterEach(async () => {
    await service.stop();
    expect(service.errors, 'errors in the log').to.deep.equal([]);
  });

  const bundle = (): JsonObject => ({
    id: 'spec-1',
    name: 'Gold',
    relatedServiceLevelObjective: [
      { id: 'slo-1' },
      { id: 'slo-2', href: at(`${v4}/serviceLevelObjective/slo-2`) },
      { id: 'nowhere' },
      {
        id: 'slo-1',
        href: 'https://elsewhere.example/tmf-api/serviceQualityManagement/v4/serviceLevelObjective/slo-1',
      },
      { id: 'slo-1', href: at(`${v4}/serviceLevelObjective/slo-2`) },
    ],
  });

  describe('of a specification', () => {
    beforeEach(() => create(`${v4}/serviceLevelSpecification`, bundle()));

    for (const query of [
      'expand=relatedServiceLevelObjective',
      'depth=2',
      'DEPTH=2',
      'depth=3',
      'expand=x,%20relatedServiceLevelObjective&depth=1',
    ]) {
      it(`${query} puts whole objectives in place of what is here; dangling and foreign references stay`, async () => {
        const expected = [
          await read(`${v4}/serviceLevelObjective/slo-1`),
          await read(`${v4}/serviceLevelObjective/slo-2`),
          ...(bundle()['relatedServiceLevelObjective'] as JsonObject[]).slice(2),
        ];
        expect(expected[0]).to.include({ id: 'slo-1', href: at(`${v4}/serviceLevelObjective/slo-1`) });
        const one = await read(`${v4}/serviceLevelSpecification/spec-1?${query}`);
        expect(one).to.deep.include({ id: 'spec-1', name: 'Gold', relatedServiceLevelObjective: expected });
        const list = await request(service.url).get(`${v4}/serviceLevelSpecification?${query}`).expect(200);
        expect(list.body).to.deep.equal([one]);
      });
    }

    for (const query of ['', 'depth=0', 'depth=1', 'expand=', 'expand=validFor', 'expand=nothing.at.all']) {
      it(`${query === '' ? 'nothing' : query} leaves references`, async () => {
        const one = await read(`${v4}/serviceLevelSpecification/spec-1?${query}`);
        expect(one['relatedServiceLevelObjective']).to.deep.equal(bundle()['relatedServiceLevelObjective']);
      });
    }

    for (const query of [
      'depth=4',
      'depth=-1',
      'depth=two',
      'depth=1.5',
      'depth=',
      'depth=2&depth=2',
      'expand=a..b',
      'expand=a[0]',
    ]) {
      it(`${query} is refused, on reading and on writing, where nothing is written`, async () => {
        const name = query.slice(0, query.indexOf('='));
        for (const path of ['', '/spec-1']) {
          const answer = await request(service.url).get(`${v4}/serviceLevelSpecification${path}?${query}`);
          expect(messageOf(answer, 400)).to.contain(`${name}:`);
        }
        const post = request(service.url).post(`${v4}/serviceLevelSpecification?${query}`);
        messageOf(await post.send({ ...bundle(), id: 'spec-2' }), 400);
        messageOf(await request(service.url).get(`${v4}/serviceLevelSpecification/spec-2`), 404);
      });
    }

    it('speaks the dialect of the caller, whose own API serves the objectives', async () => {
      const one = await read(`${v2}/serviceLevelSpecification/spec-1?expand=objective`);
      const [first, second, dangling] = one['objective'] as JsonObject[];
      expect(first).to.deep.equal(await read(`${v2}/serviceLevelObjective/slo-1`));
      expect(second).to.deep.equal(await read(`${v2}/serviceLevelObjective/slo-2`));
      expect(first).to.have.property('specParameter');
      expect(dangling).to.deep.equal({ id: 'nowhere', href: 'nowhere' });
    });

    it('comes before fields', async () => {
      const query = 'expand=relatedServiceLevelObjective&fields=relatedServiceLevelObjective.name';
      expect(await read(`${v4}/serviceLevelSpecification/spec-1?${query}`)).to.deep.equal({
        id: 'spec-1',
        href: at(`${v4}/serviceLevelSpecification/spec-1`),
        relatedServiceLevelObjective: [{ name: 'Objective slo-1' }, { name: 'Objective slo-2' }, {}, {}, {}],
      });
    });

    it('takes away the ETag, because the answer changes with what is embedded', async () => {
      const path = `${v4}/serviceLevelSpecification/spec-1`;
      const plain = await request(service.url).get(path).expect(200);
      expect(plain.headers['etag']).to.equal('"1"');
      const expanded = request(service.url).get(`${path}?depth=2`).set('If-None-Match', '"1"');
      const { headers } = await expanded.expect(200);
      expect(headers).not.to.have.any.keys('etag', 'last-modified');
    });

    it('holds for the answers to changes, too', async () => {
      const path = `${v4}/serviceLevelSpecification`;
      const made = await create(`${path}?depth=2`, { ...bundle(), id: 'spec-2' });
      expect((made['relatedServiceLevelObjective'] as JsonObject[])[0]).to.deep.include(objective('slo-1'));
      const patched = await request(service.url)
        .patch(`${path}/spec-2?expand=relatedServiceLevelObjective`)
        .send({ name: 'Silver' })
        .expect(200);
      expect(patched.body.name).to.equal('Silver');
      expect(patched.body.relatedServiceLevelObjective[1]).to.deep.include(objective('slo-2'));
      const stored = await read(`${path}/spec-2`);
      expect(stored['relatedServiceLevelObjective']).to.deep.equal(bundle()['relatedServiceLevelObjective']);
    });
  });

  it('of a v2 specification without hrefs tells what is here from what is not', async () => {
    await create(`${v4}/serviceLevelSpecification`, {
      ...bundle(),
      relatedServiceLevelObjective: [{ id: 'slo-1' }, { id: 'no' }],
    });
    const path = `${v2}/serviceLevelSpecification/spec-1`;
    const expected = [
      { id: 'slo-1', href: at(`${v2}/serviceLevelObjective/slo-1`) },
      { id: 'no', href: 'no' },
    ];
    expect((await read(path))['objective']).to.deep.equal(expected);
    const list = await request(service.url).get(`${v2}/serviceLevelSpecification`).expect(200);
    expect(list.body[0].objective).to.deep.equal(expected);
    const patched = await request(service.url).patch(path).send({ description: 'x' }).expect(200);
    expect(patched.body.objective).to.deep.equal(expected);
    await request(service.url).delete(`${v4}/serviceLevelObjective/slo-1`).expect(204);
    const after = await request(service.url)
      .get(path)
      .set('If-None-Match', patched.headers['etag'] ?? '"v2-2"');
    expect([after.status, after.body.objective[0].href], 'no 304: the address is gone').to.deep.equal([200, 'slo-1']);
  });

  it('of an agreement embeds the objectives of its rules and its template', async () => {
    await create(`${v4}/serviceLevelSpecification`, bundle());
    const template = { href: at(`${v4}/serviceLevelSpecification/spec-1`), name: 'Gold' };
    const rule = [
      { id: 'r1', metric: 'rtt', serviceLevelObjective: { id: 'slo-1' } },
      { id: 'r2', metric: 'x' },
    ];
    const sla = await create(`${tmf623}/sla`, { name: 'A', template, rule });
    const plain = await read(`${tmf623}/sla/${String(sla['id'])}?depth=2`);
    expect(plain['rule']).to.deep.equal([
      { ...rule[0], serviceLevelObjective: await read(`${v4}/serviceLevelObjective/slo-1`) },
      rule[1],
    ]);
    expect(plain['template']).to.deep.equal(await read(`${v4}/serviceLevelSpecification/spec-1`));
    const deep = await read(`${tmf623}/sla/${String(sla['id'])}?expand=template.relatedServiceLevelObjective`);
    expect(deep['rule']).to.deep.equal(rule);
    expect((deep['template'] as JsonObject)['relatedServiceLevelObjective']).to.deep.include(
      await read(`${v4}/serviceLevelObjective/slo-2`),
    );
  });

  describe('in the assurance API', () => {
    const terms = {
      id: 'c-1',
      name: 'Gold: rtt',
      source: { kind: 'sla' as const, slaId: '1', ruleId: 'r1', objectiveId: 'slo-1' },
      series: { indicator: 'rtt', subject: 'svc-1' },
      notEvaluableReasons: [],
      versions: ['sla/1@1'],
    };

    beforeEach(async () => {
      await create(`${tmf623}/sla`, { name: 'A', rule: [{ id: 'r1', serviceLevelObjective: { id: 'slo-1' } }] });
      const violation = await create(`${tmf623}/slaViolation`, { sla: { id: '1' }, commitment: { id: 'c-1' } });
      const made = newCommitment(terms, testStart);
      made.schedule.openViolationId = String(violation['id']);
      const commitments = await service.storage.collection(commitment.collection);
      await commitments.write({ kind: 'insert', resource: storedCommitment(made, testStart), events: [] });
      const assessments = await service.storage.collection(assessment.collection);
      const document = { id: 'a-1', commitment: { id: 'c-1' }, sla: { id: '1' }, rule: { id: 'r1' } };
      const resource = { id: 'a-1', revision: 1, createdAt: testStart, updatedAt: testStart, document, internal: {} };
      await assessments.write({ kind: 'insert', resource, events: [] });
    });

    it('commitments embed from the canonical APIs', async () => {
      const one = await read('/assurance/v1/commitment/c-1?depth=2');
      expect(one['sla']).to.deep.equal(await read(`${tmf623}/sla/1`));
      expect(one['serviceLevelObjective']).to.deep.equal(await read(`${v4}/serviceLevelObjective/slo-1`));
      expect(one['openViolation']).to.deep.equal(await read(`${tmf623}/slaViolation/1`));
    });

    it('depth 3 goes one level further, but no resource stands in itself', async () => {
      const one = await read('/assurance/v1/commitment/c-1?depth=3');
      const sla = one['sla'] as JsonObject;
      expect(sla['rule']).to.deep.equal([
        { id: 'r1', serviceLevelObjective: await read(`${v4}/serviceLevelObjective/slo-1`) },
      ]);
      const violation = one['openViolation'] as JsonObject;
      expect(violation['sla']).to.deep.equal(await read(`${tmf623}/sla/1`));
      expect(violation['commitment']).to.deep.equal({ id: 'c-1' });
    });

    it('a named path goes on, with depth everything below it', async () => {
      const named = await read('/assurance/v1/assessment/a-1?expand=commitment.sla');
      expect((named['commitment'] as JsonObject)['sla']).to.deep.equal(await read(`${tmf623}/sla/1`));
      expect((named['commitment'] as JsonObject)['openViolation']).to.deep.equal({ id: '1' });
      expect(named['sla']).to.have.all.keys('id', 'href');
      const deep = await read('/assurance/v1/assessment/a-1?expand=commitment&depth=3');
      expect((deep['commitment'] as JsonObject)['openViolation']).to.deep.include({ id: 1 });
      expect(deep['sla']).to.have.all.keys('id', 'href');
    });

    it('but not deeper than depth may go', async () => {
      const path = '/assurance/v1/assessment/a-1?expand=commitment.sla.rule.serviceLevelObjective';
      expect(messageOf(await request(service.url).get(path), 400)).to.contain('expand:');
    });
  });

  describe('of very much', () => {
    it('is refused by number, naming the parameter, but never fails a write', async () => {
      const many = Array.from({ length: 1_001 }, () => ({ id: 'slo-1' }));
      const path = `${v4}/serviceLevelSpecification`;
      const made = await create(`${path}?depth=2`, { id: 'many', name: 'x', relatedServiceLevelObjective: many });
      expect(made['relatedServiceLevelObjective']).to.deep.equal(many);
      for (const [query, name] of [
        ['depth=2', 'depth'],
        ['expand=relatedServiceLevelObjective', 'expand'],
      ]) {
        for (const suffix of ['', '/many']) {
          const answer = await request(service.url).get(`${path}${suffix}?${query}`);
          expect(messageOf(answer, 400)).to.contain(`${name}: would embed more than 1000 resources`);
        }
      }
      await request(service.url)
        .patch(`${path}/many`)
        .send({ relatedServiceLevelObjective: many.slice(1) })
        .expect(200);
      await request(service.url).get(`${path}/many?depth=2`).expect(200);
    });

    it('is refused by size', async () => {
      await create(`${v4}/serviceLevelObjective`, { ...objective('big'), note: 'x'.repeat(900_000) });
      const related = Array.from({ length: 20 }, () => ({ id: 'big' }));
      const path = `${v4}/serviceLevelSpecification`;
      await create(path, { id: 'bulky', name: 'x', relatedServiceLevelObjective: related });
      const answer = await request(service.url).get(`${path}/bulky?depth=2`);
      expect(messageOf(answer, 400)).to.contain('depth: would embed more than 16777216 characters');
    });
  });
});
