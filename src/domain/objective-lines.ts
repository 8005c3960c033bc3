import type { Comparison } from './comparator.ts';
import type { ContractText } from './contract-text.ts';
import { absolute, add, compareDecimals, divide, multiply, parseDecimal, subtract } from './decimal.ts';
import type { ReadingNotes } from './objective-window.ts';
import { isShare } from './statistic.ts';
import type { Objective, Statistic } from './objective-model.ts';
import { parseQuantity, type Quantity } from './quantity.ts';
import { canonicalUnit, convertUnit, isShareUnit } from './units.ts';

/** The lines an attained value is compared with, all in one unit. */
export type Lines = Pick<Objective, 'target' | 'unit' | 'limit' | 'lowerLimit' | 'threshold'>;

type NumberQuantity = Extract<Quantity, { kind: 'number' }>;

/**
 * Target, limit and warning line of a promise, in the target's unit; percent for availability and ratios, where a bare
 * target of at most 1 that must be reached is read as a share (0.9995 -> 99.95). Undefined, with reasons in the notes,
 * when the texts are not numbers. Source: semantics 2; TMF657 digest 12.7, 12.8, 12.11; TMF623 digest 9.10.
 */
export function readLines(
  text: ContractText,
  comparison: Comparison,
  statistic: Statistic,
  notes: ReadingNotes,
): Lines | undefined {
  const target = readTarget(text, comparison, statistic, notes);
  if (target === undefined) return undefined;
  const tolerance = readTolerance(text.tolerance, target, notes);
  if (tolerance === undefined) return undefined;
  const isBareShare = isShare(statistic) && comparison.violationWhen === 'below';
  const threshold = readThreshold(text.threshold, target, { ...comparison, isBareShare }, notes);
  return {
    target: target.value,
    ...(target.unit === undefined ? {} : { unit: target.unit }),
    ...limits(comparison, target.value, tolerance),
    ...(threshold === undefined ? {} : { threshold }),
  };
}

/** A word that says a thing is up, or undefined: `available` with `=` is a promise of availability. */
export function isUpWord(text: string): boolean {
  return /^(?:available|up|ok|on|online|operational|in ?service|enabled|working|true|yes)$/iu.test(text.trim());
}

function limits({ violationWhen }: Comparison, target: string, tolerance: string): Pick<Lines, 'limit' | 'lowerLimit'> {
  if (violationWhen === 'above') return { limit: add(target, tolerance) };
  if (violationWhen === 'below') return { limit: subtract(target, tolerance) };
  if (violationWhen === 'outside') return { limit: add(target, tolerance), lowerLimit: subtract(target, tolerance) };
  return { limit: target };
}

function readTarget(
  { target, unit }: ContractText,
  comparison: Comparison,
  statistic: Statistic,
  notes: ReadingNotes,
): NumberQuantity | undefined {
  if (target === undefined) return fail(notes, 'the target is missing (conformanceTarget or referenceValue)');
  const quantity = parseQuantity(target);
  if (quantity.kind === 'text') return fail(notes, `target "${target.slice(0, 60)}" is not a number`);
  const stated = unit === undefined || unit.toLowerCase() === 'string' ? undefined : canonicalUnit(unit);
  const own = inUnit(quantity, stated, 'target', notes);
  if (own === undefined || !isShare(statistic)) return own;
  return asPercent(own, comparison, notes);
}

/** The quantity in another unit; as it is when either has none. */
function inUnit(
  quantity: NumberQuantity,
  unit: string | undefined,
  name: string,
  notes: ReadingNotes,
): NumberQuantity | undefined {
  if (unit === undefined || quantity.unit === unit) return quantity;
  if (quantity.unit === undefined) return { ...quantity, unit };
  const { value, reason } = convertUnit(quantity.value, quantity.unit, unit);
  return value === undefined ? fail(notes, `${name}: ${reason}`) : { kind: 'number', value, unit };
}

function asPercent(
  quantity: NumberQuantity,
  { violationWhen }: Comparison,
  notes: ReadingNotes,
): NumberQuantity | undefined {
  const { value, unit } = quantity;
  if (unit !== undefined) {
    return isShareUnit(unit)
      ? inUnit(quantity, '%', 'target', notes)
      : fail(notes, `target: ${unit} is not a unit of a share`);
  }
  const isBareShare = violationWhen === 'below' && compareDecimals(value, 0) > 0 && compareDecimals(value, 1) <= 0;
  if (!isBareShare) return { kind: 'number', value, unit: '%' };
  const percent = multiply(value, 100);
  notes.remarks.push(`target ${value} without a unit was read as ${percent} %`);
  return { kind: 'number', value: percent, unit: '%' };
}

/** The tolerance as an absolute width in the target's unit; `0` when none is given. */
function readTolerance(
  tolerance: ContractText['tolerance'],
  target: NumberQuantity,
  notes: ReadingNotes,
): string | undefined {
  if (tolerance === undefined) return '0';
  const quantity = parseQuantity(tolerance.text);
  if (quantity.kind === 'text') return fail(notes, `tolerance "${tolerance.text.slice(0, 60)}" is not a number`);
  const width = toleranceWidth(quantity, tolerance.bareNumber, target, notes);
  if (width === undefined || compareDecimals(width, 0) >= 0) return width;
  return fail(notes, 'tolerance: must not be negative');
}

function toleranceWidth(
  quantity: NumberQuantity,
  bareNumber: 'absolute' | 'fraction',
  target: NumberQuantity,
  notes: ReadingNotes,
): string | undefined {
  const size = absolute(target.value);
  if (quantity.unit === undefined) return bareNumber === 'fraction' ? multiply(size, quantity.value) : quantity.value;
  // A percentage of a percentage would be read wrongly by most: there it means points.
  if (quantity.unit === '%' && target.unit !== '%') return divide(multiply(size, quantity.value), 100);
  return inUnit(quantity, target.unit, 'tolerance', notes)?.value;
}

/** The warning line; one that is not a number, or not on the good side of the target, is left out with a remark. */
function readThreshold(
  text: string | undefined,
  target: NumberQuantity,
  { violationWhen, isBareShare }: Comparison & { isBareShare: boolean },
  notes: ReadingNotes,
): string | undefined {
  if (text === undefined) return undefined;
  const value = thresholdValue(text, target, isBareShare);
  if (value === undefined)
    return remark(notes, `thresholdTarget "${text.slice(0, 60)}" cannot be compared with the target and is not used`);
  const order = compareDecimals(value, target.value);
  if ((violationWhen === 'above' && order < 0) || (violationWhen === 'below' && order > 0)) return value;
  return remark(notes, `thresholdTarget ${text.slice(0, 60)} is not on the good side of the target and is not used`);
}

function thresholdValue(text: string, target: NumberQuantity, isBareShare: boolean): string | undefined {
  const quantity = parseQuantity(text);
  if (quantity.kind === 'text') return undefined;
  if (quantity.unit === undefined) return isBareShare ? bareThreshold(quantity.value, target) : quantity.value;
  return target.unit === undefined ? quantity.value : convertUnit(quantity.value, quantity.unit, target.unit).value;
}

/** A bare 0.9997 beside a target of 99.95 % is a share, as the target was. */
function bareThreshold(value: string, target: NumberQuantity): string {
  const isShareText = compareDecimals(value, 1) <= 0 && compareDecimals(target.value, 1) > 0;
  return isShareText && compareDecimals(value, 0) > 0 ? multiply(value, 100) : value;
}

/** minCoverage as a share: `0.9`, `90%` or `90`. Default 0.9. */
export function readMinCoverage(text: string | undefined, notes: ReadingNotes): number {
  if (text === undefined) {
    notes.defaulted.push('minCoverage');
    return 0.9;
  }
  const number = parseDecimal(text.replace(/%\s*$/u, ''));
  const isPercent = text.trim().endsWith('%') || (number !== undefined && compareDecimals(number, 1) > 0);
  const share = Number(isPercent && number !== undefined ? divide(number, 100) : number);
  if (share >= 0 && share <= 1) return share;
  notes.reasons.push('minCoverage: must be a share from 0 to 1 or a percentage');
  return 0.9;
}

function fail(notes: ReadingNotes, reason: string): undefined {
  notes.reasons.push(reason);
  return undefined;
}

function remark(notes: ReadingNotes, text: string): undefined {
  notes.remarks.push(text);
  return undefined;
}
