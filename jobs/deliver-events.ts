import type { RecurringJob } from './agenda.ts';

/** Sends due deliveries: the retries, and the safety net behind the nudge after each relay. */
export function deliverEventsJob(deliver: () => Promise<unknown>, intervalMs: number): RecurringJob {
  return { name: 'deliver-events', intervalMs, run: deliver };
}
