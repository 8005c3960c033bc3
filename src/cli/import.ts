import { createReadStream, readFileSync, statSync } from 'node:fs';
import { parse } from 'csv-parse';
import { createCaseReader } from './case-mapping.ts';
import { createCollapser } from './collapse.ts';
import type { Collapser } from './collapse.ts';
import { importHelp } from './help.ts';
import { readImportOptions } from './import-options.ts';
import type { ImportOptions } from './import-options.ts';
import { addRejections, describeTally, emptyTally } from './import-tally.ts';
import type { ImportTally } from './import-tally.ts';
import { CommandError, exitCode } from './io.ts';
import type { ExitCode, Io } from './io.ts';
import { createTimeReader } from './local-time.ts';
import type { TimeReader } from './local-time.ts';
import { createSender } from './measurement-client.ts';
import type { SendBatch } from './measurement-client.ts';
import { createProgress } from './progress.ts';
import { createRowReader } from './row-mapping.ts';
import type { ColumnMapping } from './row-mapping.ts';
import { readPauses } from './state-changes.ts';
import type { PausesByCase } from './state-changes.ts';
import type { ReadMeasurement, RowReader } from './mapped-row.ts';

/** A record of the file with the place it was read from. */
interface ReadRecord {
  record: string[];
  info: { lines: number; bytes: number };
}

/** `surety import`: reads the arguments, sends the file, prints the summary. Resolves to the exit code. */
export async function importCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  if (args.includes('--help') || args.includes('-h')) {
    io.out(importHelp);
    return exitCode.done;
  }
  const options = readImportOptions(args, readText);
  const tally = emptyTally();
  try {
    await importFile(options, tally, io);
  } catch (error) {
    if (tally.rows > 0) io.out(describeTally(tally));
    throw explained(error, options.file);
  }
  io.out(describeTally(tally));
  if (io.stop.aborted) {
    io.err(
      `Stopped after line ${tally.lastLine}; everything up to it is taken in. Repeating the import is safe: nothing counts twice.\n`,
    );
    return exitCode.failed;
  }
  return tally.rejected > 0 ? exitCode.partly : exitCode.done;
}

/** Reads and sends at once: while one batch is under way the next is read, and no more than that. */
async function importFile(options: ImportOptions, tally: ImportTally, io: Io): Promise<void> {
  const progress = createProgress(io, statSync(options.file).size);
  const collapser = createCollapser();
  const outlet = createOutlet(createSender(options.url, io), options.batchSize, tally);
  try {
    let readRow: RowReader | undefined;
    const pauses = await pausesFor(options);
    for await (const { record, info } of recordsOf(options.file, options.delimiter)) {
      if (readRow === undefined) {
        readRow = rowReaderFor(record, options, pauses);
        continue;
      }
      tally.lastLine = info.lines;
      tally.rows += 1;
      await outlet.push(takeRow(readRow(record, info.lines), collapser, tally));
      progress.show(tally.rows, info.bytes);
      if (io.stop.aborted) break;
    }
    if (readRow === undefined) throw new CommandError(`${options.file}: is empty`);
    await outlet.push(collapser.flush());
    await outlet.close();
  } finally {
    progress.clear();
  }
}

async function* recordsOf(file: string, delimiter: string): AsyncGenerator<ReadRecord> {
  const parser = parse({ bom: true, delimiter, info: true, relaxColumnCount: true, skipEmptyLines: true });
  const source = createReadStream(file);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const read of parser) yield read as ReadRecord;
  } finally {
    source.destroy();
  }
}

/** The pauses of the cases of a file, by the name of the case, from the file of their state changes. */
async function pausesFor({ delimiter, mapping }: ImportOptions): Promise<PausesByCase> {
  const states = mapping.case?.states;
  if (states === undefined) return new Map();
  const records: ReadRecord[] = [];
  try {
    for await (const each of recordsOf(states.file, delimiter)) records.push(each);
  } catch (error) {
    throw explained(error, states.file);
  }
  return readPauses(
    records.map(({ record, info }) => ({ cells: record, line: info.lines })),
    states,
    readTimeOf(mapping),
  );
}

function readTimeOf({ timeFormat, timeZone }: ColumnMapping): TimeReader {
  return createTimeReader(timeFormat, timeZone);
}

function rowReaderFor(header: readonly string[], { file, mapping }: ImportOptions, pauses: PausesByCase): RowReader {
  const names = header.map((name) => name.trim());
  const readTime = readTimeOf(mapping);
  const reader =
    mapping.case === undefined
      ? createRowReader(names, mapping, readTime)
      : createCaseReader(names, { ...mapping, case: mapping.case }, { readTime, pauses });
  if ('readRow' in reader) return reader.readRow;
  throw new CommandError(reader.faults.map((fault) => `${file}: ${fault}`).join('\n'));
}

function takeRow(row: ReturnType<RowReader>, collapser: Collapser, tally: ImportTally): ReadMeasurement[] {
  tally.missing += row.missing;
  addRejections(tally, row.rejected);
  const released = row.read.flatMap((read) => collapser.add(read));
  tally.collapsed = collapser.collapsed;
  return released;
}

/** Gathers batches and sends them one after the other, in order; `push` waits while two are full. */
function createOutlet(send: SendBatch, batchSize: number, tally: ImportTally) {
  const waiting: ReadMeasurement[] = [];
  let underWay: Promise<void> = Promise.resolve();
  const sendNext = async (): Promise<void> => {
    await underWay;
    const batch = waiting.splice(0, batchSize);
    underWay = sendAndCount(send, batch, tally);
    // Its failure is met by the next await; until then it must not count as unhandled.
    underWay.catch(() => undefined);
  };
  return {
    async push(reads: readonly ReadMeasurement[]): Promise<void> {
      for (const read of reads) waiting.push(read);
      while (waiting.length >= batchSize) await sendNext();
    },
    async close(): Promise<void> {
      while (waiting.length > 0) await sendNext();
      await underWay;
    },
  };
}

async function sendAndCount(send: SendBatch, batch: readonly ReadMeasurement[], tally: ImportTally): Promise<void> {
  const answer = await send(batch.map(({ measurement }) => measurement));
  tally.accepted += answer.accepted;
  tally.duplicate += answer.duplicate;
  const rejections = answer.reasons.map(({ index, reason }) => {
    const { line, column } = batch[index] ?? { line: 0, column: '' };
    return { line, column, reason };
  });
  addRejections(tally, rejections, answer.rejected);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw explained(error, path);
  }
}

/** Faults of the file and its form are the user's to mend: they become a CommandError that names the file. */
function explained(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const isOfFile = ['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'].includes(error.code);
  const isOfForm = error.code.startsWith('CSV_');
  return isOfFile || isOfForm ? new CommandError(`${path}: ${error.message}`, { cause: error }) : error;
}
