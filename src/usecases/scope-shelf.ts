import type { ScopeKey } from '../domain/maintenance-scope.ts';
import type { Clock } from '../kernel/clock.ts';
import { matchAll } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';

/** What is kept of a resource that touches promises, and by which keys it does. */
export interface Shelved<Kept> {
  keys: readonly ScopeKey[];
  kept: Kept;
}

/** Every resource of a collection that touches promises, at hand for whatever shares a key with it. */
export interface ScopeShelf<Kept extends { id: string }> {
  /** Those that touch any of the keys, each once, by id. At most a second old, unless `forget` was called. */
  touching: (keys: readonly ScopeKey[]) => Promise<Kept[]>;
  forget: () => void;
}

/** What a shelf is made of; `read` gives undefined for what touches nothing. */
export interface ShelfDeps<Kept> {
  store: ResourceStore;
  clock: Pick<Clock, 'now'>;
  read: (resource: StoredResource) => Shelved<Kept> | undefined;
}

const pageSize = 500;
const freshForMs = 1000;

/** A shelf over stored resources. One reading serves all who ask meanwhile. */
export function createScopeShelf<Kept extends { id: string }>(deps: ShelfDeps<Kept>): ScopeShelf<Kept> {
  const { clock } = deps;
  let readAt = -Infinity;
  let reading: Promise<Map<ScopeKey, Kept[]>> | undefined;
  const byKey = (): Promise<Map<ScopeKey, Kept[]>> => {
    if (reading === undefined || Math.abs(clock.now() - readAt) >= freshForMs) {
      readAt = clock.now();
      const started = readAll(deps);
      reading = started;
      // What could not be read is tried again by the next who asks.
      started.catch(() => {
        if (reading === started) reading = undefined;
      });
    }
    return reading;
  };
  return {
    touching: async (keys) => {
      const shelved = await byKey();
      if (shelved.size === 0) return [];
      const found = new Map(keys.flatMap((key) => shelved.get(key) ?? []).map((kept) => [kept.id, kept]));
      return [...found.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
    },
    forget: () => {
      reading = undefined;
    },
  };
}

async function readAll<Kept>({ store, read }: ShelfDeps<Kept>): Promise<Map<ScopeKey, Kept[]>> {
  const byKey = new Map<ScopeKey, Kept[]>();
  for (let offset = 0; ; offset += pageSize) {
    const page = await store.list({ filter: matchAll, sort: [], offset, limit: pageSize });
    for (const resource of page) {
      const shelved = read(resource);
      if (shelved === undefined) continue;
      for (const key of shelved.keys) {
        const others = byKey.get(key);
        if (others === undefined) byKey.set(key, [shelved.kept]);
        else others.push(shelved.kept);
      }
    }
    if (page.length < pageSize) return byKey;
  }
}
