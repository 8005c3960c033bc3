import type { RecurringJob } from './agenda.ts';

/** Goes on with the recomputations that somebody has asked for. */
export function recomputeJob(recompute: () => Promise<unknown>, intervalMs: number): RecurringJob {
  return { name: 'recompute', intervalMs, run: recompute };
}
