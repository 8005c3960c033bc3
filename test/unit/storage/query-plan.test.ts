import { expect } from 'chai';
import { kindBit } from '../../../src/storage/embedded/index-entries.ts';
import type { QueryPlan } from '../../../src/storage/embedded/query-plan.ts';
import { planQuery } from '../../../src/storage/embedded/query-plan.ts';
import type { FilterExpression } from '../../../src/tmf630/query/filter-expression.ts';
import { allOf, anyOf, matchAll, where, whereInternal } from '../../../src/tmf630/query/filter-expression.ts';
import type { CollectionSpec, SortKey } from '../../../src/tmf630/resource-store.ts';
import { promises } from '../../contract/support.ts';

const up: SortKey = { scope: 'document', path: 'date', direction: 'ascending' };
const down: SortKey = { scope: 'document', path: 'date', direction: 'descending' };
const { text, number, several, instantText, numericText } = kindBit;
const usual = {
  name: [text],
  target: [numericText],
  stateDate: [text, instantText],
  metric: [text],
  partition: [number],
};

function plan(filter: FilterExpression, sort: SortKey[] = [], kinds: Record<string, number[]> = {}): QueryPlan {
  const all: Record<string, number[]> = { ...usual, ...kinds };
  const spec: CollectionSpec = promises;
  return planQuery(spec, { filter, sort }, (index) => all[index] ?? []);
}

const active = where('state', 'eq', 'active');

const cases: {
  name: string;
  filter: FilterExpression;
  sort?: SortKey[];
  kinds?: Record<string, number[]>;
  expect: Partial<QueryPlan>;
}[] = [
  {
    name: 'reads everything in order of creation without a filter',
    filter: matchAll,
    expect: { index: undefined, isExact: true, order: 'forward' },
  },
  {
    name: 'verifies everything when no index serves',
    filter: where('other', 'eq', 'x'),
    expect: { index: undefined, isExact: false, order: 'forward' },
  },
  {
    name: 'answers an equality from its index, exactly and in order of creation',
    filter: where('name', 'eq', 'x'),
    expect: { index: 'name', isExact: true, order: 'forward', ranges: [{ prefix: ['x'] }], mayRepeat: false },
  },
  {
    name: 'merges a list of equalities by age',
    filter: anyOf(where('name', 'eq', 'x'), where('name', 'eq', 'y')),
    expect: { index: 'name', isExact: true, order: 'merge', ranges: [{ prefix: ['x'] }, { prefix: ['y'] }] },
  },
  {
    name: 'counts each resource once when a list of equalities meets several values',
    filter: anyOf(where('rule.metric', 'eq', 'x'), where('rule.metric', 'eq', 'y')),
    kinds: { metric: [text | several] },
    expect: { index: 'metric', mayRepeat: true },
  },
  {
    name: 'takes the sort from the path behind an equality',
    filter: active,
    sort: [up],
    expect: { index: 'stateDate', isExact: true, order: 'forward' },
  },
  {
    name: 'reads that index backwards for the opposite sort',
    filter: active,
    sort: [down],
    expect: { index: 'stateDate', isExact: true, order: 'backward' },
  },
  {
    name: 'adds a range behind an equality',
    filter: allOf(active, where('date', 'gte', '2026-01-01T00:00:00Z'), where('date', 'lt', '2026-02-01T00:00:00Z')),
    sort: [up],
    expect: {
      index: 'stateDate',
      isExact: true,
      order: 'forward',
      ranges: [
        {
          prefix: ['active'],
          span: {
            of: 'numbers',
            from: { part: Date.UTC(2026, 0), isInclusive: true },
            to: { part: Date.UTC(2026, 1), isInclusive: false },
          },
        },
      ],
    },
  },
  {
    name: 'leaves the range alone where stored numbers would have to compare as texts',
    filter: allOf(active, where('date', 'lt', 'x')),
    expect: { index: 'stateDate', isExact: false, ranges: [{ prefix: ['active'] }] },
  },
  {
    name: 'verifies what an index answers only in part',
    filter: allOf(where('name', 'eq', 'x'), where('other', 'eq', 'y')),
    expect: { index: 'name', isExact: false },
  },
  {
    name: 'verifies numbers kept for texts that are not equal to the letter',
    filter: where('target', 'eq', '12'),
    expect: { index: 'target', isExact: false, ranges: [{ prefix: [12] }] },
  },
  {
    name: 'keeps lower and upper bound apart where a resource has several values',
    filter: allOf(where('rule.metric', 'gt', 'a'), where('rule.metric', 'lt', 'c')),
    kinds: { metric: [text | several] },
    expect: { index: 'metric', isExact: false, mayRepeat: true },
  },
  {
    name: 'finds internal members by their number',
    filter: whereInternal('partition', 'eq', 3),
    expect: { index: 'partition', isExact: true, ranges: [{ prefix: [3] }] },
  },
  {
    name: 'does not take a partial index for an order alone: what has no value is not in it',
    filter: matchAll,
    sort: [{ scope: 'internal', path: 'partition', direction: 'ascending' }],
    expect: { index: undefined, order: 'none' },
  },
  {
    name: 'sorts in memory when directions differ',
    filter: matchAll,
    sort: [{ ...up, path: 'state' }, down],
    expect: { order: 'none' },
  },
];

describe('the embedded planner', () => {
  for (const { name, filter, sort, kinds, expect: expected } of cases) {
    it(name, () => {
      expect(plan(filter, sort, kinds)).to.deep.include(expected);
    });
  }
});
