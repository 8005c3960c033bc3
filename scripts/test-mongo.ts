import { findMongoServer } from '../test/support/mongo-server.ts';
import { judged, mochaOptionsFor, run, type Totals, totalsIn } from './suites.ts';

/**
 * `npm run test:mongo`: the contract, api, property, job, query plan, chaos and hostile receiver suites on a real server over the wire. Says which server it
 * got; the last line says what was run. Exit code 77 when no server could be had (`npm test` reports that, and counts it
 * as a failure where CI is set), 1 when the one that SURETY_TEST_MONGODB_URI names does not answer. Arguments are
 * mocha's, e.g. `npm run test:mongo -- --grep counter`.
 */

/** Exit code for: nothing was tested. */
const notRun = 77;

const api = ['test/api/**/*.test.ts'];
const others = [
  'test/contract/mongo*.test.ts',
  'test/property/stores.test.ts',
  'test/jobs/**/*.test.ts',
  'test/mongo-plans/**/*.test.ts',
  'test/chaos/**/*.test.ts',
  'test/hostile/**/*.test.ts',
];
/** One run of mocha each. A deep run is about what is drawn only, and about all of that. */
const runs = (process.env['SURETY_DEEP'] ?? '') === '' ? [others, api] : [['test/property/**/*.test.ts']];

async function main(): Promise<number> {
  const found = await findMongoServer(process.env);
  if ('reasons' in found) {
    const isGiven = (process.env['SURETY_TEST_MONGODB_URI'] ?? '') !== '';
    const reasons = found.reasons.map((reason) => `  ${reason}\n`).join('');
    process.stdout.write(`${reasons}MongoDB suites: not run, no server could be had: ${found.reasons.at(-1) ?? ''}\n`);
    return isGiven ? 1 : notRun;
  }
  const { server } = found;
  const interrupted = (): void => void server.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    process.stdout.write(`MongoDB suites on ${server.description}\n`);
    return await runSuites(server.uri, server.description);
  } finally {
    await server.stop();
  }
}

async function runSuites(uri: string, description: string): Promise<number> {
  const colour = process.stdout.isTTY ? ['--color'] : [];
  const args = ['node_modules/mocha/bin/mocha.js', '--reporter', 'dot', '--fail-zero', '--timeout', '60000', ...colour];
  const env = { SURETY_TEST_MONGODB_URI: uri, SURETY_TEST_STORE: 'mongodb' };
  const more = process.argv.slice(2);
  const results: Totals[] = [];
  for (const specs of runs) {
    const options = specs === api ? mochaOptionsFor('api') : [];
    const all = [...args, ...options, ...more, ...specs];
    const { exitCode, output } = await run({ file: process.execPath, args: all, env });
    results.push(judged(totalsIn(output), exitCode));
  }
  const sum = (of: keyof Totals): number => results.reduce((total, each) => total + each[of], 0);
  const [passed, failed] = [sum('passed'), sum('failed')];
  process.stdout.write(`MongoDB suites: ${String(passed)} passed, ${String(failed)} failed on ${description}\n`);
  return failed > 0 ? 1 : 0;
}

process.exitCode = await main();
