import { expect } from 'chai';
import type { Objective } from '../../../src/domain/objective-model.ts';
import { parseRule } from '../../../src/domain/objective.ts';
import type { Sample } from '../../../src/domain/measurement.ts';
import {
  april,
  availabilityWith,
  closed,
  day,
  down,
  hour,
  minute,
  objectiveWith,
  periodFrom,
  up,
  utc,
  value,
} from './support.ts';

const noon = utc('2026-04-10T12:00');

describe('missing data: April of 43,200 minutes, 2,160 without data, 20 down, T 99.95', () => {
  const from = utc('2026-04-05');
  const samples: Sample[] = [
    up(april.start, 4 * 24 * 60),
    down(from + 2160 * minute, 20),
    up(from + 2180 * minute, 43_200 - 4 * 24 * 60 - 2180),
  ];
  const outcomes: [Objective['missingData'], string, string][] = [
    ['ignore', '99.95127', 'met'],
    ['unknown', '99.95127', 'met'],
    ['bad', '94.95370', 'notMet'],
    ['good', '99.95370', 'met'],
  ];
  for (const [missingData, attained, result] of outcomes) {
    it(`with the policy ${missingData} gives ${attained} %: ${result}`, () => {
      const assessment = closed(availabilityWith({ missingData, defaulted: [] }), april, samples);
      expect(Number(assessment.figures.attained).toFixed(5)).to.equal(attained);
      expect(assessment.result).to.equal(result);
    });
  }

  it('with carryForward and a day of maximum age leaves out only the 720 minutes beyond it', () => {
    const objective = availabilityWith({ missingData: 'carryForward', carryForwardMs: day, defaulted: [] });
    const { figures, result } = closed(objective, april, samples);
    expect(figures.formula).to.equal('1 − 20 min / 42480 min');
    expect(result).to.equal('met');
  });

  it('gives noData below the minimum coverage: nothing is raised and nothing cleared', () => {
    const objective = availabilityWith({
      missingData: 'carryForward',
      carryForwardMs: hour,
      minCoverage: 0.96,
      defaulted: [],
    });
    expect(closed(objective, april, samples).result).to.equal('noData');
  });
});

describe('carried forward', () => {
  const period = periodFrom(noon, noon + hour);

  it('a state stands until the next one, at most the maximum age after its end', () => {
    const objective = availabilityWith({ missingData: 'carryForward', carryForwardMs: 20 * minute, defaulted: [] });
    const { figures } = closed(objective, period, [down(noon - 10 * minute, 15), up(noon + 10 * minute, 5)]);
    // Down for 5 minutes and carried for 5; up for 5 and carried for 20; nothing known after 12:35.
    expect(figures).to.include({ downMs: 10 * minute, coveredMs: 35 * minute });
  });

  it('a value stands from its time until the next one, at most the maximum age', () => {
    const objective = objectiveWith({ missingData: 'carryForward', carryForwardMs: 15 * minute, minCoverage: 0.5 });
    const { figures } = closed(objective, period, [
      value(noon, 1),
      value(noon + 10 * minute, 2),
      value(noon + 40 * minute, 3),
    ]);
    expect(figures).to.include({ coveredMs: 40 * minute, samples: 3, attained: '2' });
  });

  it('a value is what a slice without one has, while it stands', () => {
    const objective = objectiveWith({ missingData: 'carryForward', carryForwardMs: 20 * minute, sliceMs: 10 * minute });
    const { slices } = closed(objective, period, [value(noon, 90), value(noon + 40 * minute, 10)]);
    expect(slices.map(({ attained, standing }) => `${attained ?? '-'} ${standing ?? '-'}`)).to.deep.equal([
      '90 beyond',
      '90 beyond',
      '- -',
      '- -',
      '10 compliant',
      '10 compliant',
    ]);
  });
});

describe('the text of missing data', () => {
  const read = (rule: object) =>
    parseRule({}, { metric: 'latency', operator: '.le', referenceValue: '50', unit: 'ms', ...rule });

  it('is a word, or an object with a policy and a maximum age', () => {
    expect(read({ missingData: 'bad' }).objective).to.include({ missingData: 'bad' });
    const policy = { policy: 'carryForward', maxAge: 'PT15M' };
    expect(read({ missingData: policy }).objective).to.include({ carryForwardMs: 15 * minute });
    const byDefault = read({ missingData: 'carryForward' }).objective;
    expect(byDefault).to.include({ missingData: 'carryForward', carryForwardMs: hour });
    expect(byDefault?.defaulted).to.include('missingData.maxAge');
    expect(read({ missingData: 'guess' }).reasons).to.deep.equal([
      'missingData: must be unknown, ignore, bad, good or carryForward',
    ]);
    expect(read({ missingData: { policy: 'carryForward', maxAge: 'soon' } }).reasons).to.have.length(1);
  });

  it('says how many updates may be missed; empty means any number', () => {
    expect(read({ graceTimes: '3' }).objective?.grace).to.deep.equal({ times: 3, scope: 'consecutive' });
    expect(read({ graceTimes: 0, graceTimesScope: 'perPeriod' }).objective?.grace).to.deep.equal({
      times: 0,
      scope: 'perPeriod',
    });
    expect(read({ graceTimes: '' }).objective).not.to.have.property('grace');
    expect(read({ graceTimes: 'a few' }).objective?.remarks).to.have.length(1);
    expect(read({ graceTimes: '3', graceTimesScope: 'sometimes' }).reasons).to.have.length(1);
  });
});
