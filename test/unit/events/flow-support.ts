import {
  deliveriesCollection,
  eventsCollection,
  subscriptionStatesCollection,
} from '../../../src/events/collections.ts';
import type { DeliverDeps } from '../../../src/events/deliver.ts';
import type { PostCallback, PostOutcome } from '../../../src/events/ports.ts';
import type { RelayDeps } from '../../../src/events/relay.ts';
import { subscriptionSource } from '../../../src/events/subscription-source.ts';
import { silentLogger } from '../../../src/kernel/logger.ts';
import { matchAll } from '../../../src/tmf630/query/filter-expression.ts';
import type { ChangeEvent } from '../../../src/tmf630/change-event.ts';
import type { ResourceStore, StoredResource } from '../../../src/tmf630/resource-store.ts';
import type { Storage } from '../../../src/usecases/ports.ts';
import { fakeClock } from '../../support/fake-clock.ts';
import type { FakeClock } from '../../support/fake-clock.ts';
import { sequentialIds } from '../../support/sequential-ids.ts';
import { changeEvent, rendered } from './support.ts';

/** One POST that a listener would have got. */
export interface Posted {
  url: string;
  eventId: string;
  body: string;
}

/** The stores an event passes through. */
export interface Stores {
  holder: ResourceStore;
  hub: ResourceStore;
  events: ResourceStore;
  deliveries: ResourceStore;
  subscriptionStates: ResourceStore;
}

/** Everything between a change and a callback, on a store of its own, with the listener played by `answer`. */
export interface Flow {
  stores: Stores;
  clock: FakeClock;
  posted: Posted[];
  /** How the listener answers; 204 at first. */
  answer: (post: Posted) => Promise<PostOutcome> | PostOutcome;
  /** Resolves when so many have been posted to a URL. */
  postedTo(url: string, times: number): Promise<void>;
  reacted: string[];
  relayDeps(stores?: Stores): RelayDeps;
  deliverDeps(stores?: Stores): DeliverDeps;
  /** Registers a listener. */
  subscribe(id: string, callback: string, query?: string): Promise<void>;
  unsubscribe(id: string): Promise<void>;
  /** A resource is created and changed so often: its events wait in its document, named `${id}#1` and on. */
  happen(id: string, times: number): Promise<void>;
  all(store: ResourceStore): Promise<StoredResource[]>;
}

export const leaseMs = 30_000;
export const start = Date.UTC(2026, 10, 22, 12);
export const ok = (status = 204): PostOutcome => ({ kind: 'answered', status, durationMs: 1 });

/** A {@link Flow} over a fresh storage. */
export async function createFlow(storage: Storage): Promise<Flow> {
  const stores: Stores = {
    holder: await storage.collection({ name: 'slaViolations', indexes: [], numericText: [] }),
    hub: await storage.collection({ name: 'hub', indexes: [], numericText: [] }),
    events: await storage.collection(eventsCollection),
    deliveries: await storage.collection(deliveriesCollection),
    subscriptionStates: await storage.collection(subscriptionStatesCollection),
  };
  const clock = fakeClock(start);
  const ids = sequentialIds('lease');
  const source = (hub: ResourceStore) =>
    subscriptionSource({
      hub,
      logger: silentLogger,
      standardEventTypes: () => new Set(['SLAViolationCreateNotification']),
    });
  const watchers: (() => void)[] = [];
  const flow: Flow = {
    ...{ stores, clock, posted: [], reacted: [], answer: () => ok() },
    postedTo: (url, times) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (flow.posted.filter((each) => each.url === url).length >= times) resolve();
          else watchers.push(check);
        };
        check();
      }),
    relayDeps: ({ holder, hub, events, deliveries } = stores) => ({
      ...{ holders: [holder], events, deliveries, clock, logger: silentLogger },
      subscriptions: () => source(hub).all(),
      react: (events) => {
        flow.reacted.push(...events.map(({ eventId }) => eventId));
        return Promise.resolve();
      },
      render: rendered,
    }),
    deliverDeps: ({ hub, events, deliveries, subscriptionStates } = stores) => ({
      ...{
        deliveries,
        events,
        subscriptionStates,
        subscriptions: source(hub),
        render: rendered,
        post: poster(flow, watchers),
      },
      ...{ clock, ids, random: { next: () => 0 }, logger: silentLogger, leaseMs },
    }),
    subscribe: (id, callback, query) => insert(stores.hub, id, { callback, ...(query === undefined ? {} : { query }) }),
    unsubscribe: async (id) => {
      const found = await stores.hub.get(id);
      await stores.hub.write({ kind: 'bury', id, expectedRevision: found?.revision ?? 0, events: [] });
    },
    happen: (id, times) => happen(stores.holder, id, times),
    all: (store) => store.list({ filter: matchAll, sort: [], offset: 0, limit: 100_000 }),
  };
  return flow;
}

function poster(flow: Flow, watchers: (() => void)[]): PostCallback {
  return async ({ url, body }) => {
    const { eventId } = JSON.parse(body) as { eventId: string };
    const post = { url, body, eventId };
    flow.posted.push(post);
    for (const check of watchers.splice(0)) check();
    return flow.answer(post);
  };
}

async function insert(store: ResourceStore, id: string, document: object): Promise<void> {
  const resource = {
    ...bare(id, 1),
    document: { id, ...document },
    internal: { api: 'tmf623-v2', dialect: 'tmf623-v2' },
  };
  await store.write({ kind: 'insert', resource, events: [] });
}

function bare(id: string, revision: number): StoredResource {
  return { id, revision, createdAt: start, updatedAt: start, document: { id }, internal: {} };
}

async function happen(store: ResourceStore, id: string, times: number): Promise<void> {
  for (let sequence = 1; sequence <= times; sequence += 1) {
    const events: ChangeEvent[] = [
      changeEvent({
        eventId: `${id}#${String(sequence)}`,
        resourceId: id,
        sequence,
        occurredAt: start,
        payload: { id },
      }),
    ];
    const resource = bare(id, sequence);
    await store.write(
      sequence === 1
        ? { kind: 'insert', resource, events }
        : { kind: 'replace', resource, expectedRevision: sequence - 1, events },
    );
  }
}

/** When a process dies: at its so-many-th operation on any store, before or after the operation takes effect. */
export interface Death {
  at: number;
  isAfter: boolean;
}

/** The stores as a process sees them that dies: from then on nothing it does has any effect. `operations` counts what it did. */
export function mortal(stores: Stores, death: Death): { stores: Stores; operations: () => number } {
  let operations = 0;
  const gone = (): never => {
    throw new Error('this process is dead');
  };
  const step = async <T>(operation: () => Promise<T>): Promise<T> => {
    operations += 1;
    if (operations > death.at || (operations === death.at && !death.isAfter)) gone();
    const result = await operation();
    return operations >= death.at ? gone() : result;
  };
  const wrap = (store: ResourceStore): ResourceStore => ({
    write: (write) => step(() => store.write(write)),
    writeMany: (writes) => step(() => store.writeMany(writes)),
    get: (id) => step(() => store.get(id)),
    getMany: (ids) => step(() => store.getMany(ids)),
    getByUniqueKey: (key) => step(() => store.getByUniqueKey(key)),
    page: (query) => step(() => store.page(query)),
    list: (query) => step(() => store.list(query)),
    count: (filter) => step(() => store.count(filter)),
    pendingEvents: (limit) => step(() => store.pendingEvents(limit)),
    clearEvents: (events) => step(() => store.clearEvents(events)),
  });
  const { holder, hub, events, deliveries, subscriptionStates } = stores;
  return {
    stores: {
      ...{ holder: wrap(holder), hub: wrap(hub), events: wrap(events), deliveries: wrap(deliveries) },
      subscriptionStates: wrap(subscriptionStates),
    },
    operations: () => operations,
  };
}
