import type { Clock } from '../kernel/clock.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Logger } from '../kernel/logger.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { PendingEvent, ResourceStore, ResourceWrite } from '../tmf630/resource-store.ts';
import { insertable, newDelivery } from './delivery.ts';
import { storedEvent } from './event-record.ts';
import type { EventHolder } from './ports.ts';
import { type Subscription, wants } from './subscription.ts';

/** What relaying works with. */
export interface RelayDeps {
  /** Every collection whose documents may hold events. */
  holders: readonly EventHolder[];
  events: ResourceStore;
  deliveries: ResourceStore;
  /** All live subscriptions. */
  subscriptions(): Promise<Subscription[]>;
  /** What the service itself does about an event, before anybody is told. Must be idempotent: it runs again after a crash. */
  react(event: ChangeEvent): Promise<void>;
  /** The event as the subscription's listener would get it. */
  render(event: ChangeEvent, subscription: Subscription): JsonObject;
  clock: Clock;
  logger: Logger;
}

const reactionsAtOnce = 8;

/**
 * Carries waiting events out of their documents: react, keep the event, open one delivery per subscription that wants it,
 * clear it. Every step is an upsert by the event's id and clearing comes last, so a crash anywhere repeats harmlessly.
 * Events of one resource are relayed in order, each fully before the next. One whose reaction fails is logged and stays, with its
 * resource's later ones; others go on. At most `limit` per holder; returns how many were relayed.
 */
export async function relayEvents(deps: RelayDeps, limit: number): Promise<number> {
  let relayed = 0;
  for (const holder of deps.holders) relayed += await relayFrom(deps, holder, limit);
  return relayed;
}

async function relayFrom(deps: RelayDeps, holder: EventHolder, limit: number): Promise<number> {
  const stuck = new Set<string>();
  let relayed = 0;
  while (relayed < limit) {
    // Stuck events come back with every read: read past them, or enough of them would hide all others.
    const wanted = limit - relayed;
    const read = stuck.size + wanted;
    const pending = await holder.pendingEvents(read);
    const fresh = pending.filter(({ event }) => !stuck.has(event.eventId));
    if (fresh.length === 0) break;
    const { done, failed } = await relayInRounds(deps, fresh);
    await holder.clearEvents(done.map(({ holderId, event }) => ({ holderId, eventId: event.eventId })));
    relayed += done.length;
    for (const { event } of failed) stuck.add(event.eventId);
    if (pending.length < read) break;
  }
  return relayed;
}

interface Relayed {
  done: PendingEvent[];
  failed: PendingEvent[];
}

/** Round by round, in each the next event of every resource: so one resource's deliveries are written in its order. */
async function relayInRounds(deps: RelayDeps, pending: readonly PendingEvent[]): Promise<Relayed> {
  const subscriptions = await deps.subscriptions();
  const result: Relayed = { done: [], failed: [] };
  let lanes = [...lanesOf(pending).values()];
  while (lanes.length > 0) {
    const round = lanes.flatMap((lane) => lane.slice(0, 1));
    const failed = await reactToAll(deps, round);
    const done = round.filter((each) => !failed.has(each));
    await keep(deps, done, subscriptions);
    result.done.push(...done);
    for (const lane of lanes) if (lane[0] !== undefined && failed.has(lane[0])) result.failed.push(...lane);
    lanes = lanes.filter(([first]) => first !== undefined && !failed.has(first)).map((lane) => lane.slice(1));
    lanes = lanes.filter((lane) => lane.length > 0);
  }
  return result;
}

function lanesOf(pending: readonly PendingEvent[]): Map<string, PendingEvent[]> {
  const lanes = new Map<string, PendingEvent[]>();
  for (const each of pending) lanes.set(each.holderId, [...(lanes.get(each.holderId) ?? []), each]);
  return lanes;
}

/** Those whose reaction failed. */
async function reactToAll(deps: RelayDeps, round: readonly PendingEvent[]): Promise<Set<PendingEvent>> {
  const failed = new Set<PendingEvent>();
  const react = async (each: PendingEvent): Promise<void> => {
    const { eventId, eventType } = each.event;
    try {
      await deps.react(each.event);
    } catch (error) {
      failed.add(each);
      deps.logger.error({ eventId, eventType, error }, 'event could not be reacted to and waits');
    }
  };
  for (let from = 0; from < round.length; from += reactionsAtOnce) {
    await Promise.all(round.slice(from, from + reactionsAtOnce).map(react));
  }
  return failed;
}

async function keep(
  deps: RelayDeps,
  round: readonly PendingEvent[],
  subscriptions: readonly Subscription[],
): Promise<void> {
  const now = deps.clock.now();
  const events = round.map(({ event }) => event);
  const openings = events.flatMap((event) =>
    subscriptions
      .filter((subscription) => wants(subscription, event, () => deps.render(event, subscription)))
      .map((subscription) => insertable(newDelivery(event, subscription.id, now))),
  );
  // The event first: a delivery without its event would have nothing to send. An id that is taken is an earlier run's.
  await deps.events.writeMany(events.map((event) => inserting(storedEvent(event, now))));
  await deps.deliveries.writeMany(openings.map(inserting));
}

function inserting(resource: ReturnType<typeof insertable>): ResourceWrite {
  return { kind: 'insert', resource, events: [] };
}
