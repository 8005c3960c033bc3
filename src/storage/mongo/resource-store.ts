import type { ResourceStore } from '../../tmf630/resource-store.ts';
import { writeBulk } from './bulk-writes.ts';
import type { CollectionHandle } from './envelope.ts';
import { reaching } from './failures.ts';
import { readCount, readList, readMany, readOne, readPage } from './resource-reads.ts';
import { writeOne } from './resource-writes.ts';
import { clearWaiting, readWaiting } from './waiting-events.ts';

/**
 * The resource store over one MongoDB collection. A write is one command on one document, its events included, so
 * neither transactions nor change streams are needed. Throws Problem `unavailable` when the database does not answer.
 */
export function mongoResourceStore(handle: CollectionHandle): ResourceStore {
  return {
    write: (write) => reaching(() => writeOne(handle, write)),
    writeMany: (writes) => reaching(() => writeBulk(handle, writes)),
    get: (id) => reaching(() => readOne(handle, { _id: id })),
    getMany: (ids) => reaching(() => readMany(handle, ids)),
    getByUniqueKey: (uniqueKey) => reaching(() => readOne(handle, { _key: uniqueKey })),
    page: (query) => reaching(() => readPage(handle, query)),
    list: (query) => reaching(() => readList(handle, query)),
    count: (filter) => reaching(() => readCount(handle, filter)),
    pendingEvents: (limit) => reaching(() => readWaiting(handle, limit)),
    clearEvents: (events) => reaching(() => clearWaiting(handle, events)),
  };
}
