import { parseInstant } from '../../kernel/instant.ts';
import type { Comparison } from '../../tmf630/query/filter-expression.ts';
import { orderedValue, parseNumber } from '../../tmf630/ordered-value.ts';
import type { KeyPart } from './index-entries.ts';
import { keyPart, kindBit } from './index-entries.ts';
import { isShortened } from './key-text.ts';

/** A stretch of key parts; absent bounds are those of the class (numbers before texts). */
export interface Span {
  from?: { part: KeyPart; isInclusive: boolean };
  to?: { part: KeyPart; isInclusive: boolean };
}

/** Where the stored values that satisfy a comparison can lie: never too narrow. `isExact`: nothing else lies there. */
export interface ValueRanges {
  numbers?: Span;
  texts?: Span;
  isExact: boolean;
}

/** The key parts a stored value equal to a text can have; with `isExact` no other value has them. */
export interface ValueLookup {
  parts: KeyPart[];
  isExact: boolean;
}

const { number, boolean, numericText, instantText, text, textOfNumber, shortened } = kindBit;
const booleanParts = new Map([
  ['true', 1],
  ['false', 0],
]);

/** Where values equal to the text are found in an index path that has held these kinds (bits of {@link kindBit}). */
export function equalityLookup(value: string, kinds: number, areNumbers: boolean): ValueLookup {
  const operand = operandOf(value);
  const parts = new Set<KeyPart>();
  if (operand.number !== undefined && kinds & (number | numericText)) parts.add(keyPart(operand.number));
  if (operand.boolean !== undefined && kinds & boolean) parts.add(operand.boolean);
  if (operand.instant !== undefined && kinds & instantText) parts.add(keyPart(operand.instant));
  const own = orderedValue(value, areNumbers);
  if (typeof own === 'string' && kinds & (text | textOfNumber)) parts.add(keyPart(own));
  return { parts: [...parts], isExact: (kinds & strangers(operand)) === 0 };
}

/** Kinds kept as numbers that can lie on the number of this operand without being equal to it. */
function strangers(operand: Operand): number {
  if (operand.number !== undefined) return boolean | numericText | instantText;
  if (operand.boolean !== undefined) return number | numericText | instantText;
  return operand.instant === undefined ? 0 : number | boolean | numericText;
}

/**
 * Where values can lie that stand in the comparison's range; undefined when an index over these kinds cannot tell
 * (numbers and instants that would have to be compared as texts; shortened texts). Not for `eq` and `ne`.
 */
export function comparisonRanges(comparison: Comparison, kinds: number): ValueRanges | undefined {
  const { value, operator } = comparison;
  if (value === null || isShortened(value)) return undefined;
  const operand = operandOf(value);
  if (kinds & (shortened | comparedAsText(operand))) return undefined;
  // Texts that write numbers compare with a number as numbers, so they may lie anywhere among the texts.
  const isScattered = operand.number !== undefined && (kinds & textOfNumber) !== 0;
  const numbers = numberOf(operand);
  const ranges: ValueRanges = { isExact: !isScattered && (kinds & strangersInRange(operand)) === 0 };
  if (numbers !== undefined) ranges.numbers = spanOf(operator, keyPart(numbers));
  if (kinds & (text | textOfNumber)) ranges.texts = isScattered ? {} : spanOf(operator, keyPart(value));
  return ranges;
}

/** Kinds kept as numbers that this operand is compared with as text. */
function comparedAsText(operand: Operand): number {
  if (operand.number !== undefined) return instantText;
  return operand.instant === undefined ? numericText | instantText : numericText;
}

/** Kinds kept as numbers that may lie in this operand's range of numbers without standing in the comparison's range. */
function strangersInRange(operand: Operand): number {
  if (operand.number !== undefined) return boolean;
  if (operand.boolean !== undefined) return number;
  return operand.instant === undefined ? 0 : number | boolean;
}

/** Both comparisons at once: values in the first and in the second. */
export function intersect(first: ValueRanges, second: ValueRanges): ValueRanges {
  const numbers = first.numbers && second.numbers && { ...first.numbers, ...second.numbers };
  const texts = first.texts && second.texts && { ...first.texts, ...second.texts };
  return {
    ...(numbers ? { numbers } : {}),
    ...(texts ? { texts } : {}),
    isExact: first.isExact && second.isExact,
  };
}

function spanOf(operator: Comparison['operator'], part: KeyPart): Span {
  if (operator === 'gt') return { from: { part, isInclusive: false } };
  if (operator === 'gte') return { from: { part, isInclusive: true } };
  return { to: { part, isInclusive: operator === 'lte' } };
}

interface Operand {
  number: number | undefined;
  boolean: number | undefined;
  instant: number | undefined;
}

function operandOf(value: string): Operand {
  return { number: parseNumber(value), boolean: booleanParts.get(value), instant: parseInstant(value) };
}

function numberOf(operand: Operand): number | undefined {
  return operand.number ?? operand.boolean ?? operand.instant;
}
