import type { Measurement, RatioSample, Sample, StateSample, ValueSample } from '../domain/measurement.ts';
import { isJsonObject, type JsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import {
  finiteNumber,
  has,
  instant,
  MeasurementFault,
  optionalText,
  refuse,
  requiredText,
  sourceOf,
} from './measurement-fields.ts';
import { caseSample } from './parse-case.ts';

/** A measurement, or the first fault of what was sent. */
export type ParsedMeasurement =
  { measurement: Measurement; fault?: undefined } | { measurement?: undefined; fault: Fault };

const maximumIntervalMs = 366 * 24 * 3_600_000;

/**
 * Reads one measurement as `POST /assurance/v1/measurement` takes it: a value (`value` with `at` or an interval), counts
 * (`good` and `total` over an interval), a state (`state` from `startDateTime`, open without `endDateTime`) or a case
 * (`case`, see {@link caseSample}). `now` is the receiver's clock, UTC ms. Pure; never throws.
 */
export function parseMeasurement(body: unknown, now: number): ParsedMeasurement {
  try {
    if (!isJsonObject(body)) return { fault: { path: '', reason: 'must be a JSON object' } };
    const series = { indicator: requiredText(body, 'indicator'), subject: requiredText(body, 'subject') };
    return { measurement: { series, sample: sampleOf(body, now) } };
  } catch (error) {
    if (error instanceof MeasurementFault) return { fault: error.fault };
    throw error;
  }
}

function sampleOf(body: JsonObject, now: number): Sample {
  const forms = ['value', 'state', 'total', 'case'].filter((name) => has(body, name));
  if (forms.length > 1) refuse(forms[1] ?? '', `cannot stand beside ${forms[0] ?? ''}`);
  if (has(body, 'case')) return caseSample(body, now);
  if (has(body, 'state')) return stateSample(body, now);
  if (has(body, 'total') || has(body, 'good')) return ratioSample(body, now);
  return valueSample(body, now);
}

function valueSample(body: JsonObject, now: number): ValueSample {
  const value = finiteNumber(body, 'value');
  const unit = optionalText(body, 'unit');
  return {
    kind: 'value',
    ...pointOrInterval(body, now),
    value,
    ...(unit === undefined ? {} : { unit }),
    ...sourceOf(body),
  };
}

function ratioSample(body: JsonObject, now: number): RatioSample {
  const { start, end } = interval(body, now);
  if (end === undefined) return refuse('endDateTime', 'required');
  const good = finiteNumber(body, 'good');
  const total = finiteNumber(body, 'total');
  if (total < 0) refuse('total', 'must not be negative');
  if (good < 0 || good > total) refuse('good', 'must lie between 0 and total');
  return { kind: 'ratio', start, end, good, total, ...sourceOf(body) };
}

function stateSample(body: JsonObject, now: number): StateSample {
  const state = body['state'];
  if (state !== 'up' && state !== 'down' && state !== 'degraded')
    return refuse('state', 'must be up, down or degraded');
  const { start, end } = interval(body, now);
  return {
    kind: 'state',
    start,
    ...(end === undefined ? {} : { end }),
    state,
    weight: weightOf(body, state),
    ...sourceOf(body),
  };
}

function weightOf(body: JsonObject, state: StateSample['state']): number {
  if (!has(body, 'weight')) return state === 'up' ? 0 : 1;
  const weight = finiteNumber(body, 'weight');
  if (state !== 'degraded') refuse('weight', 'only goes with state degraded');
  if (weight < 0 || weight > 1) refuse('weight', 'must lie between 0 and 1');
  return weight;
}

function pointOrInterval(body: JsonObject, now: number): { start: number; end?: number } {
  if (!has(body, 'at')) {
    if (!has(body, 'startDateTime')) refuse('at', 'required');
    const { start, end } = interval(body, now);
    return end === undefined ? refuse('endDateTime', 'required') : { start, end };
  }
  if (has(body, 'startDateTime')) refuse('startDateTime', 'cannot stand beside at');
  if (has(body, 'endDateTime')) refuse('endDateTime', 'cannot stand beside at');
  return { start: instant(body, 'at', now) };
}

function interval(body: JsonObject, now: number): { start: number; end?: number } {
  const start = instant(body, 'startDateTime', now);
  if (!has(body, 'endDateTime')) return { start };
  const end = instant(body, 'endDateTime', now);
  if (end <= start) refuse('endDateTime', 'must be later than startDateTime');
  if (end - start > maximumIntervalMs) refuse('endDateTime', 'interval is longer than 366 days');
  return { start, end };
}
