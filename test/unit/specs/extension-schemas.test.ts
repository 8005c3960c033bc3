import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { parseInstant } from '../../../src/kernel/instant.ts';
import { isJsonObject, type JsonObject, type JsonValue, objectAt } from '../../../src/kernel/json.ts';
import { evaluationFaults } from '../../../src/resources/evaluation-checks.ts';

const folder = 'api-specs/extensions';
const names = readdirSync(folder);

function read(path: string): JsonObject {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isJsonObject(value)) throw new Error(`${path}: not an object`);
  return value;
}

function validator(name: string): (value: unknown) => boolean {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
  ajv.addFormat('date-time', (text: string) => parseInstant(text) !== undefined);
  const validate = ajv.compile(read(`${folder}/${name}`));
  return (value) => validate(value);
}

/** Dotted paths of every property of a schema, arrays transparent; with `isWanted`, of those and not of what is below. */
function pathsOf(
  root: JsonObject,
  schema: JsonValue | undefined,
  isWanted?: (schema: JsonObject) => boolean,
): string[] {
  if (!isJsonObject(schema)) return [];
  const { $ref, items, allOf, properties } = schema;
  if (typeof $ref === 'string') {
    const found = $ref
      .slice(2)
      .split('/')
      .reduce<JsonObject>((at, step) => objectAt(at, step) ?? {}, root);
    return pathsOf(root, found, isWanted);
  }
  const own = Object.entries(isJsonObject(properties) ? properties : {}).flatMap(([name, property]): string[] => {
    const isOne = isJsonObject(property) && isWanted?.(property) === true;
    const below = isOne ? [] : pathsOf(root, property, isWanted).map((path) => `${name}.${path}`);
    return isWanted === undefined || isOne ? [name, ...below] : below;
  });
  const parts = [items, ...(Array.isArray(allOf) ? allOf : [])];
  return [...own, ...parts.flatMap((part) => pathsOf(root, part, isWanted))];
}

describe('the JSON Schemas of extension attributes', () => {
  it('are draft-07, one for each resource that is extended', () => {
    expect(names).to.have.members(['ServiceLevelObjective.schema.json', 'Sla.schema.json', 'SlaViolation.schema.json']);
    for (const name of names) {
      expect(read(`${folder}/${name}`), name).to.include({
        $schema: 'http://json-schema.org/draft-07/schema#',
        $id: name,
      });
      expect(validator(name)({ name: 'anything else is left alone', '@type': 'X' }), name).to.equal(true);
      expect(validator(name)([]), name).to.equal(false);
    }
  });

  for (const [name, bundle] of [
    ['ServiceLevelObjective', 'tmf657-v4'],
    ['Sla', 'tmf623-v2'],
    ['SlaViolation', 'tmf623-v2'],
  ] as const) {
    it(`name every attribute that the API document calls an extension of ${name}`, () => {
      const document = read(`api-specs/bundle/${bundle}.json`);
      const schema = objectAt(objectAt(objectAt(document, 'components') ?? {}, 'schemas') ?? {}, name);
      const isExtension = ({ description }: JsonObject): boolean => String(description).startsWith('Extension');
      const extended = pathsOf(document, schema, isExtension);
      const file = read(`${folder}/${name}.schema.json`);
      expect(extended).not.to.be.empty;
      expect(pathsOf(file, file)).to.include.members(extended);
    });
  }

  const attributes: [attribute: JsonObject, isRight: boolean][] = [
    [{ conformanceWindow: { type: 'calendar', duration: 'P1M', timeZone: 'Europe/Oslo' } }, true],
    [{ conformanceWindow: { type: 'rolling', duration: 'PT4H', anchor: '2026-11-22T10:00:00Z' } }, true],
    [{ conformanceWindow: { type: 'sliding' } }, false],
    [{ conformanceWindow: { duration: 'a month' } }, false],
    [{ conformanceWindow: { anchor: 'yesterday' } }, false],
    [{ conformanceWindow: 'P1M' }, false],
    [{ verdictMode: 'atClose' }, true],
    [{ verdictMode: 'later' }, false],
    [{ missingData: 'good' }, true],
    [{ missingData: 'fine' }, false],
    [{ minCoverage: 0.9 }, true],
    [{ minCoverage: '90%' }, true],
    [{ minCoverage: 90 }, false],
    [{ minCoverage: 'most' }, false],
    [{ slice: 'PT5M' }, true],
    [{ slice: '5 min' }, false],
    [{ measurementInterval: 'PT1M' }, true],
    [{ measurementInterval: 1 }, false],
    [{ calendar: { id: 'desk' } }, true],
    [{ calendar: [{ id: 'oslo' }, { href: '/assurance/v1/calendar/tokyo' }] }, true],
    [{ calendar: { name: 'desk' } }, false],
    [{ calendar: 'desk' }, false],
    [{ maintenance: { treatment: 'countAsUp', minNotice: 'P5D', maxPerPeriod: 'PT4H' } }, true],
    [{ maintenance: { allowedHours: { id: 'nights' } } }, true],
    [{ maintenance: { treatment: 'ignore' } }, false],
    [{ maintenance: { minNotice: 'five days' } }, false],
    [{ maintenance: { allowedHours: [{ name: 'nights' }] } }, false],
    [{ maintenance: 'exclude' }, false],
  ];
  for (const [attribute, isRight] of attributes) {
    it(`${isRight ? 'allow' : 'forbid'} what the service does: ${JSON.stringify(attribute)}`, () => {
      expect(evaluationFaults(attribute).length === 0, 'the service').to.equal(isRight);
      expect(validator('ServiceLevelObjective.schema.json')(attribute), 'the schema').to.equal(isRight);
      expect(validator('Sla.schema.json')({ rule: [attribute] }), 'the schema of rules').to.equal(isRight);
    });
  }
});
