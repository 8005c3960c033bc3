import type { Request, Response } from 'express';
import { Counter, Histogram, Registry } from 'prom-client';
import type { Logger } from '../kernel/logger.ts';
import { requestIdOf } from './request-context.ts';

/** Told of a request whose path is known: counts it, times it and writes the access line once it is answered. */
export type ObserveRequest = (request: Request, response: Response) => void;

/** The HTTP layer's side of the metrics. */
export interface HttpMetrics {
  /** The observer of one route; `route` is the template, never a path with ids, or `unknown` below a base path. */
  route(api: string, route: string): ObserveRequest;
}

/** What the service counts. Each is safe to call at any time; `count` defaults to 1. */
export interface Metrics {
  http: HttpMetrics;
  /** Measurements taken in: accepted, duplicate, replaced, rejected. */
  measurements(outcome: string, count?: number): void;
  /** Commitments evaluated. */
  evaluations(count?: number): void;
  /** Violations recorded. */
  violations(count?: number): void;
  /** Callback attempts: delivered, retried, abandoned. */
  deliveries(outcome: string, count?: number): void;
  /** Events taken from documents to their subscribers. */
  eventsRelayed(count?: number): void;
  /** Events that others sent: taken, outdated, refused, ignored, duplicate. */
  inboundEvents(outcome: string, count?: number): void;
  /** All of them in the Prometheus text format. */
  read(): Promise<string>;
  /** Its media type. */
  readonly contentType: string;
}

/** Metrics in a registry of their own. `now` gives milliseconds that never go back (for durations only). */
export function createMetrics(logger: Logger, now: () => number): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> =>
    new Counter({ name: `surety_${name}`, help, labelNames, registers });
  const measurements = counter('measurements_total', 'Measurements taken in, by outcome', ['outcome']);
  const evaluations = counter('evaluations_total', 'Commitments evaluated', []);
  const violations = counter('violations_total', 'Violations recorded', []);
  const deliveries = counter('deliveries_total', 'Callback attempts, by outcome', ['outcome']);
  const relayed = counter('events_relayed_total', 'Events handed on to their subscribers', []);
  const inbound = counter('inbound_events_total', 'Events received from others, by outcome', ['outcome']);
  return {
    http: createHttpMetrics(registry, logger, now),
    measurements: (outcome, count = 1) => measurements.inc({ outcome }, count),
    evaluations: (count = 1) => evaluations.inc(count),
    violations: (count = 1) => violations.inc(count),
    deliveries: (outcome, count = 1) => deliveries.inc({ outcome }, count),
    eventsRelayed: (count = 1) => relayed.inc(count),
    inboundEvents: (outcome, count = 1) => inbound.inc({ outcome }, count),
    read: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

function createHttpMetrics(registry: Registry, logger: Logger, now: () => number): HttpMetrics {
  const labelNames = ['api', 'route', 'method', 'status'] as const;
  const requests = new Counter({
    name: 'surety_http_requests_total',
    help: 'Requests answered',
    labelNames,
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'surety_http_request_duration_seconds',
    help: 'Time from routing a request to the end of its answer',
    labelNames,
    buckets: durationBuckets,
    registers: [registry],
  });
  return {
    route: (api, route) => (request, response) => {
      const begun = now();
      // Node.js refuses methods it does not know, so there are only so many.
      const { method } = request;
      response.on('close', () => {
        const durationMs = now() - begun;
        const labels = { api, route, method, status: String(response.statusCode) };
        requests.inc(labels);
        durations.observe(labels, durationMs / 1000);
        logger.debug({ requestId: requestIdOf(response), ...labels, durationMs }, 'request answered');
      });
    },
  };
}
