import type { JsonValue } from '../kernel/json.ts';
import { conflict } from '../kernel/problem.ts';

/** The states of a kind of resource and the ways between them. */
export interface StateMachine {
  /** What has the state, for people: `an SLA`. */
  holder: string;
  /** Those a new one may have. */
  first: readonly string[];
  /** Every state, and where it leads. */
  next: ReadonlyMap<string, readonly string[]>;
}

/**
 * The state that is wanted, when it may come after `current` (undefined: of a new resource). Throws Problem `conflict` for
 * a state that may not; what is no state at all is given back for the check to refuse.
 */
export function allowedState(machine: StateMachine, wanted: JsonValue, current: string | undefined): JsonValue {
  const { holder, first, next } = machine;
  const states = current === undefined ? first : (next.get(current) ?? []);
  const isKnown = typeof wanted === 'string' && next.has(wanted);
  if (!isKnown || wanted === current || states.includes(wanted)) return wanted;
  const who = current === undefined ? holder.replace(/^an? /, 'a new ') : `${holder} that is ${current}`;
  const choice = states.length === 0 ? 'cannot change its state any more' : `can only be ${states.join(' or ')}`;
  throw conflict('state', `${who} ${choice}, not ${wanted}`);
}

/** Reason of a value that is none of the machine's states. */
export function notStateOf({ next }: StateMachine): (value: JsonValue) => string | undefined {
  const reason = `must be one of ${[...next.keys()].join(', ')}`;
  return (value) => (typeof value === 'string' && next.has(value) ? undefined : reason);
}
