import { expect } from 'chai';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import { serviceLevelObjective } from '../../../src/resources/service-level-objective.ts';
import { serviceLevelSpecification } from '../../../src/resources/service-level-specification.ts';
import { sla } from '../../../src/resources/sla.ts';
import { matchAll } from '../../../src/tmf630/query/filter-expression.ts';
import { createWorld, hour, steady, told, utc, type World } from './support.ts';

const objective: JsonObject = {
  id: 'fast',
  name: 'Latency',
  conformanceComparator: '<=',
  conformanceTarget: '50 ms',
  toleranceTarget: '10%',
  serviceLevelObjectiveParameter: { name: 'latency', transformationAlgorithmOfKQI: 'mean' },
  serviceLevelObjectiveConsequence: [{ prescribedAction: 'credit 5 %' }],
  conformanceWindow: { type: 'calendar', duration: 'PT1H', timeZone: 'UTC' },
  verdictMode: 'atClose',
  missingData: 'ignore',
  minCoverage: 0.5,
  measurementInterval: 'PT5M',
};

describe('an SLA made from a specification', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    await world.service.create(serviceLevelObjective, objective, {});
    await world.service.create(
      serviceLevelSpecification,
      { id: 'gold', name: 'Gold', relatedServiceLevelObjective: [{ id: 'fast' }, { id: 'nowhere', name: 'Lost' }] },
      {},
    );
  });
  afterEach(() => world.close());

  const make = async (more: JsonObject): Promise<JsonObject> => {
    const body = { name: 'Gold of Acme', relatedEntity: [{ id: 'site-7' }], template: { id: 'gold' }, ...more };
    const { document } = await world.service.create(sla, body, { origin: 'http://here:8080' });
    await world.relay();
    return document;
  };
  const rulesOf = async (more: JsonObject): Promise<unknown> => (await make(more))['rule'];

  it('is refused when what it would copy is more than an agreement may hold', async () => {
    const relatedEntity = Array.from({ length: 2_400 }, (_, at) => ({ id: `e${String(at)}`, role: 'r' }));
    const parameter = { name: 'latency', relatedEntity };
    const ids = ['wide', 'wider'];
    for (const id of ids)
      await world.service.create(
        serviceLevelObjective,
        { ...objective, id, serviceLevelObjectiveParameter: parameter },
        {},
      );
    const relatedServiceLevelObjective = ids.map((id) => ({ id }));
    await world.service.create(
      serviceLevelSpecification,
      { id: 'huge', name: 'Huge', relatedServiceLevelObjective },
      {},
    );
    const problem = await make({ template: { id: 'huge' } }).catch((error: unknown) => error);
    expect(problem).to.be.instanceOf(Problem);
    expect(problem).to.have.deep.property('faults', [
      { path: 'template', reason: 'has more in its objectives than one agreement can hold' },
    ]);
    expect(await world.collections.slas.count(matchAll)).to.equal(0);
  });

  it('has a rule for each objective, and one that refers to what is not here', async () => {
    expect(await rulesOf({})).to.deep.equal([
      {
        id: 'fast',
        name: 'Latency',
        metric: 'latency',
        referenceValue: '50',
        unit: 'ms',
        operator: '<=',
        tolerance: '0.1',
        transformationAlgorithmOfKQI: 'mean',
        consequence: 'credit 5 %',
        conformanceWindow: { type: 'calendar', duration: 'PT1H', timeZone: 'UTC' },
        verdictMode: 'atClose',
        missingData: 'ignore',
        minCoverage: 0.5,
        measurementInterval: 'PT5M',
      },
      { id: 'nowhere', serviceLevelObjective: { id: 'nowhere', name: 'Lost' } },
    ]);
  });

  it('is recognised by any address of this service, and by none of another', async () => {
    const path = '/tmf-api/serviceQualityManagement/v4/serviceLevelSpecification/gold';
    for (const href of ['gold', path, `http://here:8080${path}`, `http://here:8080${path}/`, path.replace('/v4', '')]) {
      expect(await rulesOf({ template: { href } }), href).to.have.length(2);
    }
    for (const template of [
      { href: `http://elsewhere:8080${path}` },
      { href: `//here:8080${path}` },
      { href: `http://here:8080${path}-2` },
      { href: '/tmf-api/serviceQualityManagement/v4/serviceLevelObjective/gold' },
      { href: 'https://elsewhere.example/templates/9', id: 'gold' },
      { id: 'silver' },
      { name: 'gold' },
    ]) {
      expect(await rulesOf({ template }), JSON.stringify(template)).to.equal(undefined);
    }
  });

  it('keeps rules of its own, and takes none later', async () => {
    const own = [{ id: 'own', metric: 'loss', operator: '.le', referenceValue: '1' }];
    expect(await rulesOf({ rule: own })).to.deep.equal(own);
    const { id } = await make({ template: { id: 'silver' } });
    await world.patch(String(id), { template: { id: 'gold' } });
    expect((await world.service.retrieve(sla, String(id))).document).not.to.have.property('rule');
  });

  it('is judged as the objective would be, and goes on so when the objective has changed', async () => {
    await make({});
    await world.service.patch(serviceLevelObjective, 'fast', { conformanceTarget: '500 ms', verdictMode: null }, {});
    await world.relay();
    const start = utc('2026-11-22T08:00');
    await world.measure([...steady(start, 54, 12), ...steady(start + hour, 56, 12)]);
    await world.pass(hour);
    const assessments = (await world.assessments()).filter(({ result }) => result !== 'noData');
    expect(told(assessments)).to.deep.equal(['08:00 met 54', '09:00 notMet 56']);
    const [violation] = await world.violations();
    expect(violation?.['violation']).to.deep.include({
      referenceValue: '50',
      operator: '<=',
      tolerance: 0.1,
      violationAverage: 0.12,
      consequence: 'credit 5 %',
    });
  });
});
