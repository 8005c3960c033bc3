import { parseInstant } from '../kernel/instant.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { valuesAt } from '../kernel/json.ts';
import type { Comparison, ComparisonOperator, FilterExpression } from './filter-expression.ts';
import { compareTexts, parseNumber } from './ordered-value.ts';
import type { StoredResource } from './resource-store.ts';

/** The parts of a resource that a filter looks at. */
export type Filterable = Pick<StoredResource, 'document' | 'internal'>;

/** Whether one resource passes. */
export type Predicate = (resource: Filterable) => boolean;

/** Whether the resource passes the filter, by the rules of {@link Comparison}. For many resources compile once. */
export function matches(expression: FilterExpression, resource: Filterable): boolean {
  return compileFilter(expression)(resource);
}

/** The filter as a function, its values read once. */
export function compileFilter(expression: FilterExpression): Predicate {
  if (expression.kind === 'compare') return compileComparison(expression);
  // Nothing makes these yet.
  if (expression.kind === 'pattern' || expression.kind === 'node') return () => false;
  const parts = expression.parts.map(compileFilter);
  if (expression.kind === 'and') return (resource) => parts.every((part) => part(resource));
  return (resource) => parts.some((part) => part(resource));
}

function compileComparison(comparison: Comparison): Predicate {
  const { path, value } = comparison;
  const root = (resource: Filterable): JsonObject =>
    comparison.scope === 'internal' ? resource.internal : resource.document;
  // Not equal is the exact opposite of equal: it holds for absent values and for arrays without any such element.
  const operator = comparison.operator === 'ne' ? 'eq' : comparison.operator;
  const test = value === null ? nullTest(operator) : anyTest(valueTest(operator, value));
  if (comparison.operator === 'ne') return (resource) => !test(valuesAt(root(resource), path));
  return (resource) => test(valuesAt(root(resource), path));
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
