import { type Delivery, deliveryIn } from '../../events/delivery.ts';
import { instantAt, numberAt, optional } from '../../events/record-members.ts';
import { type JsonObject, objectAt, textAt } from '../../kernel/json.ts';
import { matchAll, where } from '../../tmf630/query/filter-expression.ts';
import type { StoredResource } from '../../tmf630/resource-store.ts';
import type { DashboardDeps } from './deps.ts';
import type { Listed } from './model.ts';
import { outcomeOf } from './read-deliveries.ts';

/** A subscription in a list. Times in UTC ms. */
export interface SubscriptionLine {
  id: string;
  api: string;
  /** Without query and credentials. */
  callback: string;
  state: 'active' | 'paused' | 'suspended';
  since?: number;
  reason?: string;
  failingSince?: number;
  pending: number;
  oldestPending?: number;
  lastDelivered?: number;
  lastFailure?: { at: number; outcome: string };
}

/** One subscription, with its deliveries, the newest event first. */
export interface SubscriptionDetail extends SubscriptionLine {
  query?: string;
  grouping?: string;
  hasSecret: boolean;
  createdAt: number;
  nextProbeAt?: number;
  deliveries: Listed<Delivery & { id: string }>;
}

const pageLimit = 50;

/** A page of all subscriptions of every API. */
export async function readSubscriptions(deps: DashboardDeps, offset: number): Promise<Listed<SubscriptionLine>> {
  const query = { filter: matchAll, sort: [], offset, limit: pageLimit };
  const { resources, total } = await deps.subscriptions.page(query);
  return { at: deps.clock.now(), lines: resources.map(lineOf), offset, limit: pageLimit, total };
}

/** One subscription with a page of its deliveries; undefined when there is none. */
export async function readSubscription(
  deps: DashboardDeps,
  id: string,
  offset: number,
): Promise<SubscriptionDetail | undefined> {
  const found = await deps.subscriptions.get(id);
  if (found === undefined) return undefined;
  const { document } = found;
  const { resources, total } = await deps.deliveries.page({
    ...{ filter: where('subscriptionId', 'eq', id), offset, limit: pageLimit },
    sort: [{ scope: 'document', path: 'occurredAt', direction: 'descending' }],
  });
  const lines = resources.map((each) => ({ ...deliveryIn(each).delivery, id: each.id }));
  return {
    ...lineOf(found),
    ...{ hasSecret: document['hasSecret'] === true, createdAt: found.createdAt },
    ...optional('query', textAt(document, 'query')),
    ...optional('grouping', groupingOf(document)),
    ...optional('nextProbeAt', instantAt(document, 'nextProbeAt')),
    deliveries: { at: deps.clock.now(), lines, offset, limit: pageLimit, total },
  };
}

function groupingOf(document: JsonObject): string | undefined {
  const grouping = objectAt(document, 'grouping');
  return grouping && `${textAt(grouping, 'key') ?? ''} within ${textAt(grouping, 'window') ?? ''}`;
}

function lineOf({ id, document }: StoredResource): SubscriptionLine {
  const state = textAt(document, 'state');
  return {
    ...{ id, api: textAt(document, 'api') ?? '', callback: textAt(document, 'callback') ?? '' },
    state: state === 'paused' || state === 'suspended' ? state : 'active',
    pending: numberAt(document, 'pendingCount') ?? 0,
    ...optional('since', instantAt(document, 'since')),
    ...optional('reason', textAt(document, 'reason')),
    ...optional('failingSince', instantAt(document, 'failingSince')),
    ...optional('oldestPending', instantAt(document, 'oldestPendingAt')),
    ...optional('lastDelivered', instantAt(document, 'lastDeliveredAt')),
    ...optional('lastFailure', failureIn(document)),
  };
}

function failureIn(document: JsonObject): { at: number; outcome: string } | undefined {
  const failure = objectAt(document, 'lastFailure');
  if (failure === undefined) return undefined;
  const at = instantAt(failure, 'at') ?? 0;
  const attempt = {
    ...optional('status', numberAt(failure, 'status')),
    ...optional('reason', textAt(failure, 'reason')),
  };
  return { at, outcome: outcomeOf({ at, durationMs: 0, ...attempt }) };
}
