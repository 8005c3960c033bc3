import type { Deliverer } from '../src/events/deliver.ts';
import type { RecurringJob } from './agenda.ts';

/** Deliveries taken in one beat, and how long a beat waits for listeners that are slow to answer. */
const perBeat = 2000;
const patienceMs = 500;

/** Sends due deliveries. Slow listeners are left to answer in the background, so that the next beat is on time for all others. */
export function deliverEventsJob(deliverer: Deliverer, intervalMs: number): RecurringJob {
  return { name: 'deliver-events', intervalMs, run: () => deliverer.deliverDue(perBeat, patienceMs) };
}
