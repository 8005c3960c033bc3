import type { Measurement, Sample } from '../../domain/measurement.ts';
import { bucketStart, isSameSample, partitionOf, reachOf, sampleKey } from '../../domain/measurement.ts';
import type { SampleOutcome } from '../../usecases/ports.ts';
import type { BucketHead, BucketTables } from './bucket-tables.ts';
import { headText, parseSample, reachesFar, sampleTableKey } from './bucket-tables.ts';

/** One bucket's share of a call. */
interface BucketShare {
  series: number;
  partition: number;
  hour: number;
  /** Head before the call, undefined for a new bucket. */
  before: BucketHead | undefined;
  reach: number;
  /** A sample was replaced that may have made the reach. */
  mayShrink: boolean;
  isChanged: boolean;
}

/** Writes the measurements, their buckets' heads, dirty marks and reach; inside a transaction. See `BucketStore.write`. */
export function writeSamples(tables: BucketTables, measurements: readonly Measurement[], now: number): SampleOutcome[] {
  const last = lastOfEachKey(measurements);
  const shares = new Map<string, BucketShare>();
  const outcomes = measurements.map((measurement, at): SampleOutcome => {
    if (!last.has(at)) return 'duplicate';
    const share = shareOf(tables, shares, measurement);
    return writeSample(tables, share, measurement.sample);
  });
  for (const share of shares.values()) if (share.isChanged) writeHead(tables, share, now);
  return outcomes;
}

/** Positions of the measurements that count: the last of each series and key. */
function lastOfEachKey(measurements: readonly Measurement[]): Set<number> {
  const last = new Map<string, number>();
  for (const [at, { series, sample }] of measurements.entries())
    last.set(`${series.indicator}\u0000${series.subject}\u0000${sampleKey(sample)}`, at);
  return new Set(last.values());
}

function shareOf(tables: BucketTables, shares: Map<string, BucketShare>, { series, sample }: Measurement): BucketShare {
  const number = tables.registry.ensure(series);
  const hour = bucketStart(sample.start);
  const key = `${String(number)} ${String(hour)}`;
  const known = shares.get(key);
  if (known) return known;
  const text = tables.buckets.get([number, hour]);
  const before = text === undefined ? undefined : { hour, ...tables.parseHead(text) };
  const share: BucketShare = {
    series: number,
    partition: partitionOf(series),
    hour,
    before,
    reach: before?.reach ?? -Infinity,
    mayShrink: false,
    isChanged: false,
  };
  shares.set(key, share);
  return share;
}

function writeSample(tables: BucketTables, share: BucketShare, sample: Sample): SampleOutcome {
  const key = sampleTableKey(share.series, sample);
  const text = JSON.stringify(sample);
  const stored = tables.samples.get(key);
  if (stored === text) return 'duplicate';
  const before = stored === undefined ? undefined : parseSample(stored);
  if (before && isSameSample(before, sample)) return 'duplicate';
  tables.samples.put(key, text);
  share.isChanged = true;
  share.reach = Math.max(share.reach, reachOf(sample));
  if (!before) return 'accepted';
  share.mayShrink ||= reachOf(before) > reachOf(sample);
  return 'replaced';
}

function writeHead(tables: BucketTables, share: BucketShare, now: number): void {
  const { series, hour, before } = share;
  const reach = share.mayShrink ? reachOfSamples(tables, share) : share.reach;
  const head: BucketHead = { hour, revision: (before?.revision ?? 0) + 1, changedAt: now, reach };
  tables.buckets.put([series, hour], headText(head));
  markDirty(tables, share, head);
  if (before?.reach === reach) return;
  if (before && reachesFar(before)) tables.reach.remove([series, before.reach, hour]);
  if (reachesFar(head)) tables.reach.put([series, reach, hour], '');
}

/** The mark keeps the furthest reach since the bucket was clean. */
function markDirty(tables: BucketTables, { partition, series, before }: BucketShare, head: BucketHead): void {
  const key = [partition, series, head.hour];
  const marked = tables.dirty.get(key);
  const reaches = [head.reach, before?.reach, marked === undefined ? undefined : tables.parseHead(marked).reach];
  const reach = Math.max(...reaches.filter((each) => each !== undefined));
  tables.dirty.put(key, headText({ ...head, reach }));
}

function reachOfSamples(tables: BucketTables, { series, hour }: BucketShare): number {
  return tables.samplesOf(series, hour).reduce((reach, sample) => Math.max(reach, reachOf(sample)), -Infinity);
}
