import { figuresOf, countedSpan } from '../domain/aggregate.ts';
import type { Usage } from '../domain/budget.ts';
import { countedLength, type TimeRules, underRules } from '../domain/counted-time.ts';
import { evidenceOf } from '../domain/evidence.ts';
import { foresee, type Foresight } from '../domain/foresight.ts';
import { bucketMs, bucketStart } from '../domain/measurement.ts';
import type { Objective } from '../domain/objective-model.ts';
import { isShare } from '../domain/statistic.ts';
import { recorded, rememberedMs, usageIn, type UsageLedger, type UsagePiece } from '../domain/usage.ts';
import type { Interval } from '../kernel/instant.ts';
import { dueStretches } from './again.ts';
import type { EvaluableCommitment, Evaluation } from './evaluation.ts';
import type { SeriesReader } from './series-reader.ts';

/** What looking ahead goes by. */
export interface ForeseeContext {
  reader: SeriesReader;
  /** UTC ms of the service's clock. */
  now: number;
  /** Service hours and exclusions, at least for the present period and five weeks before its end. */
  time?: TimeRules | undefined;
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
  const isForeseen = isShare(objective.statistic) && objective.violationWhen === 'below';
  if (!isForeseen || current === undefined || state.watermark === undefined)
    return { ...evaluation, commitment: plain };
  const view: View = { objective, ...context, to: state.watermark };
  const ledger = await ledgerOf(view, before);
  const foresight = foresee({
    ...{ commitmentId: commitment.terms.id, objective, assessment: current, before: before.foresight, ledger },
    wholeMs: current.wholeMs ?? current.period.end - current.period.start,
    usageIn: await usageReader(view, ledger),
  });
  if (foresight === undefined) return { ...evaluation, commitment: plain };
  const jeopardy = changeOf(before.foresight, foresight);
  return {
    ...evaluation,
    commitment: { ...plain, foresight, schedule: scheduleWith(foresight, plain.schedule, context.now) },
    transitions: jeopardy === undefined ? transitions : [...transitions, jeopardy],
  };
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
  to: number;
}

/** The ledger with everything in it that changed: what time has passed, where measurements came in, and where gaps changed. */
async function ledgerOf(view: View, { foresight, schedule }: EvaluableCommitment): Promise<UsageLedger> {
  const { objective, reader, to } = view;
  const before = foresight?.ledger;
  // Only where silence is a loss does it matter what is said of silence.
  const again = objective.missingData === 'bad' ? dueStretches(schedule.again, view.now) : [];
  const earliest = Math.max(to - rememberedMs, objective.validFor.start ?? -Infinity);
  const touched = reader.touched.map(({ start, end, reach }) => ({ start, end: Math.max(end, reach) }));
  const changed: Interval[] = [...touched, ...again];
  const passed = before === undefined ? await firstStretch(view, earliest) : { start: before.to, end: to };
  const unit = objective.statistic.kind === 'availability' ? 'ms' : 'events';
  let ledger: UsageLedger = before ?? { from: to, to, pieces: [] };
  for (const { start, end } of [...(before === undefined ? [] : changed), passed]) {
    const stretch = { start: Math.max(bucketStart(start), earliest), end: Math.min(end, to) };
    for (const part of daysOf(stretch)) {
      ledger = recorded(ledger, { ...part, pieces: await piecesIn(view, part) }, unit);
    }
  }
  return ledger;
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

async function piecesIn(view: View, part: Interval): Promise<UsagePiece[]> {
  const { objective, reader, time } = view;
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
    const { bad, total } = countsIn(view, hour, samples);
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

function countsIn({ objective, time }: View, stretch: Interval, samples: Parameters<typeof figuresOf>[1]): Usage {
  const span = underRules(countedSpan(objective, stretch, stretch.end), time);
  const { good = 0, total = 0 } = figuresOf(objective, samples, span);
  return { bad: total - good, total };
}

/** What was lost and counted in a window: time from the ledger; of events the last hour from the samples, minute by minute. */
async function usageReader(view: View, ledger: UsageLedger): Promise<(stretch: Interval) => Usage> {
  const { objective, reader, time, to } = view;
  if (objective.statistic.kind === 'availability') {
    return (stretch) => {
      const observed = { start: Math.max(stretch.start, ledger.from), end: stretch.end };
      const total = countedLength(underRules(countedSpan(objective, observed, observed.end), time));
      return { bad: usageIn(ledger, observed).bad, total };
    };
  }
  const isQuiet = usageIn(ledger, { start: to - bucketMs, end: to }).bad === 0;
  const samples = isQuiet ? [] : await reader.samples(to - bucketMs, to);
  return (stretch) =>
    isQuiet || stretch.end - stretch.start > bucketMs ? usageIn(ledger, stretch) : countsIn(view, stretch, samples);
}
