import type { Clock } from '../kernel/clock.ts';

/** What a command may touch: two texts out, the clock, and the wish to stop. */
export interface Io {
  /** Results: standard output. */
  out(text: string): void;
  /** Progress and complaints: standard error. */
  err(text: string): void;
  /** Whether `err` is a terminal, on which a line can be written over. */
  isTerminal: boolean;
  clock: Clock;
  /** Aborted when the user asks to stop: finish what is under way, then return. */
  stop: AbortSignal;
}

/** How a command ended: all done; done, but something was refused; not done. */
export const exitCode = { done: 0, partly: 1, failed: 2 } as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Ends a command with exit code 2; the message is for the user and says what to change. */
export class CommandError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'CommandError';
  }
}
