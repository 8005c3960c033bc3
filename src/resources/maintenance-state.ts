import { around, planOf, standingAt, states, type MaintenanceState } from '../domain/maintenance.ts';
import { formatInstant, parseInstant, type Interval } from '../kernel/instant.ts';
import { objectsAt, textAt, type JsonObject, type JsonValue } from '../kernel/json.ts';
import type { StateMachine } from './state-machine.ts';
import { allowedState, notStateOf } from './state-machine.ts';

/** Where a window can go from each state when somebody says so; the clock follows its own way. */
const maintenanceStates: StateMachine = {
  holder: 'a maintenance window',
  first: ['planned'],
  next: new Map<string, readonly string[]>([
    ['planned', ['cancelled']],
    ['changed', ['cancelled']],
    ['started', ['finished', 'cancelled']],
    ['overrun', ['finished', 'cancelled']],
    ['finished', ['cancelled']],
    ['cancelled', []],
  ]),
};

/** Reason of a value that is no state of a maintenance window. */
export const notMaintenanceState = notStateOf(maintenanceStates);

/** The state a client wants, when it may; the present one when it says none. Throws Problem `conflict`. */
export function wantedState(document: JsonObject, before: JsonObject | undefined): JsonValue {
  const wanted = document.state ?? null;
  const current = before && (textAt(before, 'state') ?? 'planned');
  if (wanted === null) return current ?? 'planned';
  return allowedState(maintenanceStates, wanted, current);
}

/** Most occurrences of a recurring window that are kept with it: those that have begun last. */
const occurrencesKept = 10;

/**
 * The window with the state it has by the clock, and of a recurring one `occurrence`: those begun last with their states,
 * and the next. What is cancelled stays so; what somebody has finished stays so till the next occurrence. Idempotent.
 */
export function byTheClock(document: JsonObject, now: number): JsonObject {
  const plan = planOf(document);
  const state = stateOf(document);
  if (plan === undefined || state === 'cancelled') return document;
  if (plan.kind === 'once' && state === 'finished') return document;
  const { last, next } = around(plan, now);
  const isOver = isFinished(document, last);
  const isConfirmed = document.completion === 'confirmation' && !isOver;
  const stands = standingAt(plan, now, isConfirmed).state;
  const clock = isOver && stands !== 'planned' ? finishedState(next) : stands;
  const shown = { ...document, state: shownState(clock, state) };
  if (plan.kind === 'once') return shown;
  return { ...shown, occurrence: occurrences(document, { last, next, state: isOver ? 'finished' : clock }) };
}

/** What was announced otherwise is `changed` until it starts. */
function shownState(clock: MaintenanceState, before: MaintenanceState): MaintenanceState {
  return clock === 'planned' && before === 'changed' ? 'changed' : clock;
}

function finishedState(next: Interval | undefined): MaintenanceState {
  return next === undefined ? 'finished' : 'planned';
}

/** `dueAt`: when the clock may give a window another state (UTC ms). Nothing for those that are settled. */
export function dueOf(document: JsonObject): { dueAt?: number } {
  const plan = planOf(document);
  const state = stateOf(document);
  if (plan === undefined || state === 'cancelled' || state === 'finished') return {};
  if (plan.kind === 'once') {
    if (state === 'overrun') return {};
    return { dueAt: state === 'started' ? plan.span.end : plan.span.start };
  }
  return nextDue(document, plan.first);
}

/** From the occurrences the document keeps: pure of the clock. */
function nextDue(document: JsonObject, first: number): { dueAt?: number } {
  const kept = objectsAt(document, 'occurrence');
  const running = kept.find((each) => each.state === 'started');
  const upcoming = kept.find((each) => each.state === 'planned');
  const instant = running ? textAt(running, 'endDateTime') : upcoming && textAt(upcoming, 'startDateTime');
  return { dueAt: parseInstant(instant ?? '') ?? first };
}

/** The document's state; `planned` when it has none. */
export function stateOf(document: JsonObject): MaintenanceState {
  return states.find((state) => state === document.state) ?? 'planned';
}

/** Whether somebody has said that an occurrence is finished. */
function isFinished(document: JsonObject, last: Interval | undefined): boolean {
  if (last === undefined) return false;
  const start = formatInstant(last.start);
  return objectsAt(document, 'occurrence').some((each) => each.startDateTime === start && each.state === 'finished');
}

interface Around {
  last?: Interval | undefined;
  next?: Interval | undefined;
  state: MaintenanceState;
}

function occurrences(document: JsonObject, { last, next, state }: Around): JsonObject[] {
  const lastStart = last && formatInstant(last.start);
  const earlier = objectsAt(document, 'occurrence')
    .filter((each) => each.state !== 'planned' && each.startDateTime !== lastStart)
    // An occurrence that has been followed by another is over, whoever has said so.
    .map((each) => (each.state === 'started' ? { ...each, state: 'finished' } : each));
  const present = last === undefined ? [] : [occurrenceOf(last, state === 'planned' ? 'finished' : state)];
  const begun = [...earlier, ...present].slice(-occurrencesKept);
  return next === undefined ? begun : [...begun, occurrenceOf(next, 'planned')];
}

function occurrenceOf({ start, end }: Interval, state: MaintenanceState): JsonObject {
  return { startDateTime: formatInstant(start), endDateTime: formatInstant(end), state };
}
