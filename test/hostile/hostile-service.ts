import { openCollections } from '../../src/service/collections.ts';
import type { Overrides } from '../../src/service/surroundings.ts';
import { type JsonObject, objectsAt, textAt } from '../../src/kernel/json.ts';
import { matchAll } from '../../src/tmf630/query/filter-expression.ts';
import { postJson } from '../acceptance/trace-service.ts';
import { startService, type TestService } from '../support/service.ts';

const base = '/tmf-api/serviceQualityManagement/v4';

/** How a delivery stands, as it is kept. */
export interface DeliveryView {
  eventId: string;
  /** pending, delivered or abandoned. */
  state: string;
  attemptCount: number;
  /** Statuses or reasons of the last attempts, oldest first. */
  outcomes: (string | number)[];
  /** When they were made, UTC ms. */
  times: number[];
  reason: string | undefined;
}

/** The service among receivers it does not know. */
export interface HostileService {
  service: TestService;
  /** Registers a callback; gives the subscription's id. */
  subscribe(callback: string): Promise<string>;
  unsubscribe(id: string): Promise<void>;
  subscriptionIds(): Promise<string[]>;
  /** Makes so many objectives: one event each. */
  happen(times: number): Promise<void>;
  /** Relays and delivers once. */
  beat(): Promise<void>;
  /** Beats, and lets `stepMs` pass, until the deliveries of a subscription are as they should be; at most `steps` times. Gives them. */
  beatUntil(
    id: string,
    holds: (deliveries: readonly DeliveryView[]) => boolean,
    pace?: { stepMs: number; steps: number },
  ): Promise<DeliveryView[]>;
  /** The deliveries of a subscription that are kept, in order of their events. */
  deliveriesOf(id: string): Promise<DeliveryView[]>;
}

/** Starts the service on loopback, allowed to call it, with a short patience for callbacks. */
export async function hostileService(
  settings: Readonly<Record<string, string>> = {},
  overrides: Pick<Overrides, 'lookup' | 'authorities'> = {},
): Promise<HostileService> {
  const service = await startService(
    { SURETY_CALLBACK_ALLOW: '127.0.0.1', SURETY_CALLBACK_TIMEOUT: '500ms', ...settings },
    overrides,
  );
  const { deliveries } = await openCollections(service.storage);
  const beat = async (): Promise<void> => {
    await service.beats.relay();
    await service.beats.deliver();
  };
  const deliveriesOf = async (id: string): Promise<DeliveryView[]> => {
    const found = await deliveries.list({ filter: matchAll, sort: [], offset: 0, limit: 10_000 });
    return found
      .map(({ document }) => document)
      .filter((document) => textAt(document, 'subscriptionId') === id)
      .map(viewOf)
      .sort((left, right) => left.eventId.localeCompare(right.eventId, 'en', { numeric: true }));
  };
  return {
    ...{ service, beat, deliveriesOf },
    subscribe: async (callback) => String((await postJson(`${service.url}${base}/hub`, { callback }))['id']),
    unsubscribe: async (id) => {
      await fetch(`${service.url}${base}/hub/${id}`, { method: 'DELETE' });
    },
    subscriptionIds: async () => {
      const hubs = (await (await fetch(`${service.url}${base}/hub`)).json()) as { id: string }[];
      return hubs.map(({ id }) => id);
    },
    happen: async (times) => {
      for (let made = 0; made < times; made += 1) {
        await postJson(`${service.url}${base}/serviceLevelObjective`, {
          ...{ name: 'Latency', conformanceComparator: '<=', conformanceTarget: '50 ms' },
          serviceLevelObjectiveParameter: { name: 'rtt', parameterType: 'KPI' },
        });
      }
    },
    beatUntil: async (id, holds, { stepMs, steps } = { stepMs: 5000, steps: 60 }) => {
      for (let step = 0; ; step += 1) {
        await beat();
        const seen = await deliveriesOf(id);
        if (holds(seen)) return seen;
        if (step >= steps) throw new Error(`it did not come to pass: ${JSON.stringify(seen).slice(0, 1000)}`);
        service.clock.advance(stepMs);
      }
    },
  };
}

function viewOf(document: JsonObject): DeliveryView {
  const attempts = objectsAt(document, 'attempts');
  return {
    eventId: textAt(document, 'eventId') ?? '',
    state: textAt(document, 'state') ?? '',
    attemptCount: Number(document['attemptCount']),
    outcomes: attempts.map(({ status, reason }) => (typeof status === 'number' ? status : String(reason))),
    times: attempts.map(({ at }) => Date.parse(String(at))),
    reason: textAt(document, 'reason'),
  };
}

/** Whether there are so many deliveries, and nothing is left to do for any. */
export function settled(count: number): (deliveries: readonly DeliveryView[]) => boolean {
  return (deliveries) => deliveries.length === count && deliveries.every(({ state }) => state !== 'pending');
}
