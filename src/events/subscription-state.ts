import { type JsonObject, objectAt, textAt } from '../kernel/json.ts';
import type { StoredResource } from '../tmf630/resource-store.ts';
import { instantAt, instantOf, numberAt, optional, present } from './record-members.ts';

/**
 * Whether anything is sent to a subscription. `paused`: somebody has stopped it. `suspended`: its listener has failed for
 * so long that the service has; it is tried now and then and goes on by itself. Deliveries are collected in every state.
 */
export type OperationalState = 'active' | 'paused' | 'suspended';

/** An attempt that failed: when it ended (UTC ms), and the status of the answer or the reason why there was none. */
export interface FailureNote {
  at: number;
  status?: number;
  reason?: string;
}

/** How sending to a subscription stands. Times in UTC ms. */
export interface SubscriptionState {
  /** The subscription's. */
  id: string;
  state: OperationalState;
  /** Since when; absent: since the subscription was made. */
  since?: number;
  /** Why, e.g. in an operator's words. */
  reason?: string;
  /** Host and port that it calls, never more of its address. Known once it was suspended. */
  endpoint?: string;
  /** The first failure that no success has followed yet. */
  failingSince?: number;
  /** How many attempts have failed since, as far as noted: not every single one is written down. */
  failures: number;
  /** The last failure, as far as noted. Stays when the listener has recovered. */
  lastFailure?: FailureNote;
  /** When a suspended one is tried next. */
  nextProbeAt?: number;
  /** How many tries of a suspended one have failed. */
  probes: number;
}

/** What somebody has to look after: who finds rows by it need not read the others. */
export type SubscriptionCondition = 'failing' | 'paused' | 'suspended';

/** The state of a subscription that nothing has been written about. */
export function unremarkable(id: string): SubscriptionState {
  return { id, state: 'active', failures: 0, probes: 0 };
}

/** When and why somebody, or the service, changes a state. */
export interface StateChange {
  now: number;
  reason?: string | undefined;
}

/** Stopped by somebody. A paused one stays as it is; a suspended one is paused from now on, and not tried any more. Pure. */
export function paused(state: SubscriptionState, { now, reason }: StateChange): SubscriptionState {
  if (state.state === 'paused') return state;
  const { nextProbeAt: _nextProbeAt, reason: _reason, ...rest } = state;
  return { ...rest, state: 'paused', since: now, probes: 0, ...optional('reason', reason) };
}

/** Sent to again, and its failures forgotten, so that they count from the next one on. An active one stays as it is. Pure. */
export function resumed(state: SubscriptionState, { now, reason }: StateChange): SubscriptionState {
  if (state.state === 'active') return state;
  const { nextProbeAt: _nextProbeAt, reason: _reason, failingSince: _failingSince, ...rest } = state;
  return { ...rest, state: 'active', since: now, failures: 0, probes: 0, ...optional('reason', reason) };
}

/** Stopped by the service. Only an active one can be. Pure. */
export function suspended(
  state: SubscriptionState,
  { now, reason, endpoint, nextProbeAt }: StateChange & { endpoint: string; nextProbeAt: number },
): SubscriptionState {
  if (state.state !== 'active') return state;
  const { reason: _reason, ...rest } = state;
  return { ...rest, state: 'suspended', since: now, endpoint, nextProbeAt, probes: 0, ...optional('reason', reason) };
}

/** A suspended one was tried in vain. Pure. */
export function probedInVain(
  state: SubscriptionState,
  { nextProbeAt, failure }: { nextProbeAt: number; failure: FailureNote },
): SubscriptionState {
  if (state.state !== 'suspended') return state;
  return { ...state, nextProbeAt, probes: state.probes + 1, failures: state.failures + 1, lastFailure: failure };
}

/** Failures in a row, of which the first may have been long ago. */
export interface FailureRun {
  since: number;
  /** How many of them are not in the state yet. */
  failures: number;
  last: FailureNote;
}

/** With more failures since its last success. A paused one, which may still have had calls under way, stays as it is. Pure. */
export function failing(state: SubscriptionState, { since, failures, last }: FailureRun): SubscriptionState {
  if (state.state === 'paused') return state;
  const failingSince = state.failingSince ?? since;
  return { ...state, failingSince, failures: state.failures + failures, lastFailure: last };
}

/** Without its failures: the listener has answered well. Pure. */
export function recovered(state: SubscriptionState): SubscriptionState {
  if (state.failingSince === undefined) return state;
  const { failingSince: _failingSince, ...rest } = state;
  return { ...rest, failures: 0 };
}

/** The condition that rows are found by; undefined when all is well. Pure. */
export function conditionOf({ state, failingSince }: SubscriptionState): SubscriptionCondition | undefined {
  if (state !== 'active') return state;
  return failingSince === undefined ? undefined : 'failing';
}

/** The document that says how a subscription stands, in the words of `SubscriptionState`, instants in RFC 3339. */
export function subscriptionStateDocument(state: SubscriptionState): JsonObject {
  const { lastFailure: last } = state;
  return present({
    ...{ id: state.id, state: state.state, since: instantOf(state.since), reason: state.reason },
    ...{ endpoint: state.endpoint, failingSince: instantOf(state.failingSince), failures: state.failures },
    lastFailure: last && present({ at: instantOf(last.at), status: last.status, reason: last.reason }),
    ...{ nextProbeAt: instantOf(state.nextProbeAt), probes: state.probes },
  });
}

/** What is stored of a state, beside its id, revision and times. */
export function subscriptionStateBody(state: SubscriptionState): Pick<StoredResource, 'document' | 'internal'> {
  return { document: subscriptionStateDocument(state), internal: present({ condition: conditionOf(state) }) };
}

/** The state that a stored resource holds. */
export function subscriptionStateIn({ id, document }: StoredResource): SubscriptionState {
  const last = objectAt(document, 'lastFailure');
  return {
    ...{ id, state: operationalStateAt(document) },
    ...optional('since', instantAt(document, 'since')),
    ...optional('reason', textAt(document, 'reason')),
    ...optional('endpoint', textAt(document, 'endpoint')),
    ...optional('failingSince', instantAt(document, 'failingSince')),
    failures: numberAt(document, 'failures') ?? 0,
    ...optional('lastFailure', last && failureIn(last)),
    ...optional('nextProbeAt', instantAt(document, 'nextProbeAt')),
    probes: numberAt(document, 'probes') ?? 0,
  };
}

function failureIn(object: JsonObject): FailureNote {
  return {
    at: instantAt(object, 'at') ?? 0,
    ...optional('status', numberAt(object, 'status')),
    ...optional('reason', textAt(object, 'reason')),
  };
}

function operationalStateAt(document: JsonObject): OperationalState {
  const state = textAt(document, 'state');
  return state === 'paused' || state === 'suspended' ? state : 'active';
}
