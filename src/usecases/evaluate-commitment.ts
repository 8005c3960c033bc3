import { assess } from '../domain/assess.ts';
import type { Assessment } from '../domain/assessment.ts';
import type { CommitmentState, Transition } from '../domain/commitment.ts';
import type { Objective, Period } from '../domain/objective-model.ts';
import { nextBoundary, periodsBetween } from '../domain/period.ts';
import { advance } from '../domain/status.ts';
import type { Commitment } from './commitment-record.ts';
import { emptyPeriodsBeforeSleep, periodsPerEvaluation, periodsToAssess } from './evaluation-periods.ts';
import { lateFinding } from './late-facts.ts';
import { type KnownTime, knownTimeOf } from './known-time.ts';
import { samplesOfPeriod, type SeriesReader } from './series-reader.ts';

/** Times that decide when a period is judged, ms. */
export interface EvaluationTimes {
  /** A period without later measurements is judged this long after its end or after the last arrival. */
  settleMs: number;
  /** A result becomes final this long after its period's end or after the last arrival. */
  allowedLatenessMs: number;
}

/** What one evaluation goes by. */
export interface EvaluationContext {
  /** UTC ms of the service's clock. */
  now: number;
  times: EvaluationTimes;
  /** Lets others have the processor for a moment; called now and then in long evaluations. */
  rest(): Promise<void>;
}

/** A commitment that can be evaluated. */
export type EvaluableCommitment = Commitment & { terms: { objective: Objective } };

/** What one evaluation of one commitment found. */
export interface Evaluation {
  /** The commitment after it; its revision is one higher. */
  commitment: Commitment;
  assessments: { assessment: Assessment; finalAt?: number }[];
  transitions: Transition[];
  /** Event time up to which everything touched was taken in; Infinity unless there was more than one evaluation takes. */
  takenTo: number;
}

/** An evaluation ends early with so many changes: they are written, with their events, in one document. */
const transitionsPerEvaluation = 256;
/** Samples read between two rests. */
const samplesBetweenRests = 50_000;
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
  const { state, schedule, terms } = commitment;
  const known = await knownTimeOf(commitment, reader, { now: context.now, settleMs: context.times.settleMs });
  const run = new Run({ commitment, reader, context, known });
  const { watermark } = run;
  if (watermark === -Infinity) return run.result(Infinity);
  const { objective } = terms;
  const periods = await periodsToAssess({ objective, state, schedule, reader, watermark, now: context.now });
  for (const period of periods.slice(0, periodsPerEvaluation)) {
    if (run.isFull()) return run.result(period.start);
    await run.take(period);
  }
  return run.result(periods[periodsPerEvaluation]?.start ?? Infinity);
}

interface RunInput {
  commitment: EvaluableCommitment;
  reader: SeriesReader;
  context: EvaluationContext;
  known: KnownTime;
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
  private samplesRead = 0;

  constructor(private readonly input: RunInput) {
    const { commitment, known } = input;
    this.watermark = known.watermark;
    this.objective = commitment.terms.objective;
    this.state = commitment.state;
    this.current = commitment.current;
    this.emptyPeriods = commitment.schedule.emptyPeriods;
  }

  isFull(): boolean {
    return this.transitions.length >= transitionsPerEvaluation;
  }

  /** Assesses one period. */
  async take(period: Period): Promise<void> {
    if (this.skippedTo !== undefined && period.end <= this.skippedTo) return;
    const isClosed = this.isClosed(period);
    if (!isClosed && period.start > this.watermark) return;
    const assessment = await this.assess(period, isClosed);
    const isEmpty = assessment.figures.samples === 0 && assessment.figures.coverage === 0;
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
    this.note(assessment);
  }

  private identity(): { commitmentId: string; objective: Objective } {
    return { commitmentId: this.input.commitment.terms.id, objective: this.objective };
  }

  private isPassed({ end }: Period): boolean {
    return end <= (this.state.advancedTo ?? -Infinity);
  }

  private async assess(period: Period, isClosed: boolean): Promise<Assessment> {
    const { reader, context } = this.input;
    const { objective, watermark } = this;
    const samples = await samplesOfPeriod(objective, period, reader);
    this.samplesRead += samples.length;
    if (this.samplesRead > samplesBetweenRests) {
      this.samplesRead = 0;
      await context.rest();
    }
    const closedFinality = context.now >= this.finalAt(period) ? 'final' : 'provisional';
    const finality = isClosed ? closedFinality : 'open';
    return assess({ objective, period, samples, watermark, now: context.now, isClosed, finality });
  }

  private finalAt(period: Period): number {
    return Math.max(period.end, this.input.known.changedAt) + this.input.context.times.allowedLatenessMs;
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
    const next = await this.input.reader.nextStart(end);
    this.skippedTo = next === undefined ? end : Math.max(end, Math.min(next, this.input.context.now));
    const advancedTo = Math.max(this.state.advancedTo ?? -Infinity, this.skippedTo);
    this.state = { ...this.state, advancedTo };
  }

  /** A period the status has already passed: late facts may still show a violation. */
  private async takeLate(assessment: Assessment): Promise<void> {
    const { advancedTo = -Infinity } = this.state;
    const { transitions, state } = await lateFinding(
      {
        ...this.identity(),
        state: { ...this.state, advancedTo },
        assess: (period) => this.assess(period, period.end <= advancedTo),
      },
      assessment,
    );
    this.transitions.push(...transitions);
    if (state !== undefined) this.state = state;
    this.note(assessment);
  }

  private note(assessment: Assessment): void {
    const { period, finality, result } = assessment;
    if (finality === 'provisional') this.assessments.push({ assessment, finalAt: this.finalAt(period) });
    else if (finality !== 'open' || result === 'notMet' || this.wasLost(period)) this.assessments.push({ assessment });
  }

  /** Whether an open period was told to be lost before: that has to be taken back when it no longer is. */
  private wasLost({ id }: Period): boolean {
    const { current } = this.input.commitment;
    return current?.period.id === id && current.result === 'notMet';
  }

  /** `takenTo` as in {@link Evaluation}. */
  result(takenTo: number): Evaluation {
    const { commitment, context } = this.input;
    const { changedAt } = this.input.known;
    const { watermark } = this;
    const { terms, revision, createdAt, schedule } = commitment;
    const { dueAt: _past, ...lasting } = schedule;
    const dueAt = takenTo < Infinity ? context.now : this.dueAt();
    const after: Commitment = {
      ...{ revision: revision + 1, createdAt, terms },
      state: watermark === -Infinity ? this.state : { ...this.state, watermark },
      schedule: {
        ...{ ...lasting, changedAt, emptyPeriods: this.emptyPeriods },
        ...(dueAt === undefined ? {} : { dueAt }),
      },
      ...(this.current === undefined ? {} : { current: this.current }),
    };
    return { commitment: after, assessments: this.assessments, transitions: this.transitions, takenTo };
  }

  private dueAt(): number | undefined {
    const { known, context } = this.input;
    const { watermark } = this;
    if (watermark === -Infinity || this.emptyPeriods > emptyPeriodsBeforeSleep) return undefined;
    const boundary = nextBoundary(this.objective, Math.max(watermark, this.state.advancedTo ?? watermark));
    const dueAt = boundary === undefined ? Infinity : Math.max(boundary, known.changedAt) + context.times.settleMs;
    const next = known.isOutageOpen ? Math.min(dueAt, context.now + openOutageLookMs) : dueAt;
    return next === Infinity ? undefined : next;
  }
}
