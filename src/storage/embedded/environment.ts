import { access, constants, mkdir } from 'node:fs/promises';
import type { Database, RootDatabase } from 'lmdb';
import { open } from 'lmdb';
import type { FolderLock } from './folder-lock.ts';
import { lockFolder } from './folder-lock.ts';

/** A sorted table of texts. Keys are made by the files that own a table. */
export type Table = Database<string>;

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
  /** Calls `forget` when a transaction has failed: what was remembered from it may not be stored. */
  onFailure(forget: () => void): void;
  /** Throws when the folder has been closed: LMDB must not be touched then. */
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
  return open({ path: folder, noSubdir: false, encoding: 'string', overlappingSync: false, maxDbs: maxTables, ...map });
}

function environmentOf(root: RootDatabase<string>, lock: FolderLock): Environment {
  const tables = new Map<string, Table>();
  const forgetters: (() => void)[] = [];
  let closing: Promise<void> | undefined;
  const assertOpen = (): void => {
    if (closing) throw new Error('The storage is closed');
  };
  return {
    assertOpen,
    table: (name) => {
      assertOpen();
      const table = tables.get(name) ?? root.openDB<string>(name, { encoding: 'string' });
      tables.set(name, table);
      return table;
    },
    transaction: async (change) => {
      assertOpen();
      try {
        return await root.transaction(change);
      } catch (cause) {
        if (!closing) for (const forget of forgetters) forget();
        throw cause;
      }
    },
    onFailure: (forget) => {
      forgetters.push(forget);
    },
    close: () => (closing ??= root.close().finally(() => lock.release())),
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

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
