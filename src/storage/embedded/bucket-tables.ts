import type { Sample } from '../../domain/measurement.ts';
import { bucketMs, sampleName } from '../../domain/measurement.ts';
import type { Environment } from './environment.ts';
import { keyText } from './key-text.ts';
import type { SeriesRegistry } from './series-registry.ts';
import { openSeriesRegistry } from './series-registry.ts';
import type { Table } from './table.ts';

/** What is known of a bucket beside its samples. */
export interface BucketHead {
  hour: number;
  revision: number;
  changedAt: number;
  /** Infinity while a sample is open. */
  reach: number;
}

/**
 * The tables of the measurements. A sample is a record of its own: one more sample of a busy hour writes some hundred
 * bytes, not the whole hour again (measured: ADR 16).
 */
export interface BucketTables {
  registry: SeriesRegistry;
  /** [series number, start, then kind, source and case] -> sample as JSON. */
  samples: Table;
  /** [series number, hour] -> head. */
  buckets: Table;
  /** [partition, series number, hour] -> head of a dirty bucket, with the furthest reach since it was last clean. */
  dirty: Table;
  /** [series number, reach, hour] of buckets that reach beyond the hour after them. */
  reach: Table;
  samplesOf(series: number, hour: number): Sample[];
  /** Heads of the buckets whose hour is in [from, to), in order. */
  heads(series: number, from: number, to: number): BucketHead[];
  parseHead(text: string): Omit<BucketHead, 'hour'>;
}

/** Opens them. */
export function openBucketTables(environment: Environment): BucketTables {
  const samples = environment.table('samples');
  const buckets = environment.table('buckets');
  return {
    registry: openSeriesRegistry(environment),
    samples,
    buckets,
    dirty: environment.table('buckets.dirty'),
    reach: environment.table('buckets.reach'),
    samplesOf: (series, hour) => {
      const hourOf = samples.entries({ start: [series, hour], end: [series, hour + bucketMs] });
      return hourOf.map(({ value }) => parseSample(value));
    },
    heads: (series, from, to) =>
      buckets.entries({ start: [series, from], end: [series, to] }).map(({ key, value }) => ({
        hour: Array.isArray(key) ? Number(key[1]) : 0,
        ...parseHead(value),
      })),
    parseHead,
  };
}

/** The key of a sample: start, then what else makes its identity (see `sampleKey`). */
export function sampleTableKey(series: number, sample: Sample): [number, number, string] {
  return [series, sample.start, keyText(sampleName(sample))];
}

/** A sample as stored. */
export function parseSample(text: string): Sample {
  return JSON.parse(text) as Sample;
}

/** A head as stored; an unlimited reach is null. */
export function headText({ revision, changedAt, reach }: BucketHead): string {
  return `[${String(revision)},${String(changedAt)},${reach === Infinity ? 'null' : String(reach)}]`;
}

function parseHead(text: string): Omit<BucketHead, 'hour'> {
  const [revision, changedAt, reach] = JSON.parse(text) as [number, number, number | null];
  return { revision, changedAt, reach: reach ?? Infinity };
}

/** Whether a bucket is found by its reach: it goes beyond the next hour. */
export function reachesFar({ hour, reach }: BucketHead): boolean {
  return reach > hour + 2 * bucketMs;
}
