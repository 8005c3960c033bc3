import type { RequestHandler } from 'express';

/**
 * Reads `//` as `/` and drops a trailing slash in paths below these base paths; other paths are left alone.
 * Source: TMF657 digest, section 1.
 */
export function tidyPath(mounts: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    const { url } = request;
    const at = url.indexOf('?');
    const path = at === -1 ? url : url.slice(0, at);
    if (path.endsWith('/') || path.includes('//')) {
      const tidy = path.replace(/\/{2,}/g, '/').replace(/\/$/, '');
      const isOurs = mounts.some((mount) => tidy === mount || tidy.startsWith(`${mount}/`));
      if (isOurs) request.url = at === -1 ? tidy : tidy + url.slice(at);
    }
    next();
  };
}
