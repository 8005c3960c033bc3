import type { RecurringJob } from './agenda.ts';

/** Carries waiting events out of their documents: the safety net behind the nudge after each write. */
export function relayEventsJob(relay: () => Promise<unknown>, intervalMs: number): RecurringJob {
  return { name: 'relay-events', intervalMs, run: relay };
}
