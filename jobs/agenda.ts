import { Agenda } from 'agenda';
import type { AgendaBackend, Job } from 'agenda';
import type { Clock } from '../src/kernel/clock.ts';
import type { Logger } from '../src/kernel/logger.ts';
import type { Sharing } from './job-scanner.ts';
import { type SharedScan, sharedScan } from './shared-scan.ts';

/** Something to be done again and again, on one process at a time. */
export interface RecurringJob {
  /** Unique; the same in every process that shares the work. */
  name: string;
  /** From the beginning of one run to that of the next; at least the time between two looks (1 s). */
  intervalMs: number;
  /** One beat. Must be safe to run twice. `signal` aborts when the service stops. */
  run(signal: AbortSignal): Promise<unknown>;
}

/** One run that has ended. */
export interface JobRun {
  name: string;
  durationMs: number;
  isFailed: boolean;
}

/** What a {@link JobRunner} works with. */
export interface JobRunnerDeps {
  clock: Clock;
  logger: Logger;
  /** Between two looks for work; 1 s when absent. */
  processEveryMs?: number;
  /** How long a process that has died keeps others from its jobs; 5 s when absent. A living one renews its locks. */
  lockLifetimeMs?: number;
  /** How it shares the jobs with other processes; absent: it has them all. */
  sharing?: Sharing;
  /** Told of every run, e.g. for metrics. */
  onRun?(run: JobRun): void;
}

/** Agenda, driven. */
export interface JobRunner {
  agenda: Agenda;
  /** Gives Agenda the jobs. Each name becomes one recurring job, however many processes register it. Before `start`. */
  register(jobs: readonly RecurringJob[]): Promise<void>;
  start(): Promise<void>;
  /** Begins nothing more, waits for runs under way, gives locks back. Returns whether all had ended within the deadline. Twice is harmless. */
  stop(deadlineMs: number): Promise<boolean>;
  /** When a run last ended without failure, UTC ms; undefined before the first. For readiness. */
  lastBeatAt(): number | undefined;
}

interface State {
  scan: SharedScan;
  running: Set<string>;
  stopping: AbortController;
  lastBeatAt: number | undefined;
  lockLifetimeMs: number;
}

/**
 * Agenda over a backend, which this connects. Its clock is the machine's, so jobs are only beats: what they do takes its
 * instants from our clock. Runs of one job never overlap in a process; a failing run is logged and comes again.
 */
export async function createAgenda(backend: AgendaBackend, deps: JobRunnerDeps): Promise<JobRunner> {
  const { processEveryMs = 1000, lockLifetimeMs = 5000, clock, logger, sharing } = deps;
  // Agenda drops the failure of a connection it makes itself, and then waits for good.
  await backend.connect();
  const scan = sharedScan(backend, { clock, logger, sharing });
  const state: State = {
    scan,
    running: new Set(),
    stopping: new AbortController(),
    lastBeatAt: undefined,
    lockLifetimeMs,
  };
  const agenda = new Agenda({
    ...{ backend: scan.backend, processEvery: processEveryMs, defaultLockLifetime: lockLifetimeMs },
    ...{ defaultConcurrency: 1, maxConcurrency: 1000 },
  });
  agenda.on('error', (error: unknown) => {
    logger.error({ error }, 'jobs could not be looked for or kept');
  });
  return {
    agenda,
    register: (jobs) => register(agenda, jobs, { deps, state }),
    start: () => agenda.start(),
    stop: (deadlineMs) => stop(agenda, state, deadlineMs),
    lastBeatAt: () => state.lastBeatAt,
  };
}

interface Context {
  deps: JobRunnerDeps;
  state: State;
}

async function register(agenda: Agenda, jobs: readonly RecurringJob[], context: Context): Promise<void> {
  for (const job of jobs) agenda.define(job.name, (beat) => runOnce(job, beat, context), { concurrency: 1 });
  const known = await agenda.queryJobs({ names: jobs.map(({ name }) => name) });
  const intervals = new Map(known.jobs.map(({ name, repeatInterval }) => [name, repeatInterval]));
  for (const { name, intervalMs } of jobs) {
    // Saving a job that another process runs would take its lock away, so what is there already is left alone.
    if (Number(intervals.get(name)) !== intervalMs)
      await saveRecurring(agenda, { name, intervalMs }, context.deps.clock);
  }
}

async function saveRecurring(
  agenda: Agenda,
  { name, intervalMs }: Pick<RecurringJob, 'name' | 'intervalMs'>,
  clock: Clock,
): Promise<void> {
  try {
    const job = await agenda.every(intervalMs, name);
    const soon = clock.now() + intervalMs;
    // Agenda keeps the time a job was to run at next, which lies far off when it used to run rarely.
    if ((job.attrs.nextRunAt?.getTime() ?? 0) > soon) await job.schedule(new Date(soon)).save();
  } catch (error) {
    // A process that started at the same moment was first; not every server says so plainly.
    if (!isDuplicateKey(error) && (await intervalOf(agenda, name)) !== intervalMs) throw error;
  }
}

async function intervalOf(agenda: Agenda, name: string): Promise<number> {
  const { jobs } = await agenda.queryJobs({ names: [name] });
  return Number(jobs[0]?.repeatInterval);
}

function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11_000;
}

async function runOnce(job: RecurringJob, beat: Job, { deps, state }: Context): Promise<void> {
  const { name } = job;
  const { running, stopping } = state;
  // Agenda runs a job again when its lock ran out, though the run that held it may only have been held up.
  if (stopping.signal.aborted || running.has(name)) return;
  running.add(name);
  const stopRenewing = keepLock(beat, { deps, state });
  const startedAt = deps.clock.now();
  const isFailed = !(await succeeds(job, { deps, state }));
  running.delete(name);
  await stopRenewing();
  const endedAt = deps.clock.now();
  if (!isFailed) state.lastBeatAt = endedAt;
  deps.onRun?.({ name, durationMs: endedAt - startedAt, isFailed });
}

async function succeeds(job: RecurringJob, { deps, state }: Context): Promise<boolean> {
  try {
    await job.run(state.stopping.signal);
    return true;
  } catch (error) {
    deps.logger.error({ job: job.name, error }, 'job failed and will run again');
    return false;
  }
}

/** Renews the lock of a long run. What it returns waits for a renewal under way: written later, it would lock a job that has ended. */
function keepLock(beat: Job, { deps, state }: Context): () => Promise<void> {
  let renewal: Promise<void> = Promise.resolve();
  const renew = (): void => {
    renewal = beat.touch().catch((error: unknown) => {
      deps.logger.warn({ job: beat.attrs.name, error }, 'job lock could not be renewed');
    });
  };
  const timer = setInterval(renew, state.lockLifetimeMs / 3).unref();
  return () => {
    clearInterval(timer);
    return renewal;
  };
}

async function stop(agenda: Agenda, state: State, deadlineMs: number): Promise<boolean> {
  state.stopping.abort();
  const { timedOut } = await agenda.drain({ timeout: deadlineMs });
  // Jobs taken for a run that will not come; those still running keep their locks until these run out.
  await state.scan.release(state.running);
  return !timedOut;
}
