import type { Stretch } from './calendar.ts';
import { isIn, openStretches } from './calendar.ts';
import type { Promised } from './contract.ts';
import type { CalendarWire, WindowWire } from './wire.ts';
import { duration, instant } from './wire.ts';
import { instantOf, wallAt } from './zones.ts';

const day = 86_400_000;

/** When a window is, as announced; a recurring one many times. */
export function occurrences(window: WindowWire, until: number): Stretch[] {
  const start = instant(window.startDateTime);
  const { recurrence } = window;
  if (recurrence === undefined) return [[start, instant(window.endDateTime ?? window.startDateTime)]];
  const part = (name: string): string | undefined => new RegExp(`${name}=([^;]+)`).exec(recurrence.rrule)?.[1];
  const step = (part('FREQ') === 'WEEKLY' ? 7 * day : day) * Number(part('INTERVAL') ?? '1');
  const count = Number(part('COUNT') ?? 'Infinity');
  const length = duration(recurrence.duration).ms;
  const found: Stretch[] = [];
  const first = wallAt(start, recurrence.timeZone);
  for (let n = 0; n < count && n < 5000; n += 1) {
    const begins = instantOf(first + n * step, recurrence.timeZone, 'first');
    if (begins >= until) break;
    // Both ends lie on the wall clock; what the clocks skip whole does not take place.
    const ends = instantOf(first + n * step + length, recurrence.timeZone, 'second');
    if (begins < ends) found.push([begins, ends]);
  }
  return found;
}

function mayBeExcluded(window: WindowWire, subject: string): boolean {
  if (window.kind === 'emergency' || window.state === 'cancelled') return false;
  return [...(window.scope.entity ?? []), ...(window.scope.service ?? [])].some(({ id }) => id === subject);
}

function wasAnnounced(window: WindowWire, [start]: Stretch, minNoticeMs: number): boolean {
  if (minNoticeMs === 0) return true;
  return window.noticeGivenAt !== undefined && instant(window.noticeGivenAt) <= start - minNoticeMs;
}

/** The stretches that the contract lets count as maintenance in a period, before the cap. They may overlap. */
function candidates(promised: Promised, subject: string, surroundings: Surroundings): Stretch[] {
  const found: Stretch[] = [];
  for (const window of surroundings.windows) {
    if (!mayBeExcluded(window, subject)) continue;
    for (const occurrence of occurrences(window, surroundings.period[1])) {
      if (wasAnnounced(window, occurrence, promised.maintenance.minNoticeMs)) found.push(occurrence);
    }
  }
  return found;
}

export interface Surroundings {
  windows: readonly WindowWire[];
  calendars: readonly CalendarWire[];
  period: Stretch;
  /** P ∩ V ∩ S: only time in here uses up the cap. */
  isCounted: (at: number) => boolean;
  /** All instants at which isCounted may change. */
  edges: readonly number[];
}

/** X: walks from edge to edge through the period and takes what is maintenance until the cap is used up. */
export function excludedStretches(promised: Promised, subject: string, surroundings: Surroundings): Stretch[] {
  if (promised.maintenance.treatment === 'none') return [];
  const windows = candidates(promised, subject, surroundings);
  const { period, calendars, isCounted, edges } = surroundings;
  const allowed = promised.maintenance.allowedHours?.flatMap((id) => openStretches(id, calendars, period));
  const points = [...period, ...edges, ...windows.flat(), ...(allowed ?? []).flat()];
  const sorted = [...new Set(points)].filter((at) => at >= period[0] && at <= period[1]).sort((a, b) => a - b);
  const excluded: Stretch[] = [];
  let left = promised.maintenance.capMs;
  for (let at = 0; at + 1 < sorted.length && left > 0; at += 1) {
    const [from, to] = [sorted[at] ?? 0, sorted[at + 1] ?? 0];
    if (!isIn(from, windows) || !isCounted(from)) continue;
    if (allowed !== undefined && !isIn(from, allowed)) continue;
    const taken = Math.min(to - from, left);
    excluded.push([from, from + taken]);
    left -= taken;
  }
  return excluded;
}
