import { systemClock } from '../kernel/clock.ts';
import { runCommand } from './commands.ts';

/** The command line of this process: its arguments, its streams, Ctrl-C as the wish to stop (a second one ends it at once). */
export async function main(): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => {
    stop.abort();
  });
  process.exitCode = await runCommand(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
    clock: systemClock,
    stop: stop.signal,
  });
}
