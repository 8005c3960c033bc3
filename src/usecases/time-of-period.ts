import { caseReach } from '../domain/case-outcome.ts';
import type { Sample } from '../domain/measurement.ts';
import type { Period } from '../domain/objective-model.ts';
import type { EvaluableTerms } from './earlier-terms.ts';
import type { TimeRulesOf } from './ports.ts';

/** The period whose time is asked about, and by what. */
export interface PeriodTime {
  terms: EvaluableTerms;
  period: Period;
  /** See `asOfPeriod`. */
  asOf: number | undefined;
  samples: readonly Sample[];
}

/**
 * What counts of a period for its samples: what is excluded is counted in the period; service hours reach back to the first
 * case that is repaired in it, however long before it began. Only reads.
 */
export async function timeOfPeriod(
  timeRulesOf: TimeRulesOf,
  { terms, period, asOf, samples }: PeriodTime,
): ReturnType<TimeRulesOf> {
  const time = await timeRulesOf(terms, period, asOf);
  const since = caseReach(terms.objective, period, samples);
  if ('reasons' in time || time.service === undefined || since >= period.start) return time;
  const longer = await timeRulesOf(terms, { start: since, end: period.end }, asOf);
  return 'reasons' in longer || longer.service === undefined ? time : { ...time, service: longer.service };
}
