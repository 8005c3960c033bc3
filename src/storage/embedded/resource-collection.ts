import type { CollectionSpec, ResourceStore, ResourceWrite, WriteOutcome } from '../../tmf630/resource-store.ts';
import type { Environment } from './environment.ts';
import { keyText } from './key-text.ts';
import type { Reader } from './resource-reads.ts';
import { countResources, readPage, readResource } from './resource-reads.ts';
import { openResourceTables } from './resource-tables.ts';
import { prepareWrite, removeEvents } from './resource-writes.ts';

/** Writes of one call that share a transaction: larger calls let other requests in between. */
const writesPerTransaction = 500;

/** The collection in this environment, its tables and indexes ready. */
export async function openResourceCollection(environment: Environment, spec: CollectionSpec): Promise<ResourceStore> {
  const tables = await openResourceTables(environment, spec);
  const reader: Reader = { environment, spec, tables };
  const read = <Args extends readonly unknown[], Answer>(step: (...args: Args) => Answer) => {
    return async (...args: Args): Promise<Awaited<Answer>> => {
      environment.assertOpen();
      return await step(...args);
    };
  };
  const writeMany = async (writes: readonly ResourceWrite[]): Promise<WriteOutcome[]> => {
    const outcomes: WriteOutcome[] = [];
    for (let at = 0; at < writes.length; at += writesPerTransaction) {
      const part = writes.slice(at, at + writesPerTransaction).map((write) => prepareWrite(tables, write));
      outcomes.push(...(await environment.transaction(() => part.map((run) => run()))));
    }
    return outcomes;
  };
  return {
    write: async (write) => environment.transaction(prepareWrite(tables, write)),
    writeMany,
    get: read((id: string) => readResource(tables, keyText(id))),
    getMany: read((ids: readonly string[]) =>
      [...new Set(ids)].map((id) => readResource(tables, keyText(id))).filter((found) => found !== undefined),
    ),
    getByUniqueKey: read((uniqueKey: string) => {
      const id = tables.unique.get(keyText(uniqueKey));
      return id === undefined ? undefined : readResource(tables, keyText(id));
    }),
    page: read((query) => readPage(reader, query, true)),
    list: read(async (query) => (await readPage(reader, query, false)).resources),
    count: read((filter) => countResources(reader, filter)),
    pendingEvents: read((limit: number) => tables.events.first(limit)),
    clearEvents: async (events) => {
      if (events.length > 0) await environment.transaction(() => removeEvents(tables, events));
    },
  };
}
