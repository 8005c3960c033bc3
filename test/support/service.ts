import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { subscriptionQueryFaults } from '../../src/events/subscription.ts';
import { createApp, type ServedApi } from '../../src/http/app.ts';
import { explainHandlers } from '../../src/http/assurance-handlers.ts';
import { measurementHandlers } from '../../src/http/measurement-handlers.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import type { HandlerTable } from '../../src/http/operation.ts';
import { performanceHandlers } from '../../src/http/performance-handlers.ts';
import { createRenderer } from '../../src/http/render-resource.ts';
import { resourceHandlers } from '../../src/http/resource-handlers.ts';
import { isJsonObject, type JsonObject } from '../../src/kernel/json.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import { apiBindings, apiMounts, type ApiBinding } from '../../src/resources/bindings.ts';
import { openEmbeddedStorage } from '../../src/storage/embedded/embedded-storage.ts';
import { openMongoStorage } from '../../src/storage/mongo/connection.ts';
import { createResourceService } from '../../src/tmf630/resource-service.ts';
import type { ResourceStore } from '../../src/tmf630/resource-store.ts';
import { createExplain } from '../../src/usecases/explain-commitment.ts';
import { createIngest } from '../../src/usecases/ingest-measurements.ts';
import type { Storage } from '../../src/usecases/ports.ts';
import { fakeClock, type FakeClock } from './fake-clock.ts';
import { sequentialIds } from './sequential-ids.ts';

/** The service on a store of its own, listening on loopback; no job runs. */
export interface TestService {
  /** E.g. `http://127.0.0.1:41234`. */
  url: string;
  clock: FakeClock;
  storage: Storage;
  /** Errors it has logged, to be looked at when an answer is 500. */
  errors: object[];
  stop(): Promise<void>;
}

/** Present of every test service: 2026-11-22T12:00:00Z. */
export const testStart = Date.UTC(2026, 10, 22, 12);

/**
 * Starts the service with a fake clock, sequential ids and its answers checked against the API documents, on the store
 * named by SURETY_TEST_STORE: `embedded` (the default, in a temporary folder) or `mongodb` (SURETY_TEST_MONGODB_URI, in a
 * database of its own).
 */
export async function startService(): Promise<TestService> {
  const { storage, cleanUp } = await openTestStorage();
  const clock = fakeClock(testStart);
  const errors: object[] = [];
  const app = await createApp({
    apis: await servedApis(storage, clock),
    extraRouters: [],
    readiness: () => storage.ping().then(() => ({ isReady: true, checks: { storage: 'ok' } })),
    metrics: createMetrics(recordingLogger(errors), () => performance.now()),
    logger: recordingLogger(errors),
    validateResponses: true,
    ids: sequentialIds('request'),
  });
  const server = createServer(app);
  const url = await listen(server);
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await storage.close();
    await cleanUp();
  };
  return { url, clock, storage, errors, stop };
}

async function servedApis(storage: Storage, clock: FakeClock): Promise<ServedApi[]> {
  const ids = sequentialIds();
  const bindings = apiBindings({ checkQuery: (query) => subscriptionQueryFaults(query) });
  const storeOf = await storesOf(storage, bindings);
  const nextInteger = (name: string): Promise<number> => storage.nextInteger(name);
  const service = createResourceService({
    storeOf: ({ collection }) => storeOf(collection.name),
    clock,
    ids,
    nextInteger,
    onChange: () => undefined,
  });
  const { buckets } = storage;
  const ingest = createIngest({ buckets, clock, onOutcome: () => undefined, onAccepted: () => undefined });
  const stores = { commitments: storeOf('commitments'), assessments: storeOf('assessments') };
  const explain = createExplain({ ...stores, buckets, clock });
  const deps = { service, renderer: createRenderer(placesOf(bindings)), maximumLimit: 1000 };
  const extra: Record<string, HandlerTable> = {
    'assurance-v1': { ...measurementHandlers(ingest), ...explainHandlers(explain) },
  };
  const performance = { api: 'performance-v5', bundle: 'performance-v5', mounts: ['/tmf-api/performance/v5'] };
  return [
    ...apiMounts.map(({ api, bundle, mounts }) => {
      const spec = readBundle(bundle);
      const own = bindings.filter((binding) => binding.api === api);
      return { api, spec, mounts, handlers: { ...resourceHandlers(own, { ...deps, spec }), ...extra[api] } };
    }),
    { ...performance, spec: readBundle(performance.bundle), handlers: performanceHandlers({ ingest, clock, ids }) },
  ];
}

function placesOf(bindings: readonly ApiBinding[]): Map<string, { mount: string; segment: string }> {
  return new Map(
    bindings.map(({ api, definition, segment }) => {
      const [mount = ''] = apiMounts.find((each) => each.api === api)?.mounts ?? [];
      return [definition.name, { mount, segment }];
    }),
  );
}

async function storesOf(storage: Storage, bindings: readonly ApiBinding[]): Promise<(name: string) => ResourceStore> {
  const stores = new Map<string, ResourceStore>();
  for (const { definition } of bindings) {
    stores.set(definition.collection.name, await storage.collection(definition.collection));
  }
  return (name) => {
    const store = stores.get(name);
    if (store === undefined) throw new Error(`${name}: no such collection`);
    return store;
  };
}

function readBundle(name: string): JsonObject {
  const spec: unknown = JSON.parse(
    readFileSync(new URL(`../../api-specs/bundle/${name}.json`, import.meta.url), 'utf8'),
  );
  if (!isJsonObject(spec)) throw new Error(`${name}: not an OpenAPI document`);
  return spec;
}

async function openTestStorage(): Promise<{ storage: Storage; cleanUp: () => Promise<void> }> {
  if (process.env['SURETY_TEST_STORE'] === 'mongodb')
    return openTestDatabase(process.env['SURETY_TEST_MONGODB_URI'] ?? '');
  const folder = await mkdtemp(join(tmpdir(), 'surety-api-'));
  const storage = await openEmbeddedStorage(folder);
  return { storage, cleanUp: () => rm(folder, { recursive: true, force: true }) };
}

async function openTestDatabase(uri: string): Promise<{ storage: Storage; cleanUp: () => Promise<void> }> {
  const url = new URL(uri);
  url.pathname = `/surety_api_${randomBytes(6).toString('hex')}`;
  const storage = await openMongoStorage(url.toString());
  const drop = async (): Promise<void> => {
    const again = await openMongoStorage(url.toString());
    await again.db.dropDatabase();
    await again.close();
  };
  return { storage, cleanUp: drop };
}

function recordingLogger(errors: object[]): Logger {
  const logger: Logger = {
    error: (fields) => void errors.push(fields),
    warn: () => undefined,
    info: () => undefined,
    debug: () => undefined,
    child: () => logger,
  };
  return logger;
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${String(port)}`;
}
