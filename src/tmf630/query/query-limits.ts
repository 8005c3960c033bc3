import { invalidQuery } from '../../kernel/problem.ts';
import type { PathTest, Segment } from '../json-path/json-path-model.ts';
import type { PatternAllowance } from './pattern.ts';
import { patternAllowance } from './pattern.ts';

/** Most conditions of a query: attribute conditions, and those inside its JSONPaths. Source: TMF630. */
const maximumConditions = 50;

/** What is left for a query that is being read. */
export interface QueryLimits {
  conditions: number;
  patterns: PatternAllowance;
}

/** The limits of a query, full. */
export function queryLimits(): QueryLimits {
  return { conditions: maximumConditions, patterns: patternAllowance() };
}

/** Counts conditions that were read. Throws Problem `invalid` naming the parameter when there are more than 50. */
export function countConditions(limits: QueryLimits, count: number, parameter: string): void {
  limits.conditions -= count;
  if (limits.conditions < 0) throw invalidQuery(parameter, `is one of more than ${maximumConditions} conditions`);
}

/** The conditions in the steps of a JSONPath, those in one another included. */
export function conditionsIn(segments: readonly Segment[]): number {
  const filters = segments.flat().filter((selector) => selector.kind === 'filter');
  return filters.reduce((count, { test }) => count + conditionsOf(test), 0);
}

function conditionsOf(test: PathTest): number {
  if (test.kind === 'not') return conditionsOf(test.part);
  if ('parts' in test) return test.parts.reduce((count, part) => count + conditionsOf(part), 0);
  if (test.kind === 'exists') return 1 + conditionsIn(test.path.segments);
  const operands = test.kind === 'compare' ? [test.left, test.right] : [test.value];
  return operands.reduce(
    (count, operand) => count + (operand.kind === 'path' ? conditionsIn(operand.path.segments) : 0),
    1,
  );
}
