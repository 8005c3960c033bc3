import { figuresOf, countedSpan } from '../domain/aggregate.ts';
import type { Usage } from '../domain/budget.ts';
import { type TimeRules, underRules } from '../domain/counted-time.ts';
import { evidenceOf } from '../domain/evidence.ts';
import { burnWindowsIn, foresee, type Foresight, isForeseeable } from '../domain/foresight.ts';
import { length } from '../domain/intervals.ts';
import { bucketMs, bucketStart } from '../domain/measurement.ts';
import type { Objective } from '../domain/objective-model.ts';
import { periodAt } from '../domain/period.ts';
import { isShare } from '../domain/statistic.ts';
import { recorded, rememberedMs, usageIn, type UsageLedger, type UsagePiece } from '../domain/usage.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Interval } from '../kernel/instant.ts';
import { dueStretches } from './again.ts';
import type { EvaluableCommitment, Evaluation } from './evaluation.ts';
import { gapsRemembered } from './gap-rules.ts';
import type { TimeRulesOf } from './ports.ts';
import { countedIn, rulesOfStretch } from './rules-of-stretch.ts';
import type { SeriesReader } from './series-reader.ts';

/** What looking ahead goes by. */
export interface ForeseeContext {
  reader: SeriesReader;
  /** UTC ms of the service's clock. */
  now: number;
  timeRulesOf: TimeRulesOf;
}

const dayMs = 24 * bucketMs;
const burningLookMs = 300_000;
const jeopardyLookMs = 6 * bucketMs;

type Schedule = Evaluation['commitment']['schedule'];

/**
 * The evaluation with how its commitment's present period is going to end, and the transition when jeopardy was raised or
 * cleared. Only what changed is read: outages and counts of five weeks are kept with the commitment. Writes nothing; doing it
 * again gives the same.
 */
export async function withForesight(
  evaluation: Evaluation,
  before: EvaluableCommitment,
  context: ForeseeContext,
): Promise<Evaluation> {
  const { objective } = before.terms;
  const { commitment, transitions } = evaluation;
  const { foresight: _past, ...plain } = commitment;
  const { current, state } = commitment;
  if (!hasBudget(objective) || current === undefined || state.watermark === undefined)
    return { ...evaluation, commitment: plain };
  // What counts cannot be said: what was foreseen stays until it can.
  if (state.reasons !== undefined) return evaluation;
  const gaps = await gapsRemembered(evaluation, context);
  const view: View = { objective, before, ...context, gaps, to: state.watermark };
  const ledger = await ledgerOf(view, before.foresight?.ledger);
  const time = await timeAround(view, ledger, current.period);
  const foresight = foresee({
    ...{ commitmentId: commitment.terms.id, objective, assessment: current, before: before.foresight, ledger },
    wholeMs: current.wholeMs ?? current.period.end - current.period.start,
    usageIn: await usageReader(view, ledger, time),
    countedIn: time && ((stretch) => countedIn(objective, time, stretch)),
  });
  if (foresight === undefined) return { ...evaluation, commitment: plain };
  const jeopardy = changeOf(before.foresight, foresight);
  return {
    ...evaluation,
    commitment: { ...plain, foresight, schedule: scheduleWith(foresight, plain.schedule, context.now) },
    transitions: jeopardy === undefined ? transitions : [...transitions, jeopardy],
  };
}

function hasBudget({ statistic, violationWhen }: Objective): boolean {
  return isShare(statistic) && violationWhen === 'below';
}

/** While something burns or is in jeopardy it is looked at again though nothing is measured: silence makes it better. */
function scheduleWith({ burnRates, jeopardy }: Foresight, schedule: Schedule, now: number): Schedule {
  const isBurning = burnRates.some(({ isExceeded }) => isExceeded);
  if (!isBurning && !jeopardy.isInJeopardy) return schedule;
  return {
    ...schedule,
    dueAt: Math.min(schedule.dueAt ?? Infinity, now + (isBurning ? burningLookMs : jeopardyLookMs)),
  };
}

function changeOf(
  before: Foresight | undefined,
  { jeopardy }: Foresight,
): Evaluation['transitions'][number] | undefined {
  const { isInJeopardy, since } = jeopardy;
  const was = before?.jeopardy.isInJeopardy ?? false;
  return was === isInJeopardy || since === undefined ? undefined : { kind: 'jeopardy', isInJeopardy, at: since };
}

/** A commitment seen up to an instant of event time. */
interface View extends ForeseeContext {
  objective: Objective;
  before: EvaluableCommitment;
  gaps: TimeRules['gaps'];
  to: number;
}

/** What counts from as far back as anything is asked about to the end of the period. */
function timeAround({ objective, before, timeRulesOf, to }: View, ledger: UsageLedger, period: Interval) {
  const burnt = to - Math.max(0, ...burnWindowsIn(period).map(({ longMs }) => longMs));
  const isDrawn = isForeseeable(objective) && ledger.pieces.length > 0;
  const start = isDrawn ? Math.min(burnt, ledger.from) : burnt;
  return rulesOfStretch(before, timeRulesOf, { start, end: Math.max(to, period.end) });
}

/**
 * The ledger with everything in it that changed: what time has passed, where measurements came in, and the periods in which
 * something else of what counts has changed. Under other rules than before it is made anew.
 */
async function ledgerOf(view: View, known: UsageLedger | undefined): Promise<UsageLedger> {
  const { objective, to, before } = view;
  const earliest = Math.max(to - rememberedMs, objective.validFor.start ?? -Infinity);
  const rules = rulesKey(before);
  const kept = known?.rules === rules ? known : undefined;
  const changed = kept === undefined ? [await firstStretch(view, earliest)] : changedSince(view, kept);
  const unit = objective.statistic.kind === 'availability' ? 'ms' : 'events';
  let ledger: UsageLedger = kept ?? { from: to, to, pieces: [] };
  for (const { start, end } of changed) {
    const stretch = { start: Math.max(bucketStart(start), earliest), end: Math.min(end, to) };
    const time = withGaps(await rulesOfStretch(before, view.timeRulesOf, stretch), view.gaps);
    for (const part of daysOf(stretch)) {
      ledger = recorded(ledger, { ...part, pieces: await piecesIn(view, part, time) }, unit);
    }
  }
  return rules === undefined ? ledger : { ...ledger, rules };
}

/** Silence in a gap is no loss. */
function withGaps(time: TimeRules | undefined, gaps: TimeRules['gaps']): TimeRules | undefined {
  return gaps === undefined ? time : { excluded: [], treatment: 'none', versions: [], ...time, gaps };
}

function rulesKey({ terms: { time } }: EvaluableCommitment): string | undefined {
  return time === undefined ? undefined : derivedId(JSON.stringify(time));
}

function changedSince(view: View, ledger: UsageLedger): Interval[] {
  const touched = view.reader.touched.map(({ start, end, reach }) => ({ start, end: Math.max(end, reach) }));
  return [...touched, ...judgedAgain(view), { start: ledger.to, end: view.to }];
}

/** Stretches in which other windows or calendars count than before; with a cap that bears on all of a period. */
function judgedAgain({ objective: { window }, before, now }: View): Interval[] {
  return dueStretches(before.schedule.again, now).map(({ start, end }) =>
    window.type === 'rolling'
      ? { start, end }
      : { start: periodAt(window, start).start, end: periodAt(window, Math.max(start, end - 1)).end },
  );
}

async function firstStretch({ reader, to }: View, earliest: number): Promise<Interval> {
  const first = await reader.firstSample();
  return { start: Math.max(earliest, first?.start ?? to), end: to };
}

/** Read a day at a time, so that little is held. */
function daysOf({ start, end }: Interval): Interval[] {
  const days: Interval[] = [];
  for (let from = start; from < end; from += dayMs) days.push({ start: from, end: Math.min(from + dayMs, end) });
  return days;
}

async function piecesIn(view: View, part: Interval, time: TimeRules | undefined): Promise<UsagePiece[]> {
  const { objective, reader } = view;
  const samples = await reader.samples(part.start - objective.measurementIntervalMs, part.end);
  if (objective.statistic.kind === 'availability') {
    const { intervals } = evidenceOf(objective, samples, { period: part, until: part.end, time });
    return intervals.flatMap(({ start, end, kind, weight = 1, collectorGap }): UsagePiece[] => {
      const isSilent = kind === 'missing' && collectorGap === undefined;
      const isLost = kind === 'bad' || (isSilent && objective.missingData === 'bad');
      return isLost ? [[start, end, (end - start) * weight, 0]] : [];
    });
  }
  if (objective.statistic.kind !== 'ratio') return [];
  return hoursOf(part).map((hour): UsagePiece => {
    const { bad, total } = countsIn(objective, samples, { stretch: hour, time });
    return [hour.start, hour.end, bad, total];
  });
}

function hoursOf({ start, end }: Interval): Interval[] {
  const hours: Interval[] = [];
  for (let from = start; from < end; from = bucketStart(from) + bucketMs) {
    hours.push({ start: from, end: Math.min(bucketStart(from) + bucketMs, end) });
  }
  return hours;
}

function countsIn(
  objective: Objective,
  samples: Parameters<typeof figuresOf>[1],
  { stretch, time }: { stretch: Interval; time: TimeRules | undefined },
): Usage {
  const span = underRules(countedSpan(objective, stretch, stretch.end), time);
  const { good = 0, total = 0 } = figuresOf(objective, samples, span);
  return { bad: total - good, total };
}

/** What was lost and counted in a window: time from the ledger; of events the last hour from the samples, minute by minute. */
async function usageReader(
  { objective, reader, to }: View,
  ledger: UsageLedger,
  time: TimeRules | undefined,
): Promise<(stretch: Interval) => Usage> {
  if (objective.statistic.kind === 'availability') {
    return (stretch) => {
      const observed = { start: Math.max(stretch.start, ledger.from), end: stretch.end };
      return { bad: usageIn(ledger, observed).bad, total: length(countedIn(objective, time, observed)) };
    };
  }
  const isQuiet = usageIn(ledger, { start: to - bucketMs, end: to }).bad === 0;
  const samples = isQuiet ? [] : await reader.samples(to - bucketMs, to);
  return (stretch) =>
    isQuiet || stretch.end - stretch.start > bucketMs
      ? usageIn(ledger, stretch)
      : countsIn(objective, samples, { stretch, time });
}
