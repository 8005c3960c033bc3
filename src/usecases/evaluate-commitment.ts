import { assess } from '../domain/assess.ts';
import type { Assessment } from '../domain/assessment.ts';
import { initialState, type Transition } from '../domain/commitment.ts';
import type { Sample } from '../domain/measurement.ts';
import type { Objective, Period } from '../domain/objective-model.ts';
import { nextBoundary, periodsBetween } from '../domain/period.ts';
import { advance } from '../domain/status.ts';
import type { Interval } from '../kernel/instant.ts';
import type { Commitment } from './commitment-record.ts';
import { latestInstant, type SeriesReader } from './series-reader.ts';

/** Times that decide when a period is judged, ms. */
export interface EvaluationTimes {
  /** A period without later measurements is judged this long after its end or after the last arrival. */
  settleMs: number;
  /** A result becomes final this long after its period's end or after the last arrival. */
  allowedLatenessMs: number;
}

/** What one evaluation of one commitment found. */
export interface Evaluation {
  /** The commitment after it; its revision is one higher. */
  commitment: Commitment;
  assessments: { assessment: Assessment; finalAt?: number }[];
  transitions: Transition[];
  /** Event time up to which everything touched was taken in; Infinity unless there was more than one evaluation takes. */
  takenTo: number;
}

/** After this many closed periods without data in a row a commitment sleeps until something is measured. */
const emptyPeriodsBeforeSleep = 3;
const periodsPerEvaluation = 2000;

/**
 * Takes in what changed of a series, and the time that passed, for one commitment that has an objective: assesses every
 * period touched, in order, and moves the status on. `now` UTC ms of the service's clock. Writes nothing; evaluating
 * the same again gives the same.
 */
export async function evaluateCommitment(
  commitment: Commitment & { terms: { objective: Objective } },
  reader: SeriesReader,
  now: number,
  times: EvaluationTimes,
): Promise<Evaluation> {
  const watermark = await watermarkOf(commitment, reader, now);
  const run = new Run(commitment, reader, now, times, watermark);
  const periods = await run.periods();
  for (const period of periods.slice(0, periodsPerEvaluation)) await run.take(period);
  return run.result(periods[periodsPerEvaluation]?.start ?? Infinity);
}

async function watermarkOf({ state }: Commitment, reader: SeriesReader, now: number): Promise<number | undefined> {
  const touched = latestInstant(reader.touched.flatMap(({ buckets }) => buckets.flatMap(({ samples }) => samples)));
  if (state.watermark !== undefined || touched !== undefined)
    return Math.max(state.watermark ?? -Infinity, Math.min(touched ?? -Infinity, now));
  const lastHour = await reader.lastHour();
  const latest = lastHour === undefined ? undefined : latestInstant(await reader.samples(lastHour, Infinity));
  return latest === undefined ? undefined : Math.min(latest, now);
}

/** One evaluation under way. */
class Run {
  private readonly objective: Objective;
  private readonly changedAt: number;
  private readonly assessments: Evaluation['assessments'] = [];
  private readonly transitions: Transition[] = [];
  private state: Commitment['state'];
  private current: Assessment | undefined;
  private emptyPeriods: number;
  private skippedTo: number | undefined;

  constructor(
    private readonly commitment: Commitment & { terms: { objective: Objective } },
    private readonly reader: SeriesReader,
    private readonly now: number,
    private readonly times: EvaluationTimes,
    private readonly watermark: number | undefined,
  ) {
    this.objective = commitment.terms.objective;
    this.state = commitment.state;
    this.current = commitment.current;
    this.emptyPeriods = reader.touched.length > 0 ? 0 : commitment.schedule.emptyPeriods;
    this.changedAt = Math.max(commitment.schedule.changedAt, reader.changedAt);
  }

  /** Every period to assess, in order, each once. */
  async periods(): Promise<Period[]> {
    if (this.watermark === undefined) return [];
    const known = this.watermark + 1;
    const resumeAt = (await this.resumeAt()) ?? known;
    const isRolling = this.objective.window.type === 'rolling';
    const stretches = [...(isRolling ? [] : this.touched(known)), { start: resumeAt, end: known }];
    const found = new Map<string, Period>();
    for (const { start, end } of stretches.filter((stretch) => stretch.start < stretch.end)) {
      for (const each of periodsBetween(this.objective, start, end, periodsPerEvaluation + 1)) found.set(each.id, each);
    }
    for (const each of this.silentPeriods(Math.max(resumeAt, this.watermark))) found.set(each.id, each);
    return [...found.values()].sort((left, right) => left.start - right.start || left.end - right.end);
  }

  private touched(known: number): Interval[] {
    const { measurementIntervalMs } = this.objective;
    return this.reader.touched.map(({ start, end, buckets }) => ({
      start,
      end: Math.min(Math.max(end + measurementIntervalMs, ...buckets.map(({ reach }) => reach)), known),
    }));
  }

  /** The first periods of a silence that is due to be looked at; those beyond would only say the same. */
  private silentPeriods(from: number): Period[] {
    const { dueAt } = this.commitment.schedule;
    const isDue = dueAt !== undefined && dueAt <= this.now && this.state.watermark !== undefined;
    return isDue && from < this.now ? periodsBetween(this.objective, from, this.now, emptyPeriodsBeforeSleep + 2) : [];
  }

  /** Where the state machine goes on: behind what it has taken in, or where a new commitment starts. */
  private async resumeAt(): Promise<number | undefined> {
    if (this.state.advancedTo !== undefined) return this.state.advancedTo;
    const touchedFrom = this.reader.touched[0]?.start;
    const { start } = this.objective.validFor;
    if (start === undefined) return touchedFrom ?? (await this.reader.lastHour());
    const firstHour = await this.reader.firstHour();
    return firstHour === undefined ? touchedFrom : Math.max(start, firstHour);
  }

  /** Assesses one period. */
  async take(period: Period): Promise<void> {
    const { watermark = period.start } = this;
    if (this.skippedTo !== undefined && period.end <= this.skippedTo) return;
    const closesAt = Math.max(period.end, this.changedAt) + this.times.settleMs;
    const isClosed = watermark >= period.end || this.now >= closesAt;
    if (!isClosed && period.start > watermark) return;
    // A value before the period may still speak for its first moments.
    const samples = await this.reader.samples(period.start - this.objective.measurementIntervalMs, period.end);
    const assessment = this.assess(period, samples, watermark, isClosed);
    if (await this.isBeforeFirstSample(assessment)) return;
    const isEmpty = assessment.figures.samples === 0 && assessment.figures.coverage === 0;
    if (isClosed) this.emptyPeriods = isEmpty ? this.emptyPeriods + 1 : 0;
    if (this.emptyPeriods > emptyPeriodsBeforeSleep) return this.skip(period);
    this.move(assessment);
    this.note(assessment, isClosed);
  }

  /** A long silence: only its beginning is assessed; the next changed measurements, if any, are gone to directly. */
  private skip(period: Period): void {
    const next = this.reader.touched.find(({ start }) => start >= period.end);
    this.skippedTo = next?.start ?? period.end;
    const advancedTo = Math.max(this.state.advancedTo ?? -Infinity, this.skippedTo);
    this.state = { ...this.state, advancedTo };
  }

  private assess(period: Period, samples: readonly Sample[], watermark: number, isClosed: boolean): Assessment {
    const isFinal = this.now >= this.finalAt(period);
    const finality = isFinal ? 'final' : 'provisional';
    return assess({
      objective: this.objective,
      period,
      samples,
      watermark,
      now: this.now,
      isClosed,
      finality: isClosed ? finality : 'open',
    });
  }

  private finalAt(period: Period): number {
    return Math.max(period.end, this.changedAt) + this.times.allowedLatenessMs;
  }

  private async isBeforeFirstSample({ figures, period }: Assessment): Promise<boolean> {
    if (figures.samples > 0 || figures.coverage > 0) return false;
    const firstHour = await this.reader.firstHour();
    if (firstHour === undefined || period.end <= firstHour) return true;
    const first = (await this.reader.samples(firstHour, firstHour + 1)).concat(
      await this.reader.samples(firstHour, period.end),
    );
    return !first.some(({ start }) => start < period.end);
  }

  private move(assessment: Assessment): void {
    const { advancedTo } = this.state;
    const input = { commitmentId: this.commitment.terms.id, objective: this.objective, assessment };
    if (advancedTo === undefined || assessment.period.end > advancedTo) {
      const { state, transitions } = advance({ ...input, state: this.state });
      this.state = state;
      this.transitions.push(...transitions);
      this.current = assessment;
      return;
    }
    // A period the status has already passed: late facts may still show a violation, but never move the status back.
    const { transitions } = advance({ ...input, state: initialState });
    this.transitions.push(
      ...transitions.filter(({ kind }) => kind === 'violationOpened').map((each) => ({ ...each, isLate: true })),
    );
  }

  private note(assessment: Assessment, isClosed: boolean): void {
    if (isClosed) {
      const isProvisional = assessment.finality === 'provisional';
      this.assessments.push({ assessment, ...(isProvisional ? { finalAt: this.finalAt(assessment.period) } : {}) });
    } else if (assessment.result === 'notMet') {
      this.assessments.push({ assessment });
    }
  }

  result(takenTo: number): Evaluation {
    const { terms, revision, createdAt, schedule } = this.commitment;
    const state = this.watermark === undefined ? this.state : { ...this.state, watermark: this.watermark };
    const { dueAt: _past, ...lasting } = schedule;
    const dueAt = takenTo < Infinity ? this.now : this.dueAt(state.watermark);
    const commitment: Commitment = {
      revision: revision + 1,
      createdAt,
      terms,
      state,
      schedule: {
        ...lasting,
        changedAt: this.changedAt,
        emptyPeriods: this.emptyPeriods,
        ...(dueAt === undefined ? {} : { dueAt }),
      },
      ...(this.current === undefined ? {} : { current: this.current }),
    };
    return { commitment, assessments: this.assessments, transitions: this.transitions, takenTo };
  }

  private dueAt(watermark: number | undefined): number | undefined {
    if (watermark === undefined || this.emptyPeriods > emptyPeriodsBeforeSleep) return undefined;
    const from = Math.max(watermark, this.state.advancedTo ?? watermark);
    const boundary = nextBoundary(this.objective, from);
    return boundary === undefined ? undefined : Math.max(boundary, this.changedAt) + this.times.settleMs;
  }
}
