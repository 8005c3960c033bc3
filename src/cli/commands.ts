import { generalHelp } from './help.ts';
import { importCommand } from './import.ts';
import { importCalendarCommand } from './import-calendar.ts';
import { CommandError, exitCode } from './io.ts';
import type { ExitCode, Io } from './io.ts';
import { scenarioCommand } from './scenario.ts';

/** Runs one command line, e.g. `['import', 'trace.csv', ...]`. Resolves to the exit code; complaints go to `io.err`. */
export async function runCommand([command, ...args]: readonly string[], io: Io): Promise<ExitCode> {
  try {
    if (command === 'import') return await importCommand(args, io);
    if (command === 'import-calendar') return await importCalendarCommand(args, io);
    if (command === 'scenario') return await scenarioCommand(args, io);
    if (command === undefined || ['help', '--help', '-h'].includes(command)) {
      io.out(generalHelp);
      return exitCode.done;
    }
    throw new CommandError(`"${command}" is no command.\n${generalHelp}`);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    io.err(`${error.message}\n`);
    return exitCode.failed;
  }
}
