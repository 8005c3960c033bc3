import { delivery, subscription } from '../events/operator-definitions.ts';
import { replay } from '../events/replay-definition.ts';
import type { ApiBinding } from '../resources/bindings.ts';
import { assurance } from '../resources/dialects.ts';
import type { ResourceDefinition } from '../tmf630/resource-definition.ts';

/** What operators see of subscriptions and deliveries, in our own API: read only, but for what their handlers offer. */
export const operatorBindings = {
  subscription: reading(subscription),
  delivery: reading(delivery),
  replay: reading(replay),
} as const;

function reading(definition: ResourceDefinition): ApiBinding {
  return {
    ...{ api: 'assurance-v1', definition, segment: definition.name, dialect: assurance },
    ...{ verbs: ['list', 'retrieve'], hidden: [] },
  };
}
