import type { PathScope } from '../../tmf630/query/filter-expression.ts';
import type { ShadowedPath, ValueClass } from './shadow.ts';

/** A MongoDB query over the envelope. */
export type Query = Record<string, unknown>;

/** A filter pushed down. */
export interface Pushdown {
  query: Query;
  /** True when the query finds exactly what the filter has; false when it may find more. */
  exact: boolean;
  /** True when the query may also find buried resources (it holds for absent values). */
  findsBuried: boolean;
}

/** What a pushdown may rely on. */
export interface PushdownContext {
  /** The declared index paths by member name. */
  paths: ReadonlyMap<string, ShadowedPath>;
  /** Whether a document may hold a value of that class at the indexed path. */
  mayHold(path: ShadowedPath, valueClass: ValueClass): boolean;
  /** Whether a document may hold arrays within arrays below that first-level attribute. */
  mayNest(scope: PathScope, attribute: string): boolean;
}

/** No narrowing: every document is a candidate. */
export const all: Pushdown = { query: {}, exact: false, findsBuried: true };

/** Nothing passes. */
export const none: Pushdown = { query: { _id: { $in: [] } }, exact: true, findsBuried: false };

/** True for the query that finds everything. */
export function isAll(query: Query): boolean {
  for (const name in query) return name === '';
  return true;
}

/** A query for what all of them find; conditions on different fields side by side, which is what planners read best. */
export function everyQuery(queries: readonly Query[]): Query {
  const narrowing = queries.filter((query) => !isAll(query));
  const [only, another] = narrowing;
  if (!another) return only ?? {};
  const conditions = narrowing.flatMap((query) => Object.entries(query));
  const fields = new Set(conditions.map(([field]) => field));
  const isSimple = fields.size === conditions.length && conditions.every(([field]) => !field.startsWith('$'));
  return isSimple ? Object.fromEntries(conditions) : { $and: narrowing };
}

/** One of several queries on a field: none, the only one, or `$or`. */
export function anyCondition(field: string, conditions: readonly unknown[]): Query {
  const [first] = conditions;
  if (conditions.length === 0) return none.query;
  if (conditions.length === 1) return { [field]: first };
  if (conditions.every((condition) => typeof condition !== 'object')) return { [field]: { $in: conditions } };
  return { $or: conditions.map((condition) => ({ [field]: condition })) };
}
