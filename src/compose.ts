import { createServer } from 'node:http';
import type { JobRunner } from '../jobs/agenda.ts';
import { type Beats, createBeats, evaluationTimesOf } from './service/beats.ts';
import { createCallbackCheck } from './service/callback-check.ts';
import { type Collections, openCollections, storeOfIn } from './service/collections.ts';
import type { Config } from './config.ts';
import { eventRenderer, queryWordsOf, standardEventTypesOf } from './service/event-rendering.ts';
import { hubExtensionFaults, withheldFromHub } from './events/hub-extension.ts';
import { subscriptionQueryFaults } from './events/subscription.ts';
import { subscription } from './events/operator-definitions.ts';
import { createOperator } from './events/operator.ts';
import { subscriptionView } from './events/subscription-view.ts';
import { subscriptionSource } from './events/subscription-source.ts';
import { type AddressGuard, createAddressGuard } from './http/address-guard.ts';
import { apiDocsRouter } from './http/api-docs.ts';
import { createApp } from './http/app.ts';
import { type CallbackPoster, createCallbackPost } from './http/callback-post.ts';
import { dashboardRouter } from './http/dashboard/routes.ts';
import { extensionSchemasRouter } from './http/extension-schemas.ts';
import { createMetrics } from './http/metrics.ts';
import { createRenderer } from './http/resource/render-resource.ts';
import type { JsonObject } from './kernel/json.ts';
import { listen, stopListening } from './service/listening.ts';
import { answerMalformedRequests, maximumHeaderBytes } from './service/malformed-requests.ts';
import { operatorBindings } from './service/operator-bindings.ts';
import { startReplayOnce } from './service/start-replay.ts';
import { openStorage } from './service/open-storage.ts';
import { readinessOf } from './service/readiness.ts';
import { apiBindings } from './resources/bindings.ts';
import { calendar } from './resources/calendar.ts';
import { extensionSchemaFiles } from './service/package-files.ts';
import { documentedApis, placesOf, servedApis } from './service/served-apis.ts';
import { createNudge, registerJobs } from './service/jobs.ts';
import { createShutdown, type Shutdown } from './service/shutdown.ts';
import { type Overrides, type Surroundings, surroundingsOf } from './service/surroundings.ts';
import { createResourceService } from './tmf630/resource-service.ts';
import { createAssessmentStatements } from './usecases/assessment-statements.ts';
import { createExplain } from './usecases/explain-commitment.ts';
import { createBacktest } from './usecases/run-backtest.ts';
import { createIcalendarImport } from './usecases/import-icalendar.ts';
import { createIngest } from './usecases/ingest-measurements.ts';
import { createDashboardReader } from './usecases/read-dashboard.ts';
import type { Storage } from './usecases/ports.ts';
import { createInbox } from './usecases/receive-events.ts';
import { createTimeRules } from './usecases/time-rules.ts';

/** The service, wired and with its database open. */
export interface Service {
  app: Awaited<ReturnType<typeof createApp>>;
  beats: Beats;
  storage: Storage;
  collections: Collections;
  /** Listens and starts the jobs; gives the address, e.g. `http://127.0.0.1:8080`. When it rejects, all is closed again. */
  start: () => Promise<string>;
  /** Stops in reverse order within the configured time; twice is harmless. */
  stop: () => Promise<void>;
}

/** How long requests under way may take when it stops. */
const patienceMs = 3000;

/** Opens the database and wires the service. Rejects with a readable reason; what was opened is closed again. */
export async function compose(config: Config, overrides: Overrides = {}): Promise<Service> {
  const around = surroundingsOf(config, overrides);
  const shutdown = createShutdown(around.clock, around.logger);
  const stop = (): Promise<void> => shutdown.run(config.stopTimeoutMs);
  const orStop = async <T>(step: Promise<T>): Promise<T> => {
    try {
      return await step;
    } catch (error) {
      await stop();
      throw error;
    }
  };
  const engine = await orStop(wireEngine(config, around, shutdown));
  const { app, running } = await orStop(wireApp(config, around, engine));
  const start = async (): Promise<string> => {
    // What was silence of ours is known before anything is judged.
    if (around.isAutomatic) await engine.beats.heartbeat();
    if (around.isAutomatic) running.jobs = await registerJobs({ ...engine, config, around });
    const { jobs } = running;
    shutdown.push('jobs', async () => jobs?.stop(config.stopTimeoutMs / 2));
    const server = createServer({ maxHeaderSize: maximumHeaderBytes }, app);
    answerMalformedRequests(server);
    const url = await listen(server, config);
    shutdown.push('listening', () => stopListening(server, patienceMs));
    engine.address.origin = config.publicUrl ?? url;
    await jobs?.start();
    return url;
  };
  const { beats, storage, collections } = engine;
  return { app, beats, storage, collections, start: () => orStop(start()), stop };
}

/** Everything but the door for clients. The order of the locals is the order of need; undoing goes the other way. */
async function wireEngine(config: Config, around: Surroundings, shutdown: Shutdown) {
  const { clock, logger } = around;
  const storage = await openStorage(config);
  shutdown.push('storage', () => storage.close());
  const collections = await openCollections(storage);
  const metrics = createMetrics(logger, () => performance.now());
  const guard = createAddressGuard(config.callbackAllow);
  const poster = posterOf(config, around, guard);
  shutdown.push('callback connections', () => poster.close());
  const ownBindings = apiBindings({
    checkQuery: (query, dialect) => subscriptionQueryFaults(query, queryWordsOf(dialect)),
    checkCallback: createCallbackCheck(guard, logger.child({ component: 'hub' })),
    extension: { check: hubExtensionFaults, withheld: withheldFromHub },
  });
  const bindings = [...ownBindings, ...Object.values(operatorBindings)];
  const renderer = createRenderer(placesOf(bindings));
  // Filled in once it listens: events name addresses of this service.
  const address = { origin: config.publicUrl ?? '' };
  const render = eventRenderer(bindings, renderer, () => address.origin);
  const subscriptions = subscriptionSource({
    ...{ hub: collections.hubs, standardEventTypes: standardEventTypesOf, wordsOf: queryWordsOf, logger },
  });
  const nudge = createNudge(around);
  const subscriptionStore = subscriptionView({ ...collections, clock });
  const views = { [subscription.collection.name]: subscriptionStore };
  const operator = createOperator({ ...collections, subscriptions, clock, ids: around.ids, onDue: nudge.give });
  const service = createResourceService({
    ...{ ...around, storeOf: storeOfIn(collections, views), onChange: nudge.give },
    nextInteger: (counter) => storage.nextInteger(counter),
  });
  const ingest = createIngest({
    ...{ buckets: storage.buckets, clock, onAccepted: () => undefined },
    onOutcome: (outcome, count) => metrics.measurements(outcome, count),
  });
  const inbox = createInbox({
    ...{ inbox: collections.inbox, ingest, clock, logger: logger.child({ component: 'inbox' }) },
    onEvent: (outcome, count) => metrics.inboundEvents(outcome, count),
  });
  const beats = createBeats({
    ...{ config, around, storage, collections, service, subscriptions, render, metrics, inbox },
    post: poster.post,
  });
  shutdown.push('deliveries', () => beats.stop(config.stopTimeoutMs / 2));
  if (around.isAutomatic) shutdown.push('last heartbeat', () => beats.heartbeat());
  shutdown.push('relay after writes', () => nudge.stop());
  if (around.isAutomatic) nudge.goesTo(beats);
  const made = { storage, collections, metrics, bindings, renderer, address, service, ingest, inbox, beats, nudge };
  return { ...made, operator, subscriptionStore };
}

function posterOf(config: Config, { clock, lookup, authorities }: Surroundings, guard: AddressGuard): CallbackPoster {
  return createCallbackPost({
    ...{ guard, clock, timeoutMs: config.callbackTimeoutMs, connections: config.callbacksPerEndpoint },
    ...(lookup === undefined ? {} : { lookup }),
    ...(authorities === undefined ? {} : { authorities }),
  });
}

/** The door: every API, its documents, health and metrics. */
async function wireApp(config: Config, around: Surroundings, engine: Awaited<ReturnType<typeof wireEngine>>) {
  const { storage, collections, metrics } = engine;
  const { buckets } = storage;
  const { clock, ids, logger } = around;
  const { timeRulesOf } = createTimeRules({ ...collections, clock });
  const explain = createExplain({ ...collections, buckets, clock, timeRulesOf });
  const statements = createAssessmentStatements(collections);
  const reader = createDashboardReader({ ...collections, subscriptions: engine.subscriptionStore, explain, clock });
  const { maximumLimit, publicUrl, validateResponses, pageStatus } = config;
  const paging = { maximumLimit, isPartialStatusOff: pageStatus === '200' };
  const backtest = createBacktest({ ...collections, buckets, clock, times: evaluationTimesOf(config) });
  const { service } = engine;
  const importIcalendar = createIcalendarImport({ service, definition: calendar, rest: () => clock.sleep(0) });
  const apis = servedApis({
    ...engine,
    explain,
    statements,
    backtest,
    importIcalendar,
    clock,
    ids,
    publicUrl,
    ...paging,
  });
  const { operator } = engine;
  const replay = (body: JsonObject): Promise<void> => startReplayOnce(engine.service, body);
  const actions = { operator, replay, now: () => clock.now() };
  const running: { jobs?: JobRunner } = {};
  const app = await createApp({
    ...{ apis, metrics, logger, ids, validateResponses },
    extraRouters: [
      extensionSchemasRouter(extensionSchemaFiles(), publicUrl),
      apiDocsRouter(documentedApis(apis)),
      dashboardRouter({ reader, publicUrl, logger, ids, actions }),
    ],
    readiness: () => readinessOf(storage, running.jobs, clock),
  });
  return { app, running };
}
