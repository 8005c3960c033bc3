import express, { type Express, type RequestHandler, type Router } from 'express';
import type { IdSource } from '../kernel/ids.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Logger } from '../kernel/logger.ts';
import { Problem, problemCode } from '../kernel/problem.ts';
import type { ErrorForm } from '../resources/bindings.ts';
import { healthRouter, type Readiness } from './health.ts';
import { sendJson } from './json-response.ts';
import type { Metrics } from './metrics.ts';
import { mountApi } from './mount-api.ts';
import type { HandlerTable } from './operation.ts';
import { errorFormFinder } from './error-forms.ts';
import { problemResponder } from './problem-response.ts';
import { requestId } from './request-context.ts';
import { originForm } from './request-target.ts';
import { type MountedApi, serveApis } from './serve-apis.ts';

/** An API to serve: its OpenAPI document, where, and by what. */
export interface ServedApi {
  /** Short name, for metrics and faults: `tmf657-v4`. */
  api: string;
  spec: JsonObject;
  /** Base paths, the canonical one first, e.g. `/tmf-api/slaManagement/v2`. */
  mounts: readonly string[];
  handlers: HandlerTable;
  /** What its errors look like. */
  errorForm: ErrorForm;
}

/** What the application is made of. */
export interface AppInput {
  apis: readonly ServedApi[];
  /** Further routers (API browser, dashboard), in order, after the APIs. */
  extraRouters: readonly Router[];
  readiness: () => Promise<Readiness>;
  metrics: Metrics;
  logger: Logger;
  /** Whether our own answers are checked against the documents. */
  validateResponses: boolean;
  /** Ids of requests. */
  ids: IdSource;
}

/**
 * The Express application. Rejects when a document has an operation without a handler, a handler without an operation,
 * or cannot be read: then the service must not start.
 */
export async function createApp(input: AppInput): Promise<Express> {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // TMF630 has its own grammar (`a.b>=1`): the raw query is parsed where it is used.
  app.set('query parser', false);
  app.response.json = sendJson;
  app.use(originForm);
  app.use(requestId(input.ids));
  app.use(serveApis(await mountedApis(input)));
  app.use(healthRouter(input.readiness, input.metrics));
  for (const router of input.extraRouters) app.use(router);
  app.use(unknownPath);
  app.use(problemResponder(input.logger, errorFormFinder(input.apis)));
  return app;
}

async function mountedApis({ apis, metrics, validateResponses }: AppInput): Promise<MountedApi[]> {
  const perApi = apis.map(async ({ api, spec, mounts, handlers }) => {
    const routes = await mountApi(spec, handlers, { api, metrics: metrics.http, validateResponses });
    const observeUnknown = metrics.http.route(api, 'unknown');
    return mounts.map((mount) => ({ mount, routes, observeUnknown }));
  });
  return (await Promise.all(perApi)).flat();
}

const unknownPath: RequestHandler = (request) => {
  throw new Problem('notFound', `${request.path}: no such path`, {
    code: problemCode.notFound,
    faults: [{ path: 'path', reason: 'no such path' }],
  });
};
