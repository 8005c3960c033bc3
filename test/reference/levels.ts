import type { Stretch } from './calendar.ts';
import type { Promised } from './contract.ts';
import type { Fact } from './facts.ts';
import { nextStart } from './facts.ts';
import { standsTo } from './gaps.ts';
import type { Fraction } from './fraction.ts';
import { add, compare, div, fraction, hundred, mul, zero } from './fraction.ts';

/** The smallest value with at least `share` percent of the values at or below it. */
export function nearestRank(values: readonly Fraction[], share: number): Fraction | undefined {
  const sorted = [...values].sort(compare);
  const needed = mul(div(fraction(share), hundred), fraction(sorted.length));
  return sorted.find((_value, at) => compare(fraction(at + 1), needed) >= 0);
}

function sum(values: readonly Fraction[]): Fraction {
  return values.reduce(add, zero);
}

/** One value from the values of the samples, in the order of their times. */
export function levelOf(
  values: readonly Fraction[],
  { name, percentile }: Promised['statistic'],
): Fraction | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort(compare);
  switch (name) {
    case 'min':
      return sorted[0];
    case 'max':
      return sorted.at(-1);
    case 'last':
      return values.at(-1);
    case 'percentile':
      return nearestRank(values, percentile ?? 50);
    default:
      return div(sum(values), fraction(values.length));
  }
}

const good = (facts: readonly Fact[]): Fraction => sum(facts.map(({ wire }) => fraction(wire.good ?? 0)));
const total = (facts: readonly Fact[]): Fraction => sum(facts.map(({ wire }) => fraction(wire.total ?? 0)));

/** Good of all in percent, or nothing when there was nothing. */
export function ratioOf(facts: readonly Fact[]): Fraction | undefined {
  const all = total(facts);
  return compare(all, zero) === 0 ? undefined : mul(hundred, div(good(facts), all));
}

/** Cuts a period into slices from its start on; the last one may be shorter. */
export function slicesOf([from, to]: Stretch, sliceMs: number): Stretch[] {
  const slices: Stretch[] = [];
  for (let at = from; at < to; at += sliceMs) slices.push([at, Math.min(at + sliceMs, to)]);
  return slices;
}

/** A ratio by one of the three methods; slices without anything do not count. */
export function ratioFigure(facts: readonly Fact[], promised: Promised, period: Stretch): Fraction | undefined {
  const method = promised.statistic.parameters.get('method') ?? 'occurrences';
  if (method === 'occurrences') return ratioOf(facts);
  const ratios: Fraction[] = [];
  for (const [from, to] of slicesOf(period, promised.sliceMs ?? 3_600_000)) {
    const ratio = ratioOf(facts.filter(({ start }) => from <= start && start < to));
    if (ratio !== undefined) ratios.push(ratio);
  }
  if (ratios.length === 0) return undefined;
  if (method === 'ratioTimeslices') return div(sum(ratios), fraction(ratios.length));
  const kept = ratios.filter((ratio) => compare(ratio, promised.sliceTarget) >= 0);
  return mul(hundred, div(fraction(kept.length), fraction(ratios.length)));
}

/** The time that samples speak for: a value with an end its interval, one without until the next, at most for the interval. */
export function spokenFor(facts: readonly Fact[], promised: Promised, gaps: readonly Stretch[]): Stretch[] {
  return facts.map((fact) => {
    const next = nextStart(fact, facts);
    if (promised.policy === 'carryForward') {
      const { maxAgeMs, intervalMs } = promised;
      const last = fact.end ?? fact.start;
      const own = fact.end ?? fact.start + Math.min(intervalMs, maxAgeMs);
      return [fact.start, Math.max(last, Math.min(next, standsTo(own, last + maxAgeMs, gaps)))];
    }
    return [fact.start, fact.end ?? Math.min(next, fact.start + promised.intervalMs)];
  });
}
