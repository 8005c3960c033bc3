import {
  type SubscriptionStatesDeps,
  expireDeliveries,
  purgeSubscriptionStates,
} from '../src/events/expire-deliveries.ts';
import { purgeOld, removeOlder } from '../src/events/purge.ts';
import type { PurgeDeps } from '../src/events/purge.ts';
import type { Clock } from '../src/kernel/clock.ts';
import type { Inbox } from '../src/usecases/receive-events.ts';
import type { RecurringJob } from './agenda.ts';

/** What the job works with. */
export interface PurgeOldDeps extends PurgeDeps, SubscriptionStatesDeps {
  replays: PurgeDeps['deliveries'];
  inbox: Pick<Inbox, 'purge'>;
  clock: Clock;
}

/** Gives up what could not be sent for `retentionMs`; removes events, settled deliveries, replays that are done and settled events of others that are older than `retentionMs`. */
export function purgeOldJob(
  deps: PurgeOldDeps,
  { retentionMs, intervalMs }: { retentionMs: number; intervalMs: number },
): RecurringJob {
  const run = async (): Promise<void> => {
    const before = deps.clock.now() - retentionMs;
    await expireDeliveries(deps, before);
    await purgeSubscriptionStates(deps);
    await purgeOld(deps, before);
    await removeOlder(deps.replays, 'settledAt', before);
    await deps.inbox.purge(before);
  };
  return { name: 'purge-old', intervalMs, run };
}
