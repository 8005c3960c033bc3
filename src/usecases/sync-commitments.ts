import type { CommitmentTerms } from '../domain/commitment.ts';
import { objectiveIdsOf, termsOfObjective, termsOfSla } from '../domain/commitment-terms.ts';
import { isInForce } from '../domain/objective.ts';
import type { Clock } from '../kernel/clock.ts';
import { derivedId } from '../kernel/ids.ts';
import { conflict } from '../kernel/problem.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import { anyOf, type FilterExpression, whereInternal } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, ResourceWrite, StoredResource } from '../tmf630/resource-store.ts';
import { withEarlier } from './earlier-terms.ts';
import { type Commitment, commitmentOf, newCommitment, storedCommitment } from './commitment-record.ts';

/** The collections commitments are made from, and theirs. */
export interface SyncDeps {
  slas: ResourceStore;
  objectives: ResourceStore;
  commitments: ResourceStore;
  clock: Clock;
}

const pageSize = 500;
/** Contracts worked on together: their reads are shared. Few enough for a store to look each one up in an index. */
const contractsAtOnce = 100;

/**
 * Brings the commitments in line with the contracts that change events are about: makes, renews and ends them. Reads the
 * contracts as they are now, so repeated, late or doubled events do no harm, and all events of one contract are dealt
 * with at once. Other events are ignored.
 */
export async function syncCommitments(deps: SyncDeps, events: readonly ChangeEvent[]): Promise<void> {
  const objectiveIds = changedIn(events, 'serviceLevelObjective');
  const slaIds = unique([
    ...changedIn(events, 'sla'),
    ...(await idsWhere(deps.slas, objectiveIds, (id) => whereInternal('objectiveIds', 'eq', id))),
  ]);
  for (const ids of chunksOf(objectiveIds)) await syncObjectives(deps, ids);
  for (const ids of chunksOf(slaIds)) await syncSlas(deps, ids);
}

function changedIn(events: readonly ChangeEvent[], resourceName: string): string[] {
  return unique(events.filter((event) => event.resourceName === resourceName).map(({ resourceId }) => resourceId));
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function chunksOf(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / contractsAtOnce);
  return Array.from({ length: count }, (_, at) => ids.slice(at * contractsAtOnce, (at + 1) * contractsAtOnce));
}

/** Ids of the resources for which the comparison with any of these ids holds. */
async function idsWhere(
  store: ResourceStore,
  ids: readonly string[],
  comparison: (id: string) => FilterExpression,
): Promise<string[]> {
  const found: string[] = [];
  for (const some of chunksOf(ids))
    found.push(...(await listAll(store, anyOf(...some.map(comparison)))).map(({ id }) => id));
  return found;
}

async function syncObjectives(deps: SyncDeps, ids: readonly string[]): Promise<void> {
  const stored = await deps.objectives.getMany(ids);
  const terms = stored.flatMap(({ document, revision }) => termsOfObjective(document, revision));
  const existing = await commitmentsOf(deps, 'objectiveId', ids);
  await settle(
    deps,
    terms,
    existing.filter((each) => each.terms.source.kind === 'objective'),
  );
}

async function syncSlas(deps: SyncDeps, ids: readonly string[]): Promise<void> {
  const stored = await deps.slas.getMany(ids);
  const terms: CommitmentTerms[] = [];
  for (const sla of stored) terms.push(...(await termsOf(deps, sla)));
  await settle(deps, terms, await commitmentsOf(deps, 'slaId', ids));
}

async function termsOf(deps: SyncDeps, sla: StoredResource): Promise<CommitmentTerms[]> {
  if (!isInForce(sla.document)) return [];
  const objectiveIds = objectiveIdsOf(sla.document);
  const found = objectiveIds.length === 0 ? [] : await deps.objectives.getMany(objectiveIds);
  const referenced = new Map(found.map(({ id, document, revision }) => [id, { document, revision }]));
  return termsOfSla(sla.document, sla.revision, referenced);
}

async function settle(
  deps: SyncDeps,
  wanted: readonly CommitmentTerms[],
  existing: readonly Commitment[],
): Promise<void> {
  const now = deps.clock.now();
  const known = new Map(
    existing.filter(({ schedule }) => schedule.wildcardId === undefined).map((each) => [each.terms.id, each]),
  );
  const renewed = new Map(wanted.map((terms) => [terms.id, terms]));
  const made = wanted.filter(({ id }) => !known.has(id)).map((terms) => insertion(terms, now));
  const changed = existing.flatMap((commitment) => {
    const terms = termsFor(commitment, renewed);
    return terms === undefined ? [burial(commitment)] : renewal(commitment, terms, now);
  });
  const outcomes = await deps.commitments.writeMany([...made, ...changed]);
  // An evaluation or another relay got in between, or an ended commitment still holds the id until its events are
  // relayed: the event stays pending and the next relay does this again.
  if (outcomes.some(({ outcome }) => outcome !== 'written'))
    throw conflict('commitment', 'has changed while its terms were renewed');
}

function termsFor(commitment: Commitment, renewed: ReadonlyMap<string, CommitmentTerms>): CommitmentTerms | undefined {
  const { wildcardId } = commitment.schedule;
  if (wildcardId === undefined) return renewed.get(commitment.terms.id);
  const wildcard = renewed.get(wildcardId);
  return wildcard === undefined ? undefined : subjectTerms(wildcard, commitment.terms.series.subject);
}

/** The terms a commitment for whatever is measured gives for one subject. */
export function subjectTerms(wildcard: CommitmentTerms, subject: string): CommitmentTerms {
  return { ...wildcard, id: derivedId('commitment', wildcard.id, subject), series: { ...wildcard.series, subject } };
}

function insertion(terms: CommitmentTerms, now: number): ResourceWrite {
  const commitment = newCommitment(terms, now);
  const isIdle = terms.objective === undefined;
  const schedule = isIdle ? commitment.schedule : { ...commitment.schedule, dueAt: now };
  return { kind: 'insert', resource: storedCommitment({ ...commitment, schedule }, now), events: [] };
}

function renewal(commitment: Commitment, terms: CommitmentTerms, now: number): ResourceWrite[] {
  if (JSON.stringify(terms) === JSON.stringify(commitment.terms)) return [];
  const status = statusUnder(terms, commitment);
  // Of what was not judged yet nothing has to stay as it was.
  const at = Math.min(now, commitment.state.advancedTo ?? -Infinity);
  const earlier = withEarlier(commitment.schedule.earlier, { replaced: commitment.terms, by: terms, at });
  const renewed: Commitment = {
    ...commitment,
    revision: commitment.revision + 1,
    terms,
    state: { ...commitment.state, status },
    schedule: {
      ...commitment.schedule,
      ...(earlier.length === 0 ? {} : { earlier }),
      ...(terms.objective === undefined ? {} : { dueAt: now }),
    },
  };
  return [
    { kind: 'replace', resource: storedCommitment(renewed, now), expectedRevision: commitment.revision, events: [] },
  ];
}

function statusUnder(terms: CommitmentTerms, { state }: Commitment): Commitment['state']['status'] {
  if (terms.objective === undefined) return 'notEvaluable';
  return state.status === 'notEvaluable' ? 'pending' : state.status;
}

function burial({ terms, revision }: Commitment): ResourceWrite {
  return { kind: 'bury', id: terms.id, expectedRevision: revision, events: [] };
}

async function commitmentsOf(
  deps: SyncDeps,
  reference: 'slaId' | 'objectiveId',
  ids: readonly string[],
): Promise<Commitment[]> {
  const found = await listAll(deps.commitments, anyOf(...ids.map((id) => whereInternal(reference, 'eq', id))));
  return found.map(commitmentOf);
}

async function listAll(store: ResourceStore, filter: FilterExpression): Promise<StoredResource[]> {
  const found: StoredResource[] = [];
  for (;;) {
    const page = await store.list({ filter, sort: [], offset: found.length, limit: pageSize });
    found.push(...page);
    if (page.length < pageSize) return found;
  }
}
