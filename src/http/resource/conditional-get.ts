import type { Request, Response } from 'express';
import { etagOf, isModifiedSince, lastModifiedOf, matchesIfNoneMatch } from '../../tmf630/etag.ts';
import type { Dialect } from '../../tmf630/dialect/dialect.ts';
import type { StoredResource } from '../../tmf630/resource-store.ts';

/** Writes ETag and Last-Modified of a resource into an answer that shows nothing else. */
export function setValidators(
  response: Response,
  dialect: Pick<Dialect, 'etagPrefix'>,
  resource: Pick<StoredResource, 'revision' | 'updatedAt'>,
): void {
  response.setHeader('ETag', etagOf(dialect, resource));
  response.setHeader('Last-Modified', lastModifiedOf(resource));
}

/**
 * Whether a reader has the resource as it is already, by `If-None-Match`, or only without that by `If-Modified-Since`; a
 * date that is none is ignored. Source: RFC 9110, 13.2.2.
 */
export function isNotModified(
  { headers }: Pick<Request, 'headers'>,
  dialect: Pick<Dialect, 'etagPrefix'>,
  resource: Pick<StoredResource, 'revision' | 'updatedAt'>,
): boolean {
  const { 'if-none-match': tags, 'if-modified-since': since } = headers;
  if (tags !== undefined) return matchesIfNoneMatch(tags, etagOf(dialect, resource));
  return since !== undefined && isModifiedSince(since, resource) === false;
}

/** Answers 304: no body; validators are there already. Source: RFC 9110, 15.4.5. */
export function answerNotModified(response: Response): void {
  response.statusCode = 304;
  response.setHeader('Cache-Control', 'no-cache');
  response.end();
}
