import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type TestDatabases, testDatabases } from '../support/mongo-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The service as a process of its own. */
export interface ServiceProcess {
  url: string;
  /** kill -9. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** Places that services keep their data in. */
export interface Ground {
  name: string;
  /** The settings of a service on data that nothing has used. */
  fresh(): Promise<Record<string, string>>;
  clear(): Promise<void>;
}

/** A service that is on its way to listening. */
export interface LaunchedProcess {
  /** Rejects with what it wrote when it ends before. */
  listening: Promise<ServiceProcess>;
  /** kill -9, whether it listens yet or not. Resolves when it is gone. */
  kill(): Promise<void>;
}

const processes = new Set<LaunchedProcess>();

/** Starts the service on a free port and waits until it listens. Rejects with what it wrote when it does not. */
export function startProcess(settings: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  return launchProcess(settings).listening;
}

/** Starts the service on a free port. */
export function launchProcess(settings: Readonly<Record<string, string>>): LaunchedProcess {
  const own = Object.entries(process.env).filter(([name]) => !/^(SURETY_|MONGODB_|PORT$)/u.test(name));
  const env = {
    ...Object.fromEntries(own),
    ...{ PORT: '0', SURETY_LOG_LEVEL: 'error', SURETY_SETTLE_TIME: '1s', SURETY_CALLBACK_ALLOW: '127.0.0.1' },
    ...{ SURETY_CALLBACK_TIMEOUT: '700ms', SURETY_CALLBACK_LEASE: '1s' },
    ...settings,
  };
  const child = spawn(process.execPath, ['bin/run.js', 'src/main.ts'], { cwd: root, env, stdio: 'pipe' });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
    processes.delete(launched);
  };
  let written = '';
  const listening = new Promise<ServiceProcess>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      written += chunk.toString();
      const [, url] = /Surety listens on (\S+)/u.exec(written) ?? [];
      if (url !== undefined) resolve({ url, kill });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void gone.then(() => reject(new Error(`the service ended: ${written}`)));
  });
  // Whoever kills it before it listens does not wait for that.
  listening.catch(() => undefined);
  const launched = { listening, kill };
  processes.add(launched);
  return launched;
}

/** Ends what is still running, e.g. after a test that failed. */
export async function endProcesses(): Promise<void> {
  await Promise.all([...processes].map((each) => each.kill()));
}

/** The stores that can be tested here: the embedded one, MongoDB when SURETY_TEST_MONGODB_URI names a server. */
export function grounds(): Ground[] {
  const uri = process.env['SURETY_TEST_MONGODB_URI'] ?? '';
  const mongo = uri === '' ? [] : [mongoGround(testDatabases(uri, 'chaos'))];
  return process.env['SURETY_TEST_STORE'] === 'mongodb' ? mongo : [embeddedGround(), ...mongo];
}

function embeddedGround(): Ground {
  const folders: string[] = [];
  return {
    name: 'the embedded store',
    fresh: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'surety-chaos-'));
      folders.push(folder);
      return { SURETY_DATA_DIR: folder };
    },
    clear: async () => {
      for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
    },
  };
}

function mongoGround(databases: TestDatabases): Ground {
  return {
    name: 'MongoDB',
    fresh: () => Promise.resolve({ MONGODB_URI: databases.next() }),
    clear: () => databases.drop(),
  };
}
