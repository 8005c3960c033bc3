import type { Interval } from '../kernel/instant.ts';
import { seededRandom } from '../kernel/random.ts';
import type { Assessment } from './assessment.ts';
import {
  type Budget,
  budgetOf,
  type BurnRate,
  burnOf,
  type BurnWindows,
  burnWindows,
  timeToExhaustion,
  type Usage,
} from './budget.ts';
import { dayMs, parseDuration, roughLengthMs } from './duration.ts';
import { advanceJeopardy, type JeopardyState } from './jeopardy.ts';
import type { Objective } from './objective-model.ts';
import { instantAfter, length } from './intervals.ts';
import { type LineFacts, predictByBootstrap, predictByLine, type Prediction } from './prediction.ts';
import { dailyLosses, lastDays, lossesOf, type UsageLedger } from './usage.ts';

/** How the present period of a commitment is going to end, as far as can be said. Plain JSON. */
export interface Foresight {
  periodId: string;
  ledger: UsageLedger;
  budget: Budget;
  burnRates: BurnRate[];
  jeopardy: JeopardyState;
  prediction?: Prediction;
  /** What the prediction was made from: made again when that changes. Event time, UTC ms. */
  predicted?: { at: number; used: string };
}

/** What foresight is worked out from. */
export interface ForesightFacts {
  /** Commitment and period by name: the seed of what is drawn by chance. */
  commitmentId: string;
  objective: Objective;
  /** Of the present period; a closed one is in no jeopardy. */
  assessment: Assessment;
  /** Counted time of the whole period, E, ms. */
  wholeMs: number;
  ledger: UsageLedger;
  /** Lost and counted in a stretch that ends at the present. */
  usageIn: (stretch: Interval) => Usage;
  /** The counted time of a stretch, from what the ledger has seen to the end of the period; absent: all of it. */
  countedIn?: ((stretch: Interval) => Interval[]) | undefined;
  before?: Foresight | undefined;
}

/** From so many outages on a line says more than drawing them again. */
const outagesForLine = 30;
/** Fewer bad events than this foretell nothing; and with fewer events a window says nothing. */
const leastEvents = 10;
/** A line is drawn from the losses of so many days. */
const daysDrawn = 7;
/** A prediction is made again after this time, or when more was lost. */
const predictionLastsMs = 3_600_000;

/**
 * Budget, burn rates, prediction and jeopardy of the present period; undefined where there is no budget. Cheap: nothing is
 * read, and what is drawn by chance only once an hour. Pure: the seed is the commitment, the period and the day, so doing it
 * again gives the same. Source: docs/evaluation.md.
 */
export function foresee(facts: ForesightFacts): Foresight | undefined {
  const { objective, assessment, wholeMs, ledger, before } = facts;
  const budget = budgetOf({ objective, figures: assessment.figures, wholeMs });
  if (budget === undefined) return undefined;
  const at = ledger.to;
  const burnRates = burnRatesOf(facts, budget);
  const past = pastOf(facts, budget);
  const prediction = predictionOf(facts, { budget, burnRates, past });
  const jeopardy = advanceJeopardy(before?.jeopardy ?? { isInJeopardy: false }, prediction, at);
  const known = { periodId: assessment.period.id, ledger, budget, burnRates, jeopardy };
  if (prediction === undefined) return known;
  const kept = prediction === past?.prediction ? past.predicted : undefined;
  return { ...known, prediction, predicted: kept ?? { at, used: budget.used } };
}

/** What was foreseen before, when its prediction still holds for the same period. */
function pastOf({ before, assessment, ledger }: ForesightFacts, budget: Budget): Foresight | undefined {
  return before?.periodId === assessment.period.id && isStill(before, budget, ledger.to) ? before : undefined;
}

/** Whether a prediction rests on what still holds. */
function isStill({ predicted, prediction }: Foresight, { used }: Budget, at: number): boolean {
  if (predicted === undefined || prediction?.method === 'burnRate') return false;
  return predicted.used === used && at >= predicted.at && at - predicted.at < predictionLastsMs;
}

interface Known {
  budget: Budget;
  burnRates: readonly BurnRate[];
  /** A foresight whose prediction still holds. */
  past: Foresight | undefined;
}

function predictionOf(facts: ForesightFacts, { budget, burnRates, past }: Known): Prediction | undefined {
  const { objective, assessment, wholeMs, ledger } = facts;
  const [used, total] = [Number(budget.used), Number(budget.total)];
  const isOver = assessment.finality !== 'open' || assessment.result === 'notMet' || used > total;
  if (isOver || !isForeseeable(objective)) return undefined;
  const burning = burningUp(burnRates, { used, total, wholeMs, at: ledger.to });
  if (burning !== undefined) return onTheClock(facts, burning);
  return past?.prediction ?? onTheClock(facts, predicted(facts, budget));
}

/** Predictions go by counted time; when the budget would be gone is told by the clock. */
function onTheClock<Found extends Prediction | undefined>(
  { countedIn, ledger: { to }, assessment: { period } }: ForesightFacts,
  prediction: Found,
): Found {
  if (prediction?.expectedAt === undefined || countedIn === undefined) return prediction;
  const ahead = countedIn({ start: to, end: Math.max(to, period.end) });
  return { ...prediction, expectedAt: Math.round(instantAfter(ahead, prediction.expectedAt - to, to)) };
}

/** Rolling windows have no end to foresee, and of less than a day little can be told before it is over. */
export function isForeseeable({ window: { type, duration } }: Objective): boolean {
  const parsed = parseDuration(duration);
  return type === 'calendar' && parsed !== undefined && roughLengthMs(parsed) >= dayMs;
}

function predicted(facts: ForesightFacts, budget: Budget): Prediction | undefined {
  const { commitmentId, assessment, wholeMs, ledger } = facts;
  const [used, total] = [Number(budget.used), Number(budget.total)];
  const { countedMs } = assessment.figures;
  const common = { used, budget: total, restMs: Math.max(0, wholeMs - countedMs), at: ledger.to };
  const losses = lossesOf(ledger);
  const line = { ...common, elapsedMs: countedMs, ...dailyOf(facts) };
  if (budget.unit === 'events') {
    return used < leastEvents ? undefined : predictByLine({ ...line, outages: used });
  }
  if (losses.length >= outagesForLine) return predictByLine({ ...line, outages: losses.length });
  const observedMs = countedMsIn(facts, { start: ledger.from, end: ledger.to });
  if (losses.length === 0 || observedMs < dayMs) return undefined;
  const day = Math.floor(ledger.to / dayMs);
  const seed = `${commitmentId} ${assessment.period.id} ${String(day)}`;
  return predictByBootstrap({ ...common, losses, observedMs }, seededRandom(seed));
}

function dailyOf(facts: ForesightFacts): Pick<LineFacts, 'daily' | 'dailyCountedMs'> {
  const { ledger, countedIn } = facts;
  const daily = dailyLosses(ledger, daysDrawn);
  if (countedIn === undefined) return { daily };
  return { daily, dailyCountedMs: lastDays(ledger, daysDrawn).map((each) => countedMsIn(facts, each)) };
}

function countedMsIn({ countedIn }: ForesightFacts, stretch: Interval): number {
  return countedIn === undefined ? stretch.end - stretch.start : length(countedIn(stretch));
}

/** Half of the budget gone, and the rest going fast at this moment: no need to look at the past. */
function burningUp(
  [fast]: readonly BurnRate[],
  { used, total, wholeMs, at }: { used: number; total: number; wholeMs: number; at: number },
): Prediction | undefined {
  if (fast?.isExceeded !== true || used < total / 2) return undefined;
  const rate = Math.min(fast.rate, fast.shortRate);
  const lastsMs = timeToExhaustion(1 - used / total, wholeMs, rate);
  return {
    method: 'burnRate',
    expectedUse: total,
    interval: { low: used, high: total },
    isExpected: true,
    score: 2,
    expectedAt: Math.round(at + lastsMs),
    ratePerDay: (rate * total * dayMs) / wholeMs,
    outages: 0,
  };
}

function burnRatesOf(facts: ForesightFacts, { unit }: Budget): BurnRate[] {
  const { objective, assessment, wholeMs, ledger, usageIn } = facts;
  const at = ledger.to;
  const minEvents = unit === 'events' ? leastEvents : 0;
  const of = (lengthMs: number): Usage => usageIn({ start: at - lengthMs, end: at });
  return burnWindowsIn(assessment.period).map((windows) =>
    burnOf({
      windows,
      long: of(windows.longMs),
      short: of(windows.shortMs),
      limit: objective.limit,
      wholeMs,
      minEvents,
      countedMs: countedMsIn(facts, { start: at - windows.longMs, end: at }),
    }),
  );
}

/** Of a short period only the windows that are clearly shorter than itself. */
export function burnWindowsIn({ start, end }: Interval): BurnWindows[] {
  return burnWindows.filter(({ longMs }) => longMs <= (end - start) / 4);
}
