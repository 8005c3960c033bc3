import { readFile } from 'node:fs/promises';
import type newmanModule from 'newman';
import { ArgumentError } from './argument-error.ts';
import { isJsonObject, type JsonObject, parsedJson } from './json.ts';
import type { CheckResult, ExchangeExcerpt } from './report/report.ts';

type Newman = typeof newmanModule;

/** The files of a collection to run. */
export interface PostmanFiles {
  collection: string;
  environment?: string;
  /** Variables of the environment, in place of what its file says: kits are pointed at a server by them. */
  variables: Readonly<Record<string, string>>;
}

/** What is read of newman's summary. All of it may be missing. */
interface Execution {
  item?: { name?: string };
  request?: { method?: string; url?: { toString: () => string }; headers?: unknown; body?: unknown };
  response?: { code?: number; status?: string; responseTime?: number; stream?: unknown };
  requestError?: { message?: string };
  assertions?: { assertion?: string; skipped?: boolean; error?: { message?: string } }[];
}

/**
 * Runs a Postman collection, as it is, with newman; a result for each of its tests. Rejects with ArgumentError when the
 * files cannot be used or newman is not installed.
 */
export async function runPostman(files: PostmanFiles): Promise<CheckResult[]> {
  const collection = await readObject(files.collection, 'collection');
  const environment = files.environment === undefined ? undefined : await readObject(files.environment, 'environment');
  const newman = await loadNewman();
  const summary = await new Promise<unknown>((resolve, reject) => {
    const envVar = Object.entries(files.variables).map(([key, value]) => ({ key, value }));
    const options = { collection, ...(environment === undefined ? {} : { environment }), envVar, reporters: [] };
    newman.run(options, (error, done) =>
      error === null ? resolve(done) : reject(new ArgumentError(`--postman: ${error.message}`)),
    );
  });
  return executionsOf(summary).flatMap(resultsOf);
}

async function readObject(file: string, what: string): Promise<JsonObject> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new ArgumentError(`the ${what} cannot be read: ${error instanceof Error ? error.message : file}`);
  });
  const value = parsedJson(text);
  if (!isJsonObject(value)) throw new ArgumentError(`the ${what} ${file} is no JSON object`);
  return value;
}

// Read only when it is needed: with all that it brings, it takes a second and some 60 MB of disk.
async function loadNewman(): Promise<Newman> {
  try {
    const { default: newman } = await import('newman');
    return newman;
  } catch {
    throw new ArgumentError('--postman needs newman, which is not installed here: npm install --no-save newman@6.2.2');
  }
}

function executionsOf(summary: unknown): Execution[] {
  const run = isRecord(summary) ? summary['run'] : undefined;
  const executions = isRecord(run) ? run['executions'] : undefined;
  return Array.isArray(executions) ? executions.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function resultsOf(execution: Execution, at: number): CheckResult[] {
  const name = execution.item?.name ?? `request ${String(at + 1)}`;
  const { requestError, assertions = [] } = execution;
  if (requestError !== undefined)
    return [resultOf({ execution, at, test: 0, title: `${name}: is answered` }, requestError.message)];
  const tests = assertions.filter(({ skipped }) => skipped !== true);
  if (tests.length === 0) return [resultOf({ execution, at, test: 0, title: `${name}: is answered` }, undefined)];
  return tests.map(({ assertion = 'a test', error }, test) =>
    resultOf(
      { execution, at, test, title: `${name}: ${assertion}` },
      error === undefined ? undefined : (error.message ?? 'failed'),
    ),
  );
}

interface Judged {
  execution: Execution;
  at: number;
  test: number;
  title: string;
}

function resultOf({ execution, at, test, title }: Judged, fault: string | undefined): CheckResult {
  const excerpt = excerptOf(execution);
  return {
    id: `POSTMAN-${String(at + 1)}-${String(test + 1)}`,
    ...{ title, rule: { document: 'Postman', section: 'collection' }, severity: 'must', api: 'Postman collection' },
    outcome: fault === undefined ? 'passed' : 'failed',
    durationMs: test === 0 ? (execution.response?.responseTime ?? 0) : 0,
    ...(fault === undefined ? {} : { failure: { message: fault, judged: excerpt, exchanges: [excerpt] } }),
  };
}

function excerptOf({ request, response }: Execution): ExchangeExcerpt {
  const method = request?.method ?? 'GET';
  const url = request?.url?.toString() ?? '';
  const sent = bodyOf(request?.body);
  const data = sent === undefined ? '' : ` -H 'Content-Type: application/json' --data-raw ${quoted(sent)}`;
  return {
    request: [`${method} ${url}`, ...(sent === undefined ? [] : ['', sent])].join('\n'),
    ...(response === undefined ? {} : { response: responseText(response) }),
    curl: `curl -i --globoff -X ${method}${data} ${quoted(url)}`,
  };
}

function bodyOf(body: unknown): string | undefined {
  const raw = isRecord(body) ? body['raw'] : undefined;
  return typeof raw === 'string' && raw !== '' ? raw : undefined;
}

function responseText({ code, status = '', stream }: NonNullable<Execution['response']>): string {
  const text = Buffer.isBuffer(stream) ? stream.toString('utf8').slice(0, 4000) : '';
  return [`${String(code)} ${status}`, '', text].join('\n');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
