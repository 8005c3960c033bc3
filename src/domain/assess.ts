import { countedSpan, figuresOfReadings } from './aggregate.ts';
import type { AssessedSlice, Assessment, Figures, Finality, Result, Standing } from './assessment.ts';
import { certaintyOf, type Certainty } from './certainty.ts';
import { excludedIn, underRules, wholeLength, type CountedSpan, type TimeRules } from './counted-time.ts';
import { areSamplesEnough, isCoverageEnough } from './coverage.ts';
import type { Sample } from './measurement.ts';
import { length } from './intervals.ts';
import type { Objective, Period } from './objective-model.ts';
import { shapedOutages } from './outages.ts';
import { sliceStart } from './period.ts';
import { readSamples, type Readings } from './readings.ts';
import { slicesOf } from './slices.ts';
import { standingOf } from './standing.ts';

/** What one period of one commitment is assessed from. Instants in UTC ms. */
export interface AssessInput {
  objective: Objective;
  /** As `periodsBetween` gives it: cut by validFor. */
  period: Period;
  /**
   * The series' samples that touch the period, in any order, and those up to `measurementIntervalMs` before it (a value
   * still speaks into it). For an availability without any, add one earlier sample: it shows that the feed reports
   * exceptions, and its silence means up; without it there is no data.
   */
  samples: readonly Sample[];
  /** Event time up to which the series is known. */
  watermark: number;
  /** The service's clock: nothing after it counts in an open period. */
  now: number;
  /** Whether the period is over and its data is taken as complete. */
  isClosed: boolean;
  finality: Finality;
  /** What of the period counts; absent: round the clock, nothing excluded. */
  time?: TimeRules;
}

type Verdict = Pick<Assessment, 'result' | 'standing' | 'breachedAt'>;

/**
 * The result of one period, as far as known. Pure: the same facts give the same result, whenever it is asked for.
 *
 * - `certain`: notMet as soon as the limit can no longer be kept (see {@link certaintyOf}), else undecided until closed.
 *   Such a breach is certain even if all missing time was perfect, so it stands whatever the coverage.
 * - `atClose`: compared once closed. `instant`: each completed slice is compared; notMet once slices beyond the limit,
 *   one after the other, last longer than the tolerance period. Without slices the whole period is one, complete once closed.
 * - Coverage below minCoverage under the policy unknown gives noData. In an open period the standing of the figure to
 *   date is at worst `warning`, and only when the contract has a threshold: nothing is lost yet.
 *
 * Only counted time enters (`time`): a period without any gives noData. Source: docs/evaluation.md.
 */
export function assess(input: AssessInput): Assessment {
  const { objective, period, isClosed, finality, watermark } = input;
  const until = isClosed ? period.end : decidedUntil(objective, Math.min(watermark, input.now, period.end));
  const span = underRules(countedSpan(objective, period, until), input.time);
  const known = isClosed ? Math.max(until, Math.min(watermark, input.now)) : until;
  const whole = { start: span.start, end: span.samplesBefore };
  const readings = shapedOutages(objective, readSamples(objective, input.samples), { period: whole, known });
  const figures = withExclusion(figuresOfReadings(objective, readings, span), { input, readings, span });
  const slices = slicesOf(objective, readings, span);
  const certainty: Certainty = objective.verdictMode === 'certain' ? certaintyOf(objective, readings, span) : {};
  const { bestPossible } = certainty;
  return {
    period,
    ...verdictOf({ objective, period, figures, slices, certainty, isClosed }),
    finality,
    figures,
    ...(bestPossible === undefined || isClosed ? {} : { bestPossible }),
    ...(span.counted === undefined ? {} : { wholeMs: wholeLength(span) }),
    slices,
    watermark,
    ...versionsOf(input.time),
  };
}

/** Of slices that make a service unavailable only whole ones say anything: the time of one under way is not without data. */
function decidedUntil({ statistic, parts, window }: Objective, known: number): number {
  const isSwitching = statistic.kind === 'availability' && parts !== undefined;
  return isSwitching ? sliceStart(window, parts.lengthMs, known) : known;
}

function versionsOf(time: TimeRules | undefined): Pick<Assessment, 'versions'> {
  return time === undefined || time.versions.length === 0 ? {} : { versions: [...time.versions] };
}

/** Both figures, with and without exclusion, where something was excluded. */
function withExclusion(
  figures: Figures,
  { input, readings, span }: { input: AssessInput; readings: Readings; span: CountedSpan },
): Figures {
  const { objective, time } = input;
  const excludedMs = length(excludedIn(span, time));
  if (time === undefined || excludedMs === 0) return figures;
  const plain = underRules(
    { start: span.start, end: span.end, samplesBefore: span.samplesBefore },
    { ...time, excluded: [] },
  );
  const { attained } = figuresOfReadings(objective, readings, plain);
  return { ...figures, excludedMs, ...(attained === undefined ? {} : { attainedWithoutExclusion: attained }) };
}

interface Known {
  objective: Objective;
  period: Period;
  figures: Figures;
  slices: readonly AssessedSlice[];
  certainty: Certainty;
  isClosed: boolean;
}

function verdictOf(known: Known): Verdict {
  const { objective, certainty } = known;
  if (certainty.breachedAt !== undefined) {
    return { result: 'notMet', standing: 'beyond', breachedAt: certainty.breachedAt };
  }
  if (objective.verdictMode === 'instant' && objective.sliceMs !== undefined) return verdictOfSlices(known);
  const { figures } = known;
  if (!isCoverageEnough(objective, figures) || !areSamplesEnough(objective, figures)) return { result: 'noData' };
  return known.isClosed ? verdictAtClose(known) : verdictToDate(known);
}

function verdictAtClose({ objective, period, figures: { attained, countedMs } }: Known): Verdict {
  if (countedMs === 0) return { result: 'noData' };
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

const severity: Record<Standing, number> = { compliant: 0, warning: 1, tolerated: 2, beyond: 3 };

function verdictOfSlices({ objective, figures, slices, isClosed }: Known): Verdict {
  const breachedAt = breachOfSlices(slices, objective.toleranceMs);
  const compared = slices.flatMap(({ standing }) => standing ?? []);
  const worst = compared.reduce<Standing>(
    (left, right) => (severity[right] > severity[left] ? right : left),
    'compliant',
  );
  if (breachedAt !== undefined) return { result: 'notMet', standing: 'beyond', breachedAt };
  if (compared.length === 0) return { result: slices.length > 0 || isClosed ? 'noData' : 'undecided' };
  if (isClosed && !isCoverageEnough(objective, figures)) return { result: 'noData' };
  return { result: resultOf(isClosed), standing: worst };
}

function resultOf(isClosed: boolean): Result {
  return isClosed ? 'met' : 'undecided';
}

/** When a run of slices beyond the limit had lasted as long as is tolerated; time without data neither adds nor ends it. */
function breachOfSlices(slices: readonly AssessedSlice[], toleranceMs: number): number | undefined {
  let breachMs = 0;
  for (const slice of slices) {
    if (slice.standing === undefined) continue;
    breachMs = slice.standing === 'beyond' ? breachMs + lengthOfSlice(slice) : 0;
    if (breachMs > toleranceMs) return openedAt(slice, breachMs, toleranceMs);
  }
  return undefined;
}

/** A slice as far as its length matters: all of it counts unless `counted` says otherwise. */
type SliceTime = Pick<AssessedSlice, 'start' | 'end' | 'counted'>;

/** The counted length of a slice, ms. */
export function lengthOfSlice({ start, end, counted }: SliceTime): number {
  return counted === undefined ? end - start : length(counted);
}

/**
 * When a breach became a violation: the moment its counted time had lasted as long as is tolerated; without tolerance the
 * end of the slice that showed it. Worked example: 12:00 to 12:07 with 5 min tolerated opens at 12:05.
 */
export function openedAt(slice: SliceTime, breachMs: number, toleranceMs: number): number {
  if (toleranceMs === 0) return slice.end;
  let surplus = breachMs - toleranceMs;
  for (const { start, end } of (slice.counted ?? [slice]).toReversed()) {
    if (surplus <= end - start) return end - surplus;
    surplus -= end - start;
  }
  return slice.start;
}
