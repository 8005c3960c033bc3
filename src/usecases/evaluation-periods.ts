import type { CommitmentState } from '../domain/commitment.ts';
import type { Objective, Period } from '../domain/objective-model.ts';
import { dayMs, fixedLengthMs, parseDuration, roughLengthMs } from '../domain/duration.ts';
import { outageMarginMs } from '../domain/outages.ts';
import { periodsBetween } from '../domain/period.ts';
import { readSamples } from '../domain/readings.ts';
import type { Interval } from '../kernel/instant.ts';
import type { CommitmentSchedule } from './commitment-record.ts';
import type { Again } from './again.ts';
import { emptyPeriodsBeforeSleep } from './empty-periods.ts';
import { lookBackMs, type SeriesReader } from './series-reader.ts';

/** Most periods that one evaluation takes in; what is left is due at once. */
export const periodsPerEvaluation = 2000;

/** What decides which periods an evaluation looks at. Instants in UTC ms. */
export interface PeriodsInput {
  objective: Objective;
  state: CommitmentState;
  schedule: CommitmentSchedule;
  reader: SeriesReader;
  /** Event time up to which the series is known. */
  watermark: number;
  /** The service's clock. */
  now: number;
  /** Rolling windows: whether a window that the status has passed has changed facts. */
  isAnyLate: boolean;
  /** Stretches to assess again, where anything was told of before. */
  again: readonly Pick<Again, 'start' | 'end' | 'isExact'>[];
}

/**
 * The periods to assess, in order, each once, at most one more than an evaluation takes: those in which measurements
 * changed, those that are to be assessed again, those that event time has gone through since the last evaluation, and, when
 * a look without new measurements is due, the first ones of the silence. Of rolling windows those with changed facts that
 * the status has passed, however many: a fact that is late by a day changes a day of windows.
 */
export async function periodsToAssess(input: PeriodsInput): Promise<Period[]> {
  const { objective, watermark } = input;
  const known = watermark + 1;
  const resumeAt = (await resumption(input)) ?? known;
  const changed = await changedIntervals(input, known);
  const found = new Map<string, Period>();
  for (const { start, end } of [...changed, { start: resumeAt, end: known }]) {
    if (start >= end) continue;
    for (const each of periodsBetween(objective, { start, end }, periodsPerEvaluation + 1)) found.set(each.id, each);
  }
  for (const each of silentPeriods(input, Math.max(resumeAt, watermark))) found.set(each.id, each);
  const ordered = [...found.values()].sort((left, right) => left.start - right.start || left.end - right.end);
  return ordered.slice(0, periodsPerEvaluation + 1);
}

async function changedIntervals(input: PeriodsInput, known: number): Promise<Interval[]> {
  const { objective, reader, state, isAnyLate } = input;
  const touched = await touchedIntervals(objective, reader, known);
  const again = input.again.map(({ end, ...each }) => ({ ...each, end: Math.min(end, known) }));
  if (objective.window.type !== 'rolling') return [...touched, ...again, ...undecided(input)];
  const { advancedTo = -Infinity } = state;
  const lengthMs = windowLengthMs(objective);
  // A window that ends at t is among those of a stretch (from, t]: it holds what lies up to its length before.
  return [...(isAnyLate ? touched : []), ...again].map(({ start, end, ...each }) => ({
    start,
    end: Math.min(advancedTo, 'isExact' in each ? end : end + lengthMs),
  }));
}

/** Passed periods whose last outages or slices are told by what comes behind them, which was not known at the last look. */
function undecided({ objective, state: { advancedTo, watermark } }: PeriodsInput): Interval[] {
  const marginMs = outageMarginMs(objective);
  if (marginMs === 0 || advancedTo === undefined || watermark === undefined) return [];
  return [{ start: watermark - marginMs, end: advancedTo }];
}

/** No shorter than any window of the objective. */
function windowLengthMs({ window }: Objective): number {
  const duration = parseDuration(window.duration);
  return duration === undefined ? 0 : (fixedLengthMs(duration) ?? roughLengthMs(duration) + 4 * dayMs);
}

async function touchedIntervals(objective: Objective, reader: SeriesReader, known: number): Promise<Interval[]> {
  const marginMs = outageMarginMs(objective);
  const { carryForwardMs: carriedMs = 0 } = objective;
  const first = await reader.firstSample();
  // Before the first report of exceptions silence says nothing, after it that all is up: a new first one changes it all.
  const isFeed = first !== undefined && readSamples(objective, [first]).isExceptionFeed;
  return reader.touched.map(({ start, end, reach }) => {
    const isBeginning = isFeed && start <= first.start && first.start < end;
    const touchedTo = isBeginning ? known : Math.max(end + lookBackMs(objective), reach + carriedMs) + marginMs;
    return { start: start - marginMs, end: Math.min(touchedTo, known) };
  });
}

/** Periods that have passed in silence; those beyond the first few would only say the same. */
function silentPeriods({ objective, state, schedule, now }: PeriodsInput, from: number): Period[] {
  const isDue = schedule.dueAt !== undefined && schedule.dueAt <= now && state.watermark !== undefined;
  return isDue && from < now ? periodsBetween(objective, { start: from, end: now }, emptyPeriodsBeforeSleep + 2) : [];
}

/** Where the evaluation goes on: behind what it has taken in, or where a new commitment starts. UTC ms. */
export async function resumption({
  objective,
  state,
  reader,
}: Pick<PeriodsInput, 'objective' | 'state' | 'reader'>): Promise<number | undefined> {
  if (state.advancedTo !== undefined) return state.advancedTo;
  const touchedFrom = reader.touched[0]?.start;
  const { start } = objective.validFor;
  if (start === undefined) return touchedFrom ?? (await reader.lastBucket())?.hour;
  const first = await reader.firstSample();
  return first === undefined ? touchedFrom : Math.max(start, first.start);
}
