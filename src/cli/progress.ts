import type { Io } from './io.ts';

/** Shows how far an import has come. */
export interface Progress {
  /** Called as often as one likes; shows something now and then. */
  show(rows: number, bytes: number): void;
  /** Wipes what stands on the terminal. */
  clear(): void;
}

const terminalEveryMs = 200;
const plainEveryMs = 5000;

/** Progress through a file of `totalBytes`: one line written over on a terminal, else a plain line every few seconds. */
export function createProgress(io: Io, totalBytes: number): Progress {
  const startedAt = io.clock.now();
  const everyMs = io.isTerminal ? terminalEveryMs : plainEveryMs;
  let shownAt = startedAt;
  return {
    show(rows, bytes) {
      const now = io.clock.now();
      if (now - shownAt < everyMs) return;
      shownAt = now;
      const rate = Math.round((rows * 1000) / (now - startedAt));
      const share = totalBytes === 0 ? 100 : Math.floor((100 * Math.min(bytes, totalBytes)) / totalBytes);
      const line = `${grouped(rows)} rows, ${grouped(rate)} rows/s, ${share} %`;
      io.err(io.isTerminal ? `\r\u001b[2K${line}` : `${line}\n`);
    },
    clear() {
      if (io.isTerminal) io.err('\r\u001b[2K');
    },
  };
}

/** A count with thousands set apart, `12,345`. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
