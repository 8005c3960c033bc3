import type { Table } from './environment.ts';
import type { IndexEntries } from './index-entries.ts';
import type { CollectionSpec } from '../../tmf630/resource-store.ts';

/** Which kinds of value each indexed path of a collection has held (bits of `kindBit`): they only grow. */
export interface IndexKinds {
  of(index: string): readonly number[];
  /** Reads them again, after a transaction has failed. */
  reload(): void;
  /** Adds what a resource's entries (in the order of the declarations) bring; inside the transaction that writes them. */
  note(entries: readonly IndexEntries[]): void;
}

/** Kept in the collection's own table of notes, with a copy in memory. */
export function indexKinds(spec: CollectionSpec, notes: Table): IndexKinds {
  const known = new Map<string, readonly number[]>();
  const load = (): void => {
    for (const { name, on } of spec.indexes) known.set(name, read(notes.get(['kinds', name]), on.length));
  };
  load();
  return {
    reload: load,
    of: (index) => known.get(index) ?? [],
    note: (entries) => {
      for (const [at, { kinds }] of entries.entries()) {
        const name = spec.indexes[at]?.name ?? '';
        const before = known.get(name) ?? [];
        if (kinds.every((bits, path) => (bits & ~(before[path] ?? 0)) === 0)) continue;
        const merged = kinds.map((bits, path) => bits | (before[path] ?? 0));
        known.set(name, merged);
        void notes.put(['kinds', name], JSON.stringify(merged));
      }
    },
  };
}

function read(text: string | undefined, length: number): readonly number[] {
  return text === undefined ? Array.from({ length }, () => 0) : (JSON.parse(text) as number[]);
}
