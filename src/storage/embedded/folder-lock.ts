import { open, rename, rm } from 'node:fs/promises';
import type { Server } from 'node:net';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

/** A folder held by this process. */
export interface FolderLock {
  release(): Promise<void>;
}

const lockName = 'surety.lock';
const attempts = 3;

/**
 * Takes the folder for this process: a listening socket in it, which the kernel closes when the process ends however it
 * ends, so that a lock left behind never blocks. It holds between containers too, where process ids mean nothing.
 * Rejects with a readable Error when a living process has the folder. On a file system without sockets nothing is held:
 * LMDB's own lock still keeps writers apart there.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const handle = await open(folder);
  // A socket's path may have 107 bytes only; through the descriptor it is short wherever the folder is.
  const base = process.platform === 'linux' ? `/proc/self/fd/${String(handle.fd)}` : folder;
  try {
    const server = await listenAlone(folder, base);
    return { release: async () => close(server).finally(() => handle.close()) };
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}

async function listenAlone(folder: string, base: string): Promise<Server | undefined> {
  const path = join(base, lockName);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const listening = await listen(path);
    if (listening.server) return listening.server;
    if (listening.code !== 'EADDRINUSE') return undefined;
    if (await isAnswering(path)) break;
    if (await removeStale(base, path)) continue;
  }
  throw new Error(`The data folder ${folder} is in use by another Surety process`);
}

/** Whether the lock was stale. Another starter may have replaced it meanwhile: then it is put back. */
async function removeStale(base: string, path: string): Promise<boolean> {
  const aside = join(base, `${lockName}.${String(process.pid)}`);
  try {
    await rename(path, aside);
  } catch {
    return true;
  }
  if (await isAnswering(aside)) {
    await rename(aside, path);
    return false;
  }
  await rm(aside, { force: true });
  return true;
}

function listen(path: string): Promise<{ server?: Server; code?: string }> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ code: error.code ?? '' });
    });
    server.listen(path, () => {
      server.unref();
      resolve({ server });
    });
  });
}

function isAnswering(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

function close(server: Server | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (server)
      server.close(() => {
        resolve();
      });
    else resolve();
  });
}
