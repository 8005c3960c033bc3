import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';

/** Texts that mean the same instant, a day later, or nothing that a calendar knows. */
const instants = [
  ...['2026-01-01T00:00:00Z', '2026-01-01T02:00:00+02:00', '2025-12-31T19:30:00-04:30', '2026-01-01t00:00:00.000z'],
  ...['2026-01-01T00:00:00.5Z', '2026-01-01T00:00:00.501234567Z', '2026-01-02T00:00:00Z', '2025-06-30T23:59:60Z'],
  ...['2026-02-30T00:00:00Z', '2026-01-01T24:00:00Z', '2026-01-01', '2026-01-01T00:00Z', '0099-01-01T00:00:00Z'],
];

/** Texts that write numbers, some the same one, and texts that only look like it. */
const numerals = [
  ...['0', '-0', '9', '10', '9.50', '9.5', '+9.5', '12', '012', '12.0', '.5', '5.', '1e3', '1000', '-3', '99.9'],
  ...['9007199254740993', '1e308', '1e999', '0x10', ' 12', '1_000', 'Infinity', 'NaN', '1,5', '1767225600000'],
];

/** Words in an order that UTF-8, UTF-16 and locales see differently, and what is awkward in keys, paths and queries. */
const words = [
  ...[
    '',
    'a',
    'A',
    'abc',
    'abd',
    'Abc',
    'é',
    'e\u0301',
    'ß',
    'ss',
    'İ',
    '中',
    '\uffee',
    '😀',
    '😀a',
    '\u{10ffff}',
    '\ue000',
  ],
  ...[
    'true',
    'false',
    'null',
    'a.b',
    '$ne',
    'a,b',
    'a;b',
    '"a"',
    "'a'",
    '*',
    '^a',
    'a\u0000b',
    'a\u0001',
    '\n',
    ' ',
    '%00',
  ],
  ...[`${'long'.repeat(150)}a`, `${'long'.repeat(150)}b`, `${'x'.repeat(63)}😀a`, 'x'.repeat(100), 'x'.repeat(101)],
];

/** Every text of the pool. */
export const texts: readonly string[] = [...instants, ...numerals, ...words];

const numbers = [0, -0, 1, -1, 9, 9.5, 10, 12, 1000, -3, 99.9, 1e308, 5e-324, 9_007_199_254_740_992, 1_767_225_600_000];

/** A text: mostly out of the pool, so that stored and asked ones meet. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...texts), weight: 9 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 8 }), weight: 1 },
);

const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  { arbitrary: text, weight: 8 },
  { arbitrary: fc.constantFrom(...numbers), weight: 3 },
  { arbitrary: fc.boolean(), weight: 1 },
  { arbitrary: fc.constant(null), weight: 1 },
);

const leaf: fc.Arbitrary<JsonValue> = fc.oneof(
  { arbitrary: scalar, weight: 12 },
  { arbitrary: fc.array(scalar, { maxLength: 3 }), weight: 3 },
  { arbitrary: fc.array(fc.array(scalar, { maxLength: 2 }), { maxLength: 2 }), weight: 1 },
  { arbitrary: fc.constantFrom<JsonValue>({}, { a: 'abc' }, [{}], [{ a: 9 }]), weight: 1 },
);

/**
 * Documents with values of every kind at these dotted paths, through objects, arrays and arrays of arrays, or absent; with numbers only, or
 * absent, at those first-level ones that are declared so.
 */
export function documentsWith(paths: readonly string[], numeric: readonly string[] = []): fc.Arbitrary<JsonObject> {
  const firsts = [...new Set(paths.map((path) => path.split('.')[0] ?? ''))];
  const members = firsts.map((first) => {
    const below = paths.filter((path) => path.startsWith(`${first}.`)).map((path) => path.slice(first.length + 1));
    if (numeric.includes(first)) return [first, fc.constantFrom<JsonValue>(...numbers)] as const;
    return [first, below.length === 0 ? leaf : holder(documentsWith(below))] as const;
  });
  const object = fc.record(Object.fromEntries(members), { requiredKeys: [], noNullPrototype: true });
  return object.map((found) => Object.fromEntries(Object.entries(found).filter(isThere)));
}

function holder(one: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonValue> {
  return fc.oneof(
    { arbitrary: one, weight: 5 },
    { arbitrary: fc.array(fc.oneof({ arbitrary: one, weight: 6 }, scalar), { maxLength: 3 }), weight: 4 },
    { arbitrary: fc.array(fc.array(one, { maxLength: 2 }), { maxLength: 2 }), weight: 1 },
    { arbitrary: scalar, weight: 1 },
  );
}

function isThere(member: [string, JsonValue | undefined]): member is [string, JsonValue] {
  return member[1] !== undefined;
}
