import type { RequestHandler } from 'express';
import type { ApiBinding } from '../../resources/bindings.ts';
import { bodyReader } from './dialect-input.ts';
import type { HandlerTable, Operation } from '../operation.ts';
import { list, retrieve } from './resource-reading.ts';
import type { ResourceHandlerDeps } from './resource-view.ts';
import { patch } from './resource-patching.ts';
import { create, remove, replace } from './resource-writing.ts';

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
