import type { Standing } from './assessment.ts';
import { compareDecimals, multiply, subtract, absolute, add } from './decimal.ts';
import type { Objective } from './objective-model.ts';
import { isShare } from './statistic.ts';

/** What an attained value is compared with. */
type Compared = Pick<
  Objective,
  'violationWhen' | 'inclusive' | 'target' | 'limit' | 'lowerLimit' | 'threshold' | 'statistic'
>;

/**
 * Where an attained value (decimal text, in the objective's unit) stands: `warning` beyond the soft threshold,
 * `tolerated` beyond the target but within the limit, `beyond` the limit. Compared digit by digit, never rounded.
 * Source: docs/evaluation.md. Worked example: T 50 above, tolerance 10 %: 52 tolerated, 56 beyond.
 */
export function standingOf(objective: Compared, attained: string): Standing {
  const { limit, lowerLimit, target, threshold, violationWhen } = objective;
  if (crosses(objective, attained, limit)) return 'beyond';
  if (lowerLimit !== undefined && compareDecimals(attained, lowerLimit) < 0) return 'beyond';
  if (violationWhen !== 'outside' && crosses(objective, attained, target)) return 'tolerated';
  if (threshold !== undefined && crosses(objective, attained, threshold)) return 'warning';
  return 'compliant';
}

/**
 * True when a value is clear of the warning line by a tenth: of the line itself, or, for percentages whose best value is
 * 100, of what the line leaves to 100 (99.97 is cleared at 99.973). False without a line. Source: docs/evaluation.md.
 */
export function isWellClear(objective: Compared, attained: string): boolean {
  const { threshold, violationWhen, statistic } = objective;
  if (threshold === undefined) return false;
  const size = isShare(statistic) && violationWhen === 'below' ? subtract(100, threshold) : threshold;
  const back = multiply(absolute(size), 0.1);
  const line = violationWhen === 'below' ? add(threshold, back) : subtract(threshold, back);
  const order = compareDecimals(attained, line);
  return violationWhen === 'below' ? order >= 0 : order <= 0;
}

function crosses({ violationWhen, inclusive }: Compared, attained: string, line: string): boolean {
  const order = compareDecimals(attained, line);
  switch (violationWhen) {
    case 'above':
    case 'outside':
      return order > 0 || (inclusive && order === 0);
    case 'below':
      return order < 0 || (inclusive && order === 0);
    case 'notEqual':
      return order !== 0;
    case 'equal':
      return order === 0;
  }
}
