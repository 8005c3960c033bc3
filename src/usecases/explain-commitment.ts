import { assess } from '../domain/assess.ts';
import { type Evidence, evidenceOf } from '../domain/evidence.ts';
import type { CaseOutcome } from '../domain/case-outcome.ts';
import { length } from '../domain/intervals.ts';
import type { CaseSample, Sample } from '../domain/measurement.ts';
import type { Objective, Period } from '../domain/objective-model.ts';
import { periodsBetween } from '../domain/period.ts';
import type { Clock } from '../kernel/clock.ts';
import { derivedId } from '../kernel/ids.ts';
import { formatInstant } from '../kernel/instant.ts';
import type { JsonObject } from '../kernel/json.ts';
import { invalidQuery, notFound } from '../kernel/problem.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import { assessmentId } from './assessment-record.ts';
import { commitmentDocument, commitmentOf, objectiveDocument, plain, type Commitment } from './commitment-record.ts';
import { type BucketStore, roundTheClock, type TimeRulesOf } from './ports.ts';
import { openSeries, samplesOfPeriod } from './series-reader.ts';

/** What explaining reads. */
export interface ExplainDeps {
  commitments: ResourceStore;
  assessments: ResourceStore;
  buckets: BucketStore;
  /** Absent: round the clock, nothing excluded. */
  timeRulesOf?: TimeRulesOf;
  clock: Clock;
}

/**
 * Why a commitment's figure for a period is what it is: the stretches counted, bad and missing, the samples, the formula
 * with its numbers, the versions of the contract, and a hash over all of it. `periodStart` (UTC ms) names a period by any
 * instant in it; absent, the period last assessed. Problem `notFound`, or `invalid` when there is no such period.
 */
export type Explain = (commitmentId: string, periodStart?: number) => Promise<JsonObject>;

const intervalsShown = 2000;
const samplesShown = 2000;

/** Makes the explanation. Reads raw measurements anew; nothing is cached or written. */
export function createExplain(deps: ExplainDeps): Explain {
  return async (commitmentId, periodStart) => {
    const stored = await deps.commitments.get(commitmentId);
    if (stored === undefined) throw notFound('commitment', commitmentId);
    const commitment = commitmentOf(stored);
    const { objective } = commitment.terms;
    const head = { commitment: { id: commitmentId, name: commitment.terms.name }, versions: commitment.terms.versions };
    if (objective === undefined) return plain({ ...head, notEvaluableReasons: commitment.terms.notEvaluableReasons });
    const period = periodAsked(objective, commitment, periodStart);
    if (period === undefined) return plain({ ...head, objective: objectiveDocument(objective), result: 'undecided' });
    return explainPeriod(deps, { commitment, objective, period, head });
  };
}

function periodAsked(objective: Objective, { current }: Commitment, asked: number | undefined): Period | undefined {
  if (asked === undefined) return current?.period;
  const span =
    objective.window.type === 'rolling' ? { start: asked - 1, end: asked } : { start: asked, end: asked + 1 };
  const [period] = periodsBetween(objective, span, 1);
  if (period === undefined) throw invalidQuery('period', 'no period of this commitment contains this instant');
  return period;
}

async function explainPeriod(
  deps: ExplainDeps,
  {
    commitment,
    objective,
    period,
    head,
  }: { commitment: Commitment; objective: Objective; period: Period; head: object },
): Promise<JsonObject> {
  const { series } = commitment.terms;
  const now = deps.clock.now();
  const samples = await samplesOfPeriod(objective, period, await openSeries(deps.buckets, series, { dirty: [] }));
  const known = await deps.assessments.get(assessmentId(commitment.terms.id, period.id));
  const watermark = commitment.state.watermark ?? period.start;
  const isClosed = known !== undefined && known.document['finality'] !== 'open';
  const finality = isClosed ? 'provisional' : 'open';
  const time = await (deps.timeRulesOf ?? roundTheClock)(commitment.terms, period);
  if ('reasons' in time) return plain({ ...head, notEvaluableReasons: time.reasons });
  const assessment = assess({ objective, period, samples, watermark, now, isClosed, finality, time });
  const evidence = evidenceOf(objective, samples, {
    period,
    until: isClosed ? period.end : Math.min(watermark, now, period.end),
    knownUntil: Math.max(isClosed ? period.end : -Infinity, Math.min(watermark, now)),
    time,
  });
  const account = plain({
    ...head,
    versions: [...commitment.terms.versions, ...time.versions],
    treatment: time.treatment === 'none' ? undefined : time.treatment,
    objective: objectiveDocument(objective),
    period: { startDateTime: formatInstant(period.start), endDateTime: formatInstant(period.end) },
    result: assessment.result,
    finality: known?.document['finality'] ?? finality,
    standing: assessment.standing,
    attained: assessment.figures.attained,
    formula: assessment.figures.formula,
    figures: assessment.figures,
    slices: assessment.slices.map(({ start, end, counted, ...rest }) => ({
      ...rest,
      countedMs: counted && length(counted),
      ...bounds(start, end),
    })),
    ...evidenceDocument(evidence),
  });
  const { name: _name, ...current } = commitmentDocument(commitment);
  return { ...account, status: current['status'] ?? 'pending', hash: derivedId(JSON.stringify(account)) };
}

function evidenceDocument({ counted, intervals, samples, cases }: Evidence): object {
  return {
    ...(cases === undefined ? {} : { cases: cases.slice(0, samplesShown).map(caseDocument) }),
    counted: bounds(counted.start, counted.end),
    intervals: intervals
      .slice(0, intervalsShown)
      .map(({ start, end, ...rest }) => ({ ...bounds(start, end), ...rest })),
    intervalsOmitted: Math.max(0, intervals.length - intervalsShown),
    samples: samples.slice(0, samplesShown).map(sampleDocument),
    samplesOmitted: Math.max(0, samples.length - samplesShown),
  };
}

function caseDocument({ sample, outcome, reason, lengthMs }: CaseOutcome): object {
  return { case: sample.case, source: sample.source, ...bounds(sample.start, undefined), outcome, reason, lengthMs };
}

function sampleDocument(sample: Sample): object {
  if (sample.kind === 'case') return caseSampleDocument(sample);
  const { start, end, ...facts } = sample;
  if (end === undefined && facts.kind === 'value') return { at: formatInstant(start), ...facts };
  return { ...bounds(start, end), ...facts };
}

/** A case as it was handed in. */
function caseSampleDocument({ start, pauses, ...facts }: CaseSample): object {
  const { promised, agreed, completed, cancelled, answered, abandoned, kind, ...rest } = facts;
  const at = (instant: number | undefined) => (instant === undefined ? undefined : formatInstant(instant));
  return {
    kind,
    ...bounds(start, undefined),
    ...rest,
    promisedDateTime: at(promised),
    agreedDateTime: at(agreed),
    completedDateTime: at(completed),
    cancelledDateTime: at(cancelled),
    answeredDateTime: at(answered),
    abandonedDateTime: at(abandoned),
    pause: pauses?.map((pause) => bounds(pause.start, pause.end)),
  };
}

function bounds(start: number, end: number | undefined): object {
  return { startDateTime: formatInstant(start), ...(end === undefined ? {} : { endDateTime: formatInstant(end) }) };
}
