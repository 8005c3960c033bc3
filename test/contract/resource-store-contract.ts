import { storeQueryCases } from './resource-store-queries.ts';
import { storeWriteCases } from './resource-store-writes.ts';
import type { Storage } from '../../src/usecases/ports.ts';
import type { ResourceStore } from '../../src/tmf630/resource-store.ts';
import { promises } from './support.ts';

/** Opens an empty storage of its own; the suite closes it. */
export type OpenStorage = () => Promise<Storage>;

/** What every ResourceStore answers, whatever database is behind it. A mocha describe. */
export function resourceStoreContract(name: string, openStorage: OpenStorage): void {
  describe(`${name}: ResourceStore`, () => {
    let storage: Storage;
    let store: ResourceStore;
    beforeEach(async () => {
      storage = await openStorage();
      store = await storage.collection(promises);
    });
    afterEach(async () => {
      await storage.close();
    });
    storeWriteCases(() => store);
    storeQueryCases(() => store);
  });
}
