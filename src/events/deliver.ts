import type { Clock } from '../kernel/clock.ts';
import { type AttemptDeps, type AttemptEnd, attemptDelivery } from './attempt.ts';
import { type DueDelivery, findDue } from './due-deliveries.ts';
import type { Subscription } from './subscription.ts';

/** What delivering works with. */
export interface DeliverDeps extends AttemptDeps {
  /** POSTs under way at once to one endpoint (scheme, host and port); 4 when absent. */
  perEndpoint?: number;
  /** POSTs under way at once in all; 64 when absent. */
  maxInFlight?: number;
}

/** How many deliveries ended how. */
export interface DeliveryCounts {
  delivered: number;
  retried: number;
  abandoned: number;
}

/** Sends due deliveries, many at once, and remembers what is under way between calls. */
export interface Deliverer {
  /**
   * Takes up to `limit` due deliveries, as many at once as the caps allow, and returns when all that is under way has
   * ended, or `patienceMs` (Infinity when absent) after the last of them ended: slow listeners then go on in the background,
   * within their own caps, and delay nobody. Counts what has ended since the last call. Do not overlap calls.
   */
  deliverDue(limit: number, patienceMs?: number): Promise<DeliveryCounts>;
  /** Takes nothing more, waits up to `deadlineMs` for what is under way, then breaks it off (it is retried later). */
  stop(deadlineMs: number): Promise<void>;
}

const noCounts: DeliveryCounts = { delivered: 0, retried: 0, abandoned: 0 };

/** What is under way in this process. */
interface Traffic {
  inFlight: Map<string, Promise<void>>;
  perEndpoint: Map<string, number>;
  counts: DeliveryCounts;
  /** Due rows already read for which there was no free place. */
  backlog: DueDelivery[];
  stopping: AbortController;
  isStopping: boolean;
}

/** A {@link Deliverer}. Several processes may run one each: leases keep them apart. */
export function createDeliverer(deps: DeliverDeps): Deliverer {
  const traffic: Traffic = {
    ...{ inFlight: new Map(), perEndpoint: new Map(), counts: { ...noCounts }, backlog: [] },
    ...{ stopping: new AbortController(), isStopping: false },
  };
  return {
    deliverDue: async (limit, patienceMs = Infinity) => {
      await pump(deps, traffic, { limit, patienceMs });
      const { counts } = traffic;
      traffic.counts = { ...noCounts };
      return counts;
    },
    stop: async (deadlineMs) => {
      traffic.isStopping = true;
      traffic.backlog = [];
      const all = Promise.all(traffic.inFlight.values());
      await raceWithin(deps.clock, deadlineMs, all);
      traffic.stopping.abort();
      await all;
    },
  };
}

/** Sends up to `limit` due deliveries and waits for every one of them. */
export async function deliverDue(deps: DeliverDeps, limit: number): Promise<DeliveryCounts> {
  return createDeliverer(deps).deliverDue(limit);
}

async function pump(
  deps: DeliverDeps,
  traffic: Traffic,
  { limit, patienceMs }: { limit: number; patienceMs: number },
): Promise<void> {
  let left = limit;
  for (;;) {
    left -= await fill(deps, traffic, left);
    if (traffic.inFlight.size === 0) return;
    const hasEnded = await raceWithin(deps.clock, patienceMs, Promise.race(traffic.inFlight.values()));
    if (!hasEnded) return;
  }
}

async function fill(deps: DeliverDeps, traffic: Traffic, limit: number): Promise<number> {
  if (limit <= 0 || traffic.isStopping) return 0;
  const fromBacklog = startSome(deps, traffic, limit);
  if (fromBacklog > 0) return fromBacklog;
  traffic.backlog = await findDue(deps, (subscription) => hasRoom(deps, traffic, endpointOf(subscription)));
  return startSome(deps, traffic, limit);
}

/** Starts what of the backlog has a free place; the rest stays in it. */
function startSome(deps: DeliverDeps, traffic: Traffic, limit: number): number {
  const waiting = traffic.backlog.filter(({ stored }) => !traffic.inFlight.has(stored.resource.id));
  traffic.backlog = [];
  let started = 0;
  for (const due of waiting) {
    const endpoint = endpointOf(due.subscription);
    if (started >= limit || !hasRoom(deps, traffic, endpoint)) {
      traffic.backlog.push(due);
      continue;
    }
    start(deps, traffic, { ...due, endpoint });
    started += 1;
  }
  return started;
}

interface Start extends DueDelivery {
  endpoint: string;
}

function start(deps: DeliverDeps, traffic: Traffic, { stored, subscription, endpoint }: Start): void {
  const { id } = stored.resource;
  traffic.perEndpoint.set(endpoint, (traffic.perEndpoint.get(endpoint) ?? 0) + 1);
  const run = async (): Promise<void> => {
    const end = await attemptSafely(deps, traffic, { stored, subscription });
    if (end !== 'none') traffic.counts[end] += 1;
    traffic.inFlight.delete(id);
    const left = (traffic.perEndpoint.get(endpoint) ?? 1) - 1;
    if (left > 0) traffic.perEndpoint.set(endpoint, left);
    else traffic.perEndpoint.delete(endpoint);
  };
  // Entered before it begins, so that its end always finds it.
  traffic.inFlight.set(id, Promise.resolve().then(run));
}

async function attemptSafely(
  deps: DeliverDeps,
  { stopping }: Traffic,
  { stored, subscription }: DueDelivery,
): Promise<AttemptEnd> {
  try {
    return await attemptDelivery(deps, { stored, subscription, signal: stopping.signal });
  } catch (error) {
    // The store failed, or rendering did: the row comes back when its lease has run out.
    deps.logger.error({ deliveryId: stored.resource.id, error }, 'delivery attempt broke off');
    return 'none';
  }
}

function hasRoom({ perEndpoint = 4, maxInFlight = 64 }: DeliverDeps, traffic: Traffic, endpoint: string): boolean {
  return traffic.inFlight.size < maxInFlight && (traffic.perEndpoint.get(endpoint) ?? 0) < perEndpoint;
}

function endpointOf(subscription: Subscription | undefined): string {
  if (subscription === undefined || !URL.canParse(subscription.callback)) return '';
  return new URL(subscription.callback).origin;
}

/** Whether the promise ended in time. */
async function raceWithin(clock: Clock, ms: number, promise: Promise<unknown>): Promise<boolean> {
  const ended = promise.then(() => true);
  if (ms === Infinity) return ended;
  const waiting = new AbortController();
  try {
    return await Promise.race([ended, clock.sleep(ms, waiting.signal).then(() => false)]);
  } finally {
    waiting.abort();
  }
}
