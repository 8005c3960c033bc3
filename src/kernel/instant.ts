const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/**
 * The instant an RFC 3339 date-time names, in UTC milliseconds, or undefined when the text is not one or names a day
 * or hour that does not exist (30 February, 25:00). Finer than a millisecond is cut off. A leap second (:60) counts as the next second.
 */
export function parseInstant(text: string): number | undefined {
  const match = rfc3339.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (!isRealDay(year, month, day) || hour > 23 || minute > 59 || second > 60) return undefined;
  const offsetMs = offsetOf(match);
  if (offsetMs === undefined) return undefined;
  const millis = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millis);
  return date.getTime() - offsetMs;
}

function isRealDay(year: number, month: number, day: number): boolean {
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth;
}

/** How far local time is ahead of UTC, ms; undefined for an offset no clock has. */
function offsetOf(match: RegExpExecArray): number | undefined {
  const [hours, minutes] = [Number(match[9] ?? 0), Number(match[10] ?? 0)];
  if (hours > 23 || minutes > 59) return undefined;
  return (hours * 60 + minutes) * 60_000 * (match[8] === '-' ? -1 : 1);
}

/** RFC 3339 in UTC with milliseconds and `Z`, as the service writes instants it makes itself. */
export function formatInstant(ms: number): string {
  return new Date(ms).toISOString();
}

/** A half-open interval [start, end) in UTC milliseconds. */
export interface Interval {
  start: number;
  end: number;
}
