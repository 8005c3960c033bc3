import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliverEventsJob } from '../jobs/deliver-events.ts';
import { createAgenda, type JobRunner, type RecurringJob } from '../jobs/agenda.ts';
import { evaluatePartitions } from '../jobs/evaluate-partitions.ts';
import { inProcessBackend } from '../jobs/in-process-backend.ts';
import { startJobs } from '../jobs/index.ts';
import { mongoBackend } from '../jobs/mongo-backend.ts';
import { purgeOldJob } from '../jobs/purge-old.ts';
import { relayEventsJob } from '../jobs/relay-events.ts';
import { type Beats, createBeats } from './beats.ts';
import { type Collections, openCollections, storeByName } from './collections.ts';
import type { Config } from './config.ts';
import { partitionCount } from './domain/measurement.ts';
import { eventRenderer } from './event-rendering.ts';
import { singleFlight } from './events/single-flight.ts';
import { subscriptionQueryFaults } from './events/subscription.ts';
import { subscriptionSource } from './events/subscription-source.ts';
import { createAddressGuard } from './http/address-guard.ts';
import { apiDocsRouter } from './http/api-docs.ts';
import { createApp } from './http/app.ts';
import { createCallbackPost } from './http/callback-post.ts';
import type { Readiness } from './http/health.ts';
import { createMetrics } from './http/metrics.ts';
import { createRenderer } from './http/render-resource.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import { type IdSource, systemIds } from './kernel/ids.ts';
import { textAt, objectAt } from './kernel/json.ts';
import type { Logger } from './kernel/logger.ts';
import { type RandomSource, systemRandom } from './kernel/random.ts';
import { isOnMongo, openStorage } from './open-storage.ts';
import { createPinoLogger } from './pino-logger.ts';
import { apiBindings, standardEventTypes } from './resources/bindings.ts';
import { placesOf, servedApis } from './served-apis.ts';
import { createShutdown } from './shutdown.ts';
import { createResourceService } from './tmf630/resource-service.ts';
import { createExplain } from './usecases/explain-commitment.ts';
import { createIngest } from './usecases/ingest-measurements.ts';
import type { Storage } from './usecases/ports.ts';

/** What tests and tools put in place of the machine's own. */
export interface Overrides {
  clock?: Clock;
  ids?: IdSource;
  random?: RandomSource;
  logger?: Logger;
  /** False: nothing happens by itself; `beats` are called by hand. */
  isAutomatic?: boolean;
}

/** The service, wired and with its database open. */
export interface Service {
  app: Awaited<ReturnType<typeof createApp>>;
  beats: Beats;
  storage: Storage;
  collections: Collections;
  /** Starts the jobs and listens; gives the address, e.g. `http://127.0.0.1:8080`. */
  start(): Promise<string>;
  /** Stops in reverse order within the configured time; twice is harmless. */
  stop(): Promise<void>;
}

/** Idle time of the relay and delivery beats: writes nudge them, so the beat is only the safety net. */
const safetyIntervalMs = 1000;
const purgeIntervalMs = 3_600_000;

/** Opens the database and wires the service. Rejects with a readable reason; what was opened is closed again. */
export async function compose(config: Config, overrides: Overrides = {}): Promise<Service> {
  const clock = overrides.clock ?? systemClock;
  const ids = overrides.ids ?? systemIds;
  const random = overrides.random ?? systemRandom;
  const logger = overrides.logger ?? createPinoLogger(config.logLevel);
  const shutdown = createShutdown(clock, logger);
  try {
    const storage = await openStorage(config);
    shutdown.push('storage', () => storage.close());
    const collections = await openCollections(storage);
    const metrics = createMetrics(logger, () => performance.now());
    const guard = createAddressGuard(config.callbackAllow);
    const poster = createCallbackPost({ guard, clock, timeoutMs: config.callbackTimeoutMs });
    shutdown.push('callback connections', () => poster.close());
    const bindings = apiBindings({ checkQuery: subscriptionQueryFaults, checkCallback: guard.checkUrl });
    const storeOf = storeByName(collections);
    const nextInteger = (counter: string): Promise<number> => storage.nextInteger(counter);
    const place = { origin: config.publicUrl ?? '' };
    const renderer = createRenderer(placesOf(bindings));
    const nudge = { relay: (): void => undefined };
    const service = createResourceService({
      ...{ clock, ids, nextInteger },
      storeOf: ({ collection }) => storeOf(collection.name),
      onChange: () => {
        nudge.relay();
      },
    });
    const eventTypes = new Map(Object.entries(standardEventTypes).map(([api, types]) => [api, new Set(types)]));
    const subscriptions = subscriptionSource({
      hub: collections.hubs,
      standardEventTypes: (api) => eventTypes.get(api) ?? new Set(),
      logger,
    });
    const render = eventRenderer(bindings, renderer, () => place.origin);
    const beats = createBeats({
      ...{ config, storage, collections, service, subscriptions, render, post: poster.post },
      ...{ metrics, logger, clock, ids, random },
    });
    shutdown.push('deliveries', () => beats.stop(config.stopTimeoutMs / 2));
    if (overrides.isAutomatic ?? true) nudge.relay = nudgeOf(beats, logger);
    const { buckets } = storage;
    const ingest = createIngest({ buckets, clock, onOutcome: metrics.measurements, onAccepted: () => undefined });
    const explain = createExplain({ ...collections, buckets, clock });
    const { maximumLimit, publicUrl } = config;
    const apis = servedApis({ bindings, service, renderer, explain, ingest, clock, ids, maximumLimit, publicUrl });
    const documented = apis.map(({ api, spec }) => ({
      name: api,
      title: textAt(objectAt(spec, 'info') ?? {}, 'title') ?? api,
      document: spec,
    }));
    const running: { jobs?: JobRunner } = {};
    const app = await createApp({
      ...{ apis, metrics, logger, ids, validateResponses: config.validateResponses },
      extraRouters: [apiDocsRouter(documented)],
      readiness: () => readinessOf(storage, running.jobs, clock),
    });
    const start = async (): Promise<string> => {
      if (overrides.isAutomatic ?? true) {
        const backend = isOnMongo(storage) ? await mongoBackend(storage.db) : inProcessBackend(clock, ids);
        const jobs = await createAgenda(backend, { clock, logger });
        running.jobs = jobs;
        shutdown.push('jobs', () => jobs.stop(config.stopTimeoutMs / 2));
        await startJobs(jobs, jobsOf(config, beats, collections, { clock, nudge: nudge.relay }));
      }
      const server = createServer(app);
      const url = await listen(server, config);
      place.origin = config.publicUrl ?? url;
      shutdown.push('listening', () => close(server));
      return url;
    };
    return { app, beats, storage, collections, start, stop: () => shutdown.run(config.stopTimeoutMs) };
  } catch (error) {
    await shutdown.run(config.stopTimeoutMs);
    throw error;
  }
}

/** Relays and delivers soon after a write, never twice at a time. */
function nudgeOf(beats: Beats, logger: Logger): () => void {
  const run = singleFlight(async () => {
    while ((await beats.relay()) > 0) await beats.deliver();
  });
  return () => {
    run().catch((error: unknown) => {
      logger.warn({ err: error }, 'relay after a write failed; the next beat repeats it');
    });
  };
}

function jobsOf(
  config: Config,
  beats: Beats,
  collections: Collections,
  { clock, nudge }: { clock: Clock; nudge: () => void },
): RecurringJob[] {
  return [
    ...evaluatePartitions({
      partitionCount,
      intervalMs: config.evaluationIntervalMs,
      evaluate: async (partition) => {
        const { evaluated } = await beats.evaluate(partition);
        if (evaluated > 0) nudge();
      },
    }),
    relayEventsJob(beats.relay, safetyIntervalMs),
    deliverEventsJob(beats.deliver, safetyIntervalMs),
    purgeOldJob({ ...collections, clock }, { retentionMs: config.retentionMs, intervalMs: purgeIntervalMs }),
  ];
}

async function readinessOf(storage: Storage, jobs: JobRunner | undefined, clock: Clock): Promise<Readiness> {
  const store = await storage.ping().then(
    () => 'ok',
    () => 'does not answer',
  );
  const lastBeat = jobs?.lastBeatAt();
  const isBeating = jobs === undefined || (lastBeat !== undefined && clock.now() - lastBeat < 30_000);
  const checks = { [storage.kind]: store, jobs: isBeating ? 'ok' : 'no beat for 30 s' };
  return { isReady: Object.values(checks).every((check) => check === 'ok'), checks };
}

async function listen(server: Server, { port, host }: Config): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: bound } = server.address() as AddressInfo;
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${String(bound)}`;
}

/** Takes no new connection, lets requests under way end, and closes the rest. */
async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const patience = setTimeout(() => {
    server.closeAllConnections();
  }, 3000).unref();
  await closed;
  clearTimeout(patience);
}
