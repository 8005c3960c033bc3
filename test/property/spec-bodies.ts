import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';
import type { ApiDocument, Schema, Target } from './spec-schemas.ts';
import { resolved } from './spec-schemas.ts';

/** Names that are legal for further attributes, and that careless code trips over. */
const awkwardNames = [
  ...[
    'note',
    'x-vendor',
    '@custom',
    'länge',
    '😀',
    'length',
    'hasOwnProperty',
    'toString',
    'valueOf',
    'toJSON',
    'toBSON',
  ],
  ...[
    'then',
    'isPrototypeOf',
    '0',
    '-1',
    ' ',
    'a b',
    'a/b',
    '~1',
    '[0]',
    '*',
    "it's",
    '"',
    '\\',
    '\u0001',
    '\u2028',
    'null',
  ],
  'n'.repeat(300),
];

const words = [
  ...[
    '',
    ' ',
    'Gold',
    '99.9',
    '45 ms',
    '<=',
    '.ge',
    'a,b;c',
    '"quoted"',
    'é',
    'e\u0301',
    '中文',
    '😀',
    '\u0000',
    '\ufeff',
  ],
  ...['null', 'true', '0', '__proto__', '$where', '<script>', '%00', '2026-01-01T00:00:00Z', 'x'.repeat(3000)],
];
const text = fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme', maxLength: 20 }));

const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  text,
  fc.constantFrom<JsonValue>(0, -1, 1e21, 0.1, 5e-324, 9_007_199_254_740_993, true, false, null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Any value a further attribute may have: empty, nested, long, false. */
const anything: fc.Arbitrary<JsonValue> = fc.oneof(
  { arbitrary: scalar, weight: 6 },
  { arbitrary: fc.array(scalar, { maxLength: 3 }), weight: 1 },
  { arbitrary: fc.constantFrom<JsonValue>({}, [], [[]], [[1], []], { a: { b: [{ c: null }] } }), weight: 1 },
  {
    arbitrary: fc.dictionary(fc.constantFrom(...awkwardNames), scalar, { maxKeys: 3, noNullPrototype: true }),
    weight: 1,
  },
);

const instant = fc
  .tuple(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom('Z', '+02:00', '-11:30', 'z'))
  .map(([ms, offset]) => new Date(ms).toISOString().replace('Z', offset));

const durations = fc.constantFrom('PT1H', 'P1D', 'P1M', 'PT15M', 'P1Y');
const counts = fc.constantFrom<JsonValue>(1, 7, '3');
const zones = fc.constantFrom('UTC', 'Europe/Dublin', 'America/New_York', 'Asia/Kolkata');
const notEmpty = text.filter((value) => value.trim() !== '');

/** What a schema does not say: attributes that Surety understands, or that make the resource unique. */
const known: Readonly<Record<string, fc.Arbitrary<JsonValue>>> = {
  'conformanceWindow.type': fc.constantFrom('calendar', 'rolling'),
  'conformanceWindow.duration': durations,
  'conformanceWindow.timeZone': zones,
  timeZone: zones,
  verdictMode: fc.constantFrom('instant', 'certain', 'atClose'),
  missingData: fc.constantFrom<JsonValue>('unknown', 'ignore', 'bad', 'good', {
    policy: 'carryForward',
    maxAge: 'PT2H',
  }),
  graceTimesScope: fc.constantFrom('consecutive', 'perPeriod'),
  minCoverage: fc.constantFrom<JsonValue>(0, 0.5, 1, '90%'),
  slice: durations,
  measurementInterval: durations,
  minOutage: durations,
  sliceTarget: fc.constantFrom<JsonValue>(0.1, 99.5, 100, '99 %'),
  unavailableAfter: counts,
  availableAfter: counts,
  minSamples: counts,
  creditSchedule: fc.constantFrom<JsonValue>(
    { basis: { value: 1000, unit: 'EUR' }, linear: { percent: 1, step: 0.1 } },
    { basis: { value: '99.90', unit: 'JPY' }, band: [{ from: 99.5, to: 99.95, percent: 10 }], capPercent: 25 },
  ),
  'grouping.window': fc.constantFrom('PT1S', 'PT1M', 'PT1H'),
  'grouping.key': fc.constantFrom('event.slaViolation.sla.id', 'eventType'),
  callback: fc.uuid().map((id) => `https://oss.example/listen/${id}`),
  query: fc.constantFrom('', 'eventType=SLACreateNotification', 'eventType=A,B&event.sla.name=%22x%22'),
  'sla.state': fc.constantFrom('pending', 'observed'),
  'slaViolation.state': fc.constantFrom('open', 'acknowledged', 'inProgress', 'restored', 'closed', 'withdrawn'),
  'sla.name': notEmpty,
  'rule.id': fc.uuid(),
  'relatedEntity.id': notEmpty,
  'relatedServiceLevelObjective.id': notEmpty,
  'objective.id': notEmpty,
  'serviceLevelObjective.id': notEmpty,
};
/** Without these a reference refers to nothing. */
const alwaysThere: Readonly<Record<string, readonly string[]>> = { serviceLevelObjective: ['id'] };
/** Left to the server: what a client's own would mean is another test. */
const leftOut = new Set(['href', 'template', 'secret']);

/** Valid bodies for a collection: every optional attribute there or not, further attributes anywhere. */
export function bodiesFor({ document, schema, segment }: Target): fc.Arbitrary<JsonObject> {
  return objects({ document, holder: segment, depth: 0 }, resolved(document, schema));
}

interface Place {
  document: ApiDocument;
  /** Name of the member that holds what is made. */
  holder: string;
  depth: number;
}

function objects(place: Place, schema: Schema): fc.Arbitrary<JsonObject> {
  if (isPeriod(schema)) return periods;
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => place.depth > 0 || !leftOut.has(name));
  const members = properties
    .filter(([name, member]) => place.depth > 0 || name !== 'id' || member.pattern !== undefined)
    .map(([name, member]) => [name, values({ ...place, holder: name, depth: place.depth + 1 }, member, place.holder)]);
  const required = [...(schema.required ?? []), ...(alwaysThere[place.holder] ?? [])];
  const record = fc.record(Object.fromEntries(members) as Record<string, fc.Arbitrary<JsonValue>>, {
    requiredKeys: required,
    noNullPrototype: true,
  }) as fc.Arbitrary<JsonObject>;
  const names = fc.constantFrom(...awkwardNames);
  const further = fc.oneof(
    { arbitrary: fc.constant({}), weight: 2 },
    { arbitrary: fc.dictionary(names, anything, { maxKeys: 2, noNullPrototype: true }), weight: 1 },
  );
  return fc.tuple(record, further).map(([own, more]) => ({ ...more, ...own }));
}

function values(place: Place, schema: Schema, parent: string): fc.Arbitrary<JsonValue> {
  const sense = known[`${parent}.${place.holder}`] ?? known[place.holder];
  const isOwnId = place.depth === 1 && place.holder === 'id';
  if (sense !== undefined && !isOwnId) return sense;
  const own = resolved(place.document, schema);
  const one = (own.anyOf ?? own.oneOf)?.[0];
  if (one !== undefined) return values(place, one, parent);
  if (own.enum !== undefined) return fc.constantFrom(...own.enum);
  switch (own.type) {
    case 'object':
      return objects(place, own);
    case 'array': {
      const items = own.items ?? {};
      return fc.array(values(place, items, parent), { minLength: own.minItems ?? 0, maxLength: 3 });
    }
    case 'string':
      return strings(own);
    case 'integer':
      return fc.nat();
    case 'number':
      return fc.double({ min: own.minimum ?? -1e6, max: own.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    default:
      return anything.filter((value) => value !== null);
  }
}

function strings({ format, pattern }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') return instant;
  if (format === 'uri') return fc.constantFrom('https://schemas.example/a.json', 'urn:x:y');
  if (pattern !== undefined) return fc.uuid();
  return text;
}

function isPeriod({ properties = {} }: Schema): boolean {
  return Object.keys(properties).sort().join() === 'endDateTime,startDateTime';
}

// The end is not before the start.
const periods: fc.Arbitrary<JsonObject> = fc
  .tuple(instant, instant, fc.constantFrom('both', 'start', 'end', 'none'))
  .map(([one, other, which]): JsonObject => {
    const [startDateTime, endDateTime] = Date.parse(one) <= Date.parse(other) ? [one, other] : [other, one];
    if (which === 'both') return { startDateTime, endDateTime };
    if (which === 'start') return { startDateTime };
    return which === 'end' ? { endDateTime } : {};
  });
