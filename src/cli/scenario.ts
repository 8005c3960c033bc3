import { scenarioHelp } from './help.ts';
import { CommandError, exitCode } from './io.ts';
import type { ExitCode, Io } from './io.ts';

/**
 * `surety scenario FILE...`: plays the scenarios of the files on a service of its own and tells which came out as expected.
 * Exit code 0: all; 1: some did not; 2: a file cannot be read.
 */
export async function scenarioCommand(files: readonly string[], io: Io): Promise<ExitCode> {
  if (files.some((file) => ['--help', '-h'].includes(file))) {
    io.out(scenarioHelp);
    return exitCode.done;
  }
  if (files.length === 0) throw new CommandError(`No file named.\n${scenarioHelp}`);
  // The whole service comes with it: only who plays scenarios waits for that.
  const { runFiles } = await import('../scenario/run-files.ts');
  const outcomes = await runFiles(files, (text) => io.out(text)).catch((error: unknown) => {
    throw new CommandError(error instanceof Error ? error.message : String(error), { cause: error });
  });
  const failed = outcomes.filter(({ differences }) => differences.length > 0).length;
  io.out(`\n${String(outcomes.length - failed)} as expected, ${String(failed)} not\n`);
  return failed === 0 ? exitCode.done : exitCode.partly;
}
