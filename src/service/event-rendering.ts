import { renderEvent } from '../events/event.ts';
import { subscriptionResourceName } from '../events/subscription-events.ts';
import { type QueryWords, queryWords } from '../events/query-words.ts';
import type { Subscription } from '../events/subscription.ts';
import type { Renderer } from '../http/resource/render-resource.ts';
import type { JsonObject } from '../kernel/json.ts';
import { type ApiBinding, apiMounts, standardEventTypes } from '../resources/bindings.ts';
import { assurance, dialects } from '../resources/dialects.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';

const domains: Readonly<Record<ApiBinding['api'], string>> = {
  'tmf657-v4': 'ServiceQualityManagement',
  'tmf657-v2': 'ServiceQualityManagement',
  'tmf657-legacy': 'ServiceQualityManagement',
  'tmf623-v2': 'SLAManagement',
  'assurance-v1': 'Assurance',
};

const eventTypes = new Map(Object.entries(standardEventTypes).map(([api, types]) => [api, new Set(types)]));

/** The event types a subscription to an API gets unasked. */
export function standardEventTypesOf(api: string): ReadonlySet<string> {
  return eventTypes.get(api) ?? new Set();
}

const canonicalEventTypes = new Set(Object.values(standardEventTypes).flat());
const words = new Map([...dialects].map(([name, dialect]) => [name, queryWords(dialect, canonicalEventTypes)]));

/** How the queries of a dialect's subscribers are understood; undefined for dialects there are not. */
export function queryWordsOf(dialect: string): QueryWords | undefined {
  return words.get(dialect);
}

/**
 * Renders an event for a subscription: in the subscription's own dialect where that serves the resource, else in the one
 * its API has. `origin` is the service's public address.
 */
export function eventRenderer(
  bindings: readonly ApiBinding[],
  renderer: Renderer,
  origin: () => string,
): (event: ChangeEvent, subscription: Subscription) => JsonObject {
  return (event, subscription) => {
    const serving = bindings.filter(({ definition }) => definition.name === event.resourceName);
    const binding = serving.find(({ dialect }) => dialect.name === subscription.dialect) ?? serving[0];
    if (binding === undefined && event.resourceName === subscriptionResourceName) return renderOwn(event);
    if (binding === undefined) throw new Error(`no API serves ${event.resourceName}`);
    const address = { origin: origin(), mount: mountOf(binding) };
    return renderEvent(event, binding.dialect, {
      renderResource: (resourceName, document) =>
        renderPlainly(document, { binding, renderer, resourceName, address, hasSentType: event.hasSentType === true }),
      domainOf: () => domains[binding.api],
      hasTimeOcurred: () => binding.api.startsWith('tmf657-'),
    });
  };
}

/** An event about what no API serves: as it is, in the names of the assurance API. */
function renderOwn(event: ChangeEvent): JsonObject {
  return renderEvent(event, assurance, {
    renderResource: (_resourceName, document) => document,
    domainOf: () => domains['assurance-v1'],
    hasTimeOcurred: () => false,
  });
}

function mountOf({ api }: ApiBinding): string {
  return apiMounts.find((each) => each.api === api)?.mounts[0] ?? '';
}

interface Rendering {
  binding: ApiBinding;
  renderer: Renderer;
  resourceName: string;
  address: { origin: string; mount: string };
  hasSentType: boolean;
}

function renderPlainly(document: JsonObject, rendering: Rendering): JsonObject {
  const { binding, renderer, resourceName, address, hasSentType } = rendering;
  const baseUrl = `${address.origin}${address.mount}`;
  const wire = binding.dialect.toWire(resourceName, document, { baseUrl, hasSentType });
  return renderer.render(resourceName, wire, address);
}
