import type { Transition } from '../domain/commitment.ts';
import { bucketMs, type Series } from '../domain/measurement.ts';
import { violationDocument } from '../domain/violation.ts';
import type { Logger } from '../kernel/logger.ts';
import { allOf, anyOf, whereInternal } from '../tmf630/filter-expression.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';
import { type Commitment, commitmentOf, newCommitment, seriesKey, storedCommitment } from './commitment-record.ts';
import { commitmentEvents } from './commitment-events.ts';
import { evaluateCommitment, type Evaluation, type EvaluationTimes } from './evaluate-commitment.ts';
import type { BucketStore, DirtyBucket } from './ports.ts';
import { recordViolation, restoreViolation, type ViolationDeps } from './record-violation.ts';
import { saveAssessments } from './save-assessments.ts';
import { openSeries, type SeriesReader } from './series-reader.ts';
import { subjectTerms } from './sync-commitments.ts';

/** What evaluation needs. */
export interface EvaluateDeps {
  buckets: BucketStore;
  commitments: ResourceStore;
  assessments: ResourceStore;
  slas: ResourceStore;
  objectives: ResourceStore;
  violation: ViolationDeps;
  times: EvaluationTimes;
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

type Evaluable = Parameters<typeof evaluateCommitment>[0];

interface Work {
  reader: SeriesReader;
  dirty: DirtyBucket[];
  commitments: Commitment[];
}

const pageSize = 500;
const pagesPerRun = 40;

/**
 * Evaluates everything of one partition that changed or is due at `now` (UTC ms), page by page. Every write is
 * idempotent and compare-and-set, so repeated and overlapping runs, here or in another process, change nothing; a crash
 * at any line leaves the rest dirty or due for the next run. Order of writes: violation, assessments, commitment with
 * its events, then the buckets' clean marks.
 */
export async function evaluatePartition(deps: EvaluateDeps, partition: number, now: number): Promise<EvaluationCount> {
  const count = { evaluated: 0, violations: 0, skipped: 0 };
  let after: DirtyBucket | undefined;
  for (let page = 0; page < pagesPerRun; page += 1) {
    const dirty = await deps.buckets.dirty(partition, pageSize, after);
    const due = await dueCommitments(deps, partition, now);
    if (dirty.length === 0 && due.length === 0) break;
    const isProgress = await evaluatePage(deps, dirty, due, now, count);
    after = dirty.at(-1);
    if (dirty.length < pageSize && (due.length === 0 || !isProgress)) break;
  }
  if (count.evaluated > 0) deps.onEvaluated(count.evaluated);
  return count;
}

async function dueCommitments(deps: EvaluateDeps, partition: number, now: number): Promise<Commitment[]> {
  const filter = allOf(whereInternal('partition', 'eq', partition), whereInternal('dueAt', 'lte', now));
  const sort = [{ scope: 'internal', path: 'dueAt', direction: 'ascending' }] as const;
  return (await deps.commitments.list({ filter, sort, offset: 0, limit: pageSize })).map(commitmentOf);
}

async function evaluatePage(
  deps: EvaluateDeps,
  dirty: readonly DirtyBucket[],
  due: readonly Commitment[],
  now: number,
  count: EvaluationCount,
): Promise<boolean> {
  const works = await worksOf(deps, dirty, due, now);
  const finished: { work: Work; evaluations: Evaluation[] }[] = [];
  for (const work of works) {
    const evaluations = await evaluateSeries(deps, work, now);
    if (evaluations === undefined) count.skipped += work.commitments.length;
    else finished.push({ work, evaluations });
  }
  const evaluations = finished.flatMap((each) => each.evaluations);
  for (const evaluation of evaluations) count.violations += await recordViolations(deps, evaluation);
  await saveAssessments(deps.assessments, evaluations, now);
  const stale = await saveCommitments(deps.commitments, evaluations, now);
  count.skipped += stale.size;
  count.evaluated += evaluations.length - stale.size;
  const clean = finished.filter(
    ({ evaluations: own }) => !own.some(({ commitment }) => stale.has(commitment.terms.id)),
  );
  await deps.buckets.markClean(clean.flatMap(takenIn));
  return evaluations.length > stale.size;
}

function takenIn({ work, evaluations }: { work: Work; evaluations: readonly Evaluation[] }): DirtyBucket[] {
  const takenTo = Math.min(...evaluations.map((evaluation) => evaluation.takenTo));
  return work.dirty.filter(({ hour }) => hour + bucketMs <= takenTo);
}

async function worksOf(
  deps: EvaluateDeps,
  dirty: readonly DirtyBucket[],
  due: readonly Commitment[],
  now: number,
): Promise<Work[]> {
  const works = new Map<string, { series: Series; dirty: DirtyBucket[]; commitments: Map<string, Commitment> }>();
  const workOf = (series: Series) => {
    const key = seriesKey(series);
    const work = works.get(key) ?? { series, dirty: [], commitments: new Map<string, Commitment>() };
    works.set(key, work);
    return work;
  };
  for (const bucket of dirty) workOf(bucket.series).dirty.push(bucket);
  const touched = [...works.values()].map(({ series }) => series);
  for (const each of [...due, ...(await commitmentsOn(deps, touched, now))]) {
    if (each.terms.series.subject === '*') await spreadWildcard(deps, each, now);
    else workOf(each.terms.series).commitments.set(each.terms.id, each);
  }
  return Promise.all(
    [...works.values()].map(async (work) => ({
      reader: await openSeries(deps.buckets, work.series, work.dirty),
      dirty: work.dirty,
      commitments: [...work.commitments.values()],
    })),
  );
}

/** The commitments on these series; those for whatever is measured get one for each series on the way. */
async function commitmentsOn(deps: EvaluateDeps, touched: readonly Series[], now: number): Promise<Commitment[]> {
  if (touched.length === 0) return [];
  const filter = anyOf(...touched.map((series) => whereInternal('seriesKey', 'eq', seriesKey(series))));
  const found = await listAll(deps.commitments, filter);
  const indicators = [...new Set(touched.map(({ indicator }) => indicator))];
  const wildcards = await listAll(
    deps.commitments,
    anyOf(...indicators.map((indicator) => whereInternal('wildcardIndicator', 'eq', indicator))),
  );
  const known = new Set(found.map(({ terms }) => terms.id));
  const made = wildcards.flatMap((wildcard) =>
    touched
      .filter(({ indicator }) => indicator === wildcard.terms.series.indicator)
      .map(({ subject }) => newCommitment(subjectTerms(wildcard.terms, subject), now, wildcard.terms.id))
      .filter(({ terms }) => !known.has(terms.id)),
  );
  await insertAll(deps.commitments, made, now);
  return [...found, ...made];
}

/** Makes the commitments of a wildcard for every subject already measured, due at once, and lays the wildcard to rest. */
async function spreadWildcard(deps: EvaluateDeps, wildcard: Commitment, now: number): Promise<void> {
  let after: string | undefined;
  for (;;) {
    const subjects = await deps.buckets.subjects(wildcard.terms.series.indicator, pageSize, after);
    const made = subjects.map((subject) =>
      newCommitment(subjectTerms(wildcard.terms, subject), now, wildcard.terms.id),
    );
    await insertAll(
      deps.commitments,
      made.map((each) => ({ ...each, schedule: { ...each.schedule, dueAt: now } })),
      now,
    );
    if (subjects.length < pageSize) break;
    after = subjects.at(-1);
  }
  const { dueAt: _past, ...schedule } = wildcard.schedule;
  const resting = { ...wildcard, revision: wildcard.revision + 1, schedule };
  const resource = storedCommitment(resting, now);
  await deps.commitments.write({ kind: 'replace', resource, expectedRevision: wildcard.revision, events: [] });
}

async function insertAll(store: ResourceStore, made: readonly Commitment[], now: number): Promise<void> {
  if (made.length === 0) return;
  await store.writeMany(made.map((each) => ({ kind: 'insert', resource: storedCommitment(each, now), events: [] })));
}

async function listAll(store: ResourceStore, filter: Parameters<ResourceStore['count']>[0]): Promise<Commitment[]> {
  const found: StoredResource[] = [];
  for (;;) {
    const page = await store.list({ filter, sort: [], offset: found.length, limit: 4 * pageSize });
    found.push(...page);
    if (page.length < 4 * pageSize) return found.map(commitmentOf);
  }
}

async function evaluateSeries(deps: EvaluateDeps, work: Work, now: number): Promise<Evaluation[] | undefined> {
  try {
    const evaluations: Evaluation[] = [];
    for (const commitment of work.commitments.filter(isEvaluable)) {
      evaluations.push(await evaluateCommitment(commitment, work.reader, now, deps.times));
    }
    return evaluations;
  } catch (error) {
    deps.logger.error({ err: error, series: work.reader.series }, 'series could not be evaluated');
    return undefined;
  }
}

function isEvaluable(commitment: Commitment): commitment is Evaluable {
  return commitment.terms.objective !== undefined;
}

async function recordViolations(deps: EvaluateDeps, evaluation: Evaluation): Promise<number> {
  const { commitment, transitions } = evaluation;
  let recorded = 0;
  for (const transition of transitions) {
    if (transition.kind === 'violationRestored') {
      await restoreViolation(deps.violation, transition.uniqueKey, transition.at, transition.attained);
      if (commitment.state.openViolation === undefined) delete commitment.schedule.openViolationId;
    }
    if (transition.kind !== 'violationOpened') continue;
    const { id, isNew } = await openViolation(deps, evaluation, transition);
    if (transition.isLate !== true) commitment.schedule.openViolationId = id;
    if (!isNew) continue;
    recorded += 1;
    deps.onViolation();
  }
  return recorded;
}

async function openViolation(
  deps: EvaluateDeps,
  { commitment: { terms }, assessments }: Evaluation,
  transition: Extract<Transition, { kind: 'violationOpened' }>,
): Promise<{ id: string; isNew: boolean }> {
  const { source } = terms;
  const sla = source.kind === 'sla' ? await deps.slas.get(source.slaId) : undefined;
  const slo = source.objectiveId === undefined ? undefined : await deps.objectives.get(source.objectiveId);
  const assessment = assessments.find((each) => each.assessment.period.id === transition.periodId)?.assessment;
  const detectedAt = deps.violation.clock.now();
  const document = violationDocument({
    terms,
    sla: sla?.document,
    slo: slo?.document,
    transition,
    assessment,
    detectedAt,
  });
  return recordViolation(deps.violation, transition.uniqueKeyParts.join('|'), document);
}

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
