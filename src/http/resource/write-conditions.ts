import type { Request } from 'express';
import { Problem, problemCode } from '../../kernel/problem.ts';
import type { Dialect } from '../../tmf630/dialect/dialect.ts';
import { etagOf, isModifiedSince, matchesIfMatch, matchesIfNoneMatch } from '../../tmf630/etag.ts';
import type { ChangeContext } from '../../tmf630/resource-service.ts';
import type { StoredResource } from '../../tmf630/resource-store.ts';

/**
 * What the headers of a change ask of the resource as it is: `If-Match`, or only without that `If-Unmodified-Since`, whose
 * date is ignored when it is none, and `If-None-Match`. Undefined when they ask nothing. The check throws Problem
 * preconditionFailed with the present ETag. Source: TMF630 Part 1; RFC 9110, 13.2.2.
 */
export function preconditionOf(
  { headers }: Pick<Request, 'headers'>,
  dialect: Pick<Dialect, 'etagPrefix'>,
): ChangeContext['precondition'] {
  const { 'if-match': tags, 'if-unmodified-since': since, 'if-none-match': unwanted } = headers;
  if (tags === undefined && since === undefined && unwanted === undefined) return undefined;
  return (before: StoredResource) => {
    const etag = etagOf(dialect, before);
    if (tags !== undefined) {
      if (!matchesIfMatch(tags, etag)) throw failed('If-Match', 'names another version', etag);
    } else if (since !== undefined && isModifiedSince(since, before) === true) {
      throw failed('If-Unmodified-Since', 'the resource has been changed after that', etag);
    }
    if (unwanted !== undefined && matchesIfNoneMatch(unwanted, etag)) {
      throw failed('If-None-Match', 'names the present version', etag);
    }
  };
}

function failed(header: string, reason: string, etag: string): Problem {
  const whole = `${reason}; the present one is ${etag}`;
  return new Problem('preconditionFailed', `${header}: ${whole}`, {
    code: problemCode.preconditionFailed,
    faults: [{ path: header, reason: whole }],
    headers: { ETag: etag },
  });
}
