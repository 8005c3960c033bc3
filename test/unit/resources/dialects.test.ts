import { expect } from 'chai';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import { dialects, legacy, tmf623, v2, v4 } from '../../../src/resources/dialects.ts';
import type { Dialect } from '../../../src/tmf630/dialect/dialect.ts';
import { mergePatch } from '../../../src/tmf630/patch/merge-patch.ts';

const baseUrl = 'http://h:8080/tmf-api/serviceQualityManagement/v2';
const slo = 'serviceLevelObjective';
const sls = 'serviceLevelSpecification';

const text = fc.string({ maxLength: 8 });
const period = fc.record({ startDateTime: text, endDateTime: text }, { requiredKeys: [] });
const types = { '@type': fc.constant('GoldThing'), '@baseType': text, '@schemaLocation': text };
// Names that no version uses for anything.
const extensions = fc.dictionary(
  fc.constantFrom('note', 'level', 'place'),
  fc.jsonValue({ maxDepth: 2 }).map((value) => value as JsonValue),
  { maxKeys: 2 },
);

/** Documents of the store with whatever a version knows: all of it has another look, and none of it is added. */
function documents(isTyped: boolean): Record<string, fc.Arbitrary<JsonObject>> {
  const typed = isTyped ? types : {};
  const reference = isTyped ? { ...typed, '@referredType': text } : {};
  const optional = { requiredKeys: [] };
  const entity = fc.record(
    { id: text, href: text, name: text, ...reference, ...(isTyped ? { role: text } : {}) },
    { requiredKeys: ['id', 'href'] },
  );
  const parameter = fc.record(
    {
      ...{ name: text, parameterType: text, serviceParmCategory: text, serviceParmPerspective: text },
      ...{ transformationAlgorithmOfKQI: text, relatedEntity: fc.array(entity, { maxLength: 3 }), validFor: period },
      ...typed,
    },
    optional,
  );
  const consequence = fc.record({ prescribedAction: text, validFor: period, ...typed }, optional);
  const objective = fc.record(
    {
      ...{ id: text, name: text, conformanceComparator: text, conformanceTarget: text, conformancePeriod: period },
      ...{ thresholdTarget: text, toleranceTarget: text, tolerancePeriod: period, graceTimes: text, validFor: period },
      serviceLevelObjectiveParameter: parameter,
      serviceLevelObjectiveConsequence: fc.array(consequence, { maxLength: 3 }),
      ...typed,
    },
    optional,
  );
  const listed = fc.record({ id: text, href: text, ...reference }, { requiredKeys: ['id', 'href'] });
  const specification = fc.record(
    {
      ...{ id: text, name: text, description: text, validFor: period },
      relatedServiceLevelObjective: fc.array(listed, { maxLength: 3 }),
      ...typed,
    },
    optional,
  );
  const extended = (known: fc.Arbitrary<object>): fc.Arbitrary<JsonObject> =>
    fc.tuple(known, extensions).map(([document, more]) => ({ ...more, ...document }));
  return { [slo]: extended(objective), [sls]: extended(specification) };
}

function pathsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error.faults.map(({ path }) => path);
    throw error;
  }
  return [];
}

describe('the dialects', () => {
  for (const [dialect, isTyped] of [
    [v2, true],
    [legacy, false],
  ] as const) {
    for (const [resource, document] of Object.entries(documents(isTyped))) {
      it(`${dialect.name} gives back a ${resource} as it was`, () => {
        fc.assert(
          fc.property(document, (stored) => {
            const shown = dialect.toWire(resource, stored, { baseUrl });
            expect(dialect.ownNames(resource, shown)).to.equal(shown);
            expect(dialect.fromWire(resource, shown)).to.deep.equal(stored);
          }),
        );
      });

      it(`${dialect.name} keeps what it does not show of a ${resource} through a change of all it shows`, () => {
        const newer = documents(true)[resource]!;
        fc.assert(
          fc.property(newer, document, (stored, change) => {
            const { '@type': _type, ...rest } = stored;
            const foreign = { ...stored, specParameter: 1, specConsquence: 2, objective: 3 };
            const patch = dialect.fromWire(resource, dialect.toWire(resource, change, { baseUrl }));
            const after = mergePatch(foreign, patch);
            expect(after).to.include({ specParameter: 1, specConsquence: 2, objective: 3 });
            for (const name of Object.keys(rest))
              if (!Object.hasOwn(patch, name)) expect(after[name]).to.equal(stored[name]);
          }),
        );
      });
    }
  }

  it('take the same path to the same place in every spelling, and back', () => {
    for (const [dialect, resource, written, canonical, own] of [
      [v2, slo, 'specParameter.type', 'serviceLevelObjectiveParameter.parameterType', 'specParameter.type'],
      [v2, slo, 'serviceLevelSpecParameter.name', 'serviceLevelObjectiveParameter.name', 'specParameter.name'],
      [
        v2,
        slo,
        'specConsquence.0.validFor',
        'serviceLevelObjectiveConsequence.0.validFor',
        'specConsequence.0.validFor',
      ],
      [v2, sls, 'objective.id', 'relatedServiceLevelObjective.id', 'objective.id'],
      [
        legacy,
        slo,
        'specParameter.type',
        'serviceLevelObjectiveParameter.parameterType',
        'serviceLevelSpecParameter.type',
      ],
      [
        legacy,
        slo,
        'serviceLevelSpecParameter.relatedEntity.herf',
        'serviceLevelObjectiveParameter.relatedEntity.href',
        'serviceLevelSpecParameter.relatedEntity.href',
      ],
      [
        legacy,
        sls,
        'relatedServiceLevelObjective.id',
        'relatedServiceLevelObjective.id',
        'relatedServiceLevelObjective.id',
      ],
      [tmf623, 'sla', 'rules.metric', 'rule.metric', 'rule.metric'],
      [tmf623, 'sla', 'validityPeriod.endTime', 'validFor.endDateTime', 'validFor.endDateTime'],
      [v4, slo, 'specParameter.type', 'specParameter.type', 'specParameter.type'],
    ] as [Dialect, string, string, string, string][]) {
      expect(dialect.path(resource, written.split('.')).join('.'), dialect.name).to.equal(canonical);
      expect(dialect.ownPath(resource, written.split('.')).join('.'), dialect.name).to.equal(own);
      expect(dialect.wirePath(resource, canonical.split('.')).join('.'), dialect.name).to.equal(own);
    }
  });

  it('version 4 takes every document as it is and shows it so, where nothing is missing', () => {
    const whole = { id: 'a', role: 'r', '@referredType': 'T' };
    const document = { id: '1', serviceLevelObjectiveParameter: { relatedEntity: [whole] } };
    expect(v4.ownNames(slo, document)).to.equal(document);
    expect(v4.fromWire(slo, document)).to.equal(document);
    expect(v4.toWire(slo, document, { baseUrl })).to.equal(document);
    const bundle = { relatedServiceLevelObjective: [{ id: 'a', href: 'https://elsewhere.example/a' }, { id: 'b' }] };
    expect(v4.toWire(sls, bundle, { baseUrl })).to.equal(bundle);
  });

  it('version 2 asks which objectives exist, and takes them to when nobody has looked', () => {
    const document = { relatedServiceLevelObjective: [{ id: 'a b' }, { id: 'c' }, 'odd'] };
    const exists = (name: string, id: string): boolean => name === slo && id === 'a b';
    const shown = (context: object): unknown => v2.toWire(sls, document, { baseUrl, ...context })['objective'];
    expect(shown({ exists })).to.deep.equal([
      { id: 'a b', href: `${baseUrl}/serviceLevelObjective/a%20b` },
      { id: 'c', href: 'c' },
      'odd',
    ]);
    expect(shown({})).to.have.nested.property('[1].href', `${baseUrl}/serviceLevelObjective/c`);
  });

  it('know the origin behind a public address with a path, and the alias of version 2', () => {
    const href = (base: string): JsonValue => `${base}/serviceLevelObjective/a`;
    const shown = (dialect: Dialect, base: string, sent: JsonValue): unknown =>
      Object.values(
        dialect.toWire(sls, { relatedServiceLevelObjective: [{ id: 'a', href: sent }] }, { baseUrl: base }),
      )[0];
    const origin = 'https://x.example/sla-service';
    const [newer, older] = [`${origin}/tmf-api/serviceQualityManagement/v4`, `${origin}/serviceQualityManagement/v2`];
    expect(shown(v4, newer, href(older))).to.deep.equal([{ id: 'a', href: href(newer) }]);
    expect(shown(v2, older, href(newer))).to.deep.equal([{ id: 'a', href: href(older) }]);
    expect(shown(v2, older, href(baseUrl))).to.deep.equal([{ id: 'a', href: href(baseUrl) }]);
    const same = `${origin}/tmf-api/serviceQualityManagement/v2`;
    expect(shown(v2, older, href(same))).to.deep.equal([{ id: 'a', href: href(same) }]);
  });

  it('TMF623 takes the names in the tables of its document, but not two for one attribute', () => {
    const body = {
      name: 'a',
      rules: [{ id: 'r1' }],
      validityPeriod: { startTime: 's', endTime: 'e' },
      relatedParty: [{ id: 'p', validityPeriod: { startTime: 's' } }],
    };
    const own = {
      name: 'a',
      rule: [{ id: 'r1' }],
      validFor: { startDateTime: 's', endDateTime: 'e' },
      relatedParty: [{ id: 'p', validFor: { startDateTime: 's' } }],
    };
    expect(tmf623.ownNames('sla', body)).to.deep.equal(own);
    expect(tmf623.toWire('sla', own, { baseUrl })).to.equal(own);
    expect(pathsOf(() => tmf623.ownNames('sla', { ...body, rule: [] }))).to.deep.equal(['rule']);
    expect(pathsOf(() => tmf623.ownNames('sla', { validityPeriod: {}, validFor: {} }))).to.deep.equal(['validFor']);
    const both = { validityPeriod: { startTime: 's', startDateTime: 's' } };
    expect(pathsOf(() => tmf623.ownNames('sla', both))).to.deep.equal(['validityPeriod.startDateTime']);
  });

  it('have names of their own for events, and prefixes for what differs in bodies', () => {
    expect(v2.eventType('ServiceLevelSpecificationAttributeValueChangeEvent')).to.equal(
      'ServiceLevelSpecificationAttributeValueChangeNotification',
    );
    expect(legacy.eventType('ServiceLevelObjectiveDeleteEvent')).to.equal('ServiceLevelObjectiveRemoveNotification');
    expect(v2.eventType('SLAViolationCreateNotification')).to.equal('SLAViolationCreateNotification');
    expect([...dialects.values()].map(({ name, etagPrefix }) => `${name} ${etagPrefix}`)).to.deep.equal([
      'v4 ',
      'v2 v2-',
      'legacy legacy-',
      'tmf623 ',
      'assurance ',
    ]);
  });
});
