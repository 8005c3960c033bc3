import type { Interval } from '../kernel/instant.ts';
import { countedSpan } from './aggregate.ts';
import { namedParts } from './gap-time.ts';
import { excludedIn, gapsOf, outsideOf, type TimeRules, underRules, type CountedSpan } from './counted-time.ts';
import type { Sample } from './measurement.ts';
import type { CaseStatistic, Objective } from './objective-model.ts';
import { caseOutcomes, type CaseOutcome } from './case-outcome.ts';
import { shapedOutages } from './outages.ts';
import { readSamples } from './readings.ts';
import { isOfCases } from './statistic.ts';
import { knownTimeline } from './tally.ts';
import { clipped, filled } from './timeline.ts';

/**
 * A stretch of a period and what is known of it. Counted time: `counted` good or plain, `bad` down or degraded, `missing` no
 * data. `excluded`: maintenance that the contract lets leave it (or, with countAsUp, counts as up); `outsideHours`: no
 * service hours.
 */
export interface EvidenceInterval extends Interval {
  kind: 'counted' | 'bad' | 'missing' | 'excluded' | 'outsideHours';
  /** Share of a bad stretch that counts as down, 0 to 1. */
  weight?: number;
  /** Ids of the collector gaps a missing stretch lies in: the contract's policy for time without data does not apply. */
  collectorGap?: string[];
}

/** What a figure rests on. */
export interface Evidence {
  /** The period inside validFor up to the instant asked for, UTC ms. */
  counted: Interval;
  /** The whole of it, in order, without gaps or overlaps. */
  intervals: EvidenceInterval[];
  /** Samples of the level or the counts that went in, in order of start; for availability the samples the time line is made from. */
  samples: Sample[];
  /** Cases: what each is in the figure, and why. */
  cases?: CaseOutcome[];
}

const missingWeight = -1;

/** The period whose evidence is asked for, UTC ms. */
export interface EvidencePeriod {
  period: Interval;
  /** Up to when it counts. */
  until: number;
  /** Event time up to which the series is known; `until` unless said. */
  knownUntil?: number;
  time?: TimeRules | undefined;
}

/**
 * The time and the samples behind the figures of a period up to an instant (UTC ms), in a form a person can check: what is
 * counted, bad and missing of the intervals adds up to the counted time (with countAsUp what is excluded belongs to it). Pure.
 */
export function evidenceOf(
  objective: Objective,
  samples: readonly Sample[],
  { period, until, time, knownUntil = until }: EvidencePeriod,
): Evidence {
  const span = countedSpan(objective, period, until);
  const { statistic } = objective;
  if (isOfCases(statistic)) return caseEvidence(statistic, samples, { span, time });
  const whole = { start: span.start, end: span.samplesBefore };
  const raw = readSamples(objective, samples, gapsOf(time));
  const readings = shapedOutages(objective, raw, { period: whole, known: knownUntil });
  // As if round the clock: what does not count is said by the kind of an interval.
  const known =
    statistic.kind === 'availability'
      ? knownTimeline(readings, span)
      : clipped(readings.timeline, span.start, span.end);
  const ordered = [...known].sort((left, right) => left.start - right.start);
  const intervals = filled(ordered, span, missingWeight).flatMap(({ start, end, weight }) => {
    const interval: EvidenceInterval = { start, end, ...kindOf(weight) };
    return interval.kind === 'missing' ? namedParts(interval, time?.gaps ?? []) : [interval];
  });
  return {
    counted: { start: span.start, end: span.end },
    intervals: underKinds(intervals, span, time),
    samples: samples
      .filter(({ start, end }) => start < span.samplesBefore && (end ?? start + 1) > span.start)
      .sort((left, right) => left.start - right.start),
  };
}

/** Cases need no time line: all of the period is known. */
function caseEvidence(
  statistic: CaseStatistic,
  samples: readonly Sample[],
  { span, time }: { span: CountedSpan; time: TimeRules | undefined },
): Evidence {
  const cases = caseOutcomes(
    statistic,
    samples.filter((sample) => sample.kind === 'case'),
    underRules(span, time),
  );
  const counted = { start: span.start, end: span.end };
  const intervals: EvidenceInterval[] = span.end > span.start ? [{ ...counted, kind: 'counted' }] : [];
  return { counted, intervals: underKinds(intervals, span, time), samples: cases.map(({ sample }) => sample), cases };
}

/** The intervals with those that do not count named as what they are. */
function underKinds(
  intervals: readonly EvidenceInterval[],
  span: CountedSpan,
  time: TimeRules | undefined,
): EvidenceInterval[] {
  const whole = [{ start: span.start, end: span.end }];
  const excluded = excludedIn(span, time);
  const outside = time?.service === undefined ? [] : outsideOf(whole, time.service);
  if (excluded.length + outside.length === 0) return [...intervals];
  const marked: EvidenceInterval[] = [
    ...outsideOf(outsideOf(intervals, excluded), outside),
    ...excluded.map((each) => ({ ...each, kind: 'excluded' as const })),
    ...outside.map((each) => ({ ...each, kind: 'outsideHours' as const })),
  ];
  return marked.sort((left, right) => left.start - right.start);
}

function kindOf(weight: number): Pick<EvidenceInterval, 'kind' | 'weight'> {
  if (weight === missingWeight) return { kind: 'missing' };
  return weight > 0 ? { kind: 'bad', weight } : { kind: 'counted' };
}
