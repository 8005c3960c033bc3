import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { partitionCount } from '../../src/domain/measurement.ts';
import { matchAll } from '../../src/tmf630/query/filter-expression.ts';
import { assessment } from '../../src/resources/assessment.ts';
import type { StoredResource } from '../../src/tmf630/resource-store.ts';
import { eventsCollection } from '../../src/events/collections.ts';
import { slaViolation } from '../../src/resources/sla-violation.ts';
import type { CollectionSpec } from '../../src/tmf630/resource-store.ts';
import type { TestService } from '../support/service.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A promise about one column of a trace, for periods of an hour or five minutes. */
export interface TracePromise {
  ruleId: string;
  column: 'bitrate' | 'ping' | 'loss';
  figure: 'mean' | 'p95' | 'shareUnder100';
  lengthMs: number;
}

const forms = [
  { column: 'bitrate', figure: 'mean', metric: 'DL_bitrate', algorithm: 'mean', operator: '.ge', unit: 'kbit/s' },
  { column: 'ping', figure: 'p95', metric: 'PINGAVG', algorithm: 'p95', operator: '.le', unit: 'ms' },
  // prettier-ignore
  { column: 'loss', figure: 'shareUnder100', metric: 'PINGLOSS', algorithm: 'urn:slm:availability:v1?downWhen=gte:100', operator: '.ge', unit: '%' },
] as const;

const lengths = [
  { name: 'hourly', duration: 'PT1H', lengthMs: 3_600_000 },
  { name: 'fiveMinutes', duration: 'PT5M', lengthMs: 300_000 },
] as const;

/** The six promises every trace gets. */
export const tracePromises: readonly TracePromise[] = forms.flatMap(({ column, figure }) =>
  lengths.map(({ name, lengthMs }) => ({ ruleId: `${column}-${name}`, column, figure, lengthMs })),
);

/** Limits that make some periods of a trace kept and others missed. */
export type Limits = Readonly<Record<TracePromise['column'], string>>;

/** Makes the SLA of a trace; gives its id. */
export async function promiseTrace(url: string, subject: string, limits: Limits): Promise<string> {
  const rule = forms.flatMap(({ column, metric, algorithm, operator, unit }) =>
    lengths.map(({ name, duration }) => ({
      ...{ id: `${column}-${name}`, metric, operator, unit, referenceValue: limits[column] },
      transformationAlgorithmOfKQI: algorithm,
      conformanceWindow: { type: 'calendar', duration, timeZone: 'Europe/Dublin' },
      minCoverage: 0.01,
    })),
  );
  const sla = await postJson(`${url}/tmf-api/slaManagement/v2/sla`, {
    ...{ name: `Trace ${subject}`, relatedEntity: [{ id: subject }], rule },
    validFor: { startDateTime: '2020-01-01T00:00:00Z' },
  });
  return String(sla['id']);
}

/** Something measured two hours after a trace's end (UTC ms): so its last periods are over, whatever the clock says. */
export async function closeTrace(url: string, subject: string, end: number): Promise<void> {
  const at = new Date(end + 2 * 3_600_000).toISOString();
  const last = { DL_bitrate: 100_000, PINGAVG: 10, PINGLOSS: 0 };
  const body = Object.entries(last).map(([indicator, value]) => ({ indicator, subject, value, at }));
  await postJson(`${url}/assurance/v1/measurement`, body);
}

/** Posts JSON and gives the answer's body; throws when it is not a success. */
export async function postJson(url: string, body: object): Promise<Record<string, unknown>> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`POST ${url}: ${String(response.status)} ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

/** All elements of a list. */
export async function getAll(url: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  const separator = url.includes('?') ? '&' : '?';
  for (;;) {
    const response = await fetch(`${url}${separator}offset=${String(found.length)}&limit=500`);
    if (!response.ok) throw new Error(`GET ${url}: ${String(response.status)} ${await response.text()}`);
    const page = (await response.json()) as Record<string, unknown>[];
    found.push(...page);
    if (page.length < 500) return found;
  }
}

/** `surety import` of a trace, as an operator would type it. */
export async function importTrace(
  url: string,
  file: string,
  subject: string,
): Promise<{ exitCode: number; out: string }> {
  const args = [
    ...['bin/surety.js', 'import', file, '--url', url, '--subject', subject],
    ...['--time-column', 'Timestamp', '--time-format', 'yyyy.MM.dd_HH.mm.ss', '--time-zone', 'Europe/Dublin'],
    ...['--indicator', 'DL_bitrate=kbit/s', '--indicator', 'PINGAVG=ms', '--indicator', 'PINGLOSS=%', '--missing', '-'],
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.resume();
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode: exitCode ?? -1, out: Buffer.concat(chunks).toString() };
}

/** Relays, evaluates and delivers until there is nothing left to do; answers how many evaluations that took. */
export async function settle({ beats }: TestService): Promise<number> {
  let evaluated = 0;
  for (let round = 0; round < 50; round += 1) {
    let done = await beats.relay();
    for (let partition = 0; partition < partitionCount; partition += 1) {
      const count = await beats.evaluate(partition);
      done += count.evaluated;
      evaluated += count.evaluated;
    }
    await beats.deliver();
    if (done === 0) return evaluated;
  }
  throw new Error('it never settles');
}

/** Settles, lets the last periods be judged by the clock, and settles again. */
export async function settleToTheEnd(service: TestService): Promise<void> {
  await settle(service);
  for (let count = 0; count < 5; count += 1) {
    service.clock.advance(120_000);
    await settle(service);
  }
}

/** Everything that evaluation writes, as it is stored. */
export async function everythingStored(service: TestService): Promise<StoredResource[][]> {
  const read = async (spec: CollectionSpec): Promise<StoredResource[]> => {
    const store = await service.storage.collection(spec);
    return store.list({ filter: matchAll, sort: [], offset: 0, limit: 100_000 });
  };
  return Promise.all([assessment.collection, slaViolation.collection, eventsCollection].map(read));
}
