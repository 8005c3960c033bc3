import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { silentLogger } from '../../../src/kernel/logger.ts';
import { createNudge } from '../../../src/service/jobs.ts';
import { recordingLogger } from '../../support/recording-logger.ts';

describe('a nudge', () => {
  it('relays until nothing is left and delivers in between', async () => {
    const steps: string[] = [];
    const waiting = [3, 1, 0];
    const nudge = createNudge(silentLogger);
    nudge.goesTo({
      relay: () => {
        steps.push('relay');
        return Promise.resolve(waiting.shift() ?? 0);
      },
      deliver: () => {
        steps.push('deliver');
        return Promise.resolve();
      },
    });
    nudge.give();
    await turn();
    expect(steps).to.deep.equal(['relay', 'deliver', 'relay', 'deliver', 'relay']);
  });

  it('is lost as long as it goes nowhere', () => {
    expect(createNudge(silentLogger).give).not.to.throw();
  });

  it('that fails leaves a warning and the next one is tried', async () => {
    const warnings: string[] = [];
    let calls = 0;
    const nudge = createNudge(recordingLogger({ warn: (_fields, message) => void warnings.push(message) }));
    nudge.goesTo({
      relay: () => {
        calls += 1;
        return Promise.reject(new Error('gone'));
      },
      deliver: () => Promise.resolve(),
    });
    nudge.give();
    await turn();
    nudge.give();
    await turn();
    expect(calls).to.equal(2);
    expect(warnings).to.have.length(2);
  });
});
