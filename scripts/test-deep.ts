import { join } from 'node:path';
import { closingLines, mochaOver, overall, runSuite } from './suites.ts';
import type { SuiteResult } from './suites.ts';

/**
 * `npm run test:deep`: the suites of test/property with ten times as much drawn, on the embedded store and then on a
 * MongoDB server where one can be had. SURETY_SEED=N draws the same as a run that named N, SURETY_SEED=random anew. Then
 * 100,000 drawn histories against the reference evaluator. Then the faulty servers of test/conformance, each before all checks of its API until one notices.
 */

/** Exit code of scripts/test-mongo.ts when no server could be had. */
const noServer = 77;

const env = { SURETY_DEEP: '1' };

async function onMongo(): Promise<SuiteResult> {
  const args = ['--import', 'tsx', 'scripts/test-mongo.ts'];
  const { exitCode, ...result } = await runSuite('mongo', { file: process.execPath, args, env, isOfSeveral: true });
  if (exitCode !== noServer) return result;
  return { name: 'mongo', kind: 'notRun', reason: 'no MongoDB server could be had (see above)', isFault: false };
}

const onEmbedded = await runSuite('embedded', { ...mochaOver(join('test', 'property')), env });
const mutants = mochaOver(join('test', 'conformance'), ['--grep', 'are noticed:']);
const onReference = await runSuite('reference', { ...mochaOver(join('test', 'reference')), env });
const results: SuiteResult[] = [
  ...[onEmbedded, await onMongo(), onReference],
  await runSuite('mutants', { ...mutants, env }),
];
process.stdout.write(`\n${closingLines(results).join('\n')}\n`);
process.exitCode = overall(results).failed > 0 ? 1 : 0;
