import type { Bucket } from '../domain/bucket.ts';
import { bucketMs, bucketStart, type Series } from '../domain/measurement.ts';
import type { BucketStore } from './ports.ts';

/** The buckets of a series that have a sample touching [from, to), in order of hour. */
export type ReadBuckets = (from: number, to: number) => Promise<readonly Bucket[]>;

/** Read on this far beyond what is asked for while moving forward in time. */
const aheadMs = 24 * bucketMs;

interface Held {
  start: number;
  end: number;
  buckets: Bucket[];
}

/**
 * Reads a series' buckets and keeps those around the place read last: evaluation goes through time period by period, and
 * periods share buckets. What lies behind is let go, so however long the history, at most one stretch of the length asked
 * for (and a day) is held.
 */
export function bucketWindow(store: BucketStore, series: Series): ReadBuckets {
  let held: Held | undefined;
  return async (from, to) => {
    const start = bucketStart(from);
    const end = bucketStart(to - 1) + bucketMs;
    if (held === undefined || start < held.start || start > held.end) {
      held = { start, end, buckets: await store.range(series, start, end) };
    } else if (end > held.end) {
      held = await movedOn(held, { start, end: end + aheadMs }, (since, until) => store.range(series, since, until));
    }
    return held.buckets.filter(({ hour, reach }) => hour < to && (hour >= start || reach > from));
  };
}

async function movedOn(
  held: Held,
  { start, end }: { start: number; end: number },
  read: (from: number, to: number) => Promise<Bucket[]>,
): Promise<Held> {
  const kept = held.buckets.filter(({ hour, reach }) => hour >= start || reach > start);
  const known = new Set(kept.map(({ hour }) => hour));
  const more = (await read(held.end, end)).filter(({ hour }) => !known.has(hour));
  return { start, end, buckets: [...kept, ...more].sort((left, right) => left.hour - right.hour) };
}
