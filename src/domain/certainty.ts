import { knownTimeline, valuesIn } from './aggregate.ts';
import { countedIntervals, wholeLength, type CountedSpan } from './counted-time.ts';
import { compareDecimals, decimalOf, divide, multiply, percentOf, subtract } from './decimal.ts';
import type { CaseStatistic, Objective } from './objective-model.ts';
import { isOfCases, isShare } from './statistic.ts';
import { caseOutcomes } from './case-outcome.ts';
import type { Readings } from './readings.ts';
import { standingOf } from './standing.ts';
import { clipped, downTimeOf, exhaustedAt, filled, type Stretch } from './timeline.ts';

/** What is already certain about an open or closed period. */
export interface Certainty {
  /** Best value still attainable when the rest of the period, and all time without data, is perfect; decimal text. */
  bestPossible?: string;
  /** When it became certain that the limit is missed, event time, UTC ms; absent while it can still be kept. */
  breachedAt?: number;
}

/**
 * What certain mode can say before a period closes. Availability: the best possible value is 1 - D/E over the whole
 * period; the limit is lost when D > (1 - limit) E, E being all the counted time of the period. Time without data counts as perfect (it may still be delivered late),
 * unless the contract's policy calls it bad: so a breach stays one whatever the coverage. A maximum promised as at most,
 * a minimum as at least: lost with the first sample beyond. A share of cases of which none may fail: lost with the first
 * that does. Everything else is certain only at the close.
 * Source: docs/evaluation.md.
 */
export function certaintyOf(objective: Objective, readings: Readings, span: CountedSpan): Certainty {
  const { statistic } = objective;
  const { kind } = statistic;
  const { violationWhen } = objective;
  if (kind === 'availability' && violationWhen === 'below') return ofAvailability(objective, readings, span);
  if (isOfCases(statistic)) return ofCases({ ...objective, statistic }, readings, span);
  const isExtreme = (kind === 'max' && violationWhen === 'above') || (kind === 'min' && violationWhen === 'below');
  return isExtreme ? ofExtreme(objective, readings, span) : {};
}

function ofAvailability(objective: Objective, readings: Readings, span: CountedSpan): Certainty {
  const wholeMs = wholeLength(span);
  const known = knownTimeline(readings, span);
  const line = objective.missingData === 'bad' ? filledCounted(known, span) : known;
  const bestPossible = percentOf(subtract(wholeMs, downTimeOf(line)), wholeMs);
  if (bestPossible === undefined) return {};
  const isLost = standingOf(objective, bestPossible) === 'beyond';
  return isLost ? { bestPossible, breachedAt: lostAt(objective, line, span) } : { bestPossible };
}

function lostAt({ limit, inclusive }: Objective, line: readonly Stretch[], span: CountedSpan): number {
  const budgetMs = Number(divide(multiply(subtract(100, limit), wholeLength(span)), 100));
  return exhaustedAt(line, Math.max(0, budgetMs), inclusive) ?? span.end;
}

/** Counted time without data is down. */
function filledCounted(known: readonly Stretch[], span: CountedSpan): Stretch[] {
  if (span.counted === undefined) return filled(known, span, 1);
  return countedIntervals(span).flatMap((each) => filled(clipped(known, each.start, each.end), each, 1));
}

function ofExtreme(objective: Objective, readings: Readings, span: CountedSpan): Certainty {
  const lost = valuesIn(readings, span).find(({ value }) => standingOf(objective, decimalOf(value)) === 'beyond');
  return lost === undefined ? {} : { breachedAt: lost.start };
}

/** How many more cases there will be nobody knows: only where not one may fail is a share lost before the close. */
function ofCases(
  objective: Objective & { statistic: CaseStatistic },
  readings: Readings,
  span: CountedSpan,
): Certainty {
  const { statistic, violationWhen, limit } = objective;
  const isRate = statistic.kind === 'abandonRate';
  const isFlawless = isRate
    ? violationWhen === 'above' && compareDecimals(limit, 0) <= 0
    : violationWhen === 'below' && isShare(statistic) && compareDecimals(limit, 100) >= 0;
  if (!isFlawless) return {};
  const failures = caseOutcomes(statistic, readings.cases, span).flatMap(({ badAt }) => badAt ?? []);
  return failures.length === 0 ? {} : { breachedAt: failures.reduce((first, at) => Math.min(first, at)) };
}
