import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { createAgenda } from '../../jobs/agenda.ts';
import { mongoBackend } from '../../jobs/mongo-backend.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLogger } from '../../src/kernel/logger.ts';
import { countdown, jobRunnerSuite } from './job-runner-suite.ts';

const uri = process.env['SURETY_TEST_MONGODB_URI'];

// Runs where a server is to be had: `npm run test:mongo` finds one.
(uri === undefined ? describe.skip : describe)('jobs kept in MongoDB', function () {
  this.timeout(60_000);
  let client: MongoClient;
  let name: string;
  before(async () => {
    client = await MongoClient.connect(uri ?? '');
  });
  beforeEach(() => {
    name = `surety_test_jobs_${randomUUID()}`;
  });
  afterEach(async () => {
    await client.db(name).dropDatabase();
  });
  after(async () => {
    await client.close();
  });

  jobRunnerSuite(() => mongoBackend(client.db(name)), 2000);

  it('takes over what a killed process was running', async () => {
    const script = fileURLToPath(new URL('hold-a-job.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import=tsx', script, uri ?? '', name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    const killedAt = systemClock.now();
    const taken = countdown(1);
    const runner = await createAgenda(await mongoBackend(client.db(name)), {
      ...{ clock: systemClock, logger: silentLogger, processEveryMs: 50, lockLifetimeMs: 1000 },
    });
    await runner.register([{ name: 'held', intervalMs: 50, run: async () => taken.count() }]);
    await runner.start();
    await taken.reached;
    expect(systemClock.now() - killedAt).to.be.below(10_000);
    expect(await runner.stop(1000)).to.equal(true);
  });

  it('runs a job at its new pace at once when that has become faster', async () => {
    const slow = countdown(1);
    const options = { clock: systemClock, logger: silentLogger, processEveryMs: 50 };
    const before = await createAgenda(await mongoBackend(client.db(name)), options);
    await before.register([{ name: 'paced', intervalMs: 3_600_000, run: async () => slow.count() }]);
    await before.start();
    await slow.reached;
    await before.stop(1000);
    const fast = countdown(2);
    const after = await createAgenda(await mongoBackend(client.db(name)), options);
    await after.register([{ name: 'paced', intervalMs: 50, run: async () => fast.count() }]);
    await after.start();
    await fast.reached;
    expect(await after.stop(1000)).to.equal(true);
  });
});
