import { computeJobState, toJobId } from 'agenda';
import type {
  AgendaBackend,
  JobParameters,
  JobRepository,
  JobWithState,
  JobsOverview,
  JobsQueryOptions,
  RemoveJobsOptions,
} from 'agenda';
import type { Clock } from '../src/kernel/clock.ts';
import type { IdSource } from '../src/kernel/ids.ts';
import { isSelected, sortedBy } from './job-selection.ts';

type StoredJob = JobParameters & { _id: NonNullable<JobParameters['_id']> };

/**
 * Agenda's storage in this process's memory, for a service that runs alone. Jobs here are only beats: nothing of them has
 * to survive a restart. Agenda measures by the machine's clock, so `clock` has to be that one.
 */
export function inProcessBackend(clock: Clock, ids: IdSource): AgendaBackend {
  return {
    name: 'in-process',
    ownsConnection: false,
    repository: inProcessRepository(clock, ids),
    connect: () => Promise.resolve(),
    disconnect: () => Promise.resolve(),
  };
}

/** Callers get copies: Agenda changes the jobs it is given before it saves them. */
function copyOf(job: StoredJob): StoredJob {
  return { ...job };
}

function inProcessRepository(clock: Clock, ids: IdSource): JobRepository {
  const jobs = new Map<string, StoredJob>();
  const now = (): Date => new Date(clock.now());
  const select = (options: RemoveJobsOptions): StoredJob[] =>
    [...jobs.values()].filter((job) => isSelected(job, options));
  return {
    ...readingOf(jobs, now),
    ...lockingOf(jobs, now),
    connect: () => Promise.resolve(),
    saveJob: <Data>(job: JobParameters<Data>) => {
      const saved = save(jobs, { job, now: now(), id: ids.next() });
      return Promise.resolve({ ...job, ...saved, data: job.data });
    },
    saveJobState: (job) => {
      const stored = jobs.get(String(job._id));
      if (stored === undefined) return Promise.reject(new Error(`job ${job.name} is not known`));
      const { lockedAt, nextRunAt, lastRunAt, progress, failReason, failCount, failedAt, lastFinishedAt } = job;
      Object.assign(stored, {
        lockedAt,
        nextRunAt,
        lastRunAt,
        progress,
        failReason,
        failCount,
        failedAt,
        lastFinishedAt,
      });
      return Promise.resolve();
    },
    removeJobs: (options) => {
      const chosen = select(options);
      for (const job of chosen) jobs.delete(job._id);
      return Promise.resolve(chosen.length);
    },
    disableJobs: (options) => setDisabled(select(options), true),
    enableJobs: (options) => setDisabled(select(options), false),
    purgeAllJobs: () => {
      const { size } = jobs;
      jobs.clear();
      return Promise.resolve(size);
    },
  };
}

function setDisabled(jobs: readonly StoredJob[], disabled: boolean): Promise<number> {
  for (const job of jobs) job.disabled = disabled;
  return Promise.resolve(jobs.length);
}

/** An update of the job with the same id, of the one with the same name when only one may be, or a new one. */
function save<Data>(
  jobs: Map<string, StoredJob>,
  { job, now, id }: { job: JobParameters<Data>; now: Date; id: string },
): StoredJob {
  const existing = [...jobs.values()].find((each) =>
    job._id === undefined
      ? each.type === 'single' && job.type === 'single' && each.name === job.name
      : each._id === job._id,
  );
  if (existing === undefined) {
    const inserted: StoredJob = { ...job, _id: job._id ?? toJobId(id) };
    jobs.set(inserted._id, inserted);
    return copyOf(inserted);
  }
  // Registered again: a run that is already planned stays planned.
  const isPlanned = job._id === undefined && job.nextRunAt !== null && job.nextRunAt <= now;
  Object.assign(existing, { ...job, _id: existing._id, nextRunAt: isPlanned ? existing.nextRunAt : job.nextRunAt });
  return copyOf(existing);
}

type Reading = Pick<
  JobRepository,
  'queryJobs' | 'getJobsOverview' | 'getDistinctJobNames' | 'getJobById' | 'getQueueSize'
>;

function readingOf(jobs: ReadonlyMap<string, StoredJob>, now: () => Date): Reading {
  const withState = (job: StoredJob): JobWithState => ({ ...job, state: computeJobState(job, now()) });
  const query = (options: JobsQueryOptions): JobWithState[] => {
    const found = [...jobs.values()].filter((job) => isSelected(job, options)).map(withState);
    return sortedBy(found, options.sort).filter(({ state, disabled }) => {
      if (options.includeDisabled === false && disabled === true) return false;
      if (options.state === 'paused') return disabled === true;
      return options.state === undefined || state === options.state;
    });
  };
  const names = (): string[] => [...new Set([...jobs.values()].map(({ name }) => name))];
  return {
    queryJobs: (options = {}) => {
      const found = query(options);
      const { skip = 0, limit = 0 } = options;
      return Promise.resolve({ jobs: found.slice(skip, limit > 0 ? skip + limit : undefined), total: found.length });
    },
    getJobsOverview: () => Promise.resolve(names().map((name) => overviewOf(name, query({ name })))),
    getDistinctJobNames: () => Promise.resolve(names()),
    getJobById: (id) => {
      const job = jobs.get(id);
      return Promise.resolve(job === undefined ? null : copyOf(job));
    },
    getQueueSize: () =>
      Promise.resolve([...jobs.values()].filter(({ nextRunAt }) => nextRunAt !== null && nextRunAt < now()).length),
  };
}

function overviewOf(name: string, jobs: readonly JobWithState[]): JobsOverview {
  const none = { running: 0, scheduled: 0, queued: 0, completed: 0, failed: 0, repeating: 0, paused: 0 };
  const overview: JobsOverview = { name, total: jobs.length, ...none };
  for (const { state, disabled } of jobs) {
    overview[state] += 1;
    if (disabled === true) overview.paused += 1;
  }
  return overview;
}

type Locking = Pick<JobRepository, 'lockJob' | 'unlockJob' | 'unlockJobs' | 'getNextJobToRun'>;

function lockingOf(jobs: ReadonlyMap<string, StoredJob>, now: () => Date): Locking {
  const unlock = (id: string): void => {
    const job = jobs.get(id);
    if (job !== undefined) delete job.lockedAt;
  };
  return {
    lockJob: ({ _id, nextRunAt }) => {
      const job = jobs.get(String(_id));
      const isFree = job?.lockedAt === undefined && job?.disabled !== true;
      if (job === undefined || !isFree || job.nextRunAt?.getTime() !== nextRunAt?.getTime())
        return Promise.resolve(undefined);
      job.lockedAt = now();
      return Promise.resolve(copyOf(job));
    },
    unlockJob: (job) => {
      if (job.nextRunAt !== null) unlock(String(job._id));
      return Promise.resolve();
    },
    unlockJobs: (jobIds) => {
      for (const id of jobIds) unlock(id);
      return Promise.resolve();
    },
    // eslint-disable-next-line @typescript-eslint/max-params -- Agenda's interface
    getNextJobToRun: (jobName, nextScanAt, lockDeadline, at) => {
      const candidates = [...jobs.values()].filter(
        (job) => job.name === jobName && isLockable(job, nextScanAt, lockDeadline),
      );
      const [job] = sortedBy(candidates, { nextRunAt: 'asc', priority: 'desc' });
      if (job === undefined) return Promise.resolve(undefined);
      job.lockedAt = at ?? now();
      return Promise.resolve(copyOf(job));
    },
  };
}

/** Whether a job may be taken: it is due before the next look and free, or its holder has not been heard of since the deadline. */
export function isLockable(job: JobParameters, nextScanAt: Date, lockDeadline: Date): boolean {
  if (job.disabled === true) return false;
  if (job.lockedAt === undefined) return job.nextRunAt !== null && job.nextRunAt <= nextScanAt;
  return job.lockedAt <= lockDeadline;
}
