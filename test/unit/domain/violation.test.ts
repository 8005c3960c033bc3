import { expect } from 'chai';
import { initialState } from '../../../src/domain/commitment.ts';
import { termsOfObjective, termsOfSla } from '../../../src/domain/commitment-terms.ts';
import type { CommitmentTerms } from '../../../src/domain/commitment.ts';
import type { Sample } from '../../../src/domain/measurement.ts';
import { advance } from '../../../src/domain/status.ts';
import { violationDocument, type ViolationFacts } from '../../../src/domain/violation.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { april, closed, down, utc, values, minute } from './support.ts';

const relatedParty = [{ name: 'Acme', role: 'SLAConsumer' }];
const sla: JsonObject = {
  id: 12,
  name: 'Gold access',
  relatedParty,
  relatedEntity: [{ id: 'svc-42' }],
  rule: [
    {
      id: 'availability',
      metric: 'https://lib/metrics/availability',
      operator: '.ge',
      referenceValue: '99.95',
      unit: '%',
      consequence: 'https://contract/clause/7',
      conformanceWindow: { type: 'calendar', duration: 'P1M', timeZone: 'UTC' },
    },
  ],
};

const promised: JsonObject = {
  id: 'slo-1',
  name: 'Latency',
  conformanceComparator: '<=',
  conformanceTarget: '50 ms',
  conformanceWindow: { duration: 'P1M' },
  serviceLevelObjectiveParameter: { name: 'rtt', relatedEntity: [{ id: 'svc-1' }] },
};

function factsOf(terms: CommitmentTerms | undefined, minutesDown: number): ViolationFacts {
  const isLevel = terms?.objective?.statistic.kind !== 'availability';
  const level = values(april.start, 5 * minute, Array<number>(8640).fill(60));
  return factsFrom(terms, isLevel ? level : [down(utc('2026-04-10'), minutesDown)]);
}

function factsFrom(terms: CommitmentTerms | undefined, samples: readonly Sample[]): ViolationFacts {
  if (terms?.objective === undefined) throw new Error('no objective');
  const { id: commitmentId, objective } = terms;
  const assessment = closed(objective, april, samples);
  const { transitions } = advance({ commitmentId, objective, state: initialState, assessment });
  const transition = transitions.find((each) => each.kind === 'violationOpened');
  if (transition === undefined) throw new Error('no violation');
  return { terms, transition, assessment, detectedAt: april.end + 1000 };
}

describe('the violation document', () => {
  it('tells what was promised, what was delivered and where it comes from', () => {
    const [terms] = termsOfSla(sla, 3, new Map());
    const document = violationDocument({ ...factsOf(terms, 25), sla });
    expect(document).to.deep.equal({
      date: '2026-04-10T00:21:36.000Z',
      sla: { id: '12', description: 'Gold access' },
      relatedParty,
      violation: {
        rule: { id: 'availability', description: 'availability' },
        unit: '%',
        referenceValue: '99.95',
        operator: '.ge',
        actualValue: '99.9421296296',
        violationAverage: 0.0000787430752413,
        comment:
          'availability of svc-42 was 99.94213 % in 2026-04-01T00:00:00.000Z to 2026-05-01T00:00:00.000Z ' +
          '(promised: at least 99.95 %). Figure: 1 − 25 min / 43200 min',
        consequence: 'https://contract/clause/7',
      },
      type: 'targetMissed',
      state: 'open',
      period: { startDateTime: '2026-04-01T00:00:00.000Z', endDateTime: '2026-05-01T00:00:00.000Z' },
      episode: 1,
      commitment: { id: terms?.id ?? '' },
      subject: 'svc-42',
      indicator: 'availability',
      onset: '2026-04-10T00:21:36.000Z',
      detectedAt: '2026-05-01T00:00:01.000Z',
      limit: '99.95',
      attained: document['attained'],
    });
    expect(document['attained']).to.match(/^99\.94212962962962/u);
  });

  it('gives the tolerance as a fraction of the target', () => {
    const [rule] = sla['rule'] as JsonObject[];
    const tolerant = { ...sla, rule: [{ ...rule, tolerance: '0.20' }] };
    const [terms] = termsOfSla(tolerant, 3, new Map());
    const violation = violationDocument({ ...factsOf(terms, 30_000), sla: tolerant })['violation'];
    expect(violation).to.include({ tolerance: 0.2 });
  });

  it('of a free-standing objective names it in place of the rule and has no SLA', () => {
    const slo = { ...promised, serviceLevelObjectiveConsequence: [{ prescribedAction: 'open a ticket' }] };
    const [terms] = termsOfObjective(slo, 1);
    const document = violationDocument({ ...factsOf(terms, 0), slo });
    expect(document).to.not.have.property('sla');
    expect(document['violation']).to.deep.include({
      rule: { id: 'slo-1', description: 'Latency', '@referredType': 'ServiceLevelObjective' },
      referenceValue: '50',
      operator: '<=',
      actualValue: '60',
      unit: 'ms',
      violationAverage: 0.2,
      consequence: 'open a ticket',
    });
  });

  it('keeps the unit out of the reference value, however the contract has written them', () => {
    const [rule] = sla['rule'] as JsonObject[];
    for (const [sent, told] of [
      [
        { referenceValue: '99.95', unit: '%' },
        { referenceValue: '99.95', unit: '%' },
      ],
      [{ referenceValue: '99.95 %' }, { referenceValue: '99.95', unit: '%' }],
      [{ referenceValue: '0.9995' }, { referenceValue: '99.95', unit: '%' }],
    ] as [JsonObject, JsonObject][]) {
      const { unit: _unit, ...others } = rule ?? {};
      const written = { ...sla, rule: [{ ...others, ...sent }] };
      const [terms] = termsOfSla(written, 3, new Map());
      expect(violationDocument({ ...factsOf(terms, 25), sla: written })['violation'], JSON.stringify(sent)).to.include(
        told,
      );
    }
  });

  it('of a slice tells of the slice, not of the period it lies in', () => {
    const objective = { ...promised, verdictMode: 'instant', slice: 'PT5M' };
    const [terms] = termsOfObjective(objective, 1);
    const samples = values(april.start, 5 * minute, [30, 80, 85]);
    const { violation } = violationDocument({ ...factsFrom(terms, samples), slo: objective });
    expect(violation).to.include({
      actualValue: '80',
      comment:
        'rtt of svc-1 was 80 ms from 2026-04-01T00:05:00.000Z to 2026-04-01T00:10:00.000Z (promised: at most 50 ms)',
    });
  });

  it('is the same for the same facts, and stands without the contract', () => {
    const [terms] = termsOfSla(sla, 3, new Map());
    const facts = factsOf(terms, 25);
    expect(violationDocument(facts)).to.deep.equal(violationDocument(facts));
    expect(violationDocument(facts)['sla']).to.deep.equal({ id: '12' });
  });
});
