import { fixedLengthMs, parseDuration } from '../domain/duration.ts';
import { isZone } from '../domain/zone.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { isJsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { parseNumber } from '../tmf630/ordered-value.ts';
import { elementsAt, faultsAt, notInstant, notObject } from './checks.ts';

/**
 * Faults of the extension attributes that tell the evaluator how to read a promise, on an objective or a rule: each is
 * optional, but one that is there has to be right. `prefix` goes before every path, e.g. `rule[0].`.
 * The standard's own free texts (comparator, target, operator) are not looked at. Source: docs/evaluation.md.
 */
export function evaluationFaults(holder: JsonObject, prefix = ''): Fault[] {
  const faults = [...rules.flatMap(([path, reasonOf]) => faultsAt(holder, path, reasonOf)), ...calendarFaults(holder)];
  return prefix === '' ? faults : faults.map(({ path, reason }) => ({ path: `${prefix}${path}`, reason }));
}

/** Reason of a value that is not an IANA time zone this machine knows. */
export function notZone(value: JsonValue): string | undefined {
  return typeof value === 'string' && isZone(value) ? undefined : 'must be a time zone, such as Europe/Dublin';
}

/** Reason of a value that is not a reference with an id or an href. */
export function notReference(value: JsonValue): string | undefined {
  if (!isJsonObject(value)) return 'must be an object with id or href';
  return typeof value.id === 'string' || typeof value.href === 'string' ? undefined : 'must have an id or an href';
}

/** Faults of what an agreement says about the time of all its promises: its calendars and rules of maintenance. */
export function timeFaults(holder: JsonObject): Fault[] {
  return [...timeAttributes.flatMap(([path, reasonOf]) => faultsAt(holder, path, reasonOf)), ...calendarFaults(holder)];
}

/** Faults of the references to calendars of a promise: each has an id or an href. */
export function calendarFaults(holder: JsonObject): Fault[] {
  return ['calendar', 'maintenance.allowedHours'].flatMap((path) =>
    elementsAt(holder, path).flatMap(({ path: place, value }) => {
      const reason = notReference(value);
      return reason === undefined ? [] : [{ path: place, reason }];
    }),
  );
}

/** Gives the reason of a value that is none of these texts. */
export function oneOf(...texts: readonly string[]): (value: JsonValue) => string | undefined {
  return (value) =>
    typeof value === 'string' && texts.includes(value) ? undefined : `must be one of ${texts.join(', ')}`;
}

const notPolicy = oneOf('unknown', 'ignore', 'bad', 'good', 'carryForward');

/** A policy by its word, or as an object with it. */
function notMissingData(value: JsonValue): string | undefined {
  return notPolicy(isJsonObject(value) ? (value.policy ?? null) : value);
}

function notDuration(value: JsonValue): string | undefined {
  const duration = typeof value === 'string' ? parseDuration(value) : undefined;
  if (duration === undefined) return 'must be an ISO 8601 duration, such as PT1H';
  return fixedLengthMs(duration) === 0 ? 'must be longer than nothing' : undefined;
}

function notShare(value: JsonValue): string | undefined {
  const isNumber = typeof value === 'number' && value >= 0 && value <= 1;
  const percent = typeof value === 'string' && value.endsWith('%') ? parseNumber(value.slice(0, -1).trim()) : undefined;
  const isPercent = percent !== undefined && percent >= 0 && percent <= 100;
  return isNumber || isPercent ? undefined : 'must be a number from 0 to 1, or a percentage such as "90%"';
}

function notPercentage(value: JsonValue): string | undefined {
  const number = typeof value === 'string' ? parseNumber(value.replace(/%\s*$/u, '').trim()) : value;
  const isFit = typeof number === 'number' && number > 0 && number <= 100;
  return isFit ? undefined : 'must be a percentage above 0 and at most 100, such as 99 or "99 %"';
}

function notCount(value: JsonValue): string | undefined {
  const count = typeof value === 'string' && /^\d{1,9}$/u.test(value) ? Number(value) : value;
  const isFit = typeof count === 'number' && Number.isInteger(count) && count >= 1;
  return isFit ? undefined : 'must be a whole number from 1';
}

const timeAttributes: readonly (readonly [string, (value: JsonValue) => string | undefined])[] = [
  ['maintenance', notObject],
  ['maintenance.treatment', oneOf('exclude', 'countAsUp', 'none')],
  ['maintenance.minNotice', notDuration],
  ['maintenance.maxPerPeriod', notDuration],
];

const rules: readonly (readonly [string, (value: JsonValue) => string | undefined])[] = [
  ['conformanceWindow', notObject],
  ['conformanceWindow.type', oneOf('calendar', 'rolling')],
  ['conformanceWindow.duration', notDuration],
  ['conformanceWindow.timeZone', notZone],
  ['conformanceWindow.anchor', notInstant],
  ['verdictMode', oneOf('instant', 'certain', 'atClose')],
  ['missingData', notMissingData],
  ['missingData.maxAge', notDuration],
  ['graceTimesScope', oneOf('consecutive', 'perPeriod')],
  ['minCoverage', notShare],
  ...timeAttributes,
  ['slice', notDuration],
  ['measurementInterval', notDuration],
  ['sliceTarget', notPercentage],
  ['unavailableAfter', notCount],
  ['availableAfter', notCount],
  ['minOutage', notDuration],
  ['minSamples', notCount],
];
