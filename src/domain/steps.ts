import type { Interval } from '../kernel/instant.ts';
import type { Assessment, Standing } from './assessment.ts';
import type { CommitmentState } from './commitment.ts';
import { isCoverageEnough, unknownTime } from './coverage.ts';
import type { Objective } from './objective-model.ts';
import { rollingStepMs } from './period.ts';

/** One piece of evidence the state machine takes in: a completed slice, or what is known of a period. */
export interface Step extends Interval {
  /** Absent: no data, or nothing known yet. */
  standing?: Standing;
  hasData: boolean;
  attained?: string;
  /** Whether nothing more is expected of it: a completed slice or a closed period. */
  isComplete: boolean;
  /** Counted intervals of a slice that counts only in part. */
  counted?: Interval[];
  /** Certain mode: when the breach became certain before the close, UTC ms. */
  breachedAt?: number;
}

/**
 * What an assessment adds to what a state has already taken in, in order of time; nothing for a period or slice it has
 * passed. In rolling windows without slices each window stands for the step it moves on by.
 */
export function stepsOf(objective: Objective, assessment: Assessment, state: CommitmentState): Step[] {
  const takenTo = state.advancedTo ?? -Infinity;
  return objective.verdictMode === 'instant' && objective.sliceMs !== undefined
    ? sliceSteps(assessment, takenTo)
    : periodSteps(objective, assessment, takenTo);
}

function sliceSteps({ slices }: Assessment, takenTo: number): Step[] {
  return slices
    .filter(({ end }) => end > takenTo)
    .map(({ start, end, standing, attained, counted }) => ({
      start,
      end,
      hasData: standing !== undefined,
      isComplete: true,
      ...(counted === undefined ? {} : { counted }),
      ...(standing === undefined ? {} : { standing }),
      ...(attained === undefined ? {} : { attained }),
    }));
}

function periodSteps(objective: Objective, assessment: Assessment, takenTo: number): Step[] {
  const { period, finality, watermark, figures, breachedAt } = assessment;
  const isComplete = finality !== 'open';
  const end = isComplete ? period.end : Math.min(watermark, period.end);
  if (period.end <= takenTo || end <= period.start) return [];
  const isEarly = breachedAt !== undefined && breachedAt < period.end;
  return [
    {
      start: startOf(objective, period),
      end,
      isComplete,
      ...standingIn(objective, assessment),
      ...(figures.attained === undefined ? {} : { attained: figures.attained }),
      ...(isEarly ? { breachedAt } : {}),
    },
  ];
}

function standingIn(objective: Objective, assessment: Assessment): Pick<Step, 'standing' | 'hasData'> {
  const { result, standing, finality, figures } = assessment;
  // Where nothing was to be counted there is no lack of data.
  if (figures.countedMs === 0 && finality !== 'open') return { hasData: true };
  if (result === 'noData') return { hasData: finality === 'open' && !isDataLost(objective, assessment) };
  if (result === 'notMet') return { hasData: true, standing: 'beyond' };
  return { hasData: true, ...(standing === undefined ? {} : { standing }) };
}

/** Whether an open period can no longer reach the coverage it needs: a thin start alone is not yet a lack of data. */
function isDataLost(objective: Objective, { period, figures, wholeMs }: Assessment): boolean {
  const missingMs = isCoverageEnough(objective, figures)
    ? figures.countedMs - figures.coveredMs
    : unknownTime(objective, figures);
  return missingMs > (1 - objective.minCoverage) * (wholeMs ?? period.end - period.start);
}

function startOf({ window }: Objective, period: Interval): number {
  return window.type === 'rolling' ? Math.max(period.start, period.end - rollingStepMs(window)) : period.start;
}
