import type { Figures } from './assessment.ts';
import { compareDecimals, multiply } from './decimal.ts';
import type { Objective } from './objective-model.ts';
import { isOfCases } from './statistic.ts';

/** True when nothing at all was measured of a period. */
export function isWithoutData({ statistic }: Objective, { samples, coverage, countedMs }: Figures): boolean {
  return samples === 0 && (coverage === 0 || countedMs === 0 || isOfCases(statistic));
}

/**
 * True when there are as many samples or cases as the contract's `minSamples` asks for; of cases there has to be one.
 */
export function areSamplesEnough(
  { statistic, minSamples = isOfCases(statistic) ? 1 : 0 }: Objective,
  { samples }: Figures,
): boolean {
  return samples >= minSamples;
}

/**
 * True when the data covers enough of the counted time for a verdict: only the policies `unknown` and `carryForward` ask for
 * it, at least minCoverage. Source: docs/evaluation.md.
 */
export function isCoverageEnough({ missingData, minCoverage }: Objective, { coveredMs, countedMs }: Figures): boolean {
  if ((missingData !== 'unknown' && missingData !== 'carryForward') || countedMs === 0) return true;
  return compareDecimals(coveredMs, multiply(countedMs, minCoverage)) >= 0;
}
