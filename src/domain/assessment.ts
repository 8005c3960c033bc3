import type { Interval } from '../kernel/instant.ts';
import type { Period } from './objective-model.ts';

/** Result of a period. */
export type Result = 'met' | 'notMet' | 'noData' | 'undecided';

/** How settled a result is (docs/evaluation.md). */
export type Finality = 'open' | 'provisional' | 'final' | 'restated';

/** Status of a commitment, now (docs/evaluation.md). */
export type Status =
  'compliant' | 'warning' | 'tolerated' | 'breaching' | 'violated' | 'noData' | 'excluded' | 'pending' | 'notEvaluable';

/** Where one attained value stands against the lines of an objective: the good side first. */
export type Standing = 'compliant' | 'warning' | 'tolerated' | 'beyond';

/** One compared slice of a period (instant mode), or the whole period in the other modes. */
export interface AssessedSlice extends Interval {
  attained?: string;
  coverage: number;
  standing?: Standing;
  /** The counted intervals of it, where not all of it counts. */
  counted?: Interval[];
}

/** The parts an attained value was made from: enough to recompute it by hand. */
export interface Figures {
  /** Decimal text, full precision; absent without data. Percent for availability and ratio. */
  attained?: string;
  /** The same figure with nothing excluded (X empty), when something was. */
  attainedWithoutExclusion?: string;
  /** Time excluded, or counted as up, so far in the period, ms; absent when nothing was. */
  excludedMs?: number;
  /** Samples used. */
  samples: number;
  /** Counted time elapsed so far in the period, ms (E up to the watermark, or all of it once closed). */
  countedMs: number;
  /** Part of countedMs that the samples speak for, ms. */
  coveredMs: number;
  /** coveredMs / countedMs, 0 to 1 (1 when nothing was to be counted). */
  coverage: number;
  /** Part of countedMs in collector gaps of which nothing was measured, ms; absent when there is none. */
  gapMs?: number;
  /** Weighted down time, ms (availability). */
  downMs?: number;
  /** Counts (ratio). */
  good?: number;
  total?: number;
  /** Sum of values and extremes (level statistics). */
  sum?: number;
  min?: number;
  max?: number;
  /** Cases: those of the period that are left out of the figure, and those open at its end or at what is known. */
  leftOutCases?: number;
  openCases?: number;
  /** Slices that kept their target, and all that had events (ratio by slices). */
  goodSlices?: number;
  slicesCounted?: number;
  /** How the value was approximated and how far off it may be at most, as a share of it; absent: it is exact. */
  approximate?: { method: 'ddsketch'; relativeError: number };
  /** Samples that could not be used, and why (a unit that does not convert). */
  unusable?: { samples: number; reason: string };
  /** The formula with its numbers, e.g. `1 - 25 min / 43080 min`. */
  formula: string;
}

/** The result of one commitment for one period, as far as known at the watermark. Plain data, JSON-safe. */
export interface Assessment {
  period: Period;
  result: Result;
  finality: Finality;
  figures: Figures;
  /** Standing of the attained value (whole period); absent without a verdict. */
  standing?: Standing;
  /** All the counted time of the period, ms (E_total), where it is less than the period. */
  wholeMs?: number;
  /** Best value still attainable when all the rest of the period is perfect (certain mode, open period); decimal text. */
  bestPossible?: string;
  /** When the breach of the period became certain in event time, UTC ms: the budget was used up, or the period's end. Only when notMet. */
  breachedAt?: number;
  /** The compared slices, in order (instant mode with a slice length); empty otherwise. */
  slices: AssessedSlice[];
  /** Event time up to which the series was known, UTC ms. */
  watermark: number;
  /** Calendars and windows the counted time was made from, e.g. `calendar/3@2`; absent when there were none. */
  versions?: string[];
}
