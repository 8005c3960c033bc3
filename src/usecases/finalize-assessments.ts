import { allOf, whereInternal } from '../tmf630/query/filter-expression.ts';
import { finalizedEvent } from './assessment-events.ts';
import type { ResourceStore, StoredResource } from '../tmf630/resource-store.ts';

const pageSize = 500;

/**
 * Makes the provisional assessments of a partition final whose allowed lateness has passed at `now` (UTC ms); answers
 * how many. The event of each is in the same write. Compare-and-set, so overlapping runs are harmless; at most one page, the next beat does the rest.
 */
export async function finalizeAssessments(store: ResourceStore, partition: number, now: number): Promise<number> {
  const filter = allOf(whereInternal('partition', 'eq', partition), whereInternal('finalAt', 'lte', now));
  const sort = [{ scope: 'internal', path: 'finalAt', direction: 'ascending' }] as const;
  const due = await store.list({ filter, sort, offset: 0, limit: pageSize });
  if (due.length === 0) return 0;
  const outcomes = await store.writeMany(
    due.map((stored) => {
      const resource = finalForm(stored, now);
      return { kind: 'replace', resource, expectedRevision: stored.revision, events: [finalizedEvent(resource)] };
    }),
  );
  return outcomes.filter(({ outcome }) => outcome === 'written').length;
}

function finalForm(stored: StoredResource, now: number): StoredResource {
  const { finalAt: _past, ...internal } = stored.internal;
  const document = { ...stored.document, finality: 'final' };
  return { ...stored, revision: stored.revision + 1, updatedAt: now, document, internal };
}
