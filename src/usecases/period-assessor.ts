import { caseReach } from '../domain/case-outcome.ts';
import { assess } from '../domain/assess.ts';
import type { Assessment } from '../domain/assessment.ts';
import type { TimeRules } from '../domain/counted-time.ts';
import type { Period } from '../domain/objective-model.ts';
import { periodAt, periodsBetween } from '../domain/period.ts';
import { asOfPeriod } from './again.ts';
import { type EvaluableTerms, termsOf } from './earlier-terms.ts';
import type { EvaluableCommitment, EvaluationContext } from './evaluation.ts';
import type { KnownTime } from './known-time.ts';
import { samplesOfPeriod, type SeriesReader } from './series-reader.ts';
import { type PresentExclusion, presentExclusion } from './shown-status.ts';

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

/** Assesses the periods of one commitment from its series, within one evaluation. */
export class PeriodAssessor {
  private readonly closed = new Map<string, Assessment>();
  private samplesRead = 0;

  constructor(private readonly input: AssessorInput) {}

  /** When the result of a period is final: UTC ms of the service's clock. */
  finalAt(period: Period): number {
    return Math.max(period.end, this.input.known.changedAt) + this.input.context.times.allowedLatenessMs;
  }

  /** The period as far as it is known. */
  async assess(period: Period, isClosed: boolean): Promise<Assessment> {
    const remembered = isClosed ? this.closed.get(period.id) : undefined;
    if (remembered !== undefined) return remembered;
    const { reader, context, commitment, known } = this.input;
    const terms = termsOf(commitment, period);
    const { objective } = terms;
    const samples = await samplesOfPeriod(objective, period, reader);
    await this.rest(samples.length);
    const time = await this.timeOf(period, terms, caseReach(objective, period, samples));
    const closedFinality = context.now >= this.finalAt(period) ? 'final' : 'provisional';
    const finality = isClosed ? closedFinality : 'open';
    const { watermark } = known;
    const assessment = assess({ objective, period, samples, watermark, now: context.now, isClosed, finality, time });
    if (this.closed.size >= closedPeriodsRemembered) this.closed.clear();
    if (isClosed) this.closed.set(period.id, assessment);
    return assessment;
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
      : presentExclusion(await this.timeOf(period, this.input.commitment.terms), period, now);
  }

  /** `since`: service hours are needed from there, before the period; what is excluded is counted in the period. */
  private async timeOf(period: Period, terms: EvaluableTerms, since = period.start): Promise<TimeRules> {
    const { context, commitment } = this.input;
    const asOf = asOfPeriod(commitment.schedule.asOf, commitment.terms.objective, period);
    const time = await context.timeRulesOf(terms, period, asOf);
    if ('reasons' in time) throw new Error(`what counts in ${period.id} cannot be said: ${time.reasons.join('; ')}`);
    if (time.service === undefined || since >= period.start) return time;
    const longer = await context.timeRulesOf(terms, { start: since, end: period.end }, asOf);
    return 'reasons' in longer || longer.service === undefined ? time : { ...time, service: longer.service };
  }

  private async rest(samples: number): Promise<void> {
    this.samplesRead += samples;
    if (this.samplesRead <= samplesBetweenRests) return;
    this.samplesRead = 0;
    await this.input.context.rest();
  }
}
