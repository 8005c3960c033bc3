import { atMost } from './at-most.ts';
import { type Collections, eventHoldersOf } from './collections.ts';
import type { Config } from '../config.ts';
import { createDeliverer, type Deliverer } from '../events/deliver.ts';
import type { PostCallback } from '../events/ports.ts';
import { relayEvents } from '../events/relay.ts';
import { workReplays } from '../events/replay.ts';
import { singleFlight } from '../events/single-flight.ts';
import type { Subscription } from '../events/subscription.ts';
import type { SubscriptionSource } from '../events/subscription-source.ts';
import type { Metrics } from '../http/metrics.ts';
import type { JsonObject } from '../kernel/json.ts';
import { formatInstant } from '../kernel/instant.ts';
import { collectorGap } from '../resources/collector-gap.ts';
import { maintenanceWindow } from '../resources/maintenance-window.ts';
import { slaViolation } from '../resources/sla-violation.ts';
import { sla } from '../resources/sla.ts';
import type { Surroundings } from './surroundings.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { ResourceService } from '../tmf630/resource-service.ts';
import { advanceMaintenance } from '../usecases/advance-maintenance.ts';
import { completeAgreements } from '../usecases/complete-agreements.ts';
import { contractsInFlight, type ContractsInFlight } from '../usecases/contracts-in-flight.ts';
import { type EvaluationCount, evaluatePartition } from '../usecases/evaluate-partition.ts';
import { reassessGaps } from '../usecases/corrected-gaps.ts';
import { reassessMaintenance } from '../usecases/corrected-maintenance.ts';
import { heartbeat } from '../usecases/heartbeat.ts';
import type { EvaluationTimes } from '../usecases/evaluation.ts';
import { finalizeAssessments } from '../usecases/finalize-assessments.ts';
import type { Storage, TimeRulesOf } from '../usecases/ports.ts';
import type { Inbox } from '../usecases/receive-events.ts';
import { syncCommitments } from '../usecases/sync-commitments.ts';
import { createTimeRules } from '../usecases/time-rules.ts';
import { workRecomputations } from '../usecases/work-recomputations.ts';

/** What the service does by itself. Each may be called at any time, by any process, and repeated. */
export interface Beats {
  /** Evaluates one partition and makes its assessments final that are due. */
  evaluate: (partition: number) => Promise<EvaluationCount>;
  /** Completes agreements whose validity has ended; answers how many. */
  completeAgreements: () => Promise<number>;
  /** Gives maintenance windows the state they have by the clock; answers how many. */
  advanceMaintenance: () => Promise<number>;
  /** Says that the service lives; when none of its processes did so for long, that is recorded as a collector gap. */
  heartbeat: () => Promise<void>;
  /** Deals with events that others have sent; answers how many. */
  takeInEvents: () => Promise<number>;
  /** Carries events out of their documents; answers how many. */
  relay: () => Promise<number>;
  /** Goes on with replays that were asked for; answers how many deliveries it has opened again. */
  replay: () => Promise<number>;
  /** Goes on with recomputations that were asked for; answers how many pages of commitments it has worked out. */
  recompute: () => Promise<number>;
  /** Sends due deliveries, waiting at most a moment for slow listeners. */
  deliver: () => Promise<void>;
  /** Deliveries may have become due, at an instant (UTC ms) at the earliest: they are sent in the background. */
  deliverSoon: (since: number) => void;
  /** Breaks off what is under way after `deadlineMs`. */
  stop: (deadlineMs: number) => Promise<void>;
}

/** What the beats work with. */
export interface BeatDeps {
  config: Config;
  storage: Storage;
  collections: Collections;
  service: ResourceService;
  subscriptions: SubscriptionSource;
  render: (event: ChangeEvent, subscription: Subscription) => JsonObject;
  post: PostCallback;
  inbox: Pick<Inbox, 'work'>;
  metrics: Metrics;
  around: Surroundings;
}

const relayedAtOnce = 500;
const deliveriesPerBeat = 2000;
const patienceMs = 500;
const replayPagesPerBeat = 20;
const recomputationPagesPerBeat = 4;
/** One that computes while another waits for the store; more would only hold more in memory. */
const partitionsAtOnce = 2;

/** The beats over one set of collections. */
export function createBeats(deps: BeatDeps): Beats {
  const { collections, service, metrics } = deps;
  const { clock, logger } = deps.around;
  const { slas, maintenanceWindows } = collections;
  const deliverer = delivererOf(deps);
  const deliverSoon = (since: number): void => {
    deliverer.deliverSoon(since);
  };
  const inFlight = contractsInFlight(collections, clock);
  const { timeRulesOf } = createTimeRules({ ...collections, clock });
  const tellOnce = oncePerKey();
  return {
    evaluate: atMost(partitionsAtOnce, (partition: number) => evaluate(deps, { inFlight, timeRulesOf }, partition)),
    completeAgreements: singleFlight(() =>
      completeAgreements({
        ...{ definition: sla, slas, service, clock },
        onStuck: (slaId, { message: fault }) => {
          tellOnce(slaId, () => {
            logger.error({ slaId, fault }, 'agreement is over and cannot be completed until it is mended');
          });
        },
      }),
    ),
    advanceMaintenance: singleFlight(() =>
      advanceMaintenance({
        ...{ definition: maintenanceWindow, windows: maintenanceWindows, service, clock },
        onStuck: (windowId, { message: fault }) => {
          tellOnce(`window ${windowId}`, () => {
            logger.error({ windowId, fault }, 'maintenance window keeps its state until it is mended');
          });
        },
      }),
    ),
    heartbeat: singleFlight(() => beating(deps)),
    takeInEvents: singleFlight(() => deps.inbox.work()),
    relay: relaying(deps),
    deliver: singleFlight(async () => {
      const counts = await deliverer.deliverDue(deliveriesPerBeat, patienceMs);
      for (const outcome of ['delivered', 'retried', 'abandoned'] as const) {
        if (counts[outcome] > 0) metrics.deliveries(outcome, counts[outcome]);
      }
    }),
    replay: replaying(deps, deliverSoon),
    recompute: recomputing(deps),
    deliverSoon,
    stop: (deadlineMs) => deliverer.stop(deadlineMs),
  };
}

async function beating({ collections, config, service, around }: BeatDeps): Promise<void> {
  const gap = await heartbeat({
    ...{ heartbeats: collections.heartbeats, definition: collectorGap, gaps: collections.collectorGaps },
    ...{ service, clock: around.clock, afterMs: config.ownGapAfterMs },
  });
  if (gap === undefined) return;
  const [from, to] = [formatInstant(gap.start), formatInstant(gap.end)];
  around.logger.warn({ from, to }, 'nothing was running: recorded as a collector gap');
}

/** A beat comes every few seconds: a person needs to hear of what is stuck once. */
function oncePerKey(): (key: string, tell: () => void) => void {
  const told = new Set<string>();
  return (key, tell) => {
    if (!told.has(key)) tell();
    told.add(key);
  };
}

function delivererOf(deps: BeatDeps): Deliverer {
  const { deliveries, events, subscriptionStates } = deps.collections;
  const { clock, ids, logger, random } = deps.around;
  return createDeliverer({
    ...{ deliveries, events, subscriptionStates, clock, subscriptions: deps.subscriptions },
    ...{ render: deps.render, post: deps.post },
    ...{ random, ids, ...deliverySettings(deps) },
    logger: logger.child({ component: 'deliver' }),
  });
}

/** Carries events out of their documents, and lets commitments follow what they tell. */
function relaying({ collections, subscriptions, render, metrics, around }: BeatDeps): () => Promise<number> {
  const { clock, logger } = around;
  const { events, deliveries } = collections;
  const relayDeps = {
    ...{ holders: eventHoldersOf(collections), events, deliveries, clock, render },
    react: async (changes: readonly ChangeEvent[]): Promise<void> => {
      await syncCommitments({ ...collections, clock }, changes);
      await reassessMaintenance(collections, changes, clock.now());
      await reassessGaps(collections, changes, clock.now());
    },
    subscriptions: () => subscriptions.all(),
    logger: logger.child({ component: 'relay' }),
  };
  return singleFlight(async () => {
    const relayed = await relayEvents(relayDeps, relayedAtOnce);
    if (relayed > 0) metrics.eventsRelayed(relayed);
    return relayed;
  });
}

function deliverySettings({ config, storage }: Pick<BeatDeps, 'config' | 'storage'>) {
  return {
    // The embedded store is open in one process only.
    isAlone: storage.kind === 'embedded',
    leaseMs: config.callbackLeaseMs,
    retryForMs: config.callbackRetryForMs,
    perEndpoint: config.callbacksPerEndpoint,
    suspension: { afterMs: config.suspendAfterMs, probeEveryMs: config.probeIntervalMs },
  };
}

/** Goes on with replays; what they have opened again is due since the instant given to `onDue` (UTC ms). */
function replaying(
  { collections, subscriptions, around }: BeatDeps,
  onDue: (since: number) => void,
): () => Promise<number> {
  const { clock } = around;
  const logger = around.logger.child({ component: 'replay' });
  return singleFlight(async () => {
    const since = clock.now();
    const replayed = await workReplays({ ...collections, subscriptions, clock, logger }, replayPagesPerBeat);
    if (replayed > 0) onDue(since);
    return replayed;
  });
}

function recomputing({ collections, storage, config, around }: BeatDeps): () => Promise<number> {
  const { clock } = around;
  // Its own memory of calendars and windows: it is emptied for every page, so that what is foreseen is what stands now.
  const { timeRulesOf, forget } = createTimeRules({ ...collections, clock });
  const deps = {
    ...{ ...collections, buckets: storage.buckets, clock, timeRulesOf, forget, times: evaluationTimesOf(config) },
    rest: () => clock.sleep(0),
    logger: around.logger.child({ component: 'recompute' }),
  };
  return singleFlight(() => workRecomputations(deps, recomputationPagesPerBeat));
}

/** When the evaluation judges periods and takes results for final. */
export function evaluationTimesOf(config: Config): EvaluationTimes {
  return { settleMs: config.settleTimeMs, allowedLatenessMs: config.allowedLatenessMs };
}

async function evaluate(
  deps: BeatDeps,
  { inFlight, timeRulesOf }: { inFlight: ContractsInFlight; timeRulesOf: TimeRulesOf },
  partition: number,
): Promise<EvaluationCount> {
  const { collections, storage, service, metrics, config } = deps;
  const { clock, logger } = deps.around;
  const nextInteger = (counter: string): Promise<number> => storage.nextInteger(counter);
  const count = await evaluatePartition(
    {
      ...collections,
      ...{ buckets: storage.buckets, contractsInFlight: inFlight, timeRulesOf },
      violation: { definition: slaViolation, store: collections.violations, service, clock, nextInteger },
      times: evaluationTimesOf(config),
      logger: logger.child({ component: 'evaluate' }),
      onEvaluated: (count) => metrics.evaluations(count),
      onViolation: () => metrics.violations(),
    },
    partition,
    clock.now(),
  );
  await finalizeAssessments(collections.assessments, partition, clock.now());
  return count;
}
