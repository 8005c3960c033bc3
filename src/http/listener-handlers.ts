import type { RequestHandler } from 'express';
import type { JsonObject } from '../kernel/json.ts';
import { readInboundEvent } from '../usecases/inbound-event.ts';
import type { Inbox } from '../usecases/receive-events.ts';
import type { HandlerTable } from './operation.ts';

/**
 * The listener's side of the standards: `POST /listener/{eventName}`, as their documents have it, and `POST /listener`.
 * Answers 201 once the event is kept, whatever its type; what there is to do about it is done afterwards. Sending it again
 * changes nothing. Problem invalid when neither body nor path says what it is. Source: TMF630; TMF657 v4 schema.
 */
export function listenerHandlers({ receive }: Pick<Inbox, 'receive'>): HandlerTable {
  const handle: RequestHandler = async (request, response) => {
    const { id: eventName } = request.params;
    // Guarded and checked against the document before any handler runs.
    const event = readInboundEvent(request.body as JsonObject, typeof eventName === 'string' ? eventName : undefined);
    await receive(event);
    response.statusCode = 201;
    response.json({ eventId: event.eventId, eventType: event.eventType });
  };
  return { 'POST /listener': { handle }, 'POST /listener/{id}': { handle } };
}
