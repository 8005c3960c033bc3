import type { AgendaBackend, JobParameters } from 'agenda';
import { expect } from 'chai';
import { inProcessBackend } from '../../jobs/in-process-backend.ts';
import { sharedScan } from '../../jobs/shared-scan.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { type FakeClock, fakeClock } from '../support/fake-clock.ts';
import { gate } from './job-runner-suite.ts';
import { sequentialIds } from '../support/sequential-ids.ts';

const second = 1000;
const start = Date.UTC(2026, 10, 22, 12);
const lockLifetimeMs = 5 * second;

/** A process that looks for jobs as Agenda does: once per name, up to a second ahead. */
interface Looker {
  /** What it takes. */
  look(): Promise<JobParameters[]>;
  /** Ends a run: the job is due again after a second. */
  finish(job: JobParameters): Promise<void>;
  /** Names it has tried for in vain. */
  inVain: string[];
}

describe('jobs that processes share', () => {
  let clock: FakeClock;
  let store: AgendaBackend;
  beforeEach(async () => {
    clock = fakeClock(start);
    store = inProcessBackend(clock, sequentialIds());
    for (const name of ['a', 'b', 'c']) await register(name);
  });

  async function register(name: string): Promise<void> {
    const nextRunAt = new Date(start);
    await store.repository.saveJob({ ...{ name, type: 'single', priority: 0, data: {} }, nextRunAt }, undefined);
  }

  /** `answering`: until then what it takes is not told. */
  function looker(lockLimit = 10, answering: Promise<void> = Promise.resolve()): Looker {
    const inVain: string[] = [];
    const watched = Object.create(store.repository, {
      getNextJobToRun: {
        value: async (...all: Parameters<typeof store.repository.getNextJobToRun>) => {
          const job = await store.repository.getNextJobToRun(...all);
          await answering;
          if (job === undefined) inVain.push(all[0]);
          return job;
        },
      },
    }) as typeof store.repository;
    const sharing = { lockLimit, leaveMs: second };
    const { backend } = sharedScan({ ...store, repository: watched }, { clock, logger: silentLogger, sharing });
    return {
      inVain,
      look: async () => {
        const [nextScanAt, deadline] = [new Date(clock.now() + second), new Date(clock.now() - lockLifetimeMs)];
        const found = ['a', 'b', 'c'].map(async (name) => {
          const now = new Date(clock.now());
          const taken: JobParameters[] = [];
          for (;;) {
            const job = await backend.repository.getNextJobToRun(name, nextScanAt, deadline, now, undefined);
            if (job === undefined) return taken;
            taken.push(job);
          }
        });
        return (await Promise.all(found)).flat();
      },
      finish: async (job) => {
        const { lockedAt: _given, ...rest } = job;
        await backend.repository.saveJobState({ ...rest, nextRunAt: new Date(clock.now() + second) }, undefined);
      },
    };
  }

  const namesOf = (jobs: readonly JobParameters[]): string[] => jobs.map(({ name }) => name).sort();

  it('go to the process that had them last, and no other tries', async () => {
    const [one, other] = [looker(2), looker(2)];
    clock.advance(second);
    const ofOne = await one.look();
    const ofOther = await other.look();
    expect([namesOf(ofOne), namesOf(ofOther)]).to.deep.equal([['a', 'b'], ['c']]);
    for (let round = 0; round < 3; round += 1) {
      for (const job of ofOne) await one.finish(job);
      for (const job of ofOther) await other.finish(job);
      clock.advance(second);
      const [late, early] = [await other.look(), await one.look()];
      expect([namesOf(early), namesOf(late)]).to.deep.equal([['a', 'b'], ['c']]);
    }
    expect([one.inVain, other.inVain]).to.deep.equal([[], []]);
  });

  it('go to another one when the process that had them last does not come', async () => {
    const [one, other] = [looker(), looker()];
    clock.advance(second);
    for (const job of await one.look()) await one.finish(job);
    clock.advance(2 * second - 1);
    expect(await other.look()).to.deep.equal([]);
    clock.advance(1);
    const taken = await other.look();
    expect(namesOf(taken)).to.deep.equal(['a', 'b', 'c']);
    // The first one sees that they are no longer its own, and lets the other one go first from now on.
    expect(await one.look()).to.deep.equal([]);
    for (const job of taken) await other.finish(job);
    clock.advance(second);
    expect(await one.look()).to.deep.equal([]);
    expect(namesOf(await other.look())).to.deep.equal(['a', 'b', 'c']);
    expect(one.inVain).to.deep.equal([]);
  });

  it('are tried for up to a limit, tries under way included', async () => {
    const { opened, open } = gate();
    const one = looker(2, opened);
    clock.advance(second);
    const first = one.look();
    await new Promise((resolve) => setImmediate(resolve));
    const next = one.look();
    await new Promise((resolve) => setImmediate(resolve));
    open();
    expect([...(await first), ...(await next)]).to.have.length(2);
  });

  it('go to another one at once when their lock has run out', async () => {
    const [dead, other] = [looker(), looker()];
    clock.advance(second);
    expect(await dead.look()).to.have.length(3);
    clock.advance(lockLifetimeMs);
    expect(namesOf(await other.look())).to.deep.equal(['a', 'b', 'c']);
  });

  it('are tried for once more by one of two that both take them for their own', async () => {
    const [one, other] = [looker(), looker()];
    clock.advance(second);
    const [first, others] = await Promise.all([one.look(), other.look()]);
    expect([...first, ...others]).to.have.length(3);
    for (const job of first) await one.finish(job);
    for (const job of others) await other.finish(job);
    clock.advance(second);
    const [again, againOther] = await Promise.all([one.look(), other.look()]);
    expect(namesOf(again)).to.deep.equal(namesOf(first));
    expect(namesOf(againOther)).to.deep.equal(namesOf(others));
    expect(one.inVain.length + other.inVain.length).to.equal(3);
  });
});
