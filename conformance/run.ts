import type { Check } from './check.ts';
import { allChecks } from './checks/all-checks.ts';
import { apiDocuments } from './documents.ts';
import { createHttpClient } from './http-client.ts';
import { type Listener, startListener } from './listener.ts';
import { probe } from './probe.ts';
import { type CheckResult, type Report, totalsOf, verdictOf } from './report/report.ts';
import { type Place, placesOf } from './places.ts';
import { createPlaceRunner } from './place-runner.ts';
import { type ApiName, apiNames, dialectNames, type Target, targetsAt } from './targets.ts';
import { createTrash } from './trash.ts';

/** What a run is asked for. Only `url` is needed. */
export interface ConformanceOptions {
  /** Where the server is, without the APIs' own base paths: `https://host:8443` or `https://host/prefix`. */
  url: string;
  apis?: readonly ApiName[];
  dialects?: readonly (typeof dialectNames)[number][];
  /** Ids of checks, or their beginnings with a `*` behind: `TMF630-5-*`. Empty or absent: all. */
  only?: readonly string[];
  /** Sent with every request, e.g. `{ Authorization: 'Bearer ...' }`. Reports do not tell their values. */
  headers?: Readonly<Record<string, string>>;
  /** Name or address under which the server reaches this machine; 127.0.0.1 unless given. */
  listenerHost?: string;
  /** False: no notifications are looked at. */
  withHub?: boolean;
  /** Everything has to be offered and nothing may be wanting, `should` and `may` included. */
  isStrict?: boolean;
  /** How long a request may take. */
  requestTimeoutMs?: number;
  /** How long a notification may take to come. */
  eventDeadlineMs?: number;
  /** Breaks the run off: what was created is still removed, the report holds the results until then. */
  signal?: AbortSignal;
  /** Told of every result as it comes. */
  onResult?: (result: CheckResult, progress: Progress) => void;
}

/** How far a run has come. */
export interface Progress {
  done: number;
  total: number;
}

/** Documents beside this folder. */
const bundles = new URL('../api-specs/bundle/', import.meta.url);

/** The checks of a selection; throws RangeError for an id that fits none. */
export function checksFor(only: readonly string[] = []): readonly Check[] {
  if (only.length === 0) return allChecks;
  const fits = (pattern: string, id: string): boolean =>
    pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
  const unknown = only.filter((pattern) => !allChecks.some(({ id }) => fits(pattern, id)));
  if (unknown.length > 0) throw new RangeError(`no check is called ${unknown.join(', ')}; --list names them all`);
  return allChecks.filter(({ id }) => only.some((pattern) => fits(pattern, id)));
}

/**
 * Checks a server from outside and gives what was found; removes everything it has created, whatever happens. Rejects
 * with UnreachableError when nothing answers, or none of the APIs is there, and RangeError when `only` names no check.
 */
export async function runConformance(options: ConformanceOptions): Promise<Report> {
  const startedAt = new Date();
  const checks = checksFor(options.only);
  const { headers = {}, withHub = true, requestTimeoutMs = 30_000 } = options;
  const client = createHttpClient(requestTimeoutMs);
  const shared = { client, headers, trash: createTrash(client, headers) };
  let listener: Listener | undefined;
  try {
    const targets = await probe(targetsOf(options), { client, headers });
    listener = withHub ? await startListener(options.listenerHost ?? '127.0.0.1') : undefined;
    const places = placesOf(checks, targets);
    const runner = createPlaceRunner({ ...options, shared, targets, listener, documents: apiDocuments(bundles) });
    const { results, leftovers } = await runAll(places, runner, options);
    leftovers.push(...(await shared.trash.empty()));
    return reportOf({ options, startedAt, targets, places, results, leftovers });
  } finally {
    await listener?.close();
    client.close();
  }
}

function targetsOf({ url, apis = apiNames, dialects = dialectNames }: ConformanceOptions): Target[] {
  return targetsAt(url, { apis, dialects });
}

async function runAll(
  places: readonly Place[],
  runner: ReturnType<typeof createPlaceRunner>,
  { signal, onResult }: ConformanceOptions,
): Promise<Pick<Run, 'results' | 'leftovers'>> {
  const results: CheckResult[] = [];
  const leftovers: string[] = [];
  for (const place of places) {
    if (signal?.aborted === true) break;
    const { result, left } = await runner(place);
    results.push(result);
    leftovers.push(...left);
    onResult?.(result, { done: results.length, total: places.length });
  }
  return { results, leftovers };
}

interface Run {
  options: ConformanceOptions;
  startedAt: Date;
  targets: readonly Target[];
  places: readonly Place[];
  results: CheckResult[];
  leftovers: string[];
}

function reportOf({ options, startedAt, targets, places, results, leftovers }: Run): Report {
  const totals = totalsOf(results);
  const { isStrict = false } = options;
  return {
    verdict: verdictOf(totals, isStrict),
    ...{ url: options.url, startedAt: startedAt.toISOString(), durationMs: Date.now() - startedAt.getTime() },
    ...{ isStrict, isInterrupted: results.length < places.length, totals },
    apis: targets.map(({ title, baseUrl, isOffered, absence }) => ({
      ...{ title, baseUrl, isOffered, totals: totalsOf(results.filter(({ api }) => api === title)) },
      ...(absence === undefined ? {} : { absence }),
    })),
    ...{ results, leftovers },
  };
}
