import { expect } from 'chai';
import { singleFlight } from '../../../src/events/single-flight.ts';

describe('single flight', () => {
  it('never overlaps, and begins again for calls that came meanwhile', async () => {
    const releases: (() => void)[] = [];
    const fly = singleFlight(() => new Promise<void>((resolve) => releases.push(resolve)));
    const first = fly();
    const [second, third] = [fly(), fly()];
    expect(second).to.equal(third);
    expect(releases).to.have.length(1);
    releases[0]?.();
    await first;
    await Promise.resolve();
    expect(releases).to.have.length(2);
    releases[1]?.();
    await second;
    void fly();
    expect(releases).to.have.length(3);
  });

  it('goes on after a failure, which only its own callers see', async () => {
    let runs = 0;
    const fly = singleFlight(async () => {
      runs += 1;
      if (runs === 1) throw new Error('first');
      return runs;
    });
    const [first, second] = [fly(), fly()];
    expect(await first.catch((error: unknown) => (error as Error).message)).to.equal('first');
    expect(await second).to.equal(2);
  });
});
