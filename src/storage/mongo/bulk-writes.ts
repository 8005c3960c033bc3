import type { mongo } from 'mongoose';
import mongoose from 'mongoose';
import type { ResourceWrite, WriteOutcome } from '../../tmf630/resource-store.ts';
import type { OpenDocument, ResourceEnvelope } from './collections.ts';
import type { CollectionHandle } from './envelope.ts';
import { changeUpdate, expectedEnvelope, newEnvelope } from './envelope.ts';
import { duplicateOutcome, isQuietBurial, orderedOf, writeOne } from './resource-writes.ts';
import { nextWriter } from './writers.ts';

interface Placed {
  write: ResourceWrite;
  position: number;
}

/**
 * Many writes as one unordered bulk; see `ResourceStore.writeMany`. MongoDB says which inserts were refused but only how
 * many changes met their revision, so when some did not, the changed resources are read again: a change is ours when
 * our name is among its last writers. (A burial whose remains were swept in between reads as stale: it is gone.)
 */
export async function writeBulk(handle: CollectionHandle, writes: readonly ResourceWrite[]): Promise<WriteOutcome[]> {
  const outcomes = new Array<WriteOutcome>(writes.length).fill({ outcome: 'written' });
  const settle = async (position: number, outcome: Promise<WriteOutcome>): Promise<void> => {
    outcomes[position] = await outcome;
  };
  const placed = writes.map((write, position) => ({ write, position }));
  const quiet = placed.filter(({ write }) => isQuietBurial(write));
  await Promise.all(quiet.map(({ write, position }) => settle(position, writeOne(handle, write))));
  const loud = placed.filter(({ write }) => !isQuietBurial(write));
  if (loud.length === 0) return outcomes;
  const writer = nextWriter();
  const { matched, refusals } = await runBulk(handle, loud, writer);
  for (const { placed: refused, message } of refusals)
    await settle(refused.position, refusedOutcome(handle, refused, message));
  const changes = loud.filter(({ write }) => write.kind !== 'insert');
  const written = matched === changes.length ? undefined : await writtenBy(handle, changes, writer);
  for (const change of changes)
    if (written?.has(idOf(change)) === false) outcomes[change.position] = { outcome: 'stale' };
  return outcomes;
}

interface Refusal {
  placed: Placed;
  message: string;
}

async function runBulk(
  handle: CollectionHandle,
  placed: readonly Placed[],
  writer: string,
): Promise<{ matched: number; refusals: Refusal[] }> {
  const operations = await operationsFor(handle, placed, writer);
  try {
    const result = await handle.collection.bulkWrite(operations, { ordered: false });
    return { matched: result.matchedCount, refusals: [] };
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const failures = [error.writeErrors].flat();
    const isOnlyRefused = failures.length > 0 && failures.every(({ code }) => code === 11000);
    if (!isOnlyRefused || error.result.getWriteConcernError()) throw error;
    const refusals = failures.flatMap(({ index, errmsg }) => {
      const refused = placed[index];
      return refused ? [{ placed: refused, message: errmsg ?? '' }] : [];
    });
    return { matched: error.result.matchedCount, refusals };
  }
}

async function operationsFor(
  handle: CollectionHandle,
  placed: readonly Placed[],
  writer: string,
): Promise<mongo.AnyBulkWriteOperation<OpenDocument>[]> {
  const recorded: Promise<void>[] = [];
  const operations = placed.map(({ write }): mongo.AnyBulkWriteOperation<OpenDocument> => {
    const ordered = orderedOf(handle, write);
    if (ordered.recorded) recorded.push(ordered.recorded);
    if (write.kind === 'insert') return { insertOne: { document: newEnvelope(write, ordered.members) } };
    return { updateOne: { filter: expectedEnvelope(write), update: changeUpdate(write, ordered.members, writer) } };
  });
  await Promise.all(recorded);
  return operations;
}

async function refusedOutcome(handle: CollectionHandle, { write }: Placed, message: string): Promise<WriteOutcome> {
  const outcome = write.kind === 'insert' ? await duplicateOutcome(handle, write, message) : undefined;
  return outcome ?? writeOne(handle, write);
}

/** The ids of changes that were written under the writer's name. */
async function writtenBy(
  { collection }: CollectionHandle,
  changes: readonly Placed[],
  writer: string,
): Promise<ReadonlySet<string>> {
  const filter = { _id: { $in: changes.map(idOf) }, _writers: writer };
  const signed = await collection.find<Pick<ResourceEnvelope, '_id'>>(filter, { projection: { _id: 1 } }).toArray();
  return new Set(signed.map(({ _id }) => _id));
}

function idOf({ write }: Placed): string {
  return write.kind === 'bury' ? write.id : write.resource.id;
}
