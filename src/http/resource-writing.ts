import type { Request, RequestHandler } from 'express';
import type { JsonObject } from '../kernel/json.ts';
import type { ApiBinding } from '../resources/bindings.ts';
import type { ChangeContext } from '../tmf630/resource-service.ts';
import { correlationIdOf } from './request-context.ts';
import { idOf, type ResourceHandlerDeps, showWritten, viewOfOne } from './resource-view.ts';

/** `POST /{segment}`: 201 with Location and the whole resource. Problem invalid, conflict. */
export function create(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  return async (request, response) => {
    const view = viewOfOne(binding, request, deps);
    const body = canonicalBody(binding, request);
    const resource = await deps.service.create(binding.definition, body, contextOf(binding, request));
    response.statusCode = 201;
    response.setHeader('Location', deps.renderer.href(binding.definition.name, resource.id, view.address));
    response.json(await showWritten(binding, resource, { view, deps }));
  };
}

/** `PATCH /{segment}/{id}`. Problem notFound, invalid, conflict. */
export function patch(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  return async (request, response) => {
    const view = viewOfOne(binding, request, deps);
    const id = idOf(request);
    const context = {
      ...contextOf(binding, request),
      ...(refusesOtherHref(binding) ? { href: deps.renderer.href(binding.definition.name, id, view.address) } : {}),
    };
    const resource = await deps.service.patch(binding.definition, id, canonicalBody(binding, request), context);
    response.json(await showWritten(binding, resource, { view, deps }));
  };
}

/** `PUT /{segment}/{id}`. Problem notFound, invalid, conflict. */
export function replace(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  return async (request, response) => {
    const view = viewOfOne(binding, request, deps);
    const body = canonicalBody(binding, request);
    const resource = await deps.service.replace(binding.definition, idOf(request), body, contextOf(binding, request));
    response.json(await showWritten(binding, resource, { view, deps }));
  };
}

/** `DELETE /{segment}/{id}`: 204. Problem notFound. */
export function remove(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  return async (request, response) => {
    await deps.service.remove(binding.definition, idOf(request), contextOf(binding, request));
    response.statusCode = 204;
    response.end();
  };
}

function canonicalBody({ definition, dialect }: ApiBinding, request: Request): JsonObject {
  // Guarded and checked against the document before any handler runs.
  return dialect.fromWire(definition.name, request.body as JsonObject);
}

// A patch that repeats the href is fine in both APIs; TMF657 refuses another one, TMF623 ignores it.
function refusesOtherHref({ api }: ApiBinding): boolean {
  return api.startsWith('tmf657-');
}

function contextOf({ definition, dialect }: ApiBinding, request: Request): ChangeContext {
  const correlationId = correlationIdOf(request);
  const wirePath = (path: string): string => wireFaultPath(path, (names) => dialect.wirePath(definition.name, names));
  return { wirePath, ...(correlationId === undefined ? {} : { correlationId }) };
}

/** A canonical fault path (`serviceLevelObjectiveParameter.relatedEntity[0].id`) in the caller's names, indexes in place. */
function wireFaultPath(path: string, wirePath: (names: readonly string[]) => readonly string[]): string {
  const written = path.split('.').map((step) => /^([^[]*)(.*)$/s.exec(step) ?? ['', step, '']);
  const names = wirePath(written.map(([, name = '']) => name));
  return written.map(([, , indexes = ''], at) => `${names[at] ?? ''}${indexes}`).join('.');
}
