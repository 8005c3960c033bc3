import type { Bucket } from '../domain/bucket.ts';
import { bucketMs, type Sample, type Series } from '../domain/measurement.ts';
import type { Interval } from '../kernel/instant.ts';
import type { BucketStore, DirtyBucket } from './ports.ts';

/** A stretch of event time in which measurements changed. */
export interface TouchedStretch extends Interval {
  buckets: Bucket[];
}

/** Reads one series for the commitments on it; a range read once is kept for the next commitment. */
export interface SeriesReader {
  series: Series;
  /** Runs of hours next to each other whose buckets changed, in order. */
  touched: TouchedStretch[];
  /** Latest arrival among the changed buckets, UTC ms of the service's clock. */
  changedAt: number;
  /** Samples that touch [from, to). */
  samples(from: number, to: number): Promise<Sample[]>;
  /** Start of the first hour that has a bucket. */
  firstHour(): Promise<number | undefined>;
  /** Start of the last hour that has a bucket. */
  lastHour(): Promise<number | undefined>;
}

/** Opens a reader on a series and its dirty buckets (none when only time has passed). */
export async function openSeries(
  buckets: BucketStore,
  series: Series,
  dirty: readonly DirtyBucket[],
): Promise<SeriesReader> {
  const ranges = new Map<string, Promise<Bucket[]>>();
  const range = (from: number, to: number): Promise<Bucket[]> => {
    const key = `${String(from)}/${String(to)}`;
    const known = ranges.get(key);
    if (known !== undefined) return known;
    const read = buckets.range(series, from, to);
    ranges.set(key, read);
    return read;
  };
  let extent: ReturnType<BucketStore['extent']> | undefined;
  const touched: TouchedStretch[] = [];
  for (const { start, end } of runsOf(dirty)) touched.push({ start, end, buckets: await range(start, end) });
  return {
    series,
    touched,
    changedAt: Math.max(0, ...dirty.map(({ changedAt }) => changedAt)),
    samples: async (from, to) => (await range(from, to)).flatMap(({ samples }) => samples),
    firstHour: async () => (await (extent ??= buckets.extent(series)))?.firstHour,
    lastHour: async () => (await (extent ??= buckets.extent(series)))?.lastHour,
  };
}

function runsOf(dirty: readonly DirtyBucket[]): Interval[] {
  const runs: Interval[] = [];
  for (const hour of dirty.map((each) => each.hour).sort((left, right) => left - right)) {
    const last = runs.at(-1);
    if (last !== undefined && hour <= last.end) last.end = hour + bucketMs;
    else runs.push({ start: hour, end: hour + bucketMs });
  }
  return runs;
}

/** Latest instant the samples tell about: the end of an interval, the instant of a value or of an open state. */
export function latestInstant(samples: readonly Sample[]): number | undefined {
  let latest: number | undefined;
  for (const { start, end } of samples) latest = Math.max(latest ?? -Infinity, end ?? start);
  return latest;
}
