import type { ChangeEvent } from '../../tmf630/change-event.ts';
import type { PendingEvent } from '../../tmf630/resource-store.ts';
import type { ResourceEnvelope } from './collections.ts';
import type { CollectionHandle } from './envelope.ts';

interface Waiting extends PendingEvent {
  /** When it may go out at the earliest: never before an event of the same resource that precedes it. */
  rank: number;
}

/** Up to `limit` waiting events, oldest first; of one resource always in sequence. */
export async function readWaiting({ collection }: CollectionHandle, limit: number): Promise<PendingEvent[]> {
  if (limit <= 0) return [];
  const holders = await collection
    .find<ResourceEnvelope>(
      { _eventsAt: { $gte: -Infinity } },
      { projection: { _events: 1 }, sort: { _eventsAt: 1 }, limit },
    )
    .toArray();
  // Every holder has at least one event, so the oldest `limit` events are among those of the oldest `limit` holders.
  return holders
    .flatMap(({ _id, _events }) => ranked(_id, _events ?? []))
    .sort((left, right) => left.rank - right.rank)
    .slice(0, limit)
    .map(({ holderId, event }) => ({ holderId, event }));
}

function ranked(holderId: string, events: readonly ChangeEvent[]): Waiting[] {
  let rank = -Infinity;
  return events.map((event) => {
    rank = Math.max(rank, event.occurredAt);
    return { holderId, event, rank };
  });
}

/** Takes events out of their documents, then sweeps buried ones that hold none. Idempotent. */
export async function clearWaiting(
  { collection }: CollectionHandle,
  events: readonly { holderId: string; eventId: string }[],
): Promise<void> {
  if (events.length === 0) return;
  const byHolder = new Map<string, string[]>();
  for (const { holderId, eventId } of events) byHolder.set(holderId, [...(byHolder.get(holderId) ?? []), eventId]);
  const updates = [...byHolder].map(([holderId, eventIds]) => ({
    updateOne: { filter: { _id: holderId, _eventsAt: { $gte: -Infinity } }, update: withoutEvents(eventIds) },
  }));
  await collection.bulkWrite(updates, { ordered: false });
  await collection.deleteMany({ _id: { $in: [...byHolder.keys()] }, _buried: true, _eventsAt: { $exists: false } });
}

const firstOccurredAt = { $let: { vars: { first: { $arrayElemAt: ['$_events', 0] } }, in: '$$first.occurredAt' } };

// A pipeline, because the waiting mark must go in the same write as the last event.
function withoutEvents(eventIds: readonly string[]): object[] {
  const isKept = { $not: [{ $in: ['$$this.eventId', { $literal: eventIds }] }] };
  return [
    { $set: { _events: { $filter: { input: '$_events', cond: isKept } } } },
    { $set: { _eventsAt: { $ifNull: [firstOccurredAt, '$$REMOVE'] } } },
  ];
}
