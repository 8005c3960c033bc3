import type { Figures } from './assessment.ts';
import { compareDecimals, decimalOf } from './decimal.ts';
import type { Objective } from './objective-model.ts';
import { sketchOf, sketchRelativeError, valueAtRank } from './sketch.ts';

/** Up to so many values a percentile is exact in any case. */
export const mostExactValues = 10_000;

/** A percentile, and how it was approximated if it was. */
export interface PercentileFigure extends Pick<Figures, 'approximate' | 'formula'> {
  attained: string;
}

/** The lines of a contract. */
export type Lines = Partial<Pick<Objective, 'target' | 'limit' | 'lowerLimit' | 'threshold'>>;

/**
 * A percentile by nearest rank: the smallest value with at least that share of the values at or below it. Up to 10,000
 * values it is exact; beyond, it is taken from a sketch and at most 0.5 % off, unless a line of the contract lies that near:
 * then it is exact again, so that an approximation never decides a verdict. At least one value. Pure; order never matters.
 * Source: docs/evaluation.md, ADR 37.
 */
export function percentileFigure(percent: number, values: readonly number[], lines: Lines): PercentileFigure {
  const count = values.length;
  const rank = rankOf(percent, count);
  if (count > mostExactValues) {
    const about = valueAtRank(sketchOf(values), rank) ?? 0;
    if (!isNearALine(about, lines)) return approximateFigure(about, rank, count);
  }
  const attained = decimalOf(Float64Array.from(values).sort()[rank - 1] ?? 0);
  return { attained, formula: rankFormula(rank, count) };
}

/** `value 95 of 100 in ascending order`. */
export function rankFormula(rank: number, count: number): string {
  return `value ${String(rank)} of ${String(count)} in ascending order`;
}

/** The figure of a value taken from a sketch. */
export function approximateFigure(about: number, rank: number, count: number): PercentileFigure {
  return {
    attained: decimalOf(Number(about.toPrecision(12))),
    approximate: { method: 'ddsketch', relativeError: sketchRelativeError },
    formula: `about value ${String(rank)} of ${String(count)} in ascending order, within ${String(sketchRelativeError * 100)} %`,
  };
}

/** Nearest rank, 1 to count; in whole ten-thousandths of a percent so that 95 % of 20 is 19 exactly. */
export function rankOf(percent: number, count: number): number {
  return Math.max(1, Math.ceil((count * Math.round(percent * 10_000)) / 1_000_000));
}

/**
 * Whether the exact value might lie on the other side of a line; twice the error, to be clear of roundings. `errors`: how many
 * errors are near.
 */
export function isNearALine(about: number, { target, limit, lowerLimit, threshold }: Lines, errors = 2): boolean {
  const room = Math.abs(about) * errors * sketchRelativeError;
  return [target, limit, lowerLimit, threshold].some(
    (line) =>
      line !== undefined && compareDecimals(line, about - room) >= 0 && compareDecimals(line, about + room) <= 0,
  );
}
