import { expect } from 'chai';
import type { Storage } from '../../src/usecases/ports.ts';
import { event, insert, promises, query, resource } from './support.ts';

/** Opens the same database again each time it is called. */
export type ReopenStorage = () => Promise<Storage>;

/** What every Storage answers: counters, ping, reopening. `place` gives an empty database of its own. */
export function storageContract(name: string, place: () => Promise<ReopenStorage>): void {
  describe(`${name}: Storage`, () => {
    let open: ReopenStorage;
    let storage: Storage;
    beforeEach(async () => {
      open = await place();
      storage = await open();
    });
    afterEach(async () => {
      await storage.close();
    });
    const reopen = async (): Promise<void> => {
      await storage.close();
      storage = await open();
    };

    it('answers a ping', async () => {
      await storage.ping();
    });

    it('gives the same store for the same collection', async () => {
      expect(await storage.collection(promises)).to.equal(await storage.collection(promises));
    });

    it('counts from 1, never twice, each counter on its own', async () => {
      const given = await Promise.all(Array.from({ length: 40 }, () => storage.nextInteger('sla')));
      expect(Math.min(...given)).to.equal(1);
      expect(new Set(given).size).to.equal(40);
      expect(await storage.nextInteger('violation')).to.equal(1);
    });

    it('never gives a number again after reopening', async () => {
      const before = await storage.nextInteger('sla');
      await reopen();
      expect(await storage.nextInteger('sla')).to.be.greaterThan(before);
    });

    it('keeps resources, unique keys, events and measurements over reopening', async () => {
      const store = await storage.collection(promises);
      const stored = resource('a', { document: { name: 'x', rule: [{ metric: 'loss' }] } });
      await store.write(insert(stored, { uniqueKey: 'k', events: [event('a', 1)] }));
      const series = { indicator: 'loss', subject: 's' };
      await storage.buckets.write([{ series, sample: { kind: 'value', start: 5, value: 1 } }], 1);
      await reopen();
      const again = await storage.collection(promises);
      expect(await again.page(query())).to.deep.equal({ resources: [stored], total: 1 });
      expect((await again.getByUniqueKey('k'))?.id).to.equal('a');
      await again.write(insert(resource('b'), { events: [event('b', 1)] }));
      expect((await again.pendingEvents(10)).map(({ holderId }) => holderId)).to.deep.equal(['a', 'b']);
      expect(await storage.buckets.range(series, 0, 10)).to.have.length(1);
    });

    it('builds an index that is declared later over what is already stored', async () => {
      const plain = { ...promises, indexes: [] };
      const first = await storage.collection(plain);
      await first.writeMany(['a', 'b'].map((id) => insert(resource(id, { document: { name: id } }))));
      await reopen();
      const later = await storage.collection(promises);
      const found = await later.list(query({ sort: [{ scope: 'document', path: 'name', direction: 'descending' }] }));
      expect(found.map(({ id }) => id)).to.deep.equal(['b', 'a']);
    });

    it('may be closed twice', async () => {
      await storage.close();
      await storage.close();
    });
  });
}
