import type { CommitmentState } from '../domain/commitment.ts';
import type { Sample } from '../domain/measurement.ts';
import type { Objective } from '../domain/objective-model.ts';
import { readSamples } from '../domain/readings.ts';
import type { Commitment } from './commitment-record.ts';
import { latestInstant, type SeriesReader } from './series-reader.ts';

/** How far a series is known for a commitment. Instants in UTC ms. */
export interface KnownTime {
  /** Event time up to which it is known; -Infinity before anything was measured. */
  watermark: number;
  /** Latest arrival of a measurement, by the service's clock. */
  changedAt: number;
  /** An outage lasts at the watermark: its length grows by itself, so it has to be looked at again soon. */
  isOutageOpen: boolean;
}

/**
 * How far a series is known. Samples tell about time up to the latest of them. A feed of outages tells more: while one
 * is open, that it lasts until now; and silence, that all is up, which is believed once it has settled.
 */
export async function knownTimeOf(
  { state, schedule, terms: { objective } }: Commitment & { terms: { objective: Objective } },
  reader: SeriesReader,
  { now, settleMs }: { now: number; settleMs: number },
): Promise<KnownTime> {
  const { watermark = -Infinity } = state;
  const last = await unseenBucket(state, reader);
  const { samples = [], changedAt: lastChangedAt = 0 } = last ?? {};
  const latest = Math.max(...reader.touched.map((stretch) => stretch.latest), latestInstant(samples));
  const known = Math.max(watermark, Math.min(latest, now));
  const changedAt = Math.max(schedule.changedAt, reader.changedAt, lastChangedAt);
  if (objective.statistic.kind !== 'availability' || known === -Infinity) {
    return { watermark: known, changedAt, isOutageOpen: false };
  }
  const isOutageOpen = (await reader.samples(now - 1, now)).some(isOpenOutage);
  if (isOutageOpen) return { watermark: Math.max(known, now), changedAt, isOutageOpen };
  const settled = (await isSilenceUp(objective, reader)) ? now - settleMs : -Infinity;
  return { watermark: Math.max(known, settled), changedAt, isOutageOpen };
}

/** The last bucket, where the state cannot know of it: a new one, or one that could not be evaluated for a while. */
async function unseenBucket({ watermark, reasons }: CommitmentState, reader: SeriesReader) {
  return watermark === undefined || reasons !== undefined ? reader.lastBucket() : undefined;
}

function isOpenOutage(sample: Sample): boolean {
  return sample.kind === 'state' && sample.state !== 'up' && sample.end === undefined;
}

async function isSilenceUp(objective: Objective, reader: SeriesReader): Promise<boolean> {
  const first = await reader.firstSample();
  return first !== undefined && readSamples(objective, [first]).isExceptionFeed;
}
