import { conflict } from '../kernel/problem.ts';
import type { ResourceStore, ResourceWrite } from '../tmf630/resource-store.ts';
import { type Again, settledAfterMs, withAsOf, withStretch } from './again.ts';
import { type Commitment, commitmentOf, storedCommitment } from './commitment-record.ts';

const attempts = 5;

/** What to mark: a stretch for all, or one for each; undefined for none. */
export type StretchFor = Again | ((commitment: Commitment) => Again | undefined);

/**
 * Has commitments assessed again over a stretch of event time, although nothing was measured there: what counts in it has
 * changed. They are due as soon as nobody remembers what was before (`settledAfterMs` from `now`, UTC ms). The reason is told
 * with what is stated anew; with `recomputation` the calendars count as they are now. Idempotent; unknown ids and commitments without an
 * objective are ignored. Answers how many of them there are. What others write meanwhile is kept; Problem `conflict` when
 * others are faster to the last: calling again completes it.
 */
export async function reassess(
  commitments: ResourceStore,
  ids: readonly string[],
  { again, now }: { again: StretchFor; now: number },
): Promise<number> {
  let left = [...new Set(ids)];
  let marked = 0;
  for (let attempt = 0; attempt < attempts && left.length > 0; attempt += 1) {
    const found = (await commitments.getMany(left)).map(commitmentOf);
    const markings = found.flatMap((each) => {
      const stretch = typeof again === 'function' ? again(each) : again;
      return each.terms.objective === undefined || stretch === undefined ? [] : [{ each, stretch }];
    });
    const outcomes = await commitments.writeMany(markings.map(({ each, stretch }) => marking(each, stretch, now)));
    marked += outcomes.filter(({ outcome }) => outcome === 'written').length;
    left = markings.flatMap(({ each }, at) => (outcomes[at]?.outcome === 'stale' ? [each.terms.id] : []));
  }
  if (left.length > 0) throw conflict('commitment', 'is being evaluated, try again');
  return marked;
}

function marking(commitment: Commitment, again: Again, now: number): ResourceWrite {
  const { schedule, revision } = commitment;
  const from = now + settledAfterMs;
  const marked = withMark(commitment, { ...again, from }, now);
  const due: Commitment = {
    ...marked,
    revision: revision + 1,
    schedule: { ...marked.schedule, dueAt: Math.min(schedule.dueAt ?? Infinity, from) },
  };
  return { kind: 'replace', resource: storedCommitment(due, now), expectedRevision: revision, events: [] };
}

/** The commitment with a stretch to assess again; of a recomputation by the calendars as they are at `now` (UTC ms). Pure. */
export function withMark(commitment: Commitment, again: Again, now: number): Commitment {
  const { schedule } = commitment;
  const { start, end, recomputation } = again;
  const asOf = recomputation && withAsOf(schedule.asOf, { start, end, at: now });
  return {
    ...commitment,
    schedule: {
      ...schedule,
      again: withStretch(schedule.again ?? [], again),
      ...(asOf === undefined ? {} : { asOf }),
    },
  };
}
