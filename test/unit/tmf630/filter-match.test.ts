import { expect } from 'chai';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import type { ComparisonOperator, FilterExpression } from '../../../src/tmf630/query/filter-expression.ts';
import { allOf, anyOf, matchAll, where, whereInternal } from '../../../src/tmf630/query/filter-expression.ts';
import { matches } from '../../../src/tmf630/query/filter-match.ts';

function holds(filter: FilterExpression, document: JsonObject, internal: JsonObject = {}): boolean {
  return matches(filter, { document, internal });
}

describe('matching resources', () => {
  const cases: [JsonValue, ComparisonOperator, string | null, boolean][] = [
    [0, 'eq', '0', true],
    [0, 'eq', null, false],
    [0, 'lt', '1', true],
    [5, 'eq', '5.0', true],
    [5, 'eq', 'five', false],
    [5, 'ne', 'five', true],
    [5, 'gt', 'four', false],
    [true, 'eq', 'true', true],
    [true, 'eq', '1', false],
    [false, 'eq', 'false', true],
    ['5', 'eq', '5', true],
    ['5', 'eq', '5.0', false],
    ['9', 'lt', '10', true],
    ['9', 'lt', '10 ms', false],
    ['abc', 'gte', 'abb', true],
    ['Gold', 'eq', 'gold', false],
    ['2026-11-22T10:00:00+01:00', 'eq', '2026-11-22T09:00:00Z', true],
    ['2026-11-22T10:00:00+01:00', 'lt', '2026-11-22T09:30:00Z', true],
    ['2026-11-22', 'lt', '2026-11-22T09:30:00Z', true],
    ['', 'eq', '', true],
    [null, 'eq', null, true],
    [null, 'eq', 'null', false],
    [null, 'lt', '1', false],
    ['null', 'eq', 'null', true],
    ['x', 'ne', null, true],
    ['x', 'gt', null, false],
    [[], 'eq', null, true],
    [[1, 2], 'eq', '2', true],
    [[1, 2], 'ne', '2', false],
    [[1, 2], 'gt', '2', false],
    [{}, 'eq', 'x', false],
    [{}, 'ne', 'x', true],
  ];
  for (const [stored, operator, value, expected] of cases) {
    it(`finds ${JSON.stringify(stored)} ${operator} ${String(value)} ${String(expected)}`, () => {
      expect(holds(where('a', operator, value), { a: stored })).to.equal(expected);
    });
  }

  it('takes an absent attribute for null, and for unequal to everything', () => {
    expect(holds(where('a.b', 'eq', null), {})).to.equal(true);
    expect(holds(where('a', 'ne', 'x'), {})).to.equal(true);
    expect(holds(where('a', 'eq', ''), {})).to.equal(false);
    expect(holds(where('a', 'lt', '5'), {})).to.equal(false);
  });

  it('walks arrays, with each condition on any element, and by index', () => {
    const document = {
      party: [
        { role: 'A', id: '1' },
        { role: 'B', id: '2' },
      ],
    };
    expect(holds(allOf(where('party.role', 'eq', 'A'), where('party.id', 'eq', '2')), document)).to.equal(true);
    expect(holds(where('party.1.role', 'eq', 'B'), document)).to.equal(true);
    expect(holds(where('party.0.role', 'eq', 'B'), document)).to.equal(false);
  });

  it('looks at internal members only under their own scope', () => {
    expect(holds(whereInternal('partition', 'eq', 3), { partition: 4 }, { partition: 3 })).to.equal(true);
    expect(holds(where('partition', 'eq', 3), {}, { partition: 3 })).to.equal(false);
  });

  it('matches nothing under the names of prototypes', () => {
    for (const path of ['__proto__', 'constructor', 'prototype', 'constructor.name', 'a.__proto__.b', 'toString']) {
      expect(holds(where(path, 'gte', ''), { a: { b: 1 } }), path).to.equal(false);
    }
  });

  it('lets everything pass an empty conjunction and nothing an empty alternative', () => {
    expect([holds(matchAll, {}), holds(anyOf(), {})]).to.deep.equal([true, false]);
  });

  it('agrees with comparing numbers', () => {
    const naive: Record<ComparisonOperator, (left: number, right: number) => boolean> = {
      eq: (left, right) => left === right,
      ne: (left, right) => left !== right,
      gt: (left, right) => left > right,
      gte: (left, right) => left >= right,
      lt: (left, right) => left < right,
      lte: (left, right) => left <= right,
    };
    const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
    const operator = fc.constantFrom<ComparisonOperator>('eq', 'ne', 'gt', 'gte', 'lt', 'lte');
    fc.assert(
      fc.property(number, operator, number, (stored, compared, value) => {
        expect(holds(where('a', compared, value), { a: stored })).to.equal(naive[compared](stored, value));
      }),
    );
  });
});
