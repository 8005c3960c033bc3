import type { Figures } from './assessment.ts';
import { compareDecimals, multiply } from './decimal.ts';
import type { Objective } from './objective-model.ts';

/**
 * True when the data covers enough of the counted time for a verdict: only the policies `unknown` and `carryForward` ask for
 * it, at least minCoverage. Source: docs/evaluation.md.
 */
export function isCoverageEnough({ missingData, minCoverage }: Objective, { coveredMs, countedMs }: Figures): boolean {
  if ((missingData !== 'unknown' && missingData !== 'carryForward') || countedMs === 0) return true;
  return compareDecimals(coveredMs, multiply(countedMs, minCoverage)) >= 0;
}
