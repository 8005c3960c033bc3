import { expect } from 'chai';
import type { JsonValue } from '../../../src/kernel/json.ts';
import { allOf, anyOf, matchAll, where, whereInternal } from '../../../src/tmf630/query/filter-expression.ts';
import type { FilterExpression } from '../../../src/tmf630/query/filter-expression.ts';
import { filterToMongo, needsTraits } from '../../../src/storage/mongo/filter-to-mongo.ts';
import type { PushdownContext, Query } from '../../../src/storage/mongo/pushdown.ts';
import { classTrait, shadowedPaths, shadowOf } from '../../../src/storage/mongo/shadow.ts';

const document = (path: string): { scope: 'document'; path: string } => ({ scope: 'document', path });
const spec = {
  name: 'promises',
  indexes: [
    { name: 'name', on: [document('name')] },
    { name: 'target', on: [document('target')] },
    { name: 'date', on: [document('date')] },
    { name: 'dueAt', on: [{ scope: 'internal', path: 'dueAt' } as const] },
    { name: 'sequence', on: [{ scope: 'internal', path: 'sequence' } as const] },
  ],
  numericText: ['target'],
  numericInternal: ['sequence'],
};
const paths = new Map(shadowedPaths(spec).map((path) => [path.member, path]));
const held = new Set([
  'document:name text',
  'document:target numeral',
  'document:target text',
  'document:date instant',
  'internal:dueAt number',
  'nested document:area',
]);
const known: PushdownContext = {
  paths,
  mayHold: (path, valueClass) => held.has(classTrait(path.member, valueClass)),
  mayNest: (scope, attribute) => held.has(`nested ${scope}:${attribute}`),
};
const unknown: PushdownContext = { paths, mayHold: () => true, mayNest: () => true };
const dateTimes = /^\d{4}-\d{2}-\d{2}[Tt]/;
const none = { _id: { $in: [] } };

const cases: { given: FilterExpression; query: Query; exact: boolean }[] = [
  { given: matchAll, query: {}, exact: true },
  { given: anyOf(), query: none, exact: true },
  { given: where('name', 'eq', 'Gold'), query: { '_ordered.document:name': 'Gold' }, exact: true },
  { given: where('name', 'eq', '12'), query: { '_ordered.document:name': '12' }, exact: true },
  { given: where('name', 'ne', 'Gold'), query: { $nor: [{ '_ordered.document:name': 'Gold' }] }, exact: true },
  { given: where('name', 'gt', 'Gold'), query: { '_ordered.document:name': { $gt: 'Gold' } }, exact: true },
  { given: where('name', 'gt', '12'), query: { '_ordered.document:name': { $gte: '' } }, exact: false },
  { given: where('name', 'eq', null), query: { '_ordered.document:name': null }, exact: true },
  { given: where('name', 'gt', null), query: none, exact: true },
  { given: where('target', 'eq', '99.5'), query: { '_ordered.document:target': 99.5 }, exact: false },
  { given: where('target', 'ne', '99.5'), query: {}, exact: false },
  {
    given: where('target', 'lt', '99.5'),
    query: {
      $or: [{ '_ordered.document:target': { $lt: 99.5 } }, { '_ordered.document:target': { $lt: '99.5' } }],
    },
    exact: true,
  },
  {
    given: where('date', 'gte', '1970-01-01T01:00:01+01:00'),
    query: { '_ordered.document:date': { $gte: 1000 } },
    exact: true,
  },
  { given: where('date', 'gte', '1970'), query: { '_ordered.document:date': { $gte: -Infinity } }, exact: false },
  { given: whereInternal('dueAt', 'lte', 5), query: { '_ordered.internal:dueAt': { $lte: 5 } }, exact: true },
  { given: whereInternal('dueAt', 'eq', 'never'), query: none, exact: true },
  { given: where('free', 'eq', 'x'), query: { 'document.free': 'x' }, exact: true },
  { given: where('free', 'eq', '12'), query: { 'document.free': { $in: ['12', 12] } }, exact: true },
  { given: where('free', 'eq', 'true'), query: { 'document.free': { $in: ['true', true] } }, exact: true },
  {
    given: where('free', 'eq', '1970-01-01T00:00:01Z'),
    query: { 'document.free': { $in: ['1970-01-01T00:00:01Z', dateTimes] } },
    exact: false,
  },
  {
    given: where('free.a', 'eq', null),
    query: {
      $or: [
        { 'document.free.a': null },
        { 'document.free.a': { $exists: false } },
        { 'document.free.a': { $size: 0 } },
      ],
    },
    exact: false,
  },
  {
    given: where('free', 'gt', '12'),
    query: { $or: [{ 'document.free': { $type: 'string' } }, { 'document.free': { $gt: 12 } }] },
    exact: false,
  },
  { given: where('free', 'gt', 'm'), query: { 'document.free': { $gt: 'm' } }, exact: true },
  { given: where('area.x', 'eq', 'x'), query: {}, exact: false },
  { given: where('rule.0', 'eq', 'x'), query: {}, exact: false },
  { given: where('$where', 'eq', 'x'), query: {}, exact: false },
  {
    given: allOf(where('name', 'eq', 'a'), where('free', 'eq', 'b'), where('area', 'eq', 'c')),
    query: { '_ordered.document:name': 'a', 'document.free': 'b' },
    exact: false,
  },
  {
    given: allOf(whereInternal('dueAt', 'gte', 1), whereInternal('dueAt', 'lt', 5)),
    query: { $and: [{ '_ordered.internal:dueAt': { $gte: 1 } }, { '_ordered.internal:dueAt': { $lt: 5 } }] },
    exact: true,
  },
  {
    given: anyOf(where('name', 'eq', 'a'), where('name', 'eq', 'b')),
    query: { '_ordered.document:name': { $in: ['a', 'b'] } },
    exact: true,
  },
  {
    given: anyOf(where('name', 'eq', 'a'), where('free', 'eq', 'b')),
    query: { $or: [{ '_ordered.document:name': 'a' }, { 'document.free': 'b' }] },
    exact: true,
  },
  { given: anyOf(where('name', 'eq', 'a'), where('area', 'eq', 'b')), query: {}, exact: false },
];

describe('pushing a filter down to MongoDB', () => {
  for (const { given, query, exact } of cases) {
    it(`turns ${JSON.stringify(given)} into ${exact ? 'exactly' : 'at most'} what it means`, () => {
      expect(filterToMongo(given, known)).to.deep.include({ query, exact });
    });
  }

  it('finds a number by its text when it does not know what a path holds', () => {
    const { query, exact } = filterToMongo(where('name', 'eq', '12'), unknown);
    expect(query).to.deep.equal({ '_ordered.document:name': { $in: [12, '12'] } });
    expect(exact).to.equal(false);
  });

  it('needs no look at what is held for a path that is declared to hold numbers only', () => {
    const sequence = '_ordered.internal:sequence';
    for (const [operator, condition] of [
      ['eq', 7],
      ['lt', { $lt: 7 }],
      ['gte', { $gte: 7 }],
    ] as const) {
      const given = whereInternal('sequence', operator, 7);
      expect(needsTraits(given, unknown)).to.equal(false);
      expect(filterToMongo(given, unknown)).to.deep.include({ query: { [sequence]: condition }, exact: true });
    }
    expect(needsTraits(whereInternal('sequence', 'eq', null), unknown)).to.equal(false);
    const absent = filterToMongo(whereInternal('sequence', 'eq', null), unknown);
    expect(absent).to.deep.include({ query: { [sequence]: null }, exact: true });
    expect(needsTraits(allOf(whereInternal('sequence', 'lt', 7), whereInternal('dueAt', 'lt', 7)), unknown)).to.equal(
      true,
    );
  });

  it('takes nothing but a number at a path that is declared to hold numbers only', () => {
    const shade = (sequence: JsonValue): unknown =>
      shadowOf([...paths.values()], { document: {}, internal: { sequence } }).ordered;
    expect(shade(7)).to.deep.equal({ 'internal:sequence': 7 });
    expect(shade(null)).to.deep.equal({});
    for (const wrong of ['7', true, [7, null], { at: 7 }]) {
      expect(() => shade(wrong), JSON.stringify(wrong)).to.throw('internal:sequence holds');
    }
  });

  it('asks what a collection holds only where the answer matters', () => {
    const needs = (filter: FilterExpression): boolean => needsTraits(filter, unknown);
    expect(needs(where('name', 'eq', 'Gold'))).to.equal(false);
    expect(needs(allOf(where('name', 'ne', 'Gold'), where('target', 'eq', 'high')))).to.equal(false);
    expect(needs(where('name', 'eq', '12'))).to.equal(true);
    expect(needs(whereInternal('dueAt', 'lte', 5))).to.equal(true);
    expect(needs(where('name', 'eq', null))).to.equal(true);
    expect(needs(where('free', 'eq', 'x'))).to.equal(true);
  });

  it('says which filters may find what is buried', () => {
    const finds = (filter: FilterExpression): boolean => filterToMongo(filter, known).findsBuried;
    expect(finds(matchAll)).to.equal(true);
    expect(finds(where('free', 'eq', null))).to.equal(true);
    expect(finds(where('name', 'ne', 'a'))).to.equal(true);
    expect(finds(where('name', 'eq', 'a'))).to.equal(false);
    expect(finds(allOf(where('name', 'eq', 'a'), where('free', 'ne', 'b')))).to.equal(false);
    expect(finds(anyOf(where('name', 'eq', 'a'), where('free', 'ne', 'b')))).to.equal(true);
  });
});

describe('the shadow of a resource', () => {
  it('keeps one value, or all of several, and leaves out what has no order', () => {
    const { ordered } = shadowOf([...paths.values()], {
      document: { name: ['a', 3, null, {}], target: '99.50', date: null },
      internal: { dueAt: 7 },
    });
    expect(ordered).to.deep.equal({ 'document:name': ['a', 3], 'document:target': 99.5, 'internal:dueAt': 7 });
  });

  it('names the kinds of values and where arrays lie within arrays', () => {
    const { traits } = shadowOf([...paths.values()], {
      document: {
        name: ['a', 3, null],
        target: true,
        date: '2026-01-01T00:00:00Z',
        area: { x: [[1]] },
        flat: [{ y: [] }],
      },
      internal: { dueAt: { a: 1 } },
    });
    expect(traits).to.have.members([
      'document:name text',
      'document:name number',
      'document:name gap',
      'document:name many',
      'document:target boolean',
      'document:date instant',
      'internal:dueAt object',
      'nested document:area',
    ]);
  });
});
