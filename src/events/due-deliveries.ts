import type { Clock } from '../kernel/clock.ts';
import { type FilterExpression, allOf, whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, SortKey, StoredResource } from '../tmf630/resource-store.ts';
import { type StoredDelivery, deliveryIn, wakingGroup } from './delivery.ts';
import type { Subscription } from './subscription.ts';
import type { SubscriptionSource } from './subscription-source.ts';

/** A due delivery and who it is for, undefined when that subscription has ended. */
export interface DueDelivery {
  stored: StoredDelivery;
  subscription: Subscription | undefined;
  /** Later ones of its lane, in order: they have their turn when this one is settled. */
  followers?: DueDelivery[];
  /** It is among the followers of another. */
  isFollower?: true;
}

/** What reading due deliveries works with. */
export interface DueDeps {
  deliveries: ResourceStore;
  subscriptions: SubscriptionSource;
  clock: Clock;
  /**
   * Takes a due row that was read: `taken`, `known` (it was taken before) or `later` (no place for it now). `isTurn`: it
   * is its subscription's turn, among those that lag.
   */
  offer(due: DueDelivery, isTurn: boolean): 'taken' | 'known' | 'later';
  /** How many rows of the subscription would be taken now. */
  spaceFor(subscription: Subscription): number;
  /** How many rows of the subscription have been taken and may still be due. */
  knownOf(subscriptionId: string): number;
}

/*
 * However many due rows there are that cannot be sent now (their endpoint is shut or busy, their subscription paused), they
 * are neither written nor read again and again. What became due is read once, in the order of its time, up to the
 * frontier. Of what is not taken only the subscription is remembered: it lags, and is asked for its own rows when
 * there is a place for them. Nothing depends on this memory: a sweep goes through all due rows over and over, a page at a time.
 */
interface Memory {
  /** What became due before this instant (UTC ms) has been read, save of those that lag. */
  frontier: number;
  /** Where the sweep goes on. */
  sweptTo: { dueAt: number; offset: number };
  lagging: Map<string, Subscription>;
  /** Whether the last look went up to its present. */
  isLevel: boolean;
}

/** Reads due deliveries. */
export interface DueReader {
  /** What has become due since the last look, or since an instant (UTC ms) if that is earlier. Answers how many were taken. */
  look(since?: number): Promise<number>;
  /** Whether the last look read all that had become due. */
  isLevel(): boolean;
  /** Rows of subscriptions that lag and have a place. Answers how many were taken. */
  catchUp(): Promise<number>;
  /** A page of all due rows, from where the last one ended, and what a crash has left of lanes. Answers how many were taken. */
  sweep(): Promise<number>;
  /** The subscription has due rows that were not taken. */
  lags(subscription: Subscription): void;
}

const pageSize = 200;
const share = { most: 96 };
const queriesAtOnce = 16;
const byDueAt: SortKey[] = [{ scope: 'internal', path: 'dueAt', direction: 'ascending' }];

/** A {@link DueReader} that has read nothing yet. */
export function createDueReader(deps: DueDeps): DueReader {
  const memory: Memory = { frontier: 0, sweptTo: { dueAt: 0, offset: 0 }, lagging: new Map(), isLevel: true };
  return {
    look: (since = Infinity) => look(deps, memory, Math.min(memory.frontier, since)),
    isLevel: () => memory.isLevel,
    catchUp: () => catchUp(deps, memory),
    sweep: () => sweep(deps, memory),
    lags: (subscription) => memory.lagging.set(subscription.id, subscription),
  };
}

async function look(deps: DueDeps, memory: Memory, from: number): Promise<number> {
  const now = deps.clock.now();
  const page = await dueRows(deps, { from, now, offset: 0 });
  const taken = await offerAll(deps, memory, { page, isTurn: false });
  const last = dueAtOf(page.at(-1)) ?? from;
  // Reading on is of use as long as something is taken, and possible as long as the time goes on.
  const isOn = page.length === pageSize && taken > 0 && last > from;
  memory.isLevel = !isOn;
  if (isOn) memory.frontier = last;
  else if (page.length < pageSize) memory.frontier = now + 1;
  else await leaveToEach(deps, memory, now);
  return taken;
}

/** More is due than can be taken, or more in one millisecond than a page holds: every subscription is asked for its own. */
async function leaveToEach({ subscriptions }: DueDeps, memory: Memory, now: number): Promise<void> {
  for (const subscription of await subscriptions.all()) memory.lagging.set(subscription.id, subscription);
  memory.frontier = now + 1;
}

async function sweep(deps: DueDeps, memory: Memory): Promise<number> {
  const now = deps.clock.now();
  const { dueAt, offset } = memory.sweptTo;
  const left = await dueOf(deps, { group: wakingGroup, limit: pageSize });
  const page = await dueRows(deps, { from: dueAt, now, offset });
  const last = dueAtOf(page.at(-1)) ?? now;
  if (page.length < pageSize) memory.sweptTo = { dueAt: 0, offset: 0 };
  else memory.sweptTo = { dueAt: last, offset: last === dueAt ? offset + pageSize : 0 };
  return offerAll(deps, memory, { page: [...left, ...page], isTurn: false });
}

async function catchUp(deps: DueDeps, memory: Memory): Promise<number> {
  const able = ableToTake(deps, memory);
  for (const { subscription } of able) memory.lagging.delete(subscription.id);
  const pages = await Promise.all(able.map((each) => dueOf(deps, { group: each.subscription.id, limit: each.limit })));
  const served: Subscription[] = [];
  let taken = 0;
  for (const [at, { subscription, limit }] of able.entries()) {
    const page = pages[at] ?? [];
    const count = await offerAll(deps, memory, { page, isTurn: true });
    taken += count;
    const isLeft = page.length >= limit || memory.lagging.has(subscription.id);
    if (isLeft && count > 0) served.push(subscription);
    else if (isLeft) memory.lagging.set(subscription.id, subscription);
  }
  // Who has had a turn is last.
  for (const subscription of served) {
    memory.lagging.delete(subscription.id);
    memory.lagging.set(subscription.id, subscription);
  }
  return taken;
}

/** Subscriptions that lag and have places, up to so many as are asked at once, with how many rows to ask for. */
function ableToTake(deps: DueDeps, { lagging }: Memory): { subscription: Subscription; limit: number }[] {
  const able: { subscription: Subscription; limit: number }[] = [];
  for (const subscription of lagging.values()) {
    const space = Math.min(share.most, deps.spaceFor(subscription));
    const known = deps.knownOf(subscription.id);
    // What was taken may still be due and is read again: not for the sake of a few.
    if (space > 0 && space >= 2 * known) able.push({ subscription, limit: space + known });
    if (able.length >= queriesAtOnce) break;
  }
  return able;
}

async function offerAll(
  deps: DueDeps,
  memory: Memory,
  { page, isTurn }: { page: readonly StoredResource[]; isTurn: boolean },
): Promise<number> {
  const deliveries = page.map(deliveryIn);
  const ids = [...new Set(deliveries.map(({ delivery }) => delivery.subscriptionId))];
  const found = ids.length === 0 ? [] : await deps.subscriptions.find(ids);
  const byId = new Map(found.map((each) => [each.id, each]));
  let taken = 0;
  for (const stored of deliveries) {
    const subscription = byId.get(stored.delivery.subscriptionId);
    const answer = deps.offer({ stored, subscription }, isTurn);
    if (answer === 'taken') taken += 1;
    if (answer === 'later' && subscription !== undefined) memory.lagging.set(subscription.id, subscription);
  }
  return taken;
}

function dueAtOf(resource: StoredResource | undefined): number | undefined {
  return resource && deliveryIn(resource).delivery.dueAt;
}

interface Stretch {
  from: number;
  now: number;
  offset: number;
}

function dueRows({ deliveries }: DueDeps, { from, now, offset }: Stretch): Promise<StoredResource[]> {
  const filter = from > 0 ? allOf(whereInternal('dueAt', 'gte', from), dueAt(now)) : dueAt(now);
  return deliveries.list({ filter, sort: byDueAt, offset, limit: pageSize });
}

function dueOf(
  { deliveries, clock }: DueDeps,
  { group, limit }: { group: string; limit: number },
): Promise<StoredResource[]> {
  const filter = allOf(whereInternal('openSubscription', 'eq', group), dueAt(clock.now()));
  return deliveries.list({ filter, sort: byDueAt, offset: 0, limit });
}

/** Up to and with an instant. Instants are whole milliseconds; put with "less than" because SecantusDB, which tests may run on, leaves the bound itself out of "at most" in an index over several attributes. */
function dueAt(now: number): FilterExpression {
  return whereInternal('dueAt', 'lt', now + 1);
}
