import type { Clock } from '../kernel/clock.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';
import { type Delivery, type StoredDelivery, deliveryIn, laneOf, revised } from './delivery.ts';
import { wakeSuccessor } from './delivery-lane.ts';
import type { Subscription } from './subscription.ts';
import type { SubscriptionSource } from './subscription-source.ts';

/** What opening deliveries again works with. */
export interface ReopenDeps {
  deliveries: ResourceStore;
  events: ResourceStore;
  subscriptions: Pick<SubscriptionSource, 'find'>;
  clock: Clock;
}

/** How many were opened again, and how many were not: they wait anyway, or their event or subscription is gone. */
export interface ReopenCounts {
  replayed: number;
  skipped: number;
}

/** What of a row there is to do. */
type Reopening = { kind: 'open'; subscription: Subscription } | { kind: 'done' } | { kind: 'skip' };

const tries = 5;

/**
 * Opens settled deliveries again for a replay: the same event, the same eventId, in the order of each resource. One that this replay
 * has opened before counts as replayed and is left alone. Idempotent.
 */
export async function reopenAll(
  deps: ReopenDeps,
  rows: readonly StoredResource[],
  replayId: string,
): Promise<ReopenCounts> {
  const counts = { replayed: 0, skipped: 0 };
  let left = [...rows];
  for (let round = 0; round < tries && left.length > 0; round += 1) {
    const known = await lookUp(deps, left.map(deliveryIn));
    const decided = left.map(deliveryIn).map((stored) => ({ stored, reopening: decide(stored, known, replayId) }));
    counts.replayed += decided.filter(({ reopening }) => reopening.kind === 'done').length;
    counts.skipped += decided.filter(({ reopening }) => reopening.kind === 'skip').length;
    const toOpen = decided.flatMap(({ stored, reopening }) =>
      reopening.kind === 'open' ? [{ stored, subscription: reopening.subscription }] : [],
    );
    const stale = await openInOrder(deps, toOpen, replayId);
    counts.replayed += toOpen.length - stale.length;
    left = stale.length === 0 ? [] : await deps.deliveries.getMany(stale);
  }
  return { ...counts, skipped: counts.skipped + left.length };
}

interface Known {
  subscriptions: ReadonlyMap<string, Subscription>;
  events: ReadonlySet<string>;
}

async function lookUp({ subscriptions, events }: ReopenDeps, rows: readonly StoredDelivery[]): Promise<Known> {
  const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
  const [found, kept] = await Promise.all([
    subscriptions.find(unique(rows.map(({ delivery }) => delivery.subscriptionId))),
    events.getMany(unique(rows.map(({ delivery }) => delivery.eventId))),
  ]);
  return { subscriptions: new Map(found.map((each) => [each.id, each])), events: new Set(kept.map(({ id }) => id)) };
}

function decide({ delivery }: StoredDelivery, { subscriptions, events }: Known, replayId: string): Reopening {
  if (delivery.replayId === replayId) return { kind: 'done' };
  const subscription = subscriptions.get(delivery.subscriptionId);
  if (delivery.state === 'pending' || subscription === undefined || !events.has(delivery.eventId))
    return { kind: 'skip' };
  return { kind: 'open', subscription };
}

interface ToOpen {
  stored: StoredDelivery;
  subscription: Subscription;
}

/** Each lane's first, then each lane's second, and so on: a row that is written is due, and must not overtake. Gives the ids of those that others changed. */
async function openInOrder(deps: ReopenDeps, rows: readonly ToOpen[], replayId: string): Promise<string[]> {
  const lanes = new Map<string, ToOpen[]>();
  const inOrder = [...rows].sort(
    (left, right) => orderOf(left) - orderOf(right) || sequenceOf(left) - sequenceOf(right),
  );
  for (const each of inOrder) {
    const lane = laneOf(each.stored.delivery);
    lanes.set(lane, [...(lanes.get(lane) ?? []), each]);
  }
  const stale: string[] = [];
  const longest = Math.max(0, ...[...lanes.values()].map(({ length }) => length));
  for (let at = 0; at < longest; at += 1) {
    const round = [...lanes.values()].flatMap((lane) => lane[at] ?? []);
    stale.push(...(await openRound(deps, round, replayId)));
  }
  return stale;
}

function orderOf({ stored }: ToOpen): number {
  return stored.delivery.occurredAt;
}

function sequenceOf({ stored }: ToOpen): number {
  return stored.delivery.sequence;
}

async function openRound(deps: ReopenDeps, round: readonly ToOpen[], replayId: string): Promise<string[]> {
  const now = deps.clock.now();
  // One that others wait behind has to wake them first: read again, it no longer says so.
  const busy = round.filter(({ stored }) => stored.delivery.dueAt !== undefined);
  for (const { stored } of busy) await wakeSuccessor(deps, stored);
  const free = round.filter(({ stored }) => stored.delivery.dueAt === undefined);
  const outcomes = await deps.deliveries.writeMany(
    free.map(({ stored: { delivery, resource }, subscription }) => ({
      kind: 'replace',
      resource: revised(resource, reopened(delivery, { replayId, dueAt: now + waitOf(delivery, subscription) }), now),
      ...{ expectedRevision: resource.revision, events: [] },
    })),
  );
  const lost = free.filter((_each, at) => outcomes[at]?.outcome !== 'written');
  return [...busy, ...lost].map(({ stored }) => stored.resource.id);
}

/** What goes out grouped waits for the others of its group. */
function waitOf({ groupKey }: Delivery, { grouping }: Subscription): number {
  return groupKey === undefined ? 0 : (grouping?.windowMs ?? 0);
}

/** The delivery as it goes out once more: its attempts stay to be seen, and count no longer. */
function reopened(delivery: Delivery, { replayId, dueAt }: { replayId: string; dueAt: number }): Delivery {
  const { settledAt: _settledAt, reason: _reason, firstAttemptAt: _first, members: _members, ...rest } = delivery;
  const { lease: _lease, groupId: _groupId, ...free } = rest;
  return {
    ...{ ...free, state: 'pending', replayId, dueAt, isHead: false, hasFollower: false },
    ...{ attemptCount: 0, refusals: 0 },
  };
}
