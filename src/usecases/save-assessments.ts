import type { CreditDelta } from '../domain/credit.ts';
import { parseInstant } from '../kernel/instant.ts';
import { objectAt, textAt } from '../kernel/json.ts';
import { where } from '../tmf630/query/filter-expression.ts';
import type { ResourceStore, ResourceWrite, StoredResource } from '../tmf630/resource-store.ts';
import { finalizedEvent, restatedEvent } from './assessment-events.ts';
import { assessmentId, digestOf, storedAssessment } from './assessment-record.ts';
import { earlierStatement } from './assessment-statements.ts';
import type { Evaluation } from './evaluation.ts';

/** The assessments stored before for what evaluations found, by id. */
export type KnownAssessments = ReadonlyMap<string, StoredResource>;

/** Reads what is stored for the periods that evaluations found something about. */
export async function knownAssessments(
  store: ResourceStore,
  evaluations: readonly Evaluation[],
): Promise<KnownAssessments> {
  const ids = [...new Set(draftsOf(evaluations).map(({ id }) => id))];
  const stored = ids.length === 0 ? [] : await store.getMany(ids);
  return new Map(stored.map((each) => [each.id, each]));
}

/** Finds the start of the first period that was recorded of a commitment, UTC ms. Reads only. */
export function firstAssessedIn(store: ResourceStore): (commitmentId: string) => Promise<number | undefined> {
  return async (commitmentId) => {
    const filter = where('commitment.id', 'eq', commitmentId);
    const sort = [{ scope: 'document', path: 'period.startDateTime', direction: 'ascending' }] as const;
    const [first] = await store.list({ filter, sort, offset: 0, limit: 1 });
    const period = first && objectAt(first.document, 'period');
    return period && parseInstant(textAt(period, 'startDateTime') ?? '');
  };
}

/** Whether a stored result is final: a change of it is a restatement. */
export function isFinal(stored: StoredResource | undefined): boolean {
  const finality = stored && textAt(stored.document, 'finality');
  return finality === 'final' || finality === 'restated';
}

/** Where results go, and what was stated of them before. */
export interface AssessmentStores {
  assessments: ResourceStore;
  assessmentStatements: ResourceStore;
}

/**
 * Saves what evaluations found, one document per commitment and period, with the events of what becomes final or is stated
 * anew in the same write. What is already stored with the same digest and finality is left alone; a final result that
 * changes becomes `restated` with the next revision, and what it said before is kept as an earlier statement, written first.
 * Idempotent. A write that another run overtook is dropped: that run saw at least the same facts or leaves the buckets dirty.
 */
export async function saveAssessments(
  stores: AssessmentStores,
  evaluations: readonly Evaluation[],
  { known, now, creditsOf }: { known: KnownAssessments; now: number; creditsOf?: CreditsOf },
): Promise<void> {
  const latest = new Map(draftsOf(evaluations).map((draft) => [draft.id, draft]));
  const drafts = [...latest.values()];
  const credits = await creditsRestated(drafts, known, creditsOf);
  const changes = drafts.flatMap((draft) => changeOf(draft, known.get(draft.id), { now, credits }) ?? []);
  if (changes.length === 0) return;
  const statements = changes.flatMap(({ statement }) => statement ?? []);
  // Before what replaces them: a crash in between repeats it, and one that is there already says the same.
  if (statements.length > 0) await stores.assessmentStatements.writeMany(statements);
  await stores.assessments.writeMany(changes.map(({ write }) => write));
}

/** What becomes of the credits of an evaluation's violations, which are recorded. Only reads. */
export type CreditsOf = (evaluation: Evaluation) => Promise<CreditDelta[]>;

type Draft = Evaluation['assessments'][number] & {
  id: string;
  commitment: Evaluation['commitment'];
  evaluation: Evaluation;
};

/** By evaluation, and only of those that state a final result anew. */
async function creditsRestated(
  drafts: readonly Draft[],
  known: KnownAssessments,
  creditsOf: CreditsOf | undefined,
): Promise<Map<Evaluation, CreditDelta[]>> {
  const found = new Map<Evaluation, CreditDelta[]>();
  for (const { id, assessment, evaluation } of drafts) {
    const stored = known.get(id);
    const isRestated = isFinal(stored) && stored?.internal['digest'] !== digestOf(assessment);
    if (creditsOf !== undefined && isRestated && !found.has(evaluation))
      found.set(evaluation, await creditsOf(evaluation));
  }
  return found;
}

function draftsOf(evaluations: readonly Evaluation[]): Draft[] {
  return evaluations.flatMap((evaluation) => {
    const { commitment, assessments } = evaluation;
    return assessments.map((each) => ({
      evaluation,
      commitment: each.terms === undefined ? commitment : { ...commitment, terms: each.terms },
      ...each,
      id: assessmentId(commitment.terms.id, each.assessment.period.id),
    }));
  });
}

interface Change {
  write: ResourceWrite;
  /** What was said before of a final result. */
  statement?: ResourceWrite;
}

interface Circumstances {
  now: number;
  credits: ReadonlyMap<Evaluation, CreditDelta[]>;
}

function changeOf(draft: Draft, known: StoredResource | undefined, circumstances: Circumstances): Change | undefined {
  const { now } = circumstances;
  const { commitment, assessment, finalAt } = draft;
  const due = finalAt === undefined ? {} : { finalAt };
  if (known === undefined) {
    const place = { revision: 1, statement: 1, createdAt: now, now, ...due };
    const resource = storedAssessment(commitment, assessment, place);
    return { write: { kind: 'insert', resource, events: becomesFinal(resource) } };
  }
  const isSame = known.internal['digest'] === digestOf(assessment);
  if (isFinal(known)) return isSame ? undefined : restatement(draft, known, circumstances);
  if (isSame && known.document['finality'] === assessment.finality) return undefined;
  const statement = Number(known.document['revision']);
  const place = { revision: known.revision + 1, statement, createdAt: known.createdAt, now, ...due };
  const resource = storedAssessment(commitment, assessment, place);
  return {
    write: { kind: 'replace', resource, expectedRevision: known.revision, events: becomesFinal(resource) },
  };
}

function becomesFinal(resource: StoredResource): ReturnType<typeof finalizedEvent>[] {
  return isFinal(resource) ? [finalizedEvent(resource)] : [];
}

function restatement(
  { commitment, assessment, reason, recomputation, evaluation }: Draft,
  known: StoredResource,
  { now, credits }: Circumstances,
): Change {
  const own = (credits.get(evaluation) ?? []).filter(({ periodStart }) => periodStart === assessment.period.start);
  const resource = storedAssessment(
    commitment,
    { ...assessment, finality: 'restated' },
    {
      ...{ revision: known.revision + 1, createdAt: known.createdAt, now, reason },
      statement: Number(known.document['revision']) + 1,
      ...(recomputation === undefined ? {} : { recomputation }),
    },
  );
  return {
    statement: { kind: 'insert', resource: earlierStatement(known), events: [] },
    write: {
      kind: 'replace',
      resource,
      expectedRevision: known.revision,
      events: [restatedEvent(resource, known, own)],
    },
  };
}
