import type { RandomSource } from '../kernel/random.ts';

/** What a period is expected to lose in all, and when its budget would be gone. */
export interface Prediction {
  /** `line`: the loss so far drawn on. `bootstrap`: past outages drawn again. `burnRate`: what is being lost at this moment. */
  method: 'line' | 'bootstrap' | 'burnRate';
  /** D_end, in the unit of the budget. */
  expectedUse: number;
  /** Eight of ten ends lie in here, as far as the method can tell. */
  interval: { low: number; high: number };
  /** Whether the budget will not do. */
  isExpected: boolean;
  /** How far it is beyond saying so: 1 is the line; hysteresis goes by it. */
  score: number;
  /** When the budget would be gone, UTC ms; absent when it is expected to do. */
  expectedAt?: number;
  /** Share of the drawn ends that lie beyond the budget (bootstrap). */
  probability?: number;
  /** Loss for each day of counted time that was drawn on (line, burn rate). */
  ratePerDay?: number;
  /** How many past outages it goes by. */
  outages: number;
}

/**
 * What a line is drawn from; losses in the unit of the budget. `expectedAt` says when so much more counted time has gone by from
 * `at`, as if all time counted.
 */
export interface LineFacts {
  used: number;
  budget: number;
  /** Counted time gone and still to come, ms. */
  elapsedMs: number;
  restMs: number;
  /** Losses of each of the last days, the newest last; at most seven are used. */
  daily: readonly number[];
  /** Counted time of each of those days, ms; absent: they count whole. */
  dailyCountedMs?: readonly number[];
  /** The present, UTC ms. */
  at: number;
  /** Losses counted one by one, for the width of the interval. */
  outages: number;
}

const dayMs = 86_400_000;
const daysWeighed = 7;
/** Weight of the newest day: 2 / (7 + 1). */
const weightOfNewest = 2 / (daysWeighed + 1);
/** Eight of ten of a normal distribution lie within so many deviations. */
const eightOfTen = 1.2816;

/** The exponentially weighted mean of the last seven days, the newest last; 0 without any. */
export function weightedMean(daily: readonly number[]): number {
  const [first = 0, ...later] = daily.slice(-daysWeighed);
  return later.reduce((mean, loss) => weightOfNewest * loss + (1 - weightOfNewest) * mean, first);
}

/**
 * D_end = D + r · E_rest, r being the larger of the period's average and the weighted mean of the last seven days.
 * Day 10 of 30, D 9, B 21.6: r 0.9 a day, D_end 27, the budget gone in 14 days. Pure.
 */
export function predictByLine(facts: LineFacts): Prediction {
  const { used, budget, elapsedMs, restMs, at, outages } = facts;
  const average = elapsedMs <= 0 ? 0 : (used / elapsedMs) * dayMs;
  const ratePerDay = Math.max(average, recentRate(facts));
  const more = (ratePerDay / dayMs) * restMs;
  const expectedUse = used + more;
  const spread = more * (eightOfTen / Math.sqrt(Math.max(1, outages)));
  const isExpected = expectedUse > budget;
  return {
    method: 'line',
    expectedUse,
    interval: { low: Math.max(used, expectedUse - spread), high: expectedUse + spread },
    isExpected,
    score: budget <= 0 ? 0 : expectedUse / budget,
    ...(isExpected ? { expectedAt: at + Math.max(0, ((budget - used) / ratePerDay) * dayMs) } : {}),
    ratePerDay,
    outages,
  };
}

/** Loss for each day of counted time in the last days: days with less of it weigh less. */
function recentRate({ daily, dailyCountedMs }: LineFacts): number {
  if (dailyCountedMs === undefined) return weightedMean(daily);
  const countedMs = weightedMean(dailyCountedMs);
  return countedMs === 0 ? 0 : (weightedMean(daily) / countedMs) * dayMs;
}

/** What past outages are drawn again from. `expectedAt` as in {@link LineFacts}. */
export interface BootstrapFacts {
  used: number;
  budget: number;
  /** Counted time still to come, ms. */
  restMs: number;
  /** What each outage seen lost. */
  losses: readonly number[];
  /** Counted time in which they were seen, ms. */
  observedMs: number;
  at: number;
}

const rounds = 200;
/** From this probability on a miss is expected. */
const expectedFrom = 2 / 3;

/**
 * For few outages, where a line says nothing: the rest of the period is drawn many times, outages coming as often as those
 * seen came (how often is itself drawn: few are a weak witness), each losing what one of those seen lost. Pure: chance is an
 * argument, the same numbers give the same prediction.
 */
export function predictByBootstrap(facts: BootstrapFacts, random: RandomSource): Prediction {
  const { used, budget, losses, at } = facts;
  const ends: number[] = [];
  const crossings: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { end, crossedAfter } = drawnEnd(facts, random);
    ends.push(end);
    if (crossedAfter !== undefined) crossings.push(crossedAfter);
  }
  ends.sort((left, right) => left - right);
  crossings.sort((left, right) => left - right);
  const probability = crossings.length / rounds;
  const isExpected = used <= budget && probability >= expectedFrom;
  return {
    method: 'bootstrap',
    expectedUse: ends.reduce((sum, end) => sum + end, 0) / rounds,
    interval: { low: ends[rounds / 10] ?? used, high: ends[rounds - rounds / 10] ?? used },
    isExpected,
    score: probability / expectedFrom,
    ...(isExpected ? { expectedAt: at + (crossings[Math.floor(crossings.length / 2)] ?? 0) } : {}),
    probability,
    outages: losses.length,
  };
}

function drawnEnd(
  { used, budget, restMs, losses, observedMs }: BootstrapFacts,
  random: RandomSource,
): { end: number; crossedAfter?: number } {
  const gapMs = observedMs / Math.max(1e-9, poisson(losses.length, random));
  let [end, passedMs] = [used, exponential(gapMs, random)];
  let crossedAfter: number | undefined;
  while (passedMs < restMs && losses.length > 0) {
    end += losses[Math.floor(random.next() * losses.length)] ?? 0;
    if (crossedAfter === undefined && end > budget) crossedAfter = passedMs;
    passedMs += exponential(gapMs, random);
  }
  return crossedAfter === undefined ? { end } : { end, crossedAfter };
}

/** A time between two events that come by chance, `mean` apart. */
function exponential(mean: number, random: RandomSource): number {
  return -Math.log(1 - random.next()) * mean;
}

/** How many events come where `mean` are expected (small means: by multiplying chances). */
function poisson(mean: number, random: RandomSource): number {
  const floor = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > floor; product *= random.next()) count += 1;
  return count;
}
