import axios from 'axios';
import type { AxiosResponse } from 'axios';
import { isJsonObject, objectsAt, textAt } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { CommandError } from './io.ts';
import type { Io } from './io.ts';
import type { WireMeasurement } from './mapped-row.ts';

/** What the service made of a batch. */
export interface BatchAnswer {
  /** New, or in the place of another value. */
  accepted: number;
  duplicate: number;
  rejected: number;
  /** The rejected ones, as far as the service lists them; `index` is the place in the batch. */
  reasons: { index: number; reason: string }[];
}

/** Sends one batch; resolves once the service has stored it. Safe to repeat. Throws CommandError when it cannot. */
export type SendBatch = (batch: readonly WireMeasurement[]) => Promise<BatchAnswer>;

/** Waits between attempts, ms: about a minute and a half in all, enough for a restart of the service. */
const retryDelaysMs: readonly number[] = [250, 500, 1000, 2000, 5000, 10_000, 15_000, 20_000, 30_000];

const timeoutMs = 60_000;

/** Answers that say "later", not "no": overloaded, starting, stopping, or a proxy whose service is away. */
const passing: readonly number[] = [429, 502, 503, 504];

/**
 * A sender to `{baseUrl}/assurance/v1/measurement`. No connection, no answer in time and 429, 502, 503, 504 are tried
 * again after `delaysMs` (or what `Retry-After` says, at most the longest of them); other answers end the import.
 */
export function createSender(
  baseUrl: string,
  io: Pick<Io, 'clock' | 'err' | 'stop'>,
  delaysMs = retryDelaysMs,
): SendBatch {
  const url = `${baseUrl.replace(/\/+$/, '')}/assurance/v1/measurement`;
  return async (batch) => {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await post(url, batch);
      if ('response' in answer && !passing.includes(answer.response.status)) return readAnswer(answer.response, url);
      const reason = 'response' in answer ? `HTTP ${answer.response.status}` : answer.failure;
      const delayMs = delaysMs[attempt];
      if (delayMs === undefined) throw new CommandError(`${url}: ${reason}; gave up after ${attempt + 1} attempts`);
      io.err(`${url}: ${reason}; trying again\n`);
      await io.clock.sleep('response' in answer ? waitOf(answer.response, delayMs, delaysMs) : delayMs, io.stop);
      if (io.stop.aborted) throw new CommandError(`${url}: ${reason}; stopped. Repeating the import is safe.`);
    }
  };
}

async function post(
  url: string,
  batch: readonly WireMeasurement[],
): Promise<{ response: AxiosResponse } | { failure: string }> {
  try {
    const response = await axios.post<unknown>(url, batch, {
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      timeout: timeoutMs,
      maxRedirects: 0,
      maxBodyLength: Infinity,
      proxy: false,
      validateStatus: () => true,
    });
    return { response };
  } catch (error) {
    if (!axios.isAxiosError(error)) throw error;
    return { failure: error.message || (error.code ?? 'no connection') };
  }
}

function waitOf(response: AxiosResponse, delayMs: number, delaysMs: readonly number[]): number {
  const text: unknown = response.headers['retry-after'];
  const seconds = typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : 0;
  return Math.max(delayMs, Math.min(seconds * 1000, ...delaysMs.slice(-1)));
}

function readAnswer(response: AxiosResponse, url: string): BatchAnswer {
  const body: unknown = response.data;
  if (!isJsonObject(body)) throw new CommandError(`${url}: HTTP ${response.status}, not an answer of Surety`);
  const count = (name: string): number | undefined => (typeof body[name] === 'number' ? body[name] : undefined);
  const [accepted, duplicate, rejected] = [count('accepted'), count('duplicate'), count('rejected')];
  if (accepted === undefined || duplicate === undefined || rejected === undefined) {
    throw new CommandError(`${url}: HTTP ${response.status}: ${textAt(body, 'message') ?? 'not an answer of Surety'}`);
  }
  return { accepted, duplicate, rejected, reasons: reasonsIn(body) };
}

function reasonsIn(body: JsonObject): BatchAnswer['reasons'] {
  const refused = objectsAt(body, 'results').filter((result) => textAt(result, 'outcome') === 'rejected');
  return refused.map((result) => {
    const path = textAt(result, 'path') ?? '';
    const reason = textAt(result, 'reason') ?? 'refused';
    return { index: Number(result['index']), reason: path === '' ? reason : `${path}: ${reason}` };
  });
}
