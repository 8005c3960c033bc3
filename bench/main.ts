import { availableParallelism, cpus } from 'node:os';
import { reportAttacks } from './attack.ts';
import { reportCallbacks, reportDead } from './callbacks.ts';
import { reportEvaluation } from './evaluation.ts';
import { reportGrowth } from './growth.ts';
import { measureEvaluation, measureIntake, measureMemory } from './assurance.ts';
import { type Measured, measureRequests, type Operation, operations } from './requests.ts';
import { type Server, startFloor, startSurety } from './servers.ts';

/*
 * Measures Surety beside the bare floor in one run: `npm run bench`, `npm run bench -- --quick`. With
 * SURETY_TEST_MONGODB_URI set, also on that server. Ratios and CPU time count; rates depend on the machine. With
 * `--growth` only what the embedded store's answers cost as a collection grows tenfold; exit code 1 when one grows that
 * must not. With `--attack` only what a hundred hostile filters at once do to the event loop, over 5,000 documents (500 when
 * quick) with long texts; a delay means something only on a machine that does nothing else. With `--callbacks` what one process sends
 * to listeners of 1 ms, and how soon; with `--dead` what dead endpoints cost the healthy ones: both on the embedded store. With
 * `--evaluation` what one of 1,000 commitments (20 when quick) costs after one new sample on the first and on the last day of a
 * month: most of its half an hour goes to 43 million samples.
 */
const isQuick = process.argv.includes('--quick');
const scale = isQuick ? { rounds: 2, count: 1000, total: 20_000 } : { rounds: 5, count: 3000, total: 200_000 };
const mongoUri = process.env['SURETY_TEST_MONGODB_URI'];

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function row(operation: Operation, floor: Measured, own: Measured): string {
  const [base, cost] = [floor[operation], own[operation]];
  const cells = [
    operation.padEnd(14),
    `${cost.cpuMs.toFixed(3)} ms CPU`,
    `floor ${base.cpuMs.toFixed(3)} ms`,
    `ratio ${(cost.cpuMs / base.cpuMs).toFixed(2)}`,
    `${cost.perSecond.toFixed(0)}/s`,
  ];
  return `  ${cells.join('   ')}`;
}

async function report(server: Server): Promise<void> {
  const memory = await measureMemory(server, { rate: 500, seconds: isQuick ? 3 : 10 });
  print(`  memory at 500 reads/s   ${memory.toFixed(0)} MB`);
  const intake = await measureIntake(server, { total: scale.total, series: 2000 });
  print(`  intake, batches of 100  ${intake.toFixed(0)} measurements/s durable`);
  const { seconds, cpuSeconds } = await measureEvaluation(server, 10_000);
  print(`  10,000 commitments after one new sample each: ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s CPU)`);
}

const [cpu] = cpus();
print(`${cpu?.model ?? 'unknown CPU'}, ${String(availableParallelism())} cores, Node ${process.version}`);
const only = process.argv.find((argument) =>
  ['--growth', '--attack', '--callbacks', '--dead', '--evaluation'].includes(argument),
);
const isWanted = (part: string): boolean => only === undefined || only === part;
if (isWanted('--growth') && !(await reportGrowth(print, isQuick ? 3 : 9))) process.exitCode = 1;
if (isWanted('--attack')) await reportAttacks(print, stored(), isQuick ? 500 : 5_000);
if (only === '--callbacks') await reportCallbacks(print, isQuick);
if (only === '--dead') await reportDead(print, isQuick);
if (only === '--evaluation' && !(await reportEvaluation(print, isQuick ? 4 : 200, isQuick ? 9 : 15)))
  process.exitCode = 1;
if (only === undefined) await compareServers();

/** The stores to measure, by name, and how Surety is started with each. */
function stored(): [name: string, env: Record<string, string>][] {
  return [
    ['embedded', {}],
    ...(mongoUri === undefined ? [] : [['mongodb', { MONGODB_URI: mongoUri }] as [string, Record<string, string>]]),
  ];
}

async function compareServers(): Promise<void> {
  const floor = await startFloor();
  const stores: Server[] = [];
  for (const [name, env] of stored()) stores.push(await startSurety(name, env));
  try {
    const measured = await measureRequests([floor, ...stores], scale);
    const base = measured.get('floor');
    for (const server of stores) {
      const own = measured.get(server.name);
      if (base === undefined || own === undefined) throw new Error('nothing measured');
      print(`${server.name}: ready in ${server.readyMs.toFixed(0)} ms`);
      for (const operation of operations) print(row(operation, base, own));
      await report(server);
    }
  } finally {
    for (const server of [floor, ...stores]) await server.stop();
  }
}
