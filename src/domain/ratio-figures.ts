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

/** What a ratio is made of; mergeable. Decimals are texts. */
export interface RatioSums {
  good: string;
  total: string;
  /** Ratios by slices: those with events, those that keep the slice target, and the sum of their shares in percent. */
  slices?: { counted: number; good: number; shares: string };
}

const noEvents: RatioSums = { good: '0', total: '0' };

/**
 * What a ratio over a span is made of, of the counts that start in it, after what came before it: then the span begins
 * where a slice does. For where slices begin see {@link sliceStart}; those without events do not count. Pure.
 */
export function ratioSums(
  { statistic, window, parts = defaultParts }: Objective,
  {
    inside,
    start,
    before = noEvents,
  }: { inside: readonly RatioSample[]; start: number; before?: RatioSums | undefined },
): RatioSums {
  const good = add(before.good, sumOf(inside.map((sample) => sample.good)));
  const total = add(before.total, sumOf(inside.map((sample) => sample.total)));
  if (statistic.kind !== 'ratio' || statistic.method === 'occurrences') return { good, total };
  const origin = sliceStart(window, parts.lengthMs, start);
  const shares = [...slicesOf(inside, origin, parts.lengthMs).values()].flatMap((slice) => shareOf(slice) ?? []);
  const earlier = before.slices ?? { counted: 0, good: 0, shares: '0' };
  const slices = {
    counted: earlier.counted + shares.length,
    good: earlier.good + shares.filter((share) => compareDecimals(share, parts.target) >= 0).length,
    shares: shares.reduce((sum, share) => add(sum, share), earlier.shares),
  };
  return { good, total, slices };
}

/**
 * The share of good events in percent, in one of three ways: of all events; the share of slices that keep the slice target; the
 * mean of the slices' shares. Pure. Source: docs/evaluation.md, section 4.
 */
export function ratioFigure(
  { statistic, parts = defaultParts }: Objective,
  { good, total, slices }: RatioSums,
): RatioFigure {
  const sums = { good: Number(good), total: Number(total) };
  if (statistic.kind !== 'ratio' || slices === undefined) {
    return { ...valueOf(percentOf(good, total)), ...sums, formula: `${good} / ${total}` };
  }
  return { ...sums, ...(statistic.method === 'timeslices' ? ofGoodSlices(slices, parts) : ofMean(slices)) };
}

type BySlices = NonNullable<RatioSums['slices']>;

function ofGoodSlices({ counted, good }: BySlices, { target }: Parts): RatioFigure {
  return {
    ...valueOf(percentOf(good, counted)),
    ...{ goodSlices: good, slicesCounted: counted },
    formula: `${String(good)} slices with at least ${target} % / ${slicesText(counted)}`,
  };
}

function ofMean({ counted, shares }: BySlices): RatioFigure {
  return {
    ...valueOf(divide(shares, counted)),
    slicesCounted: counted,
    formula: `${readable(shares)} % / ${slicesText(counted)}`,
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
