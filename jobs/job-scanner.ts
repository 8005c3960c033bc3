import type { JobParameters, JobRepository } from 'agenda';
import type { Clock } from '../src/kernel/clock.ts';
import { isLockable } from './in-process-backend.ts';

/** How processes share their jobs. */
export interface Sharing {
  /** Jobs one process holds at once: what is beyond is left to others, or to its next look. */
  lockLimit: number;
  /** So long, ms, a due job is left to the process that had it last, so that not all try for it and all but one in vain. */
  leaveMs: number;
}

/** What a scanner works with. */
export interface ScannerDeps {
  clock: Clock;
  sharing: Sharing | undefined;
  /** Whether this process has the lock of a job, by its id. */
  holds(id: string): boolean;
  /** How many locks it has. */
  held(): number;
}

/** Says which jobs are worth a try. */
export interface JobScanner {
  /** Who is told so tries, and tells with `tried` what came of it. */
  isWorthATry(name: string, when: { nextScanAt: Date; lockDeadline: Date }): Promise<boolean>;
  /** What came of a try. */
  tried(name: string, isTaken: boolean): void;
}

interface Memory {
  /** Names that no job of this process has (an older or newer version's) must not use up its room. */
  known: Set<string>;
  /** Jobs that this process had last, as far as it knows. */
  habits: Set<string>;
  /** Jobs it is trying for: one that it has got may not be told yet. */
  trying: Set<string>;
}

interface Look {
  nextScanAt: Date;
  lockDeadline: Date;
}

/**
 * A scanner over one read of all jobs for each look. Those longest due come first, so that a limit starves none; who had a job
 * last is let go first.
 */
export function createScanner(repository: JobRepository, deps: ScannerDeps): JobScanner {
  const skipped = new Set<string>();
  const asked = new Set<string>();
  const memory: Memory = { known: new Set(), habits: new Set(), trying: new Set() };
  let snapshot: Promise<Set<string>> | undefined;
  return {
    tried: (name, isTaken) => {
      memory.trying.delete(name);
      // Agenda asks again right after it got a job; with one job per name there is no second one.
      if (isTaken) skipped.add(name);
      if (isTaken) memory.habits.add(name);
      else memory.habits.delete(name);
    },
    isWorthATry: async (name, look) => {
      memory.known.add(name);
      if (skipped.delete(name)) return false;
      // Each name asks once per look: whoever asks again begins the next one.
      if (snapshot === undefined || asked.has(name)) {
        asked.clear();
        snapshot = namesWorthATry(repository, { deps, memory, look });
      }
      asked.add(name);
      const isWorthIt = (await snapshot).has(name);
      if (isWorthIt) memory.trying.add(name);
      return isWorthIt;
    },
  };
}

async function namesWorthATry(
  repository: JobRepository,
  { deps, memory, look }: { deps: ScannerDeps; memory: Memory; look: Look },
): Promise<Set<string>> {
  const { sharing } = deps;
  const { jobs } = await repository.queryJobs({ sort: { nextRunAt: 'asc' } });
  for (const { name, lockedAt, _id } of jobs)
    if (lockedAt !== undefined && !deps.holds(String(_id)) && !memory.trying.has(name)) memory.habits.delete(name);
  const leftTo = deps.clock.now() - (sharing?.leaveMs ?? 0);
  const free = jobs.filter(
    (job) =>
      memory.known.has(job.name) &&
      isLockable(job, look.nextScanAt, look.lockDeadline) &&
      (sharing === undefined || memory.habits.has(job.name) || isLeft(job, leftTo)),
  );
  const room = Math.max(0, (sharing?.lockLimit ?? Infinity) - deps.held() - memory.trying.size);
  return new Set(free.slice(0, room).map(({ name }) => name));
}

/** Whether who had it last has not come: it has been due since `leftTo` (UTC ms), or its lock has run out. */
function isLeft({ nextRunAt, lockedAt }: JobParameters, leftTo: number): boolean {
  return lockedAt !== undefined || (nextRunAt !== null && nextRunAt.getTime() <= leftTo);
}
