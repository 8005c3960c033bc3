import type { mongo } from 'mongoose';
import type { CollectionRecord, ResourceEnvelope } from './collections.ts';
import type { CollectionHandle } from './envelope.ts';
import { alive, resourceIn } from './envelope.ts';
import { retryDuplicates } from './failures.ts';
import type { ShadowedPath } from './shadow.ts';
import { shadowOf } from './shadow.ts';

/**
 * Gives documents written before an index was declared their ordered values, so that queries over the new index find
 * them. Costs one look at the collection's record when nothing is new. Idempotent; several processes may do it at once.
 * Processes that do not know the new index must be stopped first: they would write documents without those values.
 */
export async function ensureShadows(
  handle: CollectionHandle,
  records: mongo.Collection<CollectionRecord>,
): Promise<void> {
  const name = handle.spec.name;
  const record = await records.findOne({ _id: name }, { projection: { shadows: 1 } });
  const wanted = [...handle.paths.values()].map(marker);
  if (wanted.every((shadow) => record?.shadows?.includes(shadow))) return;
  for await (const envelope of handle.collection.find<ResourceEnvelope>(alive)) await reshadow(handle, envelope);
  await retryDuplicates(() =>
    records.updateOne({ _id: name }, { $addToSet: { shadows: { $each: wanted } } }, { upsert: true }),
  );
}

// Numeric text is ordered otherwise than other text, so a path that becomes one counts as new.
function marker({ member, isNumericText }: ShadowedPath): string {
  return isNumericText ? `${member} numeric` : member;
}

async function reshadow(handle: CollectionHandle, envelope: ResourceEnvelope): Promise<void> {
  let current: ResourceEnvelope | null = envelope;
  while (current) {
    const resource = resourceIn(current);
    if (!resource) return;
    const { ordered, traits } = shadowOf([...handle.paths.values()], resource);
    await handle.traits.record(traits);
    const filter = { _id: resource.id, _rev: resource.revision };
    const { matchedCount } = await handle.collection.updateOne(filter, { $set: { _ordered: ordered } });
    if (matchedCount === 1) return;
    current = await handle.collection.findOne<ResourceEnvelope>({ _id: resource.id });
  }
}
