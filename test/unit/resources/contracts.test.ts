import { expect } from 'chai';
import type { JsonObject } from '../../../src/kernel/json.ts';
import type { Fault } from '../../../src/kernel/problem.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import { assurance, tmf623, v4 } from '../../../src/resources/dialects.ts';
import { apiBindings, apiMounts, standardEventTypes } from '../../../src/resources/bindings.ts';
import { hubDefinition } from '../../../src/resources/hub.ts';
import { serviceLevelObjective } from '../../../src/resources/service-level-objective.ts';
import { serviceLevelSpecification } from '../../../src/resources/service-level-specification.ts';
import { slaViolation } from '../../../src/resources/sla-violation.ts';
import { sla } from '../../../src/resources/sla.ts';
import { where } from '../../../src/tmf630/query/filter-expression.ts';
import { matches } from '../../../src/tmf630/query/filter-match.ts';
import type { ResourceDefinition } from '../../../src/tmf630/resource-definition.ts';
import type { StoredResource } from '../../../src/tmf630/resource-store.ts';
import { changeWrite, createWrite } from '../../../src/tmf630/resource-write.ts';

const now = Date.UTC(2026, 10, 22, 10);

function created(definition: ResourceDefinition, body: JsonObject, id = '7'): StoredResource {
  return createWrite(definition, body, { now, id }).resource;
}

function changed(definition: ResourceDefinition, before: StoredResource, change: JsonObject): StoredResource {
  return changeWrite({ definition, before }, { ...before.document, ...change }, { now })?.resource ?? before;
}

function problemOf(run: () => unknown): Problem {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

function pathsOf(run: () => unknown): string[] {
  const problem = problemOf(run);
  expect(problem.kind).to.equal('invalid');
  return problem.faults.map(({ path }) => path);
}

const objective: JsonObject = {
  conformanceComparator: '>=',
  conformanceTarget: '99.95',
  serviceLevelObjectiveParameter: { name: 'availability' },
};

describe('service level objectives', () => {
  it('have a default type and accept free texts, even empty ones', () => {
    const { document } = created(serviceLevelObjective, { ...objective, conformanceTarget: '', name: '' }, 'slo-7');
    expect(document).to.include({ id: 'slo-7', '@type': 'ServiceLevelObjective', conformanceTarget: '' });
  });

  it('need comparator, target and parameter', () => {
    expect(pathsOf(() => created(serviceLevelObjective, { conformanceTarget: null }))).to.deep.equal([
      'conformanceComparator',
      'conformanceTarget',
      'serviceLevelObjectiveParameter',
    ]);
    const wrong = { ...objective, conformanceTarget: 99, serviceLevelObjectiveParameter: [] };
    expect(pathsOf(() => created(serviceLevelObjective, wrong))).to.deep.equal([
      'conformanceTarget',
      'serviceLevelObjectiveParameter',
    ]);
  });

  it('refuse periods that end before they start or are no date-times, wherever they are', () => {
    const backwards = { startDateTime: '2026-02-01T00:00:00Z', endDateTime: '2026-01-01T00:00:00Z' };
    const body = {
      ...objective,
      validFor: backwards,
      tolerancePeriod: { startDateTime: '2026-02-30T00:00:00Z' },
      serviceLevelObjectiveParameter: { validFor: backwards },
      serviceLevelObjectiveConsequence: [{}, { validFor: backwards }],
    };
    expect(pathsOf(() => created(serviceLevelObjective, body))).to.deep.equal([
      'tolerancePeriod.startDateTime',
      'validFor.endDateTime',
      'serviceLevelObjectiveParameter.validFor.endDateTime',
      'serviceLevelObjectiveConsequence[1].validFor.endDateTime',
    ]);
  });

  it('accept evaluation attributes that are right and name those that are not', () => {
    const right = {
      conformanceWindow: {
        type: 'calendar',
        duration: 'P1M',
        timeZone: 'Europe/Dublin',
        anchor: '2026-01-01T00:00:00Z',
      },
      verdictMode: 'atClose',
      missingData: 'ignore',
      minCoverage: '90 %',
      slice: 'PT5M',
      measurementInterval: 'PT1M',
    };
    expect(created(serviceLevelObjective, { ...objective, ...right }).document).to.deep.include(right);
    const wrong = {
      conformanceWindow: { type: 'weekly', duration: '1 month', timeZone: 'Mars/Olympus', anchor: 'today' },
      verdictMode: 'later',
      missingData: 'guess',
      minCoverage: 1.5,
      slice: 'PT0S',
      measurementInterval: 'P',
    };
    expect(pathsOf(() => created(serviceLevelObjective, { ...objective, ...wrong }))).to.deep.equal([
      'conformanceWindow.type',
      'conformanceWindow.duration',
      'conformanceWindow.timeZone',
      'conformanceWindow.anchor',
      'verdictMode',
      'missingData',
      'minCoverage',
      'slice',
      'measurementInterval',
    ]);
  });

  it('need texts as ids of related entities, and show the roles version 4 asks for without storing them', () => {
    const parameter = { relatedEntity: [{ id: 'svc-1' }, { id: 'svc-2', role: 'uplink' }] };
    const { document } = created(serviceLevelObjective, { ...objective, serviceLevelObjectiveParameter: parameter });
    expect(document.serviceLevelObjectiveParameter).to.deep.equal(parameter);
    const shown = v4.toWire('serviceLevelObjective', document, { baseUrl: 'http://h' });
    expect(shown.serviceLevelObjectiveParameter).to.deep.equal({
      relatedEntity: [
        { id: 'svc-1', role: 'related', '@referredType': 'Entity' },
        { id: 'svc-2', role: 'uplink', '@referredType': 'Entity' },
      ],
    });
    const lacking = { relatedEntity: [{ id: '' }, 'svc', { role: 'x' }] };
    expect(
      pathsOf(() => created(serviceLevelObjective, { ...objective, serviceLevelObjectiveParameter: lacking })),
    ).to.deep.equal([
      'serviceLevelObjectiveParameter.relatedEntity[0].id',
      'serviceLevelObjectiveParameter.relatedEntity[1]',
    ]);
  });
});

describe('service level specifications', () => {
  it('need a name and at least one objective, which need not exist', () => {
    const body = { name: 'Gold', relatedServiceLevelObjective: [{ id: 'nowhere' }] };
    expect(created(serviceLevelSpecification, body).document).to.deep.include(body);
    expect(pathsOf(() => created(serviceLevelSpecification, { name: 'Gold' }))).to.deep.equal([
      'relatedServiceLevelObjective',
    ]);
    const empty = { name: 'Gold', relatedServiceLevelObjective: [] };
    expect(pathsOf(() => created(serviceLevelSpecification, empty))).to.deep.equal(['relatedServiceLevelObjective']);
  });
});

describe('SLAs', () => {
  it('have integer ids and are observed unless they wait for approval', () => {
    const { document, id } = created(sla, { id: 99, href: 'x', name: 'Gold' }, '12');
    expect([id, document]).to.deep.equal(['12', { id: 12, name: 'Gold', state: 'observed' }]);
    expect(created(sla, { name: 'Gold', approved: false }).document.state).to.equal('pending');
  });

  it('note when they are approved, once', () => {
    const before = created(sla, { name: 'Gold', approved: false });
    const after = changed(sla, before, { approved: true });
    expect(after.document.approvalDate).to.equal('2026-11-22T10:00:00.000Z');
    const given = created(sla, { name: 'Gold', approved: true, approvalDate: '2026-01-01T00:00:00Z' });
    expect(given.document).to.include({ approvalDate: '2026-01-01T00:00:00Z', state: 'observed' });
  });

  it('move only along the state graph', () => {
    const pending = created(sla, { name: 'Gold', state: 'pending' });
    const observed = changed(sla, pending, { state: 'observed' });
    const completed = changed(sla, observed, { state: 'completed' });
    expect(completed.document.state).to.equal('completed');
    const back = problemOf(() => changed(sla, observed, { state: 'pending' }));
    expect([back.kind, back.message]).to.deep.equal([
      'conflict',
      'state: an SLA that is observed can only be completed or terminated, not pending',
    ]);
    expect(problemOf(() => changed(sla, completed, { state: 'observed' })).kind).to.equal('conflict');
    expect(problemOf(() => created(sla, { name: 'Gold', state: 'completed' })).kind).to.equal('conflict');
    expect(pathsOf(() => created(sla, { name: 'Gold', state: 'open' }))).to.deep.equal(['state']);
    expect(pathsOf(() => changed(sla, observed, { state: 'open' }))).to.deep.equal(['state']);
  });

  it('keep their state and approval date when a new document leaves them out', () => {
    const before = created(sla, { name: 'Gold', approved: true });
    const after = changeWrite({ definition: sla, before }, { id: 7, name: 'New', approved: true }, { now: now + 1 });
    expect(after?.resource.document).to.deep.equal({ ...before.document, name: 'New' });
  });

  it('give rules without an id a free one and refuse doubled ids', () => {
    const { document } = created(sla, { name: 'Gold', rule: [{}, { id: 'r3' }, { id: '' }, {}] });
    expect(document.rule).to.deep.equal([{ id: 'r1' }, { id: 'r3' }, { id: 'r4' }, { id: 'r5' }]);
    expect(pathsOf(() => created(sla, { name: 'Gold', rule: [{ id: 'a' }, { id: 'a' }] }))).to.deep.equal([
      'rule[1].id',
    ]);
  });

  it('check the evaluation attributes of each rule', () => {
    const rule = [{}, { conformanceWindow: { type: 'x' }, minCoverage: '110%', serviceLevelObjective: {} }];
    expect(pathsOf(() => created(sla, { name: 'Gold', rule, timeZone: 'Nowhere' }))).to.deep.equal([
      'timeZone',
      'rule[1].serviceLevelObjective',
      'rule[1].conformanceWindow.type',
      'rule[1].minCoverage',
    ]);
  });

  it('remember which objectives they build on, and when an observed one is over', () => {
    const rule = [
      { serviceLevelObjective: { id: 'slo-7' } },
      { serviceLevelObjective: { href: 'http://h/x/serviceLevelObjective/slo-8' } },
    ];
    expect(created(sla, { name: 'Gold', rule }).internal).to.deep.equal({
      objectiveIds: ['slo-7', 'slo-8'],
      scopeKeys: [],
    });
    const validFor = { endDateTime: '2026-12-01T00:00:00+01:00' };
    const before = created(sla, { name: 'Gold', validFor });
    expect(before.internal).to.deep.equal({ objectiveIds: [], scopeKeys: [], endsAt: Date.UTC(2026, 10, 30, 23) });
    expect(changed(sla, before, { state: 'terminated' }).internal).to.deep.equal({ objectiveIds: [], scopeKeys: [] });
  });

  it('are dated when they are completed', () => {
    const before = created(sla, { name: 'Gold' });
    const after = changed(sla, before, { state: 'completed' });
    expect(after.document).to.include({ completionDate: '2026-11-22T10:00:00.000Z' });
    expect(changed(sla, after, { completionDate: null, name: 'Old' }).document).to.include({
      completionDate: '2026-11-22T10:00:00.000Z',
    });
  });

  it('announce a change of state beside the change of attributes', () => {
    const before = created(sla, { name: 'Gold' });
    const document = { ...before.document, state: 'completed', name: 'Old' };
    const events = changeWrite({ definition: sla, before }, document, { now })?.events ?? [];
    expect(events.map(({ eventType, fieldPath }) => [eventType, fieldPath])).to.deep.equal([
      ['SLAValueChangeNotification', ['name', 'state', 'completionDate']],
      ['SLAStatusChangedNotification', undefined],
    ]);
    expect(events.map(({ sequence }) => sequence)).to.deep.equal([8, 9]);
  });
});

describe('SLA violations', () => {
  it('are dated now and take numeric text for numbers', () => {
    const { document } = created(slaViolation, {
      violation: { tolerance: '0.05', violationAverage: 0, actualValue: '9' },
    });
    expect(document).to.deep.equal({
      id: 7,
      state: 'open',
      violation: { tolerance: 0.05, violationAverage: 0, actualValue: '9' },
      date: '2026-11-22T10:00:00.000Z',
    });
    expect(pathsOf(() => created(slaViolation, { violation: { tolerance: 'some' } }))).to.deep.equal([
      'violation.tolerance',
    ]);
  });

  it('are found by any spelling of their SLA and rule', () => {
    const base = 'https://h/tmf-api/slaManagement/v2/sla/12';
    const byId = created(slaViolation, { sla: { id: '12' }, violation: { rule: { id: 'r 1' } } });
    const byHref = created(slaViolation, {
      sla: { href: 'http://other/DSLAManagement/api/slaManagement/v2/sla/12' },
      violation: { rule: { href: 'http://other/slaManagement/v2/sla/12/rules/r%201' } },
    });
    const foreign = created(slaViolation, { sla: { href: 'http://f/contract/12' } });
    const found = (path: string, value: string): boolean[] => {
      const filter = slaViolation.rewriteFilter?.(where(path, 'eq', value)) ?? where(path, 'eq', value);
      return [byId, byHref, foreign].map((resource) => matches(filter, resource));
    };
    expect(found('sla.href', base)).to.deep.equal([true, true, false]);
    expect(found('violation.rule.href', `${base}/rules/r%201`)).to.deep.equal([true, true, false]);
    expect(found('violation.rule.href', `${base}/rules/r2`)).to.deep.equal([false, false, false]);
    expect(found('sla.href', 'http://f/contract/12')).to.deep.equal([false, false, true]);
  });

  it('show hrefs of what they refer to by id, under the base the client uses', () => {
    const { document } = created(slaViolation, { sla: { id: '12' }, violation: { rule: { id: 'a b' }, unit: '%' } });
    const shown = tmf623.toWire('slaViolation', document, { baseUrl: 'http://h/v2' });
    expect(shown.sla).to.deep.equal({ id: '12', href: 'http://h/v2/sla/12' });
    expect(shown.violation).to.deep.equal({
      rule: { id: 'a b', href: 'http://h/v2/sla/12/rules/a%20b' },
      unit: '%',
    });
    const foreign = { id: 1, sla: { href: 'http://f/1' }, violation: { rule: { href: 'http://f/r' } } };
    expect(tmf623.toWire('slaViolation', foreign, { baseUrl: 'http://h' })).to.deep.equal(foreign);
  });
});

describe('hubs', () => {
  const checkQuery = (query: string): Fault[] => (query === 'bad' ? [{ path: 'query', reason: 'is bad' }] : []);
  const hub = hubDefinition({ api: 'tmf623-v2', dialect: 'tmf623', checkQuery });

  it('take absolute http addresses without credentials only', () => {
    for (const callback of ['http://h', 'https://h:1/x?y=z', 'HTTP://127.0.0.1:9/a'])
      expect(created(hub, { callback }).document.callback).to.equal(callback);
    for (const callback of ['', 'h/x', '/x', 'ftp://h', 'http:h', 'http://', 'http://u:p@h', 'http://u@h', 5, null])
      expect(
        pathsOf(() => created(hub, { callback })),
        String(callback),
      ).to.deep.equal(['callback']);
  });

  it('check their query', () => {
    expect(pathsOf(() => created(hub, { callback: 'http://h', query: 'bad' }))).to.deep.equal(['query']);
    expect(created(hub, { callback: 'http://h', query: null }).document.query).to.equal(null);
  });

  it('belong to one API and are equal only within it', () => {
    const { resource, uniqueKey } = createWrite(hub, { callback: 'http://h', query: 'a=1' }, { now, id: 'x' });
    expect(resource.internal).to.deep.equal({ api: 'tmf623-v2', dialect: 'tmf623' });
    expect(uniqueKey).to.equal('tmf623-v2\nhttp://h\na=1');
    const other = hubDefinition({ api: 'tmf657-v4', dialect: 'v4', checkQuery });
    expect([hub, other].map(({ scope }) => scope && matches(scope, resource))).to.deep.equal([true, false]);
  });

  it('show an absent query as null in TMF623 only', () => {
    const document = { id: 'x', callback: 'http://h' };
    expect(tmf623.toWire('hub', document, { baseUrl: '' })).to.deep.equal({ ...document, query: null });
    expect(v4.toWire('hub', document, { baseUrl: '' })).to.equal(document);
  });
});

describe('bindings', () => {
  const bindings = apiBindings({ checkQuery: () => [] });

  it('serve every resource in an API that is mounted', () => {
    const serviceQuality = ['tmf657-v4', 'tmf657-v2', 'tmf657-legacy'].flatMap((api) =>
      ['serviceLevelObjective', 'serviceLevelSpecification', 'hub'].map((segment) => `${api}/${segment}`),
    );
    expect(bindings.map(({ api, segment }) => `${api}/${segment}`)).to.deep.equal([
      ...serviceQuality,
      'tmf623-v2/sla',
      'tmf623-v2/slaViolation',
      'tmf623-v2/hub',
      'assurance-v1/commitment',
      'assurance-v1/assessment',
      'assurance-v1/calendar',
      'assurance-v1/maintenanceWindow',
      'assurance-v1/collectorGap',
      'assurance-v1/backtest',
      'assurance-v1/recomputation',
      'assurance-v1/hub',
    ]);
    expect(new Set(bindings.map(({ api }) => api))).to.deep.equal(new Set(apiMounts.map(({ api }) => api)));
  });

  it('put where the standard or our own API says so, and write nothing in what Surety makes itself', () => {
    const puts = bindings.filter(({ verbs }) => verbs.includes('replace')).map(({ segment }) => segment);
    expect(puts).to.deep.equal(['sla', 'slaViolation', 'calendar', 'maintenanceWindow', 'collectorGap']);
    const readOnly = bindings.filter(({ verbs }) => !verbs.includes('create')).map(({ segment }) => segment);
    expect(readOnly).to.deep.equal(['commitment', 'assessment']);
  });

  it('name their indexes once and their dialects apart', () => {
    for (const { definition } of bindings) {
      const names = definition.collection.indexes.map(({ name }) => name);
      expect(new Set(names).size, definition.name).to.equal(names.length);
    }
    expect(new Set([v4, tmf623, assurance].map(({ name }) => name)).size).to.equal(3);
  });

  it('send plain subscribers only what the standard names', () => {
    expect(standardEventTypes['tmf657-v4']).to.have.length(6);
    expect(standardEventTypes['tmf623-v2']).to.deep.equal(['SLAViolationCreateNotification']);
    expect(standardEventTypes['assurance-v1']).to.deep.equal(['CommitmentStateChangeEvent']);
  });
});
