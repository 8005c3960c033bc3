import { createAgenda, type JobRunner } from '../../jobs/agenda.ts';
import { advanceMaintenanceJob } from '../../jobs/advance-maintenance.ts';
import { completeAgreementsJob } from '../../jobs/complete-agreements.ts';
import { deliverEventsJob } from '../../jobs/deliver-events.ts';
import { evaluatePartitions } from '../../jobs/evaluate-partitions.ts';
import { heartbeatJob } from '../../jobs/heartbeat.ts';
import { inProcessBackend } from '../../jobs/in-process-backend.ts';
import type { Sharing } from '../../jobs/job-scanner.ts';
import { purgeOldJob } from '../../jobs/purge-old.ts';
import { recomputeJob } from '../../jobs/recompute.ts';
import { relayEventsJob } from '../../jobs/relay-events.ts';
import { replayDeliveriesJob } from '../../jobs/replay-deliveries.ts';
import { takeInEventsJob } from '../../jobs/take-in-events.ts';
import type { Beats } from './beats.ts';
import type { Collections } from './collections.ts';
import type { Config } from '../config.ts';
import { partitionCount } from '../domain/measurement.ts';
import { singleFlight } from '../events/single-flight.ts';
import { isOnMongo } from './open-storage.ts';
import type { Surroundings } from './surroundings.ts';
import type { Storage } from '../usecases/ports.ts';
import type { Inbox } from '../usecases/receive-events.ts';

/** What the jobs do their work with. */
export interface ServiceJobDeps {
  config: Config;
  storage: Storage;
  collections: Collections;
  beats: Beats;
  inbox: Pick<Inbox, 'purge'>;
  around: Surroundings;
  /** Given when an evaluation may have left events behind. */
  nudge: Nudge;
}

/** Idle time of the relay and delivery beats: writes nudge them, so the beat is only the safety net. */
const safetyIntervalMs = 1000;
/** Between two looks for agreements whose time has run out; finding none is one look into an index. */
const upkeepIntervalMs = 1000;
/** How exactly the beginning of an outage of our own is known; shorter than the shortest that can be asked for. */
const heartbeatIntervalMs = 10_000;
const purgeIntervalMs = 3_600_000;
/** Each of several processes gets some of the jobs, and has them again the next time: a second is that of the next look. */
const sharing: Sharing = { lockLimit: 10, leaveMs: 1000 };

/** Every job of the service, registered and not yet started: on MongoDB shared with other processes, else in this one. */
export async function registerJobs(deps: ServiceJobDeps): Promise<JobRunner> {
  const { config, storage, collections, beats } = deps;
  const { clock, ids, logger } = deps.around;
  const runner = await createAgenda(await backendFor(storage, { clock, ids }), {
    ...{ clock, logger },
    ...(isOnMongo(storage) ? { sharing } : {}),
  });
  await runner.register([
    ...evaluatePartitions({
      partitionCount,
      intervalMs: config.evaluationIntervalMs,
      evaluate: async (partition) => {
        const { evaluated } = await beats.evaluate(partition);
        if (evaluated > 0) deps.nudge.give();
      },
    }),
    completeAgreementsJob(beats.completeAgreements, upkeepIntervalMs),
    advanceMaintenanceJob(beats.advanceMaintenance, upkeepIntervalMs),
    heartbeatJob(beats.heartbeat, heartbeatIntervalMs),
    takeInEventsJob(beats.takeInEvents, safetyIntervalMs),
    relayEventsJob(() => relayAndDeliver(beats, clock), safetyIntervalMs),
    deliverEventsJob(beats.deliver, safetyIntervalMs),
    replayDeliveriesJob(beats.replay, safetyIntervalMs),
    recomputeJob(beats.recompute, safetyIntervalMs),
    purgeOldJob(
      { ...collections, inbox: deps.inbox, clock },
      { retentionMs: config.retentionMs, intervalMs: purgeIntervalMs },
    ),
  ]);
  return runner;
}

/** Whether anything was relayed. Delivering is not waited for: a slow listener must not keep the next events from being relayed. */
async function relayAndDeliver(
  { relay, deliverSoon }: Pick<Beats, 'relay' | 'deliverSoon'>,
  clock: Surroundings['clock'],
): Promise<boolean> {
  const since = clock.now();
  const isAny = (await relay()) > 0;
  if (isAny) deliverSoon(since);
  return isAny;
}

/** Agenda's driver for MongoDB is read only where it is used: it costs memory and time at every start. */
async function backendFor(
  storage: Storage,
  { clock, ids }: Pick<Surroundings, 'clock' | 'ids'>,
): Promise<Parameters<typeof createAgenda>[0]> {
  if (!isOnMongo(storage)) return inProcessBackend(clock, ids);
  const { mongoBackend } = await import('../../jobs/mongo-backend.ts');
  return mongoBackend(storage.db);
}

/** Carries events to their subscribers soon after a write, instead of at the next beat. */
export interface Nudge {
  /** Something may be waiting. Returns at once; nudges under way are not doubled. */
  give: () => void;
  /** What is nudged; until then nudges are lost, and the beats do all. */
  goesTo: (beats: Pick<Beats, 'relay' | 'deliverSoon'>) => void;
  /** Nothing is nudged any more; what is under way ends. Twice is harmless. */
  stop: () => Promise<void>;
}

/** How long a nudge waits for company: relaying a hundred events costs little more than relaying one. */
const gatheringMs = 25;

/** A nudge that goes nowhere yet: those who give it are made before the beats. */
export function createNudge({ clock, logger }: Pick<Surroundings, 'clock' | 'logger'>): Nudge {
  const stopping = new AbortController();
  let run = (): Promise<void> => Promise.resolve();
  let running: Promise<void> = Promise.resolve();
  return {
    give: () => {
      if (stopping.signal.aborted) return;
      running = run().catch((error: unknown) => {
        logger.warn({ error }, 'relay after a write failed; the next beat repeats it');
      });
    },
    goesTo: ({ relay, deliverSoon }) => {
      run = singleFlight(async () => {
        await clock.sleep(gatheringMs, stopping.signal);
        for (let isMore = true; isMore && !stopping.signal.aborted;) {
          isMore = await relayAndDeliver({ relay, deliverSoon }, clock);
        }
      });
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
