import type { Bucket } from '../../src/domain/bucket.ts';
import { bucketStart, isSameSample, reachOf, sampleKey } from '../../src/domain/measurement.ts';
import type { Measurement, Sample, Series } from '../../src/domain/measurement.ts';
import type { BucketStore, DirtyBucket } from '../../src/usecases/ports.ts';

/** The buckets of one series in memory, as the stores keep them: what drawn histories are evaluated from. */
export interface MemoryBuckets {
  store: BucketStore;
  take: (measurements: readonly Measurement[], now: number) => void;
  /** What changed since the last call. */
  takeDirty: () => DirtyBucket[];
  /** When something changed last; -Infinity before. */
  changedAt: () => number;
}

export function memoryBuckets(series: Series): MemoryBuckets {
  const buckets = new Map<number, Bucket>();
  const dirty = new Map<number, DirtyBucket>();
  let latest = -Infinity;
  const put = (sample: Sample, now: number): void => {
    const hour = bucketStart(sample.start);
    const bucket = buckets.get(hour) ?? { series, hour, samples: [], revision: 0, changedAt: now, reach: -Infinity };
    const key = sampleKey(sample);
    const known = bucket.samples.find((one) => sampleKey(one) === key);
    if (known !== undefined && isSameSample(known, sample)) return;
    const samples = [...bucket.samples.filter((one) => one !== known), sample].sort((a, b) => a.start - b.start);
    const revision = bucket.revision + 1;
    const reach = Math.max(...samples.map(reachOf));
    const furthest = Math.max(reach, dirty.get(hour)?.reach ?? -Infinity, bucket.reach);
    buckets.set(hour, { ...bucket, samples, revision, changedAt: now, reach });
    dirty.set(hour, { series, hour, revision, changedAt: now, reach: furthest });
    latest = now;
  };
  const ordered = (): Bucket[] => [...buckets.values()].sort((a, b) => a.hour - b.hour);
  const store: BucketStore = {
    write: () => Promise.reject(new Error('not used')),
    dirty: () => Promise.reject(new Error('not used')),
    markClean: () => Promise.reject(new Error('not used')),
    subjects: () => Promise.reject(new Error('not used')),
    range: async (_series, from, to) =>
      ordered().filter(({ hour, reach }) => hour < to && (hour >= from || reach > from)),
    extent: async () => {
      const hours = ordered().map(({ hour }) => hour);
      const [firstHour, lastHour] = [hours[0], hours.at(-1)];
      return firstHour === undefined || lastHour === undefined ? undefined : { firstHour, lastHour };
    },
  };
  return {
    store,
    take: (measurements, now) => {
      for (const { sample } of measurements) put(sample, now);
    },
    takeDirty: () => {
      const found = [...dirty.values()].sort((a, b) => a.hour - b.hour);
      dirty.clear();
      return found;
    },
    changedAt: () => latest,
  };
}
