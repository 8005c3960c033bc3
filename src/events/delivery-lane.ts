import type { Clock } from '../kernel/clock.ts';
import { whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';
import { type Delivery, type StoredDelivery, deliveryIn, laneOf, revised } from './delivery.ts';

/*
 * A lane is the open deliveries of one resource's events to one subscription, in order of sequence. Only its head may be
 * sent. Rows behind it are parked: they have no `dueAt`, so looking for due work never meets them. The rules that keep a
 * parked row from being forgotten, whatever crashes when:
 *  1. Every row is inserted due. Whoever finds it due and not first parks it, and before that marks the head it waits
 *     for (`hasFollower`) by compare-and-set, so that head is open at that moment and will know.
 *  2. Settling a marked head keeps it due. It stops being due only after its successor was woken, so a crash in
 *     between leaves it to be found and the waking to be repeated.
 *  3. Waking rewrites the successor even when it is still due: a parker that read it before fails its compare-and-set.
 *     It hands the mark on when more rows wait.
 */

/** What lane keeping works with. */
export interface LaneDeps {
  deliveries: ResourceStore;
  clock: Clock;
}

/** What came of an attempt to take a delivery. `lost`: someone else changed it, or it is no longer open; look again later. */
export type Claim = { kind: 'leased'; held: StoredDelivery } | { kind: 'parked' } | { kind: 'lost' };

/** Who takes a delivery, and how long nobody else may. */
export interface LeaseTerms {
  token: string;
  leaseMs: number;
}

const wakeTries = 10;
const settleTries = 10;

/** Leases the delivery when it is the first open one of its lane, else parks it behind the first. Compare-and-set throughout. */
export async function claim(deps: LaneDeps, stored: StoredDelivery, terms: LeaseTerms): Promise<Claim> {
  if (!stored.delivery.isHead) {
    const [head] = await openInLane(deps, laneOf(stored.delivery), 1);
    if (head === undefined) return { kind: 'lost' };
    if (head.resource.id !== stored.resource.id) return park(deps, stored, head);
  }
  const dueAt = deps.clock.now() + terms.leaseMs;
  const held = await change(deps, stored, { ...stored.delivery, isHead: true, lease: terms.token, dueAt });
  return held === undefined ? { kind: 'lost' } : { kind: 'leased', held };
}

/** Lets a delivery wait behind the first of its lane, which will wake it. Compare-and-set throughout. */
export async function park(deps: LaneDeps, stored: StoredDelivery, head: StoredDelivery): Promise<Claim> {
  if (!head.delivery.hasFollower) {
    const marked = await change(deps, head, { ...head.delivery, hasFollower: true });
    if (marked === undefined) return { kind: 'lost' };
  }
  const { dueAt: _dueAt, ...parked } = stored.delivery;
  return (await change(deps, stored, parked)) === undefined ? { kind: 'lost' } : { kind: 'parked' };
}

/**
 * Writes what an attempt made of a held delivery, over changes others made to it meanwhile, as long as the lease is
 * still ours. Undefined when it is not: another worker has taken over and will settle it.
 */
export async function writeHeld(
  deps: LaneDeps,
  held: StoredDelivery,
  next: (delivery: Delivery) => Delivery,
): Promise<StoredDelivery | undefined> {
  let current: StoredDelivery = held;
  for (let tries = 0; tries < settleTries; tries += 1) {
    const written = await change(deps, current, next(current.delivery));
    if (written !== undefined) return written;
    const found = await deps.deliveries.get(held.resource.id);
    if (found === undefined) return undefined;
    current = deliveryIn(found);
    if (current.delivery.lease !== held.delivery.lease) return undefined;
  }
  return undefined;
}

/** Wakes the successor of a settled delivery, then takes the settled one out of the due rows. Idempotent. */
export async function wakeSuccessor(deps: LaneDeps, done: StoredDelivery): Promise<void> {
  if (!(await wakeFirst(deps, laneOf(done.delivery)))) return;
  const { dueAt: _dueAt, ...rest } = done.delivery;
  await change(deps, done, rest);
}

async function wakeFirst(deps: LaneDeps, lane: string): Promise<boolean> {
  for (let tries = 0; tries < wakeTries; tries += 1) {
    const [first, second] = await openInLane(deps, lane, 2);
    if (first === undefined) return true;
    const { delivery } = first;
    const dueAt = delivery.dueAt ?? deps.clock.now();
    const woken: Delivery = { ...delivery, dueAt, hasFollower: delivery.hasFollower || second !== undefined };
    if ((await change(deps, first, woken)) !== undefined) return true;
  }
  return false;
}

/** The first open deliveries of a lane, in order. */
export async function openInLane({ deliveries }: LaneDeps, lane: string, limit: number): Promise<StoredDelivery[]> {
  const found = await deliveries.list({
    filter: whereInternal('lane', 'eq', lane),
    sort: [{ scope: 'internal', path: 'sequence', direction: 'ascending' }],
    offset: 0,
    limit,
  });
  return found.map(deliveryIn);
}

/** Compare-and-set; undefined when somebody else was faster. */
export async function change(deps: LaneDeps, from: StoredDelivery, to: Delivery): Promise<StoredDelivery | undefined> {
  const resource: StoredResource = revised(from.resource, to, deps.clock.now());
  const expectedRevision = from.resource.revision;
  const { outcome } = await deps.deliveries.write({ kind: 'replace', resource, expectedRevision, events: [] });
  return outcome === 'written' ? { delivery: to, resource } : undefined;
}
