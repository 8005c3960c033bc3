import { decimalOf, multiply } from '../../domain/decimal.ts';

/** The values of an axis: from bottom to top, with ticks in between. */
export interface Scale {
  low: number;
  high: number;
  ticks: { value: number; text: string }[];
}

/**
 * An axis that holds all values with a little room, never beyond `bounds` (percentages end at 100). Ticks are round
 * numbers, about `wanted` of them.
 */
export function scaleOf(values: readonly number[], bounds: { low?: number; high?: number }, wanted = 4): Scale {
  const finite = values.filter((value) => Number.isFinite(value));
  const [least, most] = finite.length === 0 ? [0, 1] : [Math.min(...finite), Math.max(...finite)];
  const spread = most - least;
  const room = spread > 0 ? spread * 0.12 : Math.max(Math.abs(most) * 0.1, 1e-6);
  const low = Math.max(least - room, Math.min(bounds.low ?? -Infinity, least));
  const high = Math.min(most + room, Math.max(bounds.high ?? Infinity, most));
  return { low, high, ticks: ticksOf(low, high, wanted) };
}

function ticksOf(low: number, high: number, wanted: number): Scale['ticks'] {
  const { factor, power } = stepOf((high - low) / wanted);
  const step = factor * 10 ** power;
  const ticks: Scale['ticks'] = [];
  for (let count = Math.ceil(low / step - 1e-9); count * step <= high + step * 1e-9; count += 1) {
    // In decimals: 0.1 * 3 has to print as 0.3.
    const text = multiply(multiply(count, factor), decimalOf(10 ** power));
    ticks.push({ value: Number(text), text });
    if (ticks.length > 2 * wanted) break;
  }
  return ticks;
}

/** The round number (1, 2 or 5 times a power of ten) at or above a rough step. */
function stepOf(rough: number): { factor: number; power: number } {
  const power = Math.floor(Math.log10(rough > 0 && Number.isFinite(rough) ? rough : 1));
  const lead = rough / 10 ** power;
  const factor = [1, 2, 5].find((each) => lead <= each * 1.0001);
  return factor === undefined ? { factor: 1, power: power + 1 } : { factor, power };
}
