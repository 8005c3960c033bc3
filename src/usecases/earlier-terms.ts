import type { CommitmentTerms } from '../domain/commitment.ts';
import type { Objective, Period } from '../domain/objective-model.ts';
import { periodsBetween } from '../domain/period.ts';
import { type AsOf, asOfPeriod } from './again.ts';

/** What a contract said before it was changed. */
export interface EarlierTerms {
  /** Up to where periods were judged by it: event time, UTC ms, not later than when it was changed. */
  until: number;
  objective: Objective;
  time: NonNullable<CommitmentTerms['time']>;
  versions: string[];
}

/** Terms with an objective. */
export type EvaluableTerms = CommitmentTerms & { objective: Objective };

/** Of a commitment, what says by what its periods are judged. */
export interface Judging {
  terms: EvaluableTerms;
  schedule: { earlier?: EarlierTerms[]; asOf?: AsOf[] };
}

/** Of a contract that is changed more often than this, the first of these stands for what was before. */
const mostKept = 16;
const mostPeriods = 2000;
const saysNothing = { calendars: [], treatment: 'none' } as const;

/** The earlier terms of a commitment whose terms are replaced, judged by up to an instant: with these, if they promised anything else. */
export function withEarlier(
  known: readonly EarlierTerms[] | undefined,
  { replaced, by, at }: { replaced: CommitmentTerms; by: CommitmentTerms; at: number },
): EarlierTerms[] {
  const { objective, time = saysNothing, versions } = replaced;
  const earlier = known ?? [];
  const isNew = at > (earlier.at(-1)?.until ?? -Infinity);
  if (objective === undefined || !isNew || isSamePromise(replaced, by)) return [...earlier];
  return [...earlier, { until: at, objective, time, versions }].slice(-mostKept);
}

function isSamePromise(left: CommitmentTerms, right: CommitmentTerms): boolean {
  const [one, other] = [left, right].map(({ objective, time = saysNothing }) => JSON.stringify([objective, time]));
  return one === other;
}

/**
 * The terms a period is judged by. A change of a contract applies to the period then open and to later ones: those that were over and
 * judged stay as they are, whatever comes in late, unless a recomputation has asked for more.
 */
export function termsOf({ terms, schedule }: Judging, period: Period): EvaluableTerms {
  const earlier = schedule.earlier?.find(({ until }) => period.end <= until);
  if (earlier === undefined) return terms;
  const asOf = asOfPeriod(schedule.asOf, terms.objective, period) ?? -Infinity;
  const own = schedule.earlier?.find(({ until }) => Math.max(period.end, asOf) <= until);
  return own === undefined ? terms : { ...terms, objective: own.objective, time: own.time, versions: own.versions };
}

/** The periods to take as their own terms cut time: where those had other windows, theirs in place of the present ones. In order. */
export function asJudged(commitment: Judging, periods: readonly Period[]): Period[] {
  if ((commitment.schedule.earlier ?? []).length === 0) return [...periods];
  const { objective } = commitment.terms;
  const found = new Map<string, Period>();
  for (const period of periods) {
    const own = termsOf(commitment, period).objective;
    const isSame =
      JSON.stringify([own.window, own.validFor]) === JSON.stringify([objective.window, objective.validFor]);
    const theirs = isSame ? [period] : periodsBetween(own, period, mostPeriods);
    for (const each of theirs) if (isSame || termsOf(commitment, each).objective === own) found.set(each.id, each);
  }
  return [...found.values()].sort((left, right) => left.start - right.start || left.end - right.end);
}
