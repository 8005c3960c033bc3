import type { Clock } from '../kernel/clock.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';

/** What is looked through for changed contracts. */
export interface ContractHolders {
  slas: ResourceStore;
  objectives: ResourceStore;
}

/**
 * Since when contracts have changed whose commitments may not be in line yet, UTC ms; Infinity when all are. Measurements
 * that arrived after that may be somebody's who has no commitment so far.
 */
export type ContractsInFlight = () => Promise<number>;

/** Most changes looked at in each collection; they come oldest first. */
const mostLookedAt = 200;
/** A change that has been waited for so long is a fault (it is in the log) and must not hold up all others. */
const patienceMs = 60_000;
/** By how much the clocks of two processes may differ. */
const clockDifferenceMs = 10_000;

/**
 * Looks at the events that wait in contracts: they are cleared once the commitments are in line. Remembers which it has
 * seen, to lose patience with one.
 */
export function contractsInFlight({ slas, objectives }: ContractHolders, clock: Clock): ContractsInFlight {
  let firstSeen = new Map<string, number>();
  return async () => {
    const now = clock.now();
    const waiting = await Promise.all([slas, objectives].map((holder) => holder.pendingEvents(mostLookedAt)));
    const events = waiting.flat().map(({ event }) => event);
    firstSeen = new Map(events.map(({ eventId }) => [eventId, firstSeen.get(eventId) ?? now]));
    const awaited = events.filter(({ eventId }) => now - (firstSeen.get(eventId) ?? now) < patienceMs);
    return Math.min(...awaited.map(({ occurredAt }) => occurredAt)) - clockDifferenceMs;
  };
}
