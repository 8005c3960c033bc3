import { expect } from 'chai';
import {
  objectiveIdsOf,
  termsOfObjective,
  termsOfSla,
  type ReferencedObjective,
} from '../../../src/domain/commitment-terms.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';

const latency: JsonObject = {
  id: 'slo-1',
  name: 'Latency',
  conformanceComparator: '<=',
  conformanceTarget: '50 ms',
  serviceLevelObjectiveParameter: { name: 'rtt' },
};

function sla(overrides: JsonObject = {}): JsonObject {
  return {
    id: 12,
    name: 'Gold access',
    rule: [{ id: 'availability', metric: 'availability', operator: '.ge', referenceValue: '99.95', unit: '%' }],
    ...overrides,
  };
}

const referenced = new Map<string, ReferencedObjective>([['slo-1', { document: latency, revision: 4 }]]);

describe('the terms of an SLA', () => {
  it('are one for each rule, of whatever is measured when no entity is named', () => {
    const [terms, ...rest] = termsOfSla(sla(), 3, new Map());
    expect(rest).to.have.length(0);
    expect(terms).to.deep.include({
      source: { kind: 'sla', slaId: '12', ruleId: 'availability' },
      series: { indicator: 'availability', subject: '*' },
      notEvaluableReasons: [],
      versions: ['sla/12@3'],
      name: 'Gold access · availability',
    });
    expect(terms?.objective).to.include({ target: '99.95', verdictMode: 'certain' });
  });

  it('are one for each related entity, each entity once', () => {
    const terms = termsOfSla(sla({ relatedEntity: [{ id: 'svc-1' }, { id: 42 }, { id: 'svc-1' }, {}] }), 1, new Map());
    expect(terms.map(({ series }) => series.subject)).to.deep.equal(['svc-1', '42']);
    expect(new Set(terms.map(({ id }) => id))).to.have.property('size', 2);
  });

  it('keep their ids when the contract changes', () => {
    const changed = sla({
      name: 'Silver',
      rule: [{ id: 'availability', metric: 'uptime', operator: '>', referenceValue: '98' }],
    });
    expect(termsOfSla(changed, 9, new Map())[0]?.id).to.equal(termsOfSla(sla(), 1, new Map())[0]?.id);
  });

  it('take over the objective a rule refers to, by id or href, and name its version', () => {
    for (const reference of [
      { id: 'slo-1' },
      { href: 'https://x/tmf-api/serviceQualityManagement/v4/serviceLevelObjective/slo-1' },
    ]) {
      const [terms] = termsOfSla(sla({ rule: [{ id: 'r1', serviceLevelObjective: reference }] }), 2, referenced);
      expect(terms).to.deep.include({
        source: { kind: 'sla', slaId: '12', ruleId: 'r1', objectiveId: 'slo-1' },
        series: { indicator: 'rtt', subject: '*' },
        versions: ['sla/12@2', 'serviceLevelObjective/slo-1@4'],
        name: 'Gold access · Latency',
      });
      expect(terms?.objective).to.include({ target: '50', unit: 'ms' });
    }
  });

  it('say which objective is missing', () => {
    const [terms] = termsOfSla(sla({ rule: [{ id: 'r1', serviceLevelObjective: { id: 'gone' } }] }), 2, referenced);
    expect(terms?.objective).to.equal(undefined);
    expect(terms?.notEvaluableReasons[0]).to.equal('serviceLevelObjective gone does not exist');
  });

  it('are none without rules: those of a template are copied when the SLA is made', () => {
    expect(termsOfSla(sla({ rule: [], template: { id: 'gold' } }), 2, referenced)).to.deep.equal([]);
  });

  it('give reasons instead of an objective where a rule cannot be read', () => {
    const [terms] = termsOfSla(
      sla({ rule: [{ metric: 'x', operator: 'roughly', referenceValue: '1' }] }),
      1,
      new Map(),
    );
    expect(terms?.source).to.include({ ruleId: 'r1' });
    expect(terms?.notEvaluableReasons).to.deep.equal(['comparator "roughly" is not known']);
  });
});

describe('the terms of a free-standing objective', () => {
  it('are one for each related entity, and none without', () => {
    const parameter = { name: 'rtt', relatedEntity: [{ id: 'svc-1' }, { id: 'svc-2' }] };
    const terms = termsOfObjective({ ...latency, serviceLevelObjectiveParameter: parameter }, 7);
    expect(terms.map(({ series, versions, name }) => [series.subject, versions, name])).to.deep.equal([
      ['svc-1', ['serviceLevelObjective/slo-1@7'], 'Latency'],
      ['svc-2', ['serviceLevelObjective/slo-1@7'], 'Latency'],
    ]);
    expect(termsOfObjective(latency, 7)).to.deep.equal([]);
  });
});

describe('the references of an SLA', () => {
  it('are the objectives of its rules, each once', () => {
    const rule = [
      { serviceLevelObjective: { id: 'a' } },
      { serviceLevelObjective: { href: '/x/serviceLevelObjective/b/' } },
      { serviceLevelObjective: { id: 'a' } },
      {},
    ];
    expect(objectiveIdsOf({ rule })).to.deep.equal(['a', 'b']);
  });
});
