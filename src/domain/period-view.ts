import { countedSpan } from './aggregate.ts';
import type { Finality } from './assessment.ts';
import { type CertainPart, lostIn } from './certainty.ts';
import { countedLength, excludedIn, gapsOf, underRules, type CountedSpan, type TimeRules } from './counted-time.ts';
import { add } from './decimal.ts';
import type { Sample } from './measurement.ts';
import type { Objective, Period } from './objective-model.ts';
import { prefixEnd, prefixKey, type Prefix } from './prefix.ts';
import { shapedOutages } from './outages.ts';
import { sliceStart } from './period.ts';
import { readSamples, type Readings } from './readings.ts';
import { trailOf, type SliceTrail } from './slice-trail.ts';
import { slicesOf } from './slices.ts';
import { keptTally, tallyOf } from './tally.ts';

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

/** A period as it is seen when it is assessed: all of it, the part of it that was read, and what is remembered of the rest. */
export interface PeriodView {
  input: AssessInput;
  /** The counted span of the period. */
  whole: CountedSpan;
  /** The part that was read; `whole` without a prefix. */
  span: CountedSpan;
  readings: Readings;
  before?: Prefix | undefined;
}

/** The view of a period; undefined when the prefix does not hold for it, or not with what was read. Pure. */
export function viewOf(input: AssessInput, before?: Prefix): PeriodView | undefined {
  const { objective, period, isClosed, watermark, time } = input;
  const until = isClosed ? period.end : decidedUntil(objective, Math.min(watermark, input.now, period.end));
  const whole = underRules(countedSpan(objective, period, until), time);
  if (before !== undefined && !holds(before, input, whole)) return undefined;
  const raw = readSamples(objective, input.samples, gapsOf(time));
  if (before !== undefined && !fits(before, raw)) return undefined;
  const known = isClosed ? Math.max(until, Math.min(watermark, input.now)) : until;
  const around = { period: { start: whole.start, end: whole.samplesBefore }, known };
  const shaped = shapedOutages(objective, raw, around);
  return {
    ...{ input, whole, before },
    span: before === undefined ? whole : { ...whole, start: before.to },
    readings: before === undefined ? shaped : { ...shaped, isExceptionFeed: before.isExceptionFeed },
  };
}

/** Of slices that make a service unavailable only whole ones say anything: the time of one under way is not without data. */
function decidedUntil({ statistic, parts, window }: Objective, known: number): number {
  const isSwitching = statistic.kind === 'availability' && parts !== undefined;
  return isSwitching ? sliceStart(window, parts.lengthMs, known) : known;
}

function holds({ key, to }: Prefix, { objective, period, time }: AssessInput, whole: CountedSpan): boolean {
  return to > whole.start && to <= whole.end && key === prefixKey(objective, period, { time, to });
}

/** Whether what was read means the same as if all of the period had been read with it. */
function fits(before: Prefix, raw: Readings): boolean {
  if (raw.isExceptionFeed && !before.isExceptionFeed) return false;
  return raw.isPercent === undefined || before.isPercent === undefined || raw.isPercent === before.isPercent;
}

/** What certainty about the period goes by, of a part of what was read. */
export function certainPart({ whole, before, input }: PeriodView, span: CountedSpan): CertainPart {
  if (before === undefined) return { whole, span };
  const { downMs = '0', coveredMs, gapMs = 0 } = before.tally;
  const countedMs = countedLength({ ...whole, end: before.to });
  const lostMs = input.objective.missingData === 'bad' ? add(downMs, countedMs - coveredMs - gapMs) : downMs;
  return { whole, span, before: { lostMs, lost: before.lost } };
}

/** A part of the period as if nothing was excluded. */
export function withoutExclusion({ input: { time }, whole }: PeriodView, part: CountedSpan): CountedSpan {
  const { start, end, samplesBefore } = whole;
  const plain = underRules({ start, end, samplesBefore }, time && { ...time, excluded: [] });
  return { ...plain, start: part.start, end: part.end, samplesBefore: part.samplesBefore };
}

/** What to remember of an open period: the prefix that was, or one that reaches further. Pure. */
export function nextPrefix(view: PeriodView): Prefix | undefined {
  const { input, whole, before } = view;
  const { objective, period, time } = input;
  const to = prefixEnd(objective, whole, whole.end);
  if (to === undefined || to <= (before?.to ?? whole.start)) return before;
  const isPercent = before?.isPercent ?? view.readings.isPercent;
  return {
    ...{ key: prefixKey(objective, period, { time, to }), to },
    ...tallies(view, to),
    ...lostBefore(view, to),
    ...trailBefore(view, to),
    isExceptionFeed: view.readings.isExceptionFeed,
    ...(isPercent === undefined ? {} : { isPercent }),
  };
}

function tallies(view: PeriodView, to: number): Pick<Prefix, 'tally' | 'plain'> {
  const { input, whole, before } = view;
  const { objective, time } = input;
  const readings = readingsBefore(view.readings, to);
  const span = partTo(view, to);
  const tally = keptTally(objective, tallyOf(objective, readings, { span, before: before?.tally }));
  if (excludedIn({ ...whole, end: to }, time).length === 0) return { tally };
  const part = { span: withoutExclusion(view, span), before: before?.plain ?? before?.tally };
  return { tally, plain: keptTally(objective, tallyOf(objective, readings, part)) };
}

function readingsBefore({ refused, ...readings }: Readings, to: number): Readings {
  return refused === undefined ? readings : { ...readings, refused: refused.filter(({ start }) => start < to) };
}

function partTo({ span }: PeriodView, to: number): CountedSpan {
  return { ...span, end: to, samplesBefore: to };
}

function lostBefore(view: PeriodView, to: number): Pick<Prefix, 'lost'> {
  const { objective } = view.input;
  if (objective.verdictMode !== 'certain') return {};
  const lost = lostIn(objective, view.readings, certainPart(view, partTo(view, to)));
  return lost === undefined ? {} : { lost };
}

function trailBefore(view: PeriodView, to: number): { trail?: SliceTrail } {
  const { objective } = view.input;
  if (objective.sliceMs === undefined) return {};
  const trail = trailOf(
    slicesOf(objective, view.readings, partTo(view, to)),
    objective.toleranceMs,
    view.before?.trail,
  );
  return trail.count === 0 ? {} : { trail };
}
