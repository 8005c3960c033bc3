import type { Interval } from '../kernel/instant.ts';
import { firstOf, intersection, merged } from './intervals.ts';

/** What work on the network is done for. `emergency` work is reported and never excluded. Source: docs/evaluation.md. */
export type MaintenanceKind = 'planned' | 'emergency' | 'customer' | 'forceMajeure';

/** One stretch of maintenance as it was announced: up to the announced end, whatever the work took. UTC ms. */
export interface AnnouncedWork extends Interval {
  kind: MaintenanceKind;
  /** When the customers were told, UTC ms; absent when nobody knows. */
  noticeGivenAt?: number;
}

/** What a contract lets maintenance take out of the time that counts. */
export interface ExclusionRules {
  /** How long before its start work must have been announced, ms; absent: announced or not. */
  minNoticeMs?: number;
  /** The most that may be excluded in one period, ms: the first so many in order of time. Absent: no limit. */
  maxPerPeriodMs?: number;
  /** The hours in which work may be excluded, a set of intervals; absent: at any time. */
  allowedHours?: readonly Interval[];
}

/** The work that touches what is promised, the contract's rules, and the counted time P ∩ V ∩ S of the period as a set of intervals. */
export interface ExclusionInput {
  windows: readonly AnnouncedWork[];
  rules: ExclusionRules;
  counted: readonly Interval[];
}

/**
 * The part of the counted time that maintenance takes out: work that may be excluded, announced in time, inside the allowed
 * hours; overlaps merged, then cut to counted time, then capped. A set of intervals inside `counted`. Pure. Source:
 * docs/evaluation.md.
 */
export function excludedTime({ windows, rules, counted }: ExclusionInput): Interval[] {
  const { allowedHours, maxPerPeriodMs = Infinity } = rules;
  const announced = merged(windows.filter((window) => mayBeExcluded(window, rules)));
  const allowed = allowedHours === undefined ? announced : intersection(announced, allowedHours);
  return firstOf(intersection(allowed, counted), maxPerPeriodMs);
}

/** Whether work of that kind, announced then, may be excluded at all under a contract's rules. */
export function mayBeExcluded({ kind, start, noticeGivenAt }: AnnouncedWork, { minNoticeMs }: ExclusionRules): boolean {
  if (kind === 'emergency') return false;
  if (minNoticeMs === undefined || minNoticeMs <= 0) return true;
  return noticeGivenAt !== undefined && start - noticeGivenAt >= minNoticeMs;
}
