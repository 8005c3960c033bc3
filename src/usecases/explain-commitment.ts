import { assess } from '../domain/assess.ts';
import type { Assessment } from '../domain/assessment.ts';
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
import { asOfPeriod } from './again.ts';
import { assessmentId } from './assessment-record.ts';
import { commitmentDocument, commitmentOf, objectiveDocument, plain, type Commitment } from './commitment-record.ts';
import { termsOf } from './earlier-terms.ts';
import { type BucketStore, roundTheClock, type TimeRulesOf } from './ports.ts';
import { openSeries, samplesOfPeriod } from './series-reader.ts';
import { timeOfPeriod } from './time-of-period.ts';

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

interface Asked {
  commitment: Commitment;
  objective: Objective;
  period: Period;
  head: object;
}

async function explainPeriod(deps: ExplainDeps, { commitment, period, head, ...asked }: Asked): Promise<JsonObject> {
  const terms = termsOf({ ...commitment, terms: { ...commitment.terms, objective: asked.objective } }, period);
  const { objective } = terms;
  const now = deps.clock.now();
  const reader = await openSeries(deps.buckets, terms.series, { dirty: [] });
  const samples = await samplesOfPeriod(objective, period, reader);
  const known = await deps.assessments.get(assessmentId(terms.id, period.id));
  const watermark = commitment.state.watermark ?? period.start;
  const recorded = known?.document['finality'] ?? 'open';
  const isClosed = recorded !== 'open';
  const finality = isClosed ? 'provisional' : 'open';
  const asOf = asOfPeriod(commitment.schedule.asOf, asked.objective, period);
  const time = await timeOfPeriod(deps.timeRulesOf ?? roundTheClock, { terms, period, asOf, samples });
  if ('reasons' in time) return plain({ ...head, notEvaluableReasons: time.reasons });
  const assessment = assess({ objective, period, samples, watermark, now, isClosed, finality, time });
  const evidence = evidenceOf(objective, samples, {
    period,
    time,
    ...knownUpTo(period, isClosed, Math.min(watermark, now)),
  });
  const account = plain({
    ...head,
    versions: [...terms.versions, ...time.versions],
    treatment: time.treatment === 'none' ? undefined : time.treatment,
    objective: objectiveDocument(objective),
    period: { startDateTime: formatInstant(period.start), endDateTime: formatInstant(period.end) },
    result: assessment.result,
    finality: recorded,
    ...assessmentDocument(assessment),
    ...evidenceDocument(evidence),
  });
  const { name: _name, ...current } = commitmentDocument(commitment);
  return { ...account, status: current['status'] ?? 'pending', hash: derivedId(JSON.stringify(account)) };
}

/** A closed period is known whole, an open one up to `reached`. UTC ms. */
function knownUpTo({ end }: Period, isClosed: boolean, reached: number): { until: number; knownUntil: number } {
  if (isClosed) return { until: end, knownUntil: Math.max(end, reached) };
  return { until: Math.min(reached, end), knownUntil: reached };
}

function assessmentDocument({ standing, figures, slices }: Assessment): object {
  return {
    standing,
    attained: figures.attained,
    formula: figures.formula,
    figures,
    slices: slices.map(({ start, end, counted, ...rest }) => ({
      ...rest,
      countedMs: counted && length(counted),
      ...bounds(start, end),
    })),
  };
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
