import type { Figures } from './assessment.ts';
import type { HeldValue } from './carry-forward.ts';
import { filledOutside, silentGapMs } from './gap-time.ts';
import { countedIntervals, countedPart, isTaken, type CountedSpan } from './counted-time.ts';
import { add, sumOf } from './decimal.ts';
import type { Objective } from './objective-model.ts';
import { percentOfStatistic, ranksWith, type Ranks } from './ranks.ts';
import { ratioSums, type RatioSums } from './ratio-figures.ts';
import type { Readings } from './readings.ts';
import { clipped, downTimeOf, lengthOf, type Stretch } from './timeline.ts';

/** What a level over a stretch is made of; of one value at least. */
export interface LevelSums {
  count: number;
  /** Decimal text. */
  sum: string;
  min: number;
  max: number;
  last: number;
}

/**
 * What the figures of a stretch are made of, for all but statistics of cases: it goes on from the tally of the stretch before
 * without its samples. Plain JSON but for `values`.
 */
export interface Tally {
  samples: number;
  coveredMs: number;
  /** Counted time in collector gaps of which nothing is known, ms; absent: none. */
  gapMs?: number;
  unusable?: Figures['unusable'];
  /** Availability: weighted down time, decimal text, ms. */
  downMs?: string;
  ratio?: RatioSums;
  /** Level statistics; absent without samples. */
  level?: LevelSums;
  /** The value that stood at the first counted instant, where it was measured before. */
  carried?: number;
  /** Percentiles: values no longer at hand, and those that are. */
  ranks?: Ranks;
  values?: number[];
}

/** A span to be tallied, and the tally of the stretch just before it, where it goes on from one. */
export interface Part {
  span: CountedSpan;
  before?: Tally | undefined;
}

/**
 * The tally of a span together with the stretch just before it: the same as of both read at once, wherever they were cut (ratios by
 * slices: where a slice begins). Pure.
 */
export function tallyOf(objective: Objective, readings: Readings, part: Part): Tally {
  const { kind } = objective.statistic;
  const refused = unusableIn(readings, part);
  if (kind === 'availability') return { ...ofAvailability(readings, part), ...refused };
  if (kind === 'ratio') return { ...ofRatio(objective, readings, part), ...refused };
  return { ...ofLevel(objective, readings, part), ...refused };
}

/** The tally in a form that can be kept: values at hand become ranks. */
export function keptTally(objective: Objective, { values, ...tally }: Tally): Tally {
  const percent = percentOfStatistic(objective.statistic);
  if (percent === undefined || values === undefined) return tally;
  return { ...tally, ranks: ranksWith({ percent, lines: objective }, tally.ranks, values) };
}

/** What is known of a counted span, for availability: exceptions count as up in between, but for collector gaps. */
export function knownTimeline({ timeline, isExceptionFeed, gaps }: Readings, span: CountedSpan): Stretch[] {
  const inside = clipped(timeline, span.start, span.end);
  return countedPart(isExceptionFeed ? filledOutside(inside, span, { weight: 0, gaps }) : inside, span);
}

/** The values a level statistic of a span is made of, in order of start. */
export function valuesIn({ values }: Readings, span: CountedSpan): HeldValue[] {
  return startingIn(values, span);
}

function ofAvailability(readings: Readings, { span, before = nothing }: Part): Tally {
  const known = knownTimeline(readings, span);
  return {
    samples: before.samples + countStarts(readings.starts, span),
    ...coverageWith(known, readings, { span, before }),
    downMs: add(before.downMs ?? '0', downTimeOf(known)),
  };
}

function ofRatio(objective: Objective, readings: Readings, { span, before = nothing }: Part): Tally {
  const inside = startingIn(readings.ratios, span);
  return {
    samples: before.samples + inside.length,
    ...coverageWith(measuredIn(readings, span), readings, { span, before }),
    ratio: ratioSums(objective, { inside, start: span.start, before: before.ratio }),
  };
}

const nothing: Tally = { samples: 0, coveredMs: 0 };

function ofLevel(objective: Objective, readings: Readings, { span, before }: Part): Tally {
  const values = valuesIn(readings, span).map(({ value }) => value);
  const { samples, ranks } = before ?? nothing;
  const isRanked = percentOfStatistic(objective.statistic) !== undefined;
  const level = levelWith(before?.level, values);
  const carried = isBegun(span, before) ? before?.carried : carriedInto(readings, span, objective);
  return {
    samples: samples + values.length,
    ...coverageWith(measuredIn(readings, span), readings, { span, before }),
    ...(level === undefined ? {} : { level }),
    ...(carried === undefined ? {} : { carried }),
    ...(ranks === undefined ? {} : { ranks }),
    ...(isRanked ? { values } : {}),
  };
}

function levelWith(before: LevelSums | undefined, values: readonly number[]): LevelSums | undefined {
  const last = values.at(-1);
  if (last === undefined) return before;
  const sum = sumOf(values);
  let { min, max } = before ?? { min: Infinity, max: -Infinity };
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return {
    ...{ count: (before?.count ?? 0) + values.length, min, max, last },
    sum: before === undefined ? sum : add(before.sum, sum),
  };
}

/** Whether counted time lies before a span that goes on from a tally. */
function isBegun({ counted, start }: CountedSpan, before: Tally | undefined): boolean {
  return before !== undefined && (counted === undefined || (counted[0]?.start ?? Infinity) < start);
}

/** The value carried into the span, if one still stands at its first counted instant. */
function carriedInto({ values }: Readings, span: CountedSpan, { carryForwardMs }: Objective): number | undefined {
  if (carryForwardMs === undefined) return undefined;
  const from = countedIntervals(span)[0]?.start ?? Infinity;
  const next = firstFrom(values.length, (index) => (values[index]?.start ?? Infinity) >= from);
  const last = values[next - 1];
  return last !== undefined && last.end > from ? last.value : undefined;
}

function measuredIn({ timeline }: Readings, span: CountedSpan): Stretch[] {
  return countedPart(clipped(timeline, span.start, span.end), span);
}

/** Time that is known, and what could not be known. */
function coverageWith(
  known: readonly Stretch[],
  { gaps }: Readings,
  { span, before = nothing }: Part,
): Pick<Tally, 'coveredMs' | 'gapMs'> {
  const gapMs = (before.gapMs ?? 0) + silentGapMs(known, span, gaps);
  return { coveredMs: before.coveredMs + lengthOf(known), ...(gapMs === 0 ? {} : { gapMs }) };
}

function unusableIn({ refused = [] }: Readings, { span, before }: Part): Pick<Tally, 'unusable'> {
  const more = before === undefined ? refused : refused.filter(({ start }) => start >= span.start);
  const last = more.at(-1);
  const unusable =
    last === undefined
      ? before?.unusable
      : { samples: (before?.unusable?.samples ?? 0) + more.length, reason: last.reason };
  return unusable === undefined ? {} : { unusable };
}

/** The samples that start in the span: in the period and no later than what is known. */
function startingIn<Started extends { start: number }>(ordered: readonly Started[], span: CountedSpan): Started[] {
  const first = firstFrom(ordered.length, (index) => (ordered[index]?.start ?? Infinity) >= span.start);
  const past = firstFrom(ordered.length, (index) => isPast(ordered[index]?.start ?? Infinity, span));
  const inside = ordered.slice(first, past);
  return span.counted === undefined ? inside : inside.filter(({ start }) => isTaken(span, start));
}

function countStarts(starts: readonly number[], span: CountedSpan): number {
  const first = firstFrom(starts.length, (index) => (starts[index] ?? Infinity) >= span.start);
  const past = firstFrom(starts.length, (index) => isPast(starts[index] ?? Infinity, span));
  return span.counted === undefined
    ? past - first
    : starts.slice(first, past).filter((start) => isTaken(span, start)).length;
}

function isPast(start: number, { end, samplesBefore }: CountedSpan): boolean {
  return start >= samplesBefore || start > end;
}

function firstFrom(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
