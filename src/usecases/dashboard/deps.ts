import type { Clock } from '../../kernel/clock.ts';
import type { ResourceStore } from '../../tmf630/resource-store.ts';
import type { Explain } from '../explain-commitment.ts';

/** What the pages are read from. Nothing is written. */
export interface DashboardDeps {
  slas: ResourceStore;
  objectives: ResourceStore;
  commitments: ResourceStore;
  assessments: ResourceStore;
  violations: ResourceStore;
  calendars: ResourceStore;
  maintenanceWindows: ResourceStore;
  collectorGaps: ResourceStore;
  hubs: ResourceStore;
  /** See `subscriptionView`. */
  subscriptions: ResourceStore;
  deliveries: ResourceStore;
  subscriptionStates: ResourceStore;
  explain: Explain;
  clock: Clock;
}
