import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** What a suite's run came to. */
export interface Totals {
  passed: number;
  failed: number;
}

/** A suite that ran, or why it did not; `isFault` when that is itself a failure. */
export type SuiteResult =
  | { name: string; kind: 'ran'; totals: Totals; seconds: number }
  | { name: string; kind: 'notRun'; reason: string; isFault: boolean };

/** A command to run. */
export interface Command {
  file: string;
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** It runs several suites, and sees itself to it that each ends. */
  isOfSeveral?: boolean;
}

const colours = /\u001b\[[0-9;]*m/g;

/** Sums mocha's closing lines (`12 passing (3s)`, `1 failing`) in a run's output; several runs in one output add up. */
export function totalsIn(output: string): Totals {
  const plain = output.replace(colours, '');
  const sum = (pattern: RegExp): number =>
    [...plain.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
  return { passed: sum(/^ {2}(\d+) passing \(\w+\)$/gm), failed: sum(/^ {2}(\d+) failing$/gm) };
}

/** The totals, with one failure when the run ended badly without naming any (a crash, no tests found). */
export function judged(totals: Totals, exitCode: number): Totals {
  return exitCode !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
}

/** The closing lines: one for each suite, a blank line, and `N passed, N failed` alone on the last. */
export function closingLines(results: readonly SuiteResult[]): string[] {
  const width = Math.max(...results.map(({ name }) => name.length));
  const lines = results.map((result) => `${result.name.padEnd(width)}  ${describeResult(result)}`);
  const { passed, failed } = overall(results);
  return [...lines, '', `${passed} passed, ${failed} failed`];
}

function describeResult(result: SuiteResult): string {
  if (result.kind === 'notRun') return `${result.isFault ? 'FAILED: ' : ''}not run: ${result.reason}`;
  const { totals, seconds } = result;
  return `${totals.passed} passed, ${totals.failed} failed (${seconds.toFixed(1)} s)`;
}

/** The sum over all suites; one that had to run and did not counts as one failure. */
export function overall(results: readonly SuiteResult[]): Totals {
  const sum: Totals = { passed: 0, failed: 0 };
  for (const result of results) {
    sum.passed += result.kind === 'ran' ? result.totals.passed : 0;
    sum.failed += result.kind === 'ran' ? result.totals.failed : Number(result.isFault);
  }
  return sum;
}

/** The folders of `test` that hold tests, of those not in `except`; a test in a subfolder counts for its suite. */
export function suiteFolders(testFolder: string, except: readonly string[]): string[] {
  return readdirSync(testFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !except.includes(entry.name))
    .map((entry) => entry.name)
    .filter((name) => hasTests(join(testFolder, name)))
    .sort();
}

/** True when the folder is there with at least one test file. */
export function hasTests(folder: string): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.test.ts'));
}

/** Folders whose files are many, dear and independent (each has a service and a store of its own): run side by side. */
const sideBySide: ReadonlySet<string> = new Set(['api']);

/** Mocha's options for a folder of tests. */
export function mochaOptionsFor(folder: string): string[] {
  const name = folder.replace(/^test\//, '');
  return sideBySide.has(name) ? ['--parallel', '--jobs', String(Math.min(availableParallelism(), 8))] : [];
}

/** Runs mocha over one folder of tests, with the node that runs this process. */
export function mochaOver(folder: string, more: readonly string[] = []): Command {
  const colour = process.stdout.isTTY ? ['--color'] : [];
  const options = ['--reporter', 'dot', '--fail-zero', ...colour, ...mochaOptionsFor(folder), ...more];
  const args = ['node_modules/mocha/bin/mocha.js', ...options];
  return { file: process.execPath, args: [...args, `${folder}/**/*.test.ts`] };
}

/** No line of totals is longer, colours included. */
const longestLine = 200;
const totalsLine = /^ {2}\d+ passing \(\w+\)$/m;

/** How long a run may take to end, or to say more, once it has told totals. */
const longestEndMs = 300_000;

/**
 * Runs a command, showing its output as it comes; resolves to its exit code (1 when a signal ended it) and its output.
 * One that has told its totals and then neither ends nor says more is ended: what a test left open would hold up all
 * that follows.
 */
export function run(
  { file, args, env, isOfSeveral = false }: Command,
  { endMs = longestEndMs, show = (text: string): unknown => process.stdout.write(text) } = {},
): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
    let output = '';
    let hasTold = false;
    let ending: NodeJS.Timeout | undefined;
    const end = (): void => {
      show(`\nFAILED: not ended ${String(endMs / 1000)} s after its totals: a test left something open\n`);
      child.kill('SIGKILL');
    };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      show(chunk);
      // The line may come in two pieces.
      hasTold ||= totalsLine.test(output.slice(-chunk.length - longestLine).replace(colours, ''));
      clearTimeout(ending);
      if (hasTold && !isOfSeveral) ending = setTimeout(end, endMs);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(ending);
      resolve({ exitCode: code ?? 1, output });
    });
  });
}

/** Runs one suite and counts it. */
export async function runSuite(
  name: string,
  command: Command,
): Promise<SuiteResult & { kind: 'ran'; exitCode: number }> {
  process.stdout.write(`\n== ${name}\n`);
  const started = performance.now();
  const { exitCode, output } = await run(command);
  const seconds = (performance.now() - started) / 1000;
  return { name, kind: 'ran', totals: judged(totalsIn(output), exitCode), seconds, exitCode };
}
