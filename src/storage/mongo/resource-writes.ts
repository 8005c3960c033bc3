import { Problem, problemCode } from '../../kernel/problem.ts';
import type { ResourceWrite, WriteOutcome } from '../../tmf630/resource-store.ts';
import type { ResourceEnvelope } from './collections.ts';
import type { CollectionHandle } from './envelope.ts';
import { changeUpdate, expectedEnvelope, newEnvelope } from './envelope.ts';
import { fitting, isDuplicateKey, violatedIndex } from './failures.ts';
import type { OrderedMembers } from './shadow.ts';
import { shadowOf } from './shadow.ts';

type Insert = Extract<ResourceWrite, { kind: 'insert' }>;
type Bury = Extract<ResourceWrite, { kind: 'bury' }>;

const attempts = 5;

/** One write, as one MongoDB command. See `ResourceStore.write`. */
export async function writeOne(handle: CollectionHandle, write: ResourceWrite): Promise<WriteOutcome> {
  const ordered = orderedOf(handle, write);
  await ordered.recorded;
  if (write.kind === 'insert') return insert(handle, write, ordered.members);
  if (isQuietBurial(write) && (await removeQuiet(handle, write))) return { outcome: 'written' };
  const update = changeUpdate(write, ordered.members);
  const result = await fitting(() => handle.collection.updateOne(expectedEnvelope(write), update));
  return { outcome: result.matchedCount === 1 ? 'written' : 'stale' };
}

/** The ordered values a write stores, and the promise, if there is need of one, that its traits are on record. */
export function orderedOf(
  handle: CollectionHandle,
  write: ResourceWrite,
): { members: OrderedMembers; recorded: Promise<void> | undefined } {
  if (write.kind === 'bury') return { members: {}, recorded: undefined };
  const { ordered, traits } = shadowOf([...handle.paths.values()], write.resource);
  return { members: ordered, recorded: handle.traits.record(traits) };
}

/** True for a burial that nobody is to hear of: with no event waiting either, nothing needs to stay. */
export function isQuietBurial(write: ResourceWrite): write is Bury {
  return write.kind === 'bury' && write.events.length === 0;
}

async function removeQuiet(handle: CollectionHandle, write: Bury): Promise<boolean> {
  const result = await handle.collection.deleteOne({
    ...expectedEnvelope(write),
    $or: [{ _events: { $exists: false } }, { _events: { $size: 0 } }],
  });
  return result.deletedCount === 1;
}

async function insert(handle: CollectionHandle, write: Insert, ordered: OrderedMembers): Promise<WriteOutcome> {
  const envelope = newEnvelope(write, ordered);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      await handle.collection.insertOne(envelope);
      return { outcome: 'written' };
    } catch (error) {
      if (!isDuplicateKey(error) || !(error instanceof Error)) throw error;
      const outcome = await duplicateOutcome(handle, write, error.message);
      if (outcome) return outcome;
    }
  }
  throw new Problem('unavailable', 'the unique text keeps changing hands', { code: problemCode.unavailable });
}

/** What a refused insert came to; undefined when the holder of the unique text has gone meanwhile: the insert may be tried again. */
export async function duplicateOutcome(
  { collection }: CollectionHandle,
  { uniqueKey }: Insert,
  message: string,
): Promise<WriteOutcome | undefined> {
  if (violatedIndex(message) === '_id_' || uniqueKey === undefined) return { outcome: 'duplicateId' };
  const holder = await collection.findOne<ResourceEnvelope>({ _key: uniqueKey }, { projection: { _id: 1 } });
  return holder ? { outcome: 'duplicateKey', id: holder._id } : undefined;
}
