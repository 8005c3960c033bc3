import type { JsonObject } from '../kernel/json.ts';

/**
 * Something that happened to a resource, free of any dialect. It is written inside the resource's own document, in the
 * same write as the change, and relayed from there; `events/event.ts` renders the wire body for a subscriber.
 */
export interface ChangeEvent {
  /** Derived from what happened, so that a repeat is recognisable: the same change always has the same eventId. */
  eventId: string;
  /** Canonical type, e.g. `ServiceLevelObjectiveCreateEvent`, `SLAViolationCreateNotification`. */
  eventType: string;
  /** When the change happened, UTC ms. */
  occurredAt: number;
  /** Name of the resource's definition, e.g. `slaViolation`. */
  resourceName: string;
  /** The resource's id as text. */
  resourceId: string;
  /** Grows with every event of one resource; deliveries of one resource keep this order. */
  sequence: number;
  /** First-level attributes that changed (attribute value changes only). */
  fieldPath?: readonly string[];
  /** Whether a client has sent the `@type` in the payload that the service would have set: it is then shown everywhere. */
  hasSentType?: true;
  /** From the causing request, when it had one. */
  correlationId?: string;
  /** The canonical document after the change (before the removal, for a delete). */
  payload: JsonObject;
}
