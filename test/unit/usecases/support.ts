import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collections, openCollections, storeOfIn } from '../../../src/service/collections.ts';
import { partitionCount, type Sample, type Series } from '../../../src/domain/measurement.ts';
import { formatInstant, parseInstant } from '../../../src/kernel/instant.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { slaViolation } from '../../../src/resources/sla-violation.ts';
import { sla as slaDefinition } from '../../../src/resources/sla.ts';
import { openEmbeddedStorage } from '../../../src/storage/embedded/embedded-storage.ts';
import { matchAll } from '../../../src/tmf630/query/filter-expression.ts';
import { createResourceService, type ResourceService } from '../../../src/tmf630/resource-service.ts';
import type { ResourceStore } from '../../../src/tmf630/resource-store.ts';
import { type Commitment, commitmentOf } from '../../../src/usecases/commitment-record.ts';
import { contractsInFlight } from '../../../src/usecases/contracts-in-flight.ts';
import {
  type EvaluateDeps,
  type EvaluationCount,
  evaluatePartition,
} from '../../../src/usecases/evaluate-partition.ts';
import { finalizeAssessments } from '../../../src/usecases/finalize-assessments.ts';
import { createIngest } from '../../../src/usecases/ingest-measurements.ts';
import type { Storage } from '../../../src/usecases/ports.ts';
import { syncCommitments } from '../../../src/usecases/sync-commitments.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import { type FakeClock, fakeClock } from '../../support/fake-clock.ts';
import { sequentialIds } from '../../support/sequential-ids.ts';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Present of every world at first: 2026-11-22T12:00:00Z. */
export const present = Date.UTC(2026, 10, 22, 12);

/** A promise in a form that is short to write: a rule of an SLA, with what it lacks. */
export type RuleText = JsonObject;

/** Contracts, measurements and evaluation on an embedded store of its own, with a clock that stands still. */
export interface World {
  clock: FakeClock;
  storage: Storage;
  collections: Collections;
  service: ResourceService;
  deps: EvaluateDeps;
  /** What was logged as an error. */
  errors: object[];
  /** Makes an SLA of one rule (mean latency of site-7 at most 50 ms in every hour, unless told otherwise); gives its id. */
  promise(rule?: RuleText, sla?: JsonObject): Promise<string>;
  /** As `promise`, but its commitments are made only with `relay`. */
  offer(rule?: RuleText, sla?: JsonObject): Promise<string>;
  /** Brings the commitments in line with changed contracts. */
  relay(): Promise<void>;
  patch(slaId: string, patch: JsonObject): Promise<void>;
  remove(slaId: string): Promise<void>;
  /** Takes in values of a series (latency of site-7 by default): [instant, value] pairs. */
  measure(values: readonly (readonly [at: number, value: number])[], series?: Partial<Series>): Promise<void>;
  /** Takes in samples of any kind. */
  observe(samples: readonly Sample[], series?: Partial<Series>): Promise<void>;
  /** One beat over every partition: evaluation, then what is due to become final. */
  beat(): Promise<EvaluationCount>;
  /** Lets time pass in steps of a length with a beat after each. */
  pass(ms: number, stepMs?: number): Promise<void>;
  commitments(): Promise<Commitment[]>;
  /** The only commitment there is. */
  commitment(): Promise<Commitment>;
  /** Documents of all assessments in order of period; of one subject when asked. */
  assessments(subject?: string): Promise<JsonObject[]>;
  violations(): Promise<JsonObject[]>;
  close(): Promise<void>;
}

/** Instant of a text without seconds, UTC: `utc('2026-03-01T10:00')`. */
export function utc(text: string): number {
  const instant = parseInstant(`${text}:00Z`);
  if (instant === undefined) throw new Error(`not an instant: ${text}`);
  return instant;
}

/** Values at equal steps from an instant on. */
export function every(stepMs: number, from: number, amounts: readonly number[]): [number, number][] {
  return amounts.map((amount, index) => [from + index * stepMs, amount]);
}

/** `count` times one value, 5 minutes apart. */
export function steady(from: number, amount: number, count: number): [number, number][] {
  return every(5 * minute, from, Array<number>(count).fill(amount));
}

/** `10:00 met 30` for each assessment: start of its period, result, figure without trailing zeros. */
export function told(assessments: readonly JsonObject[]): string[] {
  return assessments.map(({ period, result, attained }) => {
    const start = String((period as JsonObject)['startDateTime']);
    const figure = attained === undefined ? '' : ` ${String(Number(attained))}`;
    return `${start.slice(11, 16)} ${String(result)}${figure}`;
  });
}

/** A world; close it. `storage` wraps the store, e.g. to count or to fail. */
export async function createWorld(wrap: (storage: Storage) => Storage = (storage) => storage): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'surety-usecases-'));
  const storage = wrap(await openEmbeddedStorage(folder));
  const collections = await openCollections(storage);
  const clock = fakeClock(present);
  const errors: object[] = [];
  const nextInteger = (counter: string): Promise<number> => storage.nextInteger(counter);
  const service = createResourceService({
    ...{ clock, ids: sequentialIds(), nextInteger },
    storeOf: storeOfIn(collections),
    onChange: () => undefined,
  });
  const deps: EvaluateDeps = {
    ...collections,
    buckets: storage.buckets,
    contractsInFlight: contractsInFlight(collections, clock),
    violation: { definition: slaViolation, store: collections.violations, service, clock, nextInteger },
    times: { settleMs: minute, allowedLatenessMs: hour },
    logger: recordingLogger({ error: (fields) => void errors.push(fields) }),
    onEvaluated: () => undefined,
    onViolation: () => undefined,
  };
  const ingest = createIngest({
    ...{ buckets: storage.buckets, clock, onOutcome: () => undefined, onAccepted: () => undefined },
  });
  const seriesWith = (series: Partial<Series>): Series => ({ indicator: 'latency', subject: 'site-7', ...series });
  const contractChanged = (): Promise<void> => react(collections, clock);
  const world: World = {
    ...{ clock, storage, collections, service, deps, errors },
    offer: async (rule = {}, sla = {}) => (await service.create(slaDefinition, contract(rule, sla), {})).id,
    relay: contractChanged,
    promise: async (rule, sla) => {
      const id = await world.offer(rule, sla);
      await contractChanged();
      return id;
    },
    patch: async (slaId, patch) => {
      await service.patch(slaDefinition, slaId, patch, {});
      await contractChanged();
    },
    remove: async (slaId) => {
      await service.remove(slaDefinition, slaId, {});
      await contractChanged();
    },
    measure: async (values, series = {}) => {
      const bodies = values.map(([at, value]) => ({ ...seriesWith(series), at: formatInstant(at), value }));
      for (let from = 0; from < bodies.length; from += 5000) {
        const results = await ingest(bodies.slice(from, from + 5000), from);
        const refused = results.find(({ outcome }) => outcome === 'rejected');
        if (refused !== undefined) throw new Error(`${refused.path ?? ''}: ${refused.reason ?? ''}`);
      }
    },
    observe: async (samples, series = {}) => {
      await storage.buckets.write(
        samples.map((sample) => ({ series: seriesWith(series), sample })),
        clock.now(),
      );
    },
    beat: () => beat(deps, collections, clock),
    pass: async (ms, stepMs = ms) => {
      for (let passed = 0; passed < ms; passed += stepMs) {
        clock.advance(stepMs);
        await world.beat();
      }
    },
    commitments: async () => (await everything(collections.commitments)).map(commitmentOf),
    commitment: async () => {
      const [only, ...others] = await world.commitments();
      if (only === undefined || others.length > 0) throw new Error(`${String(others.length)} more commitments`);
      return only;
    },
    assessments: async (subject) => {
      const documents = (await everything(collections.assessments)).map(({ document }) => document);
      return documents
        .filter((document) => subject === undefined || document['subject'] === subject)
        .sort((left, right) => (periodText(left) < periodText(right) ? -1 : 1));
    },
    violations: async () => (await everything(collections.violations)).map(({ document }) => document),
    close: async () => {
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return world;
}

function contract(rule: RuleText, sla: JsonObject): JsonObject {
  return {
    name: 'Gold',
    state: 'observed',
    relatedEntity: [{ id: 'site-7' }],
    rule: [
      {
        ...{ id: 'latency', metric: 'latency', unit: 'ms', operator: '.le', referenceValue: '50' },
        ...{ transformationAlgorithmOfKQI: 'mean', measurementInterval: 'PT5M' },
        conformanceWindow: { type: 'calendar', duration: 'PT1H', timeZone: 'UTC' },
        ...rule,
      },
    ],
    ...sla,
  };
}

/** What the relay does about changed contracts: brings commitments in line, then forgets the events; what fails comes again. */
async function react(collections: Collections, clock: FakeClock): Promise<void> {
  const { slas, commitments } = collections;
  for (let round = 0; round < 3; round += 1) {
    const pending = await slas.pendingEvents(1000);
    const done = [];
    for (const each of pending) {
      const isDone = await syncCommitments({ ...collections, clock }, [each.event]).then(
        () => true,
        () => false,
      );
      if (isDone) done.push(each);
    }
    for (const [store, events] of [
      [slas, done],
      [commitments, await commitments.pendingEvents(1000)],
    ] as const) {
      await store.clearEvents(events.map(({ holderId, event }) => ({ holderId, eventId: event.eventId })));
    }
  }
}

async function beat(deps: EvaluateDeps, collections: Collections, clock: FakeClock): Promise<EvaluationCount> {
  const sum = { evaluated: 0, violations: 0, skipped: 0 };
  for (let partition = 0; partition < partitionCount; partition += 1) {
    const { evaluated, violations, skipped } = await evaluatePartition(deps, partition, clock.now());
    sum.evaluated += evaluated;
    sum.violations += violations;
    sum.skipped += skipped;
    await finalizeAssessments(collections.assessments, partition, clock.now());
  }
  return sum;
}

async function everything(store: ResourceStore) {
  return store.list({ filter: matchAll, sort: [], offset: 0, limit: 100_000 });
}

function periodText({ subject, period }: JsonObject): string {
  const { startDateTime, endDateTime } = period as JsonObject;
  return [subject, startDateTime, endDateTime].map(String).join('|');
}
