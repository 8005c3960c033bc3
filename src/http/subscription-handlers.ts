import type { Request, RequestHandler, Response } from 'express';
import { fixedLengthMs, parseDuration } from '../domain/duration.ts';
import type { Operator } from '../events/operator.ts';
import type { SecretChange } from '../events/change-secret.ts';
import { secretFault } from '../events/signature.ts';
import { type JsonObject, textAt } from '../kernel/json.ts';
import { invalidBody, notFound } from '../kernel/problem.ts';
import type { ApiBinding } from '../resources/bindings.ts';
import type { HandlerTable } from './operation.ts';
import { addressOf, idOf, type ResourceHandlerDeps, showOne, viewOfOne } from './resource/resource-view.ts';

/** What the operations on subscriptions need. */
export interface SubscriptionHandlerDeps extends Omit<ResourceHandlerDeps, 'spec' | 'maximumLimit'> {
  operator: Operator;
}

/** The bindings that answers are shown through. */
export interface OperatorBindings {
  subscription: ApiBinding;
  delivery: ApiBinding;
}

const longestOverlapMs = 30 * 86_400_000;
const usualOverlap = 'P1D';

/**
 * `POST /subscription/{id}/pause`, `/resume` and `/secret`, which answer the subscription as it is then, and `/test`, which answers 201
 * with the delivery of the test event. Problem notFound; invalid for a secret that is none. Each is idempotent but `/test`.
 */
export function subscriptionHandlers(bindings: OperatorBindings, deps: SubscriptionHandlerDeps): HandlerTable {
  const { operator } = deps;
  const answering =
    (act: (id: string, body: JsonObject) => Promise<boolean>): RequestHandler =>
    async (request, response) => {
      if (!(await act(idOf(request), bodyOf(request)))) throw notFound('subscription', idOf(request));
      await showSubscription(bindings.subscription, deps, { request, response });
    };
  return {
    'POST /subscription/{id}/pause': {
      handle: answering((id, body) => operator.pause(id, textAt(body, 'reason'))),
    },
    'POST /subscription/{id}/resume': {
      handle: answering((id, body) => operator.resume(id, textAt(body, 'reason'))),
    },
    'POST /subscription/{id}/secret': {
      handle: answering((id, body) => operator.changeSecret(id, secretChangeOf(body))),
    },
    'POST /subscription/{id}/test': { handle: testHandler(bindings.delivery, deps) },
  };
}

// Guarded and checked against the document before any handler runs; absent where a body may be left out.
function bodyOf(request: Request): JsonObject {
  return (request.body ?? {}) as JsonObject;
}

async function showSubscription(
  binding: ApiBinding,
  deps: SubscriptionHandlerDeps,
  { request, response }: { request: Request; response: Response },
): Promise<void> {
  const resource = await deps.service.retrieve(binding.definition, idOf(request));
  response.json(await showOne(binding, resource, { view: viewIn(binding, request, deps), deps }));
}

function testHandler(binding: ApiBinding, deps: SubscriptionHandlerDeps): RequestHandler {
  return async (request, response) => {
    const delivery = await deps.operator.test(idOf(request));
    if (delivery === undefined) throw notFound('subscription', idOf(request));
    response.statusCode = 201;
    response.setHeader('Location', deps.renderer.href(binding.definition.name, delivery.id, addressOf(request, deps)));
    response.json(await showOne(binding, delivery, { view: viewIn(binding, request, deps), deps }));
  };
}

function viewIn(binding: ApiBinding, request: Request, deps: SubscriptionHandlerDeps): ReturnType<typeof viewOfOne> {
  return viewOfOne(binding, request, { ...deps, spec: {}, maximumLimit: 1 });
}

function secretChangeOf(body: JsonObject): SecretChange {
  const { secret } = body;
  const reason = secret === null ? undefined : secretFault(secret);
  if (reason !== undefined) throw invalidBody([{ path: 'secret', reason: secret === undefined ? 'required' : reason }]);
  const duration = parseDuration(textAt(body, 'overlap') ?? usualOverlap);
  const overlapMs = duration && fixedLengthMs(duration);
  if (overlapMs === undefined || overlapMs > longestOverlapMs)
    throw invalidBody([{ path: 'overlap', reason: 'must be an ISO 8601 duration of at most P30D' }]);
  return { secret: typeof secret === 'string' ? secret : null, overlapMs };
}
