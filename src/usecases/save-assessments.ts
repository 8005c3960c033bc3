import type { ResourceStore, ResourceWrite, StoredResource } from '../tmf630/resource-store.ts';
import { assessmentId, digestOf, storedAssessment } from './assessment-record.ts';
import type { Evaluation } from './evaluate-commitment.ts';

/**
 * Saves what evaluations found, one document per commitment and period. What is already stored with the same digest
 * and finality is left alone; a final result that changes becomes `restated` with the next revision. Idempotent.
 * A write that another run overtook is dropped: that run saw at least the same facts or leaves the buckets dirty.
 */
export async function saveAssessments(
  store: ResourceStore,
  evaluations: readonly Evaluation[],
  now: number,
): Promise<void> {
  const drafts = evaluations.flatMap(({ commitment, assessments }) =>
    assessments.map((each) => ({
      commitment,
      ...each,
      id: assessmentId(commitment.terms.id, each.assessment.period.id),
    })),
  );
  if (drafts.length === 0) return;
  const latest = new Map(drafts.map((draft) => [draft.id, draft]));
  const stored = new Map((await store.getMany([...latest.keys()])).map((each) => [each.id, each]));
  const writes = [...latest.values()].flatMap((draft) => writeOf(draft, stored.get(draft.id), now));
  if (writes.length > 0) await store.writeMany(writes);
}

type Draft = Evaluation['assessments'][number] & { commitment: Evaluation['commitment'] };

function writeOf(
  { commitment, assessment, finalAt }: Draft,
  known: StoredResource | undefined,
  now: number,
): ResourceWrite[] {
  const due = finalAt === undefined ? {} : { finalAt };
  if (known === undefined) {
    const resource = storedAssessment(commitment, assessment, {
      revision: 1,
      statement: 1,
      createdAt: now,
      now,
      ...due,
    });
    return [{ kind: 'insert', resource, events: [] }];
  }
  const { finality } = known.document;
  const isSame = known.internal['digest'] === digestOf(assessment);
  const wasFinal = finality === 'final' || finality === 'restated';
  if (isSame && (wasFinal || finality === assessment.finality)) return [];
  const statement = Number(known.document['revision']) + (wasFinal ? 1 : 0);
  const restated = wasFinal ? { ...assessment, finality: 'restated' as const } : assessment;
  const place = { revision: known.revision + 1, statement, createdAt: known.createdAt, now, ...(wasFinal ? {} : due) };
  const resource = storedAssessment(commitment, restated, place);
  return [{ kind: 'replace', resource, expectedRevision: known.revision, events: [] }];
}
