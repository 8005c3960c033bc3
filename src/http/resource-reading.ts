import type { RequestHandler } from 'express';
import type { ApiBinding } from '../resources/bindings.ts';
import { parseListQuery } from '../tmf630/list-query.ts';
import { describePage } from '../tmf630/paging.ts';
import { attributeFacts, refuseBelowScalars } from './attribute-facts.ts';
import { rawQueryOf } from './request-context.ts';
import { addressOf, fieldsOf, idOf, type ResourceHandlerDeps, wire } from './resource-view.ts';

/** `GET /{segment}`: filtered, sorted, a page with its totals. Source: TMF630 Part 1, 4.3 to 4.7. */
export function list(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  const { definition, dialect } = binding;
  const { name } = definition;
  const facts = attributeFacts(deps.spec, binding.segment);
  const path = (written: readonly string[]): readonly string[] => dialect.path(name, written);
  const isKnown = (canonical: readonly string[]): boolean => facts.isKnown(dialect.wirePath(name, canonical));
  const isScalar = (canonical: readonly string[]): boolean => facts.isScalar(dialect.wirePath(name, canonical));
  const options = { path, isKnown, maximumLimit: deps.maximumLimit };
  return async (request, response) => {
    const rawQuery = rawQueryOf(request);
    const query = parseListQuery(rawQuery, options);
    refuseBelowScalars(query.filter, { isScalar });
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

/** `GET /{segment}/{id}`. Problem notFound. */
export function retrieve(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  return async (request, response) => {
    const fields = fieldsOf(request);
    const resource = await deps.service.retrieve(binding.definition, idOf(request));
    response.json(wire(binding, resource, { fields, address: addressOf(request, deps), renderer: deps.renderer }));
  };
}
