import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A server under test, in a process of its own. */
export interface Server {
  name: string;
  url: string;
  /** From the spawn to the line that says it listens, ms. */
  readyMs: number;
  /** CPU time of all its threads so far, ms. */
  cpuMs(): number;
  /** Resident memory now, MB. */
  residentMb(): number;
  signal(name: NodeJS.Signals): void;
  stop(): Promise<void>;
}

const clockTicksPerSecond = 100;

/** The command `npm start` runs, as it is in package.json. */
function startCommand(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  return (scripts['start'] ?? '').split(' ');
}

/** Express with express.json answering constants: what any such server costs at least. */
export function startFloor(): Promise<Server> {
  return start('floor', [process.execPath, '--import', 'tsx', 'bench/floor-server.ts'], {});
}

/** Surety as `npm start` runs it, on an empty store. */
export function startSurety(name: string, env: Readonly<Record<string, string>>): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'surety-bench-'));
  const [command = 'node', ...rest] = startCommand();
  const settings = { SURETY_DATA_DIR: folder, SURETY_LOG_LEVEL: 'warn', SURETY_SETTLE_TIME: '1s', ...env };
  return start(name, [command === 'node' ? process.execPath : command, ...rest], settings, () => {
    rmSync(folder, { recursive: true, force: true });
  });
}

async function start(
  name: string,
  [command = '', ...rest]: string[],
  env: Readonly<Record<string, string>>,
  cleanUp: () => void = () => undefined,
): Promise<Server> {
  const startedAt = performance.now();
  const child = spawn(command, rest, {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await addressOf(child, name);
  const pid = child.pid ?? 0;
  return {
    name,
    url,
    readyMs: performance.now() - startedAt,
    cpuMs: () => cpuMsOf(pid),
    residentMb: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    signal: (name) => void child.kill(name),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      cleanUp();
    },
  };
}

async function addressOf(child: ChildProcess, name: string): Promise<string> {
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface(child.stdout)) {
    const url = /http:\/\/[^\s)]+/.exec(line)?.[0];
    if (url !== undefined) {
      child.stdout.resume();
      return url;
    }
  }
  throw new Error(`${name} ended before it listened`);
}

function cpuMsOf(pid: number): number {
  const fields =
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / clockTicksPerSecond;
}

const lookMs = 200;
const quietLooks = 7;

/**
 * Waits until the server has had next to nothing to do for longer than the pause between two of its beats, and gives the
 * CPU time (ms) it took until then, less what it takes when idle.
 */
export async function settled(server: Server): Promise<number> {
  const deadline = performance.now() + 60_000;
  const startedAt = server.cpuMs();
  const looks: number[] = [];
  const isQuiet = (): boolean => looks.length >= quietLooks && looks.slice(-quietLooks).every((ms) => ms < lookMs / 5);
  for (let before = startedAt; !isQuiet();) {
    if (performance.now() > deadline) throw new Error(`${server.name} does not come to rest`);
    await new Promise((resolve) => setTimeout(resolve, lookMs));
    const now = server.cpuMs();
    looks.push(now - before);
    before = now;
  }
  const idleMs = looks.slice(-quietLooks).reduce((sum, ms) => sum + ms, 0) / quietLooks;
  return server.cpuMs() - startedAt - idleMs * looks.length;
}
