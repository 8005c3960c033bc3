import type { Assessment } from '../domain/assessment.ts';
import { isWithoutData } from '../domain/coverage.ts';
import type { Objective } from '../domain/objective-model.ts';
import type { Interval } from '../kernel/instant.ts';
import type { SeriesReader } from './series-reader.ts';

/** After this many closed periods without data in a row a commitment sleeps until something is measured. */
export const emptyPeriodsBeforeSleep = 3;

/** A series and what is promised of it. */
export interface Promised {
  objective: Objective;
  reader: SeriesReader;
}

/** Whether a period lies before the first sample of its series: there is nothing to tell of it. */
export async function isBeforeData(reader: SeriesReader, { end }: Interval): Promise<boolean> {
  const first = await reader.firstSample();
  return first === undefined || first.start >= end;
}

/** Whether a sample starts in a period, counted or not. */
export async function isAnythingIn(reader: SeriesReader, { start, end }: Interval): Promise<boolean> {
  return (await reader.samples(start, end)).some((sample) => sample.start >= start);
}

/** Whether a period lies in collector gaps whole: nothing could be measured in it. */
export function isInGap({ figures: { countedMs, gapMs = 0 } }: Assessment): boolean {
  return gapMs > 0 && countedMs === gapMs;
}

/**
 * How many closed periods there are in a row in which something could have been measured and nothing was, with one more
 * period; more than {@link emptyPeriodsBeforeSleep}: nothing is told of this one.
 */
export async function emptyPeriodsWith(
  before: number,
  assessment: Assessment,
  { objective, reader }: Promised,
): Promise<number> {
  const { period, figures, finality } = assessment;
  if (!isWithoutData(objective, figures) || (await isAnythingIn(reader, period))) return 0;
  return finality !== 'open' && figures.countedMs > 0 && !isInGap(assessment) ? before + 1 : before;
}
