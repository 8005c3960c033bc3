import { renderEvent } from './events/event.ts';
import type { Subscription } from './events/subscription.ts';
import type { Renderer } from './http/render-resource.ts';
import type { JsonObject } from './kernel/json.ts';
import { type ApiBinding, apiMounts } from './resources/bindings.ts';
import type { ChangeEvent } from './tmf630/change-event.ts';

const domains: Readonly<Record<ApiBinding['api'], string>> = {
  'tmf657-v4': 'ServiceQualityManagement',
  'tmf623-v2': 'SLAManagement',
  'assurance-v1': 'Assurance',
};

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
    if (binding === undefined) throw new Error(`no API serves ${event.resourceName}`);
    return renderEvent(event, binding.dialect, {
      renderResource: (resourceName, document) => renderPlainly(binding, renderer, origin(), resourceName, document),
      domainOf: () => domains[binding.api],
      hasTimeOcurred: () => binding.api === 'tmf657-v4',
    });
  };
}

function renderPlainly(
  { api, dialect }: ApiBinding,
  renderer: Renderer,
  origin: string,
  resourceName: string,
  document: JsonObject,
): JsonObject {
  const mount = apiMounts.find((each) => each.api === api)?.mounts[0] ?? '';
  return renderer.render(resourceName, dialect.toWire(resourceName, document, { baseUrl: `${origin}${mount}` }), {
    origin,
    mount,
  });
}
