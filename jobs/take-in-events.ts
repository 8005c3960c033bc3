import type { RecurringJob } from './agenda.ts';

/** Deals with the events that others have sent: their senders have their answer already. */
export function takeInEventsJob(takeIn: () => Promise<unknown>, intervalMs: number): RecurringJob {
  return { name: 'take-in-events', intervalMs, run: takeIn };
}
