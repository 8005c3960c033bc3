import type { Clock } from '../kernel/clock.ts';
import { type DeliveryCounts, type DeliveryEngine, type EngineDeps, createDeliveryEngine } from './delivery-engine.ts';

type Defaulted = 'isAlone' | 'retryForMs' | 'suspension' | 'perEndpoint' | 'maxInFlight';

/**
 * What delivering works with. When absent: `isAlone` false, `retryForMs` 3 days, `suspension` after a day and tried every 10 minutes,
 * `perEndpoint` 32 POSTs under way at once to an endpoint (scheme, host and port) that answers fast, `maxInFlight` 1024 in all.
 */
export type DeliverDeps = Omit<EngineDeps, Defaulted> & Partial<Pick<EngineDeps, Defaulted>>;

/** Sends due deliveries, many at once, and remembers what is under way between calls. */
export interface Deliverer {
  /**
   * Sends what is due, as many at once as the caps allow, and returns when all that is under way has ended, or
   * `patienceMs` (Infinity when absent) after the last of them ended, or when `limit` have ended: what is left goes on in
   * the background, within its caps, and delays nobody. Counts what has ended since the last call. Calls may overlap.
   */
  deliverDue(limit: number, patienceMs?: number): Promise<DeliveryCounts>;
  /** Something has become due, at `since` (UTC ms) at the earliest: it is sent in the background. Returns at once. */
  deliverSoon(since: number): void;
  /** Takes nothing more, waits up to `deadlineMs` for what is under way, then breaks it off (it is retried later). */
  stop(deadlineMs: number): Promise<void>;
}

const overlapMs = 2000;
const defaults = {
  isAlone: false,
  retryForMs: 3 * 24 * 3_600_000,
  suspension: { afterMs: 24 * 3_600_000, probeEveryMs: 600_000 },
  perEndpoint: 32,
  maxInFlight: 1024,
};

/** A {@link Deliverer}. Several processes may run one each: leases keep them apart. */
export function createDeliverer(deps: DeliverDeps): Deliverer {
  const engine = createDeliveryEngine({ ...defaults, ...deps });
  return {
    deliverDue: async (limit, patienceMs = Infinity) => {
      // Other processes write with clocks of their own.
      engine.wake(deps.clock.now() - overlapMs, { isSweep: true });
      await engineRests(deps.clock, engine, { limit, patienceMs });
      return engine.takeCounts();
    },
    deliverSoon: (since) => {
      engine.wake(since, { isSweep: false });
    },
    stop: async (deadlineMs) => {
      engine.takeNothingMore();
      await raceWithin(deps.clock, deadlineMs, engine.rests());
      engine.breakOff();
      await engine.rests();
    },
  };
}

/** Sends up to `limit` due deliveries and waits for every one of them. */
export async function deliverDue(deps: DeliverDeps, limit: number): Promise<DeliveryCounts> {
  return createDeliverer(deps).deliverDue(limit);
}

async function engineRests(
  clock: Clock,
  engine: DeliveryEngine,
  { limit, patienceMs }: { limit: number; patienceMs: number },
): Promise<void> {
  const end = { isReached: false };
  const resting = engine.rests().finally(() => {
    end.isReached = true;
  });
  // Who runs out of patience hears of a failure from the log.
  resting.catch(() => undefined);
  while (!end.isReached && engine.endedSoFar() < limit) {
    const hasMoved = await raceWithin(clock, patienceMs, Promise.race([resting, engine.nextEnd()]));
    if (!hasMoved) return;
  }
  if (end.isReached) await resting;
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
