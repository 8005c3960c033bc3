import { parseInstant, type Interval } from '../kernel/instant.ts';
import type { ContractText, PeriodText, WindowText } from './contract-text.ts';
import { durationText } from './duration.ts';
import type { ConformanceWindow } from './objective-model.ts';
import { windowFault } from './period.ts';
import { isZone, localMonth, localMonthStart } from './zone.ts';

/** Notes what is wrong with, or was assumed about, a contract while it is read. */
export interface ReadingNotes {
  /** Why the contract cannot be evaluated. */
  reasons: string[];
  /** Attributes that took a default. */
  defaulted: string[];
  /** How choices were made, for people. */
  remarks: string[];
}

/**
 * The recurring window of a promise: `conformanceWindow`, else what `conformancePeriod` means (both ends: its length
 * repeats, in calendar months when both ends are month starts in the zone; one end: months from there), else rolling
 * 30 days. Faults go to the notes. Source: docs/evaluation.md.
 */
export function readWindow(text: ContractText, notes: ReadingNotes): ConformanceWindow {
  const timeZone = readZone(text, notes);
  if (timeZone === undefined) return { type: 'rolling', duration: 'P30D', timeZone: 'UTC' };
  const window =
    text.window === undefined ? fromPeriod(text, timeZone, notes) : fromExtension(text.window, timeZone, notes);
  const fault = windowFault(window);
  if (fault !== undefined) notes.reasons.push(`conformanceWindow: ${fault}`);
  return window;
}

/** The overlap of every validFor that applies; open ends are absent. Unreadable or reversed ends give a reason. */
export function readValidFor(periods: readonly PeriodText[], notes: ReadingNotes): { start?: number; end?: number } {
  const starts = periods.flatMap(({ start }) => readInstant(start, 'validFor.startDateTime', notes) ?? []);
  const ends = periods.flatMap(({ end }) => readInstant(end, 'validFor.endDateTime', notes) ?? []);
  const valid: { start?: number; end?: number } = {};
  if (starts.length > 0) valid.start = Math.max(...starts);
  if (ends.length > 0) valid.end = Math.min(...ends);
  const { start = -Infinity, end = Infinity } = valid;
  if (start >= end) notes.reasons.push('validFor: ends before it starts');
  return valid;
}

/** The length of a tolerancePeriod, ms: only its length is used. Zero when absent. Source: docs/evaluation.md. */
export function readToleranceMs(period: PeriodText | undefined, notes: ReadingNotes): number {
  if (period === undefined) return 0;
  const start = readInstant(period.start, 'tolerancePeriod.startDateTime', notes);
  const end = readInstant(period.end, 'tolerancePeriod.endDateTime', notes);
  if (start === undefined || end === undefined) {
    notes.remarks.push('tolerancePeriod: without both ends it has no length and is not used');
    return 0;
  }
  return Math.max(0, end - start);
}

function readZone({ window, timeZone }: ContractText, notes: ReadingNotes): string | undefined {
  const zone = window?.timeZone ?? timeZone;
  if (zone === undefined) notes.defaulted.push('timeZone');
  if (zone === undefined || isZone(zone)) return zone ?? 'UTC';
  notes.reasons.push(`time zone "${zone.slice(0, 64)}" is not known`);
  return undefined;
}

function fromExtension(text: WindowText, timeZone: string, notes: ReadingNotes): ConformanceWindow {
  const type = windowType(text.type, notes);
  if (text.duration === undefined) notes.defaulted.push('conformanceWindow.duration');
  const anchor = readInstant(text.anchor, 'conformanceWindow.anchor', notes);
  const duration = text.duration?.toUpperCase() ?? (type === 'rolling' ? 'P30D' : 'P1M');
  return { type, duration, timeZone, ...(anchor === undefined || type === 'rolling' ? {} : { anchor }) };
}

function windowType(text: string | undefined, notes: ReadingNotes): ConformanceWindow['type'] {
  const type = text?.toLowerCase() ?? 'calendar';
  if (type === 'calendar' || type === 'rolling') return type;
  notes.reasons.push('conformanceWindow.type: must be calendar or rolling');
  return 'calendar';
}

function fromPeriod({ conformancePeriod }: ContractText, timeZone: string, notes: ReadingNotes): ConformanceWindow {
  const start = readInstant(conformancePeriod?.start, 'conformancePeriod.startDateTime', notes);
  const end = readInstant(conformancePeriod?.end, 'conformancePeriod.endDateTime', notes);
  if (start !== undefined && end !== undefined) {
    if (end <= start) notes.reasons.push('conformancePeriod: ends before it starts');
    return repeated({ start, end }, timeZone);
  }
  const only = start ?? end;
  if (only !== undefined) return monthsFrom(only, 1, timeZone);
  notes.defaulted.push('conformancePeriod');
  return { type: 'rolling', duration: 'P30D', timeZone };
}

function repeated({ start, end }: Interval, timeZone: string): ConformanceWindow {
  if (isMonthStart(timeZone, start) && isMonthStart(timeZone, end)) {
    return monthsFrom(start, Math.max(1, localMonth(timeZone, end) - localMonth(timeZone, start)), timeZone);
  }
  return { type: 'calendar', duration: durationText(end - start), timeZone, anchor: start };
}

function monthsFrom(start: number, months: number, timeZone: string): ConformanceWindow {
  const window: ConformanceWindow = { type: 'calendar', duration: `P${String(months)}M`, timeZone };
  return months === 1 && isMonthStart(timeZone, start) ? window : { ...window, anchor: start };
}

function isMonthStart(timeZone: string, instant: number): boolean {
  return localMonthStart(timeZone, localMonth(timeZone, instant)) === instant;
}

function readInstant(text: string | undefined, path: string, notes: ReadingNotes): number | undefined {
  if (text === undefined) return undefined;
  const instant = parseInstant(text);
  if (instant === undefined) notes.reasons.push(`${path}: "${text.slice(0, 40)}" is not an RFC 3339 date-time`);
  return instant;
}
