import type { FilterExpression, NodeTest } from './filter-expression.ts';
import type { JsonPath, Segment } from '../json-path/json-path-model.ts';
import { parseJsonPath } from '../json-path/json-path-parse.ts';
import type { QueryLimits } from './query-limits.ts';
import { conditionsIn, countConditions } from './query-limits.ts';

/** How the `filter` parameters of a query are read. */
export interface NodeFilterOptions {
  /** The caller's path to the canonical one. */
  path: (path: readonly string[]) => readonly string[];
  limits: QueryLimits;
}

/**
 * The filter that `filter` parameters make: resources for which any of the JSONPaths finds something. `$` is the resource;
 * `$[?(...)]` and `$[*]` at the beginning read as the collection give the same. Undefined without parameters. Throws Problem
 * `invalid` and `notImplemented` naming `filter`. Source: TMF630 Part 6.
 */
export function parseNodeFilters(
  texts: readonly string[],
  { path, limits }: NodeFilterOptions,
): FilterExpression | undefined {
  const tests = texts.map((text): NodeTest => {
    const parsed = parseJsonPath(text, { parameter: 'filter', path, patterns: limits.patterns });
    countConditions(limits, Math.max(conditionsIn(parsed.segments), 1), 'filter');
    return { kind: 'node', path: fromResource(parsed) };
  });
  const [only] = tests;
  return tests.length > 1 ? { kind: 'or', parts: tests } : only;
}

// `$[*].attachment[?(...)]`: every resource of the collection, and this is one of them.
function fromResource({ segments }: JsonPath): JsonPath {
  const [first, ...rest] = segments;
  return { segments: first !== undefined && isWildcard(first) ? rest : segments };
}

function isWildcard(segment: Segment): boolean {
  return segment.length === 1 && segment[0]?.kind === 'wildcard';
}
