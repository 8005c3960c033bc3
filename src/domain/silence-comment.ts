import { formatInstant } from '../kernel/instant.ts';
import type { CommitmentTerms, Transition } from './commitment.ts';
import { minuteMs } from './duration.ts';

/** What is said to people of a violation that missing updates are: since when, how often they were expected, how many may be missed. */
export function commentOnSilence(
  { objective, series }: CommitmentTerms,
  { at, lastUpdateAt = at }: Extract<Transition, { kind: 'violationOpened' }>,
): string {
  const of = series.subject === '*' ? '' : ` of ${series.subject}`;
  const since = `no update of ${series.indicator}${of} as expected after ${formatInstant(lastUpdateAt)}`;
  if (objective?.grace === undefined) return since;
  const { times, scope } = objective.grace;
  const within = scope === 'perPeriod' && objective.window.type === 'calendar' ? 'in a period' : 'in a row';
  const interval = `${String(objective.measurementIntervalMs / minuteMs)} min`;
  const allowed = times === 0 ? 'none may be missed' : `${String(times)} ${within} may be missed`;
  return `${since}; at ${formatInstant(at)} one too many was missed (one every ${interval}, of which ${allowed})`;
}
