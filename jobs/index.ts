import type { JobRunner, RecurringJob } from './agenda.ts';

/** Registers every job of the service and starts their beats. */
export async function startJobs(runner: JobRunner, jobs: readonly RecurringJob[]): Promise<void> {
  await runner.register(jobs);
  await runner.start();
}
