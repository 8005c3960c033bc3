import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';
import { type SecretChange, changeSecret } from './change-secret.ts';
import { pauseSubscription, resumeSubscription } from './operate-subscription.ts';
import { sendTest } from './send-test.ts';
import type { SubscriptionSource } from './subscription-source.ts';

/** What somebody who runs the service does with subscriptions. Each gives undefined or false when there is no such subscription. */
export interface Operator {
  /** Idempotent. */
  pause(id: string, reason: string | undefined): Promise<boolean>;
  /** Idempotent. */
  resume(id: string, reason: string | undefined): Promise<boolean>;
  /** The delivery of a test event, which is now on its way. */
  test(id: string): Promise<StoredResource | undefined>;
  /** Idempotent. */
  changeSecret(id: string, change: SecretChange): Promise<boolean>;
}

/** What an {@link Operator} works with. */
export interface OperatorDeps {
  hubs: ResourceStore;
  subscriptionStates: ResourceStore;
  deliveries: ResourceStore;
  events: ResourceStore;
  subscriptions: SubscriptionSource;
  clock: Clock;
  ids: IdSource;
  /** Something may be due. */
  onDue: () => void;
}

/** An operator over the service's stores. */
export function createOperator(deps: OperatorDeps): Operator {
  return {
    pause: async (id, reason) => (await pauseSubscription(deps, { id, reason })) !== undefined,
    resume: async (id, reason) => {
      const state = await resumeSubscription(deps, { id, reason });
      if (state !== undefined) deps.onDue();
      return state !== undefined;
    },
    test: async (id) => {
      const [found] = await deps.subscriptions.find([id]);
      if (found === undefined) return undefined;
      const delivery = await sendTest(deps, found);
      deps.onDue();
      return delivery;
    },
    changeSecret: (id, change) => changeSecret(deps, id, change),
  };
}
