import type { Request, RequestHandler, Response } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import { parseInstant } from '../kernel/instant.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { invalidBody } from '../kernel/problem.ts';
import { checkedParts } from './checked-parts.ts';
import { compileMetaSchemaLazily } from './lazy-meta-schema.ts';
import { faultsOf } from './spec-faults.ts';

/** What one operation's part of the OpenAPI document says, as checks. */
export interface OperationValidator {
  /**
   * Checks a body sent as `mediaType` (one the document lists, spelt as there). Throws Problem invalid that names every
   * attribute at fault. Changes nothing in the body.
   */
  checkBody(mediaType: string, body: JsonValue): Promise<void>;
  /** Makes `response.json` check what it sends; a mismatch becomes an error (500). Only when responses are validated. */
  watchResponse?: (request: Request, response: Response, next: (error?: unknown) => void) => void;
}

/** The checks of a whole document: `of('POST', '/sla/{id}')`. */
export interface SpecValidator {
  of(method: string, path: string): OperationValidator;
}

type Middleware = (request: Request, response: Response, next: (error?: unknown) => void) => unknown;

/**
 * The validator of one OpenAPI 3.0 document. express-openapi-validator does the checking, but not the routing: it is
 * called only for a request whose operation is already known, with no more of the request than it has to see. (Its own
 * middleware chain tries every path's pattern on every request, which costs more than all the rest of a small answer.)
 * Query parameters are TMF630's business and are left out. Rejects when the document cannot be used.
 */
export function createSpecValidator(spec: JsonObject, validateResponses: boolean): Promise<SpecValidator> {
  const kind = validateResponses ? 'withResponses' : 'requestsOnly';
  const made = validators.get(spec) ?? {};
  validators.set(spec, made);
  return (made[kind] ??= compiled(spec, validateResponses));
}

/**
 * By document: checks are compiled when they are first needed, which takes longer than most requests, and keep nothing of what
 * they have checked. A process that starts the service several times shares them.
 */
const validators = new WeakMap<JsonObject, { [kind in 'withResponses' | 'requestsOnly']?: Promise<SpecValidator> }>();

async function compiled(spec: JsonObject, validateResponses: boolean): Promise<SpecValidator> {
  compileMetaSchemaLazily();
  const chain = OpenApiValidator.middleware({
    apiSpec: forValidator(spec, validateResponses),
    // The documents are checked when they are bundled (scripts/specs.ts); once more at every start would only cost time.
    validateApiSpec: false,
    validateSecurity: false,
    fileUploader: false,
    validateRequests: {
      allErrors: true,
      allowUnknownQueryParameters: true,
      coerceTypes: false,
      removeAdditional: false,
    },
    validateResponses: validateResponses ? { removeAdditional: false, coerceTypes: false } : false,
    formats: { 'date-time': { type: 'string', validate: (text: string) => parseInstant(text) !== undefined } },
  });
  const named = (name: string): Middleware => middlewareNamed(chain as RequestHandler[], name);
  const metadata = named('metadataMiddleware');
  const check = named('requestMiddleware');
  const watch = validateResponses ? named('responseMiddleware') : undefined;
  const operations = new Map<string, OperationValidator>();
  for (const [method, path] of operationsOf(spec)) {
    const openapi = await metadataOf(metadata, method, `${basePathOf(spec)}${path}`);
    operations.set(`${method} ${path}`, operationValidator({ method, openapi, check, watch }));
  }
  return {
    of: (method, path) => {
      const validator = operations.get(`${method} ${path}`);
      if (validator === undefined) throw new Error(`${method} ${path}: not in the document`);
      return validator;
    },
  };
}

/** Every operation of a document as [METHOD, path]. */
export function operationsOf(spec: JsonObject): [method: string, path: string][] {
  return Object.entries(objectIn(spec, 'paths')).flatMap(([path, methods]) =>
    Object.keys(isJsonObject(methods) ? methods : {})
      .filter((method) => /^(?:get|post|put|patch|delete)$/.test(method))
      .map((method): [string, string] => [method.toUpperCase(), path]),
  );
}

interface OperationParts {
  method: string;
  openapi: object;
  check: Middleware;
  watch: Middleware | undefined;
}

function operationValidator({ method, openapi, check, watch }: OperationParts): OperationValidator {
  const checkBody = (mediaType: string, body: JsonValue): Promise<void> => {
    const headers = { 'content-type': mediaType };
    // All that the validator reads of a request; the real one would make it parse the query once more.
    const probe = { method, path: '', originalUrl: '', query: {}, params: {}, headers, body, openapi };
    return new Promise((resolve, reject) => {
      void check(probe as unknown as Request, unusedResponse, (error) => {
        if (error === undefined) resolve();
        else reject(asProblem(error, body));
      });
    });
  };
  if (watch === undefined) return { checkBody };
  const watchResponse: Middleware = (request, response, next) => {
    // Without the headers: it would compile all answers once more for every content type that a client sends.
    const probe = { method, originalUrl: request.originalUrl, headers: {}, openapi };
    watch(probe as unknown as Request, response, next);
  };
  return { checkBody, watchResponse };
}

const unusedResponse = {} as unknown as Response;

function asProblem(error: unknown, body: JsonValue): Error {
  const faults = faultsOf(error, body);
  if (faults !== undefined) return invalidBody(faults);
  return error instanceof Error ? error : new Error('the body could not be checked', { cause: error });
}

/** What the validator keeps about an operation: asked once, at the start. */
function metadataOf(metadata: Middleware, method: string, path: string): Promise<object> {
  const url = path.replace(/\{[^}]+\}/g, 'x');
  const probe: { openapi?: object } & Record<string, unknown> = {
    method,
    path: url,
    baseUrl: '',
    originalUrl: url,
    app: { enabled: () => true },
    params: {},
  };
  return new Promise((resolve, reject) => {
    void metadata(probe as unknown as Request, unusedResponse, (error) => {
      if (error !== undefined)
        reject(error instanceof Error ? error : new Error(`${method} ${path}`, { cause: error }));
      else if (probe.openapi === undefined) reject(new Error(`${method} ${path}: the validator does not know it`));
      else resolve({ ...probe.openapi, pathParams: {} });
    });
  });
}

function middlewareNamed(chain: readonly RequestHandler[], name: string): Middleware {
  const found = chain.find((middleware) => middleware.name === name);
  if (found === undefined) throw new Error(`express-openapi-validator has no ${name}`);
  return found;
}

type ApiDocument = Exclude<Parameters<typeof OpenApiValidator.middleware>[0]['apiSpec'], string>;

/** A copy: the validator writes into what it is given. What the document is has been checked when it was bundled. */
function forValidator(spec: JsonObject, withResponses: boolean): ApiDocument {
  return structuredClone(checkedParts(spec, { withResponses })) as unknown as ApiDocument;
}

/** Path of the document's first server, without a trailing slash. */
function basePathOf(spec: JsonObject): string {
  const servers = Array.isArray(spec['servers']) ? spec['servers'] : [];
  const url = isJsonObject(servers[0]) && typeof servers[0]['url'] === 'string' ? servers[0]['url'] : '';
  return new URL(url, 'http://localhost').pathname.replace(/\/$/, '');
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}
