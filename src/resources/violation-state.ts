import type { JsonObject, JsonValue } from '../kernel/json.ts';
import type { StateMachine } from './state-machine.ts';
import { allowedState, notStateOf } from './state-machine.ts';

const next = new Map<string, readonly string[]>([
  ['open', ['acknowledged', 'inProgress', 'restored', 'closed', 'withdrawn']],
  ['acknowledged', ['inProgress', 'restored', 'closed', 'withdrawn']],
  ['inProgress', ['restored', 'closed', 'withdrawn']],
  // The service may be restored and the customer not yet satisfied.
  ['restored', ['inProgress', 'closed', 'withdrawn']],
  ['closed', []],
  ['withdrawn', []],
]);

/** What becomes of a violation; one that is recorded late may have any state. An extension of TMF623, see docs/evaluation.md. */
const violationStates: StateMachine = { holder: 'a violation', first: [...next.keys()], next };

/** Reason of a value that is no state of a violation. */
export const notViolationState = notStateOf(violationStates);

/**
 * The state of a violation: a new one is `open` unless it says otherwise, and a state that is left out later stays. Throws
 * Problem `conflict` for a change that is not allowed; unknown states are left to the check.
 */
export function nextViolationState(document: JsonObject, before: JsonObject | undefined): JsonValue {
  const wanted = document.state ?? null;
  if (before === undefined) return wanted === null ? 'open' : allowedState(violationStates, wanted, undefined);
  const current = typeof before.state === 'string' ? before.state : 'open';
  return wanted === null ? current : allowedState(violationStates, wanted, current);
}
