import { formatInstant } from '../kernel/instant.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { Dialect } from '../tmf630/dialect/dialect.ts';

/** What rendering an event needs from outside: how its resource looks on the wire, and what its API puts in the envelope. */
export interface EventContext {
  /** The canonical document of a resource in wire form, `href` included (a violation: `sla.href` and `violation.rule.href` too). */
  renderResource(resourceName: string, document: JsonObject): JsonObject;
  /** The API the resource belongs to, the envelope's `domain`, e.g. `ServiceQualityManagement`. */
  domainOf(resourceName: string): string;
  /** Whether that API's envelope knows `timeOcurred` (TMF657 does, and spells it so). */
  hasTimeOcurred(resourceName: string): boolean;
}

/**
 * The body a subscriber is sent, in a dialect's names. The same event always gives the same body: both times are when
 * the change happened. Source: TMF657 v4 schema, TMF623.
 */
export function renderEvent(event: ChangeEvent, dialect: Dialect, context: EventContext): JsonObject {
  const { eventId, resourceName, fieldPath, correlationId, payload } = event;
  const eventTime = formatInstant(event.occurredAt);
  const body: JsonObject = { eventId, eventTime, eventType: dialect.eventType(event.eventType) };
  if (context.hasTimeOcurred(resourceName)) body['timeOcurred'] = eventTime;
  body['domain'] = context.domainOf(resourceName);
  body['title'] = titleOf(event.eventType);
  if (fieldPath !== undefined)
    body['fieldPath'] = fieldPath.map((name) => dialect.wirePath(resourceName, [name]).join('.')).join(',');
  if (correlationId !== undefined) body['correlationId'] = correlationId;
  body['event'] = { [resourceName]: context.renderResource(resourceName, payload) };
  return body;
}

/** `ServiceLevelObjectiveCreateEvent` as `Service level objective create`; `SLAViolationCreateNotification` as `SLA violation create`. */
function titleOf(eventType: string): string {
  const words = eventType
    .replace(/(?:Event|Notification)$/, '')
    .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()));
  const [first = '', ...rest] = words;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' ');
}
