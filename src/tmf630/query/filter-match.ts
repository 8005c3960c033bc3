import { parseInstant } from '../../kernel/instant.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { valuesAt } from '../../kernel/json.ts';
import type { Comparison, ComparisonOperator, FilterExpression, PathScope, PatternTest } from './filter-expression.ts';
import { compileExistence } from '../json-path/json-path-select.ts';
import { compareTexts, parseNumber } from '../ordered-value.ts';
import type { PatternBudget } from './pattern.ts';
import { beginResource, compilePattern, patternBudget } from './pattern.ts';
import type { StoredResource } from '../resource-store.ts';

/** The parts of a resource that a filter looks at. */
export type Filterable = Pick<StoredResource, 'document' | 'internal'>;

/** Whether one resource passes. */
export type Predicate = (resource: Filterable) => boolean;

/** Whether the resource passes the filter, by the rules of {@link Comparison}. For many resources compile once. */
export function matches(expression: FilterExpression, resource: Filterable): boolean {
  return compileFilter(expression)(resource);
}

/** The filter as a function, its values read once. What its patterns may cost is bounded for each resource. */
export function compileFilter(expression: FilterExpression): Predicate {
  return bounded(expression, patternBudget('any'));
}

/**
 * The same for one search through a collection: what its patterns may cost is bounded in all, too. The function throws
 * Problem `invalid` when they have cost more.
 */
export function compileSearch(expression: FilterExpression): Predicate {
  return bounded(expression, patternBudget('search'));
}

function bounded(expression: FilterExpression, budget: PatternBudget): Predicate {
  const passes = compile(expression, budget);
  return (resource) => {
    beginResource(budget);
    return passes(resource);
  };
}

function compile(expression: FilterExpression, budget: PatternBudget): Predicate {
  if (expression.kind === 'compare') return compileComparison(expression);
  if (expression.kind === 'pattern') return compilePatternTest(expression, budget);
  if (expression.kind === 'node') {
    const isFound = compileExistence(expression.path, budget);
    return ({ document }) => isFound(document);
  }
  const parts = cheapFirst(expression.parts).map((part) => compile(part, budget));
  if (expression.kind === 'and') return (resource) => parts.every((part) => part(resource));
  return (resource) => parts.some((part) => part(resource));
}

const dearness = { compare: 0, and: 1, or: 1, node: 2, pattern: 3 };

function cheapFirst(parts: readonly FilterExpression[]): FilterExpression[] {
  return parts.toSorted((left, right) => dearness[left.kind] - dearness[right.kind]);
}

function compilePatternTest({ scope, path, pattern, prefix }: PatternTest, budget: PatternBudget): Predicate {
  const finds = compilePattern(pattern, false, budget);
  if (prefix !== undefined) {
    return (resource) =>
      valuesAt(rootOf(resource, scope), path).some(
        (value) => (typeof value === 'string' || typeof value === 'number') && finds(`${prefix}${String(value)}`),
      );
  }
  return (resource) =>
    valuesAt(rootOf(resource, scope), path).some((value) => typeof value === 'string' && finds(value));
}

function rootOf(resource: Filterable, scope: PathScope): JsonObject {
  return scope === 'internal' ? resource.internal : resource.document;
}

function compileComparison(comparison: Comparison): Predicate {
  const { path, scope, value } = comparison;
  // Not equal is the exact opposite of equal: it holds for absent values and for arrays without any such element.
  const operator = comparison.operator === 'ne' ? 'eq' : comparison.operator;
  const test = value === null ? nullTest(operator) : anyTest(valueTest(operator, value));
  if (comparison.operator === 'ne') return (resource) => !test(valuesAt(rootOf(resource, scope), path));
  return (resource) => test(valuesAt(rootOf(resource, scope), path));
}

type ListTest = (values: readonly JsonValue[]) => boolean;

function nullTest(operator: ComparisonOperator): ListTest {
  if (operator !== 'eq') return () => false;
  return (values) => values.length === 0 || values.includes(null);
}

function anyTest(test: (stored: JsonValue) => boolean): ListTest {
  return (values) => values.some(test);
}

const booleanOf = new Map([
  ['true', true],
  ['false', false],
]);

interface Operand {
  text: string;
  number: number | undefined;
  boolean: boolean | undefined;
  instant: number | undefined;
}

function valueTest(operator: ComparisonOperator, text: string): (stored: JsonValue) => boolean {
  const operand: Operand = {
    text,
    number: parseNumber(text),
    boolean: booleanOf.get(text),
    instant: parseInstant(text),
  };
  const holds = signTest(operator);
  return (stored) => {
    const sign = operator === 'eq' ? equalitySign(stored, operand) : orderSign(stored, operand);
    return sign !== undefined && holds(sign);
  };
}

function signTest(operator: ComparisonOperator): (sign: number) => boolean {
  if (operator === 'gt') return (sign) => sign > 0;
  if (operator === 'gte') return (sign) => sign >= 0;
  if (operator === 'lt') return (sign) => sign < 0;
  if (operator === 'lte') return (sign) => sign <= 0;
  return (sign) => sign === 0;
}

/** 0 for equal; undefined where the two cannot be equal. */
function equalitySign(stored: JsonValue, operand: Operand): number | undefined {
  if (typeof stored !== 'string') return scalarSign(stored, operand);
  if (stored === operand.text) return 0;
  if (operand.instant === undefined) return undefined;
  return parseInstant(stored) === operand.instant ? 0 : undefined;
}

/** Where the stored value stands against the operand: negative below, positive above; undefined where they do not compare. */
function orderSign(stored: JsonValue, operand: Operand): number | undefined {
  if (typeof stored !== 'string') return scalarSign(stored, operand);
  const number = operand.number === undefined ? undefined : parseNumber(stored);
  if (number !== undefined && operand.number !== undefined) return number - operand.number;
  const instant = operand.instant === undefined ? undefined : parseInstant(stored);
  if (instant !== undefined && operand.instant !== undefined) return instant - operand.instant;
  return compareTexts(stored, operand.text);
}

function scalarSign(stored: JsonValue, operand: Operand): number | undefined {
  if (typeof stored === 'number') return operand.number === undefined ? undefined : stored - operand.number;
  if (typeof stored !== 'boolean' || operand.boolean === undefined) return undefined;
  return Number(stored) - Number(operand.boolean);
}
