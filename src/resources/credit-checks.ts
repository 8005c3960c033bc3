import { notDecimalIn } from '../domain/credit-schedule.ts';
import { compareDecimals, parseDecimal } from '../domain/decimal.ts';
import { parseDuration } from '../domain/duration.ts';
import { isCurrency } from '../domain/money.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { isJsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { elementsAt, faultsAt, notArray, notObject, notText } from './checks.ts';

/**
 * Faults of an agreement's `creditSchedule`, one or an array of them: an amount in a currency, and either a linear schedule or
 * bands that do not overlap. Money is never guessed: what is there has to be right. Source: docs/evaluation.md.
 */
export function creditFaults(document: JsonObject): Fault[] {
  return elementsAt(document, 'creditSchedule').flatMap(({ path, value }) => {
    if (!isJsonObject(value)) return [{ path, reason: 'must be an object' }];
    const faults = [...requiredFaults(value), ...rules.flatMap(([at, reasonOf]) => faultsAt(value, at, reasonOf))];
    const own = faults.length > 0 ? faults : bandFaults(value);
    return own.map((fault) => ({ path: `${path}.${fault.path}`, reason: fault.reason }));
  });
}

const needed = [
  'basis',
  'basis.value',
  'basis.unit',
  'linear.percent',
  'linear.step',
  'band.percent',
  'chronic.months',
];

function requiredFaults(schedule: JsonObject): Fault[] {
  const missing = needed.flatMap((path) => {
    const names = path.split('.');
    const name = names.at(-1) ?? path;
    const holders = names.length === 1 ? [{ path: '', value: schedule }] : elementsAt(schedule, names[0] ?? '');
    return holders.flatMap(({ path: place, value }) => {
      const isThere = !isJsonObject(value) || (value[name] ?? null) !== null;
      return isThere ? [] : [{ path: place === '' ? name : `${place}.${name}`, reason: 'required' }];
    });
  });
  const isBoth = (schedule['linear'] ?? null) !== null && (schedule['band'] ?? null) !== null;
  return isBoth ? [...missing, { path: 'band', reason: 'must not stand beside linear' }] : missing;
}

function bandFaults(schedule: JsonObject): Fault[] {
  const bands = elementsAt(schedule, 'band').map(({ path, value }) => ({ path, ...endsOf(value) }));
  return bands.flatMap(({ path, from, to }, at) => {
    if (from !== undefined && to !== undefined && compareDecimals(from, to) >= 0)
      return [{ path: `${path}.to`, reason: 'must be above from' }];
    const isOverlapping = bands.slice(0, at).some((other) => isBelow(from, other.to) && isBelow(other.from, to));
    return isOverlapping ? [{ path, reason: 'overlaps an earlier band' }] : [];
  });
}

function endsOf(band: JsonValue): { from: string | undefined; to: string | undefined } {
  const end = (name: string): string | undefined => {
    const value = isJsonObject(band) ? band[name] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? parseDecimal(String(value)) : undefined;
  };
  return { from: end('from'), to: end('to') };
}

/** Whether a lower end lies before an upper one; an open end always does. */
function isBelow(from: string | undefined, to: string | undefined): boolean {
  return from === undefined || to === undefined || compareDecimals(from, to) < 0;
}

function notCurrency(value: JsonValue): string | undefined {
  return typeof value === 'string' && isCurrency(value) ? undefined : 'must be an ISO 4217 currency, such as EUR';
}

function notPositive(value: JsonValue): string | undefined {
  const reason = notDecimalIn(0)(value);
  if (reason !== undefined) return reason;
  const isPositive = (typeof value === 'number' || typeof value === 'string') && compareDecimals(value, 0) > 0;
  return isPositive ? undefined : 'must be above 0';
}

function notMonths(value: JsonValue): string | undefined {
  const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 2 && value <= 60;
  return isCount ? undefined : 'must be a whole number of months, from 2 to 60';
}

function notDuration(value: JsonValue): string | undefined {
  const isDuration = typeof value === 'string' && parseDuration(value) !== undefined;
  return isDuration ? undefined : 'must be an ISO 8601 duration, such as P30D';
}

function notOneOf(...texts: readonly string[]): (value: JsonValue) => string | undefined {
  return (value) =>
    typeof value === 'string' && texts.includes(value) ? undefined : `must be one of ${texts.join(', ')}`;
}

function notTexts(value: JsonValue): string | undefined {
  const isList = Array.isArray(value) && value.every((each) => notText(each) === undefined);
  return isList ? undefined : 'must be an array of ids of rules';
}

const percent = notDecimalIn(0, 100);

const rules: readonly (readonly [string, (value: JsonValue) => string | undefined])[] = [
  ['rule', notTexts],
  ['basis', notObject],
  ['basis.value', notDecimalIn(0)],
  ['basis.unit', notCurrency],
  ['linear', notObject],
  ['linear.percent', percent],
  ['linear.step', notPositive],
  ['band', notArray],
  ['band.from', notDecimalIn(-1e15)],
  ['band.to', notDecimalIn(-1e15)],
  ['band.percent', percent],
  ['capPercent', percent],
  ['perEvent', notOneOf('one', 'each')],
  ['chronic', notObject],
  ['chronic.months', notMonths],
  ['chronic.action', notText],
  ['claimWindow', notDuration],
];
