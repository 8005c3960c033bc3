import type { RequestHandler } from 'express';
import type { ApiRoutes } from './api-routes.ts';
import type { ObserveRequest } from './metrics.ts';

/** An API's routes below one base path, e.g. `/tmf-api/slaManagement/v2`. */
export interface MountedApi {
  mount: string;
  routes: ApiRoutes;
  /** Told of requests for the base path and paths below it that the API does not have. */
  observeUnknown: ObserveRequest;
}

/**
 * Hands a request to the API it addresses: the one with the longest base path it lies below. In paths below a base path,
 * `//` is read as `/` and a trailing slash is dropped. `request.baseUrl` and `request.params` are set as Express would.
 * Paths nobody serves fall through. Source: TMF657.
 */
export function serveApis(apis: readonly MountedApi[]): RequestHandler {
  const longestFirst = [...apis].sort(byLengthOfMount);
  return (request, response, next) => {
    const path = tidyPath(request.url);
    let observeUnknown: ObserveRequest | undefined;
    for (const { mount, routes, ...api } of longestFirst) {
      if (!path.startsWith(mount) || !['', '/'].includes(path.charAt(mount.length))) continue;
      observeUnknown ??= api.observeUnknown;
      const found = routes.find(path.slice(mount.length));
      if (found === undefined) continue;
      request.baseUrl = mount;
      request.params = found.params;
      return found.handle(request, response, next);
    }
    observeUnknown?.(request, response);
    next();
    return undefined;
  };
}

/** Sorts what lies below base paths so that the longest comes first: `/a/v2` before `/a`. */
export function byLengthOfMount(left: { mount: string }, right: { mount: string }): number {
  return right.mount.length - left.mount.length;
}

/** A URL's path without doubled and trailing slashes and without its query. */
export function tidyPath(url: string): string {
  const at = url.indexOf('?');
  const path = at === -1 ? url : url.slice(0, at);
  return path.endsWith('/') || path.includes('//') ? path.replace(/\/{2,}/g, '/').replace(/\/$/, '') : path;
}
