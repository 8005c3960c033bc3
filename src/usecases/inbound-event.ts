import { formatInstant, parseInstant } from '../kernel/instant.ts';
import { derivedId } from '../kernel/ids.ts';
import { type JsonObject, textAt } from '../kernel/json.ts';
import { invalidBody } from '../kernel/problem.ts';
import type { CollectionSpec, StoredResource } from '../tmf630/resource-store.ts';

/**
 * Events that others have sent. Internal members, each only as long as it matters: `waitingSince` (UTC ms) until the
 * event is dealt with, `settledAt` from then on; `told` (sample keys) and `happenedAt` of those that told something.
 */
export const inboxCollection: CollectionSpec = {
  name: 'inbox',
  indexes: [
    { name: 'byWaitingSince', on: [{ scope: 'internal', path: 'waitingSince' }] },
    { name: 'bySettledAt', on: [{ scope: 'internal', path: 'settledAt' }] },
    {
      name: 'byToldAndHappenedAt',
      on: [
        { scope: 'internal', path: 'told' },
        { scope: 'internal', path: 'happenedAt' },
      ],
    },
  ],
  numericText: [],
  numericInternal: ['waitingSince', 'settledAt', 'happenedAt'],
};

/** An event as somebody has sent it. */
export interface InboundEvent {
  /** Of the sender, or made from the body. */
  eventId: string;
  /** As it was written. */
  eventType: string;
  body: JsonObject;
}

/**
 * What became of an event: `taken` into the measurements, `outdated` (a newer event had told of the same), `refused`
 * (cannot be read), `ignored` (nothing is done about its type).
 */
export type InboundOutcome = 'taken' | 'outdated' | 'refused' | 'ignored';

const longestName = 256;

/**
 * The event in a body posted to a listener. Its type is the body's `eventType`, else `eventName`, which the path names
 * with a small first letter; its id the body's `eventId`, else one made from the body, so that a repeat is recognised.
 * Throws Problem `invalid` when nothing says what it is, or `eventType` is there and no text. Source: TMF630.
 */
export function readInboundEvent(body: JsonObject, eventName?: string): InboundEvent {
  const isAbsent = (body['eventType'] ?? null) === null;
  const eventType = isAbsent ? typeFrom(eventName) : nonEmpty(textAt(body, 'eventType'));
  if (eventType === undefined) {
    throw invalidBody([{ path: 'eventType', reason: isAbsent ? 'required' : 'must be a text that is not empty' }]);
  }
  if (eventType.length > longestName)
    throw invalidBody([{ path: 'eventType', reason: `is longer than ${String(longestName)} characters` }]);
  const { eventId } = body;
  const own = typeof eventId === 'number' ? String(eventId) : nonEmpty(textAt(body, 'eventId'));
  return { eventId: own ?? derivedId('event', JSON.stringify(body)), eventType, body };
}

/** A type or path name without what may differ in writing. */
export function plainType(eventType: string): string {
  return eventType.toLowerCase();
}

/** The row of a new event. Its id follows from event id and type: some senders give several events of a thing one id. */
export function inboxRow(
  { eventId, eventType, body }: InboundEvent,
  { now, isIgnored }: { now: number; isIgnored: boolean },
): StoredResource {
  const id = derivedId('inbox', eventId, plainType(eventType));
  const document = { id, eventId, eventType, receivedAt: formatInstant(now) };
  const happenedAt = parseInstant(textAt(body, 'eventTime') ?? '') ?? now;
  return {
    ...{ id, revision: 1, createdAt: now, updatedAt: now },
    document: isIgnored ? { ...document, outcome: 'ignored' } : { ...document, body },
    internal: isIgnored ? { settledAt: now } : { waitingSince: now, happenedAt },
  };
}

/** The row once it is dealt with: without its body, save one that could not be read. `told` names the samples it told. */
export function settledRow(
  row: StoredResource,
  { outcome, now, reason, told = [] }: { outcome: InboundOutcome; now: number; reason?: string; told?: string[] },
): StoredResource {
  const { body, ...rest } = row.document;
  const { waitingSince: _past, happenedAt = null } = row.internal;
  return {
    ...row,
    revision: row.revision + 1,
    updatedAt: now,
    document: {
      ...rest,
      outcome,
      ...(reason === undefined ? {} : { reason, ...(body === undefined ? {} : { body }) }),
    },
    internal: { settledAt: now, ...(told.length === 0 ? {} : { told, happenedAt }) },
  };
}

function typeFrom(eventName: string | undefined): string | undefined {
  const name = nonEmpty(eventName);
  return name === undefined ? undefined : name.charAt(0).toUpperCase() + name.slice(1);
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
