import {
  deliveriesCollection,
  eventsCollection,
  replaysCollection,
  subscriptionStatesCollection,
} from '../events/collections.ts';
import { assessment } from '../resources/assessment.ts';
import { backtest } from '../resources/backtest.ts';
import { calendar } from '../resources/calendar.ts';
import { collectorGap } from '../resources/collector-gap.ts';
import { commitment } from '../resources/commitment.ts';
import { hubCollection } from '../resources/hub.ts';
import { maintenanceWindow } from '../resources/maintenance-window.ts';
import { recomputation } from '../resources/recomputation.ts';
import { serviceLevelObjective } from '../resources/service-level-objective.ts';
import { serviceLevelSpecification } from '../resources/service-level-specification.ts';
import { slaViolation } from '../resources/sla-violation.ts';
import { sla } from '../resources/sla.ts';
import type { ResourceDefinition } from '../tmf630/resource-definition.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import { assessmentStatementsCollection } from '../usecases/assessment-statements.ts';
import { calendarRevisionsCollection, keepingRevisions } from '../usecases/calendar-revisions.ts';
import { heartbeatsCollection } from '../usecases/heartbeat.ts';
import { inboxCollection } from '../usecases/inbound-event.ts';
import type { Storage } from '../usecases/ports.ts';

const specs = {
  objectives: serviceLevelObjective.collection,
  specifications: serviceLevelSpecification.collection,
  slas: sla.collection,
  violations: slaViolation.collection,
  commitments: commitment.collection,
  assessments: assessment.collection,
  assessmentStatements: assessmentStatementsCollection,
  calendars: calendar.collection,
  calendarRevisions: calendarRevisionsCollection,
  maintenanceWindows: maintenanceWindow.collection,
  collectorGaps: collectorGap.collection,
  heartbeats: heartbeatsCollection,
  backtests: backtest.collection,
  recomputations: recomputation.collection,
  hubs: hubCollection,
  events: eventsCollection,
  deliveries: deliveriesCollection,
  replays: replaysCollection,
  subscriptionStates: subscriptionStatesCollection,
  inbox: inboxCollection,
};

/** Every collection of the service, opened. */
export type Collections = Record<keyof typeof specs, ResourceStore>;

/** Opens every collection with its indexes. */
export async function openCollections(storage: Pick<Storage, 'collection'>): Promise<Collections> {
  const names = Object.keys(specs) as (keyof typeof specs)[];
  const opened = await Promise.all(names.map(async (name) => [name, await storage.collection(specs[name])] as const));
  const collections = Object.fromEntries(opened) as Collections;
  const { calendars, calendarRevisions } = collections;
  return { ...collections, calendars: keepingRevisions(calendars, calendarRevisions) };
}

/** The collections whose documents may hold events that wait to be relayed. */
export function eventHoldersOf(collections: Collections): ResourceStore[] {
  const { objectives, specifications, slas, violations, commitments, assessments } = collections;
  const { calendars, maintenanceWindows, collectorGaps, subscriptionStates } = collections;
  const contracts = [objectives, specifications, slas, calendars, maintenanceWindows, collectorGaps];
  return [...contracts, violations, commitments, assessments, subscriptionStates];
}

/** Finds the opened collection of a resource's definition, or what is read in its place; `views` by collection name. */
export function storeOfIn(
  collections: Collections,
  views: Readonly<Record<string, ResourceStore>> = {},
): (definition: ResourceDefinition) => ResourceStore {
  const names = Object.keys(specs) as (keyof typeof specs)[];
  const opened = names.map((key): [string, ResourceStore] => [specs[key].name, collections[key]]);
  const byName = new Map([...opened, ...Object.entries(views)]);
  return ({ collection }) => {
    const store = byName.get(collection.name);
    if (store === undefined) throw new Error(`no collection ${collection.name}`);
    return store;
  };
}
