import { DateTime, IANAZone } from 'luxon';

/** A time cell as an instant in UTC ms, or why it is none. */
export type TimeReading = { at: number } | { fault: string };

/** Reads time cells. Pure; the same text always gives the same instant. */
export type TimeReader = (text: string) => TimeReading;

/** True for an IANA zone this machine knows, e.g. `Europe/Dublin`, and for `UTC`. */
export function isTimeZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

const epochUnits: Readonly<Record<string, number>> = { unix: 1000, 'unix-ms': 1 };

/**
 * A reader for one format: a Luxon pattern (`yyyy.MM.dd_HH.mm.ss`), `iso` (ISO 8601), `unix` or `unix-ms` (seconds or
 * milliseconds since 1970). Texts without an offset are wall time in `zone`. Where clocks go back an hour happens
 * twice and a text in it means the first; where they go forward a text in the hour that is skipped is a fault.
 */
export function createTimeReader(format: string, zone: string): TimeReader {
  const unit = epochUnits[format];
  if (unit !== undefined) return (text) => epochTime(text, unit);
  const namesOffset = format !== 'iso' && /Z/.test(format.replace(/'[^']*'/g, ''));
  const parse = parserOf(format);
  return (text) => {
    const hasOffset =
      namesOffset || (format === 'iso' && /(Z|[+-]\d{2}(:?\d{2})?)$/i.test(text.replace(/^[^T ]*/, '')));
    const wall = parse(text);
    if (!wall.isValid) return { fault: `"${text}" is not a time of the form ${format}` };
    return hasOffset ? { at: wall.toMillis() } : inZone(wall, zone, text);
  };
}

function parserOf(format: string): (text: string) => DateTime {
  if (format === 'iso') return (text) => DateTime.fromISO(text.replace(' ', 'T'), { zone: 'utc' });
  const parser = DateTime.buildFormatParser(format, { locale: 'en' });
  return (text) => DateTime.fromFormatParser(text, parser, { zone: 'utc', locale: 'en' });
}

function epochTime(text: string, unitMs: number): TimeReading {
  const at = /^\d+(\.\d+)?$/.test(text) ? Math.floor(Number(text) * unitMs) : Number.NaN;
  return Number.isSafeInteger(at) ? { at } : { fault: `"${text}" is not a time since 1970` };
}

/** `wall` has the right digits in UTC; the instant is where the zone's clocks show the same digits. */
function inZone(wall: DateTime, zone: string, text: string): TimeReading {
  const local = wall.setZone(zone, { keepLocalTime: true });
  if (local.hour !== wall.hour || local.minute !== wall.minute) {
    return { fault: `"${text}" does not exist in ${zone}: clocks went forward over it` };
  }
  const instants = local.getPossibleOffsets().map((possible) => possible.toMillis());
  return { at: Math.min(...instants) };
}
