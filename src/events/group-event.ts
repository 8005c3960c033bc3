import { formatInstant } from '../kernel/instant.ts';
import { type JsonObject, type JsonValue, isJsonObject, objectAt, textAt, valuesAt } from '../kernel/json.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { Grouping } from './grouping.ts';
import { present } from './record-members.ts';

/** Type of the event that lists others. */
export const eventGroupType = 'EventGroupCreateEvent';

/** What a group's event is made of. */
export interface GroupParts {
  id: string;
  /** How the subscription groups now; absent: it no longer does. */
  grouping: Grouping | undefined;
  /** The events, and each as the listener would get it, in order. */
  events: readonly { event: ChangeEvent; rendered: JsonObject }[];
}

/** The event that lists others by reference. The same parts always give the same. Pure. */
export function groupEvent({ id, grouping, events }: GroupParts): JsonObject {
  const last = Math.max(...events.map(({ event }) => event.occurredAt));
  const first = events[0]?.rendered;
  const value = grouping && first && valuesAt(first, grouping.key)[0];
  const eventGroup = present({
    ...{ id, window: grouping?.window, key: grouping?.key.join('.') },
    value: typeof value === 'string' || typeof value === 'number' ? String(value) : undefined,
    count: events.length,
    events: events.map(({ event, rendered }): JsonValue => referenceTo(event, rendered)),
  });
  return {
    ...{ eventId: id, eventTime: formatInstant(last), eventType: eventGroupType },
    ...present({ domain: first?.['domain'] }),
    ...{ title: 'Event group create', event: { eventGroup } },
  };
}

/** An event by its identity and where its resource is to be found. */
function referenceTo({ eventId, occurredAt, resourceName, resourceId }: ChangeEvent, rendered: JsonObject): JsonObject {
  const [resource] = Object.values(objectAt(rendered, 'event') ?? {});
  const href = isJsonObject(resource) ? textAt(resource, 'href') : undefined;
  const eventType = textAt(rendered, 'eventType');
  const eventTime = textAt(rendered, 'eventTime') ?? formatInstant(occurredAt);
  return present({ eventId, eventType, eventTime, id: resourceId, href, '@referredType': resourceName });
}
