import { conflict } from '../kernel/problem.ts';
import type { ResourceStore, ResourceWrite } from '../tmf630/resource-store.ts';
import { type Again, settledAfterMs, withStretch } from './again.ts';
import { type Commitment, commitmentOf, storedCommitment } from './commitment-record.ts';

const attempts = 5;

/**
 * Has commitments assessed again over a stretch of event time, although nothing was measured there: what counts in it has
 * changed. They are due as soon as nobody remembers what was before (`settledAfterMs` from `now`, UTC ms). The reason is told
 * with what is stated anew. Idempotent; unknown ids and commitments without an objective are ignored. Answers how many of
 * them there are. What others write meanwhile is kept; Problem `conflict` when others are faster to the last: calling again
 * completes it.
 */
export async function reassess(
  commitments: ResourceStore,
  ids: readonly string[],
  { again, now }: { again: Again; now: number },
): Promise<number> {
  let left = [...new Set(ids)];
  let marked = 0;
  for (let attempt = 0; attempt < attempts && left.length > 0; attempt += 1) {
    const found = (await commitments.getMany(left))
      .map(commitmentOf)
      .filter(({ terms }) => terms.objective !== undefined);
    const outcomes = await commitments.writeMany(found.map((each) => marking(each, again, now)));
    marked += outcomes.filter(({ outcome }) => outcome === 'written').length;
    left = found.flatMap(({ terms }, at) => (outcomes[at]?.outcome === 'stale' ? [terms.id] : []));
  }
  if (left.length > 0) throw conflict('commitment', 'is being evaluated, try again');
  return marked;
}

function marking(commitment: Commitment, again: Again, now: number): ResourceWrite {
  const { schedule, revision } = commitment;
  const from = now + settledAfterMs;
  const marked: Commitment = {
    ...commitment,
    revision: revision + 1,
    schedule: {
      ...schedule,
      dueAt: Math.min(schedule.dueAt ?? Infinity, from),
      again: withStretch(schedule.again ?? [], { ...again, from }),
    },
  };
  return { kind: 'replace', resource: storedCommitment(marked, now), expectedRevision: revision, events: [] };
}
