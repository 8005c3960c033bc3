import type { Interval } from '../kernel/instant.ts';
import { clip, length } from './intervals.ts';
import { reachOf, type Sample } from './measurement.ts';
import type { Objective } from './objective-model.ts';

/** The type of violation that missing updates are; part of its key. */
export const noUpdate = 'noUpdate';

/** The last sample before a silence, as far as it decides when the next one is expected. Instants in UTC ms. */
export interface LastUpdate {
  /** Up to when it speaks: the end of its interval; for a value that has none its time and the measurement interval. */
  until: number;
  /** When it came: the time of a value, the end of an interval. */
  at: number;
  /** It tells of an interval, and so the next one is expected at the end of the next interval. */
  isInterval: boolean;
  /** It tells of an outage: of a feed that tells of nothing else no more is expected. */
  isException: boolean;
}

/** A stretch of time that no sample speaks for, with an update expected in every measurement interval of it. */
export interface Silence extends Interval {
  last: LastUpdate;
  /** When the next sample starts; absent while none is known. */
  nextAt?: number;
}

/** How often an update is expected, and how many may be missed. */
export interface UpdateTerms {
  intervalMs: number;
  times: number;
}

/** More updates were missed than may be. Instants in UTC ms. */
export interface UpdatesMissed {
  /** The first update missed. */
  onset: number;
  /** The first one too many. */
  at: number;
  /** The last update before it. */
  lastUpdateAt: number;
}

/** The last update once a sample, in order of start, is taken in, and the silence that it ends, if there was one. */
export function afterSample(
  last: LastUpdate | undefined,
  sample: Sample,
  intervalMs: number,
): { last: LastUpdate; silence?: Silence } {
  const { start } = sample;
  const own = lastUpdateOf(sample, intervalMs);
  if (last === undefined) return { last: own };
  const later = own.until > last.until ? own : last;
  return start > last.until
    ? { last: own, silence: { start: last.until, end: start, last, nextAt: start } }
    : { last: later };
}

function lastUpdateOf(sample: Sample, intervalMs: number): LastUpdate {
  const isInterval = sample.kind !== 'value' || sample.end !== undefined;
  return {
    until: isInterval ? reachOf(sample) : sample.start + intervalMs,
    at: reachOf(sample),
    isInterval,
    isException: isException(sample),
  };
}

/** Whether a sample tells of an outage. */
export function isException(sample: Sample): boolean {
  return sample.kind === 'state' && sample.state !== 'up';
}

/** The silence after the last update, as far as it is known (UTC ms) that nothing came; undefined when there is none. */
export function silenceAfter(last: LastUpdate, knownTo: number, intervalMs: number): Silence | undefined {
  // What tells of an interval comes at the end of it.
  const end = last.isInterval ? knownTo - intervalMs : knownTo;
  return end > last.until ? { start: last.until, end, last } : undefined;
}

/**
 * Whether more updates than may be are missed in silences, in order of time, of which only counted time (sorted, disjoint
 * intervals) expects any. An update may come half an interval late: it is missed once more than that has gone by. Pure.
 * Source: docs/evaluation.md, section 4. Worked example: every 5 min, 3 may be missed; last at 12:00: 12:05 is the onset, 12:20
 * the first one too many.
 */
export function updatesMissed(
  silences: readonly Silence[],
  counted: readonly Interval[],
  { intervalMs, times }: UpdateTerms,
): UpdatesMissed | undefined {
  let missed = 0;
  let first: { onset: number; lastUpdateAt: number } | undefined;
  for (const silence of silences) {
    const here = missedIn(silence, counted, intervalMs);
    if (here === 0) continue;
    const expecting = clip(counted, { start: silence.start, end: silence.nextAt ?? Infinity });
    const expectedAt = (index: number): number => expectedInstant(expecting, index, { silence, intervalMs });
    first ??= { onset: expectedAt(0), lastUpdateAt: silence.last.at };
    if (missed + here > times) return { ...first, at: expectedAt(times - missed) };
    missed += here;
  }
  return undefined;
}

/** How many updates are missed in a silence. */
export function missedIn(silence: Silence, counted: readonly Interval[], intervalMs: number): number {
  return Math.round(length(clip(counted, silence)) / intervalMs);
}

/** Silent time after which the first update too many is missed for certain, ms of counted time. */
export function silentMsNeeded({ intervalMs, times }: UpdateTerms): number {
  return (times + 0.5) * intervalMs;
}

/** When the update of that index (from 0) of a silence was expected: values at the start of their interval, others at its end. */
function expectedInstant(
  expecting: readonly Interval[],
  index: number,
  { silence: { last }, intervalMs }: { silence: Silence; intervalMs: number },
): number {
  const position = (index + (last.isInterval ? 1 : 0)) * intervalMs;
  return instantAfter(expecting, position, last.isInterval);
}

/** The instant at which so much of a set has passed; its end when it is shorter. */
export function instantAfter(set: readonly Interval[], lengthMs: number, isEndIncluded: boolean): number {
  let left = lengthMs;
  for (const { start, end } of set) {
    if (left < end - start || (isEndIncluded && left === end - start)) return start + left;
    left -= end - start;
  }
  return set.at(-1)?.end ?? -Infinity;
}

/** Whether missed updates are counted in each period for itself: rolling windows have none of their own. */
export function isCountedByPeriod({ grace, window }: Pick<Objective, 'grace' | 'window'>): boolean {
  return grace?.scope === 'perPeriod' && window.type === 'calendar';
}
