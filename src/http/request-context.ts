import type { Request, RequestHandler, Response } from 'express';
import type { IdSource } from '../kernel/ids.ts';
import type { JsonObject } from '../kernel/json.ts';
import { Problem, problemCode } from '../kernel/problem.ts';

const creationChecks = new WeakMap<Request, CreationCheck>();

/** Checks a body as the API document describes it for a creation in the collection that a request is about. Throws Problem invalid. */
export type CreationCheck = (body: JsonObject) => Promise<void>;

/** Puts the check where the operation of this request finds it. */
export function keepCreationCheck(request: Request, check: CreationCheck): void {
  creationChecks.set(request, check);
}

/** The check for what the request leaves behind; undefined when its document does not describe a creation. */
export function creationCheckOf(request: Request): CreationCheck | undefined {
  return creationChecks.get(request);
}

const requestIdHeader = 'X-Request-Id';
const acceptableRequestId = /^[A-Za-z0-9._~-]{1,128}$/;
const acceptableHost = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;

/** Gives every request an id, the caller's own `X-Request-Id` when it is a plain one, and sends it back. */
export function requestId(ids: IdSource): RequestHandler {
  return (request, response, next) => {
    const sent = request.headers['x-request-id'];
    const isUsable = typeof sent === 'string' && acceptableRequestId.test(sent);
    response.setHeader(requestIdHeader, isUsable ? sent : ids.next());
    next();
  };
}

/** The id this request is known by. */
export function requestIdOf(response: Response): string {
  return String(response.getHeader(requestIdHeader) ?? '');
}

/** The caller's `X-Correlation-Id`, which the events of this request carry on; undefined when absent or not a plain one. */
export function correlationIdOf(request: Request): string | undefined {
  const sent = request.headers['x-correlation-id'];
  return typeof sent === 'string' && acceptableRequestId.test(sent) ? sent : undefined;
}

/**
 * Scheme, host and port as the client addressed them, e.g. `http://localhost:8080`; `publicUrl` (without trailing slash)
 * wins. Throws Problem invalid for a Host header that cannot be part of a URL. Source: TMF657.
 */
export function originOf(request: Request, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return publicUrl;
  const { host } = request.headers;
  if (host !== undefined && acceptableHost.test(host)) {
    return 'encrypted' in request.socket ? `https://${host}` : `http://${host}`;
  }
  const reason = host === undefined ? 'required' : 'is not a host name with an optional port';
  const code = host === undefined ? problemCode.missingHeader : problemCode.invalidHeader;
  throw new Problem('invalid', `Host: ${reason}`, { code, faults: [{ path: 'Host', reason }] });
}

/** The query as sent, without `?`; empty when there is none. */
export function rawQueryOf({ url }: Pick<Request, 'url'>): string {
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at + 1);
}
