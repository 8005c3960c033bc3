import type { Figures } from './assessment.ts';
import { add, divide, multiply, readable, subtract } from './decimal.ts';
import type { Objective } from './objective-model.ts';
import { isShare } from './statistic.ts';

/** What a promise leaves to be lost in a period, and how much of it is gone. Decimals are texts. */
export interface Budget {
  /** What is counted: down time, or bad ones of all that is counted (requests, orders). */
  unit: 'ms' | 'events';
  /** B = (1 − limit) · E. Events: of as many as the period will have if it goes on as so far. */
  total: string;
  /** D: lost so far. */
  used: string;
  /** 1 − D/B in percent; negative once more is lost than may be. */
  remainingPercent: string;
}

/** What a budget is worked out from. */
export interface BudgetFacts {
  objective: Objective;
  /** Of the period up to now. */
  figures: Figures;
  /** Counted time of the whole period, E, ms. */
  wholeMs: number;
}

/**
 * The error budget of a period: of an availability in down time, of other shares in events. The limit counts, which is the
 * target where nothing is tolerated. Undefined for levels, for promises of at most a share, and while nothing is counted.
 * April at 99.95 %: 21.6 min. Pure. Source: docs/evaluation.md.
 */
export function budgetOf({ objective, figures, wholeMs }: BudgetFacts): Budget | undefined {
  if (!isShare(objective.statistic) || objective.violationWhen !== 'below') return undefined;
  const { total: counted, good, countedMs } = figures;
  if (objective.statistic.kind === 'availability') {
    return budgetFrom(objective, { unit: 'ms', whole: String(wholeMs), used: lostMs(objective, figures) });
  }
  if (counted === undefined || good === undefined || counted === 0 || countedMs === 0) return undefined;
  const whole = multiply(counted, divide(Math.max(wholeMs, countedMs), countedMs) ?? '1');
  return budgetFrom(objective, { unit: 'events', whole, used: subtract(counted, good) });
}

/** Down time that counts against an availability, ms: time without data is down where the contract says so, but for gaps. */
function lostMs({ missingData }: Objective, { downMs = 0, countedMs, coveredMs, gapMs = 0 }: Figures): string {
  return missingData === 'bad' ? add(downMs, countedMs - coveredMs - gapMs) : String(downMs);
}

function budgetFrom(
  { limit }: Objective,
  { unit, whole, used }: { unit: Budget['unit']; whole: string; used: string },
): Budget {
  const total = multiply(multiply(subtract(100, limit), whole), '0.01');
  return { unit, total, used, remainingPercent: remainingPercent(used, total) };
}

/** 1 − D/B in percent; rounded, but never to all or nothing. A budget of nothing is gone. */
export function remainingPercent(used: string, total: string): string {
  const share = divide(used, total);
  return share === undefined ? '0' : readable(multiply(subtract(1, share), 100), ['0', '100'], 6);
}

/** Lost and counted of a stretch of time: ms of down time, or bad events, and all of them. */
export interface Usage {
  bad: number;
  total: number;
}

/** How fast a budget is lost: 1 uses up exactly all of it over a whole period. */
export function burnRateOf({ bad, total }: Usage, limit: string): number {
  const allowed = Number(divide(subtract(100, limit), 100));
  return total === 0 || allowed <= 0 ? 0 : bad / total / allowed;
}

/** Two windows that have to burn together, and the share of the budget whose loss within the long one is too much. */
export interface BurnWindows {
  name: string;
  longMs: number;
  shortName: string;
  shortMs: number;
  fraction: number;
}

const [minute, hour] = [60_000, 3_600_000];

/** Fast, slow and creeping loss: 2 % of the budget in 1 h, 5 % in 6 h, 10 % in 72 h. */
export const burnWindows: readonly BurnWindows[] = [
  { name: 'PT1H', longMs: hour, shortName: 'PT5M', shortMs: 5 * minute, fraction: 0.02 },
  { name: 'PT6H', longMs: 6 * hour, shortName: 'PT30M', shortMs: 30 * minute, fraction: 0.05 },
  { name: 'PT72H', longMs: 72 * hour, shortName: 'PT6H', shortMs: 6 * hour, fraction: 0.1 },
];

/** The burn rate at which a share of the budget is lost within a window: fraction · E / w, counted time both. 2 % of 744 h in 1 h: 14.88. */
export function burnThreshold(fraction: number, wholeMs: number, windowMs: number): number {
  return (fraction * wholeMs) / windowMs;
}

/** How fast the budget is lost over a pair of windows. */
export interface BurnRate {
  window: string;
  shortWindow: string;
  rate: number;
  shortRate: number;
  threshold: number;
  /** Both windows burn faster than the threshold, and enough was counted to say so. */
  isExceeded: boolean;
}

/** What a pair of windows saw. */
export interface BurnFacts {
  windows: BurnWindows;
  long: Usage;
  short: Usage;
  limit: string;
  /** Counted time of the whole period, E, ms. */
  wholeMs: number;
  /** Fewer events than this in the long window say nothing; 0 for time. */
  minEvents: number;
  /** Counted time of the long window, ms; absent: all of it. */
  countedMs?: number;
}

/** The burn rate of a pair of windows. Pure. Last hour 30 bad of 2,000 at T 99.9 %: 15.0; last 5 min 3 of 160: 18.75. */
export function burnOf({ windows, long, short, limit, wholeMs, minEvents, countedMs = 0 }: BurnFacts): BurnRate {
  const [rate, shortRate] = [burnRateOf(long, limit), burnRateOf(short, limit)];
  const threshold = burnThreshold(windows.fraction, wholeMs, countedMs > 0 ? countedMs : windows.longMs);
  const isExceeded = rate > threshold && shortRate > threshold && long.total >= minEvents;
  return { window: windows.name, shortWindow: windows.shortName, rate, shortRate, threshold, isExceeded };
}

/** How long the rest of a budget lasts at a burn rate, ms: 60 % of a 720 h budget at 15: 28.8 h. Infinity when nothing burns. */
export function timeToExhaustion(remaining: number, wholeMs: number, burnRate: number): number {
  return burnRate <= 0 ? Infinity : (Math.max(0, remaining) * wholeMs) / burnRate;
}
