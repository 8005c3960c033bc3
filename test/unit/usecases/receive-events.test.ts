import { expect } from 'chai';
import { formatInstant } from '../../../src/kernel/instant.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { matchAll } from '../../../src/tmf630/query/filter-expression.ts';
import type { ResourceStore } from '../../../src/tmf630/resource-store.ts';
import { readInboundEvent } from '../../../src/usecases/inbound-event.ts';
import { createIngest } from '../../../src/usecases/ingest-measurements.ts';
import { createInbox, type Inbox } from '../../../src/usecases/receive-events.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import { createWorld, day, hour, present, type World } from './support.ts';

const event = (eventId: string, value: number | string, happened = present): JsonObject => ({
  ...{ eventId, eventType: 'PerformanceMeasurementCreateEvent', eventTime: formatInstant(happened) },
  event: {
    performanceMeasurement: {
      validFor: { endDateTime: '2026-11-22T10:15:00Z' },
      tag: { serviceId: 'site-7' },
      performanceIndicatorValue: [
        { performanceIndicatorSpecification: { name: 'latency' }, observedValue: String(value) },
      ],
    },
  },
});

describe('the inbox', () => {
  let world: World;
  let told: string[];
  beforeEach(async () => {
    world = await createWorld();
    told = [];
  });
  afterEach(() => world.close());

  const inboxOver = (store: ResourceStore = world.collections.inbox): Inbox =>
    createInbox({
      inbox: store,
      ingest: createIngest({
        ...{ buckets: world.storage.buckets, clock: world.clock },
        ...{ onOutcome: (outcome) => void told.push(`sample ${outcome}`), onAccepted: () => undefined },
      }),
      clock: world.clock,
      logger: recordingLogger({}),
      onEvent: (outcome) => void told.push(outcome),
    });
  const receive = (inbox: Inbox, body: JsonObject): Promise<void> => inbox.receive(readInboundEvent(body));
  const rows = async (): Promise<JsonObject[]> =>
    (await world.collections.inbox.list({ filter: matchAll, sort: [], offset: 0, limit: 1000 })).map(
      ({ document }) => document,
    );

  it('keeps an event until what it tells is durable, and forgets its body then', async () => {
    const inbox = inboxOver();
    await receive(inbox, event('a', 10));
    expect((await rows())[0]).to.have.property('body');
    expect(await inbox.work()).to.equal(1);
    expect((await rows())[0])
      .to.include({ eventId: 'a', outcome: 'taken' })
      .and.not.have.property('body');
    expect(told).to.deep.equal(['sample accepted', 'taken']);
  });

  it('does nothing twice when it was interrupted between the measurements and the end', async () => {
    const { inbox: store } = world.collections;
    const broken: ResourceStore = {
      ...store,
      write: (write) => store.write(write),
      list: (query) => store.list(query),
      writeMany: () => Promise.reject(new Error('gone')),
    };
    await receive(inboxOver(), event('a', 10));
    const failure: unknown = await inboxOver(broken)
      .work()
      .catch((error: unknown) => error);
    expect(failure).to.have.property('message', 'gone');
    expect((await rows())[0]).to.have.property('body');
    expect(await inboxOver().work()).to.equal(1);
    expect(await inboxOver().work()).to.equal(0);
    expect(told).to.deep.equal(['sample accepted', 'sample duplicate', 'taken']);
  });

  it('may be worked on by two at once', async () => {
    for (let number = 0; number < 450; number += 1) {
      const body = event(String(number), number, present + number);
      await receive(inboxOver(), body);
    }
    const [first, second] = await Promise.all([inboxOver().work(), inboxOver().work()]);
    expect(first + second + (await inboxOver().work())).to.equal(450);
    expect((await rows()).filter(({ outcome }) => outcome === undefined)).to.deep.equal([]);
    // The newest has the last word, whoever dealt with it.
    await receive(inboxOver(), event('old', 1, present));
    await inboxOver().work();
    expect(told.at(-1)).to.equal('outdated');
  });

  it('keeps the body and the reason of what cannot be read, and goes on with the rest', async () => {
    const inbox = inboxOver();
    await receive(inbox, event('a', 'fast'));
    await receive(inbox, event('b', 10));
    expect(await inbox.work()).to.equal(2);
    const refused = (await rows()).find(({ eventId }) => eventId === 'a');
    expect(refused).to.include({
      outcome: 'refused',
      reason: 'event.performanceMeasurement.performanceIndicatorValue[0].observedValue: must be a decimal number',
    });
    expect(refused).to.have.property('body');
  });

  it('forgets what was settled long ago, and nothing that waits', async () => {
    const inbox = inboxOver();
    await receive(inbox, { eventId: 'x', eventType: 'SomethingElse' });
    await receive(inbox, event('a', 10));
    await inbox.work();
    await receive(inbox, event('b', 11));
    world.clock.advance(day);
    await receive(inbox, { eventId: 'y', eventType: 'SomethingElse' });
    expect(await inbox.purge(world.clock.now() - hour)).to.equal(2);
    expect((await rows()).map(({ eventId }) => eventId)).to.have.members(['b', 'y']);
  });

  it('takes one id for two events of different types, as some senders write it', async () => {
    const inbox = inboxOver();
    await receive(inbox, { eventId: 'x', eventType: 'AlarmCreateEvent' });
    await receive(inbox, { eventId: 'x', eventType: 'AlarmDeleteEvent' });
    await receive(inbox, { eventId: 'x', eventType: 'alarmcreateevent' });
    expect(told).to.deep.equal(['ignored', 'ignored', 'duplicate']);
  });
});
