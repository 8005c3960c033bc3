import { expect } from 'chai';
import { deliverDue } from '../../../src/events/deliver.ts';
import { deliveryIn } from '../../../src/events/delivery.ts';
import { relayEvents } from '../../../src/events/relay.ts';
import { releaseDeliveries } from '../../../src/events/release-deliveries.ts';
import { batchesOf } from '../../../src/kernel/batches.ts';
import type { ResourceWrite } from '../../../src/tmf630/resource-store.ts';
import type { Storage } from '../../../src/usecases/ports.ts';
import type { Flow, Posted } from './flow-support.ts';
import { changeEvent } from './support.ts';
import { createFlow, leaseMs, mortal, ok, start } from './flow-support.ts';

const a = 'http://a.example/listen';
const windowMs = 60_000;

interface ListedEvent {
  eventId: string;
  id: string;
}

interface GroupBody {
  eventId: string;
  eventType: string;
  event: { eventGroup: { id: string; count: number; key: string; events: ListedEvent[] } };
}

function bodyOf({ body }: Posted): GroupBody {
  return JSON.parse(body) as GroupBody;
}

function listedIn(post: Posted): string[] {
  const { eventId, eventType, event } = bodyOf(post);
  return eventType === 'EventGroupCreateEvent' ? event.eventGroup.events.map((each) => each.eventId) : [eventId];
}

/** How events go out together, on any storage. `open` gives a fresh one; `burst` is how many events the large case has. */
export function groupSuite(open: () => Promise<Storage>, { burst, stride }: { burst: number; stride: number }): void {
  let flow: Flow;
  beforeEach(async () => {
    flow = await createFlow(await open());
  });

  /** A listener that wants what has the same type in one callback. */
  const subscribe = async (id: string, callback: string, key = 'eventType'): Promise<void> => {
    const document = { id, callback, grouping: { window: 'PT1M', key } };
    const internal = { api: 'tmf623-v2', dialect: 'tmf623-v2' };
    const resource = { id, revision: 1, createdAt: start, updatedAt: start, document, internal };
    await flow.stores.hub.write({ kind: 'insert', resource, events: [] });
  };
  const relay = () => relayEvents(flow.relayDeps(), 100_000);
  const deliver = () => deliverDue(flow.deliverDeps(), 100_000);
  const happen = async (from: number, to: number): Promise<void> => {
    for (let at = from; at <= to; at += 1) await flow.happen(`v${String(at)}`, 1);
  };
  const happenAtOnce = async (count: number): Promise<void> => {
    const writes = Array.from({ length: count }, (_, at): ResourceWrite => {
      const id = `v${String(at + 1)}`;
      const event = changeEvent({ eventId: `${id}#1`, resourceId: id, occurredAt: start, payload: { id } });
      const resource = { id, revision: 1, createdAt: start, updatedAt: start, document: { id }, internal: {} };
      return { kind: 'insert', resource, events: [event] };
    });
    for (const batch of batchesOf(writes, 500)) await flow.stores.holder.writeMany(batch);
  };
  const named = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, at) => `v${String(from + at)}#1`);
  const states = async () => (await flow.all(flow.stores.deliveries)).map((each) => deliveryIn(each).delivery);

  it('sends events with the same key in one callback when the first one’s window is over, each by reference', async () => {
    await subscribe('s-a', a);
    await happen(1, 2);
    await relay();
    flow.clock.advance(windowMs / 2);
    await happen(3, 3);
    await relay();
    await deliver();
    expect(flow.posted).to.deep.equal([]);
    flow.clock.advance(windowMs / 2);
    await deliver();
    expect(flow.posted).to.have.length(1);
    const { eventId, eventType, event } = bodyOf(flow.posted[0]!);
    expect(eventType).to.equal('EventGroupCreateEvent');
    expect(event.eventGroup).to.include({ id: eventId, count: 3, key: 'eventType' });
    expect(event.eventGroup.events.map(({ id }) => id).sort()).to.deep.equal(['v1', 'v2', 'v3']);
    expect(listedIn(flow.posted[0]!).sort()).to.deep.equal(named(1, 3));
    const all = await states();
    expect(all.map(({ state, groupId }) => [state, groupId])).to.deep.equal(all.map(() => ['delivered', eventId]));
    flow.clock.advance(windowMs);
    await deliver();
    expect(flow.posted).to.have.length(1);
  });

  it('sends an event that stays alone as itself, and events without the key one by one and at once', async () => {
    await subscribe('s-a', a);
    await subscribe('s-b', 'http://b.example/listen', 'event.slaViolation.nothing');
    await happen(1, 1);
    await relay();
    await deliver();
    expect(flow.posted.map(({ url, eventId }) => [url, eventId])).to.deep.equal([['http://b.example/listen', 'v1#1']]);
    flow.clock.advance(windowMs);
    await deliver();
    expect(flow.posted.map(({ url, eventId }) => [url, eventId])[1]).to.deep.equal([a, 'v1#1']);
  });

  it('keeps groups of different keys, and what comes after a window, apart; the order of each resource stays', async () => {
    await subscribe('s-a', a, 'event.slaViolation.id');
    await flow.happen('v1', 3);
    await flow.happen('v2', 2);
    await relay();
    flow.clock.advance(windowMs);
    await deliver();
    await flow.happen('v3', 1);
    await relay();
    flow.clock.advance(windowMs);
    await deliver();
    expect(flow.posted.map(listedIn)).to.have.deep.members([['v1#1', 'v1#2', 'v1#3'], ['v2#1', 'v2#2'], ['v3#1']]);
  });

  it('keeps a window open when its subscription is resumed, and sends at once what had been put off', async () => {
    await subscribe('s-a', a);
    flow.answer = () => ok(503);
    await happen(1, 2);
    await relay();
    flow.clock.advance(windowMs);
    await deliver();
    flow.answer = () => ok();
    await happen(3, 4);
    await relay();
    flow.clock.advance(1);
    await releaseDeliveries({ deliveries: flow.stores.deliveries, clock: flow.clock }, 's-a');
    await deliver();
    expect(flow.posted.map(listedIn).at(-1)?.sort()).to.deep.equal(named(1, 2));
    expect(flow.posted).to.have.length(2);
    flow.clock.advance(windowMs);
    await deliver();
    expect(flow.posted.slice(2).map(listedIn).flat().sort()).to.deep.equal(named(3, 4));
  });

  it('sends the same group again after a failure, without what has come since', async () => {
    await subscribe('s-a', a);
    await happen(1, 3);
    await relay();
    flow.answer = () => ok(500);
    flow.clock.advance(windowMs);
    await deliver();
    await happen(4, 5);
    await relay();
    flow.answer = () => ok();
    for (let round = 0; round < 4; round += 1) {
      flow.clock.advance(windowMs);
      await deliver();
    }
    const [failed, again, next, ...more] = flow.posted;
    expect(more).to.deep.equal([]);
    expect(again).to.deep.equal(failed);
    expect(listedIn(next!).sort()).to.deep.equal(named(4, 5));
    expect((await states()).every(({ state }) => state === 'delivered')).to.equal(true);
  });

  it('gives up all of a group, and goes on with the next', async () => {
    await subscribe('s-a', a);
    await happen(1, 2);
    await relay();
    flow.answer = () => ok(404);
    for (let round = 0; round < 5; round += 1) {
      flow.clock.advance(windowMs);
      await deliver();
    }
    expect((await states()).map(({ state, reason }) => [state, reason])).to.deep.equal([
      ['abandoned', 'status 404'],
      ['abandoned', 'status 404'],
    ]);
    flow.answer = () => ok();
    await happen(3, 3);
    await relay();
    flow.clock.advance(windowMs);
    await deliver();
    expect(flow.posted.at(-1)?.eventId).to.equal('v3#1');
  });

  it('lists each event once whatever the process dies at: a repeated group has the same id and the same list', async function () {
    this.timeout(120_000);
    for (let at = 1, isAlive = true; isAlive; at += stride) {
      flow = await createFlow(await open());
      await subscribe('s-a', a);
      await happen(1, 3);
      const death = mortal(flow.stores, { at, isAfter: at % 2 === 0 });
      try {
        await relayEvents(flow.relayDeps(death.stores), 100);
        flow.clock.advance(windowMs);
        await deliverDue(flow.deliverDeps(death.stores), 100);
      } catch {
        // It died.
      }
      isAlive = death.operations() >= at;
      for (let round = 0; round < 3; round += 1) {
        await relay();
        flow.clock.advance(Math.max(windowMs, leaseMs));
        await deliver();
      }
      const groups = new Map(flow.posted.map((post) => [post.eventId, post.body]));
      for (const post of flow.posted) expect(post.body, `died at ${String(at)}`).to.equal(groups.get(post.eventId));
      const once = [...groups.keys()].flatMap((id) => listedIn(flow.posted.find(({ eventId }) => eventId === id)!));
      expect(once.sort(), `died at ${String(at)}`).to.deep.equal(named(1, 3));
      expect((await states()).every(({ state }) => state === 'delivered')).to.equal(true);
    }
  });

  it(`sends a burst of ${String(burst)} in callbacks of at most 1000, each event once`, async function () {
    this.timeout(240_000);
    await subscribe('s-a', a);
    await happenAtOnce(burst);
    await relay();
    // While the first waits for its answer the others stay where they are.
    for (let round = 0; round < 3; round += 1) {
      flow.clock.advance(windowMs);
      await deliver();
    }
    const listed = flow.posted.map(listedIn);
    expect(listed.length).to.equal(Math.ceil(burst / 1000));
    expect(listed.every(({ length }) => length <= 1000)).to.equal(true);
    expect(new Set(listed.flat()).size).to.equal(burst);
    expect(listed.flat()).to.have.length(burst);
  });
}
