import type { JsonPath } from '../json-path/json-path-model.ts';

/** Comparison operators of TMF630 Part 1, 4.4 (`ne` is ours). */
export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';

/**
 * Which part of a stored resource a path starts in: the document clients see, or the internal members that only
 * Surety reads. Text from a client only ever parses to `document`.
 */
export type PathScope = 'document' | 'internal';

/**
 * One comparison of the attribute at `path` with a text, by the rules of TMF630 Part 1, 4.4: a stored
 * number or boolean converts the text (no conversion, no match); stored text is equal exactly, or as instants when
 * both are RFC 3339; ranges compare as numbers when both are numeric, as instants when both are RFC 3339, else in
 * code-point order. `null` as value matches null or absent (an empty array counts as absent). An array on the way
 * matches when any element does. `ne` holds exactly when `eq` does not, so it holds for absent values, too.
 */
export interface Comparison {
  kind: 'compare';
  scope: PathScope;
  path: readonly string[];
  operator: ComparisonOperator;
  value: string | null;
}

/** Holds for resources for which every part holds; an empty list holds for all. */
export interface Conjunction {
  kind: 'and';
  parts: readonly FilterExpression[];
}

/** Holds for resources for which at least one part holds; an empty list holds for none. */
export interface Disjunction {
  kind: 'or';
  parts: readonly FilterExpression[];
}

/**
 * Holds when a text at `path` (arrays are transparent, as in {@link Comparison}) has a part that the pattern finds. The
 * pattern has been checked when it was read. Source: TMF630 Part 1, 4.4.
 */
export interface PatternTest {
  kind: 'pattern';
  scope: PathScope;
  path: readonly string[];
  /** RE2 syntax: everything that a linear-time engine can do. */
  pattern: string;
  /** Stands before the stored text, or number, in the text that is looked at; absent: nothing, and numbers are not looked at. */
  prefix?: string;
}

/** Holds when the JSONPath finds at least one node in the document. Names in it are canonical. Source: TMF630 Part 6. */
export interface NodeTest {
  kind: 'node';
  path: JsonPath;
}

/** A filter as plain data: parsed once, pushed down by each store as far as it can, verified by one matcher. */
export type FilterExpression = Comparison | PatternTest | NodeTest | Conjunction | Disjunction;

/** The filter that every resource passes. */
export const matchAll: FilterExpression = { kind: 'and', parts: [] };

/** A comparison on the client-visible document, e.g. `where('sla.id', 'eq', '12')`. */
export function where(path: string, operator: ComparisonOperator, value: string | number | null): Comparison {
  return {
    kind: 'compare',
    scope: 'document',
    path: path.split('.'),
    operator,
    value: value === null ? null : String(value),
  };
}

/** A comparison on the internal members, e.g. `whereInternal('partition', 'eq', 3)`. */
export function whereInternal(path: string, operator: ComparisonOperator, value: string | number | null): Comparison {
  return { ...where(path, operator, value), scope: 'internal' };
}

/** All of these. */
export function allOf(...parts: readonly FilterExpression[]): Conjunction {
  return { kind: 'and', parts };
}

/** Any of these. */
export function anyOf(...parts: readonly FilterExpression[]): Disjunction {
  return { kind: 'or', parts };
}
