import type { Bucket } from '../domain/bucket.ts';
import { bucketMs, bucketStart, reachOf, toldUntil, type Sample, type Series } from '../domain/measurement.ts';
import type { Objective } from '../domain/objective-model.ts';
import { outageMarginMs } from '../domain/outages.ts';
import type { Interval } from '../kernel/instant.ts';
import { bucketWindow, type ReadBuckets } from './bucket-window.ts';
import type { BucketStore, DirtyBucket } from './ports.ts';

/** A stretch of event time in which measurements changed. Instants in UTC ms. */
export interface TouchedStretch extends Interval {
  /** Latest end of a sample in it; Infinity while one is open. */
  reach: number;
  /** Latest instant its samples tell about; -Infinity without any. */
  latest: number;
}

/** Reads one series for the commitments on it, never more of it at once than a period needs. */
export interface SeriesReader {
  series: Series;
  /** Runs of hours next to each other whose buckets changed, in order. */
  touched: TouchedStretch[];
  /** Latest arrival among the changed buckets, UTC ms of the service's clock. */
  changedAt: number;
  /** Samples that touch [from, to): those that start in it, and earlier ones that reach into it. */
  samples(from: number, to: number): Promise<Sample[]>;
  /** The earliest sample. */
  firstSample(): Promise<Sample | undefined>;
  /** The last bucket. */
  lastBucket(): Promise<Bucket | undefined>;
  /** Start of the first sample at or after an instant. */
  nextStart(from: number): Promise<number | undefined>;
}

const dayMs = 24 * bucketMs;

/** Opens a reader on a series and its dirty buckets (none when only time has passed); `again` is looked at like those. */
export async function openSeries(
  buckets: BucketStore,
  series: Series,
  { dirty, again = [] }: { dirty: readonly DirtyBucket[]; again?: readonly Interval[] },
): Promise<SeriesReader> {
  const read = bucketWindow(buckets, series);
  const once = remembered(buckets, series);
  const touched: TouchedStretch[] = [];
  const hours = dirty.map(({ hour }) => ({ start: hour, end: hour + bucketMs }));
  for (const run of runsOf([...hours, ...again])) {
    const stretch = await touchedStretch(run, read);
    touched.push({ ...stretch, reach: Math.max(stretch.reach, furthestReach(dirty, run)) });
  }
  return {
    series,
    touched,
    changedAt: Math.max(0, ...dirty.map(({ changedAt }) => changedAt)),
    samples: async (from, to) => samplesIn(await read(from, to), from, to),
    firstSample: once.firstSample,
    lastBucket: once.lastBucket,
    nextStart: async (from) => {
      const lastHour = (await once.extent())?.lastHour ?? -Infinity;
      return nextStart(from, lastHour + bucketMs, (start, end) => buckets.range(series, start, end));
    },
  };
}

/**
 * The samples a period is assessed from (`AssessInput.samples`): those that touch it or still speak into it, and for an
 * availability without any the series' first one, which shows whether silence means up.
 */
export async function samplesOfPeriod(
  objective: Objective,
  { start, end }: Interval,
  reader: SeriesReader,
): Promise<Sample[]> {
  const marginMs = outageMarginMs(objective);
  const samples = await reader.samples(start - lookBackMs(objective) - marginMs, end + marginMs);
  if (samples.length > 0 || objective.statistic.kind !== 'availability') return samples;
  const first = await reader.firstSample();
  return first !== undefined && first.start < end ? [first] : samples;
}

/** How far back a sample may lie that still speaks into a period, ms. */
export function lookBackMs({ measurementIntervalMs, carryForwardMs = 0 }: Objective): number {
  return Math.max(measurementIntervalMs, carryForwardMs);
}

/** Latest instant the samples tell about, see `toldUntil`. */
export function latestInstant(samples: readonly Sample[]): number {
  let latest = -Infinity;
  for (const sample of samples) latest = Math.max(latest, toldUntil(sample));
  return latest;
}

function remembered(buckets: BucketStore, series: Series) {
  let extent: ReturnType<BucketStore['extent']> | undefined;
  let first: Promise<Bucket[]> | undefined;
  const extentOnce = () => (extent ??= buckets.extent(series));
  return {
    extent: extentOnce,
    firstSample: async (): Promise<Sample | undefined> => {
      const hour = (await extentOnce())?.firstHour;
      if (hour === undefined) return undefined;
      first ??= buckets.range(series, hour, hour + bucketMs);
      return (await first)[0]?.samples[0];
    },
    lastBucket: async (): Promise<Bucket | undefined> => {
      const hour = (await extentOnce())?.lastHour;
      return hour === undefined ? undefined : (await buckets.range(series, hour, hour + bucketMs)).at(-1);
    },
  };
}

function runsOf(stretches: readonly Interval[]): Interval[] {
  const runs: Interval[] = [];
  for (const { start, end } of [...stretches].sort((left, right) => left.start - right.start)) {
    const last = runs.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else runs.push({ start, end });
  }
  return runs;
}

/** Looks through a run part by part, so that a long one is not held. The hour before is read along: periods begin there. */
async function touchedStretch({ start, end }: Interval, read: ReadBuckets): Promise<TouchedStretch> {
  const stretch = { start, end, reach: -Infinity, latest: -Infinity };
  for (let from = bucketStart(start); from < end; from += dayMs) {
    const inside = (await read(from - bucketMs, Math.min(from + dayMs, end))).filter(({ hour }) => hour >= from);
    stretch.reach = Math.max(stretch.reach, ...inside.map(({ reach }) => reach));
    stretch.latest = Math.max(stretch.latest, ...inside.map(({ samples }) => latestInstant(samples)));
  }
  return stretch;
}

/** What a replaced sample bore on before is touched as well. */
function furthestReach(dirty: readonly DirtyBucket[], { start, end }: Interval): number {
  let furthest = -Infinity;
  for (const { hour, reach } of dirty) if (hour >= start && hour < end) furthest = Math.max(furthest, reach);
  return furthest;
}

function samplesIn(buckets: readonly Bucket[], from: number, to: number): Sample[] {
  // Most buckets of a period lie inside it as they are: their samples need no look each.
  return buckets.flatMap(({ hour, samples }) =>
    hour >= from && hour + bucketMs <= to
      ? samples
      : samples.filter((sample) => sample.start < to && (sample.start >= from || reachOf(sample) > from)),
  );
}

async function nextStart(from: number, end: number, read: ReadBuckets): Promise<number | undefined> {
  let span = dayMs;
  for (let start = bucketStart(from); start < end; start += span, span = Math.min(2 * span, 7 * dayMs)) {
    const buckets = await read(start, start + span);
    const starts = buckets.flatMap(({ samples }) => samples.map((sample) => sample.start));
    const next = starts.find((instant) => instant >= from);
    if (next !== undefined) return next;
  }
  return undefined;
}
