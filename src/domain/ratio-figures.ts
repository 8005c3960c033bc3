import type { CountedSpan } from './counted-time.ts';
import type { Figures } from './assessment.ts';
import { add, compareDecimals, divide, percentOf, readable, sumOf } from './decimal.ts';
import { hourMs } from './duration.ts';
import type { RatioSample } from './measurement.ts';
import type { Objective, Parts } from './objective-model.ts';
import { sliceStart } from './period.ts';

/** What a ratio comes to; without a value where there were no events. */
export type RatioFigure = Pick<Figures, 'attained' | 'good' | 'total' | 'goodSlices' | 'slicesCounted' | 'formula'>;

/** Slices of an hour, all events good: what a ratio by slices means when the contract does not say. */
export const defaultParts: Parts = { lengthMs: hourMs, target: '100' };

/**
 * The share of good events in percent, of counts that start in the span, in one of three ways: of all events; the share of
 * slices that keep the slice target; the mean of the slices' shares. For where slices begin see
 * {@link sliceStart}; those without events do not count. Pure. Source: docs/evaluation.md, section 4.
 */
export function ratioFigure(objective: Objective, inside: readonly RatioSample[], span: CountedSpan): RatioFigure {
  const { statistic, parts = defaultParts } = objective;
  const good = sumOf(inside.map((sample) => sample.good));
  const total = sumOf(inside.map((sample) => sample.total));
  const sums = { good: Number(good), total: Number(total) };
  if (statistic.kind !== 'ratio' || statistic.method === 'occurrences') {
    return { ...valueOf(percentOf(good, total)), ...sums, formula: `${good} / ${total}` };
  }
  const shares = [
    ...slicesOf(inside, sliceStart(objective.window, parts.lengthMs, span.start), parts.lengthMs).values(),
  ].flatMap((slice) => shareOf(slice) ?? []);
  return { ...sums, ...(statistic.method === 'timeslices' ? ofGoodSlices(shares, parts) : ofMean(shares)) };
}

function ofGoodSlices(shares: readonly string[], { target }: Parts): RatioFigure {
  const goodSlices = shares.filter((share) => compareDecimals(share, target) >= 0).length;
  return {
    ...valueOf(percentOf(goodSlices, shares.length)),
    ...{ goodSlices, slicesCounted: shares.length },
    formula: `${String(goodSlices)} slices with at least ${target} % / ${slicesText(shares.length)}`,
  };
}

function ofMean(shares: readonly string[]): RatioFigure {
  const sum = shares.reduce((total, share) => add(total, share), '0');
  return {
    ...valueOf(divide(sum, shares.length)),
    slicesCounted: shares.length,
    formula: `${readable(sum)} % / ${slicesText(shares.length)}`,
  };
}

/** Counts by the slice they start in. */
function slicesOf(inside: readonly RatioSample[], start: number, lengthMs: number): Map<number, RatioSample[]> {
  const slices = new Map<number, RatioSample[]>();
  for (const sample of inside) {
    const index = Math.floor((sample.start - start) / lengthMs);
    const slice = slices.get(index);
    if (slice === undefined) slices.set(index, [sample]);
    else slice.push(sample);
  }
  return slices;
}

function shareOf(slice: readonly RatioSample[]): string | undefined {
  return percentOf(sumOf(slice.map(({ good }) => good)), sumOf(slice.map(({ total }) => total)));
}

function valueOf(attained: string | undefined): { attained?: string } {
  return attained === undefined ? {} : { attained };
}

function slicesText(count: number): string {
  return count === 1 ? '1 slice' : `${String(count)} slices`;
}
