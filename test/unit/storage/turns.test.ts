import { expect } from 'chai';
import { createTurns, type Turn, turns } from '../../../src/storage/turns.ts';

/** A loop whose rounds and clock are turned by hand. */
function handLoop(): {
  loop: Parameters<typeof createTurns>[0];
  pass: (ms: number) => void;
  round: () => Promise<void>;
} {
  let now = 0;
  let queued: (() => void)[] = [];
  return {
    loop: { elapsed: () => now, inNextRound: (run) => queued.push(run) },
    pass: (ms) => {
      now += ms;
    },
    round: async () => {
      const due = queued;
      queued = [];
      for (const run of due) run();
      await Promise.resolve();
    },
  };
}

describe('turns of long reads', () => {
  it('are due when all reads together have had their time', async () => {
    const { loop, pass, round } = handLoop();
    const made = createTurns(loop);
    const [one, other] = [made.begin(), made.begin()];
    expect(one.isDue()).to.equal(false);
    pass(3);
    expect([one.isDue(), other.isDue()]).to.deep.equal([false, false]);
    pass(3);
    expect([one.isDue(), other.isDue()]).to.deep.equal([true, true]);
    await round();
    expect(other.isDue(), 'a new round').to.equal(false);
  });

  it('come one in a round, first to those that had the fewest', async () => {
    const { loop, pass, round } = handLoop();
    const made = createTurns(loop);
    const order: string[] = [];
    const wait = (name: string, turn: Turn): Promise<void> => turn.next().then(() => void order.push(name));
    const [long, short] = [made.begin(), made.begin()];
    long.isDue();
    pass(9);
    const waits = [wait('long', long)];
    await round();
    expect(order).to.deep.equal(['long']);
    pass(9);
    waits.push(wait('long again', long), wait('short', short));
    await round();
    expect(order).to.deep.equal(['long', 'short']);
    await round();
    expect(order).to.deep.equal(['long', 'short', 'long again']);
    await Promise.all(waits);
  });

  it('let other work of the process through', async () => {
    const turn = turns.begin();
    let others = 0;
    const tick = (): void => {
      others += 1;
      if (others < 1000) setImmediate(tick);
    };
    setImmediate(tick);
    for (let waits = 0; waits < 3;) {
      if (!turn.isDue()) continue;
      waits += 1;
      await turn.next();
    }
    expect(others).to.be.within(1, 999);
  });
});
