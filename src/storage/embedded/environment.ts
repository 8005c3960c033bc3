import { access, constants, mkdir } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RootDatabase } from 'lmdb';
import { open } from 'lmdb';
import type { FolderLock } from './folder-lock.ts';
import { lockFolder } from './folder-lock.ts';
import { groupCommit } from './group-commit.ts';
import type { Table, TableGuard } from './table.ts';
import { guardedTable } from './table.ts';

/** An opened folder: tables, and transactions that are durable when their promise resolves. */
export interface Environment {
  /** The table of this name, made when there is none. */
  table(name: string): Table;
  /**
   * Runs `change` alone against the latest state and resolves with its answer once its writes would survive a power
   * cut. Transactions that arrive while another is being flushed share one flush. `change` must not await, and must
   * decide before its first write: what it has written when it throws stays written.
   */
  transaction<Answer>(change: () => Answer): Promise<Answer>;
  /**
   * Calls `step` once what the running transaction writes is stored, before its promise resolves; never when it is not
   * stored. Outside a transaction at once. What is remembered of the database waits for this.
   */
  whenStored(step: () => void): void;
  /** Throws when closing has begun. */
  assertOpen(): void;
  /** Waits for running transactions, then frees the folder. Idempotent. */
  close(): Promise<void>;
}

const maxTables = 256;
// Address space, not memory or disk. LMDB can grow its map, but each step leaves the old one mapped for its readers.
const mapBytes = 4 * 1024 ** 3;

/**
 * Opens the folder, making it when needed. Rejects with a readable Error when it cannot be written or another process
 * has it. Without `overlappingSync` LMDB resolves a transaction after its fsync, which measured both the fastest
 * durable answer and the simplest (ADR 16).
 */
export async function openEnvironment(folder: string): Promise<Environment> {
  await ensureWritable(folder);
  const lock = await lockFolder(folder);
  try {
    return environmentOf(openRoot(folder), lock);
  } catch (cause) {
    await lock.release();
    throw new Error(`The data folder ${folder} cannot be opened: ${messageOf(cause)}`, { cause });
  }
}

function openRoot(folder: string): RootDatabase<string> {
  // On Windows the file itself would be made that large.
  const map = process.platform === 'win32' ? {} : { mapSize: mapBytes };
  // Batches of an event turn have a promise inside lmdb that nobody can hold: it would end the process when a commit
  // fails, for example because the disk is full.
  const durable = { overlappingSync: false, eventTurnBatching: false };
  return open({ path: folder, noSubdir: false, encoding: 'string', maxDbs: maxTables, ...durable, ...map });
}

function environmentOf(root: RootDatabase<string>, lock: FolderLock): Environment {
  const tables = new Map<string, Table>();
  const changes = groupCommit((group) => root.transaction(group).catch(rethrowReadably));
  let closing: Promise<void> | undefined;
  const assertOpen = (): void => {
    if (closing) throw new Error('The storage is closed');
  };
  const guard: TableGuard = {
    // Transactions that were accepted before closing are carried out, and closing waits for them.
    assertReadable: () => {
      if (!changes.isRunning()) assertOpen();
    },
    assertWritable: () => {
      if (!changes.isRunning()) throw new Error('A table is changed inside a transaction only');
    },
  };
  const close = async (): Promise<void> => {
    try {
      await changes.drained();
      await root.close();
    } finally {
      await lock.release();
    }
  };
  return {
    assertOpen,
    table: (name) => {
      assertOpen();
      const table = tables.get(name) ?? guardedTable(root.openDB<string>(name, { encoding: 'string' }), guard);
      tables.set(name, table);
      return table;
    },
    transaction: async (change) => {
      assertOpen();
      return changes.run(change);
    },
    whenStored: (step) => {
      changes.whenStored(step);
    },
    close: () => (closing ??= close()),
  };
}

async function ensureWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Error(`The data folder ${folder} cannot be written: ${messageOf(cause)}`, { cause });
  }
}

/** A failed commit says why in a promise of its own, which ends the process when nobody listens to it. */
async function rethrowReadably(error: unknown): Promise<never> {
  if (!(error instanceof Error && 'commitError' in error)) throw error;
  const told = Promise.resolve(error.commitError).catch((reason: unknown) => reason);
  const cause = await Promise.race([told, nextTurn(error)]);
  throw new Error(`The data could not be written: ${messageOf(cause)}`, { cause });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
