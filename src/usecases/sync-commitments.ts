import type { CommitmentTerms } from '../domain/commitment.ts';
import { referencesOf, termsOfObjective, termsOfSla } from '../domain/commitment-terms.ts';
import { isInForce } from '../domain/objective.ts';
import type { Clock } from '../kernel/clock.ts';
import { derivedId } from '../kernel/ids.ts';
import { objectsAt, textAt } from '../kernel/json.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import { type FilterExpression, where, whereInternal } from '../tmf630/filter-expression.ts';
import type { ResourceStore, ResourceWrite, StoredResource } from '../tmf630/resource-store.ts';
import { type Commitment, commitmentOf, newCommitment, storedCommitment } from './commitment-record.ts';

/** The collections commitments are made from, and theirs. */
export interface SyncDeps {
  slas: ResourceStore;
  objectives: ResourceStore;
  specifications: ResourceStore;
  commitments: ResourceStore;
  clock: Clock;
}

const pageSize = 500;

/**
 * Brings the commitments in line with the contract a change event is about: makes, renews and ends them. Reads the
 * contracts as they are now, so a repeated, late or doubled event does no harm. Other events are ignored.
 */
export async function syncCommitments(deps: SyncDeps, event: ChangeEvent): Promise<void> {
  if (event.resourceName === 'sla') await syncSla(deps, event.resourceId);
  if (event.resourceName === 'serviceLevelSpecification') await syncSlasOfSpecification(deps, event.resourceId);
  if (event.resourceName !== 'serviceLevelObjective') return;
  await syncObjective(deps, event.resourceId);
  await forEachMatch(deps.slas, whereInternal('objectiveIds', 'eq', event.resourceId), (sla) => syncSla(deps, sla.id));
  await forEachMatch(
    deps.specifications,
    where('relatedServiceLevelObjective.id', 'eq', event.resourceId),
    (specification) => syncSlasOfSpecification(deps, specification.id),
  );
}

async function syncSlasOfSpecification(deps: SyncDeps, specificationId: string): Promise<void> {
  await forEachMatch(deps.slas, whereInternal('specificationId', 'eq', specificationId), (sla) =>
    syncSla(deps, sla.id),
  );
}

async function syncObjective(deps: SyncDeps, objectiveId: string): Promise<void> {
  const stored = await deps.objectives.get(objectiveId);
  const terms = stored === undefined ? [] : termsOfObjective(stored.document, stored.revision);
  const existing = await commitmentsWhere(deps, whereInternal('objectiveId', 'eq', objectiveId));
  await settle(
    deps,
    terms,
    existing.filter((each) => each.terms.source.kind === 'objective'),
  );
}

async function syncSla(deps: SyncDeps, slaId: string): Promise<void> {
  const stored = await deps.slas.get(slaId);
  const terms = stored === undefined ? [] : await termsOf(deps, stored);
  await settle(deps, terms, await commitmentsWhere(deps, whereInternal('slaId', 'eq', slaId)));
}

async function termsOf(deps: SyncDeps, sla: StoredResource): Promise<CommitmentTerms[]> {
  if (!isInForce(sla.document)) return [];
  const { objectiveIds, specificationId } = referencesOf(sla.document);
  const specification = specificationId === undefined ? undefined : await deps.specifications.get(specificationId);
  const templateIds = specification === undefined ? [] : objectivesOf(specification);
  const found = await deps.objectives.getMany([...new Set([...objectiveIds, ...templateIds])]);
  const referenced = new Map(found.map(({ id, document, revision }) => [id, { document, revision }]));
  return termsOfSla(sla.document, sla.revision, { objectives: referenced, templateObjectiveIds: templateIds });
}

function objectivesOf(specification: StoredResource): string[] {
  return objectsAt(specification.document, 'relatedServiceLevelObjective').flatMap(
    (reference) => textAt(reference, 'id') ?? [],
  );
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
    throw new Error('a commitment changed while its terms were renewed');
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
  const renewed: Commitment = {
    ...commitment,
    revision: commitment.revision + 1,
    terms,
    state: { ...commitment.state, status },
    schedule: { ...commitment.schedule, ...(terms.objective === undefined ? {} : { dueAt: now }) },
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

async function commitmentsWhere(deps: SyncDeps, filter: FilterExpression): Promise<Commitment[]> {
  const found: Commitment[] = [];
  await forEachMatch(deps.commitments, filter, (stored) => {
    found.push(commitmentOf(stored));
    return Promise.resolve();
  });
  return found;
}

async function forEachMatch(
  store: ResourceStore,
  filter: FilterExpression,
  visit: (stored: StoredResource) => Promise<void>,
): Promise<void> {
  for (let offset = 0; ; offset += pageSize) {
    const page = await store.list({ filter, sort: [], offset, limit: pageSize });
    for (const stored of page) await visit(stored);
    if (page.length < pageSize) return;
  }
}
