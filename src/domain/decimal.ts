import { Decimal as DecimalJs } from 'decimal.js';

/**
 * Decimal arithmetic on texts; the only file that knows decimal.js. 40 significant digits: a share of whole
 * milliseconds or counts differs from a contract's target long before that, so a rounding never flips a verdict.
 */
const Exact = DecimalJs.clone({ precision: 40, rounding: DecimalJs.ROUND_HALF_EVEN });

const decimalText = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?$/;
const longestText = 60;

/** A decimal given as text, or a finite number (taken by its shortest text, so 0.1 is one tenth). */
export type DecimalInput = string | number;

/**
 * The text as a plain decimal (`1e3` -> `1000`, `+.50` -> `0.5`), or undefined when it is not a decimal number.
 * Absurdly long texts and exponents beyond two digits are not accepted.
 */
export function parseDecimal(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length > longestText || !decimalText.test(trimmed)) return undefined;
  return print(new DecimalJs(trimmed));
}

/** -1, 0 or 1 as left is less than, equal to or greater than right. Exact, whatever the number of digits. */
export function compareDecimals(left: DecimalInput, right: DecimalInput): -1 | 0 | 1 {
  const order = new DecimalJs(left).comparedTo(new DecimalJs(right));
  if (order === 0) return 0;
  return order < 0 ? -1 : 1;
}

/** left + right. */
export function add(left: DecimalInput, right: DecimalInput): string {
  return print(new Exact(left).plus(right));
}

/** left - right. */
export function subtract(left: DecimalInput, right: DecimalInput): string {
  return print(new Exact(left).minus(right));
}

/** left * right. */
export function multiply(left: DecimalInput, right: DecimalInput): string {
  return print(new Exact(left).times(right));
}

/** left / right to 40 significant digits; undefined for a division by zero. */
export function divide(left: DecimalInput, right: DecimalInput): string | undefined {
  const divisor = new Exact(right);
  return divisor.isZero() ? undefined : print(new Exact(left).dividedBy(divisor));
}

/** The value without its sign. */
export function absolute(value: DecimalInput): string {
  return print(new Exact(value).abs());
}

/** part of whole in percent, e.g. (178, 190) -> `93.6842...`; undefined when whole is zero. */
export function percentOf(part: DecimalInput, whole: DecimalInput): string | undefined {
  return divide(multiply(part, 100), whole);
}

/** The smallest whole number that is not below the value: 1.2 -> `2`. */
export function ceiling(value: DecimalInput): string {
  return print(new DecimalJs(value).ceil());
}

/** The value with exactly that many decimals, a half rounded away from zero: (2.345, 2) -> `2.35`, (20, 2) -> `20.00`. */
export function roundHalfUp(value: DecimalInput, decimals: number): string {
  const text = new DecimalJs(value).toFixed(decimals, DecimalJs.ROUND_HALF_UP);
  return /^-0(?:\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** A finite number as decimal text without exponent, by its shortest text (0.1 -> `0.1`). */
export function decimalOf(value: number): string {
  return print(new DecimalJs(value));
}

/** Decimal text as the nearest double. */
export function numberOf(value: string): number {
  return Number(value);
}

const scale = 1_000_000;
const largestScaled = 2 ** 51;

/**
 * The sum of numbers, each taken by its shortest decimal text: order never matters for values of at most six decimals
 * (added as integers); others are added as decimals of 40 digits in the order given.
 */
export function sumOf(values: readonly number[]): string {
  let part = 0;
  let whole = 0n;
  for (const value of values) {
    const scaled = Math.round(value * scale);
    if (Math.abs(scaled) > largestScaled || scaled / scale !== value) return sumOfDecimals(values);
    part += scaled;
    if (Math.abs(part) > largestScaled) {
      whole += BigInt(part);
      part = 0;
    }
  }
  return print(new Exact((whole + BigInt(part)).toString()).dividedBy(scale));
}

function sumOfDecimals(values: readonly number[]): string {
  let sum = new Exact(0);
  for (const value of values) sum = sum.plus(value);
  return print(sum);
}

/**
 * The value rounded for people: at least `digits` significant digits, and as many more as it takes to keep it on its
 * side of every line (99.9499 against 99.95 never shows as 99.95). Semantics 1, "Numbers".
 */
export function readable(value: string, lines: readonly string[] = [], digits = 7): string {
  const exact = new DecimalJs(value);
  for (let count = digits; count < 40; count += 1) {
    const rounded = exact.toSignificantDigits(count, DecimalJs.ROUND_HALF_EVEN);
    const isFaithful = lines.every((line) => rounded.comparedTo(line) === exact.comparedTo(line));
    if (isFaithful) return print(rounded);
  }
  return print(exact);
}

function print(value: DecimalJs): string {
  return value.isZero() ? '0' : value.toFixed();
}
