import { formatInstant } from '../kernel/instant.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { conflict } from '../kernel/problem.ts';

/** Where an SLA can go from each state. Source: TMF623. */
const nextStates = new Map<string, readonly string[]>([
  ['pending', ['observed', 'rejected', 'terminated']],
  ['observed', ['completed', 'terminated']],
  ['rejected', []],
  ['completed', []],
  ['terminated', []],
]);
const firstStates = ['pending', 'observed'];

/** All states of an SLA. */
const slaStates: readonly string[] = [...nextStates.keys()];

/**
 * The SLA with its state and approval date filled in. A new one is `observed` unless it says `approved: false`, then it
 * is `pending`; a state that is left out of a later document stays. `approved: true` sets `approvalDate` where none is.
 * Throws Problem `conflict` for a change of state that is not allowed; unknown states are left to the check.
 */
export function completeState(document: JsonObject, before: JsonObject | undefined, now: number): JsonObject {
  const state = nextState(document, before);
  const approval = document.approvalDate ?? before?.approvalDate ?? formatInstant(now);
  return { ...document, state, ...(document.approved === true ? { approvalDate: approval } : {}) };
}

/** Reason of a value that is no state of an SLA. */
export function notSlaState(value: JsonValue): string | undefined {
  const isState = typeof value === 'string' && nextStates.has(value);
  return isState ? undefined : `must be one of ${slaStates.join(', ')}`;
}

function nextState(document: JsonObject, before: JsonObject | undefined): JsonValue {
  const wanted = document.state ?? null;
  if (!before) return wanted === null ? defaultState(document) : allowed(wanted, firstStates, 'a new SLA');
  const current = before.state ?? 'observed';
  if (wanted === null || wanted === current || typeof current !== 'string') return current;
  return allowed(wanted, nextStates.get(current) ?? [], `an SLA that is ${current}`);
}

function defaultState(document: JsonObject): string {
  return document.approved === false ? 'pending' : 'observed';
}

function allowed(wanted: JsonValue, states: readonly string[], holder: string): JsonValue {
  const isKnown = typeof wanted === 'string' && nextStates.has(wanted);
  if (!isKnown || states.includes(wanted)) return wanted;
  const choice = states.length === 0 ? 'cannot change its state any more' : `can only be ${states.join(' or ')}`;
  throw conflict('state', `${holder} ${choice}, not ${wanted}`);
}
