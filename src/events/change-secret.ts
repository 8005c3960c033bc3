import type { Clock } from '../kernel/clock.ts';
import { conflict } from '../kernel/problem.ts';
import { isDeepEqual } from '../tmf630/deep-equal.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import { secretsAsInternal, secretsIn } from './hub-extension.ts';
import { rotated } from './signature.ts';

/** A new secret, or null for none; and for how long the present one goes on signing beside it, ms. */
export interface SecretChange {
  secret: string | null;
  overlapMs: number;
}

const tries = 10;

/**
 * Gives a subscription a secret, or takes it away. The present one signs beside the new one until the overlap is over.
 * Whether there is such a subscription. Idempotent: the same secret again changes nothing. Throws Problem `conflict`.
 */
export async function changeSecret(
  { hubs, clock }: { hubs: ResourceStore; clock: Pick<Clock, 'now'> },
  id: string,
  { secret, overlapMs }: SecretChange,
): Promise<boolean> {
  for (let left = tries; left > 0; left -= 1) {
    const stored = await hubs.get(id);
    if (stored === undefined) return false;
    const now = clock.now();
    const present = secretsIn(stored.internal);
    const next = secret === null ? [] : rotated(present, secret, { now, overlapMs });
    const internal = { ...stored.internal, ...secretsAsInternal(next) };
    if (isDeepEqual(internal, stored.internal)) return true;
    const resource = { ...stored, revision: stored.revision + 1, updatedAt: now, internal };
    const write = { kind: 'replace', resource, expectedRevision: stored.revision, events: [] } as const;
    if ((await hubs.write(write)).outcome === 'written') return true;
  }
  throw conflict('subscription', 'is being changed by others, try again');
}
