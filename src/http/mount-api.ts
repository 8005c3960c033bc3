import type { JsonObject } from '../kernel/json.ts';
import { type ApiRoutes, createApiRoutes } from './api-routes.ts';
import { createDispatch, type PreparedOperation } from './dispatch.ts';
import type { HttpMetrics } from './metrics.ts';
import { mediaTypesOf } from './media-types.ts';
import type { HandlerTable } from './operation.ts';
import { createSpecValidator, operationsOf, type SpecValidator } from './spec-validator.ts';

/** What mounting needs beside document and handlers. */
export interface MountOptions {
  /** Short name of the API, for metrics: `tmf657-v4`. */
  api: string;
  metrics: HttpMetrics;
  /** Whether our own answers are checked too (tests, staging). */
  validateResponses: boolean;
}

/**
 * The routes that serve an OpenAPI document, to be found below a base path. Methods a path does not have answer 405 with
 * `Allow`. Rejects with every operation that has no handler and every handler that has no operation.
 */
export async function mountApi(spec: JsonObject, handlers: HandlerTable, options: MountOptions): Promise<ApiRoutes> {
  assertComplete(spec, handlers, options.api);
  const validator = await createSpecValidator(spec, options.validateResponses);
  const routes = [...methodsByPath(spec)].map(([path, methods]) => {
    const prepared = methods.map((method): [string, PreparedOperation] => {
      const operation = handlers[`${method} ${tablePath(path)}`];
      if (operation === undefined) throw new Error(`${method} ${path}: no handler`);
      const accepted = mediaTypesOf(spec, path, method);
      const checks = { validator: validator.of(method, path), ...creationCheck({ spec, validator }, method, path) };
      return [method, { ...operation, ...accepted, ...checks }];
    });
    const observe = options.metrics.route(options.api, path);
    return { path: tablePath(path), handle: createDispatch(new Map(prepared), observe) };
  });
  return createApiRoutes(routes);
}

/** How the document describes a new resource, for a method that changes parts of one. */
function creationCheck(
  { spec, validator }: { spec: JsonObject; validator: SpecValidator },
  method: string,
  path: string,
): Pick<PreparedOperation, 'checkCreation'> {
  const collection = path.replace(/\/\{[^}]+\}$/, '');
  const type = mediaTypesOf(spec, collection, 'POST').mediaTypes.get('application/json');
  if (method !== 'PATCH' || type === undefined) return {};
  const creation = validator.of('POST', collection);
  return { checkCreation: (body) => creation.checkBody(type, body) };
}

/** A document's path with its parameters called as the table calls them. */
function tablePath(path: string): string {
  let count = 0;
  return path.replace(/\{[^}]+\}/g, () => {
    count += 1;
    return count === 1 ? '{id}' : `{id${String(count)}}`;
  });
}

function methodsByPath(spec: JsonObject): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const [method, path] of operationsOf(spec)) paths.set(path, [...(paths.get(path) ?? []), method]);
  return paths;
}

function assertComplete(spec: JsonObject, handlers: HandlerTable, api: string): void {
  const operations = operationsOf(spec).map(([method, path]) => `${method} ${tablePath(path)}`);
  const unhandled = operations.filter((key) => !Object.hasOwn(handlers, key)).map((key) => `${key}: no handler`);
  const unknown = Object.keys(handlers)
    .filter((key) => !operations.includes(key))
    .map((key) => `${key}: not in the document`);
  const faults = [...unhandled, ...unknown];
  if (faults.length > 0) throw new Error(`${api}: ${faults.join('; ')}`);
}
