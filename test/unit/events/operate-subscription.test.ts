import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { deliveriesCollection, subscriptionStatesCollection } from '../../../src/events/collections.ts';
import { deliveryIn, insertable, newDelivery } from '../../../src/events/delivery.ts';
import {
  type OperateDeps,
  changeSubscriptionState,
  pauseSubscription,
  resumeSubscription,
  subscriptionStatesOf,
} from '../../../src/events/operate-subscription.ts';
import { suspended } from '../../../src/events/subscription-state.ts';
import { matchAll, whereInternal } from '../../../src/tmf630/query/filter-expression.ts';
import { openEmbeddedStorage } from '../../../src/storage/embedded/embedded-storage.ts';
import type { Storage } from '../../../src/usecases/ports.ts';
import { type FakeClock, fakeClock } from '../../support/fake-clock.ts';
import { changeEvent, subscription } from './support.ts';

const start = Date.UTC(2026, 10, 22, 12);

describe('pausing and resuming a subscription', () => {
  let folder: string;
  let storage: Storage;
  let clock: FakeClock;
  let deps: OperateDeps;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surety-states-'));
    storage = await openEmbeddedStorage(folder);
    clock = fakeClock(start);
    deps = {
      subscriptionStates: await storage.collection(subscriptionStatesCollection),
      deliveries: await storage.collection(deliveriesCollection),
      subscriptions: { find: (ids) => Promise.resolve(ids.includes('s-1') ? [subscription({ id: 's-1' })] : []) },
      clock,
    };
  });
  afterEach(async () => {
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  });

  const rows = () =>
    deps.subscriptionStates.list({ filter: whereInternal('condition', 'ne', null), sort: [], offset: 0, limit: 10 });

  it('notes who is paused, since when and why, and changes nothing the second time', async () => {
    const first = await pauseSubscription(deps, { id: 's-1', reason: 'works on the line' });
    expect(first).to.deep.include({ state: 'paused', since: start, reason: 'works on the line' });
    clock.advance(1000);
    expect(await pauseSubscription(deps, { id: 's-1', reason: 'other' })).to.deep.equal(first);
    expect((await rows()).map(({ revision }) => revision)).to.deep.equal([1]);
    expect((await subscriptionStatesOf(deps.subscriptionStates, ['s-1', 's-2'])).get('s-2')).to.deep.include({
      state: 'active',
    });
  });

  it('goes on, which the row remembers without being found any more', async () => {
    await pauseSubscription(deps, { id: 's-1' });
    clock.advance(1000);
    const state = await resumeSubscription(deps, { id: 's-1', reason: 'done' });
    expect(state).to.deep.include({ state: 'active', since: start + 1000, reason: 'done' });
    expect(await rows()).to.deep.equal([]);
    expect(await resumeSubscription(deps, { id: 's-1' })).to.deep.equal(state);
  });

  it('knows no subscription that there is not', async () => {
    expect(await pauseSubscription(deps, { id: 's-9' })).to.equal(undefined);
    expect(await resumeSubscription(deps, { id: 's-9' })).to.equal(undefined);
    expect(await rows()).to.deep.equal([]);
  });

  it('keeps the event of a suspension and of its end in the same write', async () => {
    await changeSubscriptionState(deps, 's-1', (state) =>
      suspended(state, { now: start, reason: 'silent', endpoint: 'a.example', nextProbeAt: start + 1 }),
    );
    await resumeSubscription(deps, { id: 's-1' });
    const pending = await deps.subscriptionStates.pendingEvents(10);
    expect(pending.map(({ event }) => [event.eventType, event.sequence])).to.deep.equal([
      ['SubscriptionSuspendedEvent', 1],
      ['SubscriptionResumedEvent', 2],
    ]);
  });

  it('makes due at once what waits for its time, save what a worker holds and what waits behind others', async () => {
    const insert = async (subscriptionId: string, eventId: string, changes: object): Promise<void> => {
      const delivery = { ...newDelivery(changeEvent({ eventId }), subscriptionId, start), ...changes };
      await deps.deliveries.write({ kind: 'insert', resource: insertable(delivery), events: [] });
    };
    for (let i = 0; i < 600; i += 1) await insert('s-1', `far-${String(i)}`, { dueAt: start + 3_600_000 });
    await insert('s-1', 'held', { dueAt: start + 30_000, lease: 'l' });
    await insert('s-1', 'due', { dueAt: start - 5 });
    await insert('s-1', 'parked', { dueAt: undefined });
    await insert('s-2', 'other', { dueAt: start + 3_600_000 });
    await resumeSubscription(deps, { id: 's-1' });
    const found = await deps.deliveries.list({ filter: matchAll, sort: [], offset: 0, limit: 1000 });
    const dueAt = new Map(found.map((resource) => [resource.id, deliveryIn(resource).delivery.dueAt]));
    expect([...dueAt].filter(([id, at]) => id.startsWith('s-1.far') && at !== start)).to.deep.equal([]);
    expect(['s-1.held', 's-1.due', 's-1.parked', 's-2.other'].map((id) => dueAt.get(id))).to.deep.equal([
      ...[start + 30_000, start, undefined, start + 3_600_000],
    ]);
    // Written, so that who read it before cannot put it off.
    expect((await deps.deliveries.get('s-1.due'))?.revision).to.equal(2);
  });
});
