import { type JsonObject, isJsonObject, objectAt, textAt } from '../kernel/json.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { StoredResource } from '../tmf630/resource-store.ts';

/** An event as it is kept after relaying: id = eventId. `relayedAt` (UTC ms) counts for purging. */
export function storedEvent(event: ChangeEvent, relayedAt: number): StoredResource {
  const { eventId, fieldPath, correlationId, ...rest } = event;
  const document: JsonObject = { id: eventId, eventId, ...rest };
  if (fieldPath !== undefined) document['fieldPath'] = [...fieldPath];
  if (correlationId !== undefined) document['correlationId'] = correlationId;
  const { occurredAt: createdAt } = event;
  return { id: eventId, revision: 1, createdAt, updatedAt: relayedAt, document, internal: { relayedAt } };
}

/** The event that a stored resource holds. */
export function eventIn({ document }: StoredResource): ChangeEvent {
  const text = (name: string): string => textAt(document, name) ?? '';
  const number = (name: string): number => (typeof document[name] === 'number' ? document[name] : 0);
  const fieldPath = document['fieldPath'];
  const correlationId = textAt(document, 'correlationId');
  const payload = objectAt(document, 'payload');
  return {
    ...{ eventId: text('eventId'), eventType: text('eventType') },
    ...{ resourceName: text('resourceName'), resourceId: text('resourceId') },
    ...{ occurredAt: number('occurredAt'), sequence: number('sequence') },
    ...(document['hasSentType'] === true ? { hasSentType: true } : {}),
    ...(Array.isArray(fieldPath) ? { fieldPath: fieldPath.filter((name) => typeof name === 'string') } : {}),
    ...(correlationId === undefined ? {} : { correlationId }),
    payload: isJsonObject(payload) ? payload : {},
  };
}
