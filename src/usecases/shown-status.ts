import { excludedIn } from '../domain/counted-time.ts';
import type { TimeRules } from '../domain/counted-time.ts';
import type { CommitmentState, Transition } from '../domain/commitment.ts';
import { contains } from '../domain/intervals.ts';
import type { Interval } from '../kernel/instant.ts';

/** What is excluded around the present. Instants in UTC ms. */
export interface PresentExclusion {
  /** When the exclusion in which the present lies began; absent: it lies in none. */
  since?: number;
  /** The next instant at which that changes; absent: none is known. */
  changesAt?: number;
}

/** Whether the present lies in excluded time, by the rules of the period it lies in. Pure. */
export function presentExclusion(time: TimeRules, period: Interval, now: number): PresentExclusion {
  const excluded = excludedIn({ ...period, samplesBefore: period.end }, time);
  const changesAt = excluded.flatMap(({ start, end }) => [start, end]).find((instant) => instant > now);
  const inside = contains(excluded, now) ? excluded.find(({ end }) => end > now) : undefined;
  return {
    ...(inside === undefined ? {} : { since: inside.start }),
    ...(changesAt === undefined ? {} : { changesAt }),
  };
}

/** State and transitions as they are told while the present may be excluded. */
export interface Told {
  state: CommitmentState;
  transitions: Transition[];
}

/**
 * What an evaluation tells of the status while the present lies in excluded time: `excluded` in place of the standing, which is
 * kept below it; changes below it are not told until it ends. Violations are told as ever. Pure.
 */
export function toldUnder(
  { since }: PresentExclusion,
  told: Told,
  { before, now }: { before: CommitmentState; now: number },
): Told {
  const { excludedSince: was, ...rest } = told.state;
  const state: CommitmentState = since === undefined ? rest : { ...rest, excludedSince: was ?? since };
  if (was === undefined && since === undefined) return { state, transitions: told.transitions };
  const others = told.transitions.filter(({ kind }) => kind !== 'status');
  const from = was === undefined ? before.status : 'excluded';
  const to = since === undefined ? state.status : 'excluded';
  if (from === to) return { state, transitions: others };
  return { state, transitions: [...others, { kind: 'status', from, to, at: since ?? now }] };
}
