import type { mongo } from 'mongoose';
import type { CollectionRecord } from './collections.ts';
import { retryDuplicates } from './failures.ts';

/**
 * What is true of at least one document that a collection has ever held (see `shadow.ts`): it lets a query be both
 * narrow and never too narrow. A trait is recorded durably before the first document that has it is written, and is never taken
 * back, so a trait that is known stays true and one that a fresh look does not show is in no document written before.
 */
export interface Traits {
  /** Records those not yet known; resolves when they are durable, and is undefined when there is nothing to wait for. */
  record(found: readonly string[]): Promise<void> | undefined;
  /** All traits as of now. */
  look(): Promise<ReadonlySet<string>>;
}

// Names of client attributes go into nesting traits, so their number needs a bound; beyond it every path counts as nested.
const mostNestingTraits = 200;

/** The trait that any attribute may hold nested arrays. */
export const nestedAnywhere = 'nested *';

/** Traits of one collection, kept in its record. */
export function collectionTraits(records: mongo.Collection<CollectionRecord>, name: string): Traits {
  const known = new Set<string>();
  /** By trait, the save that is under way: the first documents of a process come in large batches. */
  const saving = new Map<string, Promise<void>>();
  const save = async (traits: string[]): Promise<void> => {
    const nesting = [...known, ...traits].filter((trait) => trait.startsWith('nested ')).length;
    const kept =
      nesting <= mostNestingTraits
        ? traits
        : [...traits.filter((trait) => !trait.startsWith('nested ')), nestedAnywhere];
    await retryDuplicates(() =>
      records.updateOne({ _id: name }, { $addToSet: { traits: { $each: kept } } }, { upsert: true }),
    );
    for (const trait of kept) known.add(trait);
  };
  const isKnown = (trait: string): boolean =>
    known.has(trait) || (trait.startsWith('nested ') && known.has(nestedAnywhere));
  return {
    record: (found) => {
      if (found.every(isKnown)) return undefined;
      const unknown = [...new Set(found)].filter((trait) => !isKnown(trait));
      const unsaved = unknown.filter((trait) => !saving.has(trait));
      if (unsaved.length > 0) {
        const saved = save(unsaved).finally(() => {
          for (const trait of unsaved) saving.delete(trait);
        });
        for (const trait of unsaved) saving.set(trait, saved);
      }
      return Promise.all(unknown.flatMap((trait) => saving.get(trait) ?? [])).then(() => undefined);
    },
    look: async () => {
      const record = await records.findOne({ _id: name }, { projection: { traits: 1 } });
      for (const trait of record?.traits ?? []) known.add(trait);
      return known;
    },
  };
}
