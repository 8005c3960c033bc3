import type { Interval } from '../kernel/instant.ts';
import type { Figures } from './assessment.ts';
import { caseFigures } from './case-figures.ts';
import { countedLength, type CountedSpan } from './counted-time.ts';
import { add, decimalOf, divide, percentOf, subtract } from './decimal.ts';
import type { Sample } from './measurement.ts';
import type { Objective } from './objective-model.ts';
import type { PercentileFigure } from './percentile.ts';
import { percentileWith } from './ranks.ts';
import { ratioFigure } from './ratio-figures.ts';
import { readSamples, type Readings } from './readings.ts';
import { isOfCases } from './statistic.ts';
import { tallyOf, type LevelSums, type Tally } from './tally.ts';

/**
 * The figures of a counted span, see {@link countedSpan}. Samples may be in any order, repeated, and reach beyond it; see
 * {@link readSamples} for what time each speaks for.
 *
 * - Level statistics take the samples that start in the period, each once, not weighted by time. A percentile is the
 *   nearest rank: the smallest value with at least that share of the samples at or below it, see {@link percentileWith}.
 * - Availability is 1 - D/E in percent: D weighted down time, E covered time (unknown, ignore and carryForward: time without
 *   data leaves the denominator) or counted time (bad: such time is down; good: it is up). What lies in a collector gap and
 *   was not measured leaves the denominator under every policy.
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
  if (isOfCases(statistic)) return caseFigures({ statistic, unit: objective.unit }, readings.cases, span);
  const figures = figuresOfTally(objective, tallyOf(objective, readings, { span }), span);
  if (figures === undefined) throw new Error('of what was read whole there are always figures');
  return figures;
}

/**
 * The figures of a counted span from what they are made of, for all but statistics of cases. Undefined where samples that were
 * not read decide: a percentile whose exact value is needed and no longer known. Pure.
 */
export function figuresOfTally(objective: Objective, tally: Tally, span: CountedSpan): Figures | undefined {
  if (objective.statistic.kind === 'availability') return availabilityFigures(objective, tally, span);
  if (tally.ratio !== undefined) return { ...ratioFigure(objective, tally.ratio), ...common(tally, span) };
  return levelFigures(objective, tally, span);
}

/** The part of a period inside validFor up to `until`; what the contract's rules leave of it: `underRules`. Never negative. */
export function countedSpan({ validFor }: Objective, period: Interval, until: number): CountedSpan {
  const start = Math.max(period.start, validFor.start ?? -Infinity);
  const samplesBefore = Math.min(period.end, validFor.end ?? Infinity);
  return { start, end: Math.max(start, Math.min(samplesBefore, until)), samplesBefore };
}

function availabilityFigures({ missingData }: Objective, tally: Tally, span: CountedSpan): Figures {
  const { coveredMs, gapMs = 0, downMs: down = '0' } = tally;
  const countedMs = countedLength(span);
  const missingMs = countedMs - coveredMs - gapMs;
  const isUncovered = missingData !== 'bad' && missingData !== 'good';
  const denominator = isUncovered ? coveredMs : countedMs - gapMs;
  const lost = missingData === 'bad' ? add(down, missingMs) : down;
  const attained = denominator === 0 ? undefined : percentOf(subtract(denominator, lost), denominator);
  return {
    ...(attained === undefined ? {} : { attained }),
    ...common(tally, span),
    downMs: Number(down),
    formula: formulaOf({ lostMs: Number(down), missingMs: missingData === 'bad' ? missingMs : 0, ofMs: denominator }),
  };
}

function levelFigures(objective: Objective, tally: Tally, span: CountedSpan): Figures | undefined {
  const level = tally.level ?? standingLevel(tally);
  const coverage = common(tally, span);
  if (level === undefined) return { ...coverage, formula: 'no samples' };
  const figure = levelOf(objective, level, tally.level === undefined ? { values: [level.last] } : tally);
  if (figure === undefined) return undefined;
  return { ...figure, ...coverage, sum: Number(level.sum), min: level.min, max: level.max };
}

/** Without a sample of its own: the value carried into the span. */
function standingLevel({ carried }: Tally): LevelSums | undefined {
  if (carried === undefined) return undefined;
  return { count: 1, sum: decimalOf(carried), min: carried, max: carried, last: carried };
}

function levelOf(
  objective: Objective,
  { count, sum, min, max, last }: LevelSums,
  { ranks, values = [] }: Pick<Tally, 'ranks' | 'values'>,
): PercentileFigure | undefined {
  const { statistic } = objective;
  switch (statistic.kind) {
    case 'min':
      return { attained: decimalOf(min), formula: `smallest of ${samplesText(count)}` };
    case 'max':
      return { attained: decimalOf(max), formula: `largest of ${samplesText(count)}` };
    case 'last':
      return { attained: decimalOf(last), formula: `last of ${samplesText(count)}` };
    case 'percentile':
      return percentileWith({ percent: statistic.percent, lines: objective }, ranks, values);
    default:
      return { attained: divide(sum, count) ?? '0', formula: `${sum} / ${samplesText(count)}` };
  }
}

function common(
  { samples, coveredMs, gapMs, unusable }: Tally,
  span: CountedSpan,
): Pick<Figures, 'samples' | 'countedMs' | 'coveredMs' | 'coverage' | 'gapMs' | 'unusable'> {
  const countedMs = countedLength(span);
  const coverage = countedMs === 0 ? 1 : coveredMs / countedMs;
  return {
    ...{ samples, coveredMs, countedMs, coverage },
    ...(gapMs === undefined ? {} : { gapMs }),
    ...(unusable === undefined ? {} : { unusable }),
  };
}

function samplesText(count: number): string {
  return count === 1 ? '1 sample' : `${String(count)} samples`;
}

const units = [
  [60_000, 'min'],
  [1000, 's'],
] as const;

/** The formula of an availability, all lengths in one unit: whole minutes, else whole seconds, else milliseconds. */
function formulaOf({ lostMs, missingMs, ofMs }: { lostMs: number; missingMs: number; ofMs: number }): string {
  const isWhole = (unitMs: number): boolean => [lostMs, missingMs, ofMs].every((length) => length % unitMs === 0);
  const [unitMs, name] = units.find(([each]) => isWhole(each)) ?? [1, 'ms'];
  const text = (length: number): string => `${decimalOf(length / unitMs)} ${name}`;
  const lost = missingMs === 0 ? text(lostMs) : `(${text(lostMs)} + ${text(missingMs)} without data)`;
  return `1 − ${lost} / ${text(ofMs)}`;
}
