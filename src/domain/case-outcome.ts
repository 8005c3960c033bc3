import type { Interval } from '../kernel/instant.ts';
import type { CountedSpan } from './counted-time.ts';
import { difference, intersection, length, merged } from './intervals.ts';
import type { CaseSample, Sample } from './measurement.ts';
import type { CaseStatistic, Statistic as Statistics } from './objective-model.ts';

/** What a case is in the figures of one period. */
export interface CaseOutcome {
  sample: CaseSample;
  /** `counted`: good, or plain in a mean; `bad`; `leftOut` of the figure. */
  outcome: 'counted' | 'bad' | 'leftOut';
  /** Why, for people: `completed late`. */
  reason: string;
  /** Time to repair or to answer, ms. */
  lengthMs?: number;
  /** When a bad one became bad, event time, UTC ms. */
  badAt?: number;
}

type Judged = Omit<CaseOutcome, 'sample'>;
type Statistic<Kind extends CaseStatistic['kind']> = Extract<CaseStatistic, { kind: Kind }>;

/**
 * What each case is in the figures of a span (up to `span.end`); cases that have nothing to do with it are not listed.
 *
 * - percentOnTime: the period of the committed date (agreed, else promised). Late: completed after it, cancelled by the
 *   provider, or open when it has passed. Open and not yet due, cancelled by the customer, and moved to another period by
 *   the customer: left out.
 * - meanTimeToRepair, percentWithin: the period of completion; the time is {@link timeToRepair}.
 * - answeredWithin, abandonRate: the period of the start. Abandoned unanswered within `shortAbandon`: left out.
 *
 * Pure. Source: docs/evaluation.md, section 4.
 */
export function caseOutcomes(statistic: CaseStatistic, cases: readonly CaseSample[], span: CountedSpan): CaseOutcome[] {
  return cases.flatMap((sample) => {
    const judged = judge(statistic, sample, span);
    if (judged === undefined) return [];
    return [{ sample, ...(sample.excluded === true ? leftOut('excluded') : judged) }];
  });
}

/** The date a case was committed to: the last one agreed with the customer, else the one promised. UTC ms. */
export function committedDate({ agreed, promised }: CaseSample): number | undefined {
  return agreed ?? promised;
}

/** The instant that decides which period a case belongs to; undefined while it has none. UTC ms. */
export function attributedTo({ kind }: CaseStatistic, sample: CaseSample): number | undefined {
  if (kind === 'percentOnTime') return committedDate(sample);
  return kind === 'meanTimeToRepair' || kind === 'percentWithin' ? sample.completed : sample.start;
}

/**
 * How long a completed case took, ms: from its start to its completion without its pauses, inside service hours. A pause
 * without end lasts until the completion; pauses that overlap count once.
 */
export function timeToRepair(
  { start, completed = start, pauses = [] }: CaseSample,
  service?: readonly Interval[],
): number {
  const paused = merged(pauses.map((pause) => ({ start: pause.start, end: pause.end ?? Infinity })));
  const worked = difference([{ start, end: completed }], paused);
  return length(service === undefined ? worked : intersection(worked, service));
}

/**
 * From when on service hours are needed for the cases of a period: times to repair begin before it. The period's start for
 * other statistics. UTC ms.
 */
export function caseReach(
  { statistic }: { statistic: Statistics },
  period: Interval,
  samples: readonly Sample[],
): number {
  if (statistic.kind !== 'meanTimeToRepair' && statistic.kind !== 'percentWithin') return period.start;
  return samples.reduce((first, { start }) => Math.min(first, start), period.start);
}

function judge(statistic: CaseStatistic, sample: CaseSample, span: CountedSpan): Judged | undefined {
  switch (statistic.kind) {
    case 'percentOnTime':
      return onTime(sample, span);
    case 'meanTimeToRepair':
      return repaired(sample, span);
    case 'percentWithin':
      return repairedWithin(statistic, sample, span);
    default:
      return ofCall(statistic, sample, span);
  }
}

function onTime(sample: CaseSample, span: CountedSpan): Judged | undefined {
  const committed = committedDate(sample);
  if (committed === undefined) return isIn(span, sample.start) ? leftOut('without a promised date') : undefined;
  if (isIn(span, committed)) return dueAt(committed, sample, span);
  return isIn(span, sample.promised) ? leftOut('moved to another period') : undefined;
}

function dueAt(committed: number, { completed, cancelled, cancelledBy }: CaseSample, span: CountedSpan): Judged {
  if (cancelledBy === 'customer') return leftOut('cancelled by the customer');
  if (cancelledBy === 'provider') return bad('cancelled by the provider', cancelled ?? committed);
  if (completed !== undefined) return completed <= committed ? good('on time') : bad('completed late', committed);
  return committed < span.end ? bad('open and past due', committed) : leftOut('open and not yet due');
}

/** Undefined also for tickets withdrawn: nothing was repaired. */
function repaired(sample: CaseSample, span: CountedSpan): Judged | undefined {
  const { completed, cancelledBy } = sample;
  if (completed === undefined || !isIn(span, completed) || completed > span.end) return undefined;
  if (cancelledBy !== undefined) return leftOut('cancelled');
  return { ...good('completed'), lengthMs: timeToRepair(sample, span.service) };
}

function repairedWithin(
  { withinMs }: Statistic<'percentWithin'>,
  sample: CaseSample,
  span: CountedSpan,
): Judged | undefined {
  const judged = repaired(sample, span);
  if (judged?.lengthMs === undefined) return judged;
  const { lengthMs } = judged;
  return { ...(lengthMs <= withinMs ? good('within') : bad('beyond', sample.completed)), lengthMs };
}

function ofCall(
  statistic: Statistic<'answeredWithin' | 'abandonRate'>,
  sample: CaseSample,
  span: CountedSpan,
): Judged | undefined {
  const { start, answered, abandoned } = sample;
  if (!isIn(span, start) || start > span.end) return undefined;
  if (answered === undefined && abandoned !== undefined) return givenUp(statistic, start, abandoned);
  if (statistic.kind === 'answeredWithin') return answeredOrNot(statistic.withinMs, sample, span);
  return answered !== undefined || isOver(span) ? good('not abandoned') : leftOut('waiting');
}

function givenUp({ shortAbandonMs }: { shortAbandonMs?: number }, start: number, abandoned: number): Judged {
  const isEarly = shortAbandonMs !== undefined && abandoned - start <= shortAbandonMs;
  return isEarly ? leftOut('abandoned early') : bad('abandoned', abandoned);
}

function answeredOrNot(withinMs: number, { start, answered }: CaseSample, span: CountedSpan): Judged {
  const by = start + withinMs;
  if (answered === undefined) return by < span.end || isOver(span) ? bad('not answered', by) : leftOut('waiting');
  return { ...(answered <= by ? good('answered within') : bad('answered late', by)), lengthMs: answered - start };
}

/** True when the whole period is known. */
function isOver({ end, samplesBefore }: CountedSpan): boolean {
  return end >= samplesBefore;
}

function isIn({ start, samplesBefore }: CountedSpan, instant: number | undefined): boolean {
  return instant !== undefined && instant >= start && instant < samplesBefore;
}

function good(reason: string): Judged {
  return { outcome: 'counted', reason };
}

function bad(reason: string, badAt: number | undefined): Judged {
  return { outcome: 'bad', reason, ...(badAt === undefined ? {} : { badAt }) };
}

function leftOut(reason: string): Judged {
  return { outcome: 'leftOut', reason };
}
