import { expect } from 'chai';
import { createDeliverer, deliverDue } from '../../../src/events/deliver.ts';
import { deliveryIn } from '../../../src/events/delivery.ts';
import { purgeOld } from '../../../src/events/purge.ts';
import { relayEvents } from '../../../src/events/relay.ts';
import type { PostOutcome } from '../../../src/events/ports.ts';
import { conflict } from '../../../src/kernel/problem.ts';
import type { ChangeEvent } from '../../../src/tmf630/change-event.ts';
import type { Storage } from '../../../src/usecases/ports.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import type { Flow, Stores } from './flow-support.ts';
import { createFlow, leaseMs, mortal, ok, start } from './flow-support.ts';

const hour = 3_600_000;
const a = 'http://a.example/listen';
const b = 'http://b.example/listen';

/**
 * What happens between a change and its callbacks, on any storage. `open` gives a fresh one. Processes die at every
 * `stride`-th operation.
 */
export function eventFlowSuite(open: () => Promise<Storage>, stride = 1): void {
  let flow: Flow;
  beforeEach(async () => {
    flow = await createFlow(await open());
  });

  const relay = (limit = 100) => relayEvents(flow.relayDeps(), limit);
  const deliver = (limit = 1000) => deliverDue(flow.deliverDeps(), limit);
  const sent = (url: string) => flow.posted.filter((each) => each.url === url).map(({ eventId }) => eventId);
  const states = async () => (await flow.all(flow.stores.deliveries)).map((each) => deliveryIn(each).delivery);

  describe('relaying', () => {
    it('reacts, keeps the event, opens a delivery for each who wants it, and clears it', async () => {
      await flow.subscribe('s-a', a);
      await flow.subscribe('s-b', b, 'event.slaViolation.id=v2');
      await flow.happen('v1', 1);
      expect(await relay()).to.equal(1);
      expect(flow.reacted).to.deep.equal(['v1#1']);
      expect((await flow.all(flow.stores.events)).map(({ id }) => id)).to.deep.equal(['v1#1']);
      expect((await flow.all(flow.stores.deliveries)).map(({ id }) => id)).to.deep.equal(['s-a.v1#1']);
      expect(await flow.stores.holder.pendingEvents(10)).to.deep.equal([]);
      expect(await relay()).to.equal(0);
    });

    it('keeps an event whose reaction fails, with the later ones of its resource, and goes on with others', async () => {
      await flow.subscribe('s-a', a);
      for (const id of ['v1', 'v2', 'v3']) await flow.happen(id, 2);
      const deps = flow.relayDeps();
      const failing = {
        ...deps,
        react: (events: readonly ChangeEvent[]) =>
          events.every(({ resourceId }) => resourceId === 'v3') ? deps.react(events) : Promise.reject(new Error('no')),
      };
      // A limit that the stuck ones alone would fill.
      expect(await relayEvents(failing, 2)).to.equal(2);
      expect((await flow.all(flow.stores.events)).map(({ id }) => id)).to.have.members(['v3#1', 'v3#2']);
      expect(await relay()).to.equal(4);
      expect(await flow.all(flow.stores.events)).to.have.length(6);
    });

    it('warns of an event that others were faster with, and takes any other failure for a fault', async () => {
      await flow.happen('v1', 1);
      const lines: string[] = [];
      const logger = recordingLogger({ error: () => lines.push('error'), warn: () => lines.push('warn') });
      for (const failure of [conflict('commitment', 'has changed'), new Error('no')]) {
        await relayEvents({ ...flow.relayDeps(), logger, react: () => Promise.reject(failure) }, 10);
      }
      expect(lines).to.deep.equal(['warn', 'error']);
      expect(await relay()).to.equal(1);
    });

    it('keeps no event that nobody wants', async () => {
      await flow.subscribe('s-a', a, 'event.slaViolation.id=v2');
      for (const id of ['v1', 'v2']) await flow.happen(id, 1);
      expect(await relay()).to.equal(2);
      expect((await flow.all(flow.stores.events)).map(({ id }) => id)).to.deep.equal(['v2#1']);
      expect(await flow.stores.holder.pendingEvents(10)).to.deep.equal([]);
    });

    it('reacts to all that waits at once', async () => {
      for (const id of ['v1', 'v2', 'v3']) await flow.happen(id, 2);
      const calls: string[][] = [];
      const deps = flow.relayDeps();
      const react = (events: readonly ChangeEvent[]): Promise<void> => {
        calls.push(events.map(({ eventId }) => eventId));
        return Promise.resolve();
      };
      expect(await relayEvents({ ...deps, react }, 100)).to.equal(6);
      expect(calls).to.have.length(1);
      expect(calls[0]).to.have.members(['v1#1', 'v1#2', 'v2#1', 'v2#2', 'v3#1', 'v3#2']);
    });

    it('relays the events of a resource up to the first whose reaction fails', async () => {
      await flow.happen('v1', 3);
      const deps = flow.relayDeps();
      const react = (events: readonly ChangeEvent[]): Promise<void> =>
        events.some(({ eventId }) => eventId === 'v1#2') ? Promise.reject(new Error('no')) : deps.react(events);
      expect(await relayEvents({ ...deps, react }, 100)).to.equal(1);
      expect((await flow.stores.holder.pendingEvents(10)).map(({ event }) => event.eventId)).to.deep.equal([
        'v1#2',
        'v1#3',
      ]);
    });

    it('takes no more than its limit', async () => {
      for (const id of ['v1', 'v2', 'v3']) await flow.happen(id, 1);
      expect(await relay(2)).to.equal(2);
      expect(await relay(2)).to.equal(1);
    });

    it('ends the same wherever a process dies', async () => {
      await flow.subscribe('s-a', a);
      await flow.subscribe('s-b', b);
      for (let at = 1, isDone = false; !isDone; at += stride) {
        for (const isAfter of [false, true]) {
          const id = `v${String(at)}${isAfter ? 'after' : 'before'}`;
          await flow.happen(id, 2);
          const { stores, operations } = mortal(flow.stores, { at, isAfter });
          await relayEvents(flow.relayDeps(stores), 100).catch(() => undefined);
          isDone = operations() < at;
          await relay();
          const ids = (await flow.all(flow.stores.deliveries))
            .map((each) => each.id)
            .filter((each) => each.includes(id));
          expect(ids).to.have.members([`s-a.${id}#1`, `s-a.${id}#2`, `s-b.${id}#1`, `s-b.${id}#2`]);
          expect(await flow.stores.holder.pendingEvents(10)).to.deep.equal([]);
        }
      }
    });
  });

  describe('delivering', () => {
    it('posts the event, narrowed, and notes the attempt', async () => {
      await flow.subscribe('s-a', a, 'fields=event.slaViolation.id');
      await flow.happen('v1', 1);
      await relay();
      expect(await deliver()).to.deep.equal({ delivered: 1, retried: 0, abandoned: 0 });
      expect(JSON.parse(flow.posted[0]?.body ?? '')).to.deep.equal({
        ...{ eventId: 'v1#1', eventTime: 'then', eventType: 'SLAViolationCreateNotification' },
        event: { slaViolation: { id: 'v1' } },
      });
      const [delivery] = await states();
      expect(delivery).to.deep.include({ state: 'delivered', attemptCount: 1 });
      expect(delivery?.attempts).to.deep.equal([{ at: start, status: 204, durationMs: 1 }]);
      expect(await deliver()).to.deep.equal({ delivered: 0, retried: 0, abandoned: 0 });
    });

    it('retries with growing waits until it succeeds', async () => {
      const outcomes: PostOutcome[] = [ok(500), { kind: 'failed', reason: 'timeout', durationMs: 9 }, ok()];
      flow.answer = () => outcomes.shift() ?? ok();
      await flow.subscribe('s-a', a);
      await flow.happen('v1', 1);
      await relay();
      expect(await deliver()).to.deep.include({ retried: 1 });
      expect(await deliver()).to.deep.include({ retried: 0 });
      flow.clock.advance(500);
      expect(await deliver()).to.deep.include({ retried: 1 });
      flow.clock.advance(999);
      expect(await deliver()).to.deep.include({ delivered: 0 });
      flow.clock.advance(1);
      expect(await deliver()).to.deep.include({ delivered: 1 });
      expect(sent(a)).to.deep.equal(['v1#1', 'v1#1', 'v1#1']);
    });

    it('abandons after three days, keeps the row for operators, and goes on with what waits behind it', async () => {
      flow.answer = ({ eventId }) => ok(eventId === 'v1#1' ? 503 : 204);
      await flow.subscribe('s-a', a);
      await flow.happen('v1', 2);
      await relay();
      for (let i = 0; i < 400 && sent(a).at(-1) !== 'v1#2'; i += 1) {
        await deliver();
        flow.clock.advance(hour);
      }
      const [first, second] = await states();
      expect(first).to.deep.include({ state: 'abandoned', reason: 'status 503' });
      expect(first?.attempts).to.have.length(20);
      expect(second).to.deep.include({ state: 'delivered' });
      expect((first?.settledAt ?? 0) - start).to.be.within(71 * hour, 72 * hour + hour);
    });

    it("keeps one resource's events in order for each subscription, and lets others pass", async () => {
      let isDown = true;
      flow.answer = ({ url, eventId }) => ok(isDown && url === a && eventId === 'v1#1' ? 500 : 204);
      await flow.subscribe('s-a', a);
      await flow.subscribe('s-b', b);
      await flow.happen('v1', 3);
      await flow.happen('v2', 3);
      await relay();
      await deliver();
      expect(sent(a).filter((id) => id.startsWith('v2'))).to.deep.equal(['v2#1', 'v2#2', 'v2#3']);
      expect(sent(b).filter((id) => id.startsWith('v1'))).to.deep.equal(['v1#1', 'v1#2', 'v1#3']);
      expect(sent(a).filter((id) => id.startsWith('v1'))).to.deep.equal(['v1#1']);
      isDown = false;
      flow.clock.advance(1000);
      await deliver();
      expect(sent(a).filter((id) => id.startsWith('v1'))).to.deep.equal(['v1#1', 'v1#1', 'v1#2', 'v1#3']);
    });

    it('posts again with the same eventId when a process dies between the POST and its note', async () => {
      await flow.subscribe('s-a', a);
      await flow.happen('v1', 1);
      await relay();
      flow.answer = () => new Promise<PostOutcome>(() => undefined);
      const dead = createDeliverer(flow.deliverDeps()).deliverDue(10, 10);
      await flow.postedTo(a, 1);
      flow.answer = () => ok();
      expect(await deliver()).to.deep.include({ delivered: 0 });
      flow.clock.advance(leaseMs);
      expect(await deliver()).to.deep.include({ delivered: 1 });
      expect(sent(a)).to.deep.equal(['v1#1', 'v1#1']);
      await dead;
    });

    it('has at most four under way to an endpoint that does not answer, which delays no other', async () => {
      await flow.subscribe('s-a', a);
      await flow.subscribe('s-b', b);
      for (let i = 0; i < 130; i += 1) await flow.happen(`v${String(i)}`, 1);
      await relay(1000);
      const release: (() => void)[] = [];
      flow.answer = ({ url }) => (url === a ? new Promise((resolve) => release.push(() => resolve(ok()))) : ok());
      let runOut = (): void => undefined;
      const patience = new Promise<void>((resolve) => (runOut = resolve));
      const clock = { now: () => flow.clock.now(), sleep: () => patience };
      const deliverer = createDeliverer({ ...flow.deliverDeps(), clock });
      const beat = deliverer.deliverDue(1000, 50);
      await flow.postedTo(b, 130);
      expect(sent(a)).to.have.length(4);
      runOut();
      const first = await beat;
      // Of those that answer, as many as may be under way at once are not noted yet.
      expect(first.delivered).to.be.within(130 - 32, 130);
      flow.answer = () => ok();
      const rest = deliverer.deliverDue(1000);
      for (const each of release) each();
      expect((await rest).delivered + first.delivered).to.equal(260);
    });

    it('drops what is open when the subscription is deleted', async () => {
      flow.answer = () => ok(500);
      await flow.subscribe('s-a', a);
      await flow.happen('v1', 3);
      await relay();
      await deliver();
      await flow.unsubscribe('s-a');
      flow.clock.advance(hour);
      await deliver();
      expect(sent(a)).to.have.length(1);
      expect(await states()).to.deep.equal([]);
    });

    it('ends the subscription of a listener that is gone', async () => {
      flow.answer = ({ url }) => ok(url === a ? 410 : 204);
      await flow.subscribe('s-a', a);
      await flow.subscribe('s-b', b);
      await flow.happen('v1', 3);
      await relay();
      expect(await deliver()).to.deep.equal({ delivered: 3, retried: 0, abandoned: 1 });
      expect((await flow.all(flow.stores.hub)).map(({ id }) => id)).to.deep.equal(['s-b']);
      expect(sent(a)).to.deep.equal(['v1#1']);
      expect((await states()).filter(({ subscriptionId }) => subscriptionId === 's-a')).to.have.length(1);
    });

    it('calls a listener that is gone no more, though its subscription is only about to be ended', async () => {
      const answer: ((outcome: PostOutcome) => void)[] = [];
      flow.answer = () => new Promise((resolve) => answer.push(resolve));
      await flow.subscribe('s-a', a);
      for (let i = 0; i < 12; i += 1) await flow.happen(`v${String(i)}`, 1);
      await relay();
      const { subscriptions, ...rest } = flow.deliverDeps();
      let end = (): void => undefined;
      const mayEnd = new Promise<void>((resolve) => (end = resolve));
      const slow = { ...subscriptions, end: (id: string) => mayEnd.then(() => subscriptions.end(id)) };
      const beat = createDeliverer({ ...rest, subscriptions: slow }).deliverDue(1000);
      await flow.postedTo(a, 4);
      answer.shift()?.(ok(410));
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      end();
      const overdue = setInterval(() => {
        for (const each of answer.splice(0)) each(ok(410));
      }, 1);
      await beat.finally(() => clearInterval(overdue));
      expect(sent(a)).to.have.length(4);
      expect(await flow.all(flow.stores.hub)).to.deep.equal([]);
      expect((await states()).filter(({ state }) => state === 'pending')).to.deep.equal([]);
    });

    it('abandons what has lost its event', async () => {
      await flow.subscribe('s-a', a);
      await flow.happen('v1', 2);
      await relay();
      await flow.stores.events.write({ kind: 'bury', id: 'v1#1', expectedRevision: 1, events: [] });
      expect(await deliver()).to.deep.equal({ delivered: 1, retried: 0, abandoned: 1 });
      expect(sent(a)).to.deep.equal(['v1#2']);
    });

    it('waits for what is under way when it stops, then breaks it off', async () => {
      await flow.subscribe('s-a', a);
      await flow.happen('v1', 1);
      await relay();
      let begin = (): void => undefined;
      const posting = new Promise<void>((resolve) => (begin = resolve));
      const deliverer = createDeliverer({
        ...flow.deliverDeps(),
        post: ({ signal }) =>
          new Promise((resolve) => {
            signal?.addEventListener('abort', () => {
              resolve({ kind: 'failed', reason: 'connection', durationMs: 1 });
            });
            begin();
          }),
      });
      const beat = deliverer.deliverDue(10);
      await posting;
      const stopped = deliverer.stop(1000);
      flow.clock.advance(1000);
      await stopped;
      expect(await beat).to.deep.equal({ delivered: 0, retried: 1, abandoned: 0 });
      expect(await deliverer.deliverDue(10)).to.deep.equal({ delivered: 0, retried: 0, abandoned: 0 });
    });

    it('does not look at rows that wait behind others', async () => {
      flow.answer = () => ok(500);
      await flow.subscribe('s-a', a);
      await flow.happen('v1', 40);
      await relay(1000);
      await deliver();
      flow.clock.advance(600);
      let read = 0;
      const { deliveries } = flow.stores;
      const counting: Stores = {
        ...flow.stores,
        deliveries: {
          ...deliveries,
          list: async (query) => {
            const found = await deliveries.list(query);
            read += found.length;
            return found;
          },
        },
      };
      expect(await deliverDue(flow.deliverDeps(counting), 1000)).to.deep.include({ retried: 1 });
      expect(read).to.be.below(5);
    });
  });

  describe('however processes die or overlap', () => {
    const orderFaults = (url: string, id: string, count: number): string[] => {
      const firsts = [...new Set(sent(url).filter((each) => each.startsWith(`${id}#`)))];
      const expected = Array.from({ length: count }, (_, i) => `${id}#${String(i + 1)}`);
      return JSON.stringify(firsts) === JSON.stringify(expected) ? [] : [`${url} ${id}: ${firsts.join(' ')}`];
    };

    it('no delivery is forgotten and none overtakes another', async function () {
      this.timeout(120_000);
      await flow.subscribe('s-a', a);
      for (let at = 1, isDone = false; !isDone; at += stride) {
        for (const isAfter of [false, true]) {
          const id = `v${String(at)}${isAfter ? 'after' : 'before'}`;
          await flow.happen(id, 3);
          await relay();
          const { stores, operations } = mortal(flow.stores, { at, isAfter });
          await deliverDue(flow.deliverDeps(stores), 100).catch(() => undefined);
          isDone = operations() < at;
          for (let beats = 0; beats < 3; beats += 1) {
            flow.clock.advance(leaseMs);
            await deliver();
          }
          expect(orderFaults(a, id, 3), `dead ${isAfter ? 'after' : 'before'} ${String(at)}`).to.deep.equal([]);
          const open = (await states()).filter(({ state, dueAt }) => state === 'pending' || dueAt !== undefined);
          expect(open).to.deep.equal([]);
          await purgeOld(flow.stores, Number.MAX_SAFE_INTEGER);
        }
      }
    });

    it('two processes and a relay at once leave nothing behind', async function () {
      this.timeout(60_000);
      let seed = 7;
      const chance = (): number => {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        return seed / 2_147_483_648;
      };
      flow.answer = async () => {
        for (let i = chance() * 4; i > 1; i -= 1) await new Promise((resolve) => setImmediate(resolve));
        return ok(chance() < 0.2 ? 500 : 204);
      };
      await flow.subscribe('s-a', a);
      await flow.subscribe('s-b', b);
      const deliverers = [createDeliverer(flow.deliverDeps()), createDeliverer(flow.deliverDeps())];
      for (let round = 0; round < 8; round += 1) {
        const id = `r${String(round)}`;
        await Promise.all([
          flow.happen(id, 6).then(() => relay()),
          ...deliverers.map((deliverer) => deliverer.deliverDue(200)),
        ]);
        flow.clock.advance(700);
      }
      for (let beats = 0; beats < 200; beats += 1) {
        await Promise.all(deliverers.map((deliverer) => deliverer.deliverDue(200)));
        flow.clock.advance(60_000);
        if (beats > 5 && (await states()).every(({ state, dueAt }) => state === 'delivered' && dueAt === undefined))
          break;
      }
      const rounds = Array.from({ length: 8 }, (_, round) => `r${String(round)}`);
      expect(rounds.flatMap((id) => [...orderFaults(a, id, 6), ...orderFaults(b, id, 6)])).to.deep.equal([]);
      const rest = (await states()).filter(({ state, dueAt }) => state !== 'delivered' || dueAt !== undefined);
      expect(rest).to.deep.equal([]);
    });
  });

  describe('purging', () => {
    it('removes old events and settled deliveries, but nothing that is still to be sent', async () => {
      flow.answer = ({ url }) => ok(url === a ? 500 : 204);
      await flow.subscribe('s-b', b);
      await flow.happen('old', 1);
      await relay();
      await deliver();
      flow.clock.advance(2 * hour);
      await flow.subscribe('s-a', a);
      await flow.happen('stuck', 1);
      await relay();
      await deliver();
      const { events, deliveries } = flow.stores;
      expect(await purgeOld({ events, deliveries }, start + hour)).to.deep.equal({ events: 0, deliveries: 1 });
      await flow.unsubscribe('s-a');
      flow.clock.advance(hour);
      await deliver();
      expect(await purgeOld({ events, deliveries }, start + hour)).to.deep.equal({ events: 1, deliveries: 0 });
      expect((await flow.all(events)).map(({ id }) => id)).to.deep.equal(['stuck#1']);
      expect(await purgeOld({ events, deliveries }, start + 10 * hour)).to.deep.equal({ events: 1, deliveries: 1 });
    });
  });
}
