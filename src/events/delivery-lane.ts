import type { Clock } from '../kernel/clock.ts';
import { anyOf, whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
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
 * Rows behind a head that is on its way in this very process are not parked: they stay due, and the process, which knows when
 * the head is settled, goes on with the next of them (see lane-followers.ts). So in a lane whose listener answers only what is
 * sent is written.
 */

/** What lane keeping works with. */
export interface LaneDeps {
  deliveries: ResourceStore;
  clock: Clock;
}

/**
 * What came of an attempt to take a delivery. `behind`: it stays due, and comes after one that this process has taken. `lost`:
 * someone else changed it, or it is no longer open; look again later.
 */
export type Claim =
  { kind: 'leased'; held: StoredDelivery } | { kind: 'behind'; headId: string } | { kind: 'parked' } | { kind: 'lost' };

/**
 * Who takes a delivery, and how long nobody else may. Without a token nothing is written: for the only process there is, which
 * remembers what it holds; what it held when it died is due at once.
 */
export interface LeaseTerms {
  token: string | undefined;
  leaseMs: number;
  /** Whether the delivery with that id is on its way in this process, and others may wait here for its end. */
  isHere: (id: string) => boolean;
}

const wakeTries = 10;
const settleTries = 10;

/**
 * Leases each delivery when it is the first open one of its lane, else parks it behind the first, unless that is one of our own. Compare-and-set
 * throughout; many at once cost little more than one. Claims by position. At most one entry for each delivery.
 */
export async function claimAll(deps: LaneDeps, wanted: readonly StoredDelivery[], terms: LeaseTerms): Promise<Claim[]> {
  const heads = await headsFor(deps, wanted, terms);
  const firsts = wanted.filter((stored, at) => heads[at]?.resource.id === stored.resource.id);
  const leases = await leaseAll(deps, firsts, terms);
  const held = new Map(leases.flatMap((lease) => (lease === undefined ? [] : [[lease.resource.id, lease]])));
  const behind = wanted.flatMap((stored, at) => {
    const head = heads[at];
    return head === undefined || head.resource.id === stored.resource.id ? [] : [{ stored, head }];
  });
  const isOurs = ({ head: { resource } }: Behind): boolean => held.has(resource.id) || terms.isHere(resource.id);
  const following = new Map(behind.filter(isOurs).map(({ stored, head }) => [stored.resource.id, head.resource.id]));
  const others = behind.filter(({ stored }) => !following.has(stored.resource.id));
  const parked = await parkAll(deps, others, held);
  return wanted.map(({ resource: { id } }) => {
    const lease = held.get(id);
    if (lease !== undefined) return { kind: 'leased', held: lease };
    const headId = following.get(id);
    if (headId !== undefined) return { kind: 'behind', headId };
    return { kind: parked.has(id) ? 'parked' : 'lost' };
  });
}

async function leaseAll(
  deps: LaneDeps,
  firsts: readonly StoredDelivery[],
  { token, leaseMs }: LeaseTerms,
): Promise<readonly (StoredDelivery | undefined)[]> {
  if (token === undefined) return firsts;
  const dueAt = deps.clock.now() + leaseMs;
  return changeAll(
    deps,
    firsts.map((from) => ({ from, to: { ...from.delivery, isHead: true, lease: token, dueAt } })),
  );
}

/**
 * The first open delivery of the lane of each, which may be the one itself; undefined when that is not what it was any
 * more. By position.
 */
async function headsFor(
  deps: LaneDeps,
  wanted: readonly StoredDelivery[],
  { token }: LeaseTerms,
): Promise<(StoredDelivery | undefined)[]> {
  const isKnown = ({ delivery }: StoredDelivery): boolean => delivery.isHead && token !== undefined;
  const asked = wanted.filter((stored) => !isKnown(stored)).map(({ delivery }) => laneOf(delivery));
  const lanes = [...new Set(asked)];
  // Alone there is no network between: looks cost next to nothing, and none of them reads more than its first row.
  const firsts = await (token === undefined ? firstOfEach(deps, lanes) : firstsOf(deps, lanes));
  return wanted.map((stored) => {
    if (isKnown(stored)) return stored;
    const head = firsts.get(laneOf(stored.delivery));
    // A look that missed a row, as it was being written, must not have two rows wait for each other.
    if (head?.resource.id !== stored.resource.id) return head && inLaneOrder(head, stored) < 0 ? head : undefined;
    // That it has changed since it was read shows when its lease is written; without one it has to be seen here.
    return token === undefined && head.resource.revision !== stored.resource.revision ? undefined : stored;
  });
}

/** The order of a lane, for sorting: that in which a look gives its rows. */
export function inLaneOrder(left: StoredDelivery, right: StoredDelivery): number {
  const [one, other] = [left.resource, right.resource];
  const lead = left.delivery.sequence - right.delivery.sequence || one.createdAt - other.createdAt;
  if (lead !== 0 || one.id === other.id) return lead;
  return one.id < other.id ? -1 : 1;
}

/** The first open delivery of each lane that has one. Most lanes have no other: one look finds them, but for those behind long ones. */
async function firstsOf(deps: LaneDeps, lanes: readonly string[]): Promise<Map<string, StoredDelivery>> {
  if (lanes.length < 2) return firstOfEach(deps, lanes);
  const firsts = new Map<string, StoredDelivery>();
  const limit = 2 * lanes.length;
  const found = await openIn(deps, lanes, limit);
  for (const stored of found) {
    const lane = laneOf(stored.delivery);
    if (!firsts.has(lane)) firsts.set(lane, stored);
  }
  if (found.length < limit) return firsts;
  const left = lanes.filter((lane) => !firsts.has(lane));
  return new Map([...firsts, ...(await firstOfEach(deps, left))]);
}

async function firstOfEach(deps: LaneDeps, lanes: readonly string[]): Promise<Map<string, StoredDelivery>> {
  const found = await Promise.all(lanes.map((lane) => openInLane(deps, lane, 1)));
  return new Map(found.flat().map((first) => [laneOf(first.delivery), first]));
}

/** A delivery that is due, and the first of its lane. */
export interface Behind {
  stored: StoredDelivery;
  head: StoredDelivery;
}

/** Marks the heads, then takes what waits behind them out of the due rows. Gives the ids of those; `held` heads are updated. */
export async function parkAll(
  deps: LaneDeps,
  behind: readonly Behind[],
  held: Map<string, StoredDelivery>,
): Promise<Set<string>> {
  if (behind.length === 0) return new Set();
  const heads = new Map(behind.map(({ head }) => [head.resource.id, held.get(head.resource.id) ?? head]));
  const knowing = [...heads.values()].filter(({ delivery }) => delivery.hasFollower);
  const unaware = [...heads.values()].filter(({ delivery }) => !delivery.hasFollower);
  const marked = await changeAll(
    deps,
    unaware.map((from) => ({ from, to: { ...from.delivery, hasFollower: true } })),
  );
  const told = [...knowing, ...marked.filter((head) => head !== undefined)];
  for (const head of told) if (held.has(head.resource.id)) held.set(head.resource.id, head);
  const open = new Set(told.map(({ resource }) => resource.id));
  const rows = behind.filter(({ head }) => open.has(head.resource.id));
  const parked = await changeAll(
    deps,
    rows.map(({ stored }) => ({ from: stored, to: withoutDueAt(stored.delivery) })),
  );
  return new Set(parked.flatMap((row) => (row === undefined ? [] : [row.resource.id])));
}

function withoutDueAt({ dueAt: _dueAt, ...rest }: Delivery): Delivery {
  return rest;
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
  await change(deps, done, withoutDueAt(done.delivery));
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
export function openInLane(deps: LaneDeps, lane: string, limit: number): Promise<StoredDelivery[]> {
  return openIn(deps, [lane], limit);
}

async function openIn({ deliveries }: LaneDeps, lanes: readonly string[], limit: number): Promise<StoredDelivery[]> {
  const found = await deliveries.list({
    filter: anyOf(...lanes.map((lane) => whereInternal('lane', 'eq', lane))),
    sort: [{ scope: 'internal', path: 'sequence', direction: 'ascending' }],
    offset: 0,
    limit,
  });
  return found.map(deliveryIn);
}

/** Compare-and-set; undefined when somebody else was faster. */
export async function change(deps: LaneDeps, from: StoredDelivery, to: Delivery): Promise<StoredDelivery | undefined> {
  const [changed] = await changeAll(deps, [{ from, to }]);
  return changed;
}

/** A delivery as it was read, and as it is to be. */
export interface DeliveryChange {
  from: StoredDelivery;
  to: Delivery;
}

/** Writes each unless it has changed since it was read. By position; undefined where nothing was written. */
export async function changeAll(
  { deliveries, clock }: LaneDeps,
  changes: readonly DeliveryChange[],
): Promise<(StoredDelivery | undefined)[]> {
  if (changes.length === 0) return [];
  const now = clock.now();
  const written = changes.map(({ from, to }) => ({ delivery: to, resource: revised(from.resource, to, now) }));
  const outcomes = await deliveries.writeMany(
    written.map(({ resource }) => ({
      ...{ kind: 'replace', resource, expectedRevision: resource.revision - 1, events: [] },
    })),
  );
  return written.map((each, at) => (outcomes[at]?.outcome === 'written' ? each : undefined));
}
