import { purgeOld } from '../src/events/purge.ts';
import type { PurgeDeps } from '../src/events/purge.ts';
import type { Clock } from '../src/kernel/clock.ts';
import type { RecurringJob } from './agenda.ts';

/** Removes events and settled deliveries older than `retentionMs`. */
export function purgeOldJob(
  deps: PurgeDeps & { clock: Clock },
  { retentionMs, intervalMs }: { retentionMs: number; intervalMs: number },
): RecurringJob {
  return { name: 'purge-old', intervalMs, run: () => purgeOld(deps, deps.clock.now() - retentionMs) };
}
