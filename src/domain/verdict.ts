import type { Assessment, Figures, Standing } from './assessment.ts';
import type { Certainty } from './certainty.ts';
import { areSamplesEnough, isCoverageEnough } from './coverage.ts';
import type { Objective, Period } from './objective-model.ts';
import type { SliceTrail } from './slice-trail.ts';
import { standingOf } from './standing.ts';

/** What a verdict says. */
export type Verdict = Pick<Assessment, 'result' | 'standing' | 'breachedAt'>;

/** What is known of a period when a verdict is asked for. */
export interface Known {
  objective: Objective;
  period: Period;
  figures: Figures;
  /** What its slices come to so far. */
  trail: SliceTrail;
  certainty: Certainty;
  isClosed: boolean;
}

/** The verdict on a period, as far as one can be given: see `assess`. Pure. */
export function verdictOf(known: Known): Verdict {
  const { objective, certainty } = known;
  if (certainty.breachedAt !== undefined) {
    return { result: 'notMet', standing: 'beyond', breachedAt: certainty.breachedAt };
  }
  if (objective.verdictMode === 'instant' && objective.sliceMs !== undefined) return verdictOfSlices(known);
  const { figures } = known;
  if (!isCoverageEnough(objective, figures) || !areSamplesEnough(objective, figures)) return { result: 'noData' };
  return known.isClosed ? verdictAtClose(known) : verdictToDate(known);
}

function verdictAtClose({ objective, period, figures: { attained, countedMs, gapMs = 0 } }: Known): Verdict {
  // Of what lies in collector gaps no policy says anything.
  if (countedMs === gapMs) return { result: 'noData' };
  const standing = attained === undefined ? withoutData(objective) : standingOf(objective, attained);
  if (standing === undefined) return { result: 'noData' };
  return standing === 'beyond' ? { result: 'notMet', standing, breachedAt: period.end } : { result: 'met', standing };
}

function verdictToDate({ objective, figures, certainty }: Known): Verdict {
  const { attained, countedMs } = figures;
  if (attained === undefined) return { result: countedMs === 0 ? 'undecided' : 'noData' };
  return { result: 'undecided', standing: standingToDate(objective, attained, certainty) };
}

/** Nothing is lost before the close: at worst a warning, or tolerated once even the best end lies beyond the target. */
function standingToDate(objective: Objective, attained: string, { bestPossible }: Certainty): Standing {
  if (bestPossible !== undefined && standingOf(objective, bestPossible) === 'tolerated') return 'tolerated';
  const hasWarningLine = objective.threshold !== undefined;
  return hasWarningLine && standingOf(objective, attained) !== 'compliant' ? 'warning' : 'compliant';
}

function withoutData({ missingData }: Objective): Standing | undefined {
  if (missingData === 'bad') return 'beyond';
  return missingData === 'good' ? 'compliant' : undefined;
}

function verdictOfSlices({ objective, figures, trail, isClosed }: Known): Verdict {
  const { breachedAt, worst, count } = trail;
  if (breachedAt !== undefined) return { result: 'notMet', standing: 'beyond', breachedAt };
  if (worst === undefined) return { result: count > 0 || isClosed ? 'noData' : 'undecided' };
  if (isClosed && !isCoverageEnough(objective, figures)) return { result: 'noData' };
  return { result: isClosed ? 'met' : 'undecided', standing: worst };
}
