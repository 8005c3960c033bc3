import type { mongo } from 'mongoose';
import type { Bucket } from '../../domain/bucket.ts';
import { bucketStart } from '../../domain/measurement.ts';
import type { Series } from '../../domain/measurement.ts';
import type { BucketStore, DirtyBucket } from '../../usecases/ports.ts';
import { bucketId, dirtyKey, orderedSamples, partitionKey, seriesKey } from './bucket-samples.ts';
import { writeSamples } from './bucket-writes.ts';
import type { BucketEnvelope, OpenDocument } from './collections.ts';
import { reaching } from './failures.ts';

type Buckets = mongo.Collection<OpenDocument>;

/** Hour buckets in one MongoDB collection, one document each. Throws Problem `unavailable` when the database does not answer. */
export function mongoBucketStore(buckets: Buckets): BucketStore {
  return {
    write: (measurements, now) => reaching(() => writeSamples(buckets, measurements, now)),
    dirty: (partition, limit, after) => reaching(() => readDirty(buckets, { partition, limit, after })),
    markClean: (marked) => reaching(() => markClean(buckets, marked)),
    range: (series, from, to) => reaching(() => readRange(buckets, series, { from, to })),
    extent: (series) => reaching(() => readExtent(buckets, series)),
    subjects: (indicator, limit, after) => reaching(() => readSubjects(buckets, { indicator, limit, after })),
  };
}

async function readDirty(
  buckets: Buckets,
  { partition, limit, after }: { partition: number; limit: number; after: DirtyBucket | undefined },
): Promise<DirtyBucket[]> {
  if (limit <= 0) return [];
  const from = after ? dirtyKey(after.series, after.hour) : partitionKey(partition);
  const found = await buckets
    .find<BucketEnvelope>(
      { dirtyKey: { $gt: from, $lt: partitionKey(partition + 1) } },
      { projection: { samples: 0, writers: 0 }, sort: { dirtyKey: 1 }, limit },
    )
    .toArray();
  return found.map(({ indicator, subject, hour, revision, changedAt, reach, dirtyReach = reach }) => ({
    series: { indicator, subject },
    hour,
    revision,
    changedAt,
    reach: dirtyReach,
  }));
}

async function markClean(buckets: Buckets, marked: readonly DirtyBucket[]): Promise<void> {
  if (marked.length === 0) return;
  const updates = marked.map(({ series, hour, revision }) => ({
    updateOne: {
      filter: { _id: bucketId(series, hour), revision },
      update: { $unset: { dirtyKey: '', dirtyReach: '' } },
    },
  }));
  await buckets.bulkWrite(updates, { ordered: false });
}

async function readRange(
  buckets: Buckets,
  series: Series,
  { from, to }: { from: number; to: number },
): Promise<Bucket[]> {
  const firstHour = bucketStart(from);
  const projection = { writers: 0 } as const;
  const { indicator, subject } = series;
  const [reaching, within] = await Promise.all([
    buckets
      .find<BucketEnvelope>(
        { 'spill.series': seriesKey(series), 'spill.reach': { $gt: from }, 'spill.hour': { $lt: firstHour } },
        { projection },
      )
      .toArray(),
    buckets
      .find<BucketEnvelope>(
        { indicator, subject, hour: { $gte: firstHour, $lt: to } },
        { projection, sort: { hour: 1 } },
      )
      .toArray(),
  ]);
  reaching.sort((left, right) => left.hour - right.hour);
  return [...reaching, ...within].map(bucketIn);
}

function bucketIn({ indicator, subject, hour, samples, revision, changedAt, reach }: BucketEnvelope): Bucket {
  return { series: { indicator, subject }, hour, samples: orderedSamples(samples), revision, changedAt, reach };
}

async function readExtent(
  buckets: Buckets,
  { indicator, subject }: Series,
): Promise<{ firstHour: number; lastHour: number } | undefined> {
  const edge = (direction: 1 | -1): Promise<BucketEnvelope | null> =>
    buckets.findOne<BucketEnvelope>(
      { indicator, subject },
      { projection: { hour: 1 }, sort: { indicator: direction, subject: direction, hour: direction } },
    );
  const [first, last] = await Promise.all([edge(1), edge(-1)]);
  return first && last ? { firstHour: first.hour, lastHour: last.hour } : undefined;
}

// Grouping by an index's own field is a distinct scan to MongoDB: it steps from subject to subject.
async function readSubjects(
  buckets: Buckets,
  { indicator, limit, after }: { indicator: string; limit: number; after: string | undefined },
): Promise<string[]> {
  if (limit <= 0) return [];
  const found = await buckets
    .aggregate<{ _id: string }>([
      { $match: { indicator, ...(after === undefined ? {} : { subject: { $gt: after } }) } },
      { $group: { _id: '$subject' } },
      { $sort: { _id: 1 } },
      { $limit: limit },
    ])
    .toArray();
  return found.map(({ _id }) => _id);
}
