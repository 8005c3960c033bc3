import { formatInstant, parseInstant } from '../kernel/instant.ts';
import { type JsonObject, textAt } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { type ResourceDefinition, defineResource } from '../tmf630/resource-definition.ts';
import { replaysCollection } from './collections.ts';
import { instantAt, present } from './record-members.ts';

/** Attributes of a replay that only the service writes. */
const ownMembers: readonly string[] = ['status', 'requestedAt', 'completedAt', 'replayed', 'skipped'];
const asked = ['deliveryId', 'eventId', 'subscriptionId', 'from', 'to'] as const;

/**
 * A request to send again what has been sent: a delivery, an event, or what a subscription was sent of events in [from, to).
 * Made by clients, done by the service in the background; the id may be the client's own, so that asking twice replays once.
 */
export const replay: ResourceDefinition = defineResource({
  name: 'replay',
  collection: replaysCollection,
  events: {},
  immutable: [...asked],
  complete: (document, _before, { now }) => {
    const wanted = Object.entries(document).filter(([name]) => !ownMembers.includes(name));
    // An end that moves on would let a replay run after events that are still coming.
    const range =
      typeof document['subscriptionId'] === 'string' && !('to' in document) ? { to: formatInstant(now) } : {};
    const begun = { status: 'running', requestedAt: formatInstant(now), replayed: 0, skipped: 0 };
    return { ...Object.fromEntries(wanted), ...range, ...begun };
  },
  check: replayFaults,
  internal: (document) => {
    const at = instantAt(document, 'requestedAt');
    return present(document['status'] === 'running' ? { openSince: at } : { settledAt: at });
  },
});

/** What a replay asks for, the same however it is written. */
export function sameReplay(left: JsonObject, right: JsonObject): boolean {
  return asked.every((name) => name === 'to' || left[name] === right[name]) && isSameEnd(left, right);
}

// Who gave no end was given one: asking again without one means the same.
function isSameEnd(left: JsonObject, right: JsonObject): boolean {
  return right['to'] === undefined || left['to'] === right['to'];
}

function replayFaults(document: JsonObject): Fault[] {
  const faults: Fault[] = asked.flatMap((path) => {
    const value = document[path];
    return value === undefined || typeof value === 'string' ? [] : [{ path, reason: 'must be a string' }];
  });
  const [deliveryId, eventId, subscriptionId] = asked.map((name) => textAt(document, name));
  if ([deliveryId, eventId, subscriptionId].filter((each) => each !== undefined).length !== 1)
    faults.push({ path: '', reason: 'must have one of deliveryId, eventId and subscriptionId' });
  return [...faults, ...rangeFaults(document, subscriptionId)];
}

function rangeFaults(document: JsonObject, subscriptionId: string | undefined): Fault[] {
  const faults: Fault[] = [];
  for (const path of ['from', 'to']) {
    const text = textAt(document, path);
    if (text === undefined) continue;
    if (parseInstant(text) === undefined) faults.push({ path, reason: 'must be an RFC 3339 date-time' });
    else if (subscriptionId === undefined) faults.push({ path, reason: 'goes only with subscriptionId' });
  }
  const [from, to] = [instantAt(document, 'from'), instantAt(document, 'to')];
  if (from !== undefined && to !== undefined && from >= to) faults.push({ path: 'to', reason: 'must be after from' });
  return faults;
}
