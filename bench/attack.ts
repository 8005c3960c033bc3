import { Pool } from 'undici';
import { objective } from './bodies.ts';
import { load } from './load.ts';
import { type LoopDelay, loopWatch } from './loop-watch.ts';
import { type Server, settled, startSurety } from './servers.ts';

/** What one kind of attack did to the server. */
interface Attack extends LoopDelay {
  name: string;
  /** How many of the requests were answered with which status, e.g. `100 x 206`. */
  answers: string;
  seconds: number;
}

const collection = '/tmf-api/serviceQualityManagement/v4/serviceLevelObjective';
const parallel = 100;

/** What an attacker sends, a hundred at once; beside it an ordinary filter, for comparison. */
const attacks: readonly [name: string, query: (number: number) => string][] = [
  ['an ordinary read of one', (number) => `name=Latency ${number}`],
  ['an ordinary filter that no index serves', () => 'description=none'],
  ['^(a+)+$', () => 'description.regex=^(a+)+$'],
  ['a pattern of 10 kB', () => `description.regex=${'(a+)+'.repeat(2_000)}`],
  ['a repetition too large', () => 'description.regex=(a{1000}){1000}'],
  ['the dearest pattern, each another', (number) => `description.regex=(a|b)*a(a|b){${60 + (number % 25)}}.$`],
  ['many states, each another', (number) => `description.regex=[ab]*a[ab]{${200 + number}}!x?$`],
  ['nested repetitions', () => 'description.regex=^((a*)*|(a|b)*)*$'],
  ['ten patterns at once', (number) => dearPatterns(10, number)],
  ['a pattern in JSONPath', (number) => `filter=$[?(@.description=~/^(a+)+b{${number + 1}}c$/i)]`],
  ['nested conditions', () => `filter=${'$[?('.repeat(10)}$.description=='x'${')]'.repeat(10)}`],
];

function dearPatterns(count: number, number: number): string {
  return Array.from(
    { length: count },
    (_, at) => `n${at}>0&description.regex=(a|b)*a.{${15 + at + (number % 9)}}!`,
  ).join('&');
}

const textLength = 4_000;

/** Prints what every attack does to the event loop, for each store by name and environment. */
export async function reportAttacks(
  print: (line: string) => void,
  stores: readonly [name: string, env: Readonly<Record<string, string>>][],
  documents: number,
): Promise<void> {
  for (const [name, env] of stores) {
    print(
      `${name}: event-loop delay under ${parallel} parallel filters, ${documents} documents with texts of ${textLength}`,
    );
    for (const attack of await measureAttacks(name, env, { documents, length: textLength })) print(row(attack));
  }
}

function row({ name, maximumMs, p99Ms, answers, seconds }: Attack): string {
  const cells = [`p99 ${p99Ms.toFixed(1)} ms`, `max ${maximumMs.toFixed(1)} ms`, answers, `${seconds.toFixed(1)} s`];
  return `  ${name.padEnd(42)}   ${cells.join('   ')}`;
}

/** Runs every attack on a server of its own that holds `documents` objectives with texts of `length` characters. */
async function measureAttacks(
  name: string,
  env: Readonly<Record<string, string>>,
  { documents, length }: { documents: number; length: number },
): Promise<Attack[]> {
  const watch = loopWatch();
  const server = await startSurety(name, { ...env, ...watch.env });
  try {
    await fill(server, documents, length);
    await settled(server);
    const results: Attack[] = [];
    for (const [attack, query] of attacks) {
      await watch.read(server);
      const { answers, seconds } = await strike(server, query);
      results.push({ name: attack, answers, seconds, ...(await watch.read(server)) });
    }
    return results;
  } finally {
    await server.stop();
    watch.end();
  }
}

async function fill(server: Server, count: number, length: number): Promise<void> {
  const request = (number: number): { method: 'POST'; path: string; body: string } => ({
    method: 'POST',
    path: collection,
    body: JSON.stringify({ ...objective(number), description: longText(number, length) }),
  });
  await load(server, request, { count, concurrency: 8 });
}

/** Letters a and b in an order that looks like chance, the same in every run; every fourth text is of one letter. */
function longText(seed: number, length: number): string {
  if (seed % 4 === 0) return `${'a'.repeat(length)}!`;
  let state = seed + 1;
  const letters = Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state < 1_073_741_824 ? 'a' : 'b';
  });
  return `${letters.join('')}!`;
}

async function strike(server: Server, query: (number: number) => string): Promise<Pick<Attack, 'answers' | 'seconds'>> {
  const pool = new Pool(server.url, { connections: parallel, pipelining: 1, headersTimeout: 600_000 });
  const startedAt = performance.now();
  const statuses = await Promise.all(
    Array.from({ length: parallel }, async (_, number) => {
      const path = `${collection}?${encodeURI(query(number))}&limit=20`;
      const { statusCode, body } = await pool.request({ method: 'GET', path });
      await body.dump();
      return statusCode;
    }),
  );
  await pool.close();
  const counts = [...new Set(statuses)].map(
    (status) => `${statuses.filter((one) => one === status).length} x ${status}`,
  );
  return { answers: counts.join(', '), seconds: (performance.now() - startedAt) / 1000 };
}
