import { join } from 'node:path';
import { findChromium } from './chromium.ts';
import { closingLines, hasTests, mochaOver, overall, runSuite, suiteFolders } from './suites.ts';
import type { SuiteResult } from './suites.ts';

/**
 * `npm test`: everything that can be tested on this machine. Every folder of test/ on the embedded store, then the suites
 * that need something more: a MongoDB server (`npm run test:mongo`), a Chromium. The last lines say what ran and what
 * could not, the very last `N passed, N failed`. With `CI` set, a server that cannot be had is a failure. With names of
 * folders as arguments (`scripts/test.ts unit api`) only those are run, on the embedded store.
 */

/** Not suites of their own on the embedded store: helpers, and what needs a server or a browser. */
const elsewhere = ['support', 'mongo', 'mongo-plans', 'browser'];

/** Without these something is badly wrong with the working copy. */
const expected = [
  'unit',
  'contract',
  'api',
  'property',
  'conformance',
  'jobs',
  'dashboard',
  'acceptance',
  'chaos',
  'demo',
  'reference',
  'scenarios',
];

/** Exit code of scripts/test-mongo.ts when no server could be had. */
const noServer = 77;

async function testEmbedded(names: readonly string[]): Promise<SuiteResult[]> {
  const found = suiteFolders('test', elsewhere);
  const all = [...expected, ...found.filter((folder) => !expected.includes(folder))];
  const results: SuiteResult[] = [];
  for (const name of names.length > 0 ? names : all) {
    const result: SuiteResult = found.includes(name)
      ? await runSuite(name, mochaOver(join('test', name)))
      : { name, kind: 'notRun', reason: `test/${name} has no tests`, isFault: true };
    results.push(result);
  }
  return results;
}

async function testMongo(): Promise<SuiteResult> {
  const args = ['--import', 'tsx', 'scripts/test-mongo.ts'];
  const { exitCode, ...result } = await runSuite('mongo', { file: process.execPath, args, isOfSeveral: true });
  if (exitCode !== noServer) return result;
  const isFault = (process.env['CI'] ?? '') !== '';
  return { name: 'mongo', kind: 'notRun', reason: 'no MongoDB server could be had (see above)', isFault };
}

async function testBrowser(): Promise<SuiteResult> {
  const folder = join('test', 'browser');
  const chromium = findChromium(process.env);
  if (!hasTests(folder)) return { name: 'browser', kind: 'notRun', reason: `${folder} has no tests`, isFault: true };
  if (chromium === undefined) {
    return {
      name: 'browser',
      kind: 'notRun',
      reason: 'no Chromium on PATH or in SURETY_TEST_CHROMIUM',
      isFault: false,
    };
  }
  return runSuite('browser', { ...mochaOver(folder), env: { SURETY_TEST_CHROMIUM: chromium } });
}

const names = process.argv.slice(2);
const results = await testEmbedded(names);
if (names.length === 0) results.push(await testMongo(), await testBrowser());
process.stdout.write(`\n${closingLines(results).join('\n')}\n`);
process.exitCode = overall(results).failed > 0 ? 1 : 0;
