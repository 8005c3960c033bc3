import type { Interval } from '../kernel/instant.ts';
import type { Figures } from './assessment.ts';
import type { HeldValue } from './carry-forward.ts';
import { caseFigures } from './case-figures.ts';
import { countedIntervals, countedLength, countedPart, isTaken, type CountedSpan } from './counted-time.ts';
import { add, decimalOf, divide, percentOf, subtract, sumOf } from './decimal.ts';
import type { Sample } from './measurement.ts';
import type { Objective } from './objective-model.ts';
import { percentileFigure, type PercentileFigure } from './percentile.ts';
import { ratioFigure } from './ratio-figures.ts';
import { readSamples, type Readings } from './readings.ts';
import { isOfCases } from './statistic.ts';
import { clipped, downTimeOf, filled, lengthOf, type Stretch } from './timeline.ts';

/**
 * The figures of a counted span, see {@link countedSpan}. Samples may be in any order, repeated, and reach beyond it; see
 * {@link readSamples} for what time each speaks for.
 *
 * - Level statistics take the samples that start in the period, each once, not weighted by time. A percentile is the
 *   nearest rank: the smallest value with at least that share of the samples at or below it, see {@link percentileFigure}.
 * - Availability is 1 - D/E in percent: D weighted down time, E covered time (unknown, ignore and carryForward: time without
 *   data leaves the denominator) or counted time (bad: such time is down; good: it is up).
 * - Ratio is the share of good events in percent, of the samples that start in the period, see {@link ratioFigure}.
 * - Of cases: see {@link caseFigures}.
 *
 * Pure; the same facts give the same figures. Source: docs/evaluation.md.
 */
export function figuresOf(objective: Objective, samples: readonly Sample[], span: CountedSpan): Figures {
  return figuresOfReadings(objective, readSamples(objective, samples), span);
}

/** {@link figuresOf} for samples already read: several parts of a period are compared without reading them again. */
export function figuresOfReadings(objective: Objective, readings: Readings, span: CountedSpan): Figures {
  const { statistic } = objective;
  if (statistic.kind === 'availability') return availabilityFigures(objective, readings, span);
  if (isOfCases(statistic)) return caseFigures({ statistic, unit: objective.unit }, readings.cases, span);
  if (statistic.kind === 'ratio') return ratioFigures(objective, readings, span);
  return levelFigures(objective, readings, span);
}

/** The part of a period inside validFor up to `until`; what the contract's rules leave of it: `underRules`. Never negative. */
export function countedSpan({ validFor }: Objective, period: Interval, until: number): CountedSpan {
  const start = Math.max(period.start, validFor.start ?? -Infinity);
  const samplesBefore = Math.min(period.end, validFor.end ?? Infinity);
  return { start, end: Math.max(start, Math.min(samplesBefore, until)), samplesBefore };
}

/** What is known of a counted span, for availability: exceptions count as up in between. */
export function knownTimeline({ timeline, isExceptionFeed }: Readings, span: CountedSpan): Stretch[] {
  const inside = clipped(timeline, span.start, span.end);
  return countedPart(isExceptionFeed ? filled(inside, span, 0) : inside, span);
}

/** The values a level statistic of a span is made of, in order of start. */
export function valuesIn({ values }: Readings, span: CountedSpan): HeldValue[] {
  return startingIn(values, span);
}

function availabilityFigures({ missingData }: Objective, readings: Readings, span: CountedSpan): Figures {
  const known = knownTimeline(readings, span);
  const countedMs = countedLength(span);
  const coveredMs = lengthOf(known);
  const missingMs = countedMs - coveredMs;
  const down = downTimeOf(known);
  const isUncovered = missingData !== 'bad' && missingData !== 'good';
  const denominator = isUncovered ? coveredMs : countedMs;
  const lost = missingData === 'bad' ? add(down, missingMs) : down;
  const attained = denominator === 0 ? undefined : percentOf(subtract(denominator, lost), denominator);
  return {
    ...(attained === undefined ? {} : { attained }),
    ...common(readings, span, { coveredMs, samples: countStarts(readings.starts, span) }),
    downMs: Number(down),
    formula: `1 − ${lostText(down, missingData === 'bad' ? missingMs : 0)} / ${lengthText(denominator)}`,
  };
}

function ratioFigures(objective: Objective, readings: Readings, span: CountedSpan): Figures {
  const inside = startingIn(readings.ratios, span);
  return {
    ...ratioFigure(objective, inside, span),
    ...common(readings, span, { coveredMs: coveredIn(readings, span), samples: inside.length }),
  };
}

function levelFigures(objective: Objective, readings: Readings, span: CountedSpan): Figures {
  const taken = valuesIn(readings, span);
  const inside = taken.length === 0 ? standingAt(readings, span, objective) : taken;
  const coverage = common(readings, span, { coveredMs: coveredIn(readings, span), samples: taken.length });
  if (inside.length === 0) return { ...coverage, formula: 'no samples' };
  const values = inside.map(({ value }) => value);
  const sum = sumOf(values);
  const level = levelOf(objective, inside, sum);
  const [min, max] = extremes(values);
  return { ...level, ...coverage, sum: Number(sum), min, max };
}

/** Without a sample of its own: the value carried into the span, if one still stands in its counted time. */
function standingAt({ values }: Readings, span: CountedSpan, { carryForwardMs }: Objective): HeldValue[] {
  if (carryForwardMs === undefined) return [];
  const from = countedIntervals(span)[0]?.start ?? Infinity;
  const next = firstFrom(values.length, (index) => (values[index]?.start ?? Infinity) >= from);
  const last = values[next - 1];
  return last !== undefined && last.end > from ? [last] : [];
}

function levelOf(objective: Objective, inside: readonly HeldValue[], sum: string): PercentileFigure {
  const { statistic } = objective;
  const count = inside.length;
  const values = inside.map(({ value }) => value);
  switch (statistic.kind) {
    case 'min':
      return { attained: decimalOf(extremes(values)[0]), formula: `smallest of ${samplesText(count)}` };
    case 'max':
      return { attained: decimalOf(extremes(values)[1]), formula: `largest of ${samplesText(count)}` };
    case 'last':
      return { attained: decimalOf(values.at(-1) ?? 0), formula: `last of ${samplesText(count)}` };
    case 'percentile':
      return percentileFigure(statistic.percent, values, objective);
    default:
      return { attained: divide(sum, count) ?? '0', formula: `${sum} / ${samplesText(count)}` };
  }
}

function extremes(values: readonly number[]): [min: number, max: number] {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}

function coveredIn({ timeline }: Readings, span: CountedSpan): number {
  return lengthOf(countedPart(clipped(timeline, span.start, span.end), span));
}

function common(
  { unusable }: Readings,
  span: CountedSpan,
  measured: Pick<Figures, 'samples' | 'coveredMs'>,
): Pick<Figures, 'samples' | 'countedMs' | 'coveredMs' | 'coverage' | 'unusable'> {
  const countedMs = countedLength(span);
  const coverage = countedMs === 0 ? 1 : measured.coveredMs / countedMs;
  return { ...measured, countedMs, coverage, ...(unusable === undefined ? {} : { unusable }) };
}

/** The samples that start in the span: in the period and no later than what is known. */
function startingIn<Started extends { start: number }>(ordered: readonly Started[], span: CountedSpan): Started[] {
  const first = firstFrom(ordered.length, (index) => (ordered[index]?.start ?? Infinity) >= span.start);
  const past = firstFrom(ordered.length, (index) => isPast(ordered[index]?.start ?? Infinity, span));
  const inside = ordered.slice(first, past);
  return span.counted === undefined ? inside : inside.filter(({ start }) => isTaken(span, start));
}

function countStarts(starts: readonly number[], span: CountedSpan): number {
  const first = firstFrom(starts.length, (index) => (starts[index] ?? Infinity) >= span.start);
  const past = firstFrom(starts.length, (index) => isPast(starts[index] ?? Infinity, span));
  return span.counted === undefined
    ? past - first
    : starts.slice(first, past).filter((start) => isTaken(span, start)).length;
}

function isPast(start: number, { end, samplesBefore }: CountedSpan): boolean {
  return start >= samplesBefore || start > end;
}

function firstFrom(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function samplesText(count: number): string {
  return count === 1 ? '1 sample' : `${String(count)} samples`;
}

function lostText(down: string, missingMs: number): string {
  const downText = lengthText(Number(down));
  return missingMs === 0 ? downText : `(${downText} + ${lengthText(missingMs)} without data)`;
}

/** A length in whole minutes, else seconds, else milliseconds. */
function lengthText(lengthMs: number): string {
  if (lengthMs % 60_000 === 0) return `${String(lengthMs / 60_000)} min`;
  return lengthMs % 1000 === 0 ? `${String(lengthMs / 1000)} s` : `${decimalOf(lengthMs)} ms`;
}
