import { readMaintenance, type MaintenanceWindow } from '../domain/maintenance.ts';
import { scopeKeysOf } from '../domain/maintenance-scope.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import { createScopeShelf, type ScopeShelf } from './scope-shelf.ts';

/** A maintenance window as the evaluation keeps it. */
export interface KeptWindow {
  id: string;
  /** `maintenanceWindow/9@1`. */
  version: string;
  window: MaintenanceWindow;
}

/** Every maintenance window, at hand for whatever shares a key with it. */
export function createWindowShelf(store: ResourceStore, clock: Pick<Clock, 'now'>): ScopeShelf<KeptWindow> {
  return createScopeShelf({
    ...{ store, clock },
    read: ({ id, revision, document }) => {
      const window = readMaintenance(document);
      if (window === undefined) return undefined;
      const kept = { id, version: `maintenanceWindow/${id}@${String(revision)}`, window };
      return { keys: scopeKeysOf(document), kept };
    },
  });
}
