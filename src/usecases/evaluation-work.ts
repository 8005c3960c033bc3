import type { Series } from '../domain/measurement.ts';
import type { Interval } from '../kernel/instant.ts';
import { anyOf, whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';
import { type Commitment, commitmentOf, newCommitment, seriesKey, storedCommitment } from './commitment-record.ts';
import type { BucketStore, DirtyBucket } from './ports.ts';
import { subjectTerms } from './sync-commitments.ts';

/** One series with what is to be evaluated on it. */
export interface Work {
  series: Series;
  dirty: readonly DirtyBucket[];
  commitments: Commitment[];
  /** Stretches to look at although nothing changed in them. */
  again: Interval[];
}

/** What finding work needs. */
export interface WorkDeps {
  buckets: BucketStore;
  commitments: ResourceStore;
}

/** What there is to evaluate, before it is sorted by series. */
export interface Cause {
  dirty: readonly DirtyBucket[];
  due: readonly Commitment[];
}

const pageSize = 500;

/**
 * The work that changed buckets and due commitments make: one for each series. Commitments for whatever is measured get
 * one for every new series on the way. `now` UTC ms of the service's clock.
 */
export async function worksOf(deps: WorkDeps, { dirty, due }: Cause, now: number): Promise<Work[]> {
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
  return [...works.values()].map((work) => ({ ...work, commitments: [...work.commitments.values()], again: [] }));
}

/** The commitments on these series; those for whatever is measured get one for each series on the way. */
async function commitmentsOn(deps: WorkDeps, touched: readonly Series[], now: number): Promise<Commitment[]> {
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
async function spreadWildcard(deps: WorkDeps, wildcard: Commitment, now: number): Promise<void> {
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
