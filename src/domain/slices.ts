import type { AssessedSlice, Figures, Standing } from './assessment.ts';
import { figuresOfReadings } from './aggregate.ts';
import { countedIntervals, type CountedSpan } from './counted-time.ts';
import { areSamplesEnough, isCoverageEnough } from './coverage.ts';
import { length } from './intervals.ts';
import type { Objective } from './objective-model.ts';
import { sliceStart } from './period.ts';
import type { Readings } from './readings.ts';
import { standingOf } from './standing.ts';

/**
 * The completed slices of a counted span, compared one by one. For where they begin see {@link sliceStart}: the first is cut by
 * the span's start and the last by its end; of rolling windows only whole ones count. Of a slice that counts in part that part
 * is compared; one that does not count at all is none. A slice without enough data has no standing.
 */
export function slicesOf(objective: Objective, readings: Readings, span: CountedSpan): AssessedSlice[] {
  const { sliceMs, window } = objective;
  if (sliceMs === undefined) return [];
  const isRolling = window.type === 'rolling';
  const slices: AssessedSlice[] = [];
  let start = isRolling ? Math.ceil(span.start / sliceMs) * sliceMs : span.start;
  for (let whole = sliceStart(window, sliceMs, start) + sliceMs; start < span.samplesBefore; whole += sliceMs) {
    const end = isRolling ? whole : Math.min(whole, span.samplesBefore);
    if (end > span.end) break;
    slices.push(...assessSlice(objective, readings, { ...span, start, end, samplesBefore: end }));
    start = end;
  }
  return slices;
}

function assessSlice(objective: Objective, readings: Readings, span: CountedSpan): AssessedSlice[] {
  const { start, end } = span;
  const counted = countedIntervals(span);
  const countedMs = length(counted);
  if (countedMs === 0) return [];
  const figures = figuresOfReadings(objective, readings, span);
  const { attained, coverage } = figures;
  const standing = standingIn(objective, figures);
  return [
    {
      ...{ start, end, coverage },
      ...(attained === undefined ? {} : { attained }),
      ...(standing === undefined ? {} : { standing }),
      ...(countedMs === end - start ? {} : { counted }),
    },
  ];
}

function standingIn(objective: Objective, figures: Figures): Standing | undefined {
  const { attained, coveredMs, countedMs, gapMs = 0 } = figures;
  if (!isCoverageEnough(objective, figures) || !areSamplesEnough(objective, figures)) return undefined;
  if (attained !== undefined) return standingOf(objective, attained);
  // Without any value: time that counts as up is no lack of data.
  if (objective.missingData === 'bad' && coveredMs + gapMs < countedMs) return 'beyond';
  return objective.missingData === 'good' && gapMs < countedMs ? 'compliant' : undefined;
}
