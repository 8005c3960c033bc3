import { randomBytes } from 'node:crypto';
import type { Severity } from './check.ts';
import { CheckFailure, NotOffered, Unprepared } from './endings.ts';
import { type CheckContext, createContext, type Memory } from './context.ts';
import type { ApiDocuments } from './documents.ts';
import { NoAnswer } from './http-client.ts';
import { createHubClient } from './hub-client.ts';
import type { Listener } from './listener.ts';
import type { Place } from './places.ts';
import { failureOf } from './report/excerpt.ts';
import type { CheckResult, Outcome } from './report/report.ts';
import type { SessionDeps } from './session.ts';
import { resourceOf, type Target } from './targets.ts';
import { createTrash } from './trash.ts';

/** What the checks of a run have in common. */
export interface PlaceRunnerDeps {
  /** Client and headers, and the trash for what several checks share. */
  shared: SessionDeps;
  targets: readonly Target[];
  listener: Listener | undefined;
  documents: ApiDocuments;
  eventDeadlineMs?: number;
}

/** What a check came to, and addresses of what it created and could not remove. */
export interface PlaceOutcome {
  result: CheckResult;
  left: string[];
}

/** Runs checks one at a time; what a check has created for itself is removed behind it. Never rejects. */
export function createPlaceRunner(deps: PlaceRunnerDeps): (place: Place) => Promise<PlaceOutcome> {
  const offered = deps.targets.filter(({ isOffered }) => isOffered);
  const memory: Memory = new Map();
  const unique = uniqueTexts();
  const { shared, listener, documents, eventDeadlineMs: deadlineMs = 10_000 } = deps;
  const secretNames = new Set(Object.keys(shared.headers).map((name) => name.toLowerCase()));
  return async (place) => {
    const started = performance.now();
    const trash = createTrash(shared.client, shared.headers);
    const [first] = offered;
    const target = place.target ?? offered.find((each) => place.check.applies(each, '')) ?? first;
    if (target === undefined) throw new Error('a check is run although no API is offered');
    const context = createContext({
      ...{ target, targets: offered, documents, memory, unique, own: { ...shared, trash }, shared },
      resource: resourceOf(target, place.resource ?? target.resources[0]?.name ?? ''),
      hubOf: (session, of) => createHubClient({ session, target: of, listener, deadlineMs }),
    });
    const ending = await endingOf(place, context, listener);
    const left = await trash.empty();
    const failure =
      ending.error === undefined ? {} : { failure: failureOf(ending.error, context.session.exchanges, secretNames) };
    const reason = ending.reason === undefined ? {} : { reason: ending.reason };
    const { outcome } = ending;
    return {
      result: { ...namesOf(place), outcome, durationMs: performance.now() - started, ...reason, ...failure },
      left,
    };
  };
}

interface Ending {
  outcome: Outcome;
  reason?: string;
  error?: unknown;
}

async function endingOf({ check }: Place, context: CheckContext, listener: Listener | undefined): Promise<Ending> {
  if (check.needsListener && listener === undefined)
    return { outcome: 'skipped', reason: 'notifications are left out' };
  try {
    await check.run(context);
    return { outcome: 'passed' };
  } catch (error) {
    if (error instanceof NotOffered) return { outcome: 'notOffered', reason: error.message };
    if (error instanceof Unprepared) return { outcome: 'skipped', reason: error.message };
    if (error instanceof CheckFailure || error instanceof NoAnswer) return { outcome: broken(check.severity), error };
    return { outcome: 'error', error };
  }
}

function broken(severity: Severity): Outcome {
  return severity === 'must' ? 'failed' : 'warning';
}

function namesOf({ check, target, resource }: Place): Omit<CheckResult, 'outcome' | 'durationMs'> {
  const { id, title, rule, severity } = check;
  return { id, title, rule, severity, api: target?.title ?? 'all', ...(resource === undefined ? {} : { resource }) };
}

/** Texts that neither this run nor another one has used: letters, digits and `-`. */
function uniqueTexts(): (what: string) => string {
  const run = randomBytes(4).toString('hex');
  let count = 0;
  return (what) => {
    count += 1;
    return `cf-${run}-${what}-${String(count)}`;
  };
}
