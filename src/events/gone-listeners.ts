/** Subscriptions whose listeners have said that they are gone for good. */
export interface GoneListeners {
  add(subscriptionId: string): void;
  has(subscriptionId: string): boolean;
}

const kept = 10_000;

/**
 * None yet. Between such an answer and the end of the subscription in the store, other deliveries of it may be about to be sent;
 * this is what stops them. The latest ten thousand are kept: no delivery is about to be sent for so long.
 */
export function goneListeners(): GoneListeners {
  const ids = new Set<string>();
  return {
    add: (id) => {
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > kept && oldest !== undefined) ids.delete(oldest);
    },
    has: (id) => ids.has(id),
  };
}
