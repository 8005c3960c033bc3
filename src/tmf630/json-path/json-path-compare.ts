import type { JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';
import { isDeepEqual } from '../deep-equal.ts';
import type { PathOperator } from './json-path-model.ts';
import { compareTexts } from '../ordered-value.ts';

/** Whether what two operands found stands in the relation; a list is empty for an operand that found nothing. */
export type NodesTest = (left: readonly JsonValue[], right: readonly JsonValue[]) => boolean;

/**
 * The relation of an operator inside `[?()]`, by RFC 9535, 2.3.5.2.2: values of different JSON types are never equal and
 * have no order; numbers compare as numbers, texts by code points (so RFC 3339 texts of one zone and precision as instants,
 * numeric texts not as numbers); truth values, null, arrays and objects are only equal or not; two operands that found
 * nothing are equal. Of several nodes any may stand in the relation, and `!=` is always the opposite of `==`.
 */
export function nodesTest(operator: PathOperator): NodesTest {
  if (operator === '==') return areEqual;
  if (operator === '!=') return (left, right) => !areEqual(left, right);
  const holds = orderTest(operator);
  const takesEqual = operator === '<=' || operator === '>=';
  return (left, right) =>
    (takesEqual && areEqual(left, right)) || left.some((one) => right.some((other) => holds(orderOf(one, other))));
}

function areEqual(left: readonly JsonValue[], right: readonly JsonValue[]): boolean {
  if (left.length === 0 || right.length === 0) return left.length === right.length;
  return left.some((one) => right.some((other) => isDeepEqual(one, other)));
}

function orderTest(operator: PathOperator): (order: number | undefined) => boolean {
  if (operator.startsWith('<')) return (order) => order !== undefined && order < 0;
  return (order) => order !== undefined && order > 0;
}

function orderOf(left: JsonValue, right: JsonValue): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  return undefined;
}

/** What length() gives: characters of a text, elements of an array, members of an object; nothing for the rest. Source: RFC 9535, 2.4.4. */
export function lengthOf(value: JsonValue): number | undefined {
  if (typeof value === 'string') return characters(value);
  if (Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : undefined;
}

function characters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) count += 1;
  return count;
}
