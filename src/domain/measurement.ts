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

/** A stretch in which a case waited for somebody else; without `end` it lasts on. UTC ms. */
export interface Pause {
  start: number;
  end?: number;
}

/**
 * An order, ticket, call or appointment as it stands: all that is known of it at once. Instants in UTC ms, none of what
 * happened to it before its start. A later report of the same case (name, start and source) takes the place of this one.
 */
export interface CaseSample {
  kind: 'case';
  /** When it was ordered, opened, rang. */
  start: number;
  /** A case has no interval of its own: see {@link reachOf}. */
  end?: never;
  /** Its name in its series, e.g. `ORD-1`. */
  case: string;
  /** Date first promised. */
  promised?: number;
  /** Date last agreed with the customer: wins over the promised one. */
  agreed?: number;
  /** Delivered, restored. */
  completed?: number;
  cancelled?: number;
  cancelledBy?: 'customer' | 'provider';
  pauses?: Pause[];
  answered?: number;
  /** The caller gave up. */
  abandoned?: number;
  /** Left out of every figure, by agreement. */
  excluded?: true;
  source?: string;
}

/** One observed fact of a series. Its identity within the series is {@link sampleKey}. */
export type Sample = ValueSample | RatioSample | StateSample | CaseSample;

/** A sample with what it is a sample of. */
export interface Measurement {
  series: Series;
  sample: Sample;
}

/** What makes two samples of one series the same fact: kind, start, source and case. A later one with the same key replaces it. */
export function sampleKey(sample: Sample): string {
  return `${String(sample.start)}${sampleName(sample)}`;
}

/** The part of a sample's identity beside its start: different for kinds, sources and cases. */
export function sampleName(sample: Sample): string {
  const { kind, source = '' } = sample;
  return kind === 'case' ? `c${String(source.length)}:${source}${sample.case}` : `${kind.charAt(0)}${source}`;
}

/**
 * Up to when (exclusive, UTC ms) a sample can bear on figures: its end; Infinity for a state that lasts on and for a case
 * that is open; just past the last of its instants for a settled case; else its start.
 */
export function reachOf(sample: Sample): number {
  if (sample.kind === 'case') return isOpenCase(sample) ? Infinity : Math.max(...instantsOf(sample)) + 1;
  return sample.end ?? (sample.kind === 'state' ? Infinity : sample.start);
}

/** The latest instant (UTC ms) a sample tells of as having come: the end of an interval, the instant of a value, what last happened to a case. */
export function toldUntil(sample: Sample): number {
  if (sample.kind !== 'case') return sample.end ?? sample.start;
  const { promised: _promised, agreed: _agreed, ...happened } = sample;
  return Math.max(...instantsOf(happened));
}

/** True while something is still expected of a case: it is not completed, cancelled, answered or abandoned. */
export function isOpenCase({ completed, cancelledBy, answered, abandoned }: CaseSample): boolean {
  return completed === undefined && cancelledBy === undefined && answered === undefined && abandoned === undefined;
}

function instantsOf(sample: CaseSample): number[] {
  const { start, promised, agreed, completed, cancelled, answered, abandoned, pauses = [] } = sample;
  const ofPauses = pauses.flatMap((pause) => [pause.start, pause.end]);
  return [start, promised, agreed, completed, cancelled, answered, abandoned, ...ofPauses].filter(
    (instant) => instant !== undefined,
  );
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
