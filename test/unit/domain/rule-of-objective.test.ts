import { expect } from 'chai';
import fc from 'fast-check';
import { parseObjective, parseRule } from '../../../src/domain/objective.ts';
import { ruleOfObjective } from '../../../src/domain/rule-of-objective.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';

const objective = (more: JsonObject = {}, parameter: JsonObject = {}): JsonObject => ({
  id: 'slo-1',
  name: 'Monthly availability',
  conformanceComparator: '>=',
  conformanceTarget: '99.95 %',
  serviceLevelObjectiveParameter: { name: 'availability', ...parameter },
  ...more,
});

describe('an objective written as a rule', () => {
  it('names metric, value, unit, operator and tolerance in the words of an agreement', () => {
    const slo = objective(
      {
        conformanceComparator: '<=',
        conformanceTarget: '50 ms',
        toleranceTarget: '10%',
        serviceLevelObjectiveConsequence: [{ prescribedAction: 'call' }, { prescribedAction: 'pay' }],
        conformanceWindow: { type: 'calendar', duration: 'P1D', timeZone: 'Europe/Oslo' },
        verdictMode: 'atClose',
        missingData: 'bad',
        minCoverage: 0.5,
        slice: 'PT1H',
        measurementInterval: 'PT1M',
        calendar: { id: 'desk' },
        maintenance: { treatment: 'countAsUp' },
        graceTimes: '3',
      },
      { name: 'rtt', transformationAlgorithmOfKQI: 'p95', relatedEntity: [{ id: 'svc-1' }] },
    );
    expect(ruleOfObjective(slo)).to.deep.equal({
      id: 'slo-1',
      name: 'Monthly availability',
      metric: 'rtt',
      referenceValue: '50',
      unit: 'ms',
      operator: '<=',
      tolerance: '0.1',
      transformationAlgorithmOfKQI: 'p95',
      relatedEntity: [{ id: 'svc-1' }],
      consequence: 'call; pay',
      conformanceWindow: { type: 'calendar', duration: 'P1D', timeZone: 'Europe/Oslo' },
      verdictMode: 'atClose',
      missingData: 'bad',
      minCoverage: 0.5,
      slice: 'PT1H',
      measurementInterval: 'PT1M',
      calendar: { id: 'desk' },
      maintenance: { treatment: 'countAsUp' },
      graceTimes: '3',
    });
  });

  it('keeps a tolerance absolute that no fraction says exactly', () => {
    const slo = objective(
      { conformanceComparator: '<=', conformanceTarget: '3 ms', toleranceTarget: '1' },
      { name: 'rtt' },
    );
    expect(ruleOfObjective(slo)).to.include({ toleranceTarget: '1' }).and.not.have.property('tolerance');
    expect(parseRule({}, ruleOfObjective(slo)).objective?.limit).to.equal('4');
  });

  it('keeps the name of an indicator that looks like an address', () => {
    for (const name of ['https://metrics.example/a?b#c', '/a/b', '/100%']) {
      const slo = objective({}, { name });
      expect(parseRule({}, ruleOfObjective(slo)).objective?.indicator).to.equal(name);
    }
  });

  it('leaves out what the objective does not say, and stays as unreadable as it was', () => {
    expect(ruleOfObjective({ id: 'slo-1', conformanceComparator: 'roughly', toleranceTarget: 'some' })).to.deep.equal({
      id: 'slo-1',
      operator: 'roughly',
      toleranceTarget: 'some',
    });
  });

  const numbers = ['99.95', '0.9995', '50', '3', '1e2', '-7', '0', '.5', '100'];
  const units = ['', '%', ' %', 'ms', ' s', ' string', ' Mbit/s', 'kbps', ' permille'];
  const numberText = fc.tuple(fc.constantFrom(...numbers), fc.constantFrom(...units)).map((parts) => parts.join(''));
  const target = fc.oneof(numberText, fc.constantFrom('available', 'PT4H', 'good', '1.2.3', '5e12345', '1,5'));
  const tolerance = fc.oneof(fc.constantFrom('0.1', '10%', '1', '7 ms', '0', 'PT1M', 'wide'), numberText);
  const anyObjective = fc
    .record(
      {
        conformanceComparator: fc.constantFrom('>=', '<=', '.eq', 'within', '!=', '>', 'above', 'roughly'),
        conformanceTarget: target,
        toleranceTarget: tolerance,
        thresholdTarget: target,
        timeZone: fc.constantFrom('Europe/Oslo', 'UTC'),
        verdictMode: fc.constantFrom('instant', 'certain', 'atClose'),
        slice: fc.constantFrom('PT1H', 'PT5M'),
        missingData: fc.constantFrom('bad', 'good'),
        minCoverage: fc.constantFrom<number | string>(0.5, '80%'),
        measurementInterval: fc.constant('PT1M'),
        conformanceWindow: fc.constant({ type: 'calendar', duration: 'P1D', timeZone: 'Europe/Oslo' }),
        conformancePeriod: fc.constant({ startDateTime: '2026-01-01T00:00:00Z', endDateTime: '2026-02-01T00:00:00Z' }),
        tolerancePeriod: fc.constant({ startDateTime: '2026-01-01T00:00:00Z', endDateTime: '2026-01-01T00:05:00Z' }),
        validFor: fc.constant({ startDateTime: '2026-01-01T00:00:00Z' }),
        transformationAlgorithmOfKQI: fc.constantFrom('p95', 'availability', 'prose'),
      },
      { requiredKeys: [] },
    )
    .chain((slo) =>
      fc
        .constantFrom('availability', 'rtt', 'https://m.example/loss', '/x')
        .map((name): JsonObject => ({ id: 'slo-1', ...slo, serviceLevelObjectiveParameter: { name } })),
    );

  it('is read as the very promise of the objective, whatever that says', () => {
    fc.assert(
      fc.property(anyObjective, (slo) => {
        expect(parseRule({}, ruleOfObjective(slo))).to.deep.equal(parseObjective(slo));
      }),
      { numRuns: 2000, seed: 20_261_123 },
    );
  });
});
