import { decimalOf, parseDecimal } from './decimal.ts';
import { fixedLengthMs, parseDuration } from './duration.ts';
import { canonicalUnit } from './units.ts';

/** What a target text says: a number with or without unit, or a word. */
export type Quantity =
  /** `value` is plain decimal text; `unit` in its canonical spelling. */
  | { kind: 'number'; value: string; unit?: string }
  /** Anything else, trimmed, e.g. `available`. */
  | { kind: 'text'; text: string };

const numberFirst = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?)\s*(.*)$/su;

/**
 * Reads a target: `99.95`, `99.95%`, `50 ms`, `PT4H` (an ISO 8601 duration means milliseconds), `available`.
 * Months and years have no fixed length: such a duration stays a text. Source: docs/evaluation.md.
 */
export function parseQuantity(text: string): Quantity {
  const trimmed = text.trim();
  const duration = parseDuration(trimmed);
  const lengthMs = duration && fixedLengthMs(duration);
  if (lengthMs !== undefined) return { kind: 'number', value: decimalOf(lengthMs), unit: 'ms' };
  return parseNumberWithUnit(trimmed) ?? { kind: 'text', text: trimmed };
}

/** Number and unit of a text as written: `99.95 %` -> `99.95`, `%`. The unit is empty when there is none; undefined for other texts. */
export function splitNumber(text: string): { number: string; unit: string } | undefined {
  const [, number = '', unit = ''] = numberFirst.exec(text.trim()) ?? [];
  if (parseDecimal(number) === undefined || /^[\d.,]/u.test(unit) || unit.length > 40) return undefined;
  return { number, unit };
}

function parseNumberWithUnit(text: string): Quantity | undefined {
  const { number = '', unit = '' } = splitNumber(text) ?? {};
  const value = parseDecimal(number);
  if (value === undefined) return undefined;
  return unit === '' ? { kind: 'number', value } : { kind: 'number', value, unit: canonicalUnit(unit) };
}

/** A length of time in ms from an ISO 8601 duration (`PT5M`) or a number with a unit of time (`5 min`); undefined otherwise. */
export function parseLengthMs(text: string): number | undefined {
  const duration = parseDuration(text);
  if (duration) return fixedLengthMs(duration);
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|min|h|d)$/u.exec(text.trim());
  const size = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 }[match?.[2] ?? ''];
  return size === undefined ? undefined : Math.round(Number(match?.[1]) * size);
}
