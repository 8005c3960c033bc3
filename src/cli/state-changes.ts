import { formatInstant } from '../kernel/instant.ts';
import { CommandError } from './io.ts';
import type { TimeReader } from './local-time.ts';

/** Where a file of state changes has what; one change on each row. */
export interface StateColumns {
  file: string;
  caseColumn: string;
  timeColumn: string;
  stateColumn: string;
  /** States in which the time of a case stands still. */
  pausedStates: string[];
}

/** A pause as `POST /assurance/v1/measurement` takes it. */
export interface WirePause {
  startDateTime: string;
  endDateTime?: string;
}

/** Pauses by the name of their case. */
export type PausesByCase = ReadonlyMap<string, WirePause[]>;

interface Change {
  at: number;
  isPaused: boolean;
}

/**
 * The pauses of cases, from their state changes (first row: names of the columns), in whatever order: a pause begins with a
 * change into a paused state and ends with the next change into another. Of changes at one time the later row is the later
 * one. Throws a CommandError that names the file and line at fault.
 */
export function readPauses(
  rows: readonly { cells: readonly string[]; line: number }[],
  columns: StateColumns,
  readTime: TimeReader,
): PausesByCase {
  const [header, ...records] = rows;
  const names = (header?.cells ?? []).map((name) => name.trim());
  const [ofCase, ofTime, ofState] = [columns.caseColumn, columns.timeColumn, columns.stateColumn].map((name) => {
    if (!names.includes(name)) throw new CommandError(`${columns.file}: the file has no column "${name}"`);
    return names.indexOf(name);
  });
  const changes = new Map<string, Change[]>();
  for (const { cells, line } of records) {
    const cell = (index = 0): string => (cells[index] ?? '').trim();
    const time = readTime(cell(ofTime));
    if ('fault' in time) throw new CommandError(`${columns.file}: line ${line}, ${columns.timeColumn}: ${time.fault}`);
    const change = { at: time.at, isPaused: columns.pausedStates.includes(cell(ofState)) };
    const known = changes.get(cell(ofCase));
    if (known === undefined) changes.set(cell(ofCase), [change]);
    else known.push(change);
  }
  return new Map([...changes].map(([name, each]) => [name, pausesOf(each)]));
}

function pausesOf(changes: readonly Change[]): WirePause[] {
  const pauses: WirePause[] = [];
  let since: number | undefined;
  for (const { at, isPaused } of [...changes].sort((left, right) => left.at - right.at)) {
    if (isPaused) since ??= at;
    else if (since !== undefined) {
      if (at > since) pauses.push({ startDateTime: formatInstant(since), endDateTime: formatInstant(at) });
      since = undefined;
    }
  }
  return since === undefined ? pauses : [...pauses, { startDateTime: formatInstant(since) }];
}
