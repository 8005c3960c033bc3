import type { JsonObject } from '../kernel/json.ts';
import { allOf, whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';
import { type Attempt, deliveryIn } from './delivery.ts';
import { instantOf, present } from './record-members.ts';

/** The members that {@link readHealth} gives. */
export const healthMembers: readonly string[] = ['pendingCount', 'oldestPendingAt', 'lastDeliveredAt', 'lastFailure'];

/**
 * What a subscription's deliveries say: how many wait, since when the oldest event does and how it last failed, and when something was last delivered;
 * members that nothing is known of are absent. Three reads by index.
 */
export async function readHealth(
  { deliveries }: { deliveries: ResourceStore },
  subscriptionId: string,
): Promise<JsonObject> {
  const waiting = allOf(whereInternal('openSubscription', 'eq', subscriptionId), whereInternal('openSince', 'gte', 0));
  const delivered = allOf(whereInternal('deliveredTo', 'eq', subscriptionId), whereInternal('settledAt', 'gte', 0));
  const [pendingCount, [oldest], [last]] = await Promise.all([
    deliveries.count(waiting),
    deliveries.list({ filter: waiting, sort: [by('openSince', 'ascending')], offset: 0, limit: 1 }),
    deliveries.list({ filter: delivered, sort: [by('settledAt', 'descending')], offset: 0, limit: 1 }),
  ]);
  return present({
    pendingCount,
    oldestPendingAt: instantOf(oldest && occurredAt(oldest)),
    lastDeliveredAt: instantOf(last && deliveryIn(last).delivery.settledAt),
    lastFailure: oldest && failureOf(deliveryIn(oldest).delivery.attempts.at(-1)),
  });
}

/** What was last tried of what waits has failed, or it would not wait. */
function failureOf(attempt: Attempt | undefined): JsonObject | undefined {
  if (attempt === undefined) return undefined;
  const { at, durationMs, status, reason } = attempt;
  return present({ at: instantOf(at + durationMs), status, reason });
}

function occurredAt(resource: StoredResource): number {
  return deliveryIn(resource).delivery.occurredAt;
}

function by(path: string, direction: 'ascending' | 'descending') {
  return { scope: 'internal', path, direction } as const;
}
