import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Service, compose } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { createAddressGuard } from '../src/http/address-guard.ts';
import { createCallbackPost } from '../src/http/callback-post.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { silentLogger } from '../src/kernel/logger.ts';
import type { StoredResource } from '../src/tmf630/resource-store.ts';
import type { Command, Said } from './callback-listeners.ts';

/** The whole service on an empty embedded store, in this process, and its listeners in another. */
interface Hub {
  service: Service;
  ports: { fast: number[]; error: number[]; hang: number[] };
  /** Delays (ms) of the calls that fast listeners have had since the last call. */
  read(): Promise<number[]>;
  next: number;
  close(): Promise<void>;
}

interface Kinds {
  fast: number;
  error?: number;
  hang?: number;
}

const groups = 50;
/** A port that nothing listens on. */
const refusing = 1;

async function openHub({ fast, error = 0, hang = 0 }: Kinds, isAutomatic = true): Promise<Hub> {
  const folder = mkdtempSync(join(tmpdir(), 'surety-callbacks-'));
  const config = readConfig({ SURETY_DATA_DIR: folder, SURETY_CALLBACK_ALLOW: '127.0.0.1', PORT: '0' });
  const service = await compose(config, { logger: silentLogger, isAutomatic });
  const listeners = fork(new URL('callback-listeners.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  const opened = await tell(listeners, { do: 'open', fast, error, hang });
  if (!('ports' in opened)) throw new Error('no ports');
  if (isAutomatic) await service.start();
  return {
    ...{ service, ports: opened.ports, next: 1 },
    read: async () => {
      const said = await tell(listeners, { do: 'read' });
      return 'delays' in said ? said.delays : [];
    },
    close: async () => {
      await service.stop();
      listeners.disconnect();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function tell(listeners: ChildProcess, command: Command): Promise<Said> {
  return new Promise((resolve) => {
    listeners.once('message', (said) => resolve(said as Said));
    listeners.send(command);
  });
}

function stored(id: string, document: object, internal: object = {}): StoredResource {
  const now = Date.now();
  const resource = { id, revision: 1, createdAt: now, updatedAt: now };
  return { ...resource, document: { id, ...document }, internal: { ...internal } };
}

/** Subscribes ports to the violations of a group each, or to all of them. */
async function subscribe({ service }: Hub, ports: readonly number[], isGrouped: boolean): Promise<void> {
  const writes = ports.map((port, at) => {
    const query = isGrouped ? { query: `event.slaViolation.comment=g${String(at % groups)}` } : {};
    const document = { callback: `http://127.0.0.1:${String(port)}/listen/${String(at)}`, ...query };
    const resource = stored(`s${String(port)}-${String(at)}`, document, { api: 'tmf623-v2', dialect: 'tmf623' });
    return { kind: 'insert', resource, events: [] } as const;
  });
  await service.collections.hubs.writeMany(writes);
}

/** So many violations happen now, with their events in them, as the service writes them. */
async function happen(hub: Hub, count: number): Promise<void> {
  const writes = Array.from({ length: count }, () => {
    const number = hub.next++;
    const document = { date: new Date().toISOString(), comment: `g${String(number % groups)}`, sla: { id: '1' } };
    const resource = stored(String(number), document);
    const event = {
      ...{ eventId: `e-${String(number)}`, eventType: 'SLAViolationCreateNotification', occurredAt: Date.now() },
      ...{ resourceName: 'slaViolation', resourceId: String(number), sequence: 1, payload: resource.document },
    };
    return { kind: 'insert', resource, events: [event] } as const;
  });
  await hub.service.collections.violations.writeMany(writes);
}

type Print = (line: string) => void;

function percentile(values: readonly number[], percent: number): number {
  const ascending = [...values].sort((left, right) => left - right);
  return ascending[Math.min(ascending.length - 1, Math.floor((ascending.length * percent) / 100))] ?? Number.NaN;
}

/** Waits until so many calls have arrived, at most `seconds`; gives their delays. */
async function arrivals(hub: Hub, count: number, seconds: number): Promise<number[]> {
  const delays: number[] = [];
  const deadline = performance.now() + seconds * 1000;
  while (delays.length < count && performance.now() < deadline) {
    await sleep(20);
    delays.push(...(await hub.read()));
  }
  return delays;
}

/** Callbacks a second out of a backlog, through one endpoint and through many: reach 1,000. Then how soon they come. */
export async function reportCallbacks(print: Print, isQuick: boolean): Promise<void> {
  await reportFloor(print, isQuick ? 3000 : 10_000);
  for (const fast of [1, groups]) await reportThroughput(print, { fast, count: isQuick ? 3000 : 10_000 });
  await reportDelay(print, isQuick ? 5 : 20);
}

/** What posting costs by itself: beside it, what the hub costs is known on any machine. */
async function reportFloor(print: Print, count: number): Promise<void> {
  const hub = await openHub({ fast: 1 }, false);
  const poster = createCallbackPost({ guard: createAddressGuard(['127.0.0.1']), clock: systemClock });
  const url = `http://127.0.0.1:${String(hub.ports.fast[0])}/listen`;
  const headers = { 'content-type': 'application/json' };
  try {
    const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
    let left = count;
    const worker = async (): Promise<void> => {
      while (left-- > 0)
        await poster.post({ url, body: JSON.stringify({ eventTime: new Date().toISOString() }), headers });
    };
    await Promise.all(Array.from({ length: 32 }, worker));
    const { user, system } = process.cpuUsage(cpu);
    const perSecond = (1000 * count) / (performance.now() - startedAt);
    print(`posting alone: ${perSecond.toFixed(0)} calls/s, ${((user + system) / 1000 / count).toFixed(2)} ms CPU each`);
  } finally {
    await poster.close();
    await hub.close();
  }
}

async function reportThroughput(print: Print, { fast, count }: { fast: number; count: number }): Promise<void> {
  const hub = await openHub({ fast }, false);
  const { beats } = hub.service;
  try {
    await subscribe(hub, hub.ports.fast, fast > 1);
    await backlog(hub, 500);
    await beats.deliver();
    await hub.read();
    await backlog(hub, count);
    const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
    beats.deliverSoon(0);
    const delays = await arrivals(hub, count, 120);
    const seconds = (performance.now() - startedAt) / 1000;
    await beats.deliver();
    const { user, system } = process.cpuUsage(cpu);
    const cpuMs = (user + system) / 1000 / count;
    const cells = [
      `${String(fast)} endpoint(s) of 1 ms: ${(delays.length / seconds).toFixed(0)} callbacks/s`,
      `${cpuMs.toFixed(2)} ms CPU each (${(1000 / cpuMs).toFixed(0)}/s of one core)`,
    ];
    print(`${cells.join(', ')}; reach 1,000/s`);
  } finally {
    await hub.close();
  }
}

/** So many deliveries that are due. */
async function backlog(hub: Hub, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 500) await happen(hub, Math.min(left, 500));
  while ((await hub.service.beats.relay()) > 0);
}

async function reportDelay(print: Print, seconds: number): Promise<void> {
  const hub = await openHub({ fast: 1 });
  try {
    await subscribe(hub, hub.ports.fast, false);
    await offer(hub, { perSecond: 100, seconds: 2 });
    // What the warm-up still owes must not be counted below.
    await arrivals(hub, 200, 10);
    await offer(hub, { perSecond: 100, seconds });
    const delays = await arrivals(hub, 100 * seconds, 10);
    print(
      `event to first attempt at 100 events/s: p50 ${String(percentile(delays, 50))} ms, p95 ${String(percentile(delays, 95))} ms, p99 ${String(percentile(delays, 99))} ms, ${String(delays.length)} of ${String(100 * seconds)}; reach p95 500 ms`,
    );
  } finally {
    await hub.close();
  }
}

/** Violations at a steady rate, ten times a second or as often as the rate needs. */
async function offer(hub: Hub, { perSecond, seconds }: { perSecond: number; seconds: number }): Promise<void> {
  const startedAt = performance.now();
  for (let done = 0; done < perSecond * seconds;) {
    const due = Math.min(perSecond * seconds, Math.floor(((performance.now() - startedAt) / 1000) * perSecond));
    if (due > done) await happen(hub, due - done);
    done = Math.max(done, due);
    // As the service does when something has changed.
    const since = Date.now();
    hub.service.beats.relay().then(
      () => hub.service.beats.deliverSoon(since),
      () => undefined,
    );
    await sleep(10);
  }
}

/**
 * What dead endpoints (a third each refusing, hanging and answering 500) cost the healthy ones: their share of what was
 * offered, and how late it came, beside the same run without the dead. Reach 98 % and p99 250 ms.
 */
export async function reportDead(print: Print, isQuick: boolean): Promise<void> {
  const seconds = isQuick ? 10 : 30;
  for (const [healthy, dead, perSecond] of [
    [19, 1, 5],
    [500, 500, 10],
  ] as const) {
    for (const isWith of [false, true]) {
      const line = await deadRun({ healthy, dead: isWith ? dead : 0, perSecond, seconds });
      print(`${String(healthy)} healthy endpoints, ${isWith ? String(dead) : 'none'} dead: ${line}`);
    }
  }
  print('reach: 98 % of the offered rate, p99 at most 250 ms');
}

interface DeadRun {
  healthy: number;
  dead: number;
  /** Events; each goes to all of few endpoints, or to one group of many. */
  perSecond: number;
  seconds: number;
}

async function deadRun({ healthy, dead, perSecond, seconds }: DeadRun): Promise<string> {
  const third = Math.floor(dead / 3);
  const hang = dead - 2 * third;
  const hub = await openHub({ fast: healthy, error: third, hang });
  try {
    const isGrouped = healthy > groups;
    await subscribe(hub, hub.ports.fast, isGrouped);
    const refusers = Array.from({ length: third }, () => refusing);
    await subscribe(hub, [...hub.ports.hang, ...hub.ports.error, ...refusers], isGrouped);
    // Until the code is warm and all has come that is to come of it.
    const perEvent = isGrouped ? healthy / groups : healthy;
    await offer(hub, { perSecond, seconds: 3 });
    await arrivals(hub, perSecond * 3 * perEvent, 20);
    const expected = perSecond * seconds * perEvent;
    const cpu = process.cpuUsage();
    await offer(hub, { perSecond, seconds });
    // What has not come within a second of the last event is late.
    const delays = await arrivals(hub, expected, 1);
    const { user, system } = process.cpuUsage(cpu);
    const share = (100 * delays.length) / expected;
    return `${share.toFixed(1)} % of ${String(expected)} calls, p50 ${String(percentile(delays, 50))} ms, p99 ${String(percentile(delays, 99))} ms, ${((user + system) / 1e6).toFixed(1)} s CPU in ${String(seconds)} s`;
  } finally {
    await hub.close();
  }
}
