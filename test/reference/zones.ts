/**
 * Wall clocks for the reference evaluator, by Intl alone. A "wall" is a local date and time written as the milliseconds it
 * would have if it were UTC.
 */

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
const minute = 60_000;
const day = 1440 * minute;

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** How far the wall clock is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(instant: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const key = `${zone}|${instant}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const parts = new Map<string, number>();
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts.set(type, Number(value));
  const part = (name: string): number => parts.get(name) ?? 0;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  const offset = wall - Math.floor(instant / 1000) * 1000;
  if (offsets.size > 200_000) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** The wall clock at an instant. */
export function wallAt(instant: number, zone: string): number {
  return instant + offsetAt(instant, zone);
}

/**
 * The instant at which the wall clock shows `wall`. Where it shows it twice: the first or the second time. Where it never does
 * (clocks go forward): the first instant after the gap.
 */
export function instantOf(wall: number, zone: string, which: 'first' | 'second'): number {
  if (zone === 'UTC') return wall;
  const around = [offsetAt(wall - day, zone), offsetAt(wall + day, zone)];
  const fitting = around.map((offset) => wall - offset).filter((instant) => wallAt(instant, zone) === wall);
  if (fitting.length > 0) return which === 'first' ? Math.min(...fitting) : Math.max(...fitting);
  // In a gap: walk to the minute in which the offset changes.
  let instant = wall - Math.max(...around) - 180 * minute;
  instant -= instant % minute;
  const before = offsetAt(instant, zone);
  while (offsetAt(instant, zone) === before) instant += minute;
  return instant;
}

/** Midnights (as walls) of the local days that touch [from, to), and one more on each side. */
export function daysAround(from: number, to: number, zone: string): number[] {
  const days: number[] = [];
  const first = wallAt(from, zone);
  for (let midnight = first - (((first % day) + day) % day) - day; midnight < wallAt(to, zone) + day; midnight += day) {
    days.push(midnight);
  }
  return days;
}

/** The wall so many months later, on the same day and time of day; the day is cut to the month's last. */
export function monthsLater(wall: number, months: number): number {
  const date = new Date(wall);
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return (
    Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), Math.min(date.getUTCDate(), lastDay)) +
    (((wall % day) + day) % day)
  );
}
