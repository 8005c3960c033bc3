import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { silentLogger } from '../../../src/kernel/logger.ts';
import { createNudge } from '../../../src/service/jobs.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import { recordingLogger } from '../../support/recording-logger.ts';

describe('a nudge', () => {
  const clock = fakeClock(0);
  const aMoment = async (): Promise<void> => {
    await turn();
    clock.advance(100);
    await turn();
  };

  it('relays until nothing is left, has it delivered and does not wait for that', async () => {
    const steps: string[] = [];
    const waiting = [3, 1, 0];
    const nudge = createNudge({ clock, logger: silentLogger });
    nudge.goesTo({
      relay: () => {
        steps.push('relay');
        return Promise.resolve(waiting.shift() ?? 0);
      },
      deliverSoon: (since) => {
        steps.push(`deliver from ${String(since)}`);
      },
    });
    nudge.give();
    await aMoment();
    expect(steps).to.deep.equal(['relay', 'deliver from 100', 'relay', 'deliver from 100', 'relay']);
  });

  it('is lost as long as it goes nowhere', () => {
    expect(createNudge({ clock, logger: silentLogger }).give).not.to.throw();
  });

  it('that fails leaves a warning and the next one is tried', async () => {
    const warnings: string[] = [];
    let calls = 0;
    const logger = recordingLogger({ warn: (_fields, message) => void warnings.push(message) });
    const nudge = createNudge({ clock, logger });
    nudge.goesTo({
      relay: () => {
        calls += 1;
        return Promise.reject(new Error('gone'));
      },
      deliverSoon: () => undefined,
    });
    nudge.give();
    await aMoment();
    nudge.give();
    await aMoment();
    expect(calls).to.equal(2);
    expect(warnings).to.have.length(2);
  });

  it('waits a moment for others and takes them along', async () => {
    let relayed = 0;
    const nudge = createNudge({ clock, logger: silentLogger });
    nudge.goesTo({
      relay: () => {
        relayed += 1;
        return Promise.resolve(0);
      },
      deliverSoon: () => undefined,
    });
    nudge.give();
    await turn();
    nudge.give();
    await turn();
    expect(relayed).to.equal(0);
    await aMoment();
    expect(relayed).to.equal(1);
    // Given during the wait: nobody knows whether the run saw what it was about, so there is one more.
    await aMoment();
    expect(relayed).to.equal(2);
    await aMoment();
    expect(relayed).to.equal(2);
  });

  it('does nothing any more once stopped, and waits for what is under way', async () => {
    const steps: string[] = [];
    let end = (): void => undefined;
    const nudge = createNudge({ clock, logger: silentLogger });
    nudge.goesTo({
      relay: () => {
        steps.push('relay');
        return new Promise((resolve) => {
          end = () => {
            steps.push('end');
            resolve(1);
          };
        });
      },
      deliverSoon: () => undefined,
    });
    nudge.give();
    await aMoment();
    const stopped = nudge.stop().then(() => steps.push('stopped'));
    nudge.give();
    await aMoment();
    end();
    await stopped;
    await aMoment();
    expect(steps).to.deep.equal(['relay', 'end', 'stopped']);
  });
});
