import type { Request, RequestHandler } from 'express';
import type { JsonObject } from '../kernel/json.ts';
import { parseFieldsOnly, parseListQuery } from '../tmf630/list-query.ts';
import { type FieldSelection, selectFields } from '../tmf630/fields.ts';
import { describePage } from '../tmf630/paging.ts';
import type { ResourceService } from '../tmf630/resource-service.ts';
import type { StoredResource } from '../tmf630/resource-store.ts';
import type { ApiBinding } from '../resources/bindings.ts';
import { attributeFacts, refuseBelowScalars } from './attribute-facts.ts';
import { bodyReader } from './dialect-input.ts';
import type { HandlerTable, Operation } from './operation.ts';
import type { Address, Renderer } from './render-resource.ts';
import { correlationIdOf, originOf, rawQueryOf } from './request-context.ts';

/** What serving resources needs. */
export interface ResourceHandlerDeps {
  service: ResourceService;
  renderer: Renderer;
  /** The API's document: tells which attributes its resources have. */
  spec: JsonObject;
  /** Longest page. */
  maximumLimit: number;
  /** Absolute base of every href, without trailing slash; absent: as the client addressed the service. */
  publicUrl?: string | undefined;
}

/**
 * The operations of every resource of one API, as far as each binding offers them: list, retrieve, create, patch,
 * replace, remove. They know no resource by name: what is special about one is in its definition and dialect.
 * Source: TMF630.
 */
export function resourceHandlers(bindings: readonly ApiBinding[], deps: ResourceHandlerDeps): HandlerTable {
  return Object.fromEntries(bindings.flatMap((binding) => operationsOf(binding, deps)));
}

function operationsOf(binding: ApiBinding, deps: ResourceHandlerDeps): [string, Operation][] {
  const collection = `/${binding.segment}`;
  const one = `${collection}/{id}`;
  const all: Record<ApiBinding['verbs'][number], [string, RequestHandler]> = {
    list: [`GET ${collection}`, list(binding, deps)],
    create: [`POST ${collection}`, create(binding, deps)],
    retrieve: [`GET ${one}`, retrieve(binding, deps)],
    patch: [`PATCH ${one}`, patch(binding, deps)],
    replace: [`PUT ${one}`, replace(binding, deps)],
    remove: [`DELETE ${one}`, remove(binding, deps)],
  };
  const prepareBody = bodyReader(binding);
  return binding.verbs.map((verb) => {
    const [key, handle] = all[verb];
    return [key, { handle, prepareBody }];
  });
}

function list(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  const { definition, dialect } = binding;
  const { name } = definition;
  const facts = attributeFacts(deps.spec, binding.segment);
  const path = (written: readonly string[]): readonly string[] => dialect.path(name, written);
  const isKnown = (canonical: readonly string[]): boolean => facts.isKnown(canonical);
  const options = { path, isKnown, maximumLimit: deps.maximumLimit };
  return async (request, response) => {
    const rawQuery = rawQueryOf(request);
    const query = parseListQuery(rawQuery, options);
    refuseBelowScalars(query.filter, facts);
    const { resources, total } = await deps.service.list(definition, query);
    const address = addressOf(request, deps);
    const url = deps.renderer.collectionUrl(name, address);
    const { status, headers } = describePage({ ...query, count: resources.length, total, url, rawQuery });
    for (const header in headers) response.setHeader(header, headers[header] ?? '');
    response.statusCode = status;
    response.json(
      resources.map((resource) => wire(binding, resource, { fields: query.fields, address, renderer: deps.renderer })),
    );
  };
}

function retrieve(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  return async (request, response) => {
    const fields = fieldsOf(request);
    const resource = await deps.service.retrieve(binding.definition, idOf(request));
    response.json(wire(binding, resource, { fields, address: addressOf(request, deps), renderer: deps.renderer }));
  };
}

function create(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  return async (request, response) => {
    const fields = fieldsOf(request);
    const address = addressOf(request, deps);
    const resource = await deps.service.create(binding.definition, canonicalBody(binding, request), contextOf(request));
    response.statusCode = 201;
    response.setHeader('Location', deps.renderer.href(binding.definition.name, resource.id, address));
    response.json(wire(binding, resource, { fields, address, renderer: deps.renderer }));
  };
}

function patch(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  return async (request, response) => {
    const fields = fieldsOf(request);
    const address = addressOf(request, deps);
    const id = idOf(request);
    const context = {
      ...contextOf(request),
      ...(refusesOtherHref(binding) ? { href: deps.renderer.href(binding.definition.name, id, address) } : {}),
    };
    const resource = await deps.service.patch(binding.definition, id, canonicalBody(binding, request), context);
    response.json(wire(binding, resource, { fields, address, renderer: deps.renderer }));
  };
}

function replace(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  return async (request, response) => {
    const fields = fieldsOf(request);
    const body = canonicalBody(binding, request);
    const resource = await deps.service.replace(binding.definition, idOf(request), body, contextOf(request));
    response.json(wire(binding, resource, { fields, address: addressOf(request, deps), renderer: deps.renderer }));
  };
}

function remove({ definition }: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  return async (request, response) => {
    await deps.service.remove(definition, idOf(request), contextOf(request));
    response.statusCode = 204;
    response.end();
  };
}

function addressOf(request: Request, { publicUrl }: ResourceHandlerDeps): Required<Address> {
  return { origin: originOf(request, publicUrl), mount: request.baseUrl };
}

function idOf(request: Request): string {
  const { id } = request.params;
  return typeof id === 'string' ? id : '';
}

function fieldsOf(request: Request): FieldSelection | undefined {
  const rawQuery = rawQueryOf(request);
  return rawQuery === '' ? undefined : parseFieldsOnly(rawQuery);
}

function canonicalBody({ definition, dialect }: ApiBinding, request: Request): JsonObject {
  // Guarded and checked against the document before any handler runs.
  return dialect.fromWire(definition.name, request.body as JsonObject);
}

// A patch that repeats the href is fine in both APIs; TMF657 refuses another one, TMF623 ignores it.
function refusesOtherHref({ api }: ApiBinding): boolean {
  return api.startsWith('tmf657-');
}

function contextOf(request: Request): { correlationId?: string } {
  const correlationId = correlationIdOf(request);
  return correlationId === undefined ? {} : { correlationId };
}

/** What a client wants to see of a resource, and from where it looks. */
interface View {
  fields?: FieldSelection | undefined;
  address: Required<Address>;
}

function wire(
  binding: ApiBinding,
  { document }: StoredResource,
  { fields, address, renderer }: View & { renderer: Renderer },
): JsonObject {
  const { definition, dialect, hidden } = binding;
  const named = dialect.toWire(definition.name, document, { baseUrl: `${address.origin}${address.mount}` });
  const rendered = renderer.render(definition.name, named, address);
  const shown = hidden.length === 0 ? rendered : without(rendered, hidden);
  return selectFields(shown, fields, { keepIdentity: dialect.fieldsKeepIdentity });
}

function without(document: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name)));
}
