import type { Bucket } from '../domain/bucket.ts';
import type { CommitmentTerms } from '../domain/commitment.ts';
import type { TimeRules } from '../domain/counted-time.ts';
import type { Measurement, Series } from '../domain/measurement.ts';
import type { Interval } from '../kernel/instant.ts';
import type { CollectionSpec, ResourceStore } from '../tmf630/resource-store.ts';

/**
 * What of a span of time counts for a commitment, by its calendars and by the maintenance its contract lets it leave; or the
 * reasons why that cannot be said. `terms` must have an objective; `span` in UTC ms. Calendars apply to each instant as they were
 * at it: a change made later says nothing about it, unless it was made before `asOf` (UTC ms). Reads only.
 */
export type TimeRulesOf = (
  terms: CommitmentTerms,
  span: Interval,
  asOf?: number,
) => Promise<TimeRules | { reasons: string[] }>;

/** Round the clock, nothing excluded. */
export const roundTheClock: TimeRulesOf = () => Promise.resolve({ excluded: [], treatment: 'none', versions: [] });

/** What became of one measurement handed to a BucketStore. */
export type SampleOutcome = 'accepted' | 'duplicate' | 'replaced';

/** A bucket that has changed since it was last marked clean. */
export interface DirtyBucket {
  series: Series;
  hour: number;
  /** Its revision when read: pass it to `markClean`. */
  revision: number;
  changedAt: number;
  /** Furthest reach it has had since it was last clean, UTC ms: what a replaced sample bore on has changed too. */
  reach: number;
}

/** Measurements in hour buckets, keyed by series, hour and sample key. Writes are durable when their promise resolves. */
export interface BucketStore {
  /**
   * Stores the measurements, each in the bucket of its start's hour; `dirty`, `revision`, `changedAt` and `reach` change
   * in the same write as the samples. A sample equal to the stored one is `duplicate` and changes nothing; one with the
   * same key and another content is `replaced` (last write wins). Outcomes by position. Within one call the last of
   * several with one key wins and the earlier ones answer `duplicate`. Idempotent.
   */
  write(measurements: readonly Measurement[], now: number): Promise<SampleOutcome[]>;
  /** Up to `limit` dirty buckets of a partition, ordered by series, then hour; `after` continues a page. */
  dirty(partition: number, limit: number, after?: DirtyBucket): Promise<DirtyBucket[]>;
  /** Marks buckets clean whose revision is still the given one; others stay dirty. Idempotent. */
  markClean(buckets: readonly DirtyBucket[]): Promise<void>;
  /**
   * The buckets of a series with a sample that touches [from, to): those whose hour is in it and earlier ones that
   * reach into it. In order of hour.
   */
  range(series: Series, from: number, to: number): Promise<Bucket[]>;
  /** Hour of the series' first and last bucket at or before an instant; undefined when there is none. */
  extent(series: Series): Promise<{ firstHour: number; lastHour: number } | undefined>;
  /** Subjects that have measurements of an indicator, in code-point order, at most `limit`, after `after`. */
  subjects(indicator: string, limit: number, after?: string): Promise<string[]>;
}

/** An opened database: embedded or MongoDB. One instance per process. */
export interface Storage {
  /** `embedded` or `mongodb`, for logs and health. */
  readonly kind: 'embedded' | 'mongodb';
  /** The collection, its indexes ensured. The same name always gives the same store. */
  collection(spec: CollectionSpec): Promise<ResourceStore>;
  readonly buckets: BucketStore;
  /** The next integer of a named counter, from 1; never given twice, gaps allowed. */
  nextInteger(counter: string): Promise<number>;
  /** Resolves when the database answers; rejects otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
