import type { IdSource } from '../kernel/ids.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import { type AttemptDeps, type AttemptEnd, drop, giveUp, putBack, wakeNext } from './attempt.ts';
import type { StoredDelivery } from './delivery.ts';
import { claimAll } from './delivery-lane.ts';
import { dropDeliveriesOf } from './drop-deliveries.ts';
import type { DueDelivery } from './due-deliveries.ts';
import { subscriptionStatesOf } from './operate-subscription.ts';
import type { Subscription } from './subscription.ts';
import { type SubscriptionState, unremarkable } from './subscription-state.ts';

/** What beginning works with. */
export interface BeginDeps extends AttemptDeps {
  subscriptionStates: ResourceStore;
  ids: IdSource;
  /** No other process works on these deliveries: leases are not written. */
  isAlone: boolean;
  /** Whether the delivery with that id is on its way in this process, and others may wait here for its end. */
  isHere: (id: string) => boolean;
}

/** A delivery that this process holds and may send. */
export interface Ready {
  held: StoredDelivery;
  event: ChangeEvent;
  subscription: Subscription;
  state: SubscriptionState;
}

/**
 * What came of a due row that was looked at: it can be sent, it comes after one that this process sends, it was dealt with,
 * somebody else was faster, or nothing is sent to its subscription now.
 */
export type Begun =
  | { kind: 'ready'; ready: Ready }
  | { kind: 'behind'; headId: string }
  | { kind: 'ended'; end: AttemptEnd }
  | { kind: 'lost' }
  | { kind: 'heldBack'; state: SubscriptionState };

/** What there is beside the deliveries, looked up once they are held. */
interface Beside {
  subscriptions: Map<string, Subscription>;
  states: Map<string, SubscriptionState>;
  events: Map<string, ChangeEvent>;
}

const nothing: Begun = { kind: 'ended', end: 'none' };

/**
 * Takes due rows for this process, many at once: those that can be sent come back ready; of the others lanes are kept
 * going, what has lost its subscription is dropped, and what is not to be sent now is left due. By position.
 */
export async function beginAll(deps: BeginDeps, rows: readonly DueDelivery[]): Promise<Begun[]> {
  const open = rows.filter(({ stored, subscription }) => isOpen(stored) && subscription !== undefined);
  const done = rows.filter(({ stored }) => !isOpen(stored)).map(({ stored }) => wakeNext(deps, stored));
  const gone = rows.filter(({ stored, subscription }) => isOpen(stored) && subscription === undefined);
  const goneIds = new Set(gone.map(({ stored }) => stored.delivery.subscriptionId));
  const [begun] = await Promise.all([
    beginOpen(
      deps,
      open.map(({ stored }) => stored),
    ),
    ...[...goneIds].map((id) => dropDeliveriesOf(deps, id)),
    ...done,
  ]);
  return rows.map(({ stored }) => begun.get(stored.resource.id) ?? nothing);
}

function isOpen({ delivery }: StoredDelivery): boolean {
  return delivery.state === 'pending';
}

async function beginOpen(deps: BeginDeps, open: readonly StoredDelivery[]): Promise<Map<string, Begun>> {
  const begun = new Map<string, Begun>();
  if (open.length === 0) return begun;
  const token = deps.isAlone ? undefined : deps.ids.next();
  const claims = await claimAll(deps, open, { token, leaseMs: deps.leaseMs, isHere: deps.isHere });
  const held: { held: StoredDelivery; dueAt: number | undefined }[] = [];
  for (const [at, claim] of claims.entries()) {
    const row = open[at];
    if (row === undefined) continue;
    if (claim.kind === 'leased') held.push({ held: claim.held, dueAt: row.delivery.dueAt });
    begun.set(row.resource.id, claim.kind === 'lost' || claim.kind === 'behind' ? claim : nothing);
  }
  // Looked up now that they are held: a subscription may have ended by the answer to the delivery before.
  const beside = await lookUp(
    deps,
    held.map((each) => each.held),
  );
  const checked = await Promise.all(held.map((each) => check(deps, { ...each, beside })));
  for (const [at, each] of held.entries()) begun.set(each.held.resource.id, checked[at] ?? nothing);
  return begun;
}

async function lookUp(deps: BeginDeps, held: readonly StoredDelivery[]): Promise<Beside> {
  const ids = [...new Set(held.map(({ delivery }) => delivery.subscriptionId))];
  const [found, states, events] = await Promise.all([
    ids.length === 0 ? [] : deps.subscriptions.find(ids),
    subscriptionStatesOf(deps.subscriptionStates, ids),
    deps.bodies.find(held.map(({ delivery }) => delivery.eventId)),
  ]);
  return { subscriptions: new Map(found.map((each) => [each.id, each])), states, events };
}

interface Check {
  held: StoredDelivery;
  dueAt: number | undefined;
  beside: Beside;
}

async function check(deps: BeginDeps, { held, dueAt, beside }: Check): Promise<Begun> {
  const { subscriptionId, eventId } = held.delivery;
  const subscription = beside.subscriptions.get(subscriptionId);
  if (subscription === undefined) return { kind: 'ended', end: await drop(deps, held) };
  const event = beside.events.get(eventId);
  if (event === undefined) return { kind: 'ended', end: await giveUp(deps, held) };
  const state = beside.states.get(subscriptionId) ?? unremarkable(subscriptionId);
  if (await maySend(deps, state)) return { kind: 'ready', ready: { held, event, subscription, state } };
  await putBack(deps, held, dueAt);
  return { kind: 'heldBack', state };
}

/** Nothing to a paused one; to a suspended one its next try, when it is time for it and no other process has it. */
async function maySend(deps: BeginDeps, state: SubscriptionState): Promise<boolean> {
  if (state.state !== 'suspended') return state.state === 'active';
  return (state.nextProbeAt ?? 0) <= deps.clock.now() && deps.watch.takeProbe(state);
}
