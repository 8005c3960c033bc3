import { bucketMs, bucketStart, partitionOf, sampleKey } from '../../domain/measurement.ts';
import type { Measurement, Sample, Series } from '../../domain/measurement.ts';
import type { BucketEnvelope } from './collections.ts';

/** The samples of one call that belong in one bucket, each with its place in the call. */
export interface BucketGroup {
  id: string;
  series: Series;
  hour: number;
  /** By field name. Of several samples with one key the last. */
  samples: Map<string, { sample: Sample; position: number }>;
}

// Control characters, the separator among them, would mix up names that differ.
function escaped(name: string): string {
  return name.replace(/[\u0000-\u001f]/g, (char) => `\u001f${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** A series as one text; orders as indicator, then subject. */
export function seriesKey({ indicator, subject }: Series): string {
  return `${escaped(indicator)}\t${escaped(subject)}`;
}

// Shifted so that hours of every year RFC 3339 can write are positive, hence of one length.
const hourShift = 20_000_000;

/** `_id` of a bucket; orders as series, then hour. */
export function bucketId(series: Series, hour: number): string {
  return `${seriesKey(series)}\t${String(hour / bucketMs + hourShift).padStart(8, '0')}`;
}

/** Where the dirty keys of a partition begin; the text after the last is that of the next partition. */
export function partitionKey(partition: number): string {
  return `${String(partition).padStart(4, '0')}\t`;
}

/** The dirty key of a bucket; orders as partition, series, hour. */
export function dirtyKey(series: Series, hour: number): string {
  return partitionKey(partitionOf(series)) + bucketId(series, hour);
}

/** A sample's field name: MongoDB reads dots and a leading dollar as paths and operators, and takes no NUL. */
function sampleField(sample: Sample): string {
  return sampleKey(sample).replace(/[%.$\u0000]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** The samples in order of start; of one start in order of their key. */
export function orderedSamples(samples: BucketEnvelope['samples']): Sample[] {
  return Object.entries(samples)
    .sort(([leftKey, left], [rightKey, right]) => left.start - right.start || (leftKey < rightKey ? -1 : 1))
    .map(([, sample]) => sample);
}

/** Measurements by bucket. */
export function groupByBucket(measurements: readonly Measurement[]): BucketGroup[] {
  const groups = new Map<string, BucketGroup>();
  for (const [position, { series, sample }] of measurements.entries()) {
    const hour = bucketStart(sample.start);
    const id = bucketId(series, hour);
    const group = groups.get(id) ?? { id, series, hour, samples: new Map() };
    group.samples.set(sampleField(sample), { sample, position });
    groups.set(id, group);
  }
  return [...groups.values()];
}
