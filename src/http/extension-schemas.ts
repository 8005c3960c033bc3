import { Router, type RequestHandler } from 'express';
import { Problem, problemCode } from '../kernel/problem.ts';
import { originOf } from './request-context.ts';

/**
 * The JSON Schemas of what Surety understands beyond the standards, to be named in `@schemaLocation`: `/schemas` lists their
 * addresses, `/schemas/<name>` is one of them. Read only. Anything else below `/schemas` is left to the next handler.
 * `files`: texts by name, e.g. `Sla.schema.json`. Source: TMF630 Part 1 (extension).
 */
export function extensionSchemasRouter(files: ReadonlyMap<string, string>, publicUrl: string | undefined): Router {
  const router = Router();
  router
    .route('/schemas')
    .get((request, response) => {
      const base = `${originOf(request, publicUrl)}/schemas`;
      response.json([...files.keys()].map((name) => ({ name, href: `${base}/${name}` })));
    })
    .all(readOnly);
  router
    .route('/schemas/:name')
    .all((request, _response, next) => {
      next(files.has(request.params.name) ? undefined : 'route');
    })
    .get((request, response) => {
      response.setHeader('Cache-Control', 'no-cache');
      response.type('application/schema+json').send(files.get(request.params.name));
    })
    .all(readOnly);
  return router;
}

const readOnly: RequestHandler = (request, response) => {
  const allow = 'GET, HEAD, OPTIONS';
  if (request.method === 'OPTIONS') {
    response.setHeader('Allow', allow);
    response.statusCode = 204;
    response.end();
    return;
  }
  throw new Problem('methodNotAllowed', `${request.method}: not offered here`, {
    code: problemCode.methodNotAllowed,
    faults: [{ path: 'method', reason: 'not offered here' }],
    headers: { Allow: allow },
  });
};
