import { purgeOld } from '../src/events/purge.ts';
import type { PurgeDeps } from '../src/events/purge.ts';
import type { Clock } from '../src/kernel/clock.ts';
import type { Inbox } from '../src/usecases/receive-events.ts';
import type { RecurringJob } from './agenda.ts';

/** Removes events, settled deliveries and settled events of others that are older than `retentionMs`. */
export function purgeOldJob(
  deps: PurgeDeps & { inbox: Pick<Inbox, 'purge'>; clock: Clock },
  { retentionMs, intervalMs }: { retentionMs: number; intervalMs: number },
): RecurringJob {
  const run = async (): Promise<void> => {
    const before = deps.clock.now() - retentionMs;
    await purgeOld(deps, before);
    await deps.inbox.purge(before);
  };
  return { name: 'purge-old', intervalMs, run };
}
