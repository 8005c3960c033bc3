import type { Assessment } from '../domain/assessment.ts';
import type { Transition } from '../domain/commitment.ts';
import { subtract } from '../domain/decimal.ts';
import { money } from '../domain/money.ts';
import { violationKey } from '../domain/status.ts';
import { formatInstant, type Interval } from '../kernel/instant.ts';
import { textAt, type JsonObject } from '../kernel/json.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';
import { type Again, type AskedBy, stretchOfRange, withAsOf } from './again.ts';
import { assessmentId, digestOf } from './assessment-record.ts';
import { type Commitment, plain } from './commitment-record.ts';
import { evaluateCommitment } from './evaluate-commitment.ts';
import type { EvaluableCommitment, Evaluation, EvaluationTimes } from './evaluation.ts';
import type { BucketStore, TimeRulesOf } from './ports.ts';
import { withMark } from './reassess.ts';
import { type RecordedViolation, recordedViolations } from './recorded-violations.ts';
import { firstAssessedIn, knownAssessments } from './save-assessments.ts';
import { openSeries } from './series-reader.ts';
import { creditOutlook } from './credit-outlook.ts';

/** What foreseeing a recomputation reads. */
export interface PlanDeps {
  buckets: BucketStore;
  assessments: ResourceStore;
  violations: ResourceStore;
  slas: ResourceStore;
  times: EvaluationTimes;
  timeRulesOf: TimeRulesOf;
  rest(): Promise<void>;
}

/** What is recomputed: the periods of a range, and by whose wish. UTC ms. */
export interface RecomputationAsked extends AskedBy {
  range: Interval;
  reason: string;
}

/** What a recomputation of one commitment comes to. */
export interface RecomputationPlan {
  /** Each period that was told of, with its figures before and after: `RecomputedPeriod` of the API. */
  periods: JsonObject[];
  /** Why it cannot be recomputed. */
  fault?: string;
}

const mostRuns = 500;

/** The stretch a recomputation marks in a commitment; undefined when it has no period in the range, or none that can be judged. */
export function stretchAsked(commitment: Commitment, asked: RecomputationAsked): Again | undefined {
  const { objective } = commitment.terms;
  const stretch = objective && stretchOfRange(objective, asked.range);
  if (stretch === undefined) return undefined;
  const { id, requestedBy, reason } = asked;
  const recomputation = { id, ...(requestedBy === undefined ? {} : { requestedBy }) };
  return { ...stretch, reason, recomputation, isExact: true };
}

/**
 * Evaluates the periods of a range that were told of as if all had been seen today: by the present objective, windows and
 * calendars. The same code as the evaluation's own, so what it says is what would be written. Writes nothing.
 */
export async function planRecomputation(
  deps: PlanDeps,
  commitment: Commitment,
  { asked, now }: { asked: RecomputationAsked; now: number },
): Promise<RecomputationPlan> {
  const again = stretchAsked(commitment, asked);
  if (again === undefined || !isEvaluable(commitment)) return { periods: [] };
  if (withAsOf(commitment.schedule.asOf, { ...again, at: now }) === undefined)
    return { periods: [], fault: 'it has been recomputed over too many different ranges' };
  const evaluation = await evaluated(deps, withMark(commitment, again, now), now);
  const { reasons } = evaluation.commitment.state;
  if (reasons !== undefined) return { periods: [], fault: reasons.join('; ') };
  const told = evaluation.assessments.filter(({ assessment }) => isOf(again, commitment, assessment));
  return { periods: await comparisons(deps, { ...evaluation, assessments: told }, commitment) };
}

function isEvaluable(commitment: Commitment): commitment is EvaluableCommitment {
  return commitment.terms.objective !== undefined;
}

function isOf({ start, end }: Interval, { terms }: Commitment, { period }: Assessment): boolean {
  return terms.objective?.window.type === 'rolling'
    ? period.end > start && period.end <= end
    : period.end > start && period.start < end;
}

/** All of it, however many evaluations that takes; what is said twice of a period counts as it was said last. */
async function evaluated(deps: PlanDeps, marked: Commitment, now: number): Promise<Evaluation> {
  const reader = await openSeries(deps.buckets, marked.terms.series, { dirty: [] });
  const context = {
    ...{ now, times: deps.times, timeRulesOf: deps.timeRulesOf, rest: () => deps.rest() },
    recorded: recordedViolations(deps.violations),
    firstAssessed: firstAssessedIn(deps.assessments),
  };
  const assessments = new Map<string, Evaluation['assessments'][number]>();
  const transitions: Transition[] = [];
  let commitment = marked;
  for (let run = 0; run < mostRuns && isEvaluable(commitment); run += 1) {
    const evaluation = await evaluateCommitment(commitment, reader, context);
    for (const each of evaluation.assessments) assessments.set(each.assessment.period.id, each);
    transitions.push(...evaluation.transitions);
    ({ commitment } = evaluation);
    if (evaluation.takenTo === Infinity) break;
    await deps.rest();
  }
  return { commitment, assessments: [...assessments.values()], transitions, takenTo: Infinity };
}

async function comparisons(deps: PlanDeps, evaluation: Evaluation, { terms }: Commitment): Promise<JsonObject[]> {
  const known = await knownAssessments(deps.assessments, [evaluation]);
  const recorded = await recordedViolations(deps.violations)(terms.id);
  const outlook = await creditOutlook({ slas: deps.slas, violation: { store: deps.violations } }, evaluation);
  const credits = new Map(outlook.map((each) => [each.periodStart, each]));
  return evaluation.assessments.map(({ assessment, terms: own }) => {
    const { period } = assessment;
    const before = known.get(assessmentId(terms.id, period.id));
    const credit = credits.get(period.start);
    return plain({
      commitment: { id: terms.id },
      sla: terms.source.kind === 'sla' ? { id: terms.source.slaId } : undefined,
      subject: terms.series.subject,
      period: { startDateTime: formatInstant(period.start), endDateTime: formatInstant(period.end) },
      finality: before?.document['finality'] ?? 'open',
      isChanged: before === undefined || before.internal['digest'] !== digestOf(assessment),
      before: before && statedBefore(before),
      after: statedAfter(assessment, (own ?? terms).versions),
      violation: violationsOf(evaluation.transitions, period.id, recorded),
      credit: credit && creditDocument(credit),
    });
  });
}

function statedBefore({ document }: StoredResource): object {
  const figures = document['figures'];
  const formula =
    typeof figures === 'object' && figures !== null && !Array.isArray(figures) ? textAt(figures, 'formula') : undefined;
  const { result, attained, versions } = document;
  return { result, attained, formula, versions };
}

function statedAfter({ result, figures, versions = [] }: Assessment, contract: readonly string[]): object {
  return { result, attained: figures.attained, formula: figures.formula, versions: [...contract, ...versions] };
}

/** Violations of a period that would be recorded or taken back; undefined for none. */
function violationsOf(
  transitions: readonly Transition[],
  periodId: string,
  recorded: readonly RecordedViolation[],
): object[] | undefined {
  const standing = new Set(recorded.filter(({ isCleared }) => !isCleared).map(({ uniqueKey }) => uniqueKey));
  const changes = transitions.flatMap((each): object[] => {
    if (!('periodId' in each) || each.periodId !== periodId) return [];
    if (each.kind === 'violationsCleared') {
      const gone = recorded.filter(
        ({ uniqueKey, type, isCleared }) =>
          !isCleared && type === each.type && uniqueKey.includes(`|${periodId}|`) && !each.standing.includes(uniqueKey),
      );
      return gone.map(({ id, onset }) => ({ change: 'withdrawn', id, onset: formatInstant(onset) }));
    }
    if (standing.has(violationKey(each.uniqueKeyParts))) return [];
    return [{ change: 'opened', date: formatInstant(each.at), onset: formatInstant(each.onset) }];
  });
  return changes.length === 0 ? undefined : changes;
}

function creditDocument({ before, after }: Awaited<ReturnType<typeof creditOutlook>>[number]): object | undefined {
  const unit = after?.unit ?? before?.unit;
  if (unit === undefined) return undefined;
  const [from, to] = [before ?? money('0', unit), after ?? money('0', unit)];
  return { before: from, after: to, delta: money(subtract(to.value, from.value), unit) };
}
