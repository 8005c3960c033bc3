import type { mongo } from 'mongoose';
import mongoose from 'mongoose';
import { bucketMs, isSameSample, reachOf } from '../../domain/measurement.ts';
import type { Measurement, Sample } from '../../domain/measurement.ts';
import { Problem, problemCode } from '../../kernel/problem.ts';
import type { SampleOutcome } from '../../usecases/ports.ts';
import type { BucketGroup } from './bucket-samples.ts';
import { dirtyKey, groupByBucket, seriesKey } from './bucket-samples.ts';
import type { BucketEnvelope, OpenDocument } from './collections.ts';
import { nextWriter, signedBy } from './writers.ts';

type Buckets = mongo.Collection<OpenDocument>;

/** What the database has of a bucket: its revision and reach, and the samples that are about to be written. */
type Present = Pick<BucketEnvelope, '_id' | 'revision' | 'reach'> & Partial<Pick<BucketEnvelope, 'samples'>>;

/** One bucket's part of a round: what is to change, and what the samples answer if it comes about. */
interface Change {
  group: BucketGroup;
  present: Present | undefined;
  samples: Map<string, Sample>;
  outcomes: { position: number; outcome: SampleOutcome }[];
  reach: number;
}

const mostRounds = 200;
// Naming more fields than this costs more than reading all samples of a bucket.
const mostNamedFields = 400;

/**
 * Stores measurements; see `BucketStore.write`. Each round reads what is there of the samples, and writes the buckets
 * that change in one unordered bulk, each only if its revision is still the one read; a bucket that another writer was
 * quicker with goes through another round. So every outcome says what the write really did, and `reach` is exact.
 */
export async function writeSamples(
  buckets: Buckets,
  measurements: readonly Measurement[],
  now: number,
): Promise<SampleOutcome[]> {
  const outcomes = new Array<SampleOutcome>(measurements.length).fill('duplicate');
  let groups = groupByBucket(measurements);
  for (let round = 1; groups.length > 0; round += 1) {
    if (round > mostRounds) throw tooBusy();
    const changes = await changesFor(buckets, groups);
    const lost = changes.length === 0 ? new Set<Change>() : await writeRound(buckets, changes, now);
    for (const change of changes) {
      if (lost.has(change)) continue;
      for (const { position, outcome } of change.outcomes) outcomes[position] = outcome;
    }
    groups = [...lost].map(({ group }) => group);
  }
  return outcomes;
}

function tooBusy(): Problem {
  return new Problem('unavailable', 'too many writers for one series', { code: problemCode.unavailable });
}

async function changesFor(buckets: Buckets, groups: readonly BucketGroup[]): Promise<Change[]> {
  const fields = new Set(groups.flatMap(({ samples }) => [...samples.keys()]));
  const found = await readPresent(buckets, groups, fields.size > mostNamedFields ? undefined : [...fields]);
  const changes = groups.map((group) => changeOf(group, found.get(group.id))).filter(({ samples }) => samples.size > 0);
  const shrinking = changes.filter(mayShrink);
  if (shrinking.length === 0) return changes;
  const whole = await readPresent(
    buckets,
    shrinking.map(({ group }) => group),
    undefined,
  );
  return changes.map((change) => (mayShrink(change) ? wholeChange(change.group, whole.get(change.group.id)) : change));
}

async function readPresent(
  buckets: Buckets,
  groups: readonly BucketGroup[],
  fields: readonly string[] | undefined,
): Promise<Map<string, Present>> {
  const samples = fields ? Object.fromEntries(fields.map((field) => [`samples.${field}`, 1])) : { samples: 1 };
  const projection = { revision: 1, reach: 1, ...samples };
  const found = await buckets.find<Present>({ _id: { $in: groups.map(({ id }) => id) } }, { projection }).toArray();
  return new Map(found.map((bucket) => [bucket._id, bucket]));
}

function changeOf(group: BucketGroup, present: Present | undefined): Change {
  const change: Change = { group, present, samples: new Map(), outcomes: [], reach: present?.reach ?? -Infinity };
  for (const [field, { sample, position }] of group.samples) {
    const stored = present?.samples?.[field];
    if (stored && isSameSample(stored, sample)) continue;
    change.samples.set(field, sample);
    change.outcomes.push({ position, outcome: stored ? 'replaced' : 'accepted' });
    change.reach = Math.max(change.reach, reachOf(sample));
  }
  return change;
}

// A replaced sample that reached furthest (an open outage that is closed now) may leave the bucket reaching less far.
function mayShrink({ samples, present }: Change): boolean {
  if (!present) return false;
  return [...samples.keys()].some((field) => {
    const stored = present.samples?.[field];
    return stored !== undefined && reachOf(stored) >= present.reach;
  });
}

/** A change made from all samples of its bucket: its reach may be less than what it was. */
function wholeChange(group: BucketGroup, present: Present | undefined): Change {
  const change = changeOf(group, present);
  const after = { ...present?.samples, ...Object.fromEntries(change.samples) };
  return { ...change, reach: Math.max(...Object.values(after).map(reachOf)) };
}

/** Writes the changes; gives those that another writer was quicker with. */
async function writeRound(buckets: Buckets, changes: readonly Change[], now: number): Promise<Set<Change>> {
  const writer = nextWriter();
  const operations = changes.map((change) => operationFor(change, now, writer));
  const { matched, refused } = await runBulk(buckets, operations);
  const lost = new Set(refused.map((index) => changes[index]).filter((change) => change !== undefined));
  const updates = changes.filter(({ present }) => present);
  if (matched === updates.length) return lost;
  const ids = updates.map(({ group }) => group.id);
  const signed = await buckets
    .find<Pick<BucketEnvelope, '_id'>>({ _id: { $in: ids }, writers: writer }, { projection: { _id: 1 } })
    .toArray();
  const written = new Set(signed.map(({ _id }) => _id));
  for (const change of updates) if (!written.has(change.group.id)) lost.add(change);
  return lost;
}

async function runBulk(
  buckets: Buckets,
  operations: mongo.AnyBulkWriteOperation<OpenDocument>[],
): Promise<{ matched: number; refused: number[] }> {
  try {
    const { matchedCount } = await buckets.bulkWrite(operations, { ordered: false });
    return { matched: matchedCount, refused: [] };
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const failures = [error.writeErrors].flat();
    if (failures.length === 0 || failures.some(({ code }) => code !== 11000)) throw error;
    if (error.result.getWriteConcernError()) throw error;
    return { matched: error.result.matchedCount, refused: failures.map(({ index }) => index) };
  }
}

function operationFor(change: Change, now: number, writer: string): mongo.AnyBulkWriteOperation<OpenDocument> {
  const { group, present, samples, reach } = change;
  const { series, hour, id } = group;
  const spill = reach > hour + bucketMs ? { spill: { series: seriesKey(series), reach, hour } } : {};
  const common = { changedAt: now, reach, dirtyKey: dirtyKey(series, hour), ...spill };
  if (!present) {
    const document = { _id: id, ...series, hour, revision: 1, writers: [writer], samples: Object.fromEntries(samples) };
    return { insertOne: { document: { ...document, ...common, dirtyReach: reach } } };
  }
  const changed = Object.fromEntries([...samples].map(([field, sample]) => [`samples.${field}`, sample]));
  const update: mongo.Document = {
    $set: { ...common, ...changed },
    $inc: { revision: 1 },
    $max: { dirtyReach: Math.max(reach, present.reach) },
    $push: { writers: signedBy(writer) },
    ...('spill' in spill ? {} : { $unset: { spill: '' } }),
  };
  return { updateOne: { filter: { _id: id, revision: present.revision }, update } };
}
