import type { Stretch } from './calendar.ts';
import { isIn } from './calendar.ts';
import type { Promised } from './contract.ts';
import type { Fact } from './facts.ts';
import { nextStart } from './facts.ts';
import { gapEdges, standsTo } from './gaps.ts';
import { firstSlice, slicesThatSwitch, switched } from './switching.ts';
import type { Fraction } from './fraction.ts';
import { add, compare, div, fraction, hundred, mul, one, sub, zero } from './fraction.ts';

/** A fact with the time it speaks for and the share of it that is down. */
interface Spoken {
  from: number;
  to: number;
  weight: Fraction;
  /** Told with an end: only such are carried on beyond it. */
  isInterval: boolean;
  /** A state that lasts until something else is told. */
  isOpen: boolean;
}

/** A stretch of real time of which one thing is known: down by a weight, or nothing (no weight). */
export interface Known {
  from: number;
  to: number;
  weight?: Fraction;
}

const weights: Readonly<Record<string, Fraction>> = { up: zero, down: one };

/** Whether a measured value means down, by `downWhen=gte:100`. */
function isDown(value: number, rule: string): boolean {
  const [relation = '', bound = '0'] = rule.split(':');
  const side = compare(fraction(value), fraction(bound));
  return { gte: side >= 0, gt: side > 0, lte: side <= 0, lt: side < 0, eq: side === 0 }[relation] ?? false;
}

function weightOf(fact: Fact, promised: Promised): Fraction {
  const { state, weight, value } = fact.wire;
  if (state === undefined) return isDown(value ?? 0, promised.statistic.parameters.get('downWhen') ?? '') ? one : zero;
  return weights[state] ?? fraction(weight ?? 1);
}

/** How long a fact speaks: a state for its interval, an open one on and on; a value until the next, at most for the interval. */
function spokenUntil(fact: Fact, facts: readonly Fact[], promised: Promised, gaps: readonly Stretch[]): number {
  if (fact.end !== undefined) return fact.end;
  if (fact.kind === 'state') return Infinity;
  const { policy, maxAgeMs, intervalMs } = promised;
  const next = nextStart(fact, facts);
  if (policy !== 'carryForward') return Math.min(next, fact.start + intervalMs);
  // For its interval it speaks itself; beyond it is carried.
  return Math.min(next, standsTo(fact.start + Math.min(intervalMs, maxAgeMs), fact.start + maxAgeMs, gaps));
}

/** Fills a gap with what ended where it begins, the worst of several, for as long as it may stand. */
function carried(
  known: readonly Known[],
  spoken: readonly Spoken[],
  { maxAgeMs, gaps }: { maxAgeMs: number; gaps: readonly Stretch[] },
): Known[] {
  return known.flatMap((stretch) => {
    if (stretch.weight !== undefined || isIn(stretch.from, gaps)) return [stretch];
    let weight: Fraction | undefined;
    for (const one of spoken) {
      if (one.to === stretch.from && one.isInterval && (weight === undefined || compare(one.weight, weight) > 0)) {
        weight = one.weight;
      }
    }
    if (weight === undefined) return [stretch];
    const to = Math.min(stretch.to, stretch.from + maxAgeMs);
    return [
      { from: stretch.from, to, weight },
      { from: to, to: stretch.to },
    ].filter((one) => one.from < one.to);
  });
}

/** What is known of a period from instant to instant, as far as it is known, by the contract's rules for outages. */
export function knownStretches(
  facts: readonly Fact[],
  promised: Promised,
  { period, gaps }: Pick<Counted, 'period' | 'gaps'>,
  knownTo: number,
): Known[] {
  const slices = slicesThatSwitch(promised);
  const from = slices === undefined ? period[0] : firstSlice(slices, promised, period);
  const told = toldStretches(facts, promised, { between: [from, knownTo], gaps });
  const line = slices === undefined ? told : switched(told, facts, { slices, promised, period, knownTo });
  return withoutShortOutages(line, promised.minOutageMs);
}

/**
 * What facts say from instant to instant, up to `until`; of several at once, the worst. In a gap silence says nothing: not that all
 * is up, nor that what was told to be up still is.
 */
function toldStretches(
  all: readonly Fact[],
  promised: Promised,
  { between: [from, until], gaps }: { between: Stretch; gaps: readonly Stretch[] },
): Known[] {
  const facts = all.filter(({ kind }) => kind === 'state' || kind === 'value');
  const spoken: Spoken[] = facts.map((fact) => ({
    from: fact.start,
    to: Math.min(spokenUntil(fact, facts, promised, gaps), until),
    weight: weightOf(fact, promised),
    isInterval: fact.end !== undefined,
    isOpen: fact.end === undefined && fact.kind === 'state',
  }));
  const reportsExceptions = !promised.hasPolicy && facts.some(({ kind }) => kind === 'state');
  // What is carried on into the period began before it: no cut at its start then.
  const ends = promised.policy === 'carryForward' ? [until] : [from, until];
  const points = [...ends, ...gapEdges(gaps), ...spoken.flatMap((one) => [one.from, one.to])];
  const sorted = [...new Set(points)].filter((point) => point <= until).sort((a, b) => a - b);
  const known: Known[] = [];
  for (let at = 0; at + 1 < sorted.length; at += 1) {
    const [start, end] = [sorted[at] ?? 0, sorted[at + 1] ?? 0];
    const isSilent = isIn(start, gaps);
    let weight: Fraction | undefined = reportsExceptions && !isSilent ? zero : undefined;
    for (const one of spoken) {
      if (isSilent && one.isOpen && compare(one.weight, zero) === 0) continue;
      if (one.from <= start && start < one.to && (weight === undefined || compare(one.weight, weight) > 0)) {
        weight = one.weight;
      }
    }
    known.push(weight === undefined ? { from: start, to: end } : { from: start, to: end, weight });
  }
  return promised.policy === 'carryForward' ? carried(known, spoken, { maxAgeMs: promised.maxAgeMs, gaps }) : known;
}

/** Outages that last, uninterrupted, for less than `minOutage` count as up. */
function withoutShortOutages(known: readonly Known[], minOutageMs: number): Known[] {
  const isOut = (one: Known | undefined): boolean => one?.weight !== undefined && compare(one.weight, zero) > 0;
  return known.map((stretch, at) => {
    if (!isOut(stretch)) return stretch;
    let [first, last] = [at, at];
    while (isOut(known[first - 1])) first -= 1;
    while (isOut(known[last + 1])) last += 1;
    const length = (known[last]?.to ?? 0) - (known[first]?.from ?? 0);
    return length < minOutageMs ? { ...stretch, weight: zero } : stretch;
  });
}

/** The time of a period, as far as it counts. */
export interface Counted {
  period: Stretch;
  /** Whether an instant is in P ∩ V ∩ S. */
  isServed: (at: number) => boolean;
  excluded: readonly Stretch[];
  edges: readonly number[];
  /** When nothing could be taken in. */
  gaps: readonly Stretch[];
}

export interface AvailabilityFigures {
  attained?: Fraction;
  /** E, all of it. */
  countedMs: number;
  /** Covered part of the E up to `until`. */
  coverage?: Fraction;
  coveredMs: number;
  /** Part of the E up to `until` in gaps of which nothing is known. */
  gapMs: number;
  elapsedMs: number;
  downMs: Fraction;
  /** When the limit was out of reach, if it is. */
  breachedAt?: number;
}

interface Piece {
  from: number;
  to: number;
  isExcluded: boolean;
  isGap: boolean;
  /** Of time after `until`: nothing is known yet. */
  isAhead: boolean;
  weight?: Fraction;
}

/** Cuts the counted time wherever anything changes. */
function pieces(known: readonly Known[], counted: Counted, until: number): Piece[] {
  const { period, isServed, excluded, edges, gaps } = counted;
  const points = [
    ...period,
    until,
    ...gapEdges(gaps),
    ...edges,
    ...excluded.flat(),
    ...known.flatMap(({ from, to }) => [from, to]),
  ];
  const sorted = [...new Set(points)].filter((at) => at >= period[0] && at <= period[1]).sort((a, b) => a - b);
  const found: Piece[] = [];
  for (let at = 0; at + 1 < sorted.length; at += 1) {
    const [from, to] = [sorted[at] ?? 0, sorted[at + 1] ?? 0];
    if (!isServed(from)) continue;
    const weight = known.find((one) => one.from <= from && from < one.to)?.weight;
    const isExcluded = isIn(from, excluded);
    found.push({
      from,
      to,
      isExcluded,
      isGap: isIn(from, gaps),
      isAhead: from >= until,
      ...(weight === undefined ? {} : { weight }),
    });
  }
  return found;
}

/** Availability of a period from what is known up to `until`. */
export function availability(
  known: readonly Known[],
  promised: Promised,
  counted: Counted,
  until: number,
): AvailabilityFigures {
  const { treatment } = promised.maintenance;
  let [countedMs, coveredMs, elapsedMs, gapMs] = [0, 0, 0, 0];
  let downMs = zero;
  const falls: { from: number; to: number; weight: Fraction }[] = [];
  for (const { from, to, isExcluded, isGap, isAhead, weight } of pieces(known, counted, until)) {
    if (isExcluded && treatment === 'exclude') continue;
    countedMs += to - from;
    if (isAhead) continue;
    elapsedMs += to - from;
    const isCovered = isExcluded || weight !== undefined;
    if (isCovered) coveredMs += to - from;
    else if (isGap) gapMs += to - from;
    const counts = isExcluded ? zero : (weight ?? (promised.policy === 'bad' && !isGap ? one : zero));
    downMs = add(downMs, mul(counts, fraction(to - from)));
    if (compare(counts, zero) > 0) falls.push({ from, to, weight: counts });
  }
  const isWhole = promised.policy === 'bad' || promised.policy === 'good';
  const denominator = isWhole ? elapsedMs - gapMs : coveredMs;
  const breachedAt = outOfReach(falls, promised, countedMs);
  return {
    countedMs,
    coveredMs,
    gapMs,
    elapsedMs,
    downMs,
    ...(elapsedMs === 0 ? {} : { coverage: div(fraction(coveredMs), fraction(elapsedMs)) }),
    ...(denominator === 0 ? {} : { attained: mul(hundred, sub(one, div(downMs, fraction(denominator)))) }),
    ...(breachedAt === undefined ? {} : { breachedAt }),
  };
}

/** The instant at which so much was down that the limit cannot be kept even if all the rest is perfect. */
function outOfReach(
  falls: readonly { from: number; to: number; weight: Fraction }[],
  promised: Promised,
  countedMs: number,
): number | undefined {
  if (promised.violationWhen !== 'below') return undefined;
  const budget = mul(sub(one, div(promised.limit, hundred)), fraction(countedMs));
  let down = zero;
  for (const { from, to, weight } of falls) {
    const after = add(down, mul(weight, fraction(to - from)));
    const side = compare(after, budget);
    if (side > 0 || (side === 0 && promised.inclusive)) {
      const need = div(sub(budget, down), weight);
      return from + Number(need.n / need.d);
    }
    down = after;
  }
  return undefined;
}
