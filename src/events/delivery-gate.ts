import type { Clock } from '../kernel/clock.ts';
import type { RandomSource } from '../kernel/random.ts';
import { anyOf, whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import type { DueDelivery, DueDeps } from './due-deliveries.ts';
import { afterAnswer, afterFailure, callsAllowed } from './endpoint-health.ts';
import type { FailureWatchDeps } from './failure-watch.ts';
import type { PostOutcome } from './ports.ts';
import type { Subscription } from './subscription.ts';
import { type SubscriptionState, subscriptionStateIn } from './subscription-state.ts';
import {
  type Endpoint,
  type Start,
  type Traffic,
  emptyQueue,
  endpointAt,
  enqueue,
  know,
  originOf,
  spaceIn,
} from './traffic.ts';

/** What the gate works with. */
export interface GateDeps {
  subscriptionStates: ResourceStore;
  suspension: FailureWatchDeps['rule'];
  clock: Clock;
  random: RandomSource;
}

/** Decides which due rows this process takes up now. */
export interface DeliveryGate extends Pick<DueDeps, 'offer' | 'spaceFor' | 'knownOf'> {
  /** Learns which subscriptions are paused or suspended. Between two calls it knows of none that others have changed. */
  refresh(): Promise<void>;
  /** A subscription has turned out to be paused, or suspended and not to be tried now. */
  heldBack(state: SubscriptionState): void;
  /** What an endpoint answered, before the call gives back its place. Gives the subscriptions whose waiting rows were left to later because of it. */
  answered(start: Start, outcome: PostOutcome): Subscription[];
  /** Rows that need no call: settled ones, and those that have lost their subscription. */
  takeChores(): DueDelivery[];
}

const mostConditions = 10_000;
const againMs = 1000;
const isHeldBack = anyOf(whereInternal('condition', 'eq', 'paused'), whereInternal('condition', 'eq', 'suspended'));

interface Gate {
  deps: GateDeps;
  traffic: Traffic;
  /** When something may be sent next to those to whom nothing is sent now (UTC ms), by subscription. */
  nextAt: Map<string, number>;
  chores: DueDelivery[];
}

/** A {@link DeliveryGate} over this process's traffic. */
export function createDeliveryGate(deps: GateDeps, traffic: Traffic): DeliveryGate {
  const gate: Gate = { deps, traffic, nextAt: new Map(), chores: [] };
  return {
    offer: (due, isTurn) => offer(gate, due, isTurn),
    spaceFor: (subscription) => spaceFor(gate, subscription),
    knownOf: (id) => gate.traffic.knownOf.get(id) ?? 0,
    refresh: async () => {
      const rows = await deps.subscriptionStates.list({
        filter: isHeldBack,
        sort: [],
        offset: 0,
        limit: mostConditions,
      });
      gate.nextAt = new Map(rows.map(subscriptionStateIn).map((state) => [state.id, nextAtOf(state)]));
    },
    heldBack: (state) => {
      const now = deps.clock.now();
      gate.nextAt.set(state.id, Math.max(nextAtOf(state), now + againMs));
    },
    answered: (start, outcome) => answered(gate, start, outcome),
    takeChores: () => gate.chores.splice(0),
  };
}

function nextAtOf({ state, nextProbeAt = Infinity }: SubscriptionState): number {
  return state === 'suspended' ? nextProbeAt : Infinity;
}

function offer(gate: Gate, due: DueDelivery, isTurn: boolean): 'taken' | 'known' | 'later' {
  const { traffic, chores, nextAt, deps } = gate;
  const { stored, subscription } = due;
  if (traffic.known.has(stored.resource.id)) return 'known';
  if (subscription === undefined || stored.delivery.state !== 'pending') {
    know(traffic, due);
    chores.push(due);
    return 'taken';
  }
  const now = deps.clock.now();
  const endpoint = endpointAt(traffic, originOf(subscription), now);
  // Else the one that fails, whose rows become due again and again, would have every call that may find out.
  const isOutOfTurn = endpoint.health.shutUntil !== undefined && !isTurn;
  if (isOutOfTurn || spaceFor(gate, subscription) === 0) return 'later';
  enqueue(traffic, endpoint, due);
  // A suspended one gets one call; who learns that it was resumed meanwhile forgets this.
  if (nextAt.has(subscription.id)) nextAt.set(subscription.id, now + deps.suspension.probeEveryMs);
  return 'taken';
}

function spaceFor({ deps, traffic, nextAt }: Gate, subscription: Subscription): number {
  const now = deps.clock.now();
  const notBefore = nextAt.get(subscription.id);
  if (notBefore !== undefined && notBefore > now) return 0;
  const endpoint = endpointAt(traffic, originOf(subscription), now);
  const space = notBefore === undefined ? spaceIn(endpoint) : Math.min(1, spaceIn(endpoint));
  if (endpoint.health.shutUntil === undefined) return space;
  // One call finds out whether it answers again: more rows would only be left to later.
  const { queue, calls } = endpoint;
  return Math.max(0, Math.min(space, callsAllowed(endpoint.health, now) - queue.length - calls.size));
}

/** Whether an answer says that the endpoint cannot cope; one that refuses what it gets is well. */
function isEndpointFailure(outcome: PostOutcome): boolean {
  return outcome.kind !== 'answered' || outcome.status >= 500 || outcome.status === 429;
}

function answered({ deps, traffic }: Gate, { endpoint }: Start, outcome: PostOutcome): Subscription[] {
  const { health } = endpoint;
  const now = deps.clock.now();
  if (!isEndpointFailure(outcome)) {
    const wasFull = endpoint.calls.size >= health.width;
    const { durationMs } = outcome;
    endpoint.health = afterAnswer(health, { durationMs, wasFull, widest: traffic.limits.perEndpoint });
    return [];
  }
  endpoint.health = afterFailure(health, { now, random: deps.random });
  return callsAllowed(endpoint.health, now) === 0 ? leftOf(traffic, endpoint) : [];
}

/** What waits for an endpoint that is shut is left to later, so that its subscriptions are tried in turn. */
function leftOf(traffic: Traffic, endpoint: Endpoint): Subscription[] {
  const left = emptyQueue(traffic, endpoint).map(({ subscription }) => subscription);
  return [...new Set(left.filter((each) => each !== undefined))];
}
