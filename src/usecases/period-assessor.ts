import { assessOnward } from '../domain/assess.ts';
import type { Assessment } from '../domain/assessment.ts';
import type { TimeRules } from '../domain/counted-time.ts';
import type { Sample } from '../domain/measurement.ts';
import type { Period } from '../domain/objective-model.ts';
import { periodAt, periodsBetween } from '../domain/period.ts';
import type { AssessInput } from '../domain/period-view.ts';
import type { Prefix } from '../domain/prefix.ts';
import { asOfPeriod } from './again.ts';
import { type EvaluableTerms, termsOf } from './earlier-terms.ts';
import type { EvaluableCommitment, EvaluationContext } from './evaluation.ts';
import type { KnownTime } from './known-time.ts';
import { samplesOfPeriod, type SeriesReader } from './series-reader.ts';
import { type PresentExclusion, presentExclusion } from './shown-status.ts';
import { timeOfPeriod } from './time-of-period.ts';

/** What assessing the periods of one commitment needs. */
export interface AssessorInput {
  commitment: EvaluableCommitment;
  reader: SeriesReader;
  context: EvaluationContext;
  known: KnownTime;
}

/** Samples read between two rests. */
const samplesBetweenRests = 50_000;
/** Late facts make an evaluation come by the same periods again. */
const closedPeriodsRemembered = 300;

/**
 * Assesses the periods of one commitment from its series, within one evaluation. What is remembered of the running period is
 * gone on from, as long as nothing before its end has changed.
 */
export class PeriodAssessor {
  private readonly closed = new Map<string, Assessment>();
  private samplesRead = 0;
  /** What is remembered of the running period, to be kept with the commitment. */
  prefix: Prefix | undefined;

  constructor(private readonly input: AssessorInput) {
    this.prefix = stillHolding(input);
  }

  /** When the result of a period is final: UTC ms of the service's clock. */
  finalAt(period: Period): number {
    return Math.max(period.end, this.input.known.changedAt) + this.input.context.times.allowedLatenessMs;
  }

  /** Has the running period read whole the next time: all of its slices are needed. */
  forget(): void {
    this.prefix = undefined;
  }

  /** The period as far as it is known; of an open one at least the slices that the status has not passed. */
  async assess(period: Period, isClosed: boolean): Promise<Assessment> {
    const remembered = isClosed ? this.closed.get(period.id) : undefined;
    if (remembered !== undefined) return remembered;
    const assessment = (await this.onward(period, isClosed)) ?? (await this.whole(period, isClosed));
    if (this.closed.size >= closedPeriodsRemembered) this.closed.clear();
    if (isClosed) this.closed.set(period.id, assessment);
    return assessment;
  }

  private async onward(period: Period, isClosed: boolean): Promise<Assessment | undefined> {
    const { prefix } = this;
    if (!this.isByPresentTerms(period)) return undefined;
    if (prefix === undefined || prefix.to <= period.start || prefix.to >= period.end) return undefined;
    // Of a closed period all slices are told.
    if (isClosed && this.input.commitment.terms.objective.sliceMs !== undefined) return undefined;
    return this.assessFrom({ ...period, start: prefix.to }, { period, isClosed, prefix });
  }

  private async whole(period: Period, isClosed: boolean): Promise<Assessment> {
    const assessment = await this.assessFrom(period, { period, isClosed });
    if (assessment === undefined) throw new Error(`what was read of ${period.id} cannot be assessed`);
    return assessment;
  }

  private async assessFrom(
    part: Period,
    { period, isClosed, prefix }: { period: Period; isClosed: boolean; prefix?: Prefix },
  ): Promise<Assessment | undefined> {
    const { reader, commitment } = this.input;
    const terms = termsOf(commitment, period);
    const { objective } = terms;
    const samples = await samplesOfPeriod(objective, part, reader);
    await this.rest(samples.length);
    const time = await this.timeOf(period, terms, samples);
    const onward = assessOnward(this.inputOf(period, { samples, isClosed, time }), prefix);
    if (onward !== undefined && !isClosed && this.isByPresentTerms(period)) this.prefix = onward.prefix;
    return onward?.assessment;
  }

  /** What a contract promised before is judged from all of its samples. */
  private isByPresentTerms(period: Period): boolean {
    const { commitment } = this.input;
    return termsOf(commitment, period) === commitment.terms;
  }

  private inputOf(period: Period, facts: Pick<AssessInput, 'samples' | 'isClosed' | 'time'>): AssessInput {
    const { context, commitment, known } = this.input;
    const closedFinality = context.now >= this.finalAt(period) ? 'final' : 'provisional';
    return {
      ...{ objective: termsOf(commitment, period).objective, period, ...facts },
      ...{ watermark: known.watermark, now: context.now },
      finality: facts.isClosed ? closedFinality : 'open',
    };
  }

  /** Whether the present lies in excluded time. */
  async present(): Promise<PresentExclusion> {
    const { now } = this.input.context;
    const { objective } = this.input.commitment.terms;
    const [period] =
      objective.window.type === 'rolling'
        ? [periodAt(objective.window, now)]
        : periodsBetween(objective, { start: now, end: now + 1 }, 1);
    return period === undefined
      ? {}
      : presentExclusion(await this.timeOf(period, this.input.commitment.terms, []), period, now);
  }

  private async timeOf(period: Period, terms: EvaluableTerms, samples: readonly Sample[]): Promise<TimeRules> {
    const { context, commitment } = this.input;
    const asOf = asOfPeriod(commitment.schedule.asOf, commitment.terms.objective, period);
    const time = await timeOfPeriod(context.timeRulesOf, { terms, period, asOf, samples });
    if ('reasons' in time) throw new Error(`what counts in ${period.id} cannot be said: ${time.reasons.join('; ')}`);
    return time;
  }

  private async rest(samples: number): Promise<void> {
    this.samplesRead += samples;
    if (this.samplesRead <= samplesBetweenRests) return;
    this.samplesRead = 0;
    await this.input.context.rest();
  }
}

/** What is remembered, unless facts before its end may have changed or the status still needs slices that lie there. */
function stillHolding({ commitment, reader }: AssessorInput): Prefix | undefined {
  const { prefix, schedule, state, terms } = commitment;
  if (prefix === undefined || (schedule.again ?? []).length > 0) return undefined;
  if (reader.touched.some(({ start }) => start < prefix.to)) return undefined;
  if (terms.objective.verdictMode !== 'instant' || prefix.trail === undefined) return prefix;
  return prefix.trail.lastEnd <= (state.advancedTo ?? -Infinity) ? prefix : undefined;
}
