import { around, planOf } from '../domain/maintenance.ts';
import { formatInstant, parseInstant } from '../kernel/instant.ts';
import { objectsAt, textAt, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { conflict } from '../kernel/problem.ts';
import { isDeepEqual } from '../tmf630/deep-equal.ts';
import { withAudit } from './audit.ts';
import { byTheClock, stateOf, wantedState } from './maintenance-state.ts';
import { timeFaults } from './maintenance-times.ts';

/** What decides which time a window excludes: a change of it after it has begun rewrites the past. */
const decisive = ['startDateTime', 'endDateTime', 'recurrence', 'kind', 'scope', 'noticeGivenAt'] as const;
const timing = ['startDateTime', 'endDateTime', 'recurrence', 'kind', 'scope'] as const;

/**
 * The window with what follows from a change: notice and state filled in, `changed` when it was announced otherwise,
 * and the state by the clock. A change of the past takes its `reason` into `audit`, with what was before; without one:
 * Problem `invalid` naming `reason`. Throws Problem `conflict` for a state that may not follow. Idempotent.
 */
export function completeMaintenance(document: JsonObject, before: JsonObject | undefined, now: number): JsonObject {
  // The check that follows says what is wrong with it.
  if (timeFaults(document).length > 0) return document;
  const state = wantedState(document, before);
  const filled: JsonObject = { ...document, state, audit: before?.audit ?? [] };
  delete filled.cancelledAt;
  if (before?.cancelledAt !== undefined) filled.cancelledAt = before.cancelledAt;
  if (before !== undefined) filled.occurrence = before.occurrence ?? null;
  if (filled.occurrence === null || before === undefined) delete filled.occurrence;
  const noticed = withNotice(filled, before, now);
  const audited = withAudit(noticed, {
    ...{ before, now, decisive, action: actionOf(noticed, before) },
    isPast: rewritesPast(noticed, before, now),
    demand: 'required: the window has begun, or begins in the past',
  });
  return byTheClock(withState(audited, before, now), now);
}

/** Refuses to remove a window that has begun: Problem `conflict`. Its figures rest on it, and a removal carries no reason. */
export function refuseRemoval(document: JsonObject, now: number): void {
  if (!hasBegun(document, now) || isVoid(document)) return;
  throw conflict('state', 'the window has begun: set its state to cancelled, with a reason, instead of deleting it');
}

function withNotice(document: JsonObject, before: JsonObject | undefined, now: number): JsonObject {
  const given = document.noticeGivenAt ?? (before === undefined ? formatInstant(now) : null);
  // Taken away: nobody knows when, if ever.
  if (given === null) return document;
  const isMoved = before !== undefined && !isWithin(document, before) && given === before.noticeGivenAt;
  // The customers were told of other times. Whoever corrects the past with a reason speaks for the notice, too.
  return isMoved && textAt(document, 'reason') === undefined
    ? { ...document, noticeGivenAt: formatInstant(now) }
    : { ...document, noticeGivenAt: given };
}

/** Whether a window lies in the times that were announced before. */
function isWithin(document: JsonObject, before: JsonObject): boolean {
  if (timing.every((name) => isDeepEqual(said(document, name), said(before, name)))) return true;
  const [now, then] = [planOf(document), planOf(before)];
  if (now?.kind !== 'once' || then?.kind !== 'once' || !isDeepEqual(document.scope, before.scope)) return false;
  return now.span.start >= then.span.start && now.span.end <= then.span.end;
}

function actionOf(document: JsonObject, before: JsonObject | undefined): string {
  if (before === undefined) return 'created';
  return document.state === 'cancelled' ? 'cancelled' : 'changed';
}

/** Whether figures that were true till now may change: what has begun is decided otherwise, or something begins in the past. */
function rewritesPast(document: JsonObject, before: JsonObject | undefined, now: number): boolean {
  if (before === undefined) return hasBegun(document, now);
  const isCancelled = document.state === 'cancelled' && before.state !== 'cancelled';
  const isDecided = decisive.some((name) => !isDeepEqual(said(document, name), said(before, name)));
  if (!isCancelled && !isDecided) return false;
  if (isCancelled && planOf(before)?.kind === 'recurring' && !isDecided) return false;
  return hasBegun(document, now) || hasBegun(before, now);
}

function hasBegun(document: JsonObject, now: number): boolean {
  const plan = planOf(document);
  return plan !== undefined && around(plan, now).last !== undefined;
}

function isVoid(document: JsonObject): boolean {
  return stateOf(document) === 'cancelled' && planOf(document)?.kind === 'once';
}

function withState(document: JsonObject, before: JsonObject | undefined, now: number): JsonObject {
  if (before === undefined) return document;
  if (document.state === 'cancelled') return { ...document, cancelledAt: document.cancelledAt ?? formatInstant(now) };
  if (document.state === 'finished' && before.state !== 'finished') return finishedNow(document, now);
  const isOther = timing.some((name) => !isDeepEqual(said(document, name), said(before, name)));
  if (!isOther) return document;
  const { occurrence: _occurrence, ...rest } = document;
  // Announced otherwise before: by the clock it is then planned, started or over.
  return { ...rest, state: 'changed' };
}

function finishedNow(document: JsonObject, now: number): JsonObject {
  const plan = planOf(document);
  const last = plan && around(plan, now).last;
  if (plan?.kind !== 'recurring' || last === undefined) return document;
  const start = formatInstant(last.start);
  const others = objectsAt(document, 'occurrence').filter((each) => each.startDateTime !== start);
  const finished = { startDateTime: start, endDateTime: formatInstant(last.end), state: 'finished' };
  const instantOf = (each: JsonObject): number => parseInstant(textAt(each, 'startDateTime') ?? '') ?? 0;
  return { ...document, occurrence: [...others, finished].sort((left, right) => instantOf(left) - instantOf(right)) };
}

/** What a window says, its default where it says nothing. */
function said(document: JsonObject, name: string): JsonValue {
  return document[name] ?? (name === 'kind' ? 'planned' : null);
}
