import type { Interval } from '../kernel/instant.ts';

/** How samples become one attained value. */
export type Statistic =
  | { kind: 'mean' | 'min' | 'max' | 'last' }
  | { kind: 'percentile'; percent: number }
  /** Share of counted time not down, in percent. With `downWhen`, value samples are up or down by comparison (loss). */
  | { kind: 'availability'; downWhen?: { operator: 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'ne'; value: string } }
  /** Good over total, in percent: of all events, or by slices ({@link Parts}). */
  | { kind: 'ratio'; method: RatioMethod }
  | CaseStatistic;

/**
 * How counts become a share: the sum of good over the sum of total; the share of slices that keep the slice target; the mean
 * of the slices' shares. Slices without events do not count.
 */
export type RatioMethod = 'occurrences' | 'timeslices' | 'ratioTimeslices';

/** Statistics made of cases (orders, tickets, calls). All but the mean, which is a length of time, in percent. */
export type CaseStatistic =
  | { kind: 'percentOnTime' | 'meanTimeToRepair' }
  | { kind: 'percentWithin'; withinMs: number }
  | { kind: 'answeredWithin'; withinMs: number; shortAbandonMs?: number }
  | { kind: 'abandonRate'; shortAbandonMs?: number };

/** The slices a ratio or an availability is made by. */
export interface Parts {
  /** Length of a slice; they begin at the period's start. */
  lengthMs: number;
  /** Percent that a good slice comes to at least; decimal text. */
  target: string;
  /** Availability: so many bad slices in a row make it unavailable, from the first of them on. */
  unavailableAfter?: number;
  /** Availability: so many good slices in a row make it available again, from the first of them on. */
  availableAfter?: number;
}

/** Which side of the limit is a violation. `equal` is what `!=` and `.ne` forbid. */
export type ViolationSide = 'above' | 'below' | 'outside' | 'notEqual' | 'equal';

/** The recurring period that is assessed (extension attribute `conformanceWindow`). */
export interface ConformanceWindow {
  type: 'calendar' | 'rolling';
  /** ISO 8601 duration: calendar PT1M..PT1H (dividing the hour or day), P1D, P7D, P1M, P3M, P1Y; rolling any. */
  duration: string;
  /** IANA zone. */
  timeZone: string;
  /** Instant that a calendar period starts at; local midnight, month start and so on when absent. UTC ms. */
  anchor?: number;
}

/** When a verdict may be given (docs/evaluation.md). */
export type VerdictMode = 'instant' | 'certain' | 'atClose';

/** What time without data means (docs/evaluation.md, section 4). */
export type MissingDataPolicy = 'unknown' | 'ignore' | 'bad' | 'good' | 'carryForward';

/** A promise in the form the evaluator works with. Decimal texts keep what the contract says, digit by digit. */
export interface Objective {
  indicator: string;
  statistic: Statistic;
  violationWhen: ViolationSide;
  /** Whether a value exactly at the limit is a violation. */
  inclusive: boolean;
  /** Decimal text, without unit. For `notEqual` it may be any text. */
  target: string;
  unit?: string;
  /** target widened by the tolerance: decimal text. Equal to target when there is none. */
  limit: string;
  /** Lower limit when violationWhen is outside. */
  lowerLimit?: string;
  /** Soft threshold (warning line): decimal text. */
  threshold?: string;
  /** A breach counts only after lasting this long (instant mode). */
  toleranceMs: number;
  window: ConformanceWindow;
  verdictMode: VerdictMode;
  /** Length of the slices compared in instant mode; the whole period when absent. */
  sliceMs?: number;
  /** The slices that the statistic itself is made by. */
  parts?: Parts;
  /** An outage shorter than this counts as up, ms. */
  minOutageMs?: number;
  /** Fewer samples or cases give no verdict; absent: 1. */
  minSamples?: number;
  missingData: MissingDataPolicy;
  /** How long a value or state stands without a later one, ms (carryForward). */
  carryForwardMs?: number;
  /** Updates that may be missed before missing data is itself a violation; absent: any number. */
  grace?: { times: number; scope: 'consecutive' | 'perPeriod' };
  /** Share of counted time that must be covered for a verdict, 0 to 1. */
  minCoverage: number;
  /** How long one sample speaks for, at most: expected time between samples, ms. */
  measurementIntervalMs: number;
  /** Outside it nothing is measured; open ends are -Infinity/Infinity in memory, absent in JSON. */
  validFor: { start?: number; end?: number };
  /** Names of the attributes that were absent and took a default. */
  defaulted: string[];
  /** How texts that left a choice were read, for people; absent when there is nothing to say. */
  remarks?: string[];
}

/** An objective, or why the contract's text cannot be evaluated (readable, one reason each). */
export type ParsedObjective =
  { objective: Objective; reasons?: undefined } | { objective?: undefined; reasons: string[] };

/** A period of an objective: its interval, and an identity that never changes. */
export interface Period extends Interval {
  /** Start and end in RFC 3339 joined by `/`; part of violation and assessment ids. */
  id: string;
}
