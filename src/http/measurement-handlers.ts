import type { Request, RequestHandler } from 'express';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { invalidQuery, Problem, problemCode } from '../kernel/problem.ts';
import { guardDocument } from '../tmf630/document-guard.ts';
import type { Ingest, IngestResult } from '../usecases/ingest-measurements.ts';
import { mediaTypeOf } from './body-parsing.ts';
import type { HandlerTable } from './operation.ts';
import { ndjsonLines } from './ndjson.ts';
import { rawQueryOf } from './request-context.ts';

/** Lines taken in with one write. */
const batchSize = 500;
const maximumLineBytes = 64 * 1024;
/** Results of a stream that are listed; those beyond are only counted. */
const maximumListed = 1_000;

/**
 * Intake: `POST /measurement` with one measurement, an array, or an NDJSON stream of any length. Answers how many were
 * accepted, duplicate and rejected, and which were rejected why (`index` counts from 0, blank lines left out); with
 * `?results=all` the outcome of each. A stream is read only as fast as it is taken in. What the answer counts as accepted
 * is durable; sending it again changes nothing.
 */
export function measurementHandlers(ingest: Ingest): HandlerTable {
  return { 'POST /measurement': { handle: measurementHandler(ingest), body: 'parts' } };
}

function measurementHandler(ingest: Ingest): RequestHandler {
  return async (request, response) => {
    const isStream = mediaTypeOf(request.headers['content-type'])?.type === 'application/x-ndjson';
    const tally = new Tally(listsAll(request), isStream ? maximumListed : Infinity);
    const isWhole = isStream
      ? await takeInStream(ingest, request, tally)
      : await takeInBody(ingest, request.body as JsonValue, tally);
    // A broken connection leaves nobody to answer; what was taken in stays and may be sent again.
    if (isWhole) response.json(tally.answer());
  };
}

function listsAll(request: Request): boolean {
  const asked = new URLSearchParams(rawQueryOf(request)).getAll('results');
  if (asked.some((text) => text !== 'all' && text !== 'rejected'))
    throw invalidQuery('results', 'must be rejected or all');
  return asked.includes('all');
}

async function takeInBody(ingest: Ingest, body: JsonValue, tally: Tally): Promise<true> {
  await takeIn(
    ingest,
    (Array.isArray(body) ? body : [body]).map((value) => ({ value })),
    tally,
  );
  return true;
}

async function takeInStream(ingest: Ingest, request: Request, tally: Tally): Promise<boolean> {
  try {
    for await (const lines of ndjsonLines(request, maximumLineBytes)) await takeIn(ingest, lines, tally);
  } catch (error) {
    if (!request.complete && request.destroyed) return false;
    throw error;
  }
  if (tally.size > 0) return true;
  throw new Problem('invalid', 'body: required', {
    code: problemCode.missingBody,
    faults: [{ path: '', reason: 'required' }],
  });
}

/** One measurement as it came, or why there is nothing to take in. */
type Part = { value: unknown; fault?: undefined } | { value?: undefined; fault: string };

async function takeIn(ingest: Ingest, parts: readonly Part[], tally: Tally): Promise<void> {
  for (let at = 0; at < parts.length; at += batchSize) {
    const batch = parts.slice(at, at + batchSize).map(guardPart);
    const results = await ingest(
      batch.map(({ value }) => value),
      tally.size,
    );
    tally.add(
      results.map((result, position) => {
        const refused = batch[position]?.refused;
        return refused === undefined ? result : { index: result.index, outcome: 'rejected', ...refused };
      }),
    );
  }
}

/** A part with a hostile or unreadable value taken out; the intake then refuses it, and the reason is ours. */
function guardPart({ value, fault }: Part): { value?: unknown; refused?: { path: string; reason: string } } {
  if (fault !== undefined) return { refused: { path: '', reason: fault } };
  try {
    return { value: guardDocument(value) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { refused: { path: '', reason: error.message, ...error.faults[0] } };
  }
}

/** What became of the measurements of one request so far. */
class Tally {
  readonly #counts = { accepted: 0, duplicate: 0, rejected: 0 };
  readonly #results: JsonObject[] = [];

  constructor(
    readonly listsAll: boolean,
    readonly maximumListed: number,
  ) {}

  /** How many measurements there were. */
  get size(): number {
    return this.#counts.accepted + this.#counts.duplicate + this.#counts.rejected;
  }

  add(results: readonly IngestResult[]): void {
    for (const { index, outcome, path, reason } of results) {
      this.#counts[outcome] += 1;
      if (this.#results.length >= this.maximumListed || (outcome !== 'rejected' && !this.listsAll)) continue;
      this.#results.push({
        index,
        outcome,
        ...(path === undefined ? {} : { path }),
        ...(reason === undefined ? {} : { reason }),
      });
    }
  }

  answer(): JsonObject {
    return { ...this.#counts, results: this.#results };
  }
}
