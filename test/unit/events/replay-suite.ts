import { expect } from 'chai';
import { replaysCollection } from '../../../src/events/collections.ts';
import { deliverDue } from '../../../src/events/deliver.ts';
import { deliveryIn } from '../../../src/events/delivery.ts';
import { relayEvents } from '../../../src/events/relay.ts';
import { replay } from '../../../src/events/replay-definition.ts';
import { type ReplayDeps, workReplays } from '../../../src/events/replay.ts';
import { silentLogger } from '../../../src/kernel/logger.ts';
import type { ResourceStore } from '../../../src/tmf630/resource-store.ts';
import type { Storage } from '../../../src/usecases/ports.ts';
import { createFlow, type Flow, leaseMs, mortal, start, type Stores } from './flow-support.ts';

const a = 'http://a.example/listen';

/** How what was sent is sent again, on any storage. `open` gives a fresh one; a process dies at every `stride`-th operation. */
export function replaySuite(open: () => Promise<Storage>, { stride }: { stride: number }): void {
  let flow: Flow;
  let replays: ResourceStore;

  const begin = async (): Promise<void> => {
    const storage = await open();
    flow = await createFlow(storage);
    replays = await storage.collection(replaysCollection);
    await flow.subscribe('s-a', a);
    await flow.happen('v1', 3);
    await flow.happen('v2', 1);
    await relayEvents(flow.relayDeps(), 100);
    for (let round = 0; round < 4; round += 1) await deliverDue(flow.deliverDeps(), 100);
    expect(flow.posted).to.have.length(4);
  };
  const ask = async (): Promise<void> => {
    const asked = { subscriptionId: 's-a', to: new Date(start + 1).toISOString() };
    const document = { id: 'r-1', ...asked, status: 'running', requestedAt: new Date(start).toISOString() };
    const resource = { id: 'r-1', revision: 1, createdAt: start, updatedAt: start, document };
    await replays.write({
      ...{ kind: 'insert', events: [] },
      resource: { ...resource, internal: replay.internal(document) },
    });
  };
  const depsOn = (stores: Stores, ownReplays: ResourceStore): ReplayDeps => {
    const { subscriptions } = flow.deliverDeps(stores);
    const { deliveries, events } = stores;
    return { replays: ownReplays, deliveries, events, subscriptions, clock: flow.clock, logger: silentLogger };
  };
  const goOn = async (): Promise<void> => {
    for (let round = 0; round < 6; round += 1) {
      await workReplays(depsOn(flow.stores, replays), 10);
      flow.clock.advance(leaseMs);
      await deliverDue(flow.deliverDeps(), 100);
    }
  };

  it('sends each event of a time range once more, under the same eventId, in the order of each resource', async () => {
    await begin();
    await ask();
    await goOn();
    const again = flow.posted.slice(4).map(({ eventId }) => eventId);
    expect([...again].sort()).to.deep.equal(['v1#1', 'v1#2', 'v1#3', 'v2#1']);
    expect(again.filter((eventId) => eventId.startsWith('v1'))).to.deep.equal(['v1#1', 'v1#2', 'v1#3']);
    expect((await replays.get('r-1'))?.document).to.include({ status: 'succeeded', replayed: 4, skipped: 0 });
    await goOn();
    expect(flow.posted).to.have.length(8);
  });

  it('loses nothing and opens nothing twice whatever operation the process dies at', async function () {
    this.timeout(120_000);
    for (let at = 1, isAlive = true; isAlive; at += stride) {
      await begin();
      await ask();
      const death = mortal({ ...flow.stores, holder: replays }, { at, isAfter: at % 2 === 0 });
      try {
        await workReplays(depsOn(death.stores, death.stores.holder), 10);
      } catch {
        // It died.
      }
      isAlive = death.operations() >= at;
      await goOn();
      const again = flow.posted.slice(4).map(({ eventId }) => eventId);
      expect([...again].sort(), `died at ${String(at)}`).to.deep.equal(['v1#1', 'v1#2', 'v1#3', 'v2#1']);
      expect(again.filter((eventId) => eventId.startsWith('v1'))).to.deep.equal(['v1#1', 'v1#2', 'v1#3']);
      const { document } = (await replays.get('r-1'))!;
      expect(document, `died at ${String(at)}`).to.include({ status: 'succeeded', replayed: 4, skipped: 0 });
      const states = (await flow.all(flow.stores.deliveries)).map((each) => deliveryIn(each).delivery.state);
      expect(states, `died at ${String(at)}`).to.deep.equal(Array(4).fill('delivered'));
    }
  });
}
