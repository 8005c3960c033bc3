import { expect } from 'chai';
import request from 'supertest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { startService, type TestService } from '../support/service.ts';
import { listOf, messageOf, objectOf } from './suite/client.ts';
import { slaAlias, slaBase, slaClient } from './suite/sla-client.ts';

describe('TMF623: agreements and violations', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(async () => {
    expect(service.errors, 'errors in the log').to.deep.equal([]);
    await service.stop();
  });

  const { http, get, post, put, patch, make, idsOf, url } = slaClient(() => service);

  describe('creating', () => {
    it('an agreement needs a name and nothing else; Location is its href, under the base path that was used', async () => {
      const response = await post('/sla', { name: 'Gold' }).expect(201);
      expect(response.body).to.deep.equal({ id: 1, href: url('/sla/1'), name: 'Gold', state: 'observed' });
      expect(response.headers['location']).to.equal(url('/sla/1'));
      const other = await http().post(`${slaAlias}/sla`).send({ name: 'Silver' }).expect(201);
      expect(other.headers['location']).to.equal(url('/sla/2', slaAlias));
      expect(objectOf(await http().get(`${slaAlias}/sla/1`))['href']).to.equal(url('/sla/1', slaAlias));
    });

    it('without a name is refused', async () => {
      expect(messageOf(await post('/sla', { description: 'x' }), 400)).to.equal('name: required');
    });

    it('takes wrapped bodies in every operation, and never answers with a wrapper', async () => {
      const made = await make('/sla', { sla: { name: 'Gold' } });
      expect(made).to.include({ id: 1, name: 'Gold' });
      expect((await put('/sla/1', { sla: { name: 'Silver' } }).expect(200)).body).to.include({ id: 1, name: 'Silver' });
      expect((await patch('/sla/1', { sla: { version: '2' } }).expect(200)).body).to.include({
        name: 'Silver',
        version: '2',
      });
      expect(messageOf(await post('/sla', { sla: { description: 'x' } }), 400)).to.equal('name: required');
      const violation = await make('/slaViolation', { slaViolation: { violation: { comment: 'a' } } });
      expect(violation).to.deep.include({ id: 1, violation: { comment: 'a' } });
      await put('/slaViolation/1', { slaViolation: { violation: { comment: 'b' } } }).expect(200);
      await patch('/slaViolation/1', { slaViolation: { violation: { unit: '%' } } }).expect(200);
      expect((await get('/slaViolation/1')).body).to.deep.include({ violation: { comment: 'b', unit: '%' } });
    });

    it('unwraps only what is nothing but a wrapper', async () => {
      const sla = { href: 'https://elsewhere.example/sla/3', description: 'Theirs' };
      expect(await make('/slaViolation', { sla })).to.deep.include({ sla });
      messageOf(await post('/sla', { sla: { name: 'Gold' }, version: '1' }), 400);
    });

    it('replaces the id of an agreement, and keeps a free positive one of a violation', async () => {
      expect(await make('/sla', { id: 77, name: 'Gold' })).to.include({ id: 1 });
      expect(await make('/slaViolation', { id: 31 })).to.include({ id: 31 });
      expect(await make('/slaViolation', { id: '2' })).to.include({ id: 2 });
      expect(messageOf(await post('/slaViolation', { id: '31' }), 409)).to.equal('id: 31 is taken');
      const others: unknown[] = [];
      for (const id of [0, -4, 1.5, 'abc', '', null, {}, true])
        others.push((await make('/slaViolation', { id }))['id']);
      // 2 is taken: the counter passes over it.
      expect(others).to.deep.equal([1, 3, 4, 5, 6, 7, 8, 9]);
    });

    it('takes numbers of a violation as numbers or texts, and gives numbers', async () => {
      const violation = { tolerance: '0.05', violationAverage: '1e-1', actualValue: '99.2' };
      expect(await make('/slaViolation', { violation })).to.deep.include({
        violation: { tolerance: 0.05, violationAverage: 0.1, actualValue: '99.2' },
      });
      for (const wrong of ['wide', '', '1e999', '0x10', [], true]) {
        const response = await post('/slaViolation', { violation: { tolerance: wrong } });
        expect(messageOf(response, 400), JSON.stringify(wrong)).to.contain('violation.tolerance');
      }
    });

    it('dates a violation now, unless it says when', async () => {
      expect(await make('/slaViolation', {})).to.include({ date: '2026-11-22T12:00:00.000Z' });
      const date = '2026-11-22T09:59:58+01:00';
      expect(await make('/slaViolation', { date })).to.include({ date });
    });

    it('gives a violation the parties of its agreement, unless it has its own or the agreement is not ours', async () => {
      const relatedParty = [{ role: 'SLAProvider', href: 'https://acme.example/' }];
      await make('/sla', { name: 'Gold', relatedParty });
      const mine = [
        { id: 1 },
        { id: '1' },
        { href: url('/sla/1') },
        { href: url('/sla/1', slaAlias) },
        { href: `${slaBase}/sla/1` },
      ];
      for (const sla of mine) {
        expect(await make('/slaViolation', { sla }), JSON.stringify(sla)).to.deep.include({ relatedParty });
      }
      const others = [
        { href: 'http://elsewhere.example/tmf-api/slaManagement/v2/sla/1' },
        { id: 2 },
        { description: 'x' },
      ];
      for (const sla of others) {
        expect(await make('/slaViolation', { sla }), JSON.stringify(sla)).not.to.have.property('relatedParty');
      }
      expect(await make('/slaViolation', { sla: { id: 1 }, relatedParty: [] })).to.deep.include({ relatedParty: [] });
    });

    it('takes the names of the tables for those of the examples, one at a time', async () => {
      const period = { startTime: '2026-01-01T00:00:00Z', endTime: '2027-01-01T00:00:00Z' };
      const made = await make('/sla', { name: 'Gold', validityPeriod: period, rules: [{ id: 'a', metric: 'm' }] });
      expect(made).to.deep.include({
        validFor: { startDateTime: '2026-01-01T00:00:00Z', endDateTime: '2027-01-01T00:00:00Z' },
        rule: [{ id: 'a', metric: 'm' }],
      });
      expect(made).not.to.have.any.keys('rules', 'validityPeriod');
      expect((await patch('/sla/1', { rules: [{ id: 'b' }] }).expect(200)).body).to.deep.include({
        rule: [{ id: 'b' }],
      });
      const both = { name: 'Gold', rule: [], rules: [] };
      expect(messageOf(await post('/sla', both), 400)).to.contain('rule');
      expect(messageOf(await post('/sla', { name: 'Gold', validFor: {}, validityPeriod: {} }), 400)).to.contain(
        'validFor',
      );
    });
  });

  describe('changing', () => {
    it('a put drops what it lacks, keeps identity and state, and answers 200', async () => {
      const made = await make('/sla', { name: 'Gold', version: '1', rule: [{ id: 'a' }] });
      const { body } = await put('/sla/1', { name: 'Silver', href: 'https://elsewhere.example/' }).expect(200);
      expect(body).to.deep.equal({ id: 1, href: made['href'], name: 'Silver', state: 'observed' });
      expect(messageOf(await put('/sla/1', { id: 2, name: 'Silver' }), 400)).to.equal('id: cannot be changed');
      await put('/sla/1', { id: '1', name: 'Silver' }).expect(200);
      messageOf(await put('/sla/1', {}), 400);
      messageOf(await put('/sla/2', { name: 'Silver' }), 404);
    });

    it('a put of a violation drops what it lacks, and keeps identity, date and state', async () => {
      await make('/slaViolation', {
        id: 9,
        date: '2026-11-01T00:00:00Z',
        violation: { comment: 'a' },
        state: 'closed',
      });
      const { body } = await put('/slaViolation/9', { relatedParty: [] }).expect(200);
      expect(body).to.deep.equal({
        ...{ id: 9, href: url('/slaViolation/9'), date: '2026-11-01T00:00:00Z' },
        ...{ state: 'closed', relatedParty: [] },
      });
      messageOf(await put('/slaViolation/9', { id: 10 }), 400);
    });

    it('a patch merges; one that repeats id and href changes nothing', async () => {
      await make('/sla', { name: 'Gold', template: { href: 'https://t.example/', name: 'T' } });
      const { body } = await patch('/sla/1', { template: { name: null }, id: '1', href: 'https://x.example' }).expect(
        200,
      );
      expect(body).to.deep.include({ id: 1, template: { href: 'https://t.example/' } });
    });

    it('knows no difference between 12 and "12" in paths, filters and references', async () => {
      await make('/sla', { name: 'Gold' });
      await make('/slaViolation', { sla: { id: 1 } });
      await make('/slaViolation', { sla: { id: '1' } });
      expect(await idsOf('/sla?id=1')).to.deep.equal([1]);
      expect(await idsOf('/slaViolation?sla.id=1')).to.deep.equal([1, 2]);
      const hrefs = listOf(await get('/slaViolation')).map(({ sla }) => (sla as JsonObject)['href']);
      expect(hrefs).to.deep.equal([url('/sla/1'), url('/sla/1')]);
    });

    it('a removal leaves nothing but the violations, which keep naming the agreement', async () => {
      await make('/sla', { name: 'Gold' });
      await make('/slaViolation', { sla: { id: 1, description: 'Gold' } });
      await http().delete(`${slaBase}/sla/1`).expect(204);
      messageOf(await get('/sla/1'), 404);
      messageOf(await http().delete(`${slaBase}/sla/1`), 404);
      expect((await get('/slaViolation/1').expect(200)).body).to.deep.include({
        sla: { id: 1, description: 'Gold', href: url('/sla/1') },
      });
      expect(await make('/sla', { name: 'Next' })).to.include({ id: 2 });
    });

    it('keeps @type and every attribute it does not know', async () => {
      const extension = { '@type': 'GoldSla', '@schemaLocation': 'https://s.example/gold.json', correlationId: 'c-1' };
      expect(await make('/sla', { name: 'Gold', ...extension })).to.include(extension);
    });
  });

  describe('a rule', () => {
    beforeEach(() =>
      make('/sla', { name: 'Gold', rule: [{ metric: 'a' }, { id: 'r 1/x', metric: 'b' }, { metric: 'c' }] }),
    );

    it('has an address under both names, which violations give', async () => {
      for (const [name, id, metric] of [
        ['rules', 'r1', 'a'],
        ['rule', 'r1', 'a'],
        ['rule', 'r%201%2Fx', 'b'],
        ['rules', 'r3', 'c'],
      ]) {
        expect((await get(`/sla/1/${String(name)}/${String(id)}`).expect(200)).body).to.include({ metric });
      }
      messageOf(await get('/sla/1/rule/r2'), 404);
      messageOf(await get('/sla/2/rule/r1'), 404);
      const made = await make('/slaViolation', { sla: { id: 1 }, violation: { rule: { id: 'r 1/x' } } });
      const { href } = (made['violation'] as { rule: JsonObject }).rule;
      expect(href).to.equal(url('/sla/1/rules/r%201%2Fx'));
      expect((await request(String(href)).get('').expect(200)).body).to.include({ metric: 'b' });
    });

    it('may not share its id, and keeps the one it was given', async () => {
      expect(messageOf(await patch('/sla/1', { rule: [{ id: 'a' }, { id: 'a' }] }), 400)).to.contain('rule[1].id');
      const response = await patch('/sla/1', { rule: [{ id: 'r2' }, {}, {}] }).expect(200);
      expect((objectOf(response)['rule'] as JsonObject[]).map(({ id }) => id)).to.deep.equal(['r2', 'r3', 'r4']);
    });
  });

  it('an agreement without rules takes those of its specification, and keeps them', async () => {
    const quality = '/tmf-api/serviceQualityManagement/v4';
    const objective = {
      ...{ id: 'fast', name: 'Latency', conformanceComparator: '<=', conformanceTarget: '50 ms', toleranceTarget: '5' },
      serviceLevelObjectiveParameter: { name: 'latency' },
    };
    await http().post(`${quality}/serviceLevelObjective`).send(objective).expect(201);
    const specification = await http()
      .post(`${quality}/serviceLevelSpecification`)
      .send({ name: 'Gold', relatedServiceLevelObjective: [{ id: 'fast', href: 'fast' }] })
      .expect(201);
    const template = { href: String(objectOf(specification)['href']), name: 'Gold' };
    const made = await make('/sla', { name: 'Gold of Acme', template });
    const rule = [
      {
        id: 'fast',
        name: 'Latency',
        metric: 'latency',
        operator: '<=',
        referenceValue: '50',
        unit: 'ms',
        tolerance: '0.1',
      },
    ];
    expect(made).to.deep.include({ template, rule });
    await http().patch(`${quality}/serviceLevelObjective/fast`).send({ conformanceTarget: '500 ms' }).expect(200);
    await http()
      .delete(`${quality}/serviceLevelSpecification/${String(objectOf(specification)['id'])}`)
      .expect(204);
    expect((await get('/sla/1')).body).to.deep.include({ template, rule });
    const foreign = { href: template.href.replace(service.url, 'https://elsewhere.example') };
    expect(await make('/sla', { name: 'Theirs', template: foreign })).not.to.have.property('rule');
  });
});
