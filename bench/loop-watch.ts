import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from './servers.ts';

/** What the event loop of a server did since it was last asked, ms. */
export interface LoopDelay {
  maximumMs: number;
  p99Ms: number;
}

/** Watches the event loop of a server from inside. */
export interface LoopWatch {
  /** What the server has to be started with. */
  env: Readonly<Record<string, string>>;
  /** The delays since the last call. */
  read(server: Server): Promise<LoopDelay>;
  end(): void;
}

// Runs in the server: told by a signal, it writes what it has seen.
const watcher = `
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on('SIGUSR2', () => {
  writeFileSync(process.env.BENCH_LOOP_FILE, JSON.stringify({ max: delay.max, p99: delay.percentile(99), at: process.hrtime()[1] }));
  delay.reset();
});`;

/** A watch for one server. */
export function loopWatch(): LoopWatch {
  const folder = mkdtempSync(join(tmpdir(), 'surety-bench-loop-'));
  const file = join(folder, 'delay.json');
  const read = (): string => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };
  return {
    env: {
      BENCH_LOOP_FILE: file,
      NODE_OPTIONS: `--import=data:text/javascript;base64,${Buffer.from(watcher).toString('base64')}`,
    },
    read: async (server) => {
      const before = read();
      server.signal('SIGUSR2');
      for (let looks = 0; looks < 200 && (read() === before || read() === ''); looks += 1) await sleep(25);
      const { max, p99 } = JSON.parse(read()) as { max: number; p99: number };
      return { maximumMs: max / 1e6, p99Ms: p99 / 1e6 };
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
