import { countedSpan } from '../domain/aggregate.ts';
import type { CommitmentTerms } from '../domain/commitment.ts';
import { gapsOf, type TimeRules, underRules } from '../domain/counted-time.ts';
import { clip, difference, length, merged } from '../domain/intervals.ts';
import { bucketMs, bucketStart, type Sample } from '../domain/measurement.ts';
import { afterSample, isException, type LastUpdate, type Silence, silenceAfter } from '../domain/missed-updates.ts';
import type { Objective, Period } from '../domain/objective-model.ts';
import { periodsBetween } from '../domain/period.ts';
import type { Interval } from '../kernel/instant.ts';
import type { TimeRulesOf } from './ports.ts';
import type { SeriesReader } from './series-reader.ts';

/** Silences found around a stretch of time. Instants in UTC ms. */
export interface Silences {
  /** In order of time. */
  silences: Silence[];
  /** What was looked at: the stretch, and what of silences lies beyond its ends. */
  looked: Interval;
}

/** What reading silences goes by. */
export interface SilenceView {
  objective: Objective;
  reader: SeriesReader;
  /** Up to when it is known, UTC ms, that no more has come than there is. */
  knownTo: number;
  /** Shorter silences are not told, ms. */
  leastMs: number;
}

const dayMs = 24 * bucketMs;
const longestStepMs = 32 * dayMs;

/**
 * The silences of a series that touch a stretch, each in full length. Read a day at a time, however long the stretch is. Of a
 * feed that has told of outages only no update is expected: there are none.
 */
export async function silencesAround(view: SilenceView, stretch: Interval): Promise<Silences> {
  const { reader, knownTo } = view;
  const end = Math.min(stretch.end, knownTo + 1);
  let last = await lastBefore(view, stretch.start);
  const looked = { start: Math.min(stretch.start, last?.until ?? Infinity), end };
  const silences: Silence[] = [];
  const take = (sample: Sample): void => {
    const next = afterSample(last, sample, view.objective.measurementIntervalMs);
    if (next.silence !== undefined) silences.push(next.silence);
    ({ last } = next);
  };
  for (let from = stretch.start; from < end; from += dayMs) {
    const to = Math.min(from + dayMs, end);
    for (const sample of await reader.samples(from, to)) if (sample.start >= from) take(sample);
  }
  if (last === undefined) return { silences, looked };
  const { silence, until } = await silenceBehind(view, last, end);
  const all = silence === undefined ? silences : [...silences, silence];
  return { silences: await expecting(view, all), looked: { ...looked, end: Math.max(end, until) } };
}

/** The silence after the last update of a stretch, and how far that tells. */
async function silenceBehind(
  { reader, knownTo, objective }: SilenceView,
  last: LastUpdate,
  end: number,
): Promise<{ silence: Silence | undefined; until: number }> {
  const nextAt = await reader.nextStart(end);
  if (nextAt !== undefined && nextAt <= knownTo) return { silence: silenceUntil(last, nextAt), until: nextAt };
  return { silence: silenceAfter(last, knownTo, objective.measurementIntervalMs), until: knownTo };
}

function silenceUntil(last: LastUpdate, nextAt: number): Silence | undefined {
  return nextAt > last.until ? { start: last.until, end: nextAt, last, nextAt } : undefined;
}

/** The last update up to what is known, where another one is expected after it. */
export async function lastKnown(view: SilenceView): Promise<LastUpdate | undefined> {
  const last = await lastBefore(view, view.knownTo + 1);
  return last !== undefined && (await isFollowed(view, last)) ? last : undefined;
}

/** Those long enough, in which updates are expected at all. */
async function expecting(view: SilenceView, silences: Silence[]): Promise<Silence[]> {
  const expected: Silence[] = [];
  for (const silence of silences)
    if (silence.end - silence.start >= view.leastMs && (await isFollowed(view, silence.last))) expected.push(silence);
  return expected;
}

/** Whether another update is expected: not after an outage, where the series began with one and silence means up. */
async function isFollowed({ objective, reader }: SilenceView, { isException: isOutage }: LastUpdate): Promise<boolean> {
  if (!isOutage || !objective.defaulted.includes('missingData')) return true;
  const first = await reader.firstSample();
  return first === undefined || !isException(first);
}

/** The last update of the samples that start before an instant; looked for further and further back. */
async function lastBefore(view: SilenceView, instant: number): Promise<LastUpdate | undefined> {
  const { reader, objective } = view;
  const first = await reader.firstSample();
  if (first === undefined || first.start >= instant) return undefined;
  const earliest = bucketStart(first.start);
  let to = instant;
  for (let stepMs = bucketMs; to > earliest; stepMs = Math.min(2 * stepMs, longestStepMs)) {
    const from = Math.max(earliest, to - stepMs);
    const samples = await reader.samples(from, to);
    const last = samples.reduce<LastUpdate | undefined>(
      (before, sample) => afterSample(before, sample, objective.measurementIntervalMs).last,
      undefined,
    );
    if (last !== undefined) return last;
    to = from;
  }
  return undefined;
}

/** Whose counted time is asked for. */
export interface CountedFor {
  terms: CommitmentTerms & { objective: Objective };
  timeRulesOf: TimeRulesOf;
}

const periodsLookedAt = 400;

/**
 * The counted time of a stretch of event time, worked out period by period, in which updates are expected: without collector
 * gaps and excluded time, also where the contract has it count as up. Ends early once it is `enoughMs` long. In order, disjoint.
 */
export async function countedTime(of: CountedFor, stretch: Interval, enoughMs = Infinity): Promise<Interval[]> {
  const counted: Interval[] = [];
  let [position, sum] = [stretch.start, 0];
  for (let count = 0; position < stretch.end && count < periodsLookedAt; count += 1) {
    const [period] = countedPeriods(of.terms.objective, { start: position, end: stretch.end });
    if (period === undefined) break;
    const { intervals, gaps, isAlways } = await countedOf(of, period);
    const expecting = difference(isAlways ? validTime(of.terms.objective) : intervals, gaps);
    const inside = clip(expecting, { start: position, end: stretch.end });
    counted.push(...clip(inside, { start: position, end: isAlways ? stretch.end : period.end }));
    sum = length(counted);
    if (isAlways || sum >= enoughMs) break;
    position = period.end;
  }
  return merged(counted);
}

function validTime({ validFor: { start = -Infinity, end = Infinity } }: Objective): Interval[] {
  return [{ start, end }];
}

/** Rolling windows overlap: what may be excluded is counted by calendar months here. */
function countedPeriods(objective: Objective, stretch: Interval): Period[] {
  const window =
    objective.window.type === 'rolling'
      ? { type: 'calendar' as const, duration: 'P1M', timeZone: objective.window.timeZone }
      : objective.window;
  return periodsBetween({ window, validFor: objective.validFor }, stretch, 1);
}

async function countedOf(
  { terms, timeRulesOf }: CountedFor,
  period: Period,
): Promise<{ intervals: Interval[]; gaps: Interval[]; isAlways: boolean }> {
  const time = await timeRulesOf(terms, period);
  if ('reasons' in time) throw new Error(`what counts in ${period.id} cannot be said: ${time.reasons.join('; ')}`);
  const span = underRules(countedSpan(terms.objective, period, period.end), time);
  const counted = span.counted ?? [{ start: span.start, end: span.samplesBefore }];
  const gaps = gapsOf(time);
  return { intervals: difference(counted, span.up ?? []), gaps, isAlways: isSilentAboutTime(time) };
}

/** The contract names neither service hours nor maintenance: all periods are alike but for gaps, and all later ones are known. */
function isSilentAboutTime({ service, excluded, treatment }: TimeRules): boolean {
  return service === undefined && excluded.length === 0 && treatment === 'none';
}
