import type { Clock } from '../kernel/clock.ts';
import { conflict } from '../kernel/problem.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';
import { releaseDeliveries } from './release-deliveries.ts';
import { subscriptionEvents } from './subscription-events.ts';
import {
  type SubscriptionState,
  paused,
  resumed,
  subscriptionStateBody,
  subscriptionStateIn,
  unremarkable,
} from './subscription-state.ts';
import type { SubscriptionSource } from './subscription-source.ts';

/** What changing a state works with. */
export interface StateDeps {
  subscriptionStates: ResourceStore;
  clock: Clock;
}

/** What pausing and resuming work with. */
export interface OperateDeps extends StateDeps {
  deliveries: ResourceStore;
  subscriptions: Pick<SubscriptionSource, 'find'>;
}

const tries = 10;

/** How these subscriptions stand, by id: one entry for each id. */
export async function subscriptionStatesOf(
  store: ResourceStore,
  ids: readonly string[],
): Promise<Map<string, SubscriptionState>> {
  const found = ids.length === 0 ? [] : (await store.getMany(ids)).map(subscriptionStateIn);
  const states = new Map(ids.map((id) => [id, unremarkable(id)]));
  for (const state of found) states.set(state.id, state);
  return states;
}

/**
 * Changes a subscription's state, with the events of the change in the same write; gives the state after it. `next` is
 * called again when somebody else was faster, and leaves things as they are by giving back what it was given: then
 * nothing is written. Throws Problem `conflict` when others keep being faster.
 */
export async function changeSubscriptionState(
  { subscriptionStates, clock }: StateDeps,
  id: string,
  next: (state: SubscriptionState) => SubscriptionState,
): Promise<SubscriptionState> {
  for (let left = tries; left > 0; left -= 1) {
    const stored = await subscriptionStates.get(id);
    const from = stored === undefined ? unremarkable(id) : subscriptionStateIn(stored);
    const to = next(from);
    if (to === from) return from;
    const now = clock.now();
    const revision = (stored?.revision ?? 0) + 1;
    const resource: StoredResource = {
      ...{ id, revision, createdAt: stored?.createdAt ?? now, updatedAt: now },
      ...subscriptionStateBody(to),
    };
    const events = subscriptionEvents({ from, to, revision, now });
    const { outcome } = await subscriptionStates.write(
      stored === undefined
        ? { kind: 'insert', resource, events }
        : { kind: 'replace', resource, expectedRevision: stored.revision, events },
    );
    if (outcome === 'written') return to;
  }
  throw conflict('subscription', 'is being changed by others');
}

/**
 * Stops sending to a subscription; its events are collected from then on, as long as deliveries are kept. Calls under way
 * end. Gives its state, undefined when there is no such subscription. Idempotent: one that is paused keeps its `since` and reason.
 */
export async function pauseSubscription(
  deps: OperateDeps,
  { id, reason }: { id: string; reason?: string | undefined },
): Promise<SubscriptionState | undefined> {
  if (!(await isLive(deps, id))) return undefined;
  return changeSubscriptionState(deps, id, (state) => paused(state, { now: deps.clock.now(), reason }));
}

/**
 * Goes on sending to a paused or suspended subscription, all that was collected first; its failures count anew. Gives its
 * state, undefined when there is no such subscription. Idempotent. What waits for its next attempt is due at once, also of
 * one that was active: it is what somebody wants who presses "resume".
 */
export async function resumeSubscription(
  deps: OperateDeps,
  { id, reason }: { id: string; reason?: string | undefined },
): Promise<SubscriptionState | undefined> {
  if (!(await isLive(deps, id))) return undefined;
  const state = await changeSubscriptionState(deps, id, (from) => resumed(from, { now: deps.clock.now(), reason }));
  await releaseDeliveries(deps, id);
  return state;
}

async function isLive({ subscriptions }: OperateDeps, id: string): Promise<boolean> {
  return (await subscriptions.find([id])).length > 0;
}
