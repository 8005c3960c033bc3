import type { ResourceStore, ResourceWrite } from '../tmf630/resource-store.ts';
import { type Again, type Commitment, commitmentOf, storedCommitment } from './commitment-record.ts';

const attempts = 5;
/** A commitment keeps so many stretches; beyond it they become one. */
const mostStretches = 32;

/**
 * Has commitments assessed again over a stretch of event time, although nothing was measured there: a calendar or a
 * maintenance window that concerns them has changed. They are due at once (`now`, UTC ms). The reason is told with what is
 * stated anew. Idempotent; unknown ids are ignored. Answers how many of them there are. What others write
 * meanwhile is kept; ids that are contended to the last are tried again by whoever calls again.
 */
export async function reassess(
  commitments: ResourceStore,
  ids: readonly string[],
  { again, now }: { again: Again; now: number },
): Promise<number> {
  let left = [...new Set(ids)];
  let marked = 0;
  for (let attempt = 0; attempt < attempts && left.length > 0; attempt += 1) {
    const found = (await commitments.getMany(left)).map(commitmentOf);
    const outcomes = await commitments.writeMany(found.map((each) => marking(each, again, now)));
    marked += outcomes.filter(({ outcome }) => outcome === 'written').length;
    left = found.flatMap(({ terms }, at) => (outcomes[at]?.outcome === 'stale' ? [terms.id] : []));
  }
  return marked;
}

function marking(commitment: Commitment, again: Again, now: number): ResourceWrite {
  const { schedule, revision } = commitment;
  const marked: Commitment = {
    ...commitment,
    revision: revision + 1,
    schedule: { ...schedule, dueAt: now, again: withStretch(schedule.again ?? [], again) },
  };
  return { kind: 'replace', resource: storedCommitment(marked, now), expectedRevision: revision, events: [] };
}

function withStretch(known: readonly Again[], more: Again): Again[] {
  const isKnown = known.some(
    ({ start, end, reason }) => start === more.start && end === more.end && reason === more.reason,
  );
  if (isKnown) return [...known];
  const all = [...known, more];
  if (all.length <= mostStretches) return all;
  const start = Math.min(...all.map((each) => each.start));
  const end = Math.max(...all.map((each) => each.end));
  return [{ start, end, reason: more.reason }];
}
