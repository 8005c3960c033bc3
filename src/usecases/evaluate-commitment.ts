import type { Assessment } from '../domain/assessment.ts';
import type { CommitmentState, Transition } from '../domain/commitment.ts';
import { isWithoutData } from '../domain/coverage.ts';
import type { Objective, Period } from '../domain/objective-model.ts';
import { nextBoundary, periodsBetween } from '../domain/period.ts';
import { advance, targetMissed } from '../domain/status.ts';
import { digestOf } from './assessment-record.ts';
import { blockedEvaluation, timeFault, unblocked } from './blocked-commitment.ts';
import type { Commitment } from './commitment-record.ts';
import type { EvaluableCommitment, Evaluation, EvaluationContext } from './evaluation.ts';
import { emptyPeriodsBeforeSleep, periodsPerEvaluation, periodsToAssess } from './evaluation-periods.ts';
import { lateFinding } from './late-facts.ts';
import { knownTimeOf, nextAttribution } from './known-time.ts';
import { type AssessorInput, PeriodAssessor } from './period-assessor.ts';
import type { SeriesReader } from './series-reader.ts';
import { type PresentExclusion, toldUnder } from './shown-status.ts';

/** An evaluation ends early with so many changes: they are written, with their events, in one document. */
const transitionsPerEvaluation = 256;
/** While an outage is open its length grows by itself: it is looked at this often. */
const openOutageLookMs = 60_000;

/**
 * Takes in what changed of a series, and the time that passed, for one commitment that has an objective: assesses every
 * period touched, in order, and moves the status on. Writes nothing; evaluating the same again gives the same.
 */
export async function evaluateCommitment(
  commitment: EvaluableCommitment,
  reader: SeriesReader,
  context: EvaluationContext,
): Promise<Evaluation> {
  const { terms } = commitment;
  const blocked = await timeFault(commitment, context);
  if (blocked !== undefined) return blockedEvaluation(commitment, blocked, context.now);
  const known = await knownTimeOf(commitment, reader, { now: context.now, settleMs: context.times.settleMs });
  const run = new Run({ commitment: unblocked(commitment), reader, context, known });
  const { watermark } = run;
  if (watermark === -Infinity) return run.result(Infinity);
  const { objective } = terms;
  const { state, schedule } = commitment;
  const isAnyLate = await run.isAnyLate();
  const periods = await periodsToAssess({ objective, state, schedule, reader, watermark, now: context.now, isAnyLate });
  for (const period of periods.slice(0, periodsPerEvaluation)) {
    if (run.isFull()) return run.result(period.start);
    await run.take(period);
  }
  return run.result(periods[periodsPerEvaluation]?.start ?? Infinity);
}

/** One evaluation under way. */
class Run {
  readonly watermark: number;
  private readonly objective: Objective;
  private readonly assessments: Evaluation['assessments'] = [];
  private readonly transitions: Transition[] = [];
  private state: CommitmentState;
  private current: Assessment | undefined;
  private emptyPeriods: number;
  private skippedTo: number | undefined;
  private readonly assessor: PeriodAssessor;
  private lastStep: Commitment['schedule']['lastStep'];

  constructor(private readonly input: AssessorInput) {
    const { commitment, known } = input;
    this.watermark = known.watermark;
    this.objective = commitment.terms.objective;
    this.state = commitment.state;
    this.current = commitment.current;
    this.emptyPeriods = commitment.schedule.emptyPeriods;
    this.lastStep = commitment.schedule.lastStep;
    this.assessor = new PeriodAssessor(input);
  }

  isFull(): boolean {
    return this.transitions.length >= transitionsPerEvaluation;
  }

  /** Assesses one period. */
  async take(period: Period): Promise<void> {
    if (this.skippedTo !== undefined && period.end <= this.skippedTo) return;
    const isClosed = this.isClosed(period);
    if (!isClosed && period.start > this.watermark) return;
    const assessment = await this.assessor.assess(period, isClosed);
    const isEmpty = isWithoutData(this.objective, assessment.figures);
    if (isEmpty && (await this.isOutsideOfData(period))) return;
    if (this.isPassed(period)) await this.takeLate(assessment);
    else if (this.isAsleep(isEmpty, isClosed)) await this.skip(period);
    else this.takeInOrder(assessment);
  }

  private isClosed(period: Period): boolean {
    const { known, context } = this.input;
    const closesAt = Math.max(period.end, known.changedAt) + context.times.settleMs;
    return this.watermark >= period.end || context.now >= closesAt || this.isPassed(period);
  }

  /** Counts closed periods without data. */
  private isAsleep(isEmpty: boolean, isClosed: boolean): boolean {
    if (!isEmpty) this.emptyPeriods = 0;
    else if (isClosed) this.emptyPeriods += 1;
    return isClosed && this.emptyPeriods > emptyPeriodsBeforeSleep;
  }

  private takeInOrder(assessment: Assessment): void {
    const { state, transitions } = advance({ ...this.identity(), state: this.state, assessment });
    this.state = state;
    this.transitions.push(...transitions);
    this.current = assessment;
    this.noteStep(assessment);
    this.note(assessment);
  }

  private noteStep(assessment: Assessment): void {
    const { period, finality } = assessment;
    if (this.objective.window.type !== 'rolling' || finality === 'open') return;
    if (period.end >= (this.lastStep?.end ?? -Infinity))
      this.lastStep = { end: period.end, digest: digestOf(assessment) };
  }

  private identity(): { commitmentId: string; objective: Objective } {
    return { commitmentId: this.input.commitment.terms.id, objective: this.objective };
  }

  private isPassed({ end }: Period): boolean {
    return end <= (this.state.advancedTo ?? -Infinity);
  }

  /**
   * Rolling windows: whether facts have changed in the last window that the status has passed. A bucket says of an hour
   * only that something in it changed: without this look every new sample would have the steps of its hour assessed again.
   */
  async isAnyLate(): Promise<boolean> {
    const { lastStep } = this.input.commitment.schedule;
    const { advancedTo } = this.state;
    const isTouched = this.input.reader.touched.some(({ start }) => start < (advancedTo ?? -Infinity));
    if (this.objective.window.type !== 'rolling' || advancedTo === undefined || !isTouched) return isTouched;
    const [last] = periodsBetween(this.objective, { start: advancedTo - 1, end: advancedTo }, 1);
    if (last === undefined || lastStep?.end !== last.end) return true;
    if (this.input.reader.touched.some(({ start }) => start < last.start)) return true;
    return digestOf(await this.assessor.assess(last, true)) !== lastStep.digest;
  }

  /** Before the first sample there is nothing to tell; nor, where the status has passed, far into a silence. */
  private async isOutsideOfData(period: Period): Promise<boolean> {
    const first = await this.input.reader.firstSample();
    if (first === undefined || first.start >= period.end) return true;
    return this.isPassed(period) && !(await this.isBeginningOfSilence(period));
  }

  private async isBeginningOfSilence(period: Period): Promise<boolean> {
    let { start } = period;
    for (let count = 0; count < emptyPeriodsBeforeSleep; count += 1) {
      start = periodsBetween(this.objective, { start: start - 1, end: start }, 1)[0]?.start ?? start;
    }
    const from = start - this.objective.measurementIntervalMs;
    return (await this.input.reader.samples(from, period.start)).length > 0;
  }

  /** A long silence: only its beginning is assessed; what is measured behind it, if anything, is gone to directly. */
  private async skip({ end }: Period): Promise<void> {
    const { reader, context } = this.input;
    const due = await nextAttribution(this.objective, reader, end);
    const next = Math.min(due, (await reader.nextStart(end)) ?? Infinity);
    this.skippedTo = next === Infinity ? end : Math.max(end, Math.min(next, context.now));
    const advancedTo = Math.max(this.state.advancedTo ?? -Infinity, this.skippedTo);
    this.state = { ...this.state, advancedTo };
  }

  /** A period the status has already passed: late facts may still show a violation. */
  private async takeLate(assessment: Assessment): Promise<void> {
    const { advancedTo = -Infinity } = this.state;
    // What is found may have to be followed through slices that were passed long ago.
    this.assessor.forget();
    const { transitions, state } = await lateFinding(
      {
        ...this.identity(),
        state: { ...this.state, advancedTo },
        recorded: async (periodId) =>
          (await this.input.context.recorded(this.identity().commitmentId, periodId)).filter(
            ({ type }) => type === targetMissed,
          ),
        assess: (period) => this.assessor.assess(period, period.end <= advancedTo),
      },
      assessment,
    );
    this.transitions.push(...transitions);
    if (state !== undefined) this.state = state;
    this.noteStep(assessment);
    this.note(assessment);
  }

  private note(assessment: Assessment): void {
    const { period, finality, result } = assessment;
    const reason = this.reasonFor(period);
    if (finality === 'provisional')
      this.assessments.push({ assessment, reason, finalAt: this.assessor.finalAt(period) });
    else if (finality !== 'open' || result === 'notMet' || this.wasLost(period))
      this.assessments.push({ assessment, reason });
  }

  /** Why the period is assessed again, if it is. */
  private reasonFor({ start, end }: Period): string {
    const { again = [] } = this.input.commitment.schedule;
    const reasons = again.filter((each) => each.start < end && each.end > start).map(({ reason }) => reason);
    return reasons.length === 0 ? 'late measurements' : [...new Set(reasons)].join('; ');
  }

  /** Whether an open period was told to be lost before: that has to be taken back when it no longer is. */
  private wasLost({ id }: Period): boolean {
    const { current } = this.input.commitment;
    return current?.period.id === id && current.result === 'notMet';
  }

  /** `takenTo` as in {@link Evaluation}. */
  async result(takenTo: number): Promise<Evaluation> {
    const { commitment, context, known } = this.input;
    const { watermark } = this;
    const { terms, revision, createdAt } = commitment;
    const present = watermark === -Infinity ? {} : await this.assessor.present();
    const state = watermark === -Infinity ? this.state : { ...this.state, watermark };
    const told = toldUnder(
      present,
      { state, transitions: this.transitions },
      { before: commitment.state, now: context.now },
    );
    const dueAt = takenTo < Infinity ? context.now : this.dueAt(present);
    const { dueAt: _past, again: _done, ...lasting } = commitment.schedule;
    const { prefix } = this.assessor;
    const again = (commitment.schedule.again ?? []).filter(({ end }) => end > takenTo);
    const after: Commitment = {
      ...{ revision: revision + 1, createdAt, terms, state: told.state },
      schedule: {
        ...{ ...lasting, changedAt: known.changedAt, emptyPeriods: this.emptyPeriods },
        ...(dueAt === undefined ? {} : { dueAt }),
        ...(again.length === 0 ? {} : { again }),
        ...(this.lastStep === undefined ? {} : { lastStep: this.lastStep }),
      },
      ...(this.current === undefined ? {} : { current: { ...this.current, slices: [] } }),
      ...(prefix === undefined ? {} : { prefix }),
    };
    return { commitment: after, assessments: this.assessments, transitions: told.transitions, takenTo };
  }

  private dueAt({ changesAt = Infinity }: PresentExclusion): number | undefined {
    const { known, context } = this.input;
    const { watermark } = this;
    if (watermark === -Infinity) return undefined;
    const { nextDueAt = Infinity } = known;
    const dueCaseAt = Math.max(nextDueAt, known.changedAt) + context.times.settleMs + 1;
    if (this.emptyPeriods > emptyPeriodsBeforeSleep) return finite(dueCaseAt);
    const boundary = nextBoundary(this.objective, Math.max(watermark, this.state.advancedTo ?? watermark));
    const dueAt = boundary === undefined ? Infinity : Math.max(boundary, known.changedAt) + context.times.settleMs;
    const next = Math.min(dueAt, known.isOutageOpen ? context.now + openOutageLookMs : dueCaseAt);
    return finite(Math.min(next, changesAt));
  }
}

function finite(instant: number): number | undefined {
  return instant === Infinity ? undefined : instant;
}
