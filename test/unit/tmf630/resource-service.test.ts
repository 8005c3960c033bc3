import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { textAt } from '../../../src/kernel/json.ts';
import { Problem, problemCode } from '../../../src/kernel/problem.ts';
import { openEmbeddedStorage } from '../../../src/storage/embedded/embedded-storage.ts';
import { matchAll, where, whereInternal } from '../../../src/tmf630/query/filter-expression.ts';
import { defineResource } from '../../../src/tmf630/resource-definition.ts';
import type { ResourceService } from '../../../src/tmf630/resource-service.ts';
import { createResourceService } from '../../../src/tmf630/resource-service.ts';
import type { ResourceStore, StoredResource } from '../../../src/tmf630/resource-store.ts';
import type { Storage } from '../../../src/usecases/ports.ts';

const collection = { name: 'things', indexes: [], numericText: [] };
const events = { create: 'ThingCreate', attributeValueChange: 'ThingChange', delete: 'ThingDelete' };

const thing = defineResource({
  name: 'thing',
  typeName: 'Thing',
  collection,
  events,
  immutable: ['@type'],
  required: ['name'],
  check: ({ size }) => (size === 'wrong' ? [{ path: 'size', reason: 'is wrong' }] : []),
});
const counted = defineResource({ ...thing, ids: 'integer', clientId: 'honourOrReplace' });
const unique = defineResource({ ...thing, uniqueKey: (document) => textAt(document, 'name') ?? '' });
const scopedThing = defineResource({
  ...thing,
  internal: () => ({ kind: 'mine' }),
  scope: whereInternal('kind', 'eq', 'mine'),
});

async function problemOf(run: () => Promise<unknown>): Promise<Problem> {
  try {
    await run();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the resource service', () => {
  let folder: string;
  let storage: Storage;
  let store: ResourceStore;
  let service: ResourceService;
  let now: number;
  let announcements: number;
  let ids: string[];

  function serviceOver(resources: ResourceStore): ResourceService {
    return createResourceService({
      storeOf: () => resources,
      clock: { now: () => now },
      ids: { next: () => ids.shift() ?? 'none' },
      nextInteger: (name) => storage.nextInteger(name),
      onChange: () => {
        announcements += 1;
      },
    });
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surety-service-'));
    storage = await openEmbeddedStorage(folder);
    store = await storage.collection(collection);
    [now, announcements, ids] = [1000, 0, ['id-1', 'id-2', 'id-3']];
    service = serviceOver(store);
  });
  afterEach(async () => {
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  });

  const create = (body: JsonObject = {}): Promise<unknown> => service.create(thing, { name: 'a', ...body }, {});
  const eventTypes = async (): Promise<string[]> =>
    (await store.pendingEvents(100)).map(({ event }) => event.eventType);

  describe('creating', () => {
    it('stores identity, type and event in one go and tells that something changed', async () => {
      const made = await service.create(thing, { name: 'a', href: 'http://elsewhere' }, { correlationId: 'c-1' });
      expect(made).to.deep.include({ id: 'id-1', revision: 1, createdAt: 1000, internal: {} });
      expect(made.document).to.deep.equal({ id: 'id-1', name: 'a', '@type': 'Thing' });
      expect(await store.get('id-1')).to.deep.equal(made);
      const [pending] = await store.pendingEvents(10);
      expect(pending?.event).to.deep.include({
        eventType: 'ThingCreate',
        occurredAt: 1000,
        resourceName: 'thing',
        resourceId: 'id-1',
        correlationId: 'c-1',
        payload: made.document,
      });
      expect(announcements).to.equal(1);
    });

    it('finds those that exist of many ids, each once, and none by an id no resource has', async () => {
      const first = await service.create(thing, { id: 'a', name: 'a' }, {});
      const second = await service.create(thing, { id: 'b', name: 'b' }, {});
      const found = await service.find(thing, ['b', 'a', 'b', 'unknown', '', 'x'.repeat(5_000), '\u0000']);
      expect(found).to.have.deep.members([first, second]);
      expect(await service.find(thing, [])).to.deep.equal([]);
    });

    it('honours a valid id, refuses others, and never gives one twice', async () => {
      expect((await service.create(thing, { id: 'slo-7', name: 'a' }, {})).id).to.equal('slo-7');
      const taken = await problemOf(() => create({ id: 'slo-7' }));
      expect([taken.kind, taken.message]).to.deep.equal(['conflict', 'id: slo-7 is taken']);
      for (const id of ['', 'a b', 'a/b', '..', 'x'.repeat(129), 7, {}]) {
        const problem = await problemOf(() => create({ id }));
        expect([problem.kind, problem.faults[0]?.path], JSON.stringify(id)).to.deep.equal(['invalid', 'id']);
      }
      expect((await store.pendingEvents(10)).length).to.equal(1);
    });

    it('counts integers, steps over those clients took, and replaces what is no free integer', async () => {
      const made = async (id?: string | number): Promise<unknown> =>
        (await service.create(counted, { name: 'a', ...(id === undefined ? {} : { id }) }, {})).document.id;
      expect(await made(2)).to.equal(2);
      expect(await made()).to.equal(1);
      expect(await made()).to.equal(3);
      expect(await made('x')).to.equal(4);
      expect(await made(-1)).to.equal(5);
      expect(await made('17')).to.equal(17);
      expect((await problemOf(() => made(17))).kind).to.equal('conflict');
    });

    it('names the living resource that has the same key', async () => {
      await service.create(unique, { name: 'a' }, {});
      const problem = await problemOf(() => service.create(unique, { name: 'a' }, {}));
      expect([problem.kind, problem.message]).to.deep.equal([
        'conflict',
        'the same thing exists already, with id id-1',
      ]);
      await service.remove(unique, 'id-1', {});
      expect((await service.create(unique, { name: 'a' }, {})).id).to.equal('id-3');
    });

    it('refuses what the definition refuses, in the caller’s words, and stores nothing', async () => {
      const wirePath = (path: string): string => `wire.${path}`;
      const problem = await problemOf(() => service.create(thing, { size: 'wrong' }, { wirePath }));
      expect(problem.faults.map(({ path }) => path)).to.deep.equal(['wire.name', 'wire.size']);
      const guarded = await problemOf(() => service.create(thing, { name: 'a', $gt: 1 }, { wirePath }));
      expect(guarded.faults[0]?.path).to.equal('wire.$gt');
      expect(await store.count(matchAll)).to.equal(0);
    });
  });

  describe('patching', () => {
    beforeEach(() => create({ size: 'small', nested: { a: 1, b: [1, 2] } }));

    it('merges, counts the revision on and tells which attributes changed', async () => {
      now = 2000;
      const after = await service.patch(thing, 'id-1', { size: null, nested: { b: [3] }, extra: true }, {});
      expect(after).to.include({ revision: 2, createdAt: 1000, updatedAt: 2000 });
      expect(after.document).to.deep.equal({
        id: 'id-1',
        name: 'a',
        '@type': 'Thing',
        nested: { a: 1, b: [3] },
        extra: true,
      });
      const [, pending] = await store.pendingEvents(10);
      expect(pending?.event).to.deep.include({ eventType: 'ThingChange', fieldPath: ['size', 'nested', 'extra'] });
      expect(pending?.event.sequence).to.be.greaterThan((await store.pendingEvents(1))[0]?.event.sequence ?? Infinity);
    });

    it('writes and announces nothing when nothing changes', async () => {
      for (const patch of [
        {},
        { size: 'small' },
        { nested: { a: 1 } },
        { absent: null },
        { id: 'id-1', '@type': 'Thing' },
      ])
        expect((await service.patch(thing, 'id-1', patch, {})).revision).to.equal(1);
      expect([await eventTypes(), announcements]).to.deep.equal([['ThingCreate'], 1]);
    });

    it('refuses to take away what is required or to change what may not change', async () => {
      const refused: [JsonObject, string][] = [
        [{ name: null }, 'name'],
        [{ id: 'other' }, 'id'],
        [{ id: null }, 'id'],
        [{ '@type': 'Other' }, '@type'],
        [{ '@type': null }, '@type'],
        [{ size: 'wrong' }, 'size'],
      ];
      for (const [patch, path] of refused) {
        const problem = await problemOf(() => service.patch(thing, 'id-1', patch, {}));
        expect([problem.kind, problem.faults[0]?.path]).to.deep.equal(['invalid', path]);
      }
      expect((await store.get('id-1'))?.revision).to.equal(1);
    });

    it('ignores an href unless the caller is held to it', async () => {
      expect((await service.patch(thing, 'id-1', { href: 'x', size: 'big' }, {})).document.href).to.equal(undefined);
      expect((await service.patch(thing, 'id-1', { href: 'own' }, { href: 'own' })).revision).to.equal(2);
      const problem = await problemOf(() => service.patch(thing, 'id-1', { href: 'x' }, { href: 'own' }));
      expect(problem.faults).to.deep.equal([{ path: 'href', reason: 'cannot be changed' }]);
    });

    it('loses no change when many patch at once', async () => {
      const patches = Array.from({ length: 10 }, (_, at) =>
        service.patch(thing, 'id-1', { [`n${String(at)}`]: at }, {}),
      );
      await Promise.all(patches);
      const stored = await store.get('id-1');
      expect(stored?.revision).to.equal(11);
      expect(Object.keys(stored?.document ?? {})).to.include.members(['n0', 'n9']);
    });

    it('gives up with a conflict when others are always faster', async () => {
      const rival: ResourceStore = {
        ...store,
        get: (id) => store.get(id),
        write: async (write) => {
          const before = await store.get('id-1');
          if (before) {
            const document = { ...before.document, rival: before.revision };
            const resource = { ...before, revision: before.revision + 1, document };
            await store.write({ kind: 'replace', resource, expectedRevision: before.revision, events: [] });
          }
          return store.write(write);
        },
      };
      const problem = await problemOf(() => serviceOver(rival).patch(thing, 'id-1', { size: 'big' }, {}));
      expect(problem.kind).to.equal('conflict');
    });

    it('holds a caller to the revision it has seen', async () => {
      const precondition = ({ revision }: StoredResource): void => {
        if (revision !== 1)
          throw new Problem('preconditionFailed', 'changed', { code: problemCode.preconditionFailed });
      };
      await service.patch(thing, 'id-1', { size: 'big' }, { precondition });
      const problem = await problemOf(() => service.patch(thing, 'id-1', { size: 'small' }, { precondition }));
      expect(problem.kind).to.equal('preconditionFailed');
      expect((await service.retrieve(thing, 'id-1')).document.size).to.equal('big');
    });
  });

  describe('growing', () => {
    it('has an end, however small each patch is', async () => {
      await create({ size: 'small' });
      const grow = (at: number): Promise<StoredResource> =>
        service.patch(thing, 'id-1', { [`text${String(at)}`]: 'x'.repeat(900_000) }, {});
      await grow(1);
      await grow(2);
      const problem = await problemOf(() => grow(3));
      expect([problem.kind, problem.message]).to.deep.equal([
        'invalid',
        'is in a body with more than 2097152 characters',
      ]);
      expect(Object.keys((await service.retrieve(thing, 'id-1')).document)).not.to.include('text3');
    });
  });

  describe('replacing', () => {
    beforeEach(() => create({ size: 'small' }));

    it('removes what is not sent, but keeps identity and what may not change', async () => {
      const after = await service.replace(thing, 'id-1', { name: 'b', href: 'x' }, {});
      expect(after.document).to.deep.equal({ id: 'id-1', '@type': 'Thing', name: 'b' });
    });

    it('refuses another id and what the definition refuses', async () => {
      expect((await problemOf(() => service.replace(thing, 'id-1', { id: 'x', name: 'b' }, {}))).message).to.equal(
        'id: cannot be changed',
      );
      expect((await problemOf(() => service.replace(thing, 'id-1', { size: 'x' }, {}))).message).to.equal(
        'name: required',
      );
    });
  });

  describe('removing and reading', () => {
    it('announces the last document and finds the resource no more', async () => {
      await create();
      await service.remove(thing, 'id-1', {});
      const [, last] = await store.pendingEvents(10);
      expect(last?.event).to.deep.include({
        eventType: 'ThingDelete',
        payload: { id: 'id-1', name: 'a', '@type': 'Thing' },
      });
      for (const run of [
        () => service.remove(thing, 'id-1', {}),
        () => service.retrieve(thing, 'id-1'),
        () => service.patch(thing, 'id-1', {}, {}),
        () => service.retrieve(thing, 'x'.repeat(5000)),
      ])
        expect((await problemOf(run)).kind).to.equal('notFound');
    });

    it('gives a reused id other event ids', async () => {
      await create({ id: 'x' });
      await service.remove(thing, 'x', {});
      const old = await store.pendingEvents(10);
      await store.clearEvents(old.map(({ holderId, event }) => ({ holderId, eventId: event.eventId })));
      now = 3000;
      await create({ id: 'x' });
      const [again] = await store.pendingEvents(10);
      expect(old.map(({ event }) => event.eventId)).to.not.include(again?.event.eventId);
    });

    it('shows a definition only what is in its scope', async () => {
      await create();
      await service.create(scopedThing, { name: 'b' }, {});
      const page = await service.list(scopedThing, {
        filter: where('@type', 'eq', 'Thing'),
        sort: [],
        offset: 0,
        limit: 10,
      });
      expect([page.total, page.resources[0]?.id]).to.deep.equal([1, 'id-2']);
      expect((await problemOf(() => service.retrieve(scopedThing, 'id-1'))).kind).to.equal('notFound');
      expect((await problemOf(() => service.remove(scopedThing, 'id-1', {}))).kind).to.equal('notFound');
      expect(await service.find(scopedThing, ['id-1'])).to.deep.equal([]);
    });
  });
});
