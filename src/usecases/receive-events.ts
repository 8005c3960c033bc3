import { removeOlder } from '../events/purge.ts';
import type { Clock } from '../kernel/clock.ts';
import { derivedId } from '../kernel/ids.ts';
import { parseInstant } from '../kernel/instant.ts';
import { isJsonObject, type JsonObject, objectAt, textAt } from '../kernel/json.ts';
import type { Logger } from '../kernel/logger.ts';
import { allOf, whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, ResourceWrite, StoredResource } from '../tmf630/resource-store.ts';
import type { Ingest } from './ingest-measurements.ts';
import { type InboundEvent, type InboundOutcome, inboxRow, plainType, settledRow } from './inbound-event.ts';
import { readPerformanceMeasurement } from './performance-measurement.ts';

/** What dealing with others' events needs. */
export interface InboxDeps {
  inbox: ResourceStore;
  ingest: Ingest;
  clock: Pick<Clock, 'now'>;
  logger: Pick<Logger, 'warn' | 'error'>;
  /** Told what became of events, `duplicate` included. */
  onEvent(outcome: InboundOutcome | 'duplicate', count: number): void;
}

/** Events that others send. */
export interface Inbox {
  /** Keeps an event, durably; one that is known changes nothing. What there is to do about it is done later. */
  receive(event: InboundEvent): Promise<void>;
  /** Deals with the events that wait, in the order in which they happened as far as they wait together; answers how many. */
  work(): Promise<number>;
  /** Removes the events that were settled before an instant (UTC ms); answers how many. One sent again after that is new. */
  purge(before: number): Promise<number>;
}

const pageSize = 200;
const measurementTypes = new Set(
  ['PerformanceMeasurementCreateEvent', 'PerformanceMeasurementAttributeValueChangeEvent'].map(plainType),
);

/**
 * An inbox over a collection. An event is settled only once all it tells is durable, so a crash anywhere means that it is
 * dealt with again, which changes nothing. Several processes may work at once. Source: TMF630; TMF628 v5 schema.
 */
export function createInbox(deps: InboxDeps): Inbox {
  return {
    receive: async (event) => {
      const isIgnored = !measurementTypes.has(plainType(event.eventType));
      const resource = inboxRow(event, { now: deps.clock.now(), isIgnored });
      const { outcome } = await deps.inbox.write({ kind: 'insert', resource, events: [] });
      if (outcome !== 'written') deps.onEvent('duplicate', 1);
      else if (isIgnored) deps.onEvent('ignored', 1);
    },
    work: () => work(deps),
    purge: (before) => removeOlder(deps.inbox, 'settledAt', before),
  };
}

async function work(deps: InboxDeps): Promise<number> {
  let settled = 0;
  let stuck = 0;
  for (;;) {
    const filter = whereInternal('waitingSince', 'gte', 0);
    const sort = [{ scope: 'internal', path: 'waitingSince', direction: 'ascending' }] as const;
    const rows = await deps.inbox.list({ filter, sort, offset: stuck, limit: pageSize });
    const done = await settleAll(deps, rows);
    settled += done;
    stuck += rows.length - done;
    if (rows.length < pageSize) return settled;
  }
}

/** A row, and what is to be done about it. */
interface Plan {
  row: StoredResource;
  outcome: InboundOutcome;
  measurements: JsonObject[];
  told: string[];
  reason?: string;
}

async function settleAll(deps: InboxDeps, rows: readonly StoredResource[]): Promise<number> {
  const plans: Plan[] = [];
  for (const row of [...rows].sort((left, right) => happenedAt(left) - happenedAt(right))) {
    plans.push(await planOf(deps, row));
  }
  // The later of two that tell of one sample comes later, and wins.
  const measurements = plans.flatMap((plan) => plan.measurements);
  if (measurements.length > 0) await deps.ingest(measurements, 0);
  const now = deps.clock.now();
  const writes = plans.map(({ row, ...rest }): ResourceWrite => {
    return { kind: 'replace', resource: settledRow(row, { ...rest, now }), expectedRevision: row.revision, events: [] };
  });
  const outcomes = await deps.inbox.writeMany(writes);
  const written = plans.filter((_plan, at) => outcomes[at]?.outcome === 'written');
  for (const { outcome } of written) deps.onEvent(outcome, 1);
  return written.length;
}

async function planOf(deps: InboxDeps, row: StoredResource): Promise<Plan> {
  const { measurements, faults } = readPerformanceMeasurement(measurementIn(row), deps.clock.now());
  if (faults !== undefined) {
    const reason = faults.map((fault) => `event.performanceMeasurement.${fault.path}: ${fault.reason}`).join('; ');
    const { eventId, eventType } = row.document;
    deps.logger.warn({ eventId, eventType, reason }, 'event that was received cannot be read');
    return { row, outcome: 'refused', measurements: [], told: [], reason };
  }
  const fresh: JsonObject[] = [];
  for (const measurement of measurements) if (!(await isOutdated(deps, row, measurement))) fresh.push(measurement);
  const outcome = fresh.length === 0 ? 'outdated' : 'taken';
  return { row, outcome, measurements: fresh, told: fresh.map(sampleKey) };
}

/** The measurement that an event tells of; without a time of its own it is of when the event happened. */
function measurementIn({ document }: StoredResource): JsonObject {
  const envelope = objectAt(document, 'body') ?? {};
  const told = objectAt(envelope, 'event')?.['performanceMeasurement'];
  const measurement = isJsonObject(told) ? told : {};
  const { startDateTime = null, endDateTime = null } = objectAt(measurement, 'validFor') ?? {};
  const { eventTime } = envelope;
  if (startDateTime !== null || endDateTime !== null || eventTime === undefined) return measurement;
  return { ...measurement, validFor: { endDateTime: eventTime } };
}

/** Whether an event that happened later has told of the same sample: an older one must not overwrite it. */
async function isOutdated({ inbox }: InboxDeps, row: StoredResource, measurement: JsonObject): Promise<boolean> {
  const filter = allOf(
    whereInternal('told', 'eq', sampleKey(measurement)),
    whereInternal('happenedAt', 'gt', happenedAt(row)),
  );
  return (await inbox.list({ filter, sort: [], offset: 0, limit: 1 })).length > 0;
}

function sampleKey(measurement: JsonObject): string {
  const [indicator = '', subject = '', at = ''] = ['indicator', 'subject', 'at'].map((name) =>
    textAt(measurement, name),
  );
  return derivedId('sample', indicator, subject, parseInstant(at) ?? 0);
}

function happenedAt({ internal }: StoredResource): number {
  const instant = internal['happenedAt'];
  return typeof instant === 'number' ? instant : 0;
}
