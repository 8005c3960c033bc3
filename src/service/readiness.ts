import type { Readiness } from '../http/health.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Storage } from '../usecases/ports.ts';

/** Longest silence of the jobs that is no fault. */
const longestSilenceMs = 30_000;

/** The part of a job runner that tells whether it lives. */
export interface Beating {
  /** When a run last ended well, UTC ms; undefined before the first. */
  lastBeatAt(): number | undefined;
}

/** Whether the database answers and the jobs beat. `jobs` undefined: nothing runs by itself, so nothing is missed. */
export async function readinessOf(storage: Storage, jobs: Beating | undefined, clock: Clock): Promise<Readiness> {
  const checks = { [storage.kind]: await answerOf(storage), jobs: beatOf(jobs, clock) };
  return { isReady: Object.values(checks).every((check) => check === 'ok'), checks };
}

async function answerOf(storage: Storage): Promise<string> {
  try {
    await storage.ping();
    return 'ok';
  } catch {
    // What failed may name hosts; the log has it.
    return 'does not answer';
  }
}

function beatOf(jobs: Beating | undefined, clock: Clock): string {
  if (jobs === undefined) return 'ok';
  const lastBeatAt = jobs.lastBeatAt();
  if (lastBeatAt === undefined) return 'no beat yet';
  return clock.now() - lastBeatAt < longestSilenceMs ? 'ok' : `no beat for ${String(longestSilenceMs / 1000)} s`;
}
