import type { RecurringJob } from './agenda.ts';

/** Says that the service lives. */
export function heartbeatJob(beat: () => Promise<unknown>, intervalMs: number): RecurringJob {
  return { name: 'heartbeat', intervalMs, run: beat };
}
