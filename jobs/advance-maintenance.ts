import type { RecurringJob } from './agenda.ts';

/** Moves maintenance windows on by the clock. */
export function advanceMaintenanceJob(advance: () => Promise<unknown>, intervalMs: number): RecurringJob {
  return { name: 'advance-maintenance', intervalMs, run: advance };
}
