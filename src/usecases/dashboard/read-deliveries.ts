import { textAt } from '../../kernel/json.ts';
import { matchAll, whereInternal } from '../../tmf630/query/filter-expression.ts';
import type { StoredResource } from '../../tmf630/resource-store.ts';
import { type Attempt, deliveryIn } from '../../events/delivery.ts';
import { subscriptionStateIn } from '../../events/subscription-state.ts';
import type { DashboardDeps } from './deps.ts';
import type { DeliveryHealth, DeliveryLine } from './model.ts';

const dayMs = 86_400_000;

/** How the deliveries stand at `now` (UTC ms), with the `shown` last ones that ended. */
export async function readDeliveries(deps: DashboardDeps, now: number, shown: number): Promise<DeliveryHealth> {
  const { hubs, deliveries } = deps;
  const waiting = whereInternal('openSince', 'gte', 0);
  const recent = whereInternal('settledAt', 'gte', now - dayMs);
  const oldestFirst = [{ scope: 'internal', path: 'openSince', direction: 'ascending' }] as const;
  const newestFirst = [{ scope: 'internal', path: 'settledAt', direction: 'descending' }] as const;
  const [subscriptions, open, abandoned, [oldest], settled, suspended] = await Promise.all([
    hubs.count(matchAll),
    deliveries.count(waiting),
    deliveries.count(whereInternal('abandonedAt', 'gte', now - dayMs)),
    deliveries.list({ filter: waiting, sort: oldestFirst, offset: 0, limit: 1 }),
    deliveries.list({ filter: recent, sort: newestFirst, offset: 0, limit: shown }),
    readSuspended(deps, shown),
  ]);
  const since = oldest && deliveryIn(oldest).delivery.occurredAt;
  return {
    ...{ subscriptions, waiting: open, abandoned, ...suspended },
    ...(since === undefined ? {} : { oldestWaiting: since }),
    latest: await deliveryLines(hubs, settled),
  };
}

async function readSuspended(
  { subscriptionStates }: DashboardDeps,
  shown: number,
): Promise<Pick<DeliveryHealth, 'suspended' | 'suspendedTotal'>> {
  const filter = whereInternal('condition', 'eq', 'suspended');
  const sort = [{ scope: 'document', path: 'since', direction: 'ascending' }] as const;
  const { resources, total } = await subscriptionStates.page({ filter, sort, offset: 0, limit: shown });
  const states = resources.map(subscriptionStateIn);
  return {
    suspended: states.map(({ endpoint = 'a listener', since = 0, nextProbeAt }) => ({
      ...{ endpoint, since },
      ...(nextProbeAt === undefined ? {} : { nextProbeAt }),
    })),
    suspendedTotal: total,
  };
}

async function deliveryLines(hubs: DashboardDeps['hubs'], settled: readonly StoredResource[]): Promise<DeliveryLine[]> {
  const deliveries = settled.map((each) => deliveryIn(each).delivery);
  const ids = [...new Set(deliveries.map(({ subscriptionId }) => subscriptionId))];
  const callbacks = new Map((await hubs.getMany(ids)).map(({ id, document }) => [id, textAt(document, 'callback')]));
  return deliveries.map(
    ({ subscriptionId, settledAt, occurredAt, eventType, state, attempts, attemptCount, reason }) => ({
      at: settledAt ?? occurredAt,
      ...{ eventType, state, attempts: attemptCount },
      callback: withoutQuery(callbacks.get(subscriptionId)),
      outcome: reason ?? outcomeOf(attempts.at(-1)),
    }),
  );
}

/** Callback addresses may carry secrets in their query. */
function withoutQuery(callback: string | undefined): string {
  if (callback === undefined) return 'a subscription that has ended';
  if (!URL.canParse(callback)) return 'an address that cannot be read';
  const { host, pathname } = new URL(callback);
  return `${host}${pathname}`;
}

/** What an attempt met, in a few words: `HTTP 500`, `timeout`. */
export function outcomeOf(attempt: Attempt | undefined): string {
  if (attempt === undefined) return 'not tried';
  return attempt.status === undefined ? (attempt.reason ?? 'no answer') : `HTTP ${String(attempt.status)}`;
}
