import { bucketMs } from '../domain/measurement.ts';
import type { Logger } from '../kernel/logger.ts';
import { allOf, whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import { type Commitment, commitmentOf, seriesKey, storedCommitment } from './commitment-record.ts';
import { commitmentEvents } from './commitment-events.ts';
import { evaluateCommitment } from './evaluate-commitment.ts';
import type { EvaluableCommitment, Evaluation, EvaluationContext, EvaluationTimes } from './evaluation.ts';
import type { ContractsInFlight } from './contracts-in-flight.ts';
import { creditDeltas } from './credit-outlook.ts';
import { withForesight } from './foresee-period.ts';
import { type Cause, type Work, worksOf } from './evaluation-work.ts';
import { type BucketStore, type DirtyBucket, roundTheClock, type TimeRulesOf } from './ports.ts';
import { type RecordedViolations, recordedViolations } from './recorded-violations.ts';
import { recordTransitions } from './record-transitions.ts';
import type { ViolationDeps } from './record-violation.ts';
import { withMissedUpdates } from './missed-updates.ts';
import { firstAssessedIn, knownAssessments, saveAssessments } from './save-assessments.ts';
import { settleCredits } from './settle-credits.ts';
import { openSeries } from './series-reader.ts';

/** What evaluation needs. */
export interface EvaluateDeps {
  buckets: BucketStore;
  commitments: ResourceStore;
  assessments: ResourceStore;
  assessmentStatements: ResourceStore;
  slas: ResourceStore;
  objectives: ResourceStore;
  contractsInFlight: ContractsInFlight;
  violation: ViolationDeps;
  times: EvaluationTimes;
  /** Absent: round the clock, nothing excluded. */
  timeRulesOf?: TimeRulesOf;
  logger: Logger;
  onEvaluated(count: number): void;
  onViolation(): void;
}

/** What one run did. */
export interface EvaluationCount {
  evaluated: number;
  violations: number;
  /** Left for the next run: another run was faster, or a fault was logged. */
  skipped: number;
}

interface Finished {
  work: Work;
  evaluations: Evaluation[];
}

/** Small enough for a store to look each series up in an index, and for little to be held at a time. */
const pageSize = 100;
/** A year of hours. */
const bucketsOfSeriesAtOnce = 366 * 24;
const pagesPerRun = 200;
const seriesAtOnce = 8;
const attemptsPerPage = 4;

/**
 * Evaluates everything of one partition that changed or is due at `now` (UTC ms), page by page. Every write is
 * idempotent and compare-and-set, so repeated and overlapping runs, here or in another process, change nothing; a crash
 * at any line leaves the rest dirty or due for the next run. Order of writes: violation, assessments, commitment with
 * its events, then the buckets' clean marks. Buckets that changed after a contract whose commitments are still to be made
 * stay dirty: what is measured after a promise counts for it.
 */
export async function evaluatePartition(deps: EvaluateDeps, partition: number, now: number): Promise<EvaluationCount> {
  const count = { evaluated: 0, violations: 0, skipped: 0 };
  let after: DirtyBucket | undefined;
  for (let page = 0; page < pagesPerRun; page += 1) {
    const { dirty, due } = await nextCause(deps, partition, { after, now, isLast: page === pagesPerRun - 1 });
    if (dirty.length === 0 && due.length === 0) break;
    const evaluatedBefore = count.evaluated;
    // Asked after the buckets and before the commitments are read: what is in line by now is among these.
    const cleanBefore = dirty.length === 0 ? Infinity : await deps.contractsInFlight();
    await evaluatePage(deps, { dirty, due }, { now, count, cleanBefore });
    after = dirty.at(-1) ?? after;
    const isProgress = count.evaluated > evaluatedBefore;
    if (dirty.length < pageSize && (due.length === 0 || !isProgress)) break;
  }
  if (count.evaluated > 0) deps.onEvaluated(count.evaluated);
  return count;
}

/** What is to be evaluated next. What changed is taken in before what is looked at by the clock: else its period is read twice. */
async function nextCause(
  deps: EvaluateDeps,
  partition: number,
  { after, now, isLast }: { after: DirtyBucket | undefined; now: number; isLast: boolean },
): Promise<Cause> {
  const dirty = await dirtyPage(deps.buckets, partition, after);
  const due = dirty.length < pageSize || isLast ? await dueCommitments(deps, partition, now) : [];
  return { dirty, due };
}

/**
 * Changed buckets of a page, and all others of its last series: an evaluation reads whole periods, so that a month brought in
 * at once is to be read once and not once for every page.
 */
async function dirtyPage(
  buckets: BucketStore,
  partition: number,
  after: DirtyBucket | undefined,
): Promise<DirtyBucket[]> {
  const found = await buckets.dirty(partition, pageSize, after);
  const last = found.at(-1);
  if (last === undefined) return found;
  for (let isMore = found.length === pageSize; isMore && found.length < bucketsOfSeriesAtOnce;) {
    const next = await buckets.dirty(partition, pageSize, found.at(-1));
    const own = next.filter(({ series }) => seriesKey(series) === seriesKey(last.series));
    found.push(...own);
    isMore = own.length === pageSize;
  }
  return found;
}

async function dueCommitments(deps: EvaluateDeps, partition: number, now: number): Promise<Commitment[]> {
  const filter = allOf(whereInternal('partition', 'eq', partition), whereInternal('dueAt', 'lte', now));
  const sort = [{ scope: 'internal', path: 'dueAt', direction: 'ascending' }] as const;
  return (await deps.commitments.list({ filter, sort, offset: 0, limit: pageSize })).map(commitmentOf);
}

/** `count` is added to. Buckets that changed at `cleanBefore` (UTC ms) or later stay dirty. */
interface Progress {
  now: number;
  count: EvaluationCount;
  cleanBefore: number;
}

/**
 * Evaluates one page. Where another run was faster, what was just written may rest on older facts than that run's: it is
 * evaluated again, from the commitment as it is now.
 */
async function evaluatePage(deps: EvaluateDeps, cause: Cause, progress: Progress): Promise<void> {
  let works = await worksOf(deps, cause, progress.now);
  for (let attempt = 1; works.length > 0; attempt += 1) {
    const overtaken = await evaluateWorks(deps, works, progress);
    if (attempt === attemptsPerPage) {
      progress.count.skipped += overtaken.flatMap(({ evaluations }) => evaluations).length;
      return;
    }
    works = await renewed(deps, overtaken);
  }
}

/** Evaluates and writes; answers what was overtaken. */
async function evaluateWorks(deps: EvaluateDeps, works: readonly Work[], progress: Progress): Promise<Finished[]> {
  const { now, count } = progress;
  const finished: Finished[] = [];
  const recorded = recordedViolations(deps.violation.store);
  for (let from = 0; from < works.length; from += seriesAtOnce) {
    const some = works.slice(from, from + seriesAtOnce);
    finished.push(
      ...(await Promise.all(some.map((work) => evaluateSeries(deps, work, { ...progress, recorded })))).flat(),
    );
  }
  const evaluations = finished.flatMap((each) => each.evaluations);
  const known = await knownAssessments(deps.assessments, evaluations);
  for (const evaluation of evaluations) {
    const made = await recordTransitions(deps, evaluation, known);
    count.violations += made;
    for (let each = 0; each < made; each += 1) deps.onViolation();
  }
  await saveAssessments(deps, evaluations, { known, now, creditsOf: (each) => creditDeltas(deps, each) });
  await settleCredits(deps, evaluations);
  const stale = await saveCommitments(deps.commitments, evaluations, now);
  count.evaluated += evaluations.length - stale.size;
  const isStale = ({ commitment }: Evaluation): boolean => stale.has(commitment.terms.id);
  const taken = finished.filter((each) => !each.evaluations.some(isStale)).flatMap(takenIn);
  await deps.buckets.markClean(taken.filter(({ changedAt }) => changedAt < progress.cleanBefore));
  return finished
    .map(({ work, evaluations: own }) => ({ work, evaluations: own.filter(isStale) }))
    .filter((each) => each.evaluations.length > 0);
}

function takenIn({ work, evaluations }: Finished): DirtyBucket[] {
  const takenTo = Math.min(...evaluations.map((evaluation) => evaluation.takenTo));
  return work.dirty.filter(({ hour }) => hour + bucketMs <= takenTo);
}

/** The same work once more with the commitments as they are now; what has been assessed is looked at again. */
async function renewed(deps: EvaluateDeps, overtaken: readonly Finished[]): Promise<Work[]> {
  const ids = overtaken.flatMap(({ evaluations }) => evaluations.map(({ commitment }) => commitment.terms.id));
  if (ids.length === 0) return [];
  const current = new Map((await deps.commitments.getMany(ids)).map((stored) => [stored.id, commitmentOf(stored)]));
  return overtaken.map(({ work, evaluations }) => ({
    ...work,
    commitments: evaluations.flatMap(({ commitment }) => current.get(commitment.terms.id) ?? []),
    again: evaluations.flatMap(({ assessments }) => assessments.map(({ assessment }) => assessment.period)),
  }));
}

/** One series; nothing, with a line in the log, when it cannot be evaluated. */
async function evaluateSeries(
  deps: EvaluateDeps,
  work: Work,
  { now, count, recorded }: Progress & { recorded: RecordedViolations },
): Promise<Finished[]> {
  const { clock } = deps.violation;
  const { times, timeRulesOf = roundTheClock } = deps;
  const firstAssessed = firstAssessedIn(deps.assessments);
  const context: EvaluationContext = { now, times, timeRulesOf, recorded, firstAssessed, rest: () => clock.sleep(0) };
  try {
    const commitments = work.commitments.filter(isEvaluable);
    if (commitments.length === 0) return [{ work, evaluations: [] }];
    const reader = await openSeries(deps.buckets, work.series, work);
    const evaluations: Evaluation[] = [];
    for (const commitment of commitments) {
      const evaluation = await evaluateCommitment(commitment, reader, context);
      const whole = await withMissedUpdates(evaluation, commitment, { reader, context });
      evaluations.push(await withForesight(whole, commitment, { reader, now, timeRulesOf }));
    }
    return [{ work, evaluations }];
  } catch (error) {
    deps.logger.error({ err: error, series: work.series }, 'series could not be evaluated');
    count.skipped += work.commitments.length;
    return [];
  }
}

function isEvaluable(commitment: Commitment): commitment is EvaluableCommitment {
  return commitment.terms.objective !== undefined;
}

/** Ids of the commitments that another run was faster with. */
async function saveCommitments(
  store: ResourceStore,
  evaluations: readonly Evaluation[],
  now: number,
): Promise<Set<string>> {
  const outcomes = await store.writeMany(
    evaluations.map((evaluation) => ({
      kind: 'replace',
      resource: storedCommitment(evaluation.commitment, now),
      expectedRevision: evaluation.commitment.revision - 1,
      events: commitmentEvents(evaluation),
    })),
  );
  return new Set(
    evaluations.flatMap(({ commitment }, at) => (outcomes[at]?.outcome === 'written' ? [] : [commitment.terms.id])),
  );
}
