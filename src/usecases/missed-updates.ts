import type { Transition } from '../domain/commitment.ts';
import { merged } from '../domain/intervals.ts';
import {
  instantAfter,
  isCountedByPeriod,
  missedIn,
  type Silence,
  silentMsNeeded,
  updatesMissed,
} from '../domain/missed-updates.ts';
import type { Objective, Period } from '../domain/objective-model.ts';
import { periodAt, periodsBetween } from '../domain/period.ts';
import { isOfCases } from '../domain/statistic.ts';
import type { Interval } from '../kernel/instant.ts';
import { dueStretches } from './again.ts';
import type { CommitmentSchedule } from './commitment-record.ts';
import type { EvaluableCommitment, Evaluation, EvaluationContext } from './evaluation.ts';
import { emptyPeriodsBeforeSleep } from './empty-periods.ts';
import { resumption } from './evaluation-periods.ts';
import { type Missed, reconcileMissed } from './missed-update-violations.ts';
import { countedTime, lastKnown, silencesAround, type SilenceView } from './read-silences.ts';
import type { SeriesReader } from './series-reader.ts';

/** What looking for missed updates goes by. */
export interface MissedUpdatesContext {
  reader: SeriesReader;
  context: EvaluationContext;
}

const periodsLookedAt = 2000;
const daysAheadMs = 62 * 86_400_000;

/**
 * The evaluation with the violations (`noUpdate`) that missed updates are, where the contract says how many may be missed
 * (`graceTimes`): those that the time since the last look and changed facts show, those that ended, and those that late facts take
 * back. A commitment in silence is due when the first update too many would be missed. Writes nothing; doing it again gives
 * the same. Source: docs/evaluation.md, section 4.
 */
export async function withMissedUpdates(
  evaluation: Evaluation,
  before: EvaluableCommitment,
  { reader, context }: MissedUpdatesContext,
): Promise<Evaluation> {
  const { objective } = before.terms;
  const { grace } = objective;
  const { state, schedule } = evaluation.commitment;
  if (grace === undefined || isOfCases(objective.statistic)) return withoutPromise(evaluation, context.now);
  const { watermark } = state;
  if (watermark === undefined || state.reasons !== undefined) return evaluation;
  const look = new Look({ before, reader, context, ...knownTime(evaluation, watermark, context) });
  const found = await look.result();
  const { transitions, silence } = await reconcileMissed(found, {
    commitmentId: before.terms.id,
    objective,
    recorded: context.recorded,
  });
  const { silence: _past, ...rest } = schedule;
  const dueAt = Math.min(schedule.dueAt ?? Infinity, await look.dueAt(found, schedule));
  return {
    ...evaluation,
    commitment: {
      ...evaluation.commitment,
      schedule: {
        ...{ ...rest, updatesKnownTo: look.knownTo },
        ...(dueAt === Infinity ? {} : { dueAt }),
        ...(silence === undefined ? {} : { silence }),
      },
    },
    transitions: [...evaluation.transitions, ...transitions],
  };
}

/** Nothing is promised about updates (any more): what is open ends. */
function withoutPromise(evaluation: Evaluation, now: number): Evaluation {
  const { silence, updatesKnownTo: _knownTo, ...schedule } = evaluation.commitment.schedule;
  if (silence === undefined) return evaluation;
  const ended: Transition = { kind: 'violationRestored', uniqueKey: silence.uniqueKey, at: now };
  return {
    ...evaluation,
    commitment: { ...evaluation.commitment, schedule },
    transitions: [...evaluation.transitions, ended],
  };
}

/** Up to when it is known that no update came, event time in UTC ms. */
interface KnownSilence {
  /** Silence is believed once nothing has arrived for the settle time. */
  knownTo: number;
  /** Where that would be, were what has just arrived all there is. */
  supposedTo: number;
}

function knownTime({ commitment, takenTo }: Evaluation, watermark: number, context: EvaluationContext): KnownSilence {
  const { changedAt, updatesKnownTo = -Infinity } = commitment.schedule;
  const settledTo = context.now - context.times.settleMs;
  const until = (known: number): number => Math.max(Math.min(known, takenTo), updatesKnownTo);
  return {
    knownTo: until(settledTo >= changedAt ? Math.max(watermark, settledTo) : watermark),
    supposedTo: until(Math.max(watermark, settledTo)),
  };
}

/** What one look found. */
export interface FoundMissed {
  missed: Missed[];
  /** Stretches of event time of which `missed` tells all. */
  looked: Interval[];
  /** The silence that lasts, when there is one. */
  open?: Silence;
}

interface LookInput extends MissedUpdatesContext, KnownSilence {
  before: EvaluableCommitment;
}

/** One look for missed updates. */
class Look {
  readonly knownTo: number;
  private readonly objective: Objective;
  private readonly terms: { intervalMs: number; times: number };
  private readonly view: SilenceView;
  private readonly silencesTaken = new Set<number>();

  constructor(private readonly input: LookInput) {
    this.knownTo = input.knownTo;
    this.objective = input.before.terms.objective;
    const { grace, measurementIntervalMs: intervalMs } = this.objective;
    this.terms = { intervalMs, times: grace?.times ?? Infinity };
    const leastMs = isCountedByPeriod(this.objective) ? intervalMs / 2 : silentMsNeeded(this.terms);
    this.view = { objective: this.objective, reader: input.reader, knownTo: input.supposedTo, leastMs };
  }

  async result(): Promise<FoundMissed> {
    const found: FoundMissed = { missed: [], looked: [] };
    for (const stretch of await this.stretches()) {
      const { silences, looked } = await silencesAround(this.view, stretch);
      if (isCountedByPeriod(this.objective)) await this.takePeriods(looked, found);
      else await this.takeSilences(silences, looked, found);
    }
    const last = await lastKnown(this.view);
    if (last === undefined || last.until === Infinity) return found;
    return { ...found, open: { start: last.until, end: this.knownTo, last } };
  }

  /** What changed, what is to be looked at again, and what has passed since the last look. */
  private async stretches(): Promise<Interval[]> {
    const { before, reader } = this.input;
    const { updatesKnownTo: knownBefore } = before.schedule;
    const again = dueStretches(before.schedule.again, this.input.context.now);
    const start = knownBefore ?? (await resumption({ objective: this.objective, state: before.state, reader }));
    const from = Math.max(start ?? this.knownTo, this.objective.validFor.start ?? -Infinity);
    const passed = { start: Math.min(from, this.knownTo), end: this.knownTo + 1 };
    if (knownBefore === undefined) return [passed];
    const changed = [...reader.touched, ...again].map((each) => ({ start: each.start, end: each.end }));
    return merged(
      [...changed, passed].map(({ start: a, end }) => ({ start: a, end: Math.min(end, this.knownTo + 1) })),
    );
  }

  private async takeSilences(silences: readonly Silence[], looked: Interval, found: FoundMissed): Promise<void> {
    found.looked.push(looked);
    const needed = silentMsNeeded(this.terms) + this.terms.intervalMs;
    for (const silence of silences) {
      // A long silence may be found from two stretches.
      if (this.silencesTaken.has(silence.start)) continue;
      this.silencesTaken.add(silence.start);
      const until = silence.nextAt ?? this.input.supposedTo;
      const missed = this.missedIn([silence], await this.counted({ start: silence.start, end: until }, needed));
      if (missed === undefined) continue;
      const { nextAt: restoredAt } = silence;
      const periodId = periodAt(this.objective.window, missed.at).id;
      found.missed.push({ ...missed, periodId, ...(restoredAt === undefined ? {} : { restoredAt }) });
    }
  }

  private async takePeriods(stretch: Interval, found: FoundMissed): Promise<void> {
    for (const period of periodsBetween(this.objective, stretch, periodsLookedAt)) {
      if (found.looked.some(({ start, end }) => start <= period.start && period.end <= end)) continue;
      found.looked.push({ start: period.start, end: period.end });
      const { silences } = await silencesAround(this.view, { start: period.start, end: period.end });
      if (silences.some((silence) => isFarInto(silence, period))) continue;
      const missed = this.missedIn(silences, await this.counted(period));
      if (missed === undefined) continue;
      const isOver = this.knownTo >= period.end;
      found.missed.push({ ...missed, periodId: period.id, ...(isOver ? { restoredAt: period.end } : {}) });
    }
  }

  private missedIn(silences: readonly Silence[], counted: Interval[]): Omit<Missed, 'periodId'> | undefined {
    const missed = updatesMissed(silences, counted, this.terms);
    if (missed === undefined) return undefined;
    const known = silences.map((each) => (each.nextAt === undefined ? this.asKnown(each) : each));
    return { ...missed, isSupposed: updatesMissed(known, counted, this.terms) === undefined };
  }

  /** An open silence only as far as it is known. */
  private asKnown(silence: Silence): Silence {
    return { ...silence, end: Math.min(silence.end, silence.end - (this.input.supposedTo - this.knownTo)) };
  }

  private counted(stretch: Interval, enoughMs?: number): Promise<Interval[]> {
    const { before, context } = this.input;
    return countedTime({ terms: before.terms, timeRulesOf: context.timeRulesOf }, stretch, enoughMs);
  }

  /** When the commitment has to be looked at, by the service's clock, if nothing is measured; Infinity: no need. */
  async dueAt({ open, missed }: FoundMissed, schedule: CommitmentSchedule): Promise<number> {
    const { settleMs } = this.input.context.times;
    if (open === undefined) return Infinity;
    const at = isCountedByPeriod(this.objective)
      ? await this.dueInPeriod(open, schedule)
      : await this.dueInSilence(open, missed);
    return at <= this.knownTo ? Infinity : Math.max(at, schedule.changedAt) + settleMs;
  }

  private async dueInSilence(open: Silence, missed: readonly Missed[]): Promise<number> {
    if (missed.some(({ restoredAt }) => restoredAt === undefined)) return Infinity;
    return this.silentFor(silentMsNeeded(this.terms), open, open.start + daysAheadMs);
  }

  private async dueInPeriod(open: Silence, { emptyPeriods }: CommitmentSchedule): Promise<number> {
    if (emptyPeriods > emptyPeriodsBeforeSleep) return Infinity;
    const [period] = periodsBetween(this.objective, { start: this.knownTo, end: this.knownTo + 1 }, 1);
    if (period === undefined) return Infinity;
    const { silences } = await silencesAround(this.view, { start: period.start, end: period.end });
    const counted = await this.counted(period);
    const before = silences.filter(({ nextAt }) => nextAt !== undefined);
    const missed = before.reduce((sum, each) => sum + missedIn(each, counted, this.terms.intervalMs), 0);
    const { intervalMs, times } = this.terms;
    const needed = silentMsNeeded({ intervalMs, times: Math.max(0, times - missed) });
    const at = await this.silentFor(needed, { ...open, start: Math.max(open.start, period.start) }, period.end);
    return at <= this.knownTo ? period.end : at;
  }

  /** When a silence has so much counted time, or the end of what is looked at; UTC ms. */
  private async silentFor(neededMs: number, { start, last }: Silence, until: number): Promise<number> {
    const counted = await this.counted({ start, end: until }, neededMs);
    if (counted.length === 0) return this.objective.validFor.end === undefined ? until : Infinity;
    return instantAfter(counted, neededMs, true) + (last.isInterval ? this.terms.intervalMs : 0);
  }
}

/** Of a long silence only the first periods are told, as of everything else. */
function isFarInto(silence: Silence, { start, end }: Period): boolean {
  const isAllOfIt = silence.start <= start && (silence.nextAt ?? Infinity) >= end;
  return isAllOfIt && start - silence.start > emptyPeriodsBeforeSleep * (end - start);
}
