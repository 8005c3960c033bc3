import type { Interval } from '../kernel/instant.ts';
import type { CollectorGap } from './collector-gap.ts';
import { countedIntervals, insideOf, outsideOf, type CountedSpan } from './counted-time.ts';
import { clip, length } from './intervals.ts';
import { filled, type Stretch } from './timeline.ts';

/** A time line with a stretch of the given weight wherever it says nothing, but for gaps: there nothing is known. */
export function filledOutside(
  inside: readonly Stretch[],
  whole: Interval,
  { weight, gaps }: { weight: number; gaps: readonly Interval[] },
): Stretch[] {
  if (gaps.length === 0) return filled(inside, whole, weight);
  return filled(inside, whole, silent).flatMap((stretch) =>
    stretch.weight === silent ? outsideOf([{ ...stretch, weight }], gaps) : [stretch],
  );
}

const silent = -1;

/** Counted time of a span that lies in gaps and of which nothing is known, ms. `known` in order, without overlap. */
export function silentGapMs(known: readonly Interval[], span: CountedSpan, gaps: readonly Interval[]): number {
  const inside = gaps.length === 0 ? [] : clip(gaps, span);
  return inside.length === 0 ? 0 : length(outsideOf(insideOf(countedIntervals(span), inside), known));
}

/** The parts of stretches, cut where a gap begins or ends, each with the ids of the gaps it lies in. */
export function namedParts<Piece extends Interval>(
  piece: Piece,
  gaps: readonly CollectorGap[],
): (Piece & { collectorGap?: string[] })[] {
  const touching = gaps.filter(({ start, end }) => start < piece.end && end > piece.start);
  if (touching.length === 0) return [piece];
  const cuts = touching.flatMap(({ start, end }) => [start, end]).filter((at) => at > piece.start && at < piece.end);
  const bounds = [...new Set([piece.start, ...cuts, piece.end])].sort((left, right) => left - right);
  return bounds.slice(1).map((end, at) => {
    const start = bounds[at] ?? piece.start;
    const ids = touching.filter((gap) => gap.start <= start && gap.end >= end).map(({ id }) => id);
    return { ...piece, start, end, ...(ids.length === 0 ? {} : { collectorGap: ids }) };
  });
}
