import type { Objective, Period } from '../domain/objective-model.ts';
import { outageMarginMs } from '../domain/outages.ts';
import { nextBoundary } from '../domain/period.ts';
import { stretchesLeft } from './again.ts';
import type { CommitmentSchedule } from './commitment-record.ts';
import type { EvaluationContext } from './evaluation.ts';
import { emptyPeriodsBeforeSleep } from './empty-periods.ts';
import type { KnownTime } from './known-time.ts';
import type { SeriesReader } from './series-reader.ts';
import type { PresentExclusion } from './shown-status.ts';

/** When a commitment is due again (UTC ms; absent: when something is measured), and for what. */
export type NextLook = Pick<CommitmentSchedule, 'dueAt' | 'again'>;

/** What the next look goes by. */
export interface NextLookInput {
  objective: Objective;
  schedule: CommitmentSchedule;
  known: KnownTime;
  reader: SeriesReader;
  context: EvaluationContext;
}

/** How far an evaluation came. Instants in UTC ms. */
export interface EvaluatedTo {
  /** See `Evaluation`. */
  takenTo: number;
  /** Event time up to which the series is known; -Infinity before the first measurement. */
  watermark: number;
  advancedTo: number | undefined;
  /** Closed periods without data in a row. */
  emptyPeriods: number;
  present: PresentExclusion;
  /** The first period that was not taken. */
  stoppedAt?: Period;
}

/** While an outage is open its length grows by itself: it is looked at this often. */
const openOutageLookMs = 60_000;

/** When the commitment is due after an evaluation, and which stretches are left to assess again. Source: ADR 20, 21. */
export async function nextLookOf(input: NextLookInput, place: EvaluatedTo): Promise<NextLook> {
  const { objective, schedule, context } = input;
  const { takenTo, watermark, stoppedAt } = place;
  const stop = { now: context.now, ...(stoppedAt === undefined ? {} : { stoppedAt }) };
  const again = watermark === -Infinity ? [] : stretchesLeft(schedule.again, objective, stop);
  const waitsTo = Math.min(...again.map(({ from = Infinity }) => from));
  const dueAt = takenTo < Infinity ? context.now : finite(Math.min((await dueAtOf(input, place)) ?? Infinity, waitsTo));
  return { ...(dueAt === undefined ? {} : { dueAt }), ...(again.length === 0 ? {} : { again }) };
}

async function dueAtOf(input: NextLookInput, place: EvaluatedTo): Promise<number | undefined> {
  const { known, context } = input;
  if (place.watermark === -Infinity) return undefined;
  const { nextDueAt = Infinity } = known;
  const dueCaseAt = Math.max(nextDueAt, known.changedAt) + context.times.settleMs + 1;
  const dueAt = Math.max(await nextClose(input, place), known.changedAt) + context.times.settleMs;
  if (place.emptyPeriods > emptyPeriodsBeforeSleep) return finite(Math.min(dueAt, dueCaseAt));
  const nextAt = known.isOutageOpen ? context.now + openOutageLookMs : dueCaseAt;
  return finite(Math.min(dueAt, decidedAt(input, place), nextAt, place.present.changesAt ?? Infinity));
}

/** When the outages at the end of the last passed period have all been told, if that lies ahead. */
function decidedAt({ objective, context }: NextLookInput, { advancedTo = -Infinity }: EvaluatedTo): number {
  const marginMs = outageMarginMs(objective);
  const at = advancedTo + marginMs + context.times.settleMs;
  return marginMs > 0 && at > context.now ? at : Infinity;
}

/** When the next period ends that there is something to say of; Infinity when none is known. What is dated ahead is waited for. */
async function nextClose({ objective, reader, context }: NextLookInput, place: EvaluatedTo): Promise<number> {
  const { watermark, advancedTo = watermark, emptyPeriods } = place;
  const isAsleep = emptyPeriods > emptyPeriodsBeforeSleep;
  const { start: first = -Infinity } = (await reader.firstSample()) ?? {};
  const ahead = isAsleep || first > context.now ? await reader.nextStart(context.now) : undefined;
  if (isAsleep && ahead === undefined) return Infinity;
  return nextBoundary(objective, ahead ?? Math.max(watermark, advancedTo)) ?? Infinity;
}

function finite(instant: number): number | undefined {
  return instant === Infinity ? undefined : instant;
}
