/** The parts of an ISO 8601 duration. */
export interface IsoDuration {
  years: number;
  months: number;
  /** Weeks are counted as seven days. */
  days: number;
  /** Hours, minutes and seconds together, ms. */
  timeMs: number;
}

const pattern =
  /^P(?:(\d{1,5})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,7})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,12}(?:\.\d{1,3})?)S)?)?$/;

/** One minute, hour and day of 24 hours, ms. */
export const minuteMs = 60_000;
/** One hour, ms. */
export const hourMs = 3_600_000;
/** A day of 24 hours, ms. */
export const dayMs = 86_400_000;

/** Parses an ISO 8601 duration such as `PT4H`, `P1M`, `P30D`; undefined when it is not one or has no part. */
export function parseDuration(text: string): IsoDuration | undefined {
  const match = pattern.exec(text.trim().toUpperCase());
  if (!match || !/\d/u.test(match[0])) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  return {
    years: part(1),
    months: part(2),
    days: part(3) * 7 + part(4),
    timeMs: part(5) * hourMs + part(6) * minuteMs + Math.round(part(7) * 1000),
  };
}

/** The length in ms with a day of 24 h; undefined when it has months or years, whose length depends on where they are. */
export function fixedLengthMs(duration: IsoDuration): number | undefined {
  if (duration.years > 0 || duration.months > 0) return undefined;
  return duration.days * dayMs + duration.timeMs;
}

/** The length in ms, months counted as 30 days and years as 365: for estimates only. */
export function roughLengthMs(duration: IsoDuration): number {
  return (duration.years * 365 + duration.months * 30 + duration.days) * dayMs + duration.timeMs;
}

/** The duration taken a number of times; negative for back in time. */
export function timesDuration({ years, months, days, timeMs }: IsoDuration, times: number): IsoDuration {
  return { years: years * times, months: months * times, days: days * times, timeMs: timeMs * times };
}

/** A length in ms as an ISO 8601 duration of seconds, e.g. 90000 -> `PT90S`. */
export function durationText(lengthMs: number): string {
  return `PT${String(lengthMs / 1000)}S`;
}
