import type { Logger } from '../kernel/logger.ts';
import { Problem } from '../kernel/problem.ts';
import { type StateDeps, changeSubscriptionState } from './operate-subscription.ts';
import {
  type FailureNote,
  type FailureRun,
  type SubscriptionState,
  failing,
  probedInVain,
  recovered,
  resumed,
  suspended,
} from './subscription-state.ts';

/** When a subscription is suspended, and how often it is tried then. */
export interface SuspensionRule {
  /** How long nothing but failures must have lasted, ms. */
  afterMs: number;
  /** Between two tries of a suspended one, ms. */
  probeEveryMs: number;
}

/** Attempts that must have failed in that time: one that is hardly ever called says little. */
const fewestFailures = 10;
/** Failures are written down when they have gone on for so long, and again at most so often. */
const noteEveryMs = 60_000;
const keptRuns = 50_000;
const tooLong = 'nothing but failures for too long';
const answersAgain = 'the listener answers again';

/** One attempt that has ended, of a subscription that stood as `state` when it began. */
export interface Ended {
  state: SubscriptionState;
  /** Host and port of the callback. */
  endpoint: string;
  now: number;
}

/** Watches over what subscriptions' listeners answer, and suspends and resumes them. Writes only when something changes. */
export interface FailureWatch {
  /** A listener has answered well. Answers whether it had failed for long before, so that what waits may be tried at once. */
  succeeded(ended: Ended): Promise<boolean>;
  failed(ended: Ended, failure: FailureNote): Promise<void>;
  /** Takes the next try of a suspended one for this process; false when another has it. */
  takeProbe(state: SubscriptionState): Promise<boolean>;
}

/** What watching works with. */
export interface FailureWatchDeps extends StateDeps {
  rule: SuspensionRule;
  logger: Logger;
}

/** What this process has seen of a listener since it last answered well, as far as it is not written down. */
interface Run extends FailureRun {
  notedAt?: number;
  isNoting: boolean;
}

/** A {@link FailureWatch}. What it has not written down yet is lost with the process: then a suspension comes a minute later. */
export function createFailureWatch(deps: FailureWatchDeps): FailureWatch {
  const runs = new Map<string, Run>();
  return {
    succeeded: async ({ state, now }) => {
      runs.delete(state.id);
      if (state.state === 'paused' || (state.state === 'active' && state.failingSince === undefined)) return false;
      const next = await changeSubscriptionState(deps, state.id, (from) =>
        from.state === 'suspended' ? resumed(from, { now, reason: answersAgain }) : recovered(from),
      );
      if (state.state === 'suspended') deps.logger.info({ subscriptionId: state.id }, 'subscription resumed');
      return next.state === 'active';
    },
    failed: async (ended, failure) => {
      const { state, now } = ended;
      if (state.state === 'paused') return;
      if (state.state === 'suspended') {
        const nextProbeAt = now + deps.rule.probeEveryMs;
        await changeSubscriptionState(deps, state.id, (from) => probedInVain(from, { nextProbeAt, failure }));
        return;
      }
      const run = runOf(runs, state, failure);
      if (!run.isNoting && now - (run.notedAt ?? run.since) >= noteEveryMs) await note(deps, ended, run);
    },
    takeProbe: async ({ id, nextProbeAt }) => {
      const now = deps.clock.now();
      let isOurs = false;
      await changeSubscriptionState(deps, id, (from) => {
        isOurs = from.state === 'suspended' && from.nextProbeAt === nextProbeAt;
        return isOurs ? { ...from, nextProbeAt: now + deps.rule.probeEveryMs } : from;
      });
      return isOurs;
    },
  };
}

/** The run with one more failure. What was seen before a pause or a suspension ended says nothing about now. */
function runOf(runs: Map<string, Run>, { id, since = 0 }: SubscriptionState, failure: FailureNote): Run {
  const known = runs.get(id);
  const run =
    known === undefined || known.since < since
      ? { since: failure.at, failures: 0, last: failure, isNoting: false }
      : known;
  if (runs.size >= keptRuns) runs.clear();
  runs.set(id, run);
  run.failures += 1;
  run.last = failure;
  return run;
}

async function note(deps: FailureWatchDeps, { state: { id }, endpoint, now }: Ended, run: Run): Promise<void> {
  run.isNoting = true;
  try {
    const { failures } = run;
    const next = await changeSubscriptionState(deps, id, (from) => {
      // It was written down before and is not any more: somebody else got a good answer meanwhile.
      const isNew = run.notedAt !== undefined && from.failingSince === undefined;
      const told = failing(from, { since: isNew ? run.last.at : run.since, failures, last: run.last });
      return isOver(deps.rule, told, now) ? suspend(deps.rule, told, { endpoint, now }) : told;
    });
    run.failures -= failures;
    run.notedAt = now;
    const { since, failingSince } = next;
    if (next.state === 'suspended' && since === now)
      deps.logger.warn({ subscriptionId: id, endpoint, failingSince }, 'subscription suspended');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Others keep changing it: the next failure is written down with this one.
  } finally {
    run.isNoting = false;
  }
}

/** Whether there have been nothing but failures for long enough. */
function isOver({ afterMs }: SuspensionRule, { failingSince, failures }: SubscriptionState, now: number): boolean {
  return failingSince !== undefined && now - failingSince >= afterMs && failures >= fewestFailures;
}

function suspend(
  { probeEveryMs }: SuspensionRule,
  state: SubscriptionState,
  { endpoint, now }: { endpoint: string; now: number },
): SubscriptionState {
  return suspended(state, { now, endpoint, reason: tooLong, nextProbeAt: now + probeEveryMs });
}
