import { chanceFrom } from './chance.ts';
import type { History } from './evaluate.ts';
import type { FactWire } from './wire.ts';
import { instant } from './wire.ts';

/** Facts that come in together, and when (UTC milliseconds). */
export interface Arrival {
  at: number;
  facts: FactWire[];
}

const hour = 3_600_000;

/**
 * Spreads the facts of a history over one to three arrivals, in their order but for those that are not over then, which come
 * with the next. The last comes some time before the history's present.
 */
export function drawArrivals(seed: number, number: number, history: History): Arrival[] {
  const chance = chanceFrom(Math.imul(seed + 17, 2_654_435_761) ^ Math.imul(number + 3, 69_621));
  const count = chance.pick([1, 1, 2, 3]);
  let first = history.now - chance.pick([0, 30_000, 10 * 60_000, 3 * hour, 3 * hour, 26 * hour]);
  const ats = [first];
  while (ats.length < count) {
    first -= chance.pick([10_000, hour, 30 * hour]);
    ats.unshift(first);
  }
  const arrivals: Arrival[] = [];
  let waiting = [...history.facts];
  for (const [n, at] of ats.entries()) {
    const share = n === count - 1 ? waiting.length : Math.floor(waiting.length / 2);
    const isReady = (fact: FactWire): boolean => ends(fact) <= at;
    const taken = waiting.slice(0, share).filter(isReady);
    waiting = waiting.filter((fact) => !taken.includes(fact));
    arrivals.push({ at, facts: taken });
  }
  // What was not over at the last arrival was never told.
  return arrivals.filter(({ facts }) => facts.length > 0);
}

/** The latest instant of which a fact tells that it has come; what was only promised may lie ahead. */
function ends({ startDateTime, at, endDateTime, ...fact }: FactWire): number {
  const { completedDateTime, cancelledDateTime, answeredDateTime, abandonedDateTime, pause = [] } = fact;
  const pauses = pause.flatMap((each) => [each.startDateTime, each.endDateTime]);
  const happened = [completedDateTime, cancelledDateTime, answeredDateTime, abandonedDateTime, ...pauses];
  const texts = [endDateTime ?? startDateTime ?? at ?? '', ...happened];
  return Math.max(...texts.flatMap((text) => (text === undefined ? [] : [instant(text)])));
}

/** The facts in the order in which they came in. */
export function inOrderOfArrival(arrivals: readonly Arrival[]): FactWire[] {
  return arrivals.flatMap(({ facts }) => facts);
}
