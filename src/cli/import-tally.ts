import { grouped } from './progress.ts';
import type { Rejection } from './mapped-row.ts';

/** What an import has come to so far. */
export interface ImportTally {
  rows: number;
  /** Last line of the file that was read. */
  lastLine: number;
  accepted: number;
  duplicate: number;
  collapsed: number;
  missing: number;
  rejected: number;
  /** The first of the rejections. */
  reasons: Rejection[];
}

/** How many rejections are told one by one. */
const mostReasons = 20;

/** Nothing so far. */
export function emptyTally(): ImportTally {
  return {
    rows: 0,
    lastLine: 1,
    accepted: 0,
    duplicate: 0,
    collapsed: 0,
    missing: 0,
    rejected: 0,
    reasons: [],
  };
}

/** Counts rejections, keeping the first few; `count` when there are more of them than are listed. */
export function addRejections(tally: ImportTally, rejections: readonly Rejection[], count = rejections.length): void {
  tally.rejected += count;
  tally.reasons.push(...rejections.slice(0, mostReasons - tally.reasons.length));
}

/** The summary for the end of an import: a line for each count, then the first rejections. */
export function describeTally(tally: ImportTally): string {
  const rows: [string, number, string][] = [
    ['rows', tally.rows, ''],
    ['accepted', tally.accepted, 'new, or in the place of another value'],
    ['duplicate', tally.duplicate, 'known already'],
    ['collapsed', tally.collapsed, 'same series and time as the next row'],
    ['missing', tally.missing, 'cells without a value'],
    ['rejected', tally.rejected, ''],
  ];
  const counts = rows.map(([name, count, note]) =>
    `${name.padEnd(10)}${grouped(count).padStart(12)}  ${note}`.trimEnd(),
  );
  const reasons = tally.reasons.map(
    ({ line, column, reason }) => `  line ${line}${column === '' ? '' : `, ${column}`}: ${reason}`,
  );
  const more = tally.rejected - tally.reasons.length;
  return [...counts, ...reasons, ...(more > 0 ? [`  and ${grouped(more)} more`] : []), ''].join('\n');
}
