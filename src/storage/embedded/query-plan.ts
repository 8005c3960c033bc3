import type { Comparison, FilterExpression } from '../../tmf630/query/filter-expression.ts';
import type {
  AttributePath,
  CollectionSpec,
  IndexDeclaration,
  ResourceQuery,
  SortKey,
} from '../../tmf630/resource-store.ts';
import type { KeyPart } from './index-entries.ts';
import { isNumericText, kindBit } from './index-entries.ts';
import type { Span, ValueRanges } from './value-ranges.ts';
import { comparisonRanges, equalityLookup, intersect } from './value-ranges.ts';

/** A stretch of an index: all keys that begin with `prefix`, of one class and span when given. */
export interface KeyRange {
  prefix: KeyPart[];
  span?: Span & { of: 'numbers' | 'texts' };
}

/** How candidates are found. Every resource that passes the filter lies in the ranges; `isExact`: and no other. */
export interface QueryPlan {
  /** The index, or undefined for all resources in order of creation. */
  index: string | undefined;
  ranges: KeyRange[];
  isExact: boolean;
  /** There is nothing to pass: all resources do. */
  isUnfiltered: boolean;
  /** How the ranges give the wanted order: as they come, groups of equal values backwards, merged by age, or not at all. */
  order: 'forward' | 'backward' | 'merge' | 'none';
  /** A resource may come up more than once. */
  mayRepeat: boolean;
}

/** Kinds of value that each path of an index has held, by index name. */
export type KindsOf = (index: string) => readonly number[];

const mostRanges = 256;

/**
 * The best way to the resources of a filter in an order. Rules: an index serves as far as its leading paths have an
 * equality (or a list of equalities), then at most one path with a range; more equalities win, then a range, then
 * giving the order. Without any, all resources are read in order of creation.
 */
export function planQuery(
  spec: CollectionSpec,
  { filter, sort }: Pick<ResourceQuery, 'filter' | 'sort'>,
  kindsOf: KindsOf,
): QueryPlan {
  const conditions = conditionsOf(filter);
  let best: QueryPlan = wholeCollection(conditions, sort);
  let bestScore = best.order === 'none' ? 0 : 1;
  for (const index of spec.indexes) {
    const { plan, score } = planIndex({ spec, index, conditions, sort, kinds: kindsOf(index.name) });
    // Without a condition on its first path it would have to give those that are not in it, too.
    if (index.isPartial && plan.ranges.some(({ prefix, span }) => prefix.length === 0 && span === undefined)) continue;
    if (score > bestScore) [best, bestScore] = [plan, score];
  }
  return best;
}

function wholeCollection(conditions: readonly Condition[], sort: readonly SortKey[]): QueryPlan {
  return {
    index: undefined,
    ranges: [{ prefix: [] }],
    isExact: conditions.length === 0,
    isUnfiltered: conditions.length === 0,
    order: sort.length === 0 ? 'forward' : 'none',
    mayRepeat: false,
  };
}

/** A part of the filter that must hold: equalities on one path of which one must hold, one range, or anything else. */
type Condition =
  | { kind: 'equal'; scope: string; path: string; values: string[] }
  | { kind: 'range'; scope: string; path: string; comparison: Comparison }
  | { kind: 'other' };

function conditionsOf(filter: FilterExpression): Condition[] {
  if (filter.kind === 'and') return filter.parts.flatMap(conditionsOf);
  if (filter.kind === 'or') return [listCondition(filter.parts)];
  return [filter.kind === 'compare' ? comparisonCondition(filter) : { kind: 'other' }];
}

function comparisonCondition(comparison: Comparison): Condition {
  const { scope, operator, value } = comparison;
  const path = comparison.path.join('.');
  if (value === null || operator === 'ne') return { kind: 'other' };
  if (operator === 'eq') return { kind: 'equal', scope, path, values: [value] };
  return { kind: 'range', scope, path, comparison };
}

function listCondition(parts: readonly FilterExpression[]): Condition {
  const [first, ...others] = parts.map(equalCondition);
  if (!first || others.some((other) => other?.path !== first.path || other.scope !== first.scope))
    return { kind: 'other' };
  return { ...first, values: [first, ...others].flatMap((one) => one?.values ?? []) };
}

function equalCondition(part: FilterExpression): Extract<Condition, { kind: 'equal' }> | undefined {
  const condition = part.kind === 'compare' ? comparisonCondition(part) : undefined;
  return condition?.kind === 'equal' ? condition : undefined;
}

interface IndexCase {
  spec: CollectionSpec;
  index: IndexDeclaration;
  conditions: readonly Condition[];
  sort: readonly SortKey[];
  kinds: readonly number[];
}

function planIndex(given: IndexCase): { plan: QueryPlan; score: number } {
  const { index, conditions, kinds } = given;
  const equality = equalityPrefixes(given);
  const { prefixes, equalities } = equality;
  const range = rangeAt(given, equalities) ?? { used: 0, values: undefined };
  const { values } = range;
  const ranges = values ? prefixes.flatMap((prefix) => spansOf(prefix, values)) : prefixes.map(asRange);
  const order = orderOf(given, equality, values !== undefined);
  const isExact = equality.isExact && values?.isExact !== false && equalities + range.used === conditions.length;
  const isSplit = several(kinds.slice(0, equalities)) && ranges.length > 1;
  const mayRepeat = several(kinds.slice(equalities)) || isSplit;
  const score = equalities * 4 + (values ? 2 : 0) + (order === 'none' ? 0 : 1);
  const isUnfiltered = conditions.length === 0;
  return { plan: { index: index.name, ranges, isExact, isUnfiltered, order, mayRepeat }, score };
}

function several(kinds: readonly number[]): boolean {
  return kinds.some((bits) => (bits & kindBit.several) !== 0);
}

/** How far the leading paths have equalities, and the key beginnings these allow. */
interface Equalities {
  prefixes: KeyPart[][];
  equalities: number;
  isExact: boolean;
}

function equalityPrefixes({ spec, index, conditions, kinds }: IndexCase): Equalities {
  let found: Equalities = { prefixes: [[]], equalities: 0, isExact: true };
  for (const [at, path] of index.on.entries()) {
    const condition = conditions.find((one) => one.kind === 'equal' && isOn(one, path));
    if (condition?.kind !== 'equal') break;
    const lookups = condition.values.map((value) => equalityLookup(value, kinds[at] ?? 0, isNumericText(spec, path)));
    const parts = [...new Set(lookups.flatMap((lookup) => lookup.parts))];
    if (found.prefixes.length * parts.length > mostRanges) break;
    found = {
      prefixes: found.prefixes.flatMap((prefix) => parts.map((part) => [...prefix, part])),
      equalities: found.equalities + 1,
      isExact: found.isExact && lookups.every((lookup) => lookup.isExact),
    };
  }
  return found;
}

function rangeAt(
  { index, conditions, kinds }: IndexCase,
  at: number,
): { values: ValueRanges; used: number } | undefined {
  const path = index.on[at];
  if (!path) return undefined;
  const bits = kinds[at] ?? 0;
  const on = conditions.filter((one) => one.kind === 'range').filter((one) => isOn(one, path));
  const lower = on.find(({ comparison }) => comparison.operator.startsWith('g'));
  const upper = on.find(({ comparison }) => comparison.operator.startsWith('l'));
  const found = [lower, upper].flatMap((one) => (one ? [comparisonRanges(one.comparison, bits)] : []));
  const ranges = found.filter((one) => one !== undefined);
  const [first, second] = ranges;
  if (!first) return undefined;
  // Of a resource with several values one may satisfy the lower and another the upper bound.
  if (!second || bits & kindBit.several) return { values: first, used: 1 };
  return { values: intersect(first, second), used: 2 };
}

function spansOf(prefix: KeyPart[], { numbers, texts }: ValueRanges): KeyRange[] {
  return [
    ...(numbers ? [{ prefix, span: { ...numbers, of: 'numbers' as const } }] : []),
    ...(texts ? [{ prefix, span: { ...texts, of: 'texts' as const } }] : []),
  ];
}

function asRange(prefix: KeyPart[]): KeyRange {
  return { prefix };
}

/** Whether entries come in the wanted order: the sort keys are exactly the paths behind the equalities, one direction. */
function orderOf(
  { index, sort, kinds }: IndexCase,
  { equalities, prefixes }: Equalities,
  isRanged: boolean,
): QueryPlan['order'] {
  const rest = index.on.slice(equalities);
  const [first] = sort;
  if (rest.length !== sort.length) return 'none';
  if (!first) return prefixes.length === 1 ? 'forward' : 'merge';
  const open = kinds.slice(equalities);
  // The place of a resource is that of its least (or greatest) value, which a range may have cut off.
  const isMisplaced = isRanged && several(open);
  const isShort = open.some((bits) => (bits & kindBit.shortened) !== 0);
  if (prefixes.length !== 1 || isMisplaced || isShort || !isServed(sort, rest)) return 'none';
  return first.direction === 'ascending' ? 'forward' : 'backward';
}

function isServed(sort: readonly SortKey[], paths: readonly AttributePath[]): boolean {
  const isOneDirection = sort.every(({ direction }) => direction === sort[0]?.direction);
  return isOneDirection && paths.every((path, at) => sort[at] !== undefined && isOn(sort[at], path));
}

function isOn(left: { scope: string; path: string }, right: AttributePath): boolean {
  return left.scope === right.scope && left.path === right.path;
}
