import { decimalOf } from './decimal.ts';
import type { Statistic } from './objective-model.ts';
import {
  approximateFigure,
  isNearALine,
  mostExactValues,
  percentileFigure,
  rankFormula,
  rankOf,
  type Lines,
  type PercentileFigure,
} from './percentile.ts';
import { mergedSketch, sketchOf, valueAtRank, type Sketch } from './sketch.ts';

/**
 * What a percentile remembers of values that are not read again: a sketch of all of them, and the outermost ones on the side
 * that the percentile lies on, ascending, among which the exact rank is found. Plain JSON.
 */
export interface Ranks {
  sketch: Sketch;
  outermost: number[];
}

/** A percentile and the lines of the contract that an approximation of it must not decide about. */
export interface Ranked {
  percent: number;
  lines: Lines;
}

/** Values remembered while the percentile is far from every line, and while it is near one. */
const keptAnyway = 512;
const mostKept = 5000;

/** The percentile a statistic is, if it is one. */
export function percentOfStatistic(statistic: Statistic): number | undefined {
  return statistic.kind === 'percentile' ? statistic.percent : undefined;
}

/**
 * {@link percentileFigure} of the values remembered and of more: the same figure as of all of them together; undefined when
 * the exact value is among those that are no longer known. Pure.
 */
export function percentileWith(
  { percent, lines }: Ranked,
  before: Ranks | undefined,
  values: readonly number[],
): PercentileFigure | undefined {
  if (before === undefined) return percentileFigure(percent, values, lines);
  const count = before.sketch.count + values.length;
  const rank = rankOf(percent, count);
  if (count > mostExactValues) {
    const about = valueAtRank(mergedSketch(before.sketch, sketchOf(values)), rank) ?? 0;
    if (!isNearALine(about, lines)) return approximateFigure(about, rank, count);
  }
  const exact = valueOfRank(percent, { before, values, rank });
  return exact === undefined ? undefined : { attained: decimalOf(exact), formula: rankFormula(rank, count) };
}

/** What is to be remembered of values remembered and more. Pure. */
export function ranksWith({ percent, lines }: Ranked, before: Ranks | undefined, values: readonly number[]): Ranks {
  const sketch = before === undefined ? sketchOf(values) : mergedSketch(before.sketch, sketchOf(values));
  const known = Float64Array.from([...(before?.outermost ?? []), ...values]).sort();
  const least = leastKept(percent, { sketch, lines });
  // What was let go before cannot be told from what is new: no more than then can be known.
  const isWhole = before === undefined || before.outermost.length === before.sketch.count;
  const keep = isWhole ? least : Math.min(least, before.outermost.length);
  const kept = isUpper(percent) ? known.subarray(Math.max(0, known.length - keep)) : known.subarray(0, keep);
  return { sketch, outermost: [...kept] };
}

function leastKept(percent: number, { sketch, lines }: { sketch: Sketch; lines: Lines }): number {
  const { count } = sketch;
  if (count <= mostExactValues) return Math.min(mostKept, Math.max(keptAnyway, fromOutside(percent, mostExactValues)));
  const about = valueAtRank(sketch, rankOf(percent, count)) ?? 0;
  return isNearALine(about, lines, 3) ? mostKept : keptAnyway;
}

function isUpper(percent: number): boolean {
  return percent >= 50;
}

/** How far from its outer end the rank of a percentile lies among so many values: 1 is the outermost. */
function fromOutside(percent: number, count: number): number {
  const rank = rankOf(percent, count);
  return isUpper(percent) ? count - rank + 1 : rank;
}

function valueOfRank(
  percent: number,
  { before, values, rank }: { before: Ranks; values: readonly number[]; rank: number },
): number | undefined {
  const { outermost, sketch } = before;
  const count = sketch.count + values.length;
  const distance = fromOutside(percent, count);
  const isKnown = outermost.length === sketch.count || distance <= outermost.length;
  if (!isKnown) return undefined;
  const known = Float64Array.from([...outermost, ...values]).sort();
  return isUpper(percent) ? known[known.length - distance] : known[rank - 1];
}
