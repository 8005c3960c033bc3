import { formatInstant, parseInstant } from '../kernel/instant.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { objectAt, textAt } from '../kernel/json.ts';
import type { StateMachine } from './state-machine.ts';
import { allowedState, notStateOf } from './state-machine.ts';

/** Where an SLA can go from each state. Source: TMF623. */
const slaStates: StateMachine = {
  holder: 'an SLA',
  first: ['pending', 'observed'],
  next: new Map<string, readonly string[]>([
    ['pending', ['observed', 'rejected', 'terminated']],
    ['observed', ['completed', 'terminated']],
    ['rejected', []],
    ['completed', []],
    ['terminated', []],
  ]),
};

/** Reason of a value that is no state of an SLA. */
export const notSlaState = notStateOf(slaStates);

/**
 * The SLA with its state and dates filled in. A new one is `observed` unless it says `approved: false`, then it is
 * `pending`; a state that is left out of a later document stays. `approved: true` sets `approvalDate`, and being
 * `completed` sets `completionDate`, where none is. Throws Problem `conflict` for a change of state that is not allowed;
 * unknown states are left to the check.
 */
export function completeState(document: JsonObject, before: JsonObject | undefined, now: number): JsonObject {
  const state = nextState(document, before);
  const dateOf = (name: string): JsonValue => document[name] ?? before?.[name] ?? formatInstant(now);
  return {
    ...document,
    state,
    ...(document.approved === true ? { approvalDate: dateOf('approvalDate') } : {}),
    ...(state === 'completed' ? { completionDate: dateOf('completionDate') } : {}),
  };
}

/** `endsAt`, when an observed SLA is over (UTC ms): the end of its validity. Nothing for others. */
export function endOf(document: JsonObject): { endsAt?: number } {
  if (document.state !== 'observed') return {};
  const end = textAt(objectAt(document, 'validFor') ?? {}, 'endDateTime');
  const endsAt = end === undefined ? undefined : parseInstant(end);
  return endsAt === undefined ? {} : { endsAt };
}

function nextState(document: JsonObject, before: JsonObject | undefined): JsonValue {
  const wanted = document.state ?? null;
  if (!before) return wanted === null ? defaultState(document) : allowedState(slaStates, wanted, undefined);
  const current = typeof before.state === 'string' ? before.state : 'observed';
  return wanted === null ? current : allowedState(slaStates, wanted, current);
}

function defaultState(document: JsonObject): string {
  return document.approved === false ? 'pending' : 'observed';
}
