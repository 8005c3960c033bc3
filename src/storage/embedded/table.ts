import type { Database, Key, RangeOptions } from 'lmdb';

/** A stretch of keys: from `start` up to and without `end`; with `reverse`, from `start` down to and without `end`. */
export type Stretch = Pick<RangeOptions, 'start' | 'end' | 'limit' | 'offset' | 'reverse' | 'exclusiveStart'>;

/**
 * A sorted table of texts. Keys are made by the files that own a table. Every read is finished when it returns: no
 * cursor and no snapshot outlives a call, whatever its caller does next. All but changes throw when the storage is
 * closed; inside a transaction all see what it has written so far.
 */
export interface Table {
  get(key: Key): string | undefined;
  has(key: Key): boolean;
  /** The keys of a stretch, in its order. */
  keys(stretch: Stretch): Key[];
  /** The keys and values of a stretch, in its order. */
  entries(stretch: Stretch): { key: Key; value: string }[];
  /** How many keys a stretch has. */
  count(stretch: Stretch): number;
  /** How many keys the table has. */
  size(): number;
  /** Inside a transaction only. */
  put(key: Key, value: string): void;
  /** Inside a transaction only. Unknown keys are ignored. */
  remove(key: Key): void;
}

/** When a table may be touched: each throws when it may not. */
export interface TableGuard {
  assertReadable(): void;
  assertWritable(): void;
}

/**
 * The guarded table over LMDB's, which is given copies of stretches as it writes into them. LMDB's own read calls must not be reached once closing has begun, not even while it
 * still waits for transactions: they would schedule a reset of a read transaction that is gone, and its failure on a
 * timer ends the process.
 */
export function guardedTable(database: Database<string>, guard: TableGuard): Table {
  return {
    get: (key) => {
      guard.assertReadable();
      return database.get(key);
    },
    has: (key) => {
      guard.assertReadable();
      return database.doesExist(key);
    },
    keys: (stretch) => {
      guard.assertReadable();
      return allOf(database.getKeys({ ...stretch }));
    },
    entries: (stretch) => {
      guard.assertReadable();
      return allOf(database.getRange({ ...stretch }));
    },
    count: (stretch) => {
      guard.assertReadable();
      return database.getKeysCount({ ...stretch });
    },
    size: () => {
      guard.assertReadable();
      return entryCount(database.getStats());
    },
    put: (key, value) => {
      guard.assertWritable();
      void database.put(key, value);
    },
    remove: (key) => {
      guard.assertWritable();
      void database.remove(key);
    },
  };
}

/** Everything a range gives. LMDB ends a cursor at the end of its range only, so one that fails is ended here. */
function allOf<One>(range: Iterable<One>): One[] {
  const iterator = range[Symbol.iterator]();
  const all: One[] = [];
  try {
    for (let next = iterator.next(); !next.done; next = iterator.next()) all.push(next.value);
  } catch (error) {
    iterator.return?.();
    throw error;
  }
  return all;
}

function entryCount(stats: object): number {
  return 'entryCount' in stats ? Number(stats.entryCount) : 0;
}
