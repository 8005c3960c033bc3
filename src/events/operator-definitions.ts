import { type FilterExpression, allOf, matchAll, whereInternal } from '../tmf630/query/filter-expression.ts';
import { type ResourceDefinition, defineResource } from '../tmf630/resource-definition.ts';
import { deliveriesCollection } from './collections.ts';
import { subscriptionResourceName } from './subscription-events.ts';

/** Every delivery with its attempts, as long as it is kept: written by the engine, read by operators. */
export const delivery: ResourceDefinition = defineResource({
  name: 'delivery',
  collection: deliveriesCollection,
  events: {},
  rewriteFilter: (filter) => allOf(filter, stateBound(filter)),
});

/** Subscriptions of every API as operators see them; `subscriptionView` is the store. */
export const subscription: ResourceDefinition = defineResource({
  name: subscriptionResourceName,
  collection: { name: 'subscriptions', indexes: [], numericText: [] },
  events: {},
});

/** Most deliveries are long done: those in another state have an index of their own. */
function stateBound(filter: FilterExpression): FilterExpression {
  if (filter.kind === 'and') return allOf(...filter.parts.map(stateBound));
  if (filter.kind !== 'compare' || filter.scope !== 'document' || filter.operator !== 'eq') return matchAll;
  if (filter.path.join('.') !== 'state') return matchAll;
  if (filter.value === 'pending') return whereInternal('openSince', 'gte', 0);
  return filter.value === 'abandoned' ? whereInternal('abandonedAt', 'gte', 0) : matchAll;
}
