import { expect } from 'chai';
import { readinessOf } from '../../../src/service/readiness.ts';
import type { Storage } from '../../../src/usecases/ports.ts';
import { fakeClock } from '../../support/fake-clock.ts';

const present = Date.UTC(2026, 0, 5);
const clock = fakeClock(present);

/** Of a storage only what readiness asks. */
function storageThat(ping: () => Promise<void>): Storage {
  return { kind: 'embedded', ping } as unknown as Storage;
}

const answering = storageThat(() => Promise.resolve());

describe('readiness', () => {
  const cases: { name: string; lastBeatAt: number | undefined; expected: string }[] = [
    { name: 'is given when the jobs beat', lastBeatAt: present - 1000, expected: 'ok' },
    { name: 'is not given before the first beat', lastBeatAt: undefined, expected: 'no beat yet' },
    { name: 'is not given after half a minute of silence', lastBeatAt: present - 30_000, expected: 'no beat for 30 s' },
  ];
  for (const { name, lastBeatAt, expected } of cases) {
    it(name, async () => {
      const { isReady, checks } = await readinessOf(answering, { lastBeatAt: () => lastBeatAt }, clock);
      expect(checks).to.deep.equal({ embedded: 'ok', jobs: expected });
      expect(isReady).to.equal(expected === 'ok');
    });
  }

  it('is not given when the database does not answer, and does not say why', async () => {
    const failing = storageThat(() => Promise.reject(new Error('connect ECONNREFUSED db.internal:27017')));
    const { isReady, checks } = await readinessOf(failing, undefined, clock);
    expect(isReady).to.equal(false);
    expect(checks).to.deep.equal({ embedded: 'does not answer', jobs: 'ok' });
  });
});
