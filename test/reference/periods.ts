import type { Stretch } from './calendar.ts';
import type { Promised } from './contract.ts';
import { duration, instant } from './wire.ts';
import { instantOf, monthsLater, wallAt } from './zones.ts';

const day = 86_400_000;
/** A Monday, midnight, as wall. */
const someMonday = Date.UTC(2024, 0, 1);

/** Starts of periods from an anchor on, in both directions, that touch [from, to). */
function repeated(start: (n: number) => number, [from, to]: Stretch): Stretch[] {
  let n = 0;
  while (start(n) > from) n -= 1;
  while (start(n + 1) <= from) n += 1;
  const periods: Stretch[] = [];
  for (; start(n) < to; n += 1) periods.push([start(n), start(n + 1)]);
  return periods;
}

function isMonthStart(at: number, zone: string): boolean {
  const wall = new Date(wallAt(at, zone));
  return wall.getUTCDate() === 1 && wall.getTime() % day === 0;
}

function monthly(anchorWall: number, months: number, zone: string): (n: number) => number {
  return (n) => instantOf(monthsLater(anchorWall, n * months), zone, 'first');
}

/** The calendar periods of a promise that touch a span. */
export function periodsOf(promised: Promised, span: Stretch): Stretch[] {
  const { conformanceWindow, conformancePeriod } = promised.terms;
  const { zone } = promised;
  if (conformanceWindow !== undefined) {
    const { months, ms } = duration(conformanceWindow.duration);
    const anchor = conformanceWindow.anchor === undefined ? undefined : instant(conformanceWindow.anchor);
    const anchorWall = anchor === undefined ? undefined : wallAt(anchor, zone);
    if (months > 0) return repeated(monthly(anchorWall ?? Date.UTC(2024, 0, 1), months, zone), span);
    if (ms % day === 0) {
      const first = anchorWall ?? (ms % (7 * day) === 0 ? someMonday : Date.UTC(2024, 0, 1));
      return repeated((n) => instantOf(first + n * ms, zone, 'first'), span);
    }
    return repeated((n) => (anchor ?? 0) + n * ms, span);
  }
  if (conformancePeriod?.startDateTime === undefined) throw new Error('rolling windows are not in the reference');
  const start = instant(conformancePeriod.startDateTime);
  if (conformancePeriod.endDateTime === undefined) return repeated(monthly(wallAt(start, zone), 1, zone), span);
  const end = instant(conformancePeriod.endDateTime);
  if (isMonthStart(start, zone) && isMonthStart(end, zone)) {
    const [first, last] = [new Date(wallAt(start, zone)), new Date(wallAt(end, zone))];
    const months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
    return repeated(monthly(first.getTime(), months, zone), span);
  }
  return repeated((n) => start + n * (end - start), span);
}
