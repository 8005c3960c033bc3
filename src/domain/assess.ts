import { figuresOfReadings, figuresOfTally } from './aggregate.ts';
import type { Assessment, Figures } from './assessment.ts';
import { certaintyOf } from './certainty.ts';
import { excludedIn, wholeLength, type CountedSpan, type TimeRules } from './counted-time.ts';
import { length } from './intervals.ts';
import { certainPart, nextPrefix, viewOf, withoutExclusion, type AssessInput, type PeriodView } from './period-view.ts';
import type { Prefix } from './prefix.ts';
import { trailOf } from './slice-trail.ts';
import { slicesOf } from './slices.ts';
import { isOfCases } from './statistic.ts';
import { tallyOf, type Tally } from './tally.ts';
import { verdictOf } from './verdict.ts';

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
  const view = viewOf(input);
  const assessment = view && assessmentOf(view);
  if (assessment === undefined) throw new Error('what was read whole can always be assessed');
  return assessment;
}

/** An assessment, and what to remember of the period so that the next one can go on from it. */
export interface Onward {
  assessment: Assessment;
  prefix?: Prefix | undefined;
}

/**
 * {@link assess}, going on from what is remembered of the period up to an instant: then `samples` are those that touch the rest of
 * it, and earlier ones that still speak into that. The same assessment, but that its slices are only those behind the
 * prefix. Undefined when the prefix does not hold, or what it left out decides: then the period has to be read whole. Pure.
 */
export function assessOnward(input: AssessInput, before?: Prefix): Onward | undefined {
  const view = viewOf(input, before);
  const assessment = view && assessmentOf(view);
  return assessment && { assessment, prefix: input.isClosed ? undefined : nextPrefix(view) };
}

function assessmentOf(view: PeriodView): Assessment | undefined {
  const { input, whole, span, readings, before } = view;
  const { objective, period, isClosed, finality, watermark, time } = input;
  const figures = figuresIn(view);
  const certainty =
    objective.verdictMode === 'certain' ? certaintyOf(objective, readings, certainPart(view, span)) : {};
  if (figures === undefined || certainty === undefined) return undefined;
  const slices = slicesOf(objective, readings, span);
  const trail = trailOf(slices, objective.toleranceMs, before?.trail);
  const { bestPossible } = certainty;
  return {
    period,
    ...verdictOf({ objective, period, figures, trail, certainty, isClosed }),
    finality,
    figures,
    ...(bestPossible === undefined || isClosed ? {} : { bestPossible }),
    ...(whole.counted === undefined ? {} : { wholeMs: wholeLength(whole) }),
    slices,
    watermark,
    ...versionsOf(time),
  };
}

function versionsOf(time: TimeRules | undefined): Pick<Assessment, 'versions'> {
  return time === undefined || time.versions.length === 0 ? {} : { versions: [...time.versions] };
}

/** Both figures, with and without exclusion, where something was excluded. */
function figuresIn(view: PeriodView): Figures | undefined {
  const { input, whole, span, before } = view;
  const figures = figuresOfPart(view, { whole, span, before: before?.tally });
  const excludedMs = length(excludedIn(whole, input.time));
  if (figures === undefined || excludedMs === 0) return figures;
  const plain = {
    whole: withoutExclusion(view, whole),
    span: withoutExclusion(view, span),
    before: before?.plain ?? before?.tally,
  };
  const unexcluded = figuresOfPart(view, plain);
  if (unexcluded === undefined) return undefined;
  const { attained } = unexcluded;
  return { ...figures, excludedMs, ...(attained === undefined ? {} : { attainedWithoutExclusion: attained }) };
}

function figuresOfPart(
  { input: { objective }, readings }: PeriodView,
  { whole, span, before }: { whole: CountedSpan; span: CountedSpan; before: Tally | undefined },
): Figures | undefined {
  if (isOfCases(objective.statistic)) return figuresOfReadings(objective, readings, whole);
  return figuresOfTally(objective, tallyOf(objective, readings, { span, before }), whole);
}
