import type { Interval } from '../kernel/instant.ts';
import { countedSpan, knownTimeline } from './aggregate.ts';
import type { Sample } from './measurement.ts';
import type { Objective } from './objective-model.ts';
import { readSamples } from './readings.ts';
import { clipped, filled } from './timeline.ts';

/** A stretch of counted time and what is known of it: `counted` good or plain, `bad` down or degraded, `missing` no data. */
export interface EvidenceInterval extends Interval {
  kind: 'counted' | 'bad' | 'missing';
  /** Share of a bad stretch that counts as down, 0 to 1. */
  weight?: number;
}

/** What a figure rests on. */
export interface Evidence {
  /** The counted part of the period up to the instant asked for, UTC ms. */
  counted: Interval;
  /** The whole of it, in order, without gaps or overlaps. */
  intervals: EvidenceInterval[];
  /** Samples of the level or the counts that went in, in order of start; for availability the samples the time line is made from. */
  samples: Sample[];
}

const missingWeight = -1;

/**
 * The time and the samples behind the figures of a period up to an instant (UTC ms), in a form a person can check:
 * the intervals add up to the counted time. Pure.
 */
export function evidenceOf(
  objective: Objective,
  samples: readonly Sample[],
  { period, until }: { period: Interval; until: number },
): Evidence {
  const readings = readSamples(objective, samples);
  const span = countedSpan(objective, period, until);
  const known =
    objective.statistic.kind === 'availability'
      ? knownTimeline(readings, span)
      : clipped(readings.timeline, span.start, span.end);
  const ordered = [...known].sort((left, right) => left.start - right.start);
  return {
    counted: { start: span.start, end: span.end },
    intervals: filled(ordered, span, missingWeight).map(({ start, end, weight }) => ({
      start,
      end,
      ...kindOf(weight),
    })),
    samples: samples
      .filter(({ start, end }) => start < span.samplesBefore && (end ?? start + 1) > span.start)
      .sort((left, right) => left.start - right.start),
  };
}

function kindOf(weight: number): Pick<EvidenceInterval, 'kind' | 'weight'> {
  if (weight === missingWeight) return { kind: 'missing' };
  return weight > 0 ? { kind: 'bad', weight } : { kind: 'counted' };
}
