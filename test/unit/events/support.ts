import type { ParsedSubscription, Subscription } from '../../../src/events/subscription.ts';
import { parseSubscriptionQuery } from '../../../src/events/subscription.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import type { ChangeEvent } from '../../../src/tmf630/change-event.ts';

/** A violation's event, as little as one needs. */
export function changeEvent(changes: Partial<ChangeEvent> = {}): ChangeEvent {
  return {
    eventId: 'e-1',
    eventType: 'SLAViolationCreateNotification',
    occurredAt: Date.UTC(2026, 10, 22, 9, 15, 4, 101),
    resourceName: 'slaViolation',
    resourceId: '31',
    sequence: 1,
    payload: { id: 31 },
    ...changes,
  };
}

/** A subscription on the TMF623 hub. */
export function subscription(changes: Partial<Omit<Subscription, 'query'>> & { query?: string } = {}): Subscription {
  const { query, ...rest } = changes;
  const parsed: ParsedSubscription = parseSubscriptionQuery(query);
  return {
    id: 'sub-1',
    callback: 'http://listener.example/listen',
    api: 'tmf623-v2',
    dialect: 'tmf623-v2',
    standardEventTypes: new Set(['SLAViolationCreateNotification']),
    ...rest,
    query: parsed,
  };
}

/** An event as a listener would get it, without the trimmings. */
export function rendered(event: ChangeEvent): JsonObject {
  const { eventId, eventType, resourceName, payload } = event;
  return { eventId, eventTime: 'then', eventType, domain: 'd', event: { [resourceName]: payload } };
}
