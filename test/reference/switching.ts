import type { Known } from './availability.ts';
import type { Stretch } from './calendar.ts';
import type { Promised } from './contract.ts';
import type { Fact } from './facts.ts';
import type { Fraction } from './fraction.ts';
import { add, compare, div, fraction, hundred, mul, one, sub, zero } from './fraction.ts';
import { ratioOf } from './levels.ts';

/** The slices of a period that decide between available and unavailable (ADR 37). */
interface Slices {
  lengthMs: number;
  /** Bad ones in a row that make it unavailable, good ones that make it available again. */
  bad: number;
  good: number;
}

export function slicesThatSwitch(promised: Promised): Slices | undefined {
  const { unavailableAfter, availableAfter, sliceMs = 3_600_000 } = promised;
  if (unavailableAfter === undefined && availableAfter === undefined) return undefined;
  const bad = unavailableAfter ?? 1;
  return { lengthMs: sliceMs, bad, good: availableAfter ?? bad };
}

/** How many slices are looked at on each side of a period: twice as many as can switch. */
const around = ({ bad, good }: Slices): number => 2 * (bad + good);

/** From when on slices are looked at: the first lies so many before the one in which the period begins. */
export function firstSlice(slices: Slices, promised: Promised, [from]: Stretch): number {
  const begins = Math.max(from, promised.validFrom);
  const place = Math.floor((begins - from) / slices.lengthMs);
  return from + (place - around(slices)) * slices.lengthMs;
}

/** The share of the known time of a slice that was up, in percent. */
function upShare(line: readonly Known[], [from, to]: Stretch): Fraction | undefined {
  let [known, down] = [0, zero];
  for (const stretch of line) {
    const length = Math.min(stretch.to, to) - Math.max(stretch.from, from);
    if (length <= 0 || stretch.weight === undefined) continue;
    known += length;
    down = add(down, mul(stretch.weight, fraction(length)));
  }
  return known === 0 ? undefined : mul(hundred, sub(one, div(down, fraction(known))));
}

/** What is known as the slices tell it: whole slices that are down or up, or nothing. */
export function switched(
  line: readonly Known[],
  facts: readonly Fact[],
  { slices, promised, period, knownTo }: { slices: Slices; promised: Promised; period: Stretch; knownTo: number },
): Known[] {
  const { lengthMs, bad, good } = slices;
  const counts = facts.filter(({ kind }) => kind === 'ratio');
  const last = Math.min(Math.min(period[1], promised.validTo) + around(slices) * lengthMs, knownTo);
  const found: { from: number; to: number; isGood?: boolean; isDown: boolean }[] = [];
  for (let from = firstSlice(slices, promised, period); from + lengthMs <= last; from += lengthMs) {
    const to = from + lengthMs;
    const share = ratioOf(counts.filter(({ start }) => from <= start && start < to)) ?? upShare(line, [from, to]);
    const isGood = share === undefined ? {} : { isGood: compare(share, promised.sliceTarget) >= 0 };
    found.push({ from, to, ...isGood, isDown: false });
  }
  const told = found.filter(({ isGood }) => isGood !== undefined);
  let isDown = false;
  for (let at = 0; at < told.length; at += 1) {
    const run = told.slice(at, at + (isDown ? good : bad));
    const isWhole = run.length === (isDown ? good : bad);
    if (isWhole && run.every(({ isGood }) => isGood === isDown)) isDown = !isDown;
    const slice = told[at];
    if (slice !== undefined) slice.isDown = isDown;
  }
  return found.map(({ from, to, isGood, isDown: isOut }) =>
    isGood === undefined ? { from, to } : { from, to, weight: isOut ? one : zero },
  );
}
