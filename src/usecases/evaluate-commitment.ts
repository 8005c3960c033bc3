import type { Assessment } from '../domain/assessment.ts';
import type { CommitmentState, Transition } from '../domain/commitment.ts';
import { isWithoutData } from '../domain/coverage.ts';
import type { Objective, Period } from '../domain/objective-model.ts';
import { periodsBetween } from '../domain/period.ts';
import { advance, targetMissed } from '../domain/status.ts';
import { digestOf } from './assessment-record.ts';
import { causeOf, dueStretches } from './again.ts';
import { blockedEvaluation, timeFault, unblocked } from './blocked-commitment.ts';
import type { Commitment } from './commitment-record.ts';
import { asJudged, termsOf } from './earlier-terms.ts';
import type { EvaluableCommitment, Evaluation, EvaluationContext } from './evaluation.ts';
import { emptyPeriodsBeforeSleep, emptyPeriodsWith, isAnythingIn, isBeforeData, isInGap } from './empty-periods.ts';
import { periodsPerEvaluation, periodsToAssess } from './evaluation-periods.ts';
import { type LateContext, lateFinding } from './late-facts.ts';
import { knownTimeOf, nextAttribution } from './known-time.ts';
import { nextLookOf, type NextLook } from './next-look.ts';
import { isPassedAgain, passedFinding } from './passed-slices.ts';
import { type AssessorInput, PeriodAssessor } from './period-assessor.ts';
import type { SeriesReader } from './series-reader.ts';
import { type PresentExclusion, toldUnder } from './shown-status.ts';

/** An evaluation ends early with so many changes: they are written, with their events, in one document. */
const transitionsPerEvaluation = 256;

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
  const again = await stretchesTold(commitment, context);
  const { now } = context;
  const found = await periodsToAssess({ objective, state, schedule, reader, watermark, now, isAnyLate, again });
  for (const period of asJudged(run.commitment, found.slice(0, periodsPerEvaluation))) {
    if (run.isFull()) return run.result(period.start, period);
    await run.take(period);
  }
  const next = found[periodsPerEvaluation];
  return next === undefined ? run.result(Infinity) : run.result(next.start, next);
}

/** The stretches to assess again now, without what lies before the first period that was ever told. */
async function stretchesTold({ terms, state, schedule }: EvaluableCommitment, context: EvaluationContext) {
  const due = dueStretches(schedule.again, context.now);
  if (due.length === 0) return [];
  const first = Math.min((await context.firstAssessed?.(terms.id)) ?? Infinity, state.advancedTo ?? Infinity);
  return due.filter(({ end }) => end > first).map((each) => ({ ...each, start: Math.max(each.start, first) }));
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

  get commitment(): EvaluableCommitment {
    return this.input.commitment;
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
    if (isEmpty && (await this.isOutsideOfData(period, isInGap(assessment)))) return;
    if (this.isPassed(period)) await this.takeLate(assessment);
    else if (await this.isAsleep(assessment)) await this.skip(period);
    else {
      await this.takePassed(assessment);
      this.takeInOrder(assessment);
    }
  }

  /** Slices of the period under way that the status has passed, where what counts in them has changed since. */
  private async takePassed(assessment: Assessment): Promise<void> {
    const { commitment, reader, context } = this.input;
    const { advancedTo } = this.state;
    if (advancedTo === undefined) return;
    if (!isPassedAgain(this.objective, assessment, { advancedTo, commitment, reader, now: context.now })) return;
    const { transitions, state } = await passedFinding(this.lateContext(this.objective, advancedTo), assessment);
    this.transitions.push(...transitions);
    if (state !== undefined) this.state = state;
  }

  private isClosed(period: Period): boolean {
    const { known, context } = this.input;
    const closesAt = Math.max(period.end, known.changedAt) + context.times.settleMs;
    return this.watermark >= period.end || context.now >= closesAt || this.isPassed(period);
  }

  /** Counts closed periods in which something could have been measured and nothing was. */
  private async isAsleep(assessment: Assessment): Promise<boolean> {
    this.emptyPeriods = await emptyPeriodsWith(this.emptyPeriods, assessment, {
      objective: this.objective,
      reader: this.input.reader,
    });
    return assessment.finality !== 'open' && this.emptyPeriods > emptyPeriodsBeforeSleep;
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
  private async isOutsideOfData(period: Period, isGap: boolean): Promise<boolean> {
    const { reader } = this.input;
    if (await isBeforeData(reader, period)) return true;
    // A gap tells something of a period of which silence told as much before.
    if (isGap || !this.isPassed(period) || (await isAnythingIn(reader, period))) return false;
    return !(await this.isBeginningOfSilence(period));
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
    const { objective } = termsOf(this.commitment, assessment.period);
    const { transitions, state } = await lateFinding(this.lateContext(objective, advancedTo), assessment);
    this.transitions.push(...transitions);
    if (state !== undefined) this.state = state;
    this.noteStep(assessment);
    this.note(assessment);
  }

  private lateContext(objective: Objective, advancedTo: number): LateContext {
    const { commitmentId } = this.identity();
    return {
      ...{ commitmentId, objective, state: { ...this.state, advancedTo } },
      recorded: async (periodId) =>
        (await this.input.context.recorded(commitmentId, periodId)).filter(({ type }) => type === targetMissed),
      assess: (period) => this.assessor.assess(period, period.end <= advancedTo),
    };
  }

  private note(assessment: Assessment): void {
    const { period, finality, result } = assessment;
    const terms = termsOf(this.commitment, period);
    const cause = {
      ...causeOf(this.input.commitment.schedule.again, period, this.input.context.now),
      ...(terms === this.commitment.terms ? {} : { terms }),
    };
    if (finality === 'provisional')
      this.assessments.push({ assessment, ...cause, finalAt: this.assessor.finalAt(period) });
    else if (finality !== 'open' || result === 'notMet' || this.wasLost(period))
      this.assessments.push({ assessment, ...cause });
  }

  /** Whether an open period was told to be lost before: that has to be taken back when it no longer is. */
  private wasLost({ id }: Period): boolean {
    const { current } = this.input.commitment;
    return current?.period.id === id && current.result === 'notMet';
  }

  /** `takenTo` as in {@link Evaluation}; `stoppedAt`: the first period that was not taken. */
  async result(takenTo: number, stoppedAt?: Period): Promise<Evaluation> {
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
    const { dueAt: _past, again: _done, ...lasting } = commitment.schedule;
    const { prefix } = this.assessor;
    const after: Commitment = {
      ...{ revision: revision + 1, createdAt, terms, state: told.state },
      schedule: {
        ...{ ...lasting, changedAt: known.changedAt, emptyPeriods: this.emptyPeriods },
        ...(await this.nextLook(takenTo, present, stoppedAt)),
        ...(this.lastStep === undefined ? {} : { lastStep: this.lastStep }),
      },
      ...(this.current === undefined ? {} : { current: { ...this.current, slices: [] } }),
      ...(prefix === undefined ? {} : { prefix }),
    };
    return { commitment: after, assessments: this.assessments, transitions: told.transitions, takenTo };
  }

  private nextLook(takenTo: number, present: PresentExclusion, stoppedAt: Period | undefined): Promise<NextLook> {
    const { commitment, context, known, reader } = this.input;
    const { objective, watermark, state, emptyPeriods } = this;
    const place = { takenTo, watermark, emptyPeriods, advancedTo: state.advancedTo };
    return nextLookOf(
      { objective, schedule: commitment.schedule, known, reader, context },
      { ...place, present, ...(stoppedAt === undefined ? {} : { stoppedAt }) },
    );
  }
}
