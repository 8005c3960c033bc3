import type { CollectionSpec, ResourceStore } from '../../tmf630/resource-store.ts';
import type { Storage } from '../../usecases/ports.ts';
import { openBucketStore } from './bucket-store.ts';
import { openCounters } from './counters.ts';
import { openEnvironment } from './environment.ts';
import { openResourceCollection } from './resource-collection.ts';

/**
 * Opens the embedded database in a folder, making both when needed. One process at a time: rejects with a readable
 * Error when another has the folder or it cannot be written.
 */
export async function openEmbeddedStorage(folder: string): Promise<Storage> {
  const environment = await openEnvironment(folder);
  const general = environment.table('general');
  const counters = openCounters(environment, general);
  const collections = new Map<string, Promise<ResourceStore>>();
  let closing: Promise<void> | undefined;
  return {
    kind: 'embedded',
    buckets: openBucketStore(environment),
    collection: (spec: CollectionSpec) => {
      const opened = collections.get(spec.name) ?? openResourceCollection(environment, spec);
      collections.set(spec.name, opened);
      return opened;
    },
    nextInteger: (counter) => counters.next(counter),
    ping: async () => {
      environment.assertOpen();
      general.has('ping');
      await Promise.resolve();
    },
    close: () => (closing ??= counters.settle().finally(() => environment.close())),
  };
}
