import type { RecurringJob } from './agenda.ts';

/** Goes on with the replays that somebody has asked for. */
export function replayDeliveriesJob(replay: () => Promise<unknown>, intervalMs: number): RecurringJob {
  return { name: 'replay-deliveries', intervalMs, run: replay };
}
