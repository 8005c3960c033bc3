import type { Budget, BurnRate } from '../domain/budget.ts';
import type { Foresight } from '../domain/foresight.ts';
import type { Prediction } from '../domain/prediction.ts';
import { formatInstant } from '../kernel/instant.ts';

/**
 * `budget`, `burnRate` and `jeopardy` of a commitment as clients read them: numbers of down time in ms, of other shares in
 * events. Jeopardy publishes by which method it was foretold, from what, and how far off it may be.
 */
export function foresightDocument(foresight: Foresight | undefined): object {
  if (foresight === undefined) return { jeopardy: { isInJeopardy: false } };
  const { budget, burnRates, jeopardy, prediction, predicted } = foresight;
  const { isInJeopardy, since } = jeopardy;
  return {
    budget: budgetDocument(budget),
    burnRate: burnRates.length === 0 ? undefined : burnRates.map(burnDocument),
    jeopardy: {
      isInJeopardy,
      since: since === undefined ? undefined : formatInstant(since),
      ...(prediction === undefined ? {} : predictionDocument(prediction, budget)),
      predictedAt: predicted === undefined ? undefined : formatInstant(predicted.at),
    },
  };
}

function budgetDocument({ unit, total, used, remainingPercent }: Budget): object {
  return unit === 'ms'
    ? { totalMs: Number(total), usedMs: Number(used), remainingPercent }
    : { totalEvents: Number(total), usedEvents: Number(used), remainingPercent };
}

function burnDocument({ window, shortWindow, rate, shortRate, threshold, isExceeded }: BurnRate): object {
  return { window, shortWindow, rate, shortRate, threshold, isExceeded };
}

function predictionDocument(prediction: Prediction, { unit, used, total }: Budget): object {
  const { method, expectedUse, interval, expectedAt, probability, ratePerDay, outages } = prediction;
  const names =
    unit === 'ms'
      ? { use: 'expectedUsedMs', rate: 'ratePerDayMs' }
      : { use: 'expectedUsedEvents', rate: 'ratePerDayEvents' };
  return {
    method,
    expectedAt: expectedAt === undefined ? undefined : formatInstant(expectedAt),
    [names.use]: Math.round(expectedUse),
    interval: { low: Math.round(interval.low), high: Math.round(interval.high) },
    probability,
    inputs: {
      used: Number(used),
      budget: Number(total),
      [names.rate]: ratePerDay === undefined ? undefined : Math.round(ratePerDay),
      outages: Math.round(outages),
    },
  };
}
