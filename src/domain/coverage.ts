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
 * True when enough of the counted time is known for a verdict, at least minCoverage. Under the policies `unknown` and
 * `carryForward` time without data is not known; under any what lies in collector gaps. Source: docs/evaluation.md.
 */
export function isCoverageEnough(objective: Objective, figures: Figures): boolean {
  const { countedMs } = figures;
  const unknownMs = unknownTime(objective, figures);
  if (unknownMs === 0 || countedMs === 0) return true;
  return compareDecimals(countedMs - unknownMs, multiply(countedMs, objective.minCoverage)) >= 0;
}

/** Counted time that minCoverage asks about and that is not known, ms. */
export function unknownTime({ missingData }: Objective, { countedMs, coveredMs, gapMs = 0 }: Figures): number {
  return missingData === 'unknown' || missingData === 'carryForward' ? countedMs - coveredMs : gapMs;
}
