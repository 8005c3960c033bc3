import { expect } from 'chai';
import type { Logger } from '../../../src/kernel/logger.ts';
import { createShutdown } from '../../../src/service/shutdown.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { recordingLogger } from '../../support/recording-logger.ts';

function loggerTo(lines: string[]): Logger {
  const note = (level: string) => (fields: object, message: string) =>
    void lines.push(`${level}: ${message} ${'step' in fields ? String(fields.step) : ''}`.trim());
  return recordingLogger({ error: note('error'), warn: note('warn') });
}

describe('stopping', () => {
  it('undoes the steps in reverse order', async () => {
    const done: string[] = [];
    const shutdown = createShutdown(fakeClock(0), loggerTo([]));
    for (const name of ['storage', 'jobs', 'listening']) {
      shutdown.push(name, () => Promise.resolve(done.push(name)));
    }
    await shutdown.run(1000);
    expect(done).to.deep.equal(['listening', 'jobs', 'storage']);
  });

  it('goes on after a step that fails, and logs it', async () => {
    const lines: string[] = [];
    const done: string[] = [];
    const shutdown = createShutdown(fakeClock(0), loggerTo(lines));
    shutdown.push('storage', () => Promise.resolve(done.push('storage')));
    shutdown.push('jobs', () => Promise.reject(new Error('gone')));
    await shutdown.run(1000);
    expect(done).to.deep.equal(['storage']);
    expect(lines).to.deep.equal(['error: a step of stopping failed jobs']);
  });

  it('leaves a step that takes longer than there is time', async () => {
    const lines: string[] = [];
    const done: string[] = [];
    const clock = fakeClock(0);
    const shutdown = createShutdown(clock, loggerTo(lines));
    shutdown.push('storage', () => Promise.resolve(done.push('storage')));
    shutdown.push('jobs', () => new Promise(() => undefined));
    const stopped = shutdown.run(1000);
    clock.advance(1000);
    await stopped;
    expect(lines[0]).to.equal('warn: a step of stopping took too long and was left jobs');
    expect(done).to.deep.equal(['storage']);
  });

  it('is done once, however often it is asked for', async () => {
    let count = 0;
    const shutdown = createShutdown(fakeClock(0), loggerTo([]));
    shutdown.push('storage', () => Promise.resolve((count += 1)));
    await Promise.all([shutdown.run(1000), shutdown.run(1000)]);
    await shutdown.run(1000);
    expect(count).to.equal(1);
  });
});
