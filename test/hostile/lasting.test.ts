import { expect } from 'chai';
import { textAt } from '../../src/kernel/json.ts';
import { openCollections } from '../../src/service/collections.ts';
import { type HostileService, hostileService, settled } from './hostile-service.ts';
import { answers, type Receiver, receiver, type Treatment } from './receivers.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Long steps: every wait of the schedule is then a bit longer, never shorter. */
const pace = { stepMs: 30 * minute, steps: 4 * 24 * 2 };

/** Waits of 1 s doubling to 1 h (the thirteenth), of which the last half is left to chance. Attempts that fit in a time, each wait being a step too long at most. */
function attemptsWithin(ms: number): { fewest: number; most: number } {
  const waits = Array.from({ length: 500 }, (_, made) => Math.min(hour, 1000 * 2 ** made));
  const fitting = (of: (wait: number) => number): number => {
    let sum = 0;
    return 1 + waits.findIndex((wait) => (sum += of(wait)) > ms);
  };
  return { fewest: fitting((wait) => wait + pace.stepMs), most: fitting((wait) => wait / 2) };
}

describe('a receiver that fails for ever', function () {
  this.timeout(60_000);
  let hostile: HostileService;
  let open: Receiver;
  let posts: number[];
  /** Opens a receiver that notes when it is called, and registers it. */
  const subscribed = async (treatment: Treatment): Promise<string> => {
    posts = [];
    open = await receiver((...call) => {
      posts.push(hostile.service.clock.now());
      treatment(...call);
    });
    return hostile.subscribe(open.url);
  };
  afterEach(async () => {
    expect(hostile.service.errors).to.deep.equal([]);
    await open.close();
  });
  const stateOf = async (id: string): Promise<string | undefined> => {
    const { subscriptionStates } = await openCollections(hostile.service.storage);
    const found = await subscriptionStates.get(id);
    return found && textAt(found.document, 'state');
  };
  const duration = (): number => posts.at(-1)! - posts[0]!;
  const pass = async (ms: number, stepMs: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += stepMs) {
      hostile.service.clock.advance(stepMs);
      await hostile.beat();
    }
  };

  describe('and is not suspended', () => {
    before(async () => {
      hostile = await hostileService({ SURETY_SUSPEND_AFTER: '30d' });
    });
    after(() => hostile.service.stop());

    const { fewest, most } = attemptsWithin(3 * day);
    const cases: [status: number, headers: Record<string, string>, expected: [number, number]][] = [
      [500, {}, [fewest, most]],
      // Whoever asks for a year gets an hour, from the first answer on.
      [429, { 'retry-after': '31536000' }, [Math.floor((3 * day) / (hour + pace.stepMs)), 73]],
    ];
    for (const [status, headers, [least, greatest]] of cases) {
      it(`answering ${String(status)}, is given up after three days and called no more`, async () => {
        const id = await subscribed(answers(status, headers));
        await hostile.happen(1);
        const [delivery] = await hostile.beatUntil(id, settled(1), pace);
        const reason = `status ${String(status)}`;
        expect(delivery).to.deep.include({ state: 'abandoned', reason, attemptCount: posts.length });
        expect(posts.length).to.be.within(least, greatest);
        expect(duration()).to.be.within(3 * day - hour, 3 * day + pace.stepMs);
        const before = posts.length;
        await pass(2 * hour, hour);
        expect(posts).to.have.length(before);
        await hostile.unsubscribe(id);
      });
    }
  });

  describe('and is suspended', () => {
    before(async () => {
      hostile = await hostileService();
    });
    after(() => hostile.service.stop());

    it('after a day, is tried every ten minutes with one call, and gets all once it answers', async () => {
      let status = 500;
      const id = await subscribed((outgoing, number, incoming) => answers(status)(outgoing, number, incoming));
      await hostile.happen(3);
      await hostile.beat();
      while ((await stateOf(id)) !== 'suspended' && duration() < 2 * day) await pass(pace.stepMs, pace.stepMs);
      expect(await stateOf(id)).to.equal('suspended');
      expect(duration()).to.be.within(day, day + 2 * hour);

      const before = posts.length;
      await pass(3 * hour, 5 * minute);
      const probes = posts.slice(before);
      expect(probes.length).to.be.within(9, 18);
      for (const [place, at] of probes.slice(1).entries()) expect(at - probes[place]!).to.be.at.least(10 * minute);

      // Longer than a delivery is retried otherwise: what waits is kept.
      await pass(4 * day, 2 * hour);
      expect(await stateOf(id)).to.equal('suspended');
      const waiting = await hostile.deliveriesOf(id);
      expect(waiting.map(({ state }) => state)).to.deep.equal(['pending', 'pending', 'pending']);

      status = 204;
      const seen = await hostile.beatUntil(id, settled(3), pace);
      expect(seen.map(({ state }) => state)).to.deep.equal(['delivered', 'delivered', 'delivered']);
      expect(await stateOf(id)).to.equal('active');
    });
  });
});
