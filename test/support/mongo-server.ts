import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DryMongoBinary } from 'mongodb-memory-server-core/lib/util/DryMongoBinary.js';
import { MongoMemoryReplSet } from 'mongodb-memory-server-core';
import mongoose from 'mongoose';

/** A MongoDB server for tests. */
export interface MongoTestServer {
  /** Without a database name. */
  uri: string;
  /** What answers and where it came from, e.g. `mongod 8.0.4 (/usr/bin/mongod)`. */
  description: string;
  /** Ends what was started for the tests; leaves a server that was given alone. */
  stop(): Promise<void>;
}

/** A server, or why none could be had: one line for each way that was tried. */
export type MongoSearch = { server: MongoTestServer } | { reasons: string[] };

type Way = () => Promise<Omit<MongoTestServer, 'description'> & { origin: string }>;

const root = fileURLToPath(new URL('../..', import.meta.url));
const secantusVersion = '0.7.0b3';

/**
 * Finds a server: the one that `SURETY_TEST_MONGODB_URI` names (then no other is tried); a `mongod` on PATH or already
 * downloaded; SecantusDB from PyPI (a MongoDB-compatible test server, never part of the product); a download of `mongod`.
 */
export async function findMongoServer(env: NodeJS.ProcessEnv): Promise<MongoSearch> {
  const given = env['SURETY_TEST_MONGODB_URI'];
  if (given !== undefined && given !== '') return search([['SURETY_TEST_MONGODB_URI', givenServer(given)]]);
  return search([
    ['mongod on this machine', () => localMongod(env)],
    ['SecantusDB from PyPI', secantus],
    ['mongod by download', downloadedMongod],
  ]);
}

async function search(ways: readonly (readonly [string, Way])[]): Promise<MongoSearch> {
  const reasons: string[] = [];
  for (const [name, way] of ways) {
    try {
      const { uri, stop, origin } = await way();
      return { server: { uri, stop, description: `${await versionOf(uri, stop)} (${origin})` } };
    } catch (error) {
      reasons.push(`${name}: ${error instanceof Error ? firstLine(error.message) : 'unknown failure'}`);
    }
  }
  return { reasons };
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

async function versionOf(uri: string, stop: () => Promise<void>): Promise<string> {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
  try {
    const build = await client.db('admin').command({ buildInfo: 1 });
    const secantusBuild: unknown = build['secantusVersion'];
    const version = String(build['version']);
    if (typeof secantusBuild === 'string') return `SecantusDB ${secantusBuild}, answering as MongoDB ${version}`;
    return `MongoDB ${version}`;
  } catch (error) {
    await stop();
    throw error;
  } finally {
    await client.close();
  }
}

function givenServer(uri: string): Way {
  return () => Promise.resolve({ uri, origin: 'given by SURETY_TEST_MONGODB_URI', stop: () => Promise.resolve() });
}

async function localMongod(env: NodeJS.ProcessEnv): Promise<Awaited<ReturnType<Way>>> {
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'mongod'))
    .find((file) => existsSync(file));
  const binary = onPath ?? (await DryMongoBinary.locateBinary(await DryMongoBinary.generateOptions()));
  if (binary === undefined) throw new Error('none found');
  return replicaSet(binary, binary);
}

async function downloadedMongod(): Promise<Awaited<ReturnType<Way>>> {
  return replicaSet(undefined, 'downloaded by mongodb-memory-server');
}

async function replicaSet(systemBinary: string | undefined, origin: string): Promise<Awaited<ReturnType<Way>>> {
  const binary = systemBinary === undefined ? {} : { systemBinary };
  const set = await MongoMemoryReplSet.create({
    binary,
    replSet: { count: 1, ip: '127.0.0.1', storageEngine: 'wiredTiger' },
  });
  const stop = async (): Promise<void> => {
    await set.stop({ doCleanup: true, force: true });
  };
  return { uri: set.getUri(), origin, stop };
}

async function secantus(): Promise<Awaited<ReturnType<Way>>> {
  const command = installedSecantus();
  const folder = await mkdtemp(join(tmpdir(), 'surety-secantus-'));
  const port = await freePort();
  const child = spawn(command, ['--host', '127.0.0.1', '--port', String(port), '--storage-path', folder], {
    stdio: 'ignore',
    cwd: folder,
  });
  const stop = async (): Promise<void> => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  // It looks through its last 10,000 retryable writes before and after each of them: soon most of its time goes there.
  const uri = `mongodb://127.0.0.1:${String(port)}/?retryWrites=false`;
  return { uri, origin: 'a test server from PyPI', stop };
}

function installedSecantus(): string {
  const home = join(root, '.cache', 'secantus');
  const command = join(home, 'bin', 'secantusd-py');
  const python = join(home, 'bin', 'python');
  const wanted = `SecantusDB==${secantusVersion}`;
  if (!existsSync(command)) {
    runOrThrow('python3', [
      '-c',
      'import sys; sys.exit(sys.version_info < (3, 10) and "Python 3.10 or later is needed")',
    ]);
    runOrThrow('python3', ['-m', 'venv', home]);
    runOrThrow(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--pre', wanted]);
  }
  return command;
}

function runOrThrow(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: 300_000 });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1) ?? `${command} ended with ${String(status)}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await exit;
  clearTimeout(forced);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}

/** Databases of a test file's own on a shared server, so that files may run side by side. */
export interface TestDatabases {
  /** URI of a database that nothing has used. */
  next(): string;
  /** Drops all that were given out. */
  drop(): Promise<void>;
}

/** Databases named after a file (`label`) and this process. */
export function testDatabases(serverUri: string, label: string): TestDatabases {
  const names: string[] = [];
  return {
    next: () => {
      const name = `surety_${label}_${String(process.pid)}_${String(names.length)}`;
      names.push(name);
      return withDatabase(serverUri, name);
    },
    drop: async () => {
      const client = new mongoose.mongo.MongoClient(serverUri, { serverSelectionTimeoutMS: 10_000 });
      for (const name of names) await client.db(name).dropDatabase();
      await client.close();
    },
  };
}

/** The server's URI with a database name in place of whatever it had. */
function withDatabase(serverUri: string, name: string): string {
  return serverUri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`);
}
