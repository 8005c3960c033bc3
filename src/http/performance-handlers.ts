import type { RequestHandler } from 'express';
import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { type Fault, invalidBody } from '../kernel/problem.ts';
import type { Ingest } from '../usecases/ingest-measurements.ts';
import { readPerformanceMeasurement } from '../usecases/performance-measurement.ts';
import type { HandlerTable } from './operation.ts';

/** What intake in the TMF628 shape needs. */
export interface PerformanceDeps {
  ingest: Ingest;
  clock: Pick<Clock, 'now'>;
  ids: IdSource;
}

/**
 * `POST /performanceMeasurement` (TMF628 v5 shape): one or an array, all or none. Answers 201 with what was sent, each with
 * an id; Problem invalid names what cannot be read as a measurement. Sending it again changes nothing.
 */
export function performanceHandlers(deps: PerformanceDeps): HandlerTable {
  return { 'POST /performanceMeasurement': { handle: createHandler(deps), body: 'documents' } };
}

function createHandler({ ingest, clock, ids }: PerformanceDeps): RequestHandler {
  return async (request, response) => {
    // Guarded and checked against the document before any handler runs.
    const body = request.body as JsonObject | JsonObject[];
    const sent = Array.isArray(body) ? body : [body];
    const now = clock.now();
    const mapped = sent.map((each) => readPerformanceMeasurement(each, now));
    const faults = mapped.flatMap(({ faults: own = [] }, index) =>
      Array.isArray(body) ? own.map((fault) => within(index, fault)) : own,
    );
    if (faults.length > 0) throw invalidBody(faults);
    await ingest(
      mapped.flatMap(({ measurements = [] }) => measurements),
      0,
    );
    const taken = sent.map(({ href: _href, ...rest }): JsonValue => ({ ...rest, id: ids.next() }));
    response.statusCode = 201;
    response.json(Array.isArray(body) ? taken : taken[0]);
  };
}

function within(index: number, { path, reason }: Fault): Fault {
  return { path: path === '' ? `[${String(index)}]` : `[${String(index)}].${path}`, reason };
}
