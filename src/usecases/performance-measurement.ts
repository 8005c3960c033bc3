import { isJsonObject, type JsonObject, type JsonValue, objectAt, objectsAt, textAt } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { parseNumber } from '../tmf630/ordered-value.ts';
import { parseMeasurement } from './parse-measurement.ts';

/** The measurements in a performanceMeasurement, in the form `/assurance/v1/measurement` takes, or every reason why not. */
export type MappedMeasurement =
  { measurements: JsonObject[]; faults?: undefined } | { measurements?: undefined; faults: Fault[] };

/** Where the parts of a measurement come from in a performanceMeasurement, so that a later fault can name them. */
const sourcePaths: Readonly<Record<string, string>> = {
  at: 'validFor.endDateTime',
  subject: 'tag.serviceId',
  indicator: 'performanceIndicatorSpecification.name',
  unit: 'performanceIndicatorSpecification.indicatorUnit',
  value: 'observedValue',
};

/**
 * Reads a TMF628 v5 performanceMeasurement: one measurement for each `performanceIndicatorValue`. The indicator is the
 * specification's name (else id); the value is `observedValue` as a decimal number; the sample time is the end (else the
 * start) of `validFor`; the subject is `tag.serviceId`, `tag.service` (the value's own tag first) or the first related
 * entity. Pure. Source: TMF628 v5 schema.
 */
export function mapPerformanceMeasurement(body: JsonObject): MappedMeasurement {
  const faults: Fault[] = [];
  const at = sampleTime(body, faults);
  const values = objectsAt(body, 'performanceIndicatorValue');
  if (values.length === 0) faults.push({ path: 'performanceIndicatorValue', reason: 'required' });
  const measurements = values.map((value, index) => {
    const place = `performanceIndicatorValue[${String(index)}]`;
    return {
      ...indicatorOf(value, place, faults),
      ...subjectOf({ value, body, place }, faults),
      at,
      value: numberOf(value, place, faults),
    };
  });
  return faults.length > 0 ? { faults } : { measurements };
}

/**
 * As {@link mapPerformanceMeasurement}, and sure that the intake takes every measurement at `now` (UTC ms): what it would
 * refuse is among the faults, at its place in the performanceMeasurement. Pure.
 */
export function readPerformanceMeasurement(body: JsonObject, now: number): MappedMeasurement {
  const mapped = mapPerformanceMeasurement(body);
  const faults = (mapped.measurements ?? []).flatMap((measurement, index) => {
    const { fault } = parseMeasurement(measurement, now);
    return fault === undefined ? [] : [{ ...fault, path: sourcePath(fault.path, index) }];
  });
  return faults.length > 0 ? { faults } : mapped;
}

function sourcePath(path: string, index: number): string {
  const source = sourcePaths[path] ?? path;
  return path === 'at' ? source : `performanceIndicatorValue[${String(index)}].${source}`;
}

function sampleTime(body: JsonObject, faults: Fault[]): string {
  const validFor = objectAt(body, 'validFor') ?? {};
  const at = textAt(validFor, 'endDateTime') ?? textAt(validFor, 'startDateTime');
  if (at === undefined) faults.push({ path: 'validFor.endDateTime', reason: 'required' });
  return at ?? '';
}

function indicatorOf(value: JsonObject, place: string, faults: Fault[]): { indicator: string; unit?: string } {
  const specification = objectAt(value, 'performanceIndicatorSpecification') ?? {};
  const indicator = textAt(specification, 'name') ?? textAt(specification, 'id');
  if (indicator === undefined)
    faults.push({ path: `${place}.performanceIndicatorSpecification.name`, reason: 'required' });
  const unit = textAt(specification, 'indicatorUnit');
  return { indicator: indicator ?? '', ...(unit === undefined ? {} : { unit }) };
}

function subjectOf(
  { value, body, place }: { value: JsonObject; body: JsonObject; place: string },
  faults: Fault[],
): { subject: string } {
  const subject = taggedSubject(value) ?? taggedSubject(body) ?? relatedSubject(body);
  if (subject === undefined) faults.push({ path: `${place}.tag.serviceId`, reason: 'required' });
  return { subject: subject ?? '' };
}

function taggedSubject(holder: JsonObject): string | undefined {
  const tag = objectAt(holder, 'tag') ?? {};
  return textAt(tag, 'serviceId') ?? textAt(tag, 'service');
}

function relatedSubject(body: JsonObject): string | undefined {
  const related = body['relatedEntity'];
  const candidates: JsonValue[] = [
    ...(Array.isArray(related) ? related : [related ?? null]),
    body['monitoredObject'] ?? null,
  ];
  return candidates
    .filter(isJsonObject)
    .map((entity) => textAt(entity, 'id'))
    .find((id) => id !== undefined);
}

function numberOf(value: JsonObject, place: string, faults: Fault[]): number {
  const observed = value['observedValue'];
  const number = typeof observed === 'number' ? observed : parseNumber(typeof observed === 'string' ? observed : '');
  const reason = observed === undefined || observed === null ? 'required' : 'must be a decimal number';
  if (number === undefined) faults.push({ path: `${place}.observedValue`, reason });
  return number ?? 0;
}
