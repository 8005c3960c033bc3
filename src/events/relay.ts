import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { Problem } from '../kernel/problem.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { PendingEvent, ResourceStore, ResourceWrite } from '../tmf630/resource-store.ts';
import { type Delivery, insertable, newDelivery, newGroupedDelivery } from './delivery.ts';
import { storedEvent } from './event-record.ts';
import { groupKeyOf } from './grouping.ts';
import type { EventHolder } from './ports.ts';
import { type RenderEvent, renderOnce } from './rendered-bodies.ts';
import { type Subscription, wants } from './subscription.ts';

/** What relaying works with. */
export interface RelayDeps {
  /** Every collection whose documents may hold events. */
  holders: readonly EventHolder[];
  events: ResourceStore;
  deliveries: ResourceStore;
  /** All live subscriptions. */
  subscriptions(): Promise<Subscription[]>;
  /**
   * What the service itself does about events, before anybody is told. Must be idempotent: it runs again after a crash,
   * and for single events when it has failed for several.
   */
  react(events: readonly ChangeEvent[]): Promise<void>;
  /** The event as the subscription's listener would get it. */
  render: RenderEvent;
  clock: Clock;
  logger: Logger;
}

const reactionsAtOnce = 8;

/**
 * Carries waiting events out of their documents: react, keep the event and open one delivery per subscription that wants it,
 * clear it. Every step is an upsert by the event's id and clearing comes last, so a crash anywhere repeats harmlessly.
 * Many events go through each step together: a step costs a store about the same for one as for a hundred. Deliveries of
 * one resource are written in its order. An event whose reaction fails is logged (a Problem `conflict` as a warning) and
 * stays, with its resource's later ones; others go on. At most `limit` per holder; returns how many were relayed.
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
    const { done, failed } = await reactToAll(deps, fresh);
    await keep(deps, done);
    await holder.clearEvents(done.map(({ holderId, event }) => ({ holderId, eventId: event.eventId })));
    relayed += done.length;
    for (const { event } of failed) stuck.add(event.eventId);
    if (pending.length < read) break;
  }
  return relayed;
}

interface Reacted {
  done: PendingEvent[];
  failed: PendingEvent[];
}

async function reactToAll(deps: RelayDeps, pending: readonly PendingEvent[]): Promise<Reacted> {
  try {
    await deps.react(pending.map(({ event }) => event));
    return { done: [...pending], failed: [] };
  } catch (error) {
    if (pending.length > 1) return reactOneByOne(deps, pending);
    logFailures(deps, pending, error);
    return { done: [], failed: [...pending] };
  }
}

/** Finds out which of several events cannot be reacted to. */
async function reactOneByOne(deps: RelayDeps, pending: readonly PendingEvent[]): Promise<Reacted> {
  const result: Reacted = { done: [], failed: [] };
  const lanes = lanesOf(pending);
  for (let from = 0; from < lanes.length; from += reactionsAtOnce) {
    const some = lanes.slice(from, from + reactionsAtOnce);
    for (const { done, failed } of await Promise.all(some.map((lane) => reactInOrder(deps, lane)))) {
      result.done.push(...done);
      result.failed.push(...failed);
    }
  }
  return result;
}

/** The events of one resource: the first that fails holds up the later ones. */
async function reactInOrder(deps: RelayDeps, lane: readonly PendingEvent[]): Promise<Reacted> {
  for (const [at, { event }] of lane.entries()) {
    try {
      await deps.react([event]);
    } catch (error) {
      logFailures(deps, lane.slice(at, at + 1), error);
      return { done: lane.slice(0, at), failed: lane.slice(at) };
    }
  }
  return { done: [...lane], failed: [] };
}

function logFailures({ logger }: RelayDeps, failed: readonly PendingEvent[], error: unknown): void {
  // Others were faster: the next relay tries again, and nobody has to act.
  const isConflict = error instanceof Problem && error.kind === 'conflict';
  for (const { event } of failed) {
    const { eventId, eventType } = event;
    if (isConflict) logger.warn({ eventId, eventType, reason: error.message }, 'event waits for its next turn');
    else logger.error({ eventId, eventType, error }, 'event could not be reacted to and waits');
  }
}

/** The waiting events of each resource, in its order. */
function lanesOf(pending: readonly PendingEvent[]): PendingEvent[][] {
  const lanes = new Map<string, PendingEvent[]>();
  for (const each of pending) {
    const lane = lanes.get(each.holderId);
    if (lane === undefined) lanes.set(each.holderId, [each]);
    else lane.push(each);
  }
  return [...lanes.values()];
}

/** Keeps the events that somebody wants, and opens their deliveries. An event that nobody wants is over. */
async function keep(deps: RelayDeps, done: readonly PendingEvent[]): Promise<void> {
  const subscriptions = await deps.subscriptions();
  const now = deps.clock.now();
  const once = { ...deps, render: renderOnce(deps.render) };
  const openings = new Map(done.map(({ event }) => [event.eventId, openingsOf(once, event, { subscriptions, now })]));
  const openingsFor = ({ eventId }: ChangeEvent): ResourceWrite[] => openings.get(eventId) ?? [];
  const wanted = done.filter(({ event }) => openingsFor(event).length > 0);
  if (wanted.length === 0) return;
  // The event first: a delivery without its event would have nothing to send. An id that is taken is an earlier run's.
  await deps.events.writeMany(wanted.map(({ event }) => inserting(storedEvent(event, now))));
  for (const round of roundsOf(lanesOf(wanted))) await deps.deliveries.writeMany(round.flatMap(openingsFor));
}

/** The first event of every resource, then the second of those that have one, and so on: writes of one call may overtake each other. */
function roundsOf(lanes: readonly (readonly PendingEvent[])[]): ChangeEvent[][] {
  const longest = lanes.reduce((length, lane) => Math.max(length, lane.length), 0);
  return Array.from({ length: longest }, (_, at) => lanes.flatMap((lane) => lane[at]?.event ?? []));
}

function openingsOf(
  deps: RelayDeps,
  event: ChangeEvent,
  { subscriptions, now }: { subscriptions: readonly Subscription[]; now: number },
): ResourceWrite[] {
  return subscriptions
    .filter((subscription) => wants(subscription, event, () => deps.render(event, subscription)))
    .map((subscription) => inserting(insertable(openingOf(deps, event, { subscription, now }))));
}

function openingOf(
  deps: RelayDeps,
  event: ChangeEvent,
  { subscription, now }: { subscription: Subscription; now: number },
): Delivery {
  const { id, grouping } = subscription;
  const groupKey = grouping && groupKeyOf(deps.render(event, subscription), grouping);
  if (grouping === undefined || groupKey === undefined) return newDelivery(event, id, now);
  return newGroupedDelivery(event, id, { now, groupKey, waitMs: grouping.windowMs });
}

function inserting(resource: ReturnType<typeof insertable>): ResourceWrite {
  return { kind: 'insert', resource, events: [] };
}
