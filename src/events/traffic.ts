import type { DueDelivery } from './due-deliveries.ts';
import { type EndpointHealth, callsAllowed, unknownHealth } from './endpoint-health.ts';
import type { Subscription } from './subscription.ts';

/** How many calls at once. */
export interface TrafficLimits {
  /** To one endpoint while it answers fast. */
  perEndpoint: number;
  /** In all. */
  maxInFlight: number;
}

/** One call under way: when it got its place (UTC ms). */
export interface Call {
  at: number;
}

/** One endpoint: what waits for it in this process, and what is under way to it. */
export interface Endpoint {
  origin: string;
  health: EndpointHealth;
  /** Due rows that have been read and wait for a free place; they are still due for everybody else. */
  queue: DueDelivery[];
  /** The calls under way, oldest first. */
  calls: Set<Call>;
  /** When it was last needed. */
  usedAt: number;
}

/** All calls of this process. */
export interface Traffic {
  endpoints: Map<string, Endpoint>;
  /** Endpoints for which rows wait; who has just had a turn is last. */
  waiting: Set<Endpoint>;
  /** Endpoints to which calls are under way. */
  busy: Set<Endpoint>;
  /** The deliveries that wait in a queue, are under way or follow such a one, by id. */
  known: Map<string, DueDelivery>;
  /** How many those are, by subscription. */
  knownOf: Map<string, number>;
  /** Calls under way. */
  total: number;
  limits: TrafficLimits;
}

/** Shares of all places: those that only endpoints get that answer; and beyond which one that does not gets a single one. */
const keptForProven = 0.25;
const plenty = 0.125;
const overdueMs = 1000;
const queueLength = 128;
const keptEndpoints = 10_000;

/** No traffic yet. */
export function noTraffic(limits: TrafficLimits): Traffic {
  return {
    endpoints: new Map(),
    waiting: new Set(),
    busy: new Set(),
    known: new Map(),
    knownOf: new Map(),
    ...{ total: 0, limits },
  };
}

/** Of subscriptions that wait, which are asked about over and over. */
const origins = new WeakMap<Subscription, string>();

/** Scheme, host and port of a subscription's callback; empty when it has none that could be called. */
export function originOf(subscription: Subscription): string {
  const known = origins.get(subscription);
  if (known !== undefined) return known;
  const { callback } = subscription;
  const origin = URL.canParse(callback) ? new URL(callback).origin : '';
  origins.set(subscription, origin);
  return origin;
}

/** The endpoint, known from now on. */
export function endpointAt(traffic: Traffic, origin: string, now: number): Endpoint {
  const found = traffic.endpoints.get(origin);
  if (found !== undefined) {
    found.usedAt = now;
    return found;
  }
  if (traffic.endpoints.size >= keptEndpoints) forgetIdle(traffic);
  const width = Math.min(traffic.limits.perEndpoint, unknownHealth().width);
  const made: Endpoint = { origin, health: unknownHealth(width), queue: [], calls: new Set(), usedAt: now };
  traffic.endpoints.set(origin, made);
  return made;
}

/** The half that was not needed for longest, where nothing is going on. */
function forgetIdle({ endpoints }: Traffic): void {
  const idle = [...endpoints.values()].filter(({ queue, calls }) => queue.length === 0 && calls.size === 0);
  idle.sort((left, right) => left.usedAt - right.usedAt);
  for (const { origin } of idle.slice(0, Math.ceil(idle.length / 2))) endpoints.delete(origin);
}

/** How many more rows may wait for it in this process. Room is made for many at a time: reading a few costs as much. */
export function spaceIn({ queue }: Endpoint): number {
  return Math.max(0, queueLength - queue.length);
}

/** Whether the endpoint does not answer, as far as one can tell: calls to many such must not take the places of all others. */
function isDoubtful({ health, calls }: Endpoint, now: number): boolean {
  if (!health.isProven) return true;
  const [oldest] = calls;
  return oldest !== undefined && now - oldest.at > overdueMs;
}

/** Calls under way to endpoints that do not answer, as far as one can tell. */
export function doubtfulCalls({ busy }: Traffic, now: number): number {
  let count = 0;
  for (const endpoint of busy) if (isDoubtful(endpoint, now)) count += endpoint.calls.size;
  return count;
}

/** How many calls to the endpoint may begin now. `doubtful`: see {@link doubtfulCalls}. */
export function roomFor(
  traffic: Traffic,
  endpoint: Endpoint,
  { now, doubtful }: { now: number; doubtful: number },
): number {
  const { limits, total } = traffic;
  const free = limits.maxInFlight - total;
  const allowed = callsAllowed(endpoint.health, now);
  if (!isDoubtful(endpoint, now)) return Math.max(0, Math.min(free, allowed - endpoint.calls.size));
  const freeForDoubtful = Math.floor(limits.maxInFlight * (1 - keptForProven)) - doubtful;
  const most = doubtful < limits.maxInFlight * plenty ? allowed : Math.min(allowed, 1);
  return Math.max(0, Math.min(free, freeForDoubtful, most - endpoint.calls.size));
}

/** A row waits for its endpoint. */
export function enqueue(traffic: Traffic, endpoint: Endpoint, due: DueDelivery): void {
  know(traffic, due);
  enqueueKnown(traffic, endpoint, due);
}

/** A row that is being dealt with waits for its endpoint. */
export function enqueueKnown(traffic: Traffic, endpoint: Endpoint, due: DueDelivery): void {
  endpoint.queue.push(due);
  traffic.waiting.add(endpoint);
}

/** A row is being dealt with: it is not taken a second time. */
export function know({ known, knownOf }: Traffic, due: DueDelivery): void {
  const { resource, delivery } = due.stored;
  const { subscriptionId } = delivery;
  known.set(resource.id, due);
  knownOf.set(subscriptionId, (knownOf.get(subscriptionId) ?? 0) + 1);
}

/** A row has been dealt with, or is left to later, and so are those that follow it. Idempotent. */
export function forget(traffic: Traffic, { stored, followers = [] }: DueDelivery): void {
  const { known, knownOf } = traffic;
  for (const follower of followers) forget(traffic, follower);
  if (!known.delete(stored.resource.id)) return;
  const { subscriptionId } = stored.delivery;
  const left = (knownOf.get(subscriptionId) ?? 1) - 1;
  if (left > 0) knownOf.set(subscriptionId, left);
  else knownOf.delete(subscriptionId);
}

/** A due row that has a place. */
export interface Start extends DueDelivery {
  endpoint: Endpoint;
  call: Call;
}

/** Takes from the queues what may begin now, at most `limit`, each endpoint in its turn. */
export function takeStartable(traffic: Traffic, { now, limit }: { now: number; limit: number }): Start[] {
  const starts: Start[] = [];
  let doubtful = doubtfulCalls(traffic, now);
  for (const endpoint of [...traffic.waiting]) {
    if (starts.length >= limit) break;
    const room = Math.min(limit - starts.length, roomFor(traffic, endpoint, { now, doubtful }));
    if (room === 0) continue;
    if (isDoubtful(endpoint, now)) doubtful += Math.min(room, endpoint.queue.length);
    starts.push(...take(traffic, endpoint, { now, room }));
  }
  return starts;
}

function take(traffic: Traffic, endpoint: Endpoint, { now, room }: { now: number; room: number }): Start[] {
  const starts = endpoint.queue.splice(0, room).map((due) => ({ ...due, endpoint, call: { at: now } }));
  for (const start of starts) {
    endpoint.calls.add(start.call);
    traffic.known.set(start.stored.resource.id, start);
  }
  traffic.total += starts.length;
  traffic.busy.add(endpoint);
  traffic.waiting.delete(endpoint);
  if (endpoint.queue.length > 0) traffic.waiting.add(endpoint);
  return starts;
}

/** Gives a place back. Idempotent. */
export function leave(traffic: Traffic, { endpoint, call }: Pick<Start, 'endpoint' | 'call'>): void {
  if (!endpoint.calls.delete(call)) return;
  traffic.total -= 1;
  if (endpoint.calls.size === 0) traffic.busy.delete(endpoint);
}

/** Takes everything out of a queue. */
export function emptyQueue(traffic: Traffic, endpoint: Endpoint): DueDelivery[] {
  const left = endpoint.queue.splice(0);
  for (const due of left) forget(traffic, due);
  traffic.waiting.delete(endpoint);
  return left;
}

/** Empties all queues: nothing more is to begin. */
export function emptyQueues(traffic: Traffic): void {
  for (const endpoint of [...traffic.waiting]) emptyQueue(traffic, endpoint);
}
