import type { AgendaBackend } from 'agenda';
import { expect } from 'chai';
import { createAgenda } from '../../jobs/agenda.ts';
import type { JobRun, JobRunner, JobRunnerDeps, RecurringJob } from '../../jobs/agenda.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import type { Logger } from '../../src/kernel/logger.ts';

/** A promise that others settle. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** Resolves when it has been called so many times. */
export function countdown(times: number): { reached: Promise<void>; count: () => void; calls: () => number } {
  const { opened, open } = gate();
  let calls = 0;
  const count = (): void => {
    calls += 1;
    if (calls >= times) open();
  };
  return { reached: opened, count, calls: () => calls };
}

/**
 * How jobs run, whatever keeps them. `connect` gives another connection to the same, at first empty, storage.
 * `shortLockMs` is a lock lifetime within which that storage surely answers a few times.
 */
export function jobRunnerSuite(connect: () => Promise<AgendaBackend>, shortLockMs: number): void {
  const runners: JobRunner[] = [];
  afterEach(async () => {
    for (const runner of runners.splice(0)) await runner.stop(0);
  });

  async function runner(jobs: readonly RecurringJob[], options: Partial<JobRunnerDeps> = {}): Promise<JobRunner> {
    const deps = { clock: systemClock, logger: silentLogger, processEveryMs: 20, lockLifetimeMs: 5000, ...options };
    const made = await createAgenda(await connect(), deps);
    runners.push(made);
    await made.register(jobs);
    return made;
  }

  const job = (name: string, run: (signal: AbortSignal) => Promise<unknown>): RecurringJob => ({
    name,
    intervalMs: 20,
    run,
  });

  it('runs every job again and again, and knows when it last did', async () => {
    const [a, b] = [countdown(3), countdown(3)];
    const made = await runner([job('a', async () => a.count()), job('b', async () => b.count())]);
    expect(made.lastBeatAt()).to.equal(undefined);
    const before = systemClock.now();
    await made.start();
    await Promise.all([a.reached, b.reached]);
    expect(made.lastBeatAt()).to.be.at.least(before);
  });

  it('logs a failing run and runs it again', async () => {
    const errors: object[] = [];
    const logger: Logger = { ...silentLogger, error: (fields) => errors.push(fields) };
    const failing = countdown(2);
    const runs: JobRun[] = [];
    const seen = countdown(2);
    const made = await runner(
      [
        job('failing', () => {
          failing.count();
          throw new Error('not today');
        }),
      ],
      {
        logger,
        onRun: (run) => {
          runs.push(run);
          seen.count();
        },
      },
    );
    await made.start();
    await Promise.all([failing.reached, seen.reached]);
    expect(errors[0]).to.have.nested.property('error.message', 'not today');
    expect(errors[0]).to.have.property('job', 'failing');
    expect(runs[0]).to.deep.include({ name: 'failing', isFailed: true });
    expect(made.lastBeatAt()).to.equal(undefined);
  });

  it('never runs a job twice at once, also when two processes share it', async () => {
    let [active, most] = [0, 0];
    const other = countdown(10);
    const release = gate();
    const long = countdown(1);
    const jobs = [
      job('long', async () => {
        active += 1;
        most = Math.max(most, active);
        long.count();
        await release.opened;
        active -= 1;
      }),
      job('other', async () => other.count()),
    ];
    const [first, second] = [await runner(jobs), await runner(jobs)];
    await Promise.all([first.start(), second.start()]);
    await Promise.all([long.reached, other.reached]);
    release.open();
    expect(most).to.equal(1);
  });

  it('keeps a run longer than its lock from being taken over', async () => {
    let starts = 0;
    const release = gate();
    const jobs = [
      job('long', async () => {
        starts += 1;
        await release.opened;
      }),
    ];
    const begun = systemClock.now();
    const later = gate();
    const beat = async (): Promise<void> => {
      if (systemClock.now() - begun > 3 * shortLockMs) later.open();
    };
    const first = await runner(jobs, { lockLifetimeMs: shortLockMs });
    await first.start();
    const second = await runner([...jobs, job('other', beat)], { lockLifetimeMs: shortLockMs });
    await second.start();
    await later.opened;
    expect(starts).to.equal(1);
    release.open();
  });

  it('makes one job of a name that several processes register at once', async () => {
    const jobs = ['a', 'b', 'c'].map((name) => job(name, () => Promise.resolve()));
    const made = await Promise.all([runner(jobs), runner(jobs), runner(jobs)]);
    const { jobs: stored } = await made[0].agenda.queryJobs();
    expect(stored.map(({ name }) => name).sort()).to.deep.equal(['a', 'b', 'c']);
  });

  it('leaves a job that runs elsewhere alone when it is registered again', async () => {
    const started = countdown(1);
    const release = gate();
    const jobs = [
      job('held', async () => {
        started.count();
        await release.opened;
      }),
    ];
    const first = await runner(jobs);
    await first.start();
    await started.reached;
    const second = await runner(jobs);
    const { jobs: stored } = await second.agenda.queryJobs();
    expect(stored[0]?.lockedAt).not.to.equal(undefined);
    release.open();
  });

  it('takes over what a process held that is gone, once its lock has run out', async () => {
    const dead = await connect();
    await dead.connect();
    const first = await runner([job('orphan', () => Promise.resolve())]);
    const now = new Date(systemClock.now() + 1000);
    const locked = await dead.repository.getNextJobToRun('orphan', now, new Date(0), undefined, undefined);
    expect(locked?.name).to.equal('orphan');
    await first.stop(0);
    const orphan = countdown(1);
    const lockedAt = locked?.lockedAt?.getTime() ?? 0;
    const second = await runner([job('orphan', async () => orphan.count())], { lockLifetimeMs: shortLockMs });
    await second.start();
    await orphan.reached;
    expect(systemClock.now() - lockedAt).to.be.at.least(shortLockMs);
  });

  it('takes no more than its share, and leaves nothing out', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const all = names.map(() => countdown(2));
    let [active, most] = [0, 0];
    const jobs = names.map((name, index) =>
      job(name, async () => {
        active += 1;
        most = Math.max(most, active);
        await new Promise((resolve) => setImmediate(resolve));
        active -= 1;
        all[index]?.count();
      }),
    );
    const made = await runner(jobs, { sharing: { lockLimit: 2, leaveMs: 0 } });
    await made.start();
    await Promise.all(all.map(({ reached }) => reached));
    expect(most).to.be.at.most(2);
  });

  describe('stopping', () => {
    it('tells running jobs, waits for them, and gives every lock back', async () => {
      const started = countdown(1);
      let hasEnded = false;
      const made = await runner([
        job('a', async (signal) => {
          started.count();
          await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
          hasEnded = true;
        }),
        job('b', () => Promise.resolve()),
      ]);
      await made.start();
      await started.reached;
      expect(await made.stop(10_000)).to.equal(true);
      expect(hasEnded).to.equal(true);
      const { jobs } = await made.agenda.queryJobs();
      expect(jobs.map(({ lockedAt }) => lockedAt)).to.deep.equal([undefined, undefined]);
    });

    it('gives up at its deadline', async () => {
      const started = countdown(1);
      const release = gate();
      const made = await runner([
        job('stubborn', async () => {
          started.count();
          await release.opened;
        }),
      ]);
      await made.start();
      await started.reached;
      expect(await made.stop(10)).to.equal(false);
      release.open();
    });

    it('is harmless twice, and before the start', async () => {
      const made = await runner([job('a', () => Promise.resolve())]);
      expect(await made.stop(10)).to.equal(true);
      await made.start();
      expect(await made.stop(10)).to.equal(true);
      expect(await made.stop(10)).to.equal(true);
    });
  });
}
