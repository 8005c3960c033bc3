import { findMongoServer } from '../test/support/mongo-server.ts';
import { judged, run, totalsIn } from './suites.ts';

/**
 * `npm run test:mongo`: the contract, api, property, job and query plan suites on a real server over the wire. Says which server it
 * got; the last line says what was run. Exit code 77 when no server could be had (`npm test` reports that, and counts it
 * as a failure where CI is set), 1 when the one that SURETY_TEST_MONGODB_URI names does not answer. Arguments are
 * mocha's, e.g. `npm run test:mongo -- --grep counter`.
 */

/** Exit code for: nothing was tested. */
const notRun = 77;

const drawn = 'test/property/**/*.test.ts';
const all = [
  'test/contract/mongo*.test.ts',
  'test/api/**/*.test.ts',
  drawn,
  'test/jobs/**/*.test.ts',
  'test/mongo-plans/**/*.test.ts',
  'test/chaos/**/*.test.ts',
];
/** A deep run is about what is drawn only. */
const specs = (process.env['SURETY_DEEP'] ?? '') === '' ? all : [drawn];

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
  const { exitCode, output } = await run({ file: process.execPath, args: [...args, ...more, ...specs], env });
  const { passed, failed } = judged(totalsIn(output), exitCode);
  process.stdout.write(`MongoDB suites: ${String(passed)} passed, ${String(failed)} failed on ${description}\n`);
  return failed > 0 ? 1 : 0;
}

process.exitCode = await main();
