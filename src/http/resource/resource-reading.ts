import type { Request, RequestHandler } from 'express';
import type { ApiBinding } from '../../resources/bindings.ts';
import { pagingOf, parseItemRange, refuseUnsatisfiable } from '../../tmf630/query/item-range.ts';
import { type ListQuery, parseListQuery } from '../../tmf630/query/list-query.ts';
import { describePage } from '../../tmf630/query/paging.ts';
import type { ResourcePage } from '../../tmf630/resource-store.ts';
import { attributeFacts, refuseBelowScalars } from './attribute-facts.ts';
import { answerNotModified, isNotModified, setValidators } from './conditional-get.ts';
import { byOwnAddress, ownAddresses, sortedByOwnAddress } from './own-address.ts';
import { rawQueryOf } from '../request-context.ts';
import {
  addressOf,
  idOf,
  ownPathOf,
  type ResourceHandlerDeps,
  show,
  showOne,
  viewOf,
  viewOfOne,
} from './resource-view.ts';
import { dependsOnOthers } from './wire-form.ts';

/** `GET /{segment}`: filtered, sorted, a page with its totals. Source: TMF630 Part 1, 4.3 to 4.7. */
export function list(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  const { definition, dialect } = binding;
  const { name } = definition;
  const facts = attributeFacts(deps.spec, binding.segment);
  const path = (written: readonly string[]): readonly string[] => dialect.path(name, written);
  const wirePath = (canonical: readonly string[]): readonly string[] => dialect.wirePath(name, canonical);
  const isKnown = (canonical: readonly string[]): boolean => facts.isKnown(wirePath(canonical));
  const addressesAt = ownAddresses(binding, deps.bindings);
  const options = { path, isKnown, ownPath: ownPathOf(binding), maximumLimit: deps.maximumLimit };
  return async (request, response) => {
    const rawQuery = rawQueryOf(request);
    const parsed = parseListQuery(rawQuery, options);
    refuseBelowScalars(parsed.filter, facts, wirePath);
    const address = addressOf(request, deps);
    const url = deps.renderer.collectionUrl(name, address);
    const addresses = addressesAt({ origin: address.origin, collectionUrl: url });
    const filter = byOwnAddress(parsed.filter, addresses);
    const query = { ...parsed, filter, sort: sortedByOwnAddress(parsed.sort) };
    const view = viewOf(binding, query, { address, deps });
    const { resources, total, ...paging } = await findPage(binding, deps, { request, query });
    const shown = await show(binding, resources, { view, deps });
    const { status, headers } = describePage({ ...paging, count: resources.length, total, url, rawQuery });
    for (const header in headers) response.setHeader(header, headers[header] ?? '');
    response.statusCode = status;
    response.json(shown);
  };
}

/** A page as it was found, and as which part of the list. */
interface PlacedPage extends ResourcePage {
  offset: number;
  limit: number;
  isPaged: boolean;
  isPartialStatusOff: boolean;
}

async function findPage(
  { definition }: ApiBinding,
  { service, maximumLimit, isPartialStatusOff = false }: ResourceHandlerDeps,
  { request, query }: { request: Request; query: ListQuery },
): Promise<PlacedPage> {
  const asked = rangeOf(request, query);
  if (asked === undefined) return { ...query, ...(await service.list(definition, query)), isPartialStatusOff };
  const total = async (): Promise<number> => (await service.list(definition, { ...query, limit: 0 })).total;
  const paging = await pagingOf(asked, maximumLimit, total);
  const page = await service.list(definition, { ...query, ...paging });
  refuseUnsatisfiable(asked, page.total);
  // Who asks by Range is told by 206 which part it is: HTTP has no other way.
  return { ...paging, ...page, isPartialStatusOff: false };
}

/** Offset and limit win over Range, and as no list has an ETag, nothing that If-Range names is current. Only GET has ranges. */
function rangeOf({ method, headers }: Request, { isPaged }: ListQuery): ReturnType<typeof parseItemRange> {
  const { range, 'if-range': ifRange } = headers;
  if (range === undefined || ifRange !== undefined || isPaged || method !== 'GET') return undefined;
  return parseItemRange(range);
}

/**
 * `GET /{segment}/{id}`, on condition when the request has one. An answer with embedded resources has no ETag: it changes
 * when they do. Problem notFound. Source: TMF630; RFC 9110, 13.
 */
export function retrieve(binding: ApiBinding, deps: ResourceHandlerDeps): RequestHandler {
  const { definition, dialect } = binding;
  return async (request, response) => {
    const view = viewOfOne(binding, request, deps);
    const resource = await deps.service.retrieve(definition, idOf(request));
    if (view.embedded.length === 0) {
      setValidators(response, dialect, resource);
      if (isNotModified(request, dialect, resource) && !dependsOnOthers(binding, resource)) {
        answerNotModified(response);
        return;
      }
    }
    response.json(await showOne(binding, resource, { view, deps }));
  };
}
