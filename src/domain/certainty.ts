import type { Interval } from '../kernel/instant.ts';
import { filledOutside } from './gap-time.ts';
import { knownTimeline, valuesIn } from './tally.ts';
import { countedIntervals, wholeLength, type CountedSpan } from './counted-time.ts';
import { add, compareDecimals, decimalOf, divide, multiply, percentOf, subtract } from './decimal.ts';
import type { CaseStatistic, Objective } from './objective-model.ts';
import { isOfCases, isShare } from './statistic.ts';
import { caseOutcomes } from './case-outcome.ts';
import type { Readings } from './readings.ts';
import { standingOf } from './standing.ts';
import { clipped, downTimeOf, exhaustedAt, isExhausted, type Stretch } from './timeline.ts';

/** What is already certain about an open or closed period. */
export interface Certainty {
  /** Best value still attainable when the rest of the period, and all time without data, is perfect; decimal text. */
  bestPossible?: string;
  /** When it became certain that the limit is missed, event time, UTC ms; absent while it can still be kept. */
  breachedAt?: number;
}

/** When what may be lost of a whole period was lost, UTC ms; of counted time of so many ms in all. */
export interface LostAt {
  at: number;
  wholeMs: number;
}

/** What was already lost in the stretch before a span. */
export interface EarlierLoss {
  /** Availability: time lost there, decimal text, ms. */
  lostMs: string;
  lost?: LostAt | undefined;
}

/** The part of a period that certainty is asked about. */
export interface CertainPart {
  /** The whole period's span, and the part of it that was read. */
  whole: CountedSpan;
  span: CountedSpan;
  before?: EarlierLoss | undefined;
}

/**
 * What certain mode can say before a period closes. Availability: the best possible value is 1 - D/E over the whole
 * period; the limit is lost when D > (1 - limit) E, E being all the counted time of the period. Time without data counts as perfect (it may still be delivered late),
 * unless the contract's policy calls it bad and it lies in no collector gap: so a breach stays one whatever the coverage. A maximum promised as at most,
 * a minimum as at least: lost with the first sample beyond. A share of cases of which none may fail: lost with the first
 * that does. Everything else is certain only at the close. Undefined where it was lost before the part, and when is not known.
 * Source: docs/evaluation.md.
 */
export function certaintyOf(objective: Objective, readings: Readings, part: CertainPart): Certainty | undefined {
  const { statistic } = objective;
  if (isOfCases(statistic)) return ofCases({ ...objective, statistic }, readings, part.span);
  if (isOfDownTime(objective)) return ofAvailability(objective, readings, part);
  if (!isOfExtreme(objective)) return {};
  const at = firstBeyond(objective, readings, part);
  return at === undefined ? {} : { breachedAt: at };
}

/** When the period was lost, of what can be lost only once: remembered with what was read. Undefined while it is not. */
export function lostIn(objective: Objective, readings: Readings, part: CertainPart): LostAt | undefined {
  const wholeMs = wholeLength(part.whole);
  if (isOfExtreme(objective)) {
    const at = firstBeyond(objective, readings, part);
    return at === undefined ? undefined : { at, wholeMs };
  }
  if (!isOfDownTime(objective)) return undefined;
  const line = lostLine(objective, readings, part.span);
  const lostMs = add(part.before?.lostMs ?? '0', downTimeOf(line));
  // What is used up to the last may be lost later on.
  if (!isExhausted(lostMs, budgetOf(objective, part.whole), objective.inclusive && compareDecimals(lostMs, 0) > 0))
    return undefined;
  const { at } = lostAt(objective, line, part);
  return at === undefined ? undefined : { at, wholeMs };
}

function isOfDownTime({ statistic, violationWhen }: Objective): boolean {
  return statistic.kind === 'availability' && violationWhen === 'below';
}

function isOfExtreme({ statistic: { kind }, violationWhen }: Objective): boolean {
  return (kind === 'max' && violationWhen === 'above') || (kind === 'min' && violationWhen === 'below');
}

function ofAvailability(objective: Objective, readings: Readings, part: CertainPart): Certainty | undefined {
  const { whole, span, before } = part;
  const wholeMs = wholeLength(whole);
  const line = lostLine(objective, readings, span);
  const lostMs = add(before?.lostMs ?? '0', downTimeOf(line));
  const bestPossible = percentOf(subtract(wholeMs, lostMs), wholeMs);
  if (bestPossible === undefined) return {};
  if (standingOf(objective, bestPossible) !== 'beyond') return { bestPossible };
  const { at, isUnknown } = lostAt(objective, line, part);
  return isUnknown ? undefined : { bestPossible, breachedAt: at ?? span.end };
}

/** Down time that counts, of what was read. */
function lostLine({ missingData }: Objective, readings: Readings, span: CountedSpan): Stretch[] {
  const known = knownTimeline(readings, span);
  return missingData === 'bad' ? filledCounted(known, span, readings.gaps) : known;
}

/** `isUnknown`: it was lost, or used up to the last, before the part, and when is not remembered. */
function lostAt(
  objective: Objective,
  line: readonly Stretch[],
  { whole, before }: CertainPart,
): { at?: number | undefined; isUnknown: boolean } {
  const { inclusive } = objective;
  const leftMs = budgetOf(objective, whole);
  if (before === undefined) return { at: exhaustedAt(line, leftMs, inclusive), isUnknown: false };
  if (before.lost !== undefined && before.lost.wholeMs === wholeLength(whole))
    return { at: before.lost.at, isUnknown: false };
  const { lostMs } = before;
  if (compareDecimals(lostMs, 0) > 0 && isExhausted(lostMs, leftMs, true)) return { isUnknown: true };
  return { at: exhaustedAt(line, subtract(leftMs, lostMs), inclusive), isUnknown: false };
}

function budgetOf({ limit }: Objective, whole: CountedSpan): string {
  const budgetMs = divide(multiply(subtract(100, limit), wholeLength(whole)), 100) ?? '0';
  return compareDecimals(budgetMs, 0) < 0 ? '0' : budgetMs;
}

/** Counted time without data is down, but for gaps. */
function filledCounted(known: readonly Stretch[], span: CountedSpan, gaps: readonly Interval[]): Stretch[] {
  const down = { weight: 1, gaps };
  if (span.counted === undefined) return filledOutside(known, span, down);
  return countedIntervals(span).flatMap((each) => filledOutside(clipped(known, each.start, each.end), each, down));
}

function firstBeyond(objective: Objective, readings: Readings, { span, before }: CertainPart): number | undefined {
  if (before?.lost !== undefined) return before.lost.at;
  return valuesIn(readings, span).find(({ value }) => standingOf(objective, decimalOf(value)) === 'beyond')?.start;
}

/** How many more cases there will be nobody knows: only where not one may fail is a share lost before the close. */
function ofCases(
  objective: Objective & { statistic: CaseStatistic },
  readings: Readings,
  span: CountedSpan,
): Certainty {
  const { statistic, violationWhen, limit } = objective;
  const isRate = statistic.kind === 'abandonRate';
  const isFlawless = isRate
    ? violationWhen === 'above' && compareDecimals(limit, 0) <= 0
    : violationWhen === 'below' && isShare(statistic) && compareDecimals(limit, 100) >= 0;
  if (!isFlawless) return {};
  const failures = caseOutcomes(statistic, readings.cases, span).flatMap(({ badAt }) => badAt ?? []);
  return failures.length === 0 ? {} : { breachedAt: failures.reduce((first, at) => Math.min(first, at)) };
}
