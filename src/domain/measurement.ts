/** What is measured of whom: an indicator by name, of one subject. */
export interface Series {
  indicator: string;
  subject: string;
}

/** One observed value at an instant; it speaks for the time until the next sample, at most `measurementInterval`. */
export interface ValueSample {
  kind: 'value';
  /** Sample time, UTC ms. */
  start: number;
  /** End of the interval the value describes, when the source gave one; UTC ms, exclusive. */
  end?: number;
  value: number;
  unit?: string;
  source?: string;
}

/** Good and total counts over an interval. */
export interface RatioSample {
  kind: 'ratio';
  start: number;
  end: number;
  good: number;
  total: number;
  source?: string;
}

/** A state that lasted over an interval; without `end` it lasts on (an open outage, counted to the watermark). */
export interface StateSample {
  kind: 'state';
  start: number;
  end?: number;
  state: 'up' | 'down' | 'degraded';
  /** Share of the time that counts as down while degraded, 0 to 1 (1 for down, 0 for up). */
  weight: number;
  source?: string;
}

/** One observed fact of a series. Its identity within the series is {@link sampleKey}. */
export type Sample = ValueSample | RatioSample | StateSample;

/** A sample with what it is a sample of. */
export interface Measurement {
  series: Series;
  sample: Sample;
}

/** What makes two samples of one series the same fact: kind, start and source. A later one with the same key replaces it. */
export function sampleKey(sample: Sample): string {
  return `${String(sample.start)}${sample.kind.charAt(0)}${sample.source ?? ''}`;
}

/** True when the two say the same (same key assumed). */
export function isSameSample(left: Sample, right: Sample): boolean {
  return JSON.stringify(canonical(left)) === JSON.stringify(canonical(right));
}

function canonical(sample: Sample): [string, unknown][] {
  return Object.entries(sample)
    .filter(([, value]) => value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Length of a bucket. */
export const bucketMs = 3_600_000;

/** Start of the hour bucket an instant falls in. */
export function bucketStart(instant: number): number {
  return Math.floor(instant / bucketMs) * bucketMs;
}

/** How many hash partitions the series are spread over. Fixed: stored documents carry their partition. */
export const partitionCount = 16;

/** The partition of a series, 0 to partitionCount - 1 (FNV-1a over indicator and subject). */
export function partitionOf(series: Series): number {
  let hash = 0x811c9dc5;
  for (const unit of `${series.indicator}\u0000${series.subject}`) {
    hash ^= unit.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % partitionCount;
}
