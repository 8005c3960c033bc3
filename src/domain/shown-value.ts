import { parseDecimal, readable } from './decimal.ts';
import type { Objective } from './objective-model.ts';

/** The lines of a promise that a value is compared with. */
export type Lines = Partial<Pick<Objective, 'target' | 'limit' | 'lowerLimit' | 'threshold'>>;

/**
 * A value as people read it: at least so many significant digits, and as many more as it takes to stay on its side of every
 * line of the promise: 99.9499 % against 99.95 % never shows as 99.95. The one way a value is shown, on pages, in comments
 * and reports; the lines themselves are shown as the contract has them. A text that is no number stays as it is.
 */
export function shownValue(value: string, lines: Lines | undefined, digits = 6): string {
  const decimal = parseDecimal(value);
  return decimal === undefined ? value : readable(decimal, numbersOf(lines), digits);
}

/** A share, 0 to 1, in percent, likewise: 0.89996 against a minimum of 0.9 is 89.996 %, and 0.99999 is not 100 %. */
export function shownShare(share: number, line?: number): string {
  const percents = [0, 1, ...(line === undefined ? [] : [line])].map(percentOfShare);
  return readable(percentOfShare(share), percents, 3);
}

function percentOfShare(share: number): string {
  // Twelve decimals: what a double adds beyond them is no part of the share.
  return parseDecimal((share * 100).toFixed(12)) ?? '0';
}

function numbersOf(lines: Lines | undefined): string[] {
  const { target, limit, lowerLimit, threshold } = lines ?? {};
  return [target, limit, lowerLimit, threshold].flatMap((line) => parseDecimal(line ?? '') ?? []);
}
