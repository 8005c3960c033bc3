import type { AssessedSlice } from './assessment.ts';
import type { Interval } from '../kernel/instant.ts';
import { figuresOfReadings, type CountedSpan } from './aggregate.ts';
import { isCoverageEnough } from './coverage.ts';
import type { Objective } from './objective-model.ts';
import type { Readings } from './readings.ts';
import { standingOf } from './standing.ts';

/**
 * The completed slices of a counted span, compared one by one. Slices follow each other from the period's
 * start and the last is cut by its end; in rolling windows they lie on whole multiples of their length since 1970 and
 * only whole ones count, so that overlapping windows share them. A slice without enough data has no standing.
 */
export function slicesOf(objective: Objective, readings: Readings, span: CountedSpan): AssessedSlice[] {
  const { sliceMs } = objective;
  if (sliceMs === undefined) return [];
  const isRolling = objective.window.type === 'rolling';
  const slices: AssessedSlice[] = [];
  let start = isRolling ? Math.ceil(span.start / sliceMs) * sliceMs : span.start;
  while (start < span.samplesBefore) {
    const end = isRolling ? start + sliceMs : Math.min(start + sliceMs, span.samplesBefore);
    if (end > span.end) break;
    slices.push(assessSlice(objective, readings, { start, end }));
    start = end;
  }
  return slices;
}

function assessSlice(objective: Objective, readings: Readings, slice: Interval): AssessedSlice {
  const figures = figuresOfReadings(objective, readings, { ...slice, samplesBefore: slice.end });
  const { attained, coverage } = figures;
  if (!isCoverageEnough(objective, figures))
    return { ...slice, coverage, ...(attained === undefined ? {} : { attained }) };
  if (attained !== undefined) return { ...slice, coverage, attained, standing: standingOf(objective, attained) };
  if (objective.missingData === 'bad') return { ...slice, coverage, standing: 'beyond' };
  if (objective.missingData === 'good') return { ...slice, coverage, standing: 'compliant' };
  return { ...slice, coverage };
}
