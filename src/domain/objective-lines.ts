import { repairUnit } from './case-figures.ts';
import type { Comparison } from './comparator.ts';
import type { ContractText } from './contract-text.ts';
import { absolute, add, compareDecimals, divide, multiply, parseDecimal, subtract } from './decimal.ts';
import { parseDuration } from './duration.ts';
import type { Objective, Statistic } from './objective-model.ts';
import type { ReadingNotes } from './objective-window.ts';
import { parseQuantity, type Quantity } from './quantity.ts';
import { isShare } from './statistic.ts';
import { canonicalUnit, convertUnit, isShareUnit } from './units.ts';

/** The lines an attained value is compared with, all in one unit. */
export type Lines = Pick<Objective, 'target' | 'unit' | 'limit' | 'lowerLimit' | 'threshold'>;

/** A promise about a number while it is read. */
export interface PromiseText {
  text: ContractText;
  comparison: Comparison;
  statistic: Statistic;
  notes: ReadingNotes;
}

type NumberQuantity = Extract<Quantity, { kind: 'number' }>;
type Read<Value> = { value: Value; reason?: undefined } | { value?: undefined; reason: string };

/**
 * Target, limit and warning line of a promise, in the target's unit; percent for availability and ratios, where a bare
 * target of at most 1 that must be reached is read as a share (0.9995 -> 99.95). Undefined, with reasons in the notes,
 * when the texts are not numbers. Source: docs/evaluation.md; TMF657; TMF623.
 */
export function readLines(promise: PromiseText): Lines | undefined {
  const target = readTarget(promise);
  const tolerance = target.value === undefined ? undefined : readTolerance(promise.text.tolerance, target.value);
  const reason = target.reason ?? tolerance?.reason;
  if (reason !== undefined) promise.notes.reasons.push(reason);
  if (target.value === undefined || tolerance?.value === undefined) return undefined;
  const { value, unit } = target.value;
  const threshold = readThreshold(promise, target.value);
  return {
    target: value,
    ...(unit === undefined ? {} : { unit }),
    ...limits(promise.comparison, value, tolerance.value),
    ...(threshold === undefined ? {} : { threshold }),
  };
}

/** A word that says a thing is up, or not: `available` with `=` is a promise of availability. */
export function isUpWord(text: string): boolean {
  return /^(?:available|up|ok|on|online|operational|in ?service|enabled|working|true|yes)$/iu.test(text.trim());
}

function limits({ violationWhen }: Comparison, target: string, tolerance: string): Pick<Lines, 'limit' | 'lowerLimit'> {
  if (violationWhen === 'above') return { limit: add(target, tolerance) };
  if (violationWhen === 'below') return { limit: subtract(target, tolerance) };
  if (violationWhen === 'outside') return { limit: add(target, tolerance), lowerLimit: subtract(target, tolerance) };
  return { limit: target };
}

function readTarget(promise: PromiseText): Read<NumberQuantity> {
  const { target, unit } = promise.text;
  if (target === undefined) return { reason: 'the target is missing (conformanceTarget or referenceValue)' };
  const quantity = parseQuantity(target);
  if (quantity.kind === 'text') return { reason: `target "${target.slice(0, 60)}" is not a number` };
  const stated = unit === undefined || unit.toLowerCase() === 'string' ? undefined : canonicalUnit(unit);
  if (promise.statistic.kind === 'meanTimeToRepair') return asTime(target, quantity, stated);
  const own = inUnit(quantity, stated, 'target');
  return own.value === undefined || !isShare(promise.statistic) ? own : asPercent(own.value, promise);
}

/** A time to repair: in the unit the target names, in hours for a bare number and for an ISO 8601 duration. */
function asTime(text: string, quantity: NumberQuantity, stated: string | undefined): Read<NumberQuantity> {
  const isDuration = parseDuration(text) !== undefined;
  const { value = quantity, reason } = inUnit(quantity, stated ?? (isDuration ? repairUnit : undefined), 'target');
  if (reason !== undefined) return { reason };
  const { unit = repairUnit } = value;
  const isTime = convertUnit('1', unit, repairUnit).value !== undefined;
  return isTime ? { value: { ...value, unit } } : { reason: `target: ${unit} is not a unit of time` };
}

/** The quantity in another unit; as it is when either has none. */
function inUnit(quantity: NumberQuantity, unit: string | undefined, name: string): Read<NumberQuantity> {
  if (unit === undefined || quantity.unit === unit) return { value: quantity };
  if (quantity.unit === undefined) return { value: { ...quantity, unit } };
  const { value, reason } = convertUnit(quantity.value, quantity.unit, unit);
  return value === undefined ? { reason: `${name}: ${reason}` } : { value: { kind: 'number', value, unit } };
}

function asPercent(quantity: NumberQuantity, { comparison, notes }: PromiseText): Read<NumberQuantity> {
  const { value, unit } = quantity;
  if (unit !== undefined) {
    return isShareUnit(unit) ? inUnit(quantity, '%', 'target') : { reason: `target: ${unit} is not a unit of a share` };
  }
  const isBareShare = comparison.violationWhen === 'below' && isShareText(value);
  if (!isBareShare) return { value: { kind: 'number', value, unit: '%' } };
  const percent = multiply(value, 100);
  notes.remarks.push(`target ${value} without a unit was read as ${percent} %`);
  return { value: { kind: 'number', value: percent, unit: '%' } };
}

function isShareText(value: string): boolean {
  return compareDecimals(value, 0) > 0 && compareDecimals(value, 1) <= 0;
}

/** The tolerance as an absolute width in the target's unit; `0` when none is given. */
function readTolerance(tolerance: ContractText['tolerance'], target: NumberQuantity): Read<string> {
  if (tolerance === undefined) return { value: '0' };
  const quantity = parseQuantity(tolerance.text);
  if (quantity.kind === 'text') return { reason: `tolerance "${tolerance.text.slice(0, 60)}" is not a number` };
  if (compareDecimals(quantity.value, 0) < 0) return { reason: 'tolerance: must not be negative' };
  return toleranceWidth(quantity, tolerance.bareNumber, target);
}

function toleranceWidth(
  quantity: NumberQuantity,
  bareNumber: 'absolute' | 'fraction',
  target: NumberQuantity,
): Read<string> {
  const size = absolute(target.value);
  if (quantity.unit === undefined) {
    return { value: bareNumber === 'fraction' ? multiply(size, quantity.value) : quantity.value };
  }
  // A percentage of a percentage would be read wrongly by most: there it means points.
  if (quantity.unit === '%' && target.unit !== '%') return { value: multiply(multiply(size, quantity.value), 0.01) };
  const { value, reason } = inUnit(quantity, target.unit, 'tolerance');
  return value === undefined ? { reason } : { value: value.value };
}

/** The warning line; one that is not a number, or not on the good side of the target, is left out with a remark. */
function readThreshold(promise: PromiseText, target: NumberQuantity): string | undefined {
  const { threshold } = promise.text;
  if (threshold === undefined) return undefined;
  const value = thresholdValue(threshold, target, promise);
  if (value !== undefined && isGoodSide(value, target.value, promise.comparison)) return value;
  const why = value === undefined ? 'cannot be compared with the target' : 'is not on the good side of the target';
  promise.notes.remarks.push(`thresholdTarget ${threshold.slice(0, 60)} ${why} and is not used`);
  return undefined;
}

function isGoodSide(value: string, target: string, { violationWhen }: Comparison): boolean {
  const order = compareDecimals(value, target);
  return (violationWhen === 'above' && order < 0) || (violationWhen === 'below' && order > 0);
}

function thresholdValue(text: string, target: NumberQuantity, promise: PromiseText): string | undefined {
  const quantity = parseQuantity(text);
  if (quantity.kind === 'text') return undefined;
  const { value, unit } = quantity;
  if (unit !== undefined) return target.unit === undefined ? value : convertUnit(value, unit, target.unit).value;
  // A bare 0.9997 beside a target of 99.95 % is a share, as the target may have been.
  const isPercent = isShare(promise.statistic) && promise.comparison.violationWhen === 'below';
  return isPercent && isShareText(value) && compareDecimals(target.value, 1) > 0 ? multiply(value, 100) : value;
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
