import { parseInstant } from '../kernel/instant.ts';
import type { JsonValue } from '../kernel/json.ts';

/**
 * The comparable form of a JSON value, the same in memory, in LMDB keys and in MongoDB shadow members. Only numbers and
 * texts, because those are the types whose native order is the same in both databases.
 */
export type IndexValue = number | string;

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number a text writes in decimal (blanks, hexadecimal and `Infinity` are not), or undefined. */
export function parseNumber(text: string): number | undefined {
  if (!decimal.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * The comparable form of one value, or undefined for what counts as absent (null, objects, arrays). The rule:
 * - a number is itself; false is 0 and true is 1;
 * - text that is an RFC 3339 date-time is its instant in UTC ms, so that offsets and fractions do not matter;
 * - text that writes a number is that number, only where the attribute is numeric text (`CollectionSpec.numericText`);
 * - any other text is itself.
 * Source: TMF630 Part 1, 4.7.
 */
export function orderedValue(value: JsonValue, isNumericText: boolean): IndexValue | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return undefined;
  const number = isNumericText ? parseNumber(value) : undefined;
  return number ?? parseInstant(value) ?? value;
}

/** Negative, 0 or positive: numbers by value, then texts in code-point order (as UTF-8 bytes, not UTF-16 units, order them). */
export function compareIndexValues(left: IndexValue, right: IndexValue): number {
  if (typeof left === 'number') return typeof right === 'number' ? left - right : -1;
  return typeof right === 'number' ? 1 : compareTexts(left, right);
}

/** Code-point order of two texts: negative, 0 or positive. */
export function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const [leftUnit, rightUnit] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (leftUnit !== rightUnit) return rank(leftUnit) - rank(rightUnit);
  }
  return left.length - right.length;
}

// Surrogates stand for code points above U+FFFF, so they rank behind every other unit.
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
