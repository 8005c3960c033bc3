import type { RequestHandler } from 'express';
import { sameReplay } from '../events/replay-definition.ts';
import { type JsonObject, textAt } from '../kernel/json.ts';
import { Problem, invalidBody } from '../kernel/problem.ts';
import type { ApiBinding } from '../resources/bindings.ts';
import type { ResourceDefinition } from '../tmf630/resource-definition.ts';
import type { StoredResource } from '../tmf630/resource-store.ts';
import type { HandlerTable } from './operation.ts';
import { addressOf, type ResourceHandlerDeps, showWritten, viewOfOne } from './resource/resource-view.ts';

/** What replays are asked for with. */
export interface ReplayHandlerDeps extends Omit<ResourceHandlerDeps, 'spec' | 'maximumLimit'> {
  /** The kinds of resource that a replay may name. */
  named: { delivery: ResourceDefinition; subscription: ResourceDefinition };
}

/**
 * `POST /replay`: 201 with the replay, which is done in the background. The same id with the same request again answers 200 with the
 * replay as it is now, and starts nothing. Problem invalid; conflict for an id that stands for another request.
 */
export function replayHandlers(binding: ApiBinding, deps: ReplayHandlerDeps): HandlerTable {
  const handle: RequestHandler = async (request, response) => {
    const view = viewOfOne(binding, request, { ...deps, spec: {}, maximumLimit: 1 });
    // Guarded and checked against the document before any handler runs.
    const body = request.body as JsonObject;
    await refuseUnknown(body, deps);
    const { resource, isNew } = await createOnce(binding.definition, body, deps);
    response.statusCode = isNew ? 201 : 200;
    response.setHeader('Location', deps.renderer.href(binding.definition.name, resource.id, addressOf(request, deps)));
    response.json(await showWritten(binding, resource, { view, deps }));
  };
  return { 'POST /replay': { handle } };
}

async function createOnce(
  definition: ResourceDefinition,
  body: JsonObject,
  { service }: Pick<ReplayHandlerDeps, 'service'>,
): Promise<{ resource: StoredResource; isNew: boolean }> {
  try {
    return { resource: await service.create(definition, body, {}), isNew: true };
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'conflict') throw error;
    const [found] = await service.find(definition, [textAt(body, 'id') ?? '']);
    if (found === undefined || !sameReplay(found.document, body)) throw error;
    return { resource: found, isNew: false };
  }
}

async function refuseUnknown(body: JsonObject, { service, named }: ReplayHandlerDeps): Promise<void> {
  for (const [path, definition] of [
    ['deliveryId', named.delivery],
    ['subscriptionId', named.subscription],
  ] as const) {
    const id = textAt(body, path);
    if (id !== undefined && (await service.find(definition, [id])).length === 0)
      throw invalidBody([{ path, reason: `no ${definition.name} has this id` }]);
  }
}
