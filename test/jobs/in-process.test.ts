import type { AgendaBackend } from 'agenda';
import { expect } from 'chai';
import { inProcessBackend } from '../../jobs/in-process-backend.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { systemIds } from '../../src/kernel/ids.ts';
import { jobRunnerSuite } from './job-runner-suite.ts';

describe('jobs kept in the process', () => {
  let backend: AgendaBackend;
  beforeEach(() => {
    backend = inProcessBackend(systemClock, systemIds);
  });

  jobRunnerSuite(() => Promise.resolve(backend), 200);

  describe('their repository', () => {
    const at = (ms: number): Date => new Date(systemClock.now() + ms);
    const save = (name: string, nextRunAt: Date, more: object = {}) =>
      backend.repository.saveJob(
        { name, priority: 0, nextRunAt, type: 'single', data: { of: name }, ...more },
        undefined,
      );
    const next = (name: string, lockDeadline = new Date(0)) =>
      backend.repository.getNextJobToRun(name, at(1000), lockDeadline, undefined, undefined);

    it('gives a due job to one only, until it is given back', async () => {
      const saved = await save('a', at(-1000));
      expect((await next('a'))?._id).to.equal(saved._id);
      expect(await next('a')).to.equal(undefined);
      await backend.repository.unlockJob(saved);
      expect((await next('a'))?._id).to.equal(saved._id);
      expect(await next('a', at(1000)), 'lock that has run out').not.to.equal(undefined);
    });

    it('gives neither what is not due nor what is disabled', async () => {
      await save('later', at(60_000));
      await save('off', at(-1000));
      expect(await backend.repository.disableJobs({ name: 'off' })).to.equal(1);
      expect(await next('later')).to.equal(undefined);
      expect(await next('off')).to.equal(undefined);
      expect(await backend.repository.enableJobs({ names: ['off'] })).to.equal(1);
      expect(await next('off')).not.to.equal(undefined);
    });

    it('keeps a planned run when the job is saved again, and its place under one name', async () => {
      const planned = at(5000);
      await save('a', planned);
      await save('a', at(-1), { repeatInterval: 7 });
      const { jobs, total } = await backend.repository.queryJobs({ name: 'a' });
      expect(total).to.equal(1);
      expect(jobs[0]).to.deep.include({ repeatInterval: 7, nextRunAt: planned });
    });

    it('is asked by name, id, state, search and content, in order and by page', async () => {
      const { repository } = backend;
      const a = await save('alpha', at(3000));
      await save('beta', at(1000));
      await save('gamma', at(2000), { repeatInterval: 5 });
      const names = async (options: Parameters<typeof repository.queryJobs>[0]) =>
        (await repository.queryJobs(options)).jobs.map(({ name }) => name);
      expect(await names({ sort: { nextRunAt: 'asc' } })).to.deep.equal(['beta', 'gamma', 'alpha']);
      expect(await names({})).to.deep.equal(['alpha', 'gamma', 'beta']);
      expect(await names({ skip: 1, limit: 1 })).to.deep.equal(['gamma']);
      expect(await names({ id: String(a._id) })).to.deep.equal(['alpha']);
      expect(await names({ search: 'ET' })).to.deep.equal(['beta']);
      expect(await names({ data: { of: 'beta' } })).to.deep.equal(['beta']);
      expect(await names({ state: 'repeating' })).to.deep.equal(['gamma']);
      expect(await repository.getDistinctJobNames()).to.have.members(['alpha', 'beta', 'gamma']);
      expect(await repository.getQueueSize()).to.equal(0);
      expect((await repository.getJobsOverview()).find(({ name }) => name === 'alpha')).to.deep.include({
        scheduled: 1,
        total: 1,
      });
      expect((await repository.getJobById(String(a._id)))?.name).to.equal('alpha');
      expect(await repository.getJobById('unknown')).to.equal(null);
      expect(await repository.removeJobs({ notNames: ['alpha'] })).to.equal(2);
      expect(await repository.purgeAllJobs()).to.equal(1);
    });

    it('does not save the state of a job that is gone', async () => {
      const a = await save('a', at(0));
      await backend.repository.purgeAllJobs();
      const outcome = await backend.repository.saveJobState(a, undefined).catch((error: unknown) => error);
      expect(outcome).to.be.an('error');
    });
  });
});
