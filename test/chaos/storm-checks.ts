import type { Kill } from './fleet.ts';
import type { Receipt } from './witness.ts';

/** What one witness heard. */
export interface Hearing {
  name: string;
  receipts: readonly Receipt[];
}

/** What must be true of what all of them heard. */
export interface StormFacts {
  hearings: readonly Hearing[];
  kills: readonly Kill[];
  /** Calls one process may have under way to one endpoint. */
  callsAtOnce: number;
}

/** A call that was taken more than once, and the kill that excuses it; none does when it is undefined. */
interface Duplicate {
  witness: string;
  eventId: string;
  kill: number | undefined;
}

/** How far the clock of a kill and that of a closed connection may lie apart on a busy machine, ms. */
const slackMs = 3000;

/** What should have been heard of. */
export interface ToBeHeard {
  hearings: readonly Hearing[];
  /** Acknowledged marks by resource, e.g. `sla/17`. */
  marks: ReadonlyMap<string, readonly number[]>;
  violations: number;
}

/** What a witness that should have heard of it has not taken, in words; empty when nothing was lost. */
export function missing({ hearings, marks, violations }: ToBeHeard): string[] {
  return hearings.flatMap(({ name, receipts }) => {
    const taken = receipts.filter(({ isTaken }) => isTaken);
    if (name.endsWith('violations')) {
      const heard = new Set(taken.map(({ resource }) => resource)).size;
      return heard < violations ? [`${name} heard of ${String(heard)} of ${String(violations)}`] : [];
    }
    const kind = name.endsWith('objectives') ? 'serviceLevelObjective/' : 'sla/';
    const heard = new Set(taken.map(({ resource, mark }) => `${resource} mark ${String(mark)}`));
    return [...marks]
      .filter(([resource]) => resource.startsWith(kind))
      .flatMap(([resource, each]) => each.map((mark) => `${resource} mark ${String(mark)}`))
      .filter((change) => !heard.has(change))
      .map((change) => `${name} never heard of ${change}`);
  });
}

/** Everything wrong with how events were told, in words; empty when nothing is. */
export function tellingFaults(facts: StormFacts): string[] {
  const { hearings } = facts;
  return [
    ...identityFaults(hearings.flatMap(({ receipts }) => receipts)),
    ...hearings.flatMap(orderFaults),
    ...duplicateFaults(facts),
  ];
}

/** What happened once has one id wherever it is told, and an id tells of one thing. */
function identityFaults(receipts: readonly Receipt[]): string[] {
  const idsOf = new Map<string, Set<string>>();
  const toldBy = new Map<string, Set<string>>();
  for (const { eventId, eventType, resource, mark } of receipts) {
    const what = `${eventType} of ${resource} mark ${String(mark)}`;
    idsOf.set(what, (idsOf.get(what) ?? new Set()).add(eventId));
    toldBy.set(eventId, (toldBy.get(eventId) ?? new Set()).add(what));
  }
  const several = (found: ReadonlyMap<string, ReadonlySet<string>>, words: string): string[] =>
    [...found].filter(([, { size }]) => size > 1).map(([key, set]) => `${key} ${words} ${[...set].join(', ')}`);
  return [...several(idsOf, 'was told under'), ...several(toldBy, 'is the id of')];
}

/** One resource's events arrive in the order they happened in; one that is told again is told before the next. */
function orderFaults({ name, receipts }: Hearing): string[] {
  const latest = new Map<string, number>();
  const faults: string[] = [];
  for (const { resource, mark, eventId } of receipts) {
    const before = latest.get(resource) ?? 0;
    if (mark < before)
      faults.push(`${name}: ${eventId}, mark ${String(mark)} of ${resource}, came after mark ${String(before)}`);
    latest.set(resource, Math.max(mark, before));
  }
  return faults;
}

/**
 * A call may be taken twice only when the process that made the first was killed before it noted the answer: so its
 * connection closed with a kill. Of one kill, an endpoint may see no more of them than calls were under way to it.
 */
function duplicateFaults(facts: StormFacts): string[] {
  const duplicates = duplicatesIn(facts);
  const unexcused = duplicates
    .filter(({ kill }) => kill === undefined)
    .map(({ witness, eventId }) => `${witness}: ${eventId} was taken twice although its process lived`);
  const tooMany = [...countsByKill(duplicates)]
    .filter(([key, count]) => count > facts.callsAtOnce * neighboursOf(facts.kills, Number(key.split(' ')[0])))
    .map(([key, count]) => `kill ${key}: ${String(count)} calls were taken twice`);
  return [...unexcused, ...tooMany];
}

/** How many calls were taken twice in all, and by one endpoint after one kill at most. */
export function duplicateFigures(facts: StormFacts): { duplicates: number; mostPerKill: number } {
  const duplicates = duplicatesIn(facts);
  return { duplicates: duplicates.length, mostPerKill: Math.max(0, ...countsByKill(duplicates).values()) };
}

function countsByKill(duplicates: readonly Duplicate[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { witness, kill } of duplicates) {
    const key = `${String(kill)} at ${witness}`;
    if (kill !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function duplicatesIn({ hearings, kills }: StormFacts): Duplicate[] {
  return hearings.flatMap(({ name, receipts }) => {
    const taken = new Map<string, Receipt>();
    const found: Duplicate[] = [];
    for (const receipt of receipts.filter(({ isTaken }) => isTaken)) {
      const first = taken.get(receipt.eventId);
      if (first !== undefined) found.push({ witness: name, eventId: receipt.eventId, kill: killBehind(kills, first) });
      taken.set(receipt.eventId, receipt);
    }
    return found;
  });
}

/** Place of the kill that closed the connection a call came over: the nearest in time. */
function killBehind(kills: readonly Kill[], { at, connection }: Receipt): number | undefined {
  const { closedAt } = connection;
  if (closedAt === undefined) return undefined;
  const nearest = kills
    .map((kill, place) => ({ place, kill, distance: Math.abs(closedAt - kill.at) }))
    .filter(({ kill }) => closedAt >= kill.at - slackMs && closedAt <= kill.goneAt + slackMs)
    .filter(({ kill }) => at <= kill.goneAt + slackMs)
    .sort((left, right) => left.distance - right.distance);
  return nearest[0]?.place;
}

/** Kills that follow each other closely cannot be told apart by when a connection closed. */
function neighboursOf(kills: readonly Kill[], place: number): number {
  const at = kills[place]?.at ?? 0;
  return kills.filter((kill) => Math.abs(kill.at - at) <= 2 * slackMs).length;
}
