import type { CollectionSpec } from '../../tmf630/resource-store.ts';
import type { Environment } from './environment.ts';
import type { IndexEntries } from './index-entries.ts';
import type { Table } from './table.ts';

/** Which kinds of value each indexed path of a collection has held (bits of `kindBit`): they only grow. */
export interface IndexKinds {
  /** Those that are stored, and those that are being written: never too few. */
  of(index: string): readonly number[];
  /** Adds what a resource's entries (in the order of the declarations) bring; inside the transaction that writes them. */
  note(entries: readonly IndexEntries[]): void;
}

/** Kept in the collection's own table of notes, with a copy in memory. */
export function indexKinds(
  environment: Pick<Environment, 'whenStored'>,
  { indexes }: Pick<CollectionSpec, 'indexes'>,
  notes: Table,
): IndexKinds {
  const read = new Map(indexes.map(({ name, on }) => [name, kindsNoted(notes.get(['kinds', name]), on.length)]));
  const met = new Map(read);
  // A note is written again until it is known to be stored: the transaction that wrote it may fail.
  const stored = new Map(read);
  return {
    of: (index) => met.get(index) ?? [],
    note: (entries) => {
      for (const [at, { kinds }] of entries.entries()) {
        const name = indexes[at]?.name ?? '';
        if (holds(stored.get(name), kinds)) continue;
        const merged = union(met.get(name), kinds);
        met.set(name, merged);
        notes.put(['kinds', name], JSON.stringify(merged));
        environment.whenStored(() => stored.set(name, union(stored.get(name), merged)));
      }
    },
  };
}

function holds(kinds: readonly number[] = [], more: readonly number[]): boolean {
  return more.every((bits, path) => (bits & ~(kinds[path] ?? 0)) === 0);
}

function union(kinds: readonly number[] = [], more: readonly number[]): readonly number[] {
  return more.map((bits, path) => bits | (kinds[path] ?? 0));
}

function kindsNoted(text: string | undefined, length: number): readonly number[] {
  return text === undefined ? Array.from({ length }, () => 0) : (JSON.parse(text) as number[]);
}
