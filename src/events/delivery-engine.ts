import type { IdSource } from '../kernel/ids.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import { type AttemptDeps, type AttemptEnd, send } from './attempt.ts';
import { type BeginDeps, type Begun, type Ready, beginAll } from './begin-deliveries.ts';
import { type DeliveryGate, createDeliveryGate } from './delivery-gate.ts';
import { type DueDelivery, type DueReader, createDueReader } from './due-deliveries.ts';
import { type FailureWatchDeps, createFailureWatch } from './failure-watch.ts';
import { goneListeners } from './gone-listeners.ts';
import { createHeldWriter } from './held-writer.ts';
import { follow, handOn, leaveToLater, mayBeFollowed } from './lane-followers.ts';
import { type RenderEvent, createBodies } from './rendered-bodies.ts';
import {
  type Start,
  type Traffic,
  type TrafficLimits,
  emptyQueues,
  forget,
  leave,
  noTraffic,
  takeStartable,
} from './traffic.ts';

/** What the engine works with. */
export interface EngineDeps
  extends Omit<AttemptDeps, 'bodies' | 'writeHeld' | 'gone' | 'watch' | 'becomesDue'>, TrafficLimits {
  events: ResourceStore;
  subscriptionStates: ResourceStore;
  render: RenderEvent;
  ids: IdSource;
  suspension: FailureWatchDeps['rule'];
  /** No other process works on these deliveries: leases are not written. */
  isAlone: boolean;
}

/** How many deliveries ended how. */
export interface DeliveryCounts {
  delivered: number;
  retried: number;
  abandoned: number;
}

/** Sends what is due for as long as there is something to do; then it rests until it is woken. */
export interface DeliveryEngine {
  /** Something has become due, at an instant (UTC ms) at the earliest. With `isSweep`: look also for what was left lying. */
  wake(since: number, options: { isSweep: boolean }): void;
  /** Resolves when nothing is left to do. Rejects when due rows cannot be read; everything else is logged. */
  rests(): Promise<void>;
  /** Resolves when the next delivery under way has ended. */
  nextEnd(): Promise<void>;
  /** What has ended since the last call. */
  takeCounts(): DeliveryCounts;
  /** How many have ended since the counts were last taken. */
  endedSoFar(): number;
  /** Begins nothing any more. */
  takeNothingMore(): void;
  /** Breaks off what is under way. */
  breakOff(): void;
}

interface Engine {
  deps: EngineDeps;
  begin: BeginDeps;
  traffic: Traffic;
  gate: DeliveryGate;
  reader: DueReader;
  /** Deliveries under way, each from its POST to the note of what came of it. */
  running: Set<Promise<void>>;
  counts: DeliveryCounts;
  /** What has become due and was not looked for yet, from this instant on. */
  since: number;
  isSweepWanted: boolean;
  isStopping: boolean;
  /** Break off what is under way. One for each: a signal that thousands listen to warns of a leak. */
  breakers: Set<AbortController>;
  pumping: Promise<void> | undefined;
  /** Those who wait for the next end. */
  onEnd: (() => void)[];
  /** Wakes the pump. */
  onChange: () => void;
}

const startsAtOnce = 128;

function noCounts(): DeliveryCounts {
  return { delivered: 0, retried: 0, abandoned: 0 };
}

/** A {@link DeliveryEngine} at rest. */
export function createDeliveryEngine(deps: EngineDeps): DeliveryEngine {
  const engine = assemble(deps);
  return {
    wake: (since, { isSweep }) => {
      if (engine.isStopping) return;
      engine.since = Math.min(engine.since, since);
      engine.isSweepWanted ||= isSweep;
      engine.pumping ??= pump(engine);
      engine.pumping.catch((error: unknown) => {
        deps.logger.warn({ error }, 'due deliveries could not be read; the next beat repeats it');
      });
      engine.onChange();
    },
    rests: () => engine.pumping ?? Promise.resolve(),
    nextEnd: () => new Promise((resolve) => engine.onEnd.push(resolve)),
    takeCounts: () => {
      const { counts } = engine;
      engine.counts = noCounts();
      return counts;
    },
    endedSoFar: () => engine.counts.delivered + engine.counts.retried + engine.counts.abandoned,
    takeNothingMore: () => {
      engine.isStopping = true;
      emptyQueues(engine.traffic);
      engine.onChange();
    },
    breakOff: () => {
      for (const breaker of engine.breakers) breaker.abort();
    },
  };
}

function assemble(deps: EngineDeps): Engine {
  const traffic = noTraffic(deps);
  const gate = createDeliveryGate(deps, traffic);
  const begin: BeginDeps = {
    ...deps,
    bodies: createBodies(deps),
    writeHeld: createHeldWriter(deps),
    gone: goneListeners(),
    watch: createFailureWatch({ ...deps, rule: deps.suspension }),
    becomesDue: (since) => {
      engine.since = Math.min(engine.since, since);
      engine.onChange();
    },
    isHere: (id) => mayBeFollowed(traffic, id),
  };
  const engine: Engine = {
    ...{ deps, begin, traffic, gate, reader: createDueReader({ ...deps, ...gate }) },
    ...{ running: new Set(), counts: noCounts(), since: Infinity, isSweepWanted: false, isStopping: false },
    ...{ breakers: new Set(), pumping: undefined, onEnd: [], onChange: () => undefined },
  };
  return engine;
}

/** Goes on as long as something can begin or is under way. Who wakes it as it ends finds it ended. */
async function pump(engine: Engine): Promise<void> {
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => (engine.onChange = resolve));
      if ((await advance(engine)) || isWanted(engine)) continue;
      if (engine.running.size === 0) break;
      await changed;
    }
  } catch (error) {
    // Due rows could not be read: what is under way ends all the same.
    await Promise.all(engine.running);
    engine.pumping = undefined;
    throw error;
  }
  engine.pumping = undefined;
}

function isWanted({ since, isSweepWanted, isStopping }: Engine): boolean {
  return !isStopping && (since !== Infinity || isSweepWanted);
}

/** Reads what is due, as far as there is a place for it, and begins what can begin. Whether there was anything to do. */
async function advance(engine: Engine): Promise<boolean> {
  if (engine.isStopping) return false;
  const taken = await read(engine);
  const chores = engine.gate.takeChores();
  const starts = takeStartable(engine.traffic, { now: engine.deps.clock.now(), limit: startsAtOnce });
  if (chores.length > 0) await doChores(engine, chores);
  if (starts.length > 0) await begin(engine, starts);
  return taken > 0 || starts.length > 0;
}

async function read(engine: Engine): Promise<number> {
  const { reader, since, isSweepWanted } = engine;
  engine.since = Infinity;
  engine.isSweepWanted = false;
  if (isSweepWanted) await engine.gate.refresh();
  const swept = isSweepWanted ? await reader.sweep() : 0;
  const seen = since !== Infinity || !reader.isLevel() ? await reader.look(since) : 0;
  return swept + seen + (await reader.catchUp());
}

/** Settled rows whose successors have to be woken, and rows that have lost their subscription. */
async function doChores(engine: Engine, chores: readonly DueDelivery[]): Promise<void> {
  try {
    await beginAll(engine.begin, chores);
  } catch (error) {
    engine.deps.logger.error({ error }, 'lanes could not be kept going; the next beat repeats it');
  }
  for (const due of chores) forget(engine.traffic, due);
}

async function begin(engine: Engine, starts: readonly Start[]): Promise<void> {
  try {
    const begun = await beginAll(engine.begin, starts);
    for (const [at, start] of starts.entries()) goOn(engine, start, begun[at]);
    for (const [at, start] of starts.entries()) {
      const each = begun[at];
      if (each?.kind === 'behind') follow(engine, start, each.headId);
    }
  } catch (error) {
    // The store failed: the rows come back with the next beat, or when their lease has run out.
    engine.deps.logger.error({ deliveries: starts.length, error }, 'deliveries could not be begun');
    for (const start of starts) free(engine, start);
  }
}

function goOn(engine: Engine, start: Start, begun: Begun | undefined): void {
  if (begun?.kind === 'ready') {
    launch(engine, start, begun.ready);
    return;
  }
  if (begun?.kind === 'behind') return;
  free(engine, start);
  if (begun?.kind === 'heldBack') engine.gate.heldBack(begun.state);
  if (begun?.kind === 'ended') count(engine, begun.end);
  else leaveToLater(engine, start);
}

function free({ traffic }: Engine, start: Start): void {
  leave(traffic, start);
  forget(traffic, start);
}

function launch(engine: Engine, start: Start, ready: Ready): void {
  const { traffic, gate, deps, running } = engine;
  const { id } = ready.held.resource;
  const breaker = new AbortController();
  engine.breakers.add(breaker);
  const run = async (): Promise<void> => {
    let end: AttemptEnd = 'none';
    try {
      end = await send(engine.begin, {
        ...{ ...ready, endpoint: hostOf(start.endpoint.origin), signal: breaker.signal },
        onOutcome: (outcome) => {
          for (const left of gate.answered(start, outcome)) engine.reader.lags(left);
          leave(traffic, start);
          engine.onChange();
        },
      });
      count(engine, end);
    } catch (error) {
      // The store failed, or rendering did: the row comes back when its lease has run out.
      deps.logger.error({ deliveryId: id, error }, 'delivery attempt broke off');
    }
    handOn(engine, start, end);
    free(engine, start);
  };
  // Entered before it begins, so that its end always finds it.
  const call: Promise<void> = Promise.resolve()
    .then(run)
    .finally(() => {
      running.delete(call);
      engine.breakers.delete(breaker);
      for (const tell of engine.onEnd.splice(0)) tell();
      engine.onChange();
    });
  running.add(call);
}

function count({ counts }: Engine, end: AttemptEnd): void {
  if (end !== 'none') counts[end] += 1;
}

function hostOf(origin: string): string {
  return origin.replace(/^\w+:\/\//, '');
}
