import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { subscriptionStatesCollection } from '../../../src/events/collections.ts';
import { type FailureWatch, createFailureWatch } from '../../../src/events/failure-watch.ts';
import { changeSubscriptionState, subscriptionStatesOf } from '../../../src/events/operate-subscription.ts';
import { type SubscriptionState, paused, resumed, unremarkable } from '../../../src/events/subscription-state.ts';
import { silentLogger } from '../../../src/kernel/logger.ts';
import { openEmbeddedStorage } from '../../../src/storage/embedded/embedded-storage.ts';
import type { ResourceStore } from '../../../src/tmf630/resource-store.ts';
import type { Storage } from '../../../src/usecases/ports.ts';
import { type FakeClock, fakeClock } from '../../support/fake-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.UTC(2026, 10, 22, 12);

describe('the watch over failing listeners', () => {
  let folder: string;
  let storage: Storage;
  let clock: FakeClock;
  let store: ResourceStore;
  let watch: FailureWatch;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surety-watch-'));
    storage = await openEmbeddedStorage(folder);
    store = await storage.collection(subscriptionStatesCollection);
    clock = fakeClock(start);
    watch = another();
  });
  afterEach(async () => {
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  });

  const deps = () => ({ subscriptionStates: store, clock });
  const another = () =>
    createFailureWatch({ ...deps(), logger: silentLogger, rule: { afterMs: 24 * hour, probeEveryMs: 10 * minute } });
  const state = async (): Promise<SubscriptionState> =>
    (await subscriptionStatesOf(store, ['s'])).get('s') ?? unremarkable('s');
  const ended = async () => ({ state: await state(), endpoint: 'a.example', now: clock.now() });
  const fail = async (by = watch): Promise<void> => by.failed(await ended(), { at: clock.now(), status: 500 });
  const succeed = async (by = watch): Promise<boolean> => by.succeeded(await ended());
  const failFor = async (ms: number, everyMs: number): Promise<void> => {
    for (let passed = 0; passed <= ms; passed += everyMs) {
      await fail();
      clock.advance(everyMs);
    }
  };
  const revision = async (): Promise<number> => (await store.get('s'))?.revision ?? 0;
  const events = async (): Promise<string[]> => (await store.pendingEvents(10)).map(({ event }) => event.eventType);

  it('writes nothing about successes, nor about a failure in between', async () => {
    for (let i = 0; i < 20; i += 1) {
      await fail();
      clock.advance(2 * minute);
      await succeed();
    }
    expect(await revision()).to.equal(0);
  });

  it('notes a listener that fails for a minute, at most every minute, since the first failure', async () => {
    await failFor(2 * minute, 1000);
    expect(await state()).to.deep.include({ state: 'active', failingSince: start, failures: 121 });
    expect(await revision()).to.equal(2);
  });

  it('forgets the failures with the first success, which frees what waits', async () => {
    await failFor(5 * minute, 1000);
    expect(await succeed()).to.equal(true);
    expect(await state())
      .to.include({ failures: 0 })
      .and.not.have.property('failingSince');
    expect(await succeed()).to.equal(false);
  });

  it('suspends after a day of nothing but failures, and says so once', async () => {
    await failFor(24 * hour - 1, hour);
    expect((await state()).state).to.equal('active');
    await fail();
    expect(await state()).to.deep.include({
      ...{ state: 'suspended', since: start + 24 * hour, endpoint: 'a.example', failingSince: start },
      nextProbeAt: start + 24 * hour + 10 * minute,
    });
    expect(await events()).to.deep.equal(['SubscriptionSuspendedEvent']);
  });

  it('suspends nobody over a few failures', async () => {
    await failFor(48 * hour, 6 * hour);
    expect((await state()).state).to.equal('active');
  });

  it('gives each try of a suspended one to one process', async () => {
    await failFor(25 * hour, hour);
    const suspension = await state();
    expect(await Promise.all([watch.takeProbe(suspension), another().takeProbe(suspension)])).to.have.members([
      true,
      false,
    ]);
    expect((await state()).nextProbeAt).to.equal(clock.now() + 10 * minute);
  });

  it('counts tries in vain and resumes with the first success, and says so', async () => {
    await failFor(25 * hour, hour);
    await fail();
    expect(await state()).to.include({ state: 'suspended', probes: 2 });
    clock.advance(10 * minute);
    expect(await succeed()).to.equal(true);
    expect(await state()).to.include({ state: 'active', since: clock.now(), failures: 0 });
    expect(await events()).to.deep.equal(['SubscriptionSuspendedEvent', 'SubscriptionResumedEvent']);
  });

  it('lets a success that another process has had count', async () => {
    const other = another();
    await failFor(23 * hour, hour);
    await succeed(other);
    await failFor(3 * hour, hour);
    expect(await state()).to.include({ state: 'active', failingSince: start + 24 * hour });
  });

  it('forgets what it saw before a pause', async () => {
    await fail();
    await changeSubscriptionState(deps(), 's', (from) => paused(from, { now: clock.now() }));
    clock.advance(30 * hour);
    await changeSubscriptionState(deps(), 's', (from) => resumed(from, { now: clock.now() }));
    clock.advance(1000);
    const since = clock.now();
    await failFor(2 * minute, 1000);
    expect(await state()).to.include({ state: 'active', failingSince: since });
  });

  it('leaves a paused one alone', async () => {
    await changeSubscriptionState(deps(), 's', (from) => paused(from, { now: clock.now() }));
    await failFor(25 * hour, hour);
    expect(await revision()).to.equal(1);
  });
});
