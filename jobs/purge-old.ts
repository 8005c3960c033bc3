import { purgeOld, removeOlder } from '../src/events/purge.ts';
import type { PurgeDeps } from '../src/events/purge.ts';
import type { Clock } from '../src/kernel/clock.ts';
import type { ResourceStore } from '../src/tmf630/resource-store.ts';
import type { Inbox } from '../src/usecases/receive-events.ts';
import type { RecurringJob } from './agenda.ts';

/** Removes events, settled deliveries, replays that are done and settled events of others that are older than `retentionMs`. */
export function purgeOldJob(
  deps: PurgeDeps & { replays: ResourceStore; inbox: Pick<Inbox, 'purge'>; clock: Clock },
  { retentionMs, intervalMs }: { retentionMs: number; intervalMs: number },
): RecurringJob {
  const run = async (): Promise<void> => {
    const before = deps.clock.now() - retentionMs;
    await purgeOld(deps, before);
    await removeOlder(deps.replays, 'settledAt', before);
    await deps.inbox.purge(before);
  };
  return { name: 'purge-old', intervalMs, run };
}
