import type { Request, RequestHandler } from 'express';
import type { JsonObject } from '../../kernel/json.ts';
import type { ApiBinding } from '../../resources/bindings.ts';
import { changeContextOf, creationContextOf } from './change-context.ts';
import { setValidators } from './conditional-get.ts';
import { idOf, type ResourceHandlerDeps, showWritten, viewOfOne } from './resource-view.ts';

/** `POST /{segment}`: 201 with Location and the whole resource. Problem invalid, conflict. */
export function create(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  return async (request, response) => {
    const view = viewOfOne(binding, request, deps);
    const body = canonicalBody(binding, request);
    const resource = await deps.service.create(binding.definition, body, {
      ...creationContextOf(binding, request),
      origin: view.address.origin,
    });
    response.statusCode = 201;
    response.setHeader('Location', deps.renderer.href(binding.definition.name, resource.id, view.address));
    if (view.embedded.length === 0) setValidators(response, binding.dialect, resource);
    response.json(await showWritten(binding, resource, { view, deps }));
  };
}

/** `PUT /{segment}/{id}`. Problem notFound, invalid, conflict. */
export function replace(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  return async (request, response) => {
    const view = viewOfOne(binding, request, deps);
    const body = canonicalBody(binding, request);
    const resource = await deps.service.replace(
      binding.definition,
      idOf(request),
      body,
      changeContextOf(binding, request),
    );
    if (view.embedded.length === 0) setValidators(response, binding.dialect, resource);
    response.json(await showWritten(binding, resource, { view, deps }));
  };
}

/** `DELETE /{segment}/{id}`: 204. Problem notFound. */
export function remove(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  return async (request, response) => {
    await deps.service.remove(binding.definition, idOf(request), changeContextOf(binding, request));
    response.statusCode = 204;
    response.end();
  };
}

function canonicalBody({ definition, dialect }: ApiBinding, request: Request): JsonObject {
  // Guarded and checked against the document before any handler runs.
  return dialect.fromWire(definition.name, request.body as JsonObject);
}
