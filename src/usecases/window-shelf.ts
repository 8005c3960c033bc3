import { readMaintenance, type MaintenanceWindow } from '../domain/maintenance.ts';
import { scopeKeysOf } from '../domain/maintenance-scope.ts';
import type { Clock } from '../kernel/clock.ts';
import { matchAll } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';

/** A maintenance window as the evaluation keeps it. */
export interface KeptWindow {
  id: string;
  /** `maintenanceWindow/9@1`. */
  version: string;
  window: MaintenanceWindow;
}

/** Every maintenance window, at hand for whatever shares a key with it. */
export interface WindowShelf {
  /** Those that touch any of the keys, each once, by id. At most a second old, unless `forget` was called. */
  touching: (keys: readonly string[]) => Promise<KeptWindow[]>;
  forget: () => void;
}

const pageSize = 500;
const freshForMs = 1000;

/** A shelf over the stored windows. One reading serves all who ask meanwhile. */
export function createWindowShelf(store: ResourceStore, clock: Pick<Clock, 'now'>): WindowShelf {
  let readAt = -Infinity;
  let reading: Promise<Map<string, KeptWindow[]>> | undefined;
  const byKey = (): Promise<Map<string, KeptWindow[]>> => {
    if (reading === undefined || Math.abs(clock.now() - readAt) >= freshForMs) {
      readAt = clock.now();
      const started = readAll(store);
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
      const windows = await byKey();
      const found = new Map(keys.flatMap((key) => windows.get(key) ?? []).map((kept) => [kept.id, kept]));
      return [...found.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
    },
    forget: () => {
      reading = undefined;
    },
  };
}

async function readAll(store: ResourceStore): Promise<Map<string, KeptWindow[]>> {
  const byKey = new Map<string, KeptWindow[]>();
  for (let offset = 0; ; offset += pageSize) {
    const page = await store.list({ filter: matchAll, sort: [], offset, limit: pageSize });
    for (const { id, revision, document } of page) {
      const window = readMaintenance(document);
      if (window === undefined) continue;
      const kept = { id, version: `maintenanceWindow/${id}@${String(revision)}`, window };
      for (const key of scopeKeysOf(document)) {
        const others = byKey.get(key);
        if (others === undefined) byKey.set(key, [kept]);
        else others.push(kept);
      }
    }
    if (page.length < pageSize) return byKey;
  }
}
