import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type Service } from '../compose.ts';
import { type Config, type Environment, readConfig } from '../config.ts';
import { type Clock, systemClock } from '../kernel/clock.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { RandomSource } from '../kernel/random.ts';
import { callbackLine } from './callback-line.ts';
import { createClient, type Client } from './client.ts';
import { contracts, subscriptionQuery } from './contracts.ts';
import { freePortFrom } from './free-port.ts';
import { startListener } from './listener.ts';
import { measurementsAt, pastUpTo, phaseAt, seededRandom, turn } from './network.ts';
import type { DemoOptions } from './options.ts';

/** What a run has from outside. */
export interface DemoSurroundings {
  env: Environment;
  /** Aborted to end it. */
  stop: AbortSignal;
  print: (line: string) => unknown;
}

const measurementPath = '/assurance/v1/measurement';
const batchSize = 500;

/**
 * Runs the real service on an embedded store in a temporary folder with sample contracts, a network that is measured
 * through the HTTP API, and a listener that prints the callbacks. Resolves to the exit code: 0 when stopped by hand, or
 * when a warning and a violation were delivered in the time given.
 */
export async function runDemo(options: DemoOptions, around: DemoSurroundings): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'surety-demo-'));
  const witness = createWitness(systemClock, around.print);
  const listener = await startListener(witness.receive);
  let service: Service | undefined;
  try {
    service = await compose(await configOf(folder, around.env));
    const url = await service.start();
    introduce(url, folder, around.print);
    const client = createClient(url);
    witness.begin();
    await setUp(client, listener.url);
    const stop = options.forMs === undefined ? around.stop : timed(around.stop, options.forMs);
    await feed(client, { stop, random: seededRandom(options.seed), print: around.print });
    return closingCode(options, around, witness);
  } finally {
    await service?.stop();
    await listener.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function configOf(folder: string, { PORT: port }: Environment): Promise<Config> {
  return readConfig({
    PORT: port === undefined || port === '' ? String(await freePortFrom(8080)) : port,
    SURETY_DATA_DIR: folder,
    SURETY_CALLBACK_ALLOW: '127.0.0.1',
    SURETY_SETTLE_TIME: '3s',
    SURETY_EVALUATION_INTERVAL: '500ms',
    SURETY_LOG_LEVEL: 'warn',
  });
}

function introduce(url: string, folder: string, print: DemoSurroundings['print']): void {
  print(`
Surety is running: the real service on its embedded store (in ${folder}, removed at the end).

  page  ${url}/dashboard
  APIs  ${url}/api-docs

The network has been good for hours. In ${String(turn.degradedAt)} s its latency rises towards what was promised: a warning. At ${String(turn.outageAt)} s
the access line in Oslo goes down for ${String(turn.recoveredAt - turn.outageAt)} s: violations. Then it recovers, and it all comes again every ${String(turn.length)} s.
Each line below is a callback that a subscribed system has just received. Ctrl-C ends it.
`);
}

/** Contracts and subscription first, then the past: what it shows is told to the subscriber as well. */
async function setUp(client: Client, callback: string): Promise<void> {
  await client.post('/tmf-api/slaManagement/v2/hub', { callback, query: subscriptionQuery });
  for (const { path, document } of contracts) await client.post(path, document);
}

interface Feed {
  stop: AbortSignal;
  random: RandomSource;
  print: DemoSurroundings['print'];
}

const phaseTexts = {
  good: 'the network is good',
  degraded: 'the latency rises',
  outage: 'the access line in Oslo is down',
};

/** Reports the past at once, then the present every second, until stopped. */
async function feed(client: Client, { stop, random, print }: Feed): Promise<void> {
  const startedAt = Math.floor(systemClock.now() / 1000) * 1000;
  const past = pastUpTo(startedAt, random);
  for (let at = 0; at < past.length; at += batchSize)
    await client.post(measurementPath, past.slice(at, at + batchSize));
  for (let second = 1; ; second += 1) {
    const at = startedAt + second * 1000;
    await systemClock.sleep(at - systemClock.now(), stop);
    if (stop.aborted) return;
    const phase = phaseAt(second);
    if (phase !== phaseAt(second - 1)) print(`           -- ${phaseTexts[phase]} --`);
    await client.post(measurementPath, measurementsAt(at, phase, random));
  }
}

/** Aborts with the other signal, or when the time is over. (A timeout signal may be collected before it fires.) */
function timed(stop: AbortSignal, ms: number): AbortSignal {
  const over = new AbortController();
  void systemClock.sleep(ms, stop).then(() => {
    over.abort();
  });
  return over.signal;
}

/** Prints callbacks and remembers the first warning and the first violation. */
interface Witness {
  /** From now on seconds are counted. */
  begin: () => void;
  receive: (body: JsonObject) => void;
  /** What has not been seen. */
  missing: () => string[];
}

function createWitness(clock: Clock, print: DemoSurroundings['print']): Witness {
  let begunAt = clock.now();
  const seen = new Set<string>();
  return {
    begin: () => {
      begunAt = clock.now();
    },
    receive: (body) => {
      const now = clock.now();
      const { text, kind } = callbackLine(body, now);
      print(text);
      if (kind === 'other' || seen.has(kind)) return;
      seen.add(kind);
      print(`           == first ${kind} delivered after ${((now - begunAt) / 1000).toFixed(1)} s ==`);
    },
    missing: () => ['warning', 'violation'].filter((kind) => !seen.has(kind)),
  };
}

function closingCode({ forMs }: DemoOptions, { stop, print }: DemoSurroundings, witness: Witness): number {
  const missing = witness.missing();
  if (forMs === undefined || stop.aborted || missing.length === 0) {
    print('The demonstration ends.');
    return 0;
  }
  print(`The time is over, and no ${missing.join(' and no ')} was delivered.`);
  return 1;
}
