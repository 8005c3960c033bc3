import { countedSpan } from '../domain/aggregate.ts';
import { countedIntervals, type TimeRules, underRules } from '../domain/counted-time.ts';
import { clip } from '../domain/intervals.ts';
import type { Objective } from '../domain/objective-model.ts';
import { periodAt, periodsBetween } from '../domain/period.ts';
import type { Interval } from '../kernel/instant.ts';
import { asOfPeriod } from './again.ts';
import type { EvaluableCommitment } from './evaluation.ts';
import type { TimeRulesOf } from './ports.ts';

/** Of very short windows no more than this many are told apart. */
const mostPeriods = 2000;

/**
 * What counts of a stretch of many periods for a commitment: in each what its rules say of it whole, as a cap is counted in it. Of
 * windows that roll those back to back that end with the stretch. Time of which it cannot be said does not count. Undefined where the
 * contract says nothing about time. Only reads.
 */
export async function rulesOfStretch(
  { terms, schedule }: EvaluableCommitment,
  timeRulesOf: TimeRulesOf,
  stretch: Interval,
): Promise<TimeRules | undefined> {
  if (terms.time === undefined) return undefined;
  const rules: TimeRules = { excluded: [], treatment: 'none', versions: [] };
  const service: Interval[] = [];
  for (const { whole, part } of partsOf(terms.objective, stretch)) {
    const own = await timeRulesOf(terms, whole, asOfPeriod(schedule.asOf, terms.objective, whole));
    if ('reasons' in own) continue;
    service.push(...clip(own.service ?? [whole], part));
    rules.excluded.push(...clip(own.excluded, part));
    rules.treatment = own.treatment;
  }
  return { ...rules, service };
}

/** The counted time of a stretch under its rules, as intervals. Pure. */
export function countedIn(objective: Objective, time: TimeRules | undefined, stretch: Interval): Interval[] {
  return countedIntervals(underRules(countedSpan(objective, stretch, stretch.end), time));
}

/** A period, and the part of it that is asked about. */
interface Part {
  whole: Interval;
  part: Interval;
}

/** In order, without overlap. */
function partsOf({ window, validFor }: Objective, stretch: Interval): Part[] {
  if (window.type === 'calendar')
    return periodsBetween({ window, validFor }, stretch, mostPeriods).map((whole) => ({ whole, part: whole }));
  const parts: Part[] = [];
  for (let { end } = stretch; end > stretch.start && parts.length < mostPeriods;) {
    const whole = periodAt(window, end - 1);
    parts.unshift({ whole, part: { start: whole.start, end } });
    end = whole.start;
  }
  return parts;
}
