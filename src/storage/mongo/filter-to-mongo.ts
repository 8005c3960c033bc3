import type { Comparison, FilterExpression } from '../../tmf630/query/filter-expression.ts';
import { pushIndexed } from './push-indexed.ts';
import { pushPlain } from './push-plain.ts';
import { all, everyQuery, isAll, none } from './pushdown.ts';
import type { Pushdown, PushdownContext, Query } from './pushdown.ts';
import { shadowMember } from './shadow.ts';

/**
 * A filter as a MongoDB query over the envelope. Never too narrow: every resource that passes the filter is found.
 * Where `exact` is false others are found too, and `tmf630/query/filter-match.ts` must verify each. Pure.
 */
export function filterToMongo(filter: FilterExpression, context: PushdownContext): Pushdown {
  if (filter.kind === 'compare') return pushComparison(filter, context);
  // A database's own engine takes exponential time for some patterns; ours, in the matcher, never does.
  if (filter.kind === 'pattern' || filter.kind === 'node') return all;
  const parts = filter.parts.map((part) => filterToMongo(part, context));
  return filter.kind === 'and' ? conjunction(parts) : disjunction(parts);
}

/**
 * True when the narrowest query depends on what kinds of values the collection holds; false for paths of numbers only, and
 * for plain texts compared for equality on indexed paths, which are the same query whatever it holds.
 */
export function needsTraits(filter: FilterExpression, context: PushdownContext): boolean {
  if (filter.kind === 'and' || filter.kind === 'or') return filter.parts.some((part) => needsTraits(part, context));
  if (filter.kind !== 'compare') return false;
  const path = context.paths.get(shadowMember(filter.scope, filter.path));
  if (path?.isNumeric === true) return false;
  if (!path || filter.value === null) return true;
  if (filter.operator !== 'eq' && filter.operator !== 'ne') return true;
  return !pushIndexed({ ...filter, operator: 'eq' }, path, context).exact;
}

function pushComparison(comparison: Comparison, context: PushdownContext): Pushdown {
  if (comparison.operator === 'ne') return negation(pushComparison({ ...comparison, operator: 'eq' }, context));
  if (comparison.value === null && comparison.operator !== 'eq') return none;
  const path = context.paths.get(shadowMember(comparison.scope, comparison.path));
  return path ? pushIndexed(comparison, path, context) : pushPlain(comparison, context);
}

// The opposite of a query that finds too much would find too little, so only an exact one is turned round.
function negation({ query, exact }: Pushdown): Pushdown {
  return exact ? { query: { $nor: [query] }, exact: true, findsBuried: true } : all;
}

function conjunction(parts: readonly Pushdown[]): Pushdown {
  return {
    query: everyQuery(parts.map(({ query }) => query)),
    exact: parts.every(({ exact }) => exact),
    findsBuried: parts.every(({ findsBuried }) => findsBuried),
  };
}

function disjunction(parts: readonly Pushdown[]): Pushdown {
  const [first, second] = parts;
  if (!first) return none;
  if (!second) return first;
  const exact = parts.every((part) => part.exact);
  const findsBuried = parts.some((part) => part.findsBuried);
  const queries = parts.map(({ query }) => query);
  if (queries.some(isAll)) return { query: {}, exact, findsBuried };
  return { query: sameFieldEqualities(queries) ?? { $or: queries }, exact, findsBuried };
}

// Many equalities on one field are one `$in`: one index scan instead of a plan with as many branches.
function sameFieldEqualities(queries: readonly Query[]): Query | undefined {
  const [field] = Object.keys(queries[0] ?? {});
  if (field === undefined || field.startsWith('$')) return undefined;
  const values: unknown[] = [];
  for (const query of queries) {
    const value = query[field];
    if (Object.keys(query).length !== 1 || (typeof value !== 'string' && typeof value !== 'number')) return undefined;
    values.push(value);
  }
  return { [field]: { $in: [...new Set(values)] } };
}
