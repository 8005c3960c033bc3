import type { AgendaBackend, JobParameters, JobRepository } from 'agenda';
import type { Logger } from '../src/kernel/logger.ts';
import { isLockable } from './in-process-backend.ts';

/** A backend that spares its database, and knows what this process holds. */
export interface SharedScan {
  backend: AgendaBackend;
  /** Gives back what this process holds, except the jobs named: they are still running. */
  release(exceptNames: ReadonlySet<string>): Promise<void>;
}

/** A job this process has, and the instant (UTC ms) of the lock it was given with. */
interface Held {
  name: string;
  lockedAt: number | undefined;
}

/** How much one process takes. */
export interface ScanLimits {
  /** Jobs held at once: what is beyond is left to other processes, or to the next look. */
  lockLimit: number;
  logger: Logger;
}

/**
 * Agenda looks for work once per job name, each look a write to the database. With one recurring job per name, one read of
 * all jobs tells which few are worth such a write: an idle look costs one read instead of a write per job. The write still
 * decides who gets the job. Those longest due come first, so that a limit starves none. The wrapped backend is connected already.
 */
export function sharedScan(inner: AgendaBackend, { lockLimit, logger }: ScanLimits): SharedScan {
  const held = new Map<string, Held>();
  const scan = scanner(inner.repository, () => lockLimit - held.size);
  const free = (id: unknown): void => {
    held.delete(String(id));
  };
  const repository = forwarding(inner.repository, {
    // eslint-disable-next-line @typescript-eslint/max-params -- Agenda's interface
    getNextJobToRun: async (name, nextScanAt, lockDeadline, now, options) => {
      if (!(await scan.isWorthATry(name, { nextScanAt, lockDeadline }))) return undefined;
      const job = await inner.repository.getNextJobToRun(name, nextScanAt, lockDeadline, now, options);
      if (job !== undefined) {
        held.set(String(job._id), { name, lockedAt: job.lockedAt?.getTime() });
        scan.skipNext(name);
      }
      return job;
    },
    saveJobState: async (job, options) => {
      // Written before each run: when it began and when the next is due. Nobody reads that of a locked job, and the end of
      // the run writes it again, so only renewed and released locks are worth a write.
      const isBeginning = job.lockedAt !== undefined && job.lockedAt.getTime() === held.get(String(job._id))?.lockedAt;
      if (isBeginning) return;
      if (job.lockedAt === undefined) free(job._id);
      await inner.repository.saveJobState(job, options);
    },
    // Agenda does not wait for this one: a failure would end the process. The lock then runs out by itself.
    unlockJob: async (job) => {
      free(job._id);
      try {
        await inner.repository.unlockJob(job);
      } catch (error) {
        logger.warn({ job: job.name, error }, 'job lock could not be given back and will run out');
      }
    },
    unlockJobs: async (ids) => {
      ids.forEach(free);
      await inner.repository.unlockJobs(ids);
    },
  });
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    backend: { name: inner.name, ownsConnection: false, repository, connect: nothing, disconnect: nothing },
    release: async (exceptNames) => {
      const ids = [...held].filter(([, { name }]) => !exceptNames.has(name)).map(([id]) => id);
      if (ids.length > 0) await repository.unlockJobs(ids);
    },
  };
}

interface Scanner {
  isWorthATry(name: string, when: { nextScanAt: Date; lockDeadline: Date }): Promise<boolean>;
  /** Agenda asks again right after it got a job; with one job per name there is no second one. */
  skipNext(name: string): void;
}

function scanner(repository: JobRepository, room: () => number): Scanner {
  const skipped = new Set<string>();
  const asked = new Set<string>();
  // Names that no job of this process has (an older or newer version's) must not use up its room.
  const ours = new Set<string>();
  let snapshot: Promise<Set<string>> | undefined;
  return {
    skipNext: (name) => skipped.add(name),
    isWorthATry: async (name, { nextScanAt, lockDeadline }) => {
      ours.add(name);
      if (skipped.delete(name)) return false;
      // Each name asks once per look: whoever asks again begins the next one.
      if (snapshot === undefined || asked.has(name)) {
        asked.clear();
        snapshot = lockableNames(repository, { nextScanAt, lockDeadline, room, ours });
      }
      asked.add(name);
      return (await snapshot).has(name);
    },
  };
}

interface Look {
  nextScanAt: Date;
  lockDeadline: Date;
  room: () => number;
  ours: ReadonlySet<string>;
}

async function lockableNames(repository: JobRepository, look: Look): Promise<Set<string>> {
  const { jobs } = await repository.queryJobs({ sort: { nextRunAt: 'asc' } });
  const lockable = jobs.filter((job) => look.ours.has(job.name) && isLockable(job, look.nextScanAt, look.lockDeadline));
  return new Set(lockable.slice(0, Math.max(0, look.room())).map(({ name }) => name));
}

/** The repository with some methods replaced; spreading would lose those of a class. */
function forwarding(inner: JobRepository, replaced: Partial<JobRepository>): JobRepository {
  return {
    connect: () => inner.connect(),
    queryJobs: (options) => inner.queryJobs(options),
    getJobsOverview: () => inner.getJobsOverview(),
    getDistinctJobNames: () => inner.getDistinctJobNames(),
    getJobById: (id) => inner.getJobById(id),
    getQueueSize: () => inner.getQueueSize(),
    removeJobs: (options) => inner.removeJobs(options),
    saveJob: <Data>(job: JobParameters<Data>, options: Parameters<JobRepository['saveJob']>[1]) =>
      inner.saveJob(job, options),
    saveJobState: (job, options) => inner.saveJobState(job, options),
    lockJob: (job, options) => inner.lockJob(job, options),
    unlockJob: (job) => inner.unlockJob(job),
    unlockJobs: (ids) => inner.unlockJobs(ids),
    getNextJobToRun: (...all) => inner.getNextJobToRun(...all),
    disableJobs: (options) => inner.disableJobs(options),
    enableJobs: (options) => inner.enableJobs(options),
    purgeAllJobs: () => inner.purgeAllJobs(),
    ...replaced,
  };
}
