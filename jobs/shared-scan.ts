import type { AgendaBackend, JobParameters, JobRepository } from 'agenda';
import type { Clock } from '../src/kernel/clock.ts';
import type { Logger } from '../src/kernel/logger.ts';
import { type Sharing, createScanner } from './job-scanner.ts';

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

/** What a shared scan works with. */
export interface SharedScanDeps {
  clock: Clock;
  logger: Logger;
  /** Absent: no other process has these jobs. */
  sharing?: Sharing | undefined;
}

/**
 * Agenda looks for work once per job name, each look a write to the database. With one recurring job per name, one read of
 * all jobs tells which few are worth such a write: an idle look costs one read instead of a write per job. The write still
 * decides who gets the job. The wrapped backend is connected already.
 */
export function sharedScan(inner: AgendaBackend, { clock, logger, sharing }: SharedScanDeps): SharedScan {
  const held = new Map<string, Held>();
  const scan = createScanner(inner.repository, { clock, sharing, holds: (id) => held.has(id), held: () => held.size });
  const free = (id: unknown): void => {
    held.delete(String(id));
  };
  const repository = forwarding(inner.repository, {
    // eslint-disable-next-line @typescript-eslint/max-params -- Agenda's interface
    getNextJobToRun: async (name, nextScanAt, lockDeadline, now, options) => {
      if (!(await scan.isWorthATry(name, { nextScanAt, lockDeadline }))) return undefined;
      let job: JobParameters | undefined;
      try {
        job = await inner.repository.getNextJobToRun(name, nextScanAt, lockDeadline, now, options);
        if (job !== undefined) held.set(String(job._id), { name, lockedAt: job.lockedAt?.getTime() });
        return job;
      } finally {
        scan.tried(name, job !== undefined);
      }
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
