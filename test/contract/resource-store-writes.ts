import { expect } from 'chai';
import type { ResourceStore } from '../../src/tmf630/resource-store.ts';
import { where } from '../../src/tmf630/query/filter-expression.ts';
import { event, idsOf, insert, query, replace, resource } from './support.ts';

/** Writes, optimistic locking, unique keys and waiting events. */
export function storeWriteCases(store: () => ResourceStore): void {
  describe('writes', () => {
    it('gives back exactly what was stored', async () => {
      const stored = resource('a', {
        createdAt: 5,
        updatedAt: 7,
        document: {
          name: 'Größe 😀',
          nested: { list: [1, 2.5, null, true, { deep: [] }], empty: {} },
          date: '2026-01-01T00:00:00.123456+02:00',
          'a.b': 1,
          $set: { $gt: 1 },
          big: 12345678901234567890,
          small: 1e-7,
        },
        internal: { partition: 3, due: 9 },
      });
      expect(await store().write(insert(stored))).to.deep.equal({ outcome: 'written' });
      expect(await store().get('a')).to.deep.equal(stored);
      expect(JSON.stringify((await store().get('a'))?.document)).to.equal(JSON.stringify(stored.document));
    });

    it('answers undefined for an unknown id', async () => {
      expect(await store().get('missing')).to.equal(undefined);
    });

    it('refuses an id that is taken and leaves the first untouched', async () => {
      await store().write(insert(resource('a', { document: { name: 'first' } })));
      expect(await store().write(insert(resource('a', { document: { name: 'second' } })))).to.deep.equal({
        outcome: 'duplicateId',
      });
      expect((await store().get('a'))?.document['name']).to.equal('first');
    });

    it('replaces only the expected revision', async () => {
      await store().write(insert(resource('a')));
      expect(await store().write(replace('a', 1, { document: { name: 'x' } }))).to.deep.equal({ outcome: 'written' });
      expect(await store().write(replace('a', 1, { document: { name: 'y' } }))).to.deep.equal({ outcome: 'stale' });
      const after = await store().get('a');
      expect(after?.revision).to.equal(2);
      expect(after?.document['name']).to.equal('x');
    });

    it('answers stale for a change or burial of what is not there', async () => {
      expect(await store().write(replace('a', 1))).to.deep.equal({ outcome: 'stale' });
      expect(await store().write({ kind: 'bury', id: 'a', expectedRevision: 1, events: [] })).to.deep.equal({
        outcome: 'stale',
      });
    });

    it('lets one of many concurrent changes win', async () => {
      await store().write(insert(resource('a')));
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, (_, at) => store().write(replace('a', 1, { document: { name: String(at) } }))),
      );
      expect(outcomes.filter(({ outcome }) => outcome === 'written')).to.have.length(1);
      expect((await store().get('a'))?.revision).to.equal(2);
    });

    it('lets one of many concurrent inserts of one id win', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, () => store().write(insert(resource('a'), { events: [event('a', 1)] }))),
      );
      expect(outcomes.filter(({ outcome }) => outcome === 'written')).to.have.length(1);
      expect(await store().pendingEvents(10)).to.have.length(1);
    });

    it('writes many, each on its own, with outcomes by position', async () => {
      await store().write(insert(resource('b')));
      const outcomes = await store().writeMany([
        insert(resource('a')),
        insert(resource('b')),
        replace('c', 1),
        insert(resource('d'), { events: [event('d', 1)] }),
      ]);
      expect(outcomes.map(({ outcome }) => outcome)).to.deep.equal(['written', 'duplicateId', 'stale', 'written']);
      expect(idsOf((await store().page(query())).resources)).to.deep.equal(['a', 'b', 'd']);
      expect(await store().writeMany([])).to.deep.equal([]);
    });

    it('gets many ids at once, leaving out unknown ones', async () => {
      await store().writeMany(['a', 'b', 'c'].map((id) => insert(resource(id))));
      const found = await store().getMany(['c', 'x', 'a']);
      expect(idsOf(found).sort()).to.deep.equal(['a', 'c']);
      expect(await store().getMany([])).to.deep.equal([]);
    });

    it('keeps ids apart that are long, odd or alike', async () => {
      const long = 'x'.repeat(3_000);
      const ids = [long, `${long}y`, `${long.slice(0, 2_999)}z`, 'a b', 'a/b', 'Ä', '😀', '1', '01', 'A', 'a', '$a.b'];
      await store().writeMany(ids.map((id) => insert(resource(id, { document: { name: id } }))));
      for (const id of ids) expect((await store().get(id))?.document['name']).to.equal(id);
      expect(await store().count({ kind: 'and', parts: [] })).to.equal(ids.length);
      expect(idsOf((await store().page(query({ filter: where('name', 'eq', long) }))).resources)).to.deep.equal([long]);
    });
  });

  describe('unique keys', () => {
    it('lets one living resource have a key', async () => {
      await store().write(insert(resource('a'), { uniqueKey: 'k' }));
      expect(await store().write(insert(resource('b'), { uniqueKey: 'k' }))).to.deep.equal({
        outcome: 'duplicateKey',
        id: 'a',
      });
      expect(await store().get('b')).to.equal(undefined);
      expect((await store().getByUniqueKey('k'))?.id).to.equal('a');
      expect(await store().getByUniqueKey('other')).to.equal(undefined);
    });

    it('keeps the key through changes and frees it by burial', async () => {
      await store().write(insert(resource('a'), { uniqueKey: 'k' }));
      await store().write(replace('a', 1, { document: { name: 'x' } }));
      expect((await store().getByUniqueKey('k'))?.revision).to.equal(2);
      await store().write({ kind: 'bury', id: 'a', expectedRevision: 2, events: [event('a', 1)] });
      expect(await store().getByUniqueKey('k')).to.equal(undefined);
      expect(await store().write(insert(resource('b'), { uniqueKey: 'k' }))).to.deep.equal({ outcome: 'written' });
    });

    it('lets one of many concurrent inserts of one key win and names it to the others', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, at) => store().write(insert(resource(`r${String(at)}`), { uniqueKey: 'k' }))),
      );
      const winner = (await store().getByUniqueKey('k'))?.id;
      expect(outcomes.filter(({ outcome }) => outcome === 'written')).to.have.length(1);
      const refused = outcomes.filter((outcome) => outcome.outcome === 'duplicateKey');
      expect(refused.map(({ id }) => id)).to.deep.equal(Array.from({ length: 7 }, () => winner));
    });

    it('applies within one call too, and takes long keys', async () => {
      const key = 'k'.repeat(3_000);
      const outcomes = await store().writeMany([
        insert(resource('a'), { uniqueKey: key }),
        insert(resource('b'), { uniqueKey: key }),
        insert(resource('c'), { uniqueKey: `${key}2` }),
      ]);
      expect(outcomes.filter(({ outcome }) => outcome === 'written')).to.have.length(2);
      expect((await store().getByUniqueKey(`${key}2`))?.id).to.equal('c');
    });
  });

  describe('waiting events', () => {
    it('stores events with the change and keeps them until cleared', async () => {
      await store().write(insert(resource('a'), { events: [event('a', 1), event('a', 2)] }));
      await store().write({ ...replace('a', 1), events: [event('a', 3)] });
      const pending = await store().pendingEvents(10);
      expect(pending).to.deep.equal([1, 2, 3].map((sequence) => ({ holderId: 'a', event: event('a', sequence) })));
      await store().clearEvents([
        { holderId: 'a', eventId: 'a/1' },
        { holderId: 'a', eventId: 'unknown' },
        { holderId: 'unknown', eventId: 'a/2' },
      ]);
      expect((await store().pendingEvents(10)).map((waiting) => waiting.event.sequence)).to.deep.equal([2, 3]);
      expect((await store().get('a'))?.revision).to.equal(2);
    });

    it('gives no more than asked for, of one resource in sequence', async () => {
      await store().writeMany(
        ['a', 'b', 'c'].map((id) => insert(resource(id), { events: [event(id, 1), event(id, 2)] })),
      );
      const first = await store().pendingEvents(3);
      expect(first).to.have.length(3);
      await store().clearEvents(first.map(({ holderId, event: { eventId } }) => ({ holderId, eventId })));
      const rest = await store().pendingEvents(10);
      expect(rest).to.have.length(3);
      for (const id of ['a', 'b', 'c']) {
        const seen = [...first, ...rest].filter(({ holderId }) => holderId === id);
        expect(seen.map((waiting) => waiting.event.sequence)).to.deep.equal([1, 2]);
      }
    });

    it('stores no event with a change that was not written', async () => {
      await store().write(insert(resource('a')));
      await store().write({ ...insert(resource('a')), events: [event('a', 1)] });
      await store().write({ ...replace('a', 7), events: [event('a', 2)] });
      expect(await store().pendingEvents(10)).to.deep.equal([]);
    });

    it('hides a buried resource at once and frees its id when its events are cleared', async () => {
      await store().write(insert(resource('a', { document: { name: 'x' } }), { events: [event('a', 1)] }));
      await store().write({ kind: 'bury', id: 'a', expectedRevision: 1, events: [event('a', 2)] });
      expect(await store().get('a')).to.equal(undefined);
      expect(await store().getMany(['a'])).to.deep.equal([]);
      expect(await store().page(query())).to.deep.equal({ resources: [], total: 0 });
      expect(await store().count(where('name', 'eq', 'x'))).to.equal(0);
      expect(await store().write(insert(resource('a')))).to.deep.equal({ outcome: 'duplicateId' });
      expect(await store().write(replace('a', 1))).to.deep.equal({ outcome: 'stale' });
      expect((await store().pendingEvents(10)).map((waiting) => waiting.event.sequence)).to.deep.equal([1, 2]);
      await store().clearEvents([{ holderId: 'a', eventId: 'a/1' }]);
      expect(await store().write(insert(resource('a')))).to.deep.equal({ outcome: 'duplicateId' });
      await store().clearEvents([{ holderId: 'a', eventId: 'a/2' }]);
      expect(await store().pendingEvents(10)).to.deep.equal([]);
      expect(await store().write(insert(resource('a')))).to.deep.equal({ outcome: 'written' });
    });
  });
}
