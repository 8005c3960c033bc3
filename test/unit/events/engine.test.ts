import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Deliverer, createDeliverer, deliverDue } from '../../../src/events/deliver.ts';
import { deliveryIn } from '../../../src/events/delivery.ts';
import { expireDeliveries, purgeSubscriptionStates } from '../../../src/events/expire-deliveries.ts';
import {
  pauseSubscription,
  resumeSubscription,
  subscriptionStatesOf,
} from '../../../src/events/operate-subscription.ts';
import type { PostOutcome } from '../../../src/events/ports.ts';
import { purgeOld } from '../../../src/events/purge.ts';
import { relayEvents } from '../../../src/events/relay.ts';
import { openEmbeddedStorage } from '../../../src/storage/embedded/embedded-storage.ts';
import type { Storage } from '../../../src/usecases/ports.ts';
import { type Flow, createFlow, leaseMs, mortal, ok } from './flow-support.ts';

const second = 1000;
const minute = 60_000;
const hour = 60 * minute;
const a = 'http://a.example/listen';
const b = 'http://b.example/listen';

describe('the engine of the hub', () => {
  let folder: string;
  let storage: Storage;
  let flow: Flow;
  let deliverer: Deliverer;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surety-engine-'));
    storage = await openEmbeddedStorage(folder);
    flow = await createFlow(storage);
    deliverer = createDeliverer(flow.deliverDeps());
  });
  afterEach(async () => {
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  });

  const beat = async (ms = 0): Promise<void> => {
    flow.clock.advance(ms);
    await deliverer.deliverDue(100_000);
  };
  const happen = async (prefix: string, count: number): Promise<void> => {
    for (let i = 0; i < count; i += 1) await flow.happen(`${prefix}${String(i)}`, 1);
    await relayEvents(flow.relayDeps(), 10_000);
  };
  const sent = (url: string): string[] => flow.posted.filter((each) => each.url === url).map(({ eventId }) => eventId);
  const deliveries = async () => (await flow.all(flow.stores.deliveries)).map((each) => deliveryIn(each).delivery);
  const operate = () => {
    const { subscriptions } = flow.deliverDeps();
    return { ...flow.stores, subscriptions, clock: flow.clock };
  };
  const stateOf = async (id: string) => (await subscriptionStatesOf(flow.stores.subscriptionStates, [id])).get(id);

  it('calls an endpoint that fails less and less, at the cost of no delivery and no other endpoint', async () => {
    flow.answer = ({ url }) => ok(url === a ? 500 : 204);
    await flow.subscribe('s-a', a);
    await flow.subscribe('s-b', b);
    await happen('v', 60);
    for (let i = 0; i < 60; i += 1) await beat(second);
    expect(sent(b)).to.have.length(60);
    // Four at once, then one after 1, 2, 4, 8, 16 s.
    expect(sent(a).length).to.be.within(5, 12);
    const waiting = (await deliveries()).filter(({ subscriptionId }) => subscriptionId === 's-a');
    expect(waiting.filter(({ state, refusals }) => state !== 'pending' || refusals > 0)).to.deep.equal([]);
    expect(waiting.filter(({ attemptCount }) => attemptCount === 0).length).to.be.at.least(48);
    flow.answer = () => ok();
    for (let i = 0; i < 70; i += 1) await beat(second);
    expect(new Set(sent(a)).size).to.equal(60);
  });

  it('writes no more to a lane whose listener answers than its leases and what came of them', async () => {
    await flow.subscribe('s-a', a);
    await flow.happen('v', 20);
    await relayEvents(flow.relayDeps(), 10_000);
    await beat();
    expect(sent(a)).to.deep.equal(Array.from({ length: 20 }, (_, at) => `v#${String(at + 1)}`));
    const rows = await flow.all(flow.stores.deliveries);
    expect(rows.map(({ revision }) => revision)).to.deep.equal(rows.map(() => 3));
  });

  it('takes up again what came after one that failed, in order, whichever of them fails', async () => {
    let calls = 0;
    flow.answer = () => ok((calls += 1) % 3 === 2 ? 503 : 204);
    await flow.subscribe('s-a', a);
    await flow.happen('v', 10);
    await relayEvents(flow.relayDeps(), 10_000);
    for (let i = 0; i < 20; i += 1) await beat(hour);
    const first = [...new Set(sent(a))];
    expect(first).to.deep.equal(Array.from({ length: 10 }, (_, at) => `v#${String(at + 1)}`));
    expect(sent(a)).to.have.length(calls);
    expect((await deliveries()).map(({ state }) => state)).to.deep.equal(Array(10).fill('delivered'));
  });

  it('tries the subscriptions of an endpoint that is shut in turn', async () => {
    const [broken, well] = ['http://c.example/broken', 'http://c.example/well'];
    flow.answer = ({ url }) => ok(url === broken ? 500 : 204);
    await flow.subscribe('s-1', broken);
    await happen('v', 40);
    for (let i = 0; i < 30; i += 1) await beat(second);
    await flow.subscribe('s-2', well);
    await happen('w', 1);
    for (let i = 0; i < 120; i += 1) await beat(second);
    expect(sent(well)).to.deep.equal(['w0#1']);
  });

  it('sends nothing to a paused subscription, and all that was collected once it is resumed', async () => {
    await flow.subscribe('s-a', a);
    await flow.subscribe('s-b', b);
    await pauseSubscription(operate(), { id: 's-a' });
    await happen('v', 450);
    await beat();
    await beat(hour);
    await happen('w', 1);
    await beat(second);
    expect(sent(a)).to.deep.equal([]);
    // However many rows of the paused one are due, and come first.
    expect(sent(b)).to.have.length(451);
    await resumeSubscription(operate(), { id: 's-a' });
    await beat(second);
    expect(new Set(sent(a)).size).to.equal(451);
    expect(sent(a)).to.have.length(451);
  });

  it('suspends, tries the oldest now and then, and sends all once the listener answers', async () => {
    deliverer = createDeliverer({
      ...flow.deliverDeps(),
      suspension: { afterMs: 2 * hour, probeEveryMs: 10 * minute },
    });
    flow.answer = () => ({ kind: 'failed', reason: 'connection', durationMs: 1 });
    await flow.subscribe('s-a', a);
    await happen('v', 20);
    for (let i = 0; i < 150; i += 1) await beat(minute);
    expect(await stateOf('s-a')).to.deep.include({ state: 'suspended', endpoint: 'a.example' });
    const before = flow.posted.length;
    for (let i = 0; i < 60; i += 1) await beat(minute);
    expect(flow.posted.length - before).to.be.within(5, 6);
    // Four days: longer than a delivery is retried, yet nothing is given up.
    for (let i = 0; i < 48; i += 1) await beat(2 * hour);
    await happen('w', 5);
    flow.answer = () => ok();
    for (let i = 0; i < 12; i += 1) await beat(minute);
    expect((await deliveries()).filter(({ state }) => state !== 'delivered')).to.deep.equal([]);
    expect(await stateOf('s-a')).to.include({ state: 'active' });
    const events = await flow.stores.subscriptionStates.pendingEvents(10);
    expect(events.map(({ event }) => event.eventType)).to.deep.equal([
      'SubscriptionSuspendedEvent',
      'SubscriptionResumedEvent',
    ]);
  });

  it('tries at once what waits when a listener that failed for long answers again', async () => {
    let isDown = true;
    flow.answer = () => ok(isDown ? 503 : 204);
    await flow.subscribe('s-a', a);
    await happen('v', 8);
    for (let i = 0; i < 180; i += 1) await beat(minute);
    isDown = false;
    await happen('w', 1);
    for (let i = 0; i < 6; i += 1) await beat(minute);
    expect((await deliveries()).filter(({ state }) => state !== 'delivered')).to.deep.equal([]);
  });

  it('keeps what a paused subscription collects no longer than anything else', async () => {
    await flow.subscribe('s-a', a);
    await pauseSubscription(operate(), { id: 's-a' });
    for (let i = 1; i <= 2; i += 1) await flow.happen('v1', i).catch(() => undefined);
    await relayEvents(flow.relayDeps(), 100);
    await beat();
    flow.clock.advance(hour);
    await happen('w', 1);
    expect(await expireDeliveries(operate(), flow.clock.now() - minute)).to.be.at.least(1);
    expect(await expireDeliveries(operate(), flow.clock.now() - minute)).to.equal(0);
    const states = (await deliveries()).map(({ eventId, state, reason }) => [eventId.slice(0, 2), state, reason]);
    expect(states).to.deep.include(['w0', 'pending', undefined]);
    expect(states).to.deep.include(['v1', 'abandoned', 'not delivered in the time that deliveries are kept']);
  });

  it('removes the states of subscriptions that are gone', async () => {
    await flow.subscribe('s-a', a);
    await flow.subscribe('s-b', b);
    for (const id of ['s-a', 's-b']) await pauseSubscription(operate(), { id });
    await flow.unsubscribe('s-a');
    const { subscriptionStates, hub } = flow.stores;
    expect(await purgeSubscriptionStates({ subscriptionStates, hubs: hub })).to.equal(1);
    expect((await flow.all(subscriptionStates)).map(({ id }) => id)).to.deep.equal(['s-b']);
  });

  describe('where no other process works', () => {
    it('writes no lease, and sends nothing twice', async () => {
      const alone = createDeliverer({ ...flow.deliverDeps(), isAlone: true });
      await flow.subscribe('s-a', a);
      await happen('v', 300);
      for (let i = 0; i < 3; i += 1) await Promise.all([alone.deliverDue(1000), alone.deliverDue(1000)]);
      expect(sent(a)).to.have.length(300);
      expect(new Set((await flow.all(flow.stores.deliveries)).map(({ revision }) => revision))).to.deep.equal(
        new Set([2]),
      );
    });

    it('sends at once what was under way when the process died', async () => {
      await flow.subscribe('s-a', a);
      await happen('v', 1);
      flow.answer = () => new Promise<PostOutcome>(() => undefined);
      const dead = createDeliverer({ ...flow.deliverDeps(), isAlone: true }).deliverDue(10, 10);
      await flow.postedTo(a, 1);
      flow.answer = () => ok();
      expect(await deliverDue({ ...flow.deliverDeps(), isAlone: true }, 10)).to.deep.include({ delivered: 1 });
      flow.clock.advance(10);
      await dead;
    });

    it('no delivery is forgotten and none overtakes another, wherever the process dies', async function () {
      this.timeout(120_000);
      await flow.subscribe('s-a', a);
      for (let at = 1, isDone = false; !isDone; at += 1) {
        for (const isAfter of [false, true]) {
          const id = `v${String(at)}${isAfter ? 'after' : 'before'}`;
          await flow.happen(id, 3);
          await relayEvents(flow.relayDeps(), 100);
          const { stores, operations } = mortal(flow.stores, { at, isAfter });
          await deliverDue({ ...flow.deliverDeps(stores), isAlone: true }, 100).catch(() => undefined);
          isDone = operations() < at;
          for (let beats = 0; beats < 3; beats += 1) {
            flow.clock.advance(leaseMs);
            await deliverDue({ ...flow.deliverDeps(), isAlone: true }, 100);
          }
          const firsts = [...new Set(sent(a).filter((each) => each.startsWith(`${id}#`)))];
          expect(firsts, `dead ${isAfter ? 'after' : 'before'} ${String(at)}`).to.deep.equal(
            [1, 2, 3].map((n) => `${id}#${String(n)}`),
          );
          const open = (await deliveries()).filter(({ state, dueAt }) => state === 'pending' || dueAt !== undefined);
          expect(open).to.deep.equal([]);
          await purgeOld(flow.stores, Number.MAX_SAFE_INTEGER);
        }
      }
    });
  });
});
