/**
 * A mergeable summary of many values: how many fall in each of a fixed series of logarithmic steps (DDSketch, Masson et al.
 * 2019). Plain data, JSON-safe. Two sketches are merged by adding their counts, so neither the order of values nor how they
 * were split ever matters.
 */
export interface Sketch {
  count: number;
  /** Counts of values above zero, by step: [step, count], ascending. */
  positive: [step: number, count: number][];
  /** Counts of values below zero, by the step of their size, ascending. */
  negative: [step: number, count: number][];
  zero: number;
  min: number;
  max: number;
}

/** A quantile of a sketch lies within this share of the exact one. */
export const sketchRelativeError = 0.005;

const ratio = (1 + sketchRelativeError) / (1 - sketchRelativeError);
const logRatio = Math.log(ratio);
/** Sizes below this are counted as zero: their steps would no longer differ in a double. */
const smallest = 1e-300;

/** The sketch of values, all finite. */
export function sketchOf(values: readonly number[]): Sketch {
  const positive = new Map<number, number>();
  const negative = new Map<number, number>();
  let [zero, min, max] = [0, Infinity, -Infinity];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
    if (Math.abs(value) < smallest) zero += 1;
    else countIn(value > 0 ? positive : negative, stepOf(Math.abs(value)), 1);
  }
  return { count: values.length, positive: ordered(positive), negative: ordered(negative), zero, min, max };
}

/** The sketch of all values of both. Associative and commutative. */
export function mergedSketch(left: Sketch, right: Sketch): Sketch {
  return {
    count: left.count + right.count,
    positive: added(left.positive, right.positive),
    negative: added(left.negative, right.negative),
    zero: left.zero + right.zero,
    min: Math.min(left.min, right.min),
    max: Math.max(left.max, right.max),
  };
}

/**
 * About the value of a rank (1 to count, ascending): at most {@link sketchRelativeError} of it off. The first and last are exact.
 * Undefined for an empty sketch.
 */
export function valueAtRank({ count, positive, negative, zero, min, max }: Sketch, rank: number): number | undefined {
  if (count === 0) return undefined;
  if (rank <= 1) return min;
  if (rank >= count) return max;
  let passed = 0;
  for (const [step, inStep] of negative.toReversed()) {
    passed += inStep;
    if (passed >= rank) return within(-sizeOf(step), min, max);
  }
  passed += zero;
  if (passed >= rank) return 0;
  for (const [step, inStep] of positive) {
    passed += inStep;
    if (passed >= rank) return within(sizeOf(step), min, max);
  }
  return max;
}

/** The step of a size: sizes in (ratio^(step-1), ratio^step]. */
function stepOf(size: number): number {
  return Math.ceil(Math.log(size) / logRatio);
}

/** The size in a step that is off by the same share from both its ends. */
function sizeOf(step: number): number {
  return (2 * Math.exp(step * logRatio)) / (1 + ratio);
}

function within(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}

function countIn(counts: Map<number, number>, step: number, by: number): void {
  counts.set(step, (counts.get(step) ?? 0) + by);
}

function ordered(counts: ReadonlyMap<number, number>): [number, number][] {
  return [...counts].sort(([left], [right]) => left - right);
}

function added(left: Sketch['positive'], right: Sketch['positive']): [number, number][] {
  const counts = new Map(left);
  for (const [step, count] of right) countIn(counts, step, count);
  return ordered(counts);
}
