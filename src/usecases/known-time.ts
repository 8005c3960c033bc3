import type { CommitmentState } from '../domain/commitment.ts';
import { dayMs } from '../domain/duration.ts';
import type { Sample } from '../domain/measurement.ts';
import type { Objective } from '../domain/objective-model.ts';
import { readSamples } from '../domain/readings.ts';
import type { Commitment } from './commitment-record.ts';
import { attributedTo } from '../domain/case-outcome.ts';
import { isOfCases } from '../domain/statistic.ts';
import { latestInstant, type SeriesReader } from './series-reader.ts';

/** How far a series is known for a commitment. Instants in UTC ms. */
export interface KnownTime {
  /** Event time up to which it is known; -Infinity before anything was measured. */
  watermark: number;
  /** Latest arrival of a measurement, by the service's clock. */
  changedAt: number;
  /** The next instant, later than the watermark, at which the figures change by themselves: a case becomes due. */
  nextDueAt?: number;
  /** An outage lasts, or is about to begin: its length grows by itself, so it has to be looked at again soon. */
  isOutageOpen: boolean;
}

/**
 * How far a series is known. Samples tell about time up to the latest of them. A feed of outages tells more: while one
 * is open, that it lasts until now; and silence, that all is up, which is believed once it has settled. Silence about cases
 * means that nothing happened to them, once no more reports have come in for as long.
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
  if (isOfCases(objective.statistic) && known !== -Infinity) {
    const silent = now >= changedAt + settleMs ? now - settleMs : -Infinity;
    return knownOfCases(objective, reader, { watermark: Math.max(known, silent), changedAt });
  }
  if (objective.statistic.kind !== 'availability' || known === -Infinity) {
    return { watermark: known, changedAt, isOutageOpen: false };
  }
  return knownOfOutages(objective, reader, { watermark: known, changedAt, now, settleMs });
}

interface KnownSoFar {
  watermark: number;
  changedAt: number;
  now: number;
  settleMs: number;
}

async function knownOfOutages(objective: Objective, reader: SeriesReader, known: KnownSoFar): Promise<KnownTime> {
  const { watermark, changedAt, now, settleMs } = known;
  // A reporter's clock may be ahead of ours: such an outage begins in a moment, and nobody will tell of it again.
  const open = (await reader.samples(now - 1, now + dayMs)).filter(isOpenOutage);
  const isOutageOpen = open.length > 0;
  if (open.some(({ start }) => start < now)) return { watermark: Math.max(watermark, now), changedAt, isOutageOpen };
  const settled = (await isSilenceUp(objective, reader)) ? now - settleMs : -Infinity;
  return { watermark: Math.max(watermark, settled), changedAt, isOutageOpen };
}

/**
 * The first instant at or after `from` that a case known by then belongs to a period by; Infinity when there is none, and for
 * other statistics. UTC ms.
 */
export async function nextAttribution({ statistic }: Objective, reader: SeriesReader, from: number): Promise<number> {
  if (!isOfCases(statistic)) return Infinity;
  let next = Infinity;
  for (const sample of await reader.samples(from, from + 1)) {
    const at = sample.kind === 'case' ? attributedTo(statistic, sample) : undefined;
    if (at !== undefined && at >= from && at < next) next = at;
  }
  return next;
}

async function knownOfCases(
  objective: Objective,
  reader: SeriesReader,
  known: { watermark: number; changedAt: number },
): Promise<KnownTime> {
  const next = await nextAttribution(objective, reader, known.watermark);
  return { ...known, ...(next === Infinity ? {} : { nextDueAt: next }), isOutageOpen: false };
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
