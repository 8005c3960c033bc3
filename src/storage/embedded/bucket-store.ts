import type { Bucket } from '../../domain/bucket.ts';
import type { Measurement, Series } from '../../domain/measurement.ts';
import { bucketMs, bucketStart, partitionOf } from '../../domain/measurement.ts';
import type { BucketStore, DirtyBucket, SampleOutcome } from '../../usecases/ports.ts';
import type { BucketHead, BucketTables } from './bucket-tables.ts';
import { openBucketTables } from './bucket-tables.ts';
import type { Environment } from './environment.ts';
import { lastPart } from './index-scan.ts';
import { writeSamples } from './bucket-writes.ts';

/** The measurements of this environment. */
export function openBucketStore(environment: Environment): BucketStore {
  const tables = openBucketTables(environment);
  const read = <Args extends readonly unknown[], Answer>(step: (...args: Args) => Answer) => {
    return async (...args: Args): Promise<Awaited<Answer>> => {
      environment.assertOpen();
      return await step(...args);
    };
  };
  return {
    write: async (measurements: readonly Measurement[], now: number): Promise<SampleOutcome[]> => {
      if (measurements.length === 0) return [];
      return environment.transaction(() => writeSamples(tables, measurements, now));
    },
    dirty: read((partition: number, limit: number, after?: DirtyBucket) =>
      dirtyOf(tables, { partition, limit, after }),
    ),
    markClean: async (buckets) => {
      if (buckets.length > 0) await environment.transaction(() => markClean(tables, buckets));
    },
    range: read((series: Series, from: number, to: number) => rangeOf(tables, series, { from, to })),
    extent: read((series: Series) => extentOf(tables, series)),
    subjects: read((indicator: string, limit: number, after?: string) =>
      tables.registry.subjects(indicator, limit, after),
    ),
  };
}

interface DirtyPage {
  partition: number;
  limit: number;
  after: DirtyBucket | undefined;
}

function dirtyOf(tables: BucketTables, { partition, limit, after }: DirtyPage): DirtyBucket[] {
  const number = after && tables.registry.find(after.series);
  const start = after && number !== undefined ? [partition, number, after.hour] : [partition];
  const range = { start, end: [partition, lastPart], limit, exclusiveStart: after !== undefined };
  return tables.dirty.entries(range).map(({ key, value }) => {
    const [, series, hour] = Array.isArray(key) ? key.map(Number) : [];
    return { series: tables.registry.named(series ?? 0), hour: hour ?? 0, ...tables.parseHead(value) };
  });
}

function markClean(tables: BucketTables, buckets: readonly DirtyBucket[]): void {
  for (const { series, hour, revision } of buckets) {
    const number = tables.registry.find(series);
    if (number === undefined) continue;
    const key = [partitionOf(series), number, hour];
    const text = tables.dirty.get(key);
    if (text !== undefined && tables.parseHead(text).revision === revision) tables.dirty.remove(key);
  }
}

function rangeOf(tables: BucketTables, series: Series, { from, to }: { from: number; to: number }): Bucket[] {
  const number = tables.registry.find(series);
  if (number === undefined || to <= from) return [];
  const first = bucketStart(from);
  const heads = [...earlier(tables, number, from), ...tables.heads(number, first, to)];
  return heads
    .sort((left, right) => left.hour - right.hour)
    .map(({ hour, revision, changedAt, reach }) => {
      return { series, hour, samples: tables.samplesOf(number, hour), revision, changedAt, reach };
    });
}

/**
 * Buckets before the interval's first hour that reach into it. Samples that end within the next hour are found by
 * looking at the hour before; only buckets with longer ones are kept by reach.
 */
function earlier(tables: BucketTables, series: number, from: number): BucketHead[] {
  const first = bucketStart(from);
  const before = tables.heads(series, first - bucketMs, first).filter(({ reach }) => reach > from);
  const keys = tables.reach.keys({ start: [series, from, lastPart], end: [series, lastPart] });
  const hours = keys.map((key) => (Array.isArray(key) ? Number(key[2]) : 0)).filter((hour) => hour < first - bucketMs);
  return [...hours.flatMap((hour) => tables.heads(series, hour, hour + 1)), ...before];
}

function extentOf(tables: BucketTables, series: Series): { firstHour: number; lastHour: number } | undefined {
  const number = tables.registry.find(series);
  if (number === undefined) return undefined;
  const [first] = tables.buckets.keys({ start: [number], end: [number, lastPart], limit: 1 });
  const [last] = tables.buckets.keys({ start: [number, lastPart], end: [number], limit: 1, reverse: true });
  if (!Array.isArray(first) || !Array.isArray(last)) return undefined;
  return { firstHour: Number(first[1]), lastHour: Number(last[1]) };
}
