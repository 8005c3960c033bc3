import type { RecurringJob } from './agenda.ts';

/** Completes the agreements whose validity has ended. */
export function completeAgreementsJob(complete: () => Promise<unknown>, intervalMs: number): RecurringJob {
  return { name: 'complete-agreements', intervalMs, run: complete };
}
