import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { minuteMs } from '../src/domain/duration.ts';
import { type Measurement, partitionOf, type Sample, type Series } from '../src/domain/measurement.ts';
import type { Clock } from '../src/kernel/clock.ts';
import { silentLogger } from '../src/kernel/logger.ts';
import { systemIds } from '../src/kernel/ids.ts';
import type { JsonObject } from '../src/kernel/json.ts';
import { sla } from '../src/resources/sla.ts';
import { slaViolation } from '../src/resources/sla-violation.ts';
import { openCollections, storeOfIn } from '../src/service/collections.ts';
import { openEmbeddedStorage } from '../src/storage/embedded/embedded-storage.ts';
import { matchAll } from '../src/tmf630/query/filter-expression.ts';
import { createResourceService } from '../src/tmf630/resource-service.ts';
import type { ResourceStore } from '../src/tmf630/resource-store.ts';
import { commitmentOf, storedCommitment } from '../src/usecases/commitment-record.ts';
import { evaluatePartition } from '../src/usecases/evaluate-partition.ts';
import type { BucketStore } from '../src/usecases/ports.ts';
import { syncCommitments } from '../src/usecases/sync-commitments.ts';
import { createTimeRules } from '../src/usecases/time-rules.ts';

/** A kind of promise, by what people call it. */
export type Kind = keyof typeof promises;

/** A store with a stretch of a month in it, whose present is its end. What is measured gives CPU ms for one commitment. */
export interface EvaluationWorld {
  folder: string;
  /** One new sample for every commitment of a kind, evaluated. */
  round: (kind: Kind) => Promise<number>;
  /** Every commitment looked at without anything new. */
  look: () => Promise<number>;
  /** One beat with nothing to do. */
  beat: () => Promise<number>;
  close: () => Promise<void>;
}

const window = { type: 'calendar', duration: 'P1M', timeZone: 'UTC' };
const level = { unit: 'ms', operator: '.le', referenceValue: '50', measurementInterval: 'PT1M' };
const share = { unit: '%', operator: '.ge', measurementInterval: 'PT1M' };

/** The promises and the samples they are kept by: a rare bad hour, else good. `minute` is counted from the start. */
const promises = {
  'availability from up and down': {
    rule: { ...share, referenceValue: '99', transformationAlgorithmOfKQI: 'availability' },
    sample: (start: number, minute: number): Sample => {
      const isDown = minute % 2000 < 4;
      return { kind: 'state', start, end: start + minuteMs, state: isDown ? 'down' : 'up', weight: isDown ? 1 : 0 };
    },
  },
  'mean of slices of 5 min, instant': {
    rule: { ...level, transformationAlgorithmOfKQI: 'mean', verdictMode: 'instant', slice: 'PT5M' },
    sample: valueAt,
  },
  'ratio of events': {
    rule: { ...share, referenceValue: '99', transformationAlgorithmOfKQI: 'ratio', unit: '%' },
    sample: (start: number, minute: number): Sample => {
      return { kind: 'ratio', start, end: start + minuteMs, good: 998 - (minute % 3), total: 1000 };
    },
  },
  'p95 at the close': {
    rule: { ...level, transformationAlgorithmOfKQI: 'p95', verdictMode: 'atClose' },
    sample: valueAt,
  },
  'mean, values carried forward 30 min': {
    rule: { ...level, transformationAlgorithmOfKQI: 'mean', missingData: 'carryForward', maxAge: 'PT30M' },
    sample: valueAt,
  },
} as const;

/** All of them. */
export const kinds = Object.keys(promises) as Kind[];

function valueAt(start: number, minute: number): Sample {
  return { kind: 'value', start, value: 20 + ((minute * 7919) % 1000) / 50 };
}

interface Stretch {
  /** UTC ms. */
  from: number;
  to: number;
}

/** Makes the promises, `perKind` of each with a series of its own, all in one partition, and the samples of a stretch. */
export async function openWorld(perKind: number, { from, to }: Stretch): Promise<EvaluationWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'surety-bench-'));
  const storage = await openEmbeddedStorage(folder);
  const collections = await openCollections(storage);
  let now = from;
  const clock: Clock = { now: () => now, sleep: () => Promise.resolve() };
  const nextInteger = (counter: string): Promise<number> => storage.nextInteger(counter);
  const service = createResourceService({
    ...{ clock, ids: systemIds, nextInteger, storeOf: storeOfIn(collections), onChange: () => undefined },
  });
  const seriesOf = new Map(kinds.map((kind) => [kind, seriesFor(kind, perKind)]));
  for (const kind of kinds) {
    const body = agreement(kind, seriesOf.get(kind) ?? []);
    await service.create(sla, body, {});
  }
  const pending = await collections.slas.pendingEvents(1000);
  await syncCommitments(
    { ...collections, clock },
    pending.map(({ event }) => event),
  );
  now = to;
  for (const kind of kinds)
    for (const series of seriesOf.get(kind) ?? []) await fill(storage.buckets, { kind, series }, { from, to });
  let evaluated = 0;
  const deps = {
    ...{
      ...collections,
      buckets: storage.buckets,
      logger: silentLogger,
      contractsInFlight: () => Promise.resolve(Infinity),
    },
    violation: { definition: slaViolation, store: collections.violations, service, clock, nextInteger },
    times: { settleMs: minuteMs, allowedLatenessMs: 60 * minuteMs },
    timeRulesOf: createTimeRules({ ...collections, clock }).timeRulesOf,
    onEvaluated: (count: number) => void (evaluated += count),
    onViolation: () => undefined,
  };
  const measured = async (expected: number): Promise<number> => {
    evaluated = 0;
    const before = process.cpuUsage();
    await evaluatePartition(deps, 0, now);
    const { user, system } = process.cpuUsage(before);
    if (evaluated < expected) throw new Error(`${String(evaluated)} evaluated, expected ${String(expected)}`);
    return (user + system) / 1000 / Math.max(1, expected);
  };
  // One run takes no more than so many pages: what it leaves would be charged to the first rounds.
  do {
    evaluated = 0;
    await evaluatePartition(deps, 0, now);
  } while (evaluated > 0);
  return {
    folder,
    round: async (kind) => {
      now += minuteMs;
      const sample = promises[kind].sample(now - minuteMs, (now - minuteMs - from) / minuteMs);
      await storage.buckets.write(
        (seriesOf.get(kind) ?? []).map((series) => ({ series, sample })),
        now,
      );
      return measured(perKind);
    },
    look: async () => {
      await makeDue(collections.commitments, now);
      return measured(perKind * kinds.length);
    },
    beat: () => measured(0),
    close: () => storage.close(),
  };
}

/** Series of the first partition. */
function seriesFor(kind: Kind, count: number): Series[] {
  const found: Series[] = [];
  for (let number = 1; found.length < count; number += 1) {
    const series = { indicator: indicatorOf(kind), subject: `site-${String(number)}` };
    if (partitionOf(series) === 0) found.push(series);
  }
  return found;
}

function indicatorOf(kind: Kind): string {
  return `indicator${String(kinds.indexOf(kind))}`;
}

function agreement(kind: Kind, series: readonly Series[]): JsonObject {
  const rule = { id: 'rule', metric: indicatorOf(kind), conformanceWindow: window, ...promises[kind].rule };
  const relatedEntity = series.map(({ subject }) => ({ id: subject }));
  return { name: kind, state: 'observed', relatedEntity, rule: [rule] };
}

async function fill(
  buckets: BucketStore,
  { kind, series }: { kind: Kind; series: Series },
  { from, to }: Stretch,
): Promise<void> {
  const samples: Measurement[] = [];
  for (let start = from; start < to; start += minuteMs) {
    samples.push({ series, sample: promises[kind].sample(start, (start - from) / minuteMs) });
  }
  for (let at = 0; at < samples.length; at += 10_000) await buckets.write(samples.slice(at, at + 10_000), to);
}

async function makeDue(store: ResourceStore, now: number): Promise<void> {
  const stored = await store.list({ filter: matchAll, sort: [], offset: 0, limit: 100_000 });
  await store.writeMany(
    stored.map(commitmentOf).map((each) => ({
      kind: 'replace',
      resource: storedCommitment(
        { ...each, revision: each.revision + 1, schedule: { ...each.schedule, dueAt: now } },
        now,
      ),
      expectedRevision: each.revision,
      events: [],
    })),
  );
}
