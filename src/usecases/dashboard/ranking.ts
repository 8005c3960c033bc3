import type { Status } from '../../domain/assessment.ts';

/** Every status, those that need somebody first. Source: docs/evaluation.md. */
export const statusesWorstFirst: readonly Status[] = [
  'violated',
  'breaching',
  'tolerated',
  'warning',
  'noData',
  'notEvaluable',
  'compliant',
  'excluded',
  'pending',
];

/** Below 0 when `left` needs attention before `right`. Nothing at all comes last. */
export function compareStatus(left: Status | undefined, right: Status | undefined): number {
  return rankOf(left) - rankOf(right);
}

/** The one that needs attention first; undefined of none. */
export function worstOf(statuses: readonly Status[]): Status | undefined {
  return [...statuses].sort(compareStatus)[0];
}

function rankOf(status: Status | undefined): number {
  return status === undefined ? statusesWorstFirst.length : statusesWorstFirst.indexOf(status);
}
