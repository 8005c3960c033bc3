import type { Interval } from '../kernel/instant.ts';
import { filledOutside } from './gap-time.ts';
import { percentOf, compareDecimals, subtract, sumOf } from './decimal.ts';
import type { RatioSample } from './measurement.ts';
import type { Objective, Parts } from './objective-model.ts';
import { sliceStart } from './period.ts';
import type { Readings } from './readings.ts';
import { clipped, downTimeOf, lengthOf, timelineOf, type Stretch } from './timeline.ts';

/** What the outages of a period are shaped by. UTC ms. */
export interface KnownPeriod {
  /** The period, cut by validFor. */
  period: Interval;
  /** Event time up to which the series is known. */
  known: number;
}

/**
 * How far around a period samples have to be read, ms: an outage is as long as it is in real time, and a run of slices may
 * begin before the period and end behind it, and validFor may cut the first slice.
 */
export function outageMarginMs({ statistic, minOutageMs = 0, parts }: Objective): number {
  if (statistic.kind !== 'availability') return 0;
  return minOutageMs + (parts === undefined ? 0 : (slicesAround(parts) + 1) * parts.lengthMs);
}

/**
 * Readings whose time line knows only what the contract calls an outage; others as they are.
 *
 * - `unavailableAfter`, `availableAfter`: the time line is made of slices, see {@link switched}.
 * - `minOutage`: an uninterrupted outage shorter than that, in real time and as far as it is known, counts as up.
 *
 * Pure. Source: docs/evaluation.md, section 4.
 */
export function shapedOutages(objective: Objective, readings: Readings, around: KnownPeriod): Readings {
  const { statistic, minOutageMs = 0, parts, window } = objective;
  if (statistic.kind !== 'availability' || (minOutageMs === 0 && parts === undefined)) return readings;
  const line = parts === undefined ? readings.timeline : switched({ readings, parts, window }, around);
  const timeline = minOutageMs === 0 ? line : withoutShort(line, minOutageMs, around.known);
  return { ...readings, timeline, isExceptionFeed: parts === undefined && readings.isExceptionFeed };
}

/** Outages (neighbouring stretches that are down in part or whole) shorter than the least that counts are up. */
function withoutShort(timeline: readonly Stretch[], minOutageMs: number, known: number): Stretch[] {
  const line: Stretch[] = [];
  let outage: Stretch[] = [];
  const close = (): void => {
    const [start, end] = [outage[0]?.start ?? 0, Math.min(outage.at(-1)?.end ?? 0, known)];
    const isShort = end - start < minOutageMs;
    line.push(...(isShort ? outage.map((stretch) => ({ ...stretch, weight: 0 })) : outage));
    outage = [];
  };
  for (const stretch of timeline) {
    const isNext = outage.length > 0 && outage.at(-1)?.end === stretch.start && stretch.weight > 0;
    if (!isNext) close();
    if (stretch.weight > 0) outage.push(stretch);
    else line.push(stretch);
  }
  close();
  return timelineOf(line);
}

interface Switching {
  readings: Readings;
  parts: Parts;
  window: Objective['window'];
}

/** What a slice shows; undefined without data. */
type SliceState = 'good' | 'bad' | undefined;

/**
 * The time line of slices, as a state that switches: unavailable from the start of the first of `unavailableAfter` bad slices
 * in a row, available from the start of the first of `availableAfter` good ones. A slice without data is unknown time; it
 * neither continues a run nor breaks it. The run of slices around the period decides as well: twice as many as switch.
 * Before them all is taken for available.
 */
function switched({ readings, parts, window }: Switching, { period, known }: KnownPeriod): Stretch[] {
  const { lengthMs } = parts;
  const origin = sliceStart(window, lengthMs, period.start);
  const around = slicesAround(parts);
  const states: SliceState[] = [];
  const countsOf = byStart(readings.ratios, lengthMs, origin);
  const first = origin - around * lengthMs;
  const last = Math.min(period.end + around * lengthMs, known);
  for (let start = first; start + lengthMs <= last; start += lengthMs)
    states.push(stateOf({ readings, counts: countsOf(start), parts }, { start, end: start + lengthMs }));
  return downSlices(states, parts).flatMap((isDown, index) => {
    const start = first + index * lengthMs;
    return states[index] === undefined ? [] : [{ start, end: start + lengthMs, weight: isDown ? 1 : 0 }];
  });
}

function slicesAround({ unavailableAfter = 1, availableAfter = 1 }: Parts): number {
  return 2 * (unavailableAfter + availableAfter);
}

/** Which slices are unavailable. */
function downSlices(states: readonly SliceState[], { unavailableAfter = 1, availableAfter = 1 }: Parts): boolean[] {
  const down: boolean[] = states.map(() => false);
  let isDown = false;
  let run: number[] = [];
  states.forEach((state, index) => {
    down[index] = isDown;
    if (state === undefined) return;
    const isSwitching = (state === 'bad') !== isDown;
    run = isSwitching ? [...run, index] : [];
    if (run.length < (isDown ? availableAfter : unavailableAfter)) return;
    isDown = !isDown;
    for (let at = run[0] ?? index; at <= index; at += 1) down[at] = isDown;
    run = [];
  });
  return down;
}

/** Counts by the slice they start in, given its start. */
function byStart(ratios: readonly RatioSample[], lengthMs: number, origin: number): (start: number) => RatioSample[] {
  const slices = new Map<number, RatioSample[]>();
  const sliceOf = (instant: number): number => Math.floor((instant - origin) / lengthMs);
  for (const sample of ratios) {
    const index = sliceOf(sample.start);
    slices.set(index, [...(slices.get(index) ?? []), sample]);
  }
  return (start) => slices.get(sliceOf(start)) ?? [];
}

interface SliceFacts {
  readings: Readings;
  counts: readonly RatioSample[];
  parts: Parts;
}

/** Counts decide where there are any in the slice, else the share of the known time that was up. */
function stateOf({ readings, counts, parts }: SliceFacts, slice: Interval): SliceState {
  const byCounts = percentOf(sumOf(counts.map(({ good }) => good)), sumOf(counts.map(({ total }) => total)));
  const share = byCounts ?? upShare(readings, slice);
  if (share === undefined) return undefined;
  return compareDecimals(share, parts.target) >= 0 ? 'good' : 'bad';
}

function upShare({ timeline, isExceptionFeed, gaps }: Readings, slice: Interval): string | undefined {
  const inside = clipped(timeline, slice.start, slice.end);
  const line = isExceptionFeed ? filledOutside(inside, slice, { weight: 0, gaps }) : inside;
  const coveredMs = lengthOf(line);
  return percentOf(subtract(coveredMs, downTimeOf(line)), coveredMs);
}
