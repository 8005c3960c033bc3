import { hash } from 'node:crypto';
import { batchesOf } from '../kernel/batches.ts';
import type { Clock } from '../kernel/clock.ts';
import { formatInstant } from '../kernel/instant.ts';
import { type JsonObject, objectAt, textAt } from '../kernel/json.ts';
import { type FilterExpression, matchAll } from '../tmf630/query/filter-expression.ts';
import { compileFilter } from '../tmf630/query/filter-match.ts';
import { sortResources } from '../tmf630/query/sort.ts';
import type { ResourcePage, ResourceQuery, ResourceStore, SortKey, StoredResource } from '../tmf630/resource-store.ts';
import { secretsIn } from './hub-extension.ts';
import { subscriptionStatesOf } from './operate-subscription.ts';
import { instantAt, present } from './record-members.ts';
import { shownCallback } from './shown-callback.ts';
import { liveSecrets } from './signature.ts';
import { healthMembers, readHealth } from './subscription-health.ts';
import { subscriptionStateDocument, unremarkable } from './subscription-state.ts';

/** What subscriptions are shown from. */
export interface SubscriptionViewDeps {
  hubs: ResourceStore;
  subscriptionStates: ResourceStore;
  deliveries: ResourceStore;
  clock: Pick<Clock, 'now'>;
}

const pageSize = 500;
const healthAtOnce = 16;

/**
 * Every subscription of every API with how it does, as an operator may see it: no secret, no query of a callback. Made anew at
 * every reading, from the hub, the subscription's state and its deliveries; what is waiting is counted only for the subscriptions
 * that are shown, unless a filter or an order asks for it of all. There are as many as the relay reads with every event, so
 * filters look at all of them.
 */
export function subscriptionView(deps: SubscriptionViewDeps): ResourceStore {
  const getMany = async (ids: readonly string[]): Promise<StoredResource[]> =>
    withHealth(deps, await shownOf(deps, await deps.hubs.getMany(ids)));
  const page = (query: ResourceQuery): Promise<ResourcePage> => pageOf(deps, query);
  return {
    get: async (id) => (await getMany([id]))[0],
    getMany,
    page,
    list: async (query) => (await page(query)).resources,
    count: async (filter) => (await page({ filter, sort: [], offset: 0, limit: 0 })).total,
    ...{ getByUniqueKey: () => Promise.resolve(undefined), pendingEvents: () => Promise.resolve([]) },
    ...{ write: readOnly, writeMany: readOnly, clearEvents: readOnly },
  };
}

function readOnly(): Promise<never> {
  return Promise.reject(new Error('subscriptions are changed through their hubs'));
}

async function pageOf(
  deps: SubscriptionViewDeps,
  { filter, sort, offset, limit }: ResourceQuery,
): Promise<ResourcePage> {
  const all = await shownOf(deps, await allOf(deps.hubs));
  const asksForHealth = looksAtHealth(filter) || sort.some(isHealth);
  const candidates = asksForHealth ? await withHealth(deps, all) : all;
  const passes = compileFilter(filter);
  const sorted = sortResources(candidates.filter(passes), sort, []);
  const shown = sorted.slice(offset, offset + limit);
  return { resources: asksForHealth ? shown : await withHealth(deps, shown), total: sorted.length };
}

function isHealth({ path }: SortKey): boolean {
  return healthMembers.includes(path.split('.')[0] ?? '');
}

function looksAtHealth(filter: FilterExpression): boolean {
  if ('parts' in filter) return filter.parts.some(looksAtHealth);
  return filter.kind === 'node' || healthMembers.includes(filter.path[0] ?? '');
}

async function allOf(hubs: ResourceStore): Promise<StoredResource[]> {
  const found: StoredResource[] = [];
  for (;;) {
    const page = await hubs.list({ filter: matchAll, sort: [], offset: found.length, limit: pageSize });
    found.push(...page);
    if (page.length < pageSize) return found;
  }
}

/** Hubs as subscriptions, in the same order, without what has to be counted. */
async function shownOf(deps: SubscriptionViewDeps, hubs: readonly StoredResource[]): Promise<StoredResource[]> {
  const shown: StoredResource[] = [];
  const now = deps.clock.now();
  for (const batch of batchesOf(hubs, pageSize)) {
    const ids = batch.map(({ id }) => id);
    const states = await subscriptionStatesOf(deps.subscriptionStates, ids);
    for (const hub of batch) {
      const state = subscriptionStateDocument(states.get(hub.id) ?? unremarkable(hub.id));
      shown.push({ ...hub, updatedAt: now, internal: {}, document: { ...hubPart(hub, now), ...state } });
    }
  }
  return shown;
}

function hubPart({ id, document, internal, createdAt }: StoredResource, now: number): JsonObject {
  return present({
    ...{ id, api: textAt(internal, 'api'), callback: shownCallback(textAt(document, 'callback') ?? '') },
    ...{ query: document['query'], grouping: document['grouping'] },
    hasSecret: liveSecrets(secretsIn(internal), now).length > 0,
    createdAt: formatInstant(createdAt),
  });
}

async function withHealth(deps: SubscriptionViewDeps, resources: readonly StoredResource[]): Promise<StoredResource[]> {
  const shown: StoredResource[] = [];
  for (const batch of batchesOf(resources, healthAtOnce)) {
    shown.push(...(await Promise.all(batch.map(async (each) => complete(each, await readHealth(deps, each.id))))));
  }
  return shown;
}

/** Nothing counts its changes, so what it says is its revision. */
function complete(resource: StoredResource, health: JsonObject): StoredResource {
  const document = { ...resource.document, ...health };
  const [noted, seen] = [resource.document, health].map((each) => objectAt(each, 'lastFailure'));
  const latest = (instantAt(noted ?? {}, 'at') ?? 0) > (instantAt(seen ?? {}, 'at') ?? 0) ? noted : seen;
  if (latest !== undefined) document['lastFailure'] = latest;
  const revision = Number.parseInt(hash('sha256', JSON.stringify(document), 'hex').slice(0, 12), 16);
  return { ...resource, revision, document };
}
