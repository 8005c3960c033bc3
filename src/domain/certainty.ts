import { knownTimeline, countedSpan } from './aggregate.ts';
import { decimalOf, divide, multiply, percentOf, subtract } from './decimal.ts';
import type { Objective, Period } from './objective-model.ts';
import type { Readings } from './readings.ts';
import { standingOf } from './standing.ts';
import { downTimeOf, exhaustedAt, filled, type Stretch } from './timeline.ts';

/** What is already certain about an open or closed period. */
export interface Certainty {
  /** Best value still attainable when the rest of the period, and all time without data, is perfect; decimal text. */
  bestPossible?: string;
  /** When it became certain that the limit is missed, event time, UTC ms; absent while it can still be kept. */
  breachedAt?: number;
}

/**
 * What certain mode can say before a period closes. Availability: the best possible value is 1 - D/E over the whole
 * period; the limit is lost when D > (1 - limit) E. Time without data counts as perfect (it may still be delivered late),
 * unless the contract's policy calls it bad: so a breach stays one whatever the coverage. A maximum promised as at most,
 * a minimum as at least: lost with the first sample beyond. Everything else is certain only at the close.
 * Source: semantics 3.
 */
export function certaintyOf(objective: Objective, readings: Readings, period: Period, until: number): Certainty {
  const { kind } = objective.statistic;
  const { violationWhen } = objective;
  if (kind === 'availability' && violationWhen === 'below') return ofAvailability(objective, readings, period, until);
  const isExtreme = (kind === 'max' && violationWhen === 'above') || (kind === 'min' && violationWhen === 'below');
  return isExtreme ? ofExtreme(objective, readings, period, until) : {};
}

function ofAvailability(objective: Objective, readings: Readings, period: Period, until: number): Certainty {
  const span = countedSpan(objective, period, until);
  const wholeMs = Math.max(0, span.samplesBefore - span.start);
  const known = knownTimeline(readings, span);
  const line = objective.missingData === 'bad' ? filled(known, span.start, span.end, 1) : known;
  const down = downTimeOf(line);
  const bestPossible = percentOf(subtract(wholeMs, down), wholeMs);
  if (bestPossible === undefined) return {};
  const isLost = standingOf(objective, bestPossible) === 'beyond';
  return isLost ? { bestPossible, breachedAt: lostAt(objective, line, wholeMs, span.end) } : { bestPossible };
}

function lostAt({ limit }: Objective, line: readonly Stretch[], wholeMs: number, until: number): number {
  const budgetMs = divide(multiply(subtract(100, limit), wholeMs), 100) ?? '0';
  return exhaustedAt(line, Math.max(0, Number(budgetMs))) ?? until;
}

function ofExtreme(objective: Objective, readings: Readings, period: Period, until: number): Certainty {
  const { start, end, samplesBefore } = countedSpan(objective, period, until);
  const lost = readings.values.find(
    (each) =>
      each.start >= start &&
      each.start < samplesBefore &&
      each.start <= end &&
      standingOf(objective, decimalOf(each.value)) === 'beyond',
  );
  return lost === undefined ? {} : { breachedAt: lost.start };
}
