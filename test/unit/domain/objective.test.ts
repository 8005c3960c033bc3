import { expect } from 'chai';
import fc from 'fast-check';
import type { Objective } from '../../../src/domain/objective-model.ts';
import { isInForce, parseObjective, parseRule } from '../../../src/domain/objective.ts';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { hour, minute, utc } from './support.ts';

function slo(overrides: JsonObject = {}, parameter: JsonObject = { name: 'rtt' }): JsonObject {
  return {
    id: 'slo-1',
    conformanceComparator: '<=',
    conformanceTarget: '50 ms',
    serviceLevelObjectiveParameter: parameter,
    ...overrides,
  };
}

function rule(overrides: JsonObject = {}): JsonObject {
  return { id: 'r1', metric: 'throughput', unit: 'kbps', operator: '.ge', referenceValue: '1024', ...overrides };
}

function read(document: JsonObject): Objective {
  const { objective, reasons } = parseObjective(document);
  if (objective === undefined) throw new Error(reasons.join('; '));
  return objective;
}

function readRule(ofRule: JsonObject, sla: JsonObject = {}, ofSlo?: JsonObject): Objective {
  const { objective, reasons } = parseRule(sla, ofRule, ofSlo);
  if (objective === undefined) throw new Error(reasons.join('; '));
  return objective;
}

describe('an objective', () => {
  it('is read with every default named', () => {
    expect(read(slo())).to.deep.equal({
      indicator: 'rtt',
      statistic: { kind: 'mean' },
      violationWhen: 'above',
      inclusive: false,
      target: '50',
      unit: 'ms',
      limit: '50',
      toleranceMs: 0,
      window: { type: 'rolling', duration: 'P30D', timeZone: 'UTC' },
      verdictMode: 'instant',
      missingData: 'unknown',
      minCoverage: 0.9,
      measurementIntervalMs: 5 * minute,
      validFor: {},
      defaulted: [
        'transformationAlgorithmOfKQI',
        'timeZone',
        'conformancePeriod',
        'verdictMode',
        'missingData',
        'minCoverage',
        'measurementInterval',
      ],
    });
  });

  it('of 50 ms with a tolerance of 10 % has its limit at 55 ms', () => {
    expect(read(slo({ conformanceTarget: '50', toleranceTarget: '10%' }))).to.include({ target: '50', limit: '55' });
    expect(read(slo({ toleranceTarget: '5' })).limit).to.equal('55');
    expect(read(slo({ toleranceTarget: '0.005 s' })).limit).to.equal('55');
  });

  it('takes a tolerance in % of a target in % as percentage points', () => {
    const document = slo({ conformanceComparator: 'below', conformanceTarget: '99.95%', toleranceTarget: '0.05%' });
    expect(read(document)).to.include({ target: '99.95', unit: '%', limit: '99.9' });
  });

  it('keeps a threshold on the good side of the target and leaves out another with a remark', () => {
    expect(read(slo({ thresholdTarget: '45 ms' })).threshold).to.equal('45');
    expect(read(slo({ thresholdTarget: '0.045 s' })).threshold).to.equal('45');
    const wrong = read(slo({ thresholdTarget: '55' }));
    expect(wrong).to.not.have.property('threshold');
    expect(wrong.remarks?.[0]).to.match(/good side/u);
  });

  it('reads a duration as milliseconds', () => {
    expect(read(slo({ conformanceTarget: 'PT4H' }))).to.include({ target: '14400000', unit: 'ms' });
  });

  it('with an availability indicator is judged in certain mode, in percent', () => {
    const document = slo({ conformanceComparator: '>=', conformanceTarget: '99.95' }, { name: 'serviceAvailability' });
    expect(read(document)).to.deep.include({ statistic: { kind: 'availability' }, verdictMode: 'certain', unit: '%' });
  });

  it('reads a bare share as percent where availability must be reached', () => {
    const document = slo(
      { conformanceComparator: '>=', conformanceTarget: '0.9995', thresholdTarget: '0.9997' },
      { name: 'uptime' },
    );
    const objective = read(document);
    expect(objective).to.include({ target: '99.95', threshold: '99.97', unit: '%' });
    expect(objective.remarks?.[0]).to.match(/0\.9995/u);
    expect(read(slo({ conformanceTarget: '5', thresholdTarget: '1' }, { name: 'PINGLOSS' })).threshold).to.equal('1');
  });

  it('takes the default by name when the algorithm is prose, and says so', () => {
    const objective = read(slo({}, { name: 'rtt', transformationAlgorithmOfKQI: 'What customers feel on the whole' }));
    expect(objective.statistic).to.deep.equal({ kind: 'mean' });
    expect(objective.defaulted).to.include('transformationAlgorithmOfKQI');
    expect(objective.remarks?.[0]).to.match(/prose/u);
  });

  it('uses only the length of a tolerance period', () => {
    const tolerancePeriod = { startDateTime: '2026-01-01T00:00:00Z', endDateTime: '2026-01-01T00:05:00Z' };
    expect(read(slo({ tolerancePeriod })).toleranceMs).to.equal(5 * minute);
  });

  it('takes a conformance period between month starts in its zone as calendar months', () => {
    const conformancePeriod = { startDateTime: '2026-03-01T00:00:00+01:00', endDateTime: '2026-04-01T00:00:00+02:00' };
    expect(read(slo({ conformancePeriod, timeZone: 'Europe/Oslo' })).window).to.deep.equal({
      type: 'calendar',
      duration: 'P1M',
      timeZone: 'Europe/Oslo',
    });
    const quarter = { startDateTime: '2026-02-01T00:00:00Z', endDateTime: '2026-05-01T00:00:00Z' };
    expect(read(slo({ conformancePeriod: quarter })).window).to.deep.equal({
      type: 'calendar',
      duration: 'P3M',
      timeZone: 'UTC',
      anchor: utc('2026-02-01'),
    });
  });

  it('takes any other conformance period by its length, and one end as months from there', () => {
    const conformancePeriod = { startDateTime: '2026-03-02T00:00:00Z', endDateTime: '2026-03-02T08:00:00Z' };
    expect(read(slo({ conformancePeriod })).window).to.deep.equal({
      type: 'calendar',
      duration: `PT${String((8 * hour) / 1000)}S`,
      timeZone: 'UTC',
      anchor: utc('2026-03-02'),
    });
    expect(read(slo({ conformancePeriod: { startDateTime: '2026-03-16T00:00:00Z' } })).window).to.deep.include({
      duration: 'P1M',
      anchor: utc('2026-03-16'),
    });
  });

  it('lets conformanceWindow win over conformancePeriod', () => {
    const conformancePeriod = { startDateTime: '2026-03-01T00:00:00Z', endDateTime: '2026-04-01T00:00:00Z' };
    const conformanceWindow = { type: 'rolling', duration: 'P7D', timeZone: 'Europe/Oslo' };
    expect(read(slo({ conformancePeriod, conformanceWindow })).window).to.deep.equal(conformanceWindow);
  });

  it('takes its extension attributes', () => {
    const objective = read(
      slo({
        verdictMode: 'instant',
        slice: 'PT5M',
        missingData: 'bad',
        minCoverage: '80%',
        measurementInterval: 'PT1S',
      }),
    );
    expect(objective).to.include({
      sliceMs: 5 * minute,
      missingData: 'bad',
      minCoverage: 0.8,
      measurementIntervalMs: 1000,
    });
  });

  it('equal to a number with a tolerance is a band', () => {
    const document = slo({ conformanceComparator: '==', conformanceTarget: '10', toleranceTarget: '2' });
    expect(read(document)).to.include({ violationWhen: 'outside', limit: '12', lowerLimit: '8' });
    expect(read(slo({ conformanceComparator: '==', conformanceTarget: '10' })).violationWhen).to.equal('notEqual');
  });
});

describe('an objective that cannot be evaluated', () => {
  const cases: [string, JsonObject, RegExp][] = [
    ['an unknown comparator', slo({ conformanceComparator: 'roughly' }), /comparator "roughly" is not known/u],
    ['a word as target', slo({ conformanceTarget: 'gold' }), /target "gold" is not a number/u],
    ['no indicator', slo({ serviceLevelObjectiveParameter: {} }), /indicator is missing/u],
    ['a negative tolerance', slo({ toleranceTarget: '-5' }), /must not be negative/u],
    ['a tolerance in words', slo({ toleranceTarget: 'some' }), /tolerance "some"/u],
    ['a tolerance of another kind', slo({ toleranceTarget: '5 kbps' }), /cannot convert kbit\/s to ms/u],
    ['an unknown zone', slo({ timeZone: 'Mars/Olympus' }), /time zone "Mars\/Olympus"/u],
    ['an unknown window', slo({ conformanceWindow: { duration: 'monthly' } }), /conformanceWindow: .*ISO 8601/u],
    ['an unknown policy', slo({ missingData: 'shrug' }), /missingData/u],
    ['an unknown verdict mode', slo({ verdictMode: 'soon' }), /verdictMode/u],
    [
      'a reversed validity',
      slo({ validFor: { startDateTime: '2026-02-01T00:00:00Z', endDateTime: '2026-01-01T00:00:00Z' } }),
      /validFor/u,
    ],
    ['a target of time for availability', slo({}, { name: 'availability' }), /ms is not a unit of a share/u],
    ['slices without end', slo({ slice: '1 ms' }), /slices in a period/u],
  ];
  for (const [name, document, expected] of cases) {
    it(`with ${name} says so`, () => {
      expect(parseObjective(document).reasons?.join('; ')).to.match(expected);
    });
  }

  it('names every reason at once', () => {
    expect(parseObjective({}).reasons).to.have.length(2);
  });

  it('never makes it throw, whatever the members hold', () => {
    const names = [
      ...Object.keys(slo()),
      'toleranceTarget',
      'thresholdTarget',
      'conformancePeriod',
      'conformanceWindow',
      'validFor',
      'slice',
      'timeZone',
      'minCoverage',
      'metric',
      'operator',
      'referenceValue',
      'tolerance',
      'unit',
    ];
    const document = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonValue>,
    );
    fc.assert(
      fc.property(document, document, (left, right) => {
        parseObjective({ ...slo(), ...left });
        parseRule(left, { ...rule(), ...right }, left);
      }),
    );
  });
});

describe('a rule', () => {
  it('of at least 1024 kbps with tolerance 0.20 has its limit at 819.2', () => {
    expect(readRule(rule({ tolerance: '0.20' }))).to.include({
      indicator: 'throughput',
      target: '1024',
      limit: '819.2',
      unit: 'kbit/s',
      violationWhen: 'below',
    });
  });

  it('takes a tolerance with a unit or with % too', () => {
    expect(readRule(rule({ tolerance: '24 kbps' })).limit).to.equal('1000');
    expect(readRule(rule({ tolerance: '20%' })).limit).to.equal('819.2');
    expect(readRule(rule({ unit: 'Mbps', referenceValue: '1', tolerance: '100 kbit/s' })).limit).to.equal('0.9');
  });

  it('finds its indicator at the end of the metric URL, or takes the whole text', () => {
    const indicators = [
      'https://lib.example/metrics/availability',
      'https://lib/m/DL_bitrate/?v=1#x',
      'PINGAVG',
      '/metrics/loss%20rate',
      'a b/c',
    ];
    expect(indicators.map((metric) => readRule(rule({ metric, unit: '%' })).indicator)).to.deep.equal([
      'availability',
      'DL_bitrate',
      'PINGAVG',
      'loss rate',
      'a b/c',
    ]);
  });

  it('reads "available" as availability of 100 %, its tolerance as the share that may differ', () => {
    const objective = readRule(
      rule({ unit: 'string', operator: '.eq', referenceValue: 'available', tolerance: '0.05' }),
    );
    expect(objective).to.deep.include({
      statistic: { kind: 'availability' },
      target: '100',
      limit: '95',
      verdictMode: 'certain',
    });
  });

  it('lets its own attributes win over the objective it refers to, and takes the rest from there and from the SLA', () => {
    const referenced = slo(
      { thresholdTarget: '45', toleranceTarget: '10%', verdictMode: 'atClose' },
      { name: 'rtt', transformationAlgorithmOfKQI: 'p95' },
    );
    const sla = { timeZone: 'Europe/Oslo', validFor: { startDateTime: '2026-01-01T00:00:00Z' } };
    const plain = readRule({}, sla, referenced);
    expect(plain).to.deep.include({
      indicator: 'rtt',
      target: '50',
      limit: '55',
      threshold: '45',
      verdictMode: 'atClose',
    });
    expect(plain.window.timeZone).to.equal('Europe/Oslo');
    expect(plain.validFor).to.deep.equal({ start: utc('2026-01-01') });
    const own = readRule({ referenceValue: '60', verdictMode: 'instant' }, sla, referenced);
    expect(own).to.deep.include({
      target: '60',
      limit: '66',
      verdictMode: 'instant',
      statistic: { kind: 'percentile', percent: 95 },
    });
  });

  it('is valid where the SLA and the objective both are', () => {
    const sla = { validFor: { startDateTime: '2026-01-01T00:00:00Z', endDateTime: '2026-12-01T00:00:00Z' } };
    const referenced = slo({ validFor: { startDateTime: '2026-03-01T00:00:00Z' } });
    expect(readRule({}, sla, referenced).validFor).to.deep.equal({ start: utc('2026-03-01'), end: utc('2026-12-01') });
  });

  it('takes an algorithm of its own', () => {
    const objective = readRule(
      rule({
        metric: 'PINGLOSS',
        unit: '%',
        referenceValue: '99',
        transformationAlgorithmOfKQI: 'availability?downWhen=gte:100',
      }),
    );
    expect(objective).to.deep.include({
      statistic: { kind: 'availability', downWhen: { operator: 'gte', value: '100' } },
      verdictMode: 'certain',
    });
  });
});

describe('an SLA', () => {
  it('is in force when observed, or when it says nothing against it, and when its time has run out', () => {
    const validFor = { endDateTime: '2026-02-01T00:00:00Z' };
    const given: [JsonObject, boolean][] = [
      [{ state: 'observed' }, true],
      [{}, true],
      [{ approved: true }, true],
      [{ approved: false }, false],
      [{ state: 'pending', approved: true }, false],
      [{ state: 'terminated' }, false],
      [{ state: 'completed', completionDate: '2026-02-01T00:00:00Z' }, false],
      [{ state: 'completed', completionDate: '2026-01-31T00:00:00Z', validFor }, false],
      [{ state: 'completed', completionDate: '2026-02-01T01:00:00+01:00', validFor }, true],
    ];
    for (const [sla, expected] of given) expect(isInForce(sla), JSON.stringify(sla)).to.equal(expected);
  });
});
