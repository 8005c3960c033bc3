import type { AttributePath, CollectionSpec } from '../tmf630/resource-store.ts';

function internal(path: string): AttributePath {
  return { scope: 'internal', path };
}

function shown(path: string): AttributePath {
  return { scope: 'document', path };
}

/**
 * Relayed events that a subscription wanted: id = eventId, document = the ChangeEvent. Internal: `relayedAt` (UTC ms), the age by which they are
 * purged: an event may be relayed long after it occurred, and must then still outlive its deliveries.
 */
export const eventsCollection: CollectionSpec = {
  name: 'events',
  indexes: [{ name: 'byRelayedAt', on: [internal('relayedAt')] }],
  numericText: [],
  numericInternal: ['relayedAt'],
};

/**
 * Deliveries: id = `${subscriptionId}.${eventId}`. The indexes that work is found by are over internal members that
 * exist only while they matter (see delivery.ts), so that it costs the same however many rows wait or are done. `bySubscription` and
 * `byEvent` are for people and for replays.
 */
export const deliveriesCollection: CollectionSpec = {
  name: 'deliveries',
  indexes: [
    { name: 'byDueAt', on: [internal('dueAt')], isPartial: true },
    { name: 'bySubscriptionAndDueAt', on: [internal('openSubscription'), internal('dueAt')], isPartial: true },
    { name: 'bySubscriptionAndSequence', on: [internal('openSubscription'), internal('sequence')], isPartial: true },
    { name: 'byLane', on: [internal('lane'), internal('sequence')], isPartial: true },
    { name: 'byOpenSince', on: [internal('openSince')], isPartial: true },
    { name: 'bySubscriptionAndOpenSince', on: [internal('openSubscription'), internal('openSince')], isPartial: true },
    {
      name: 'byDeliveredTo',
      on: [internal('deliveredTo'), internal('settledAt')],
      isReadDownwards: true,
      isPartial: true,
    },
    { name: 'bySubscription', on: [shown('subscriptionId'), shown('occurredAt')], isReadDownwards: true },
    { name: 'byEvent', on: [shown('eventId')] },
    { name: 'bySettledAt', on: [internal('settledAt')], isPartial: true },
    { name: 'byAbandonedAt', on: [internal('abandonedAt')], isPartial: true },
  ],
  numericText: [],
  numericInternal: ['dueAt', 'sequence', 'openSince', 'settledAt', 'abandonedAt'],
};

/**
 * How sending to subscriptions stands: id = the subscription's. A subscription without a row is active and well. Internal:
 * `condition` is there as long as somebody has to look after it (see subscription-state.ts).
 */
export const subscriptionStatesCollection: CollectionSpec = {
  name: 'subscriptionStates',
  indexes: [{ name: 'byCondition', on: [internal('condition')] }],
  numericText: [],
};

/**
 * Requests to send again what has been sent: id = the one the caller gave, or ours. Internal: `openSince` (UTC ms) while it
 * is being done, `settledAt` afterwards, the age by which they are purged.
 */
export const replaysCollection: CollectionSpec = {
  name: 'replays',
  indexes: [
    { name: 'byOpenSince', on: [internal('openSince')] },
    { name: 'bySettledAt', on: [internal('settledAt')] },
  ],
  numericText: [],
  numericInternal: ['openSince', 'settledAt'],
};
