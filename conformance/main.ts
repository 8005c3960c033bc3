import { writeFile } from 'node:fs/promises';
import { ArgumentError } from './argument-error.ts';
import { type Arguments, readArguments, usage } from './arguments.ts';
import { UnreachableError } from './probe.ts';
import { type PostmanFiles, runPostman } from './postman.ts';
import { liveProgress, type Screen, summaryText, totalsText } from './report/console.ts';
import { junitOf } from './report/junit.ts';
import { pageOf } from './report/page.ts';
import { type CheckResult, type Report, totalsOf, verdictOf } from './report/report.ts';
import { checksFor, runConformance } from './run.ts';

/** Codes of the end. */
const exit = { passed: 0, failed: 1, notRun: 2, interrupted: 130 } as const;

const screen: Screen = {
  write: (text) => void process.stdout.write(text),
  isTerminal: process.stdout.isTTY && process.env['TERM'] !== 'dumb',
  columns: process.stdout.columns,
};

function listText(only: readonly string[]): string {
  return checksFor(only)
    .map(({ id, severity, rule, title }) => `${id}  (${severity}; ${rule.document} ${rule.section})\n    ${title}\n`)
    .join('');
}

/** The report with the results of a collection added. */
function withPostman(report: Report, results: readonly CheckResult[], baseUrl: string): Report {
  const all = [...report.results, ...results];
  const totals = totalsOf(all);
  const api = { title: 'Postman collection', baseUrl, isOffered: true, totals: totalsOf(results) };
  const durationMs = Date.now() - Date.parse(report.startedAt);
  return {
    ...report,
    durationMs,
    verdict: verdictOf(totals, report.isStrict),
    totals,
    apis: [...report.apis, api],
    results: all,
  };
}

async function collectionResults(files: PostmanFiles): Promise<CheckResult[]> {
  screen.write(`Postman collection ${files.collection}\n`);
  const results = await runPostman(files);
  for (const { outcome, title, failure } of results) {
    if (outcome === 'failed') screen.write(`✗ ${title}\n    ${failure?.message ?? ''}\n`);
  }
  screen.write(`  ${totalsText(totalsOf(results))}\n`);
  return results;
}

async function writeReports(report: Report, { json, junit, html }: Arguments['files']): Promise<void> {
  if (json !== undefined) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
  if (junit !== undefined) await writeFile(junit, junitOf(report));
  if (html !== undefined) await writeFile(html, pageOf(report));
}

/** Ctrl-C once: the check under way is ended, everything is removed and reported. Twice: the process ends at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      screen.write('\nStopping: removing what was created. Once more to leave it there.\n');
      controller.abort();
    });
  }
  return controller.signal;
}

async function run({ options, files, postman }: Arguments): Promise<number> {
  const signal = stopSignal();
  const live = liveProgress(screen);
  screen.write(`Checking ${options.url}\n`);
  const own = await runConformance({ ...options, signal, onResult: live.show });
  live.end();
  const results = postman === undefined || signal.aborted ? undefined : await collectionResults(postman);
  const report = results === undefined ? own : withPostman(own, results, postman?.collection ?? '');
  await writeReports(report, files);
  screen.write(summaryText(report, screen));
  return signal.aborted ? exit.interrupted : exit[report.verdict];
}

/** What is told of an error: to the user what to do, of a fault of the runner where it is. */
function complaint(error: unknown): string {
  if (error instanceof ArgumentError) return `${error.message}\n\n--help tells how to call it.`;
  if (error instanceof UnreachableError || error instanceof RangeError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function main(line: readonly string[]): Promise<number> {
  try {
    const asked = readArguments(line);
    if (!asked.isHelp && !asked.isList) return await run(asked);
    screen.write(asked.isHelp ? usage : listText(asked.options.only ?? []));
    return exit.passed;
  } catch (error) {
    process.stderr.write(`${complaint(error)}\n`);
    return exit.notRun;
  }
}

process.exitCode = await main(process.argv.slice(2));
