import type { Sample, Series } from './measurement.ts';

/** All samples of one series whose start falls in one hour. A sample may reach beyond the hour (`reach`). */
export interface Bucket {
  series: Series;
  /** Start of the hour, UTC ms. */
  hour: number;
  /** In order of start. */
  samples: Sample[];
  /** Grows with every change of a sample. */
  revision: number;
  /** When the last change arrived, UTC ms of the receiver's clock (audit and quiet time only, never event time). */
  changedAt: number;
  /** Latest end of a sample in it; Infinity while one is open; the start itself for samples without an interval. */
  reach: number;
}
