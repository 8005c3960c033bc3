import { parseInstant } from '../kernel/instant.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';

/** Measurements may not lie further ahead of the receiver's clock than this: it would move the watermark past what is known. */
const maximumLeadMs = 24 * 3_600_000;
const maximumNameLength = 512;

/** Thrown while a measurement is read, caught where it is handed in: its first fault. */
export class MeasurementFault extends Error {
  constructor(readonly fault: Fault) {
    super(fault.reason);
  }
}

/** Ends the reading of a measurement: the attribute at fault and why. */
export function refuse(path: string, reason: string): never {
  throw new MeasurementFault({ path, reason });
}

/** An instant, UTC ms, that has come: at most 24 hours ahead of `now`. */
export function instant(body: JsonObject, name: string, now: number): number {
  const ms = anyInstant(body, name);
  if (ms > now + maximumLeadMs) refuse(name, 'lies more than 24 hours in the future');
  return ms;
}

/** An instant, UTC ms, however far ahead. */
export function anyInstant(body: JsonObject, name: string): number {
  const ms = parseInstant(requiredText(body, name));
  return ms ?? refuse(name, 'must be an RFC 3339 date-time with an offset, e.g. 2026-11-22T09:15:00Z');
}

/** Whether an attribute says something: null does not. */
export function has(body: JsonObject, name: string): boolean {
  return Object.hasOwn(body, name) && body[name] !== null;
}

/** A text that has to be there. */
export function requiredText(body: JsonObject, name: string): string {
  return optionalText(body, name) ?? refuse(name, 'required');
}

/** A text of at most 512 characters, not empty. */
export function optionalText(body: JsonObject, name: string): string | undefined {
  if (!has(body, name)) return undefined;
  const value = body[name];
  if (typeof value !== 'string') return refuse(name, 'must be a string');
  if (value === '') return refuse(name, 'must not be empty');
  if (value.length > maximumNameLength) return refuse(name, `is longer than ${String(maximumNameLength)} characters`);
  return value;
}

/** A number that has to be there. */
export function finiteNumber(body: JsonObject, name: string): number {
  if (!has(body, name)) return refuse(name, 'required');
  const value = body[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse(name, 'must be a number');
}

/** Who measured. */
export function sourceOf(body: JsonObject): { source?: string } {
  const source = optionalText(body, 'source');
  return source === undefined ? {} : { source };
}
