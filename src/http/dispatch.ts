import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { invalidBody, Problem, problemCode } from '../kernel/problem.ts';
import { guardDocument } from '../tmf630/document-guard.ts';
import { hasBody, mediaTypeOf, readJson } from './body-parsing.ts';
import { type AcceptedBodies, acceptsJson, isJsonType, notationOf, offeredTypes } from './media-types.ts';
import type { ObserveRequest } from './metrics.ts';
import type { Operation } from './operation.ts';
import { type CreationCheck, keepCreationCheck } from './request-context.ts';
import type { OperationValidator } from './spec-validator.ts';

/** An operation with everything about it that can be known before a request comes. */
export interface PreparedOperation extends Operation, AcceptedBodies {
  validator: OperationValidator;
  /** How the document describes a new resource of the collection, for what a change leaves behind; absent: it does not. */
  checkCreation?: CreationCheck;
}

/** Longest query string that is read. Source: TMF630. */
const maximumQueryLength = 4_096;

/**
 * The handler of one path: finds the operation by method, refuses what TMF630 says to refuse in the order 405, 406, 414,
 * 415, 413, 400, and only then runs the operation. `observe` is told of every request. HEAD is GET without a body; OPTIONS answers 204 with `Allow`.
 */
export function createDispatch(
  operations: ReadonlyMap<string, PreparedOperation>,
  observe: ObserveRequest,
): RequestHandler {
  const offer = offerOf(operations);
  return (request, response, next) => {
    observe(request, response);
    const operation = operations.get(request.method === 'HEAD' ? 'GET' : request.method);
    if (operation === undefined) {
      answerOtherMethod(request, response, offer);
      return;
    }
    refuseUnacceptable(request);
    return run(operation, { request, response, next });
  };
}

/** A request on its way through its operation. */
interface Exchange {
  request: Request;
  response: Response;
  next: NextFunction;
}

function run(operation: PreparedOperation, exchange: Exchange): unknown {
  const { request, response, next } = exchange;
  const proceed = (): unknown =>
    operation.mediaTypes.size === 0 ? operation.handle(request, response, next) : runWithBody(operation, exchange);
  const { watchResponse } = operation.validator;
  if (watchResponse === undefined || isSelection(request)) return proceed();
  return new Promise<void>((resolve, reject) => {
    watchResponse(request, response, (error?: unknown) => {
      // Called once to go on, and once more, while the handler runs, when the answer breaks its document.
      if (error === undefined)
        Promise.resolve()
          .then(proceed)
          .then(() => {
            resolve();
          }, reject);
      else reject(error instanceof Error ? error : new Error('response check failed', { cause: error }));
    });
  });
}

// An answer with selected fields lacks what the document calls required, and one with embedded resources has more, as they should.
function isSelection({ url }: Request): boolean {
  return /[?&](?:fields|expand|depth)(?:=|%3D)/i.test(url);
}

async function runWithBody(operation: PreparedOperation, { request, response, next }: Exchange): Promise<void> {
  const type = acceptedType(operation, request);
  if (operation.checkCreation !== undefined) keepCreationCheck(request, operation.checkCreation);
  if (isJsonType(type)) request.body = await checkedBody(operation, type, await readJson(request));
  await operation.handle(request, response, next);
}

async function checkedBody(operation: PreparedOperation, type: string, sent: unknown): Promise<JsonValue> {
  const body = notationOf(type) === undefined ? guardBody(operation, sent) : guardOperations(sent);
  if (operation.body !== 'parts') await operation.validator.checkBody(operation.mediaTypes.get(type) ?? type, body);
  return body;
}

// Guarded before anything else looks at it: depth, size and names that could do harm end here.
function guardBody(operation: PreparedOperation, sent: unknown): JsonValue {
  const { body = 'document', prepareBody = (guarded: JsonObject) => guarded } = operation;
  if (body === 'document' || !Array.isArray(sent)) return prepareBody(guardDocument(sent));
  // Parsed JSON, whose elements are guarded one by one.
  if (body === 'parts') return sent as JsonValue[];
  return sent.map((element, index) => prepareBody(guardElement(element, index)));
}

// What an operation is, and what its paths and values mean, is read later.
function guardOperations(sent: unknown): JsonValue {
  if (!Array.isArray(sent)) throw invalidBody([{ path: '', reason: 'must be an array of operations' }]);
  return sent.map(guardElement);
}

function guardElement(element: unknown, index: number): JsonObject {
  try {
    return guardDocument(element);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const place = `[${String(index)}]`;
    throw invalidBody(
      error.faults.map(({ path, reason }) => ({ path: path === '' ? place : `${place}.${path}`, reason })),
    );
  }
}

/** The request's media type, one of the operation's. Throws Problem: unsupported, or invalid when there is no body at all. */
function acceptedType(operation: PreparedOperation, request: Request): string {
  const media = mediaTypeOf(request.headers['content-type']);
  if (media !== undefined && operation.mediaTypes.has(media.type) && isUtf8(media.charset)) return media.type;
  if (media === undefined && !hasBody(request)) {
    throw new Problem('invalid', 'body: required', {
      code: problemCode.missingBody,
      faults: [{ path: '', reason: 'required' }],
    });
  }
  throw unsupported(operation, request.method, request.headers['content-type']);
}

function isUtf8(charset: string | undefined): boolean {
  return charset === undefined || charset === 'utf-8' || charset === 'utf8';
}

function unsupported(operation: PreparedOperation, method: string, sent: string | undefined): Problem {
  const types = offeredTypes(operation);
  const reason = sent === undefined ? `required, one of ${types} in UTF-8` : `must be one of ${types} in UTF-8`;
  return new Problem('unsupported', `Content-Type: ${reason}`, {
    code: problemCode.mediaType,
    faults: [{ path: 'Content-Type', reason }],
    headers: method === 'PATCH' ? { 'Accept-Patch': types } : {},
  });
}

function refuseUnacceptable(request: Request): void {
  if (!acceptsJson(request.headers.accept)) {
    const reason = 'must allow application/json';
    throw new Problem('notAcceptable', `Accept: ${reason}`, {
      code: problemCode.notAcceptable,
      faults: [{ path: 'Accept', reason }],
    });
  }
  const { url } = request;
  if (url.length > maximumQueryLength && url.length - url.indexOf('?') - 1 > maximumQueryLength && url.includes('?')) {
    const reason = `is longer than ${String(maximumQueryLength)} bytes`;
    throw new Problem('queryTooLong', `query: ${reason}`, {
      code: problemCode.invalidQueryParameter,
      faults: [{ path: 'query', reason }],
    });
  }
}

/** What a path tells of itself: its methods and the media types of its PATCH. Source: RFC 9110, 10.2.1; RFC 5789, 3.1. */
interface Offer {
  allow: string;
  acceptPatch: string | undefined;
}

function offerOf(operations: ReadonlyMap<string, PreparedOperation>): Offer {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => operations.has(method));
  const all = [...methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS'];
  const patch = operations.get('PATCH');
  return { allow: all.join(', '), acceptPatch: patch === undefined ? undefined : offeredTypes(patch) };
}

function answerOtherMethod(request: Request, response: Response, { allow, acceptPatch }: Offer): void {
  if (request.method !== 'OPTIONS') {
    throw new Problem('methodNotAllowed', `${request.method}: not offered here`, {
      code: problemCode.methodNotAllowed,
      faults: [{ path: 'method', reason: 'not offered here' }],
      headers: { Allow: allow },
    });
  }
  response.setHeader('Allow', allow);
  if (acceptPatch !== undefined) response.setHeader('Accept-Patch', acceptPatch);
  response.statusCode = 204;
  response.end();
}
