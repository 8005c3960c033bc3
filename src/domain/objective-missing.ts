import type { ContractText } from './contract-text.ts';
import { dayMs, hourMs } from './duration.ts';
import type { Objective } from './objective-model.ts';
import type { ReadingNotes } from './objective-window.ts';
import { parseLengthMs } from './quantity.ts';

/** How long a value or state is carried forward when the contract does not say. */
const defaultMaxAgeMs = hourMs;
const mostGraceTimes = 1_000_000;

/** What a contract says about time without data and updates that are missed. */
export type MissingDataTerms = Pick<Objective, 'missingData' | 'carryForwardMs' | 'grace'>;

/**
 * Reads `missingData` (`unknown`, `ignore`, `bad`, `good`, `carryForward` with `maxAge`), `graceTimes` and its scope.
 * Faults and defaults go to the notes. Source: docs/evaluation.md, section 4.
 */
export function readMissingData(text: ContractText, notes: ReadingNotes): MissingDataTerms {
  const missingData = policyOf(text.missingData, notes);
  const grace = graceOf(text, notes);
  return {
    missingData,
    ...(missingData === 'carryForward' ? { carryForwardMs: maxAgeOf(text.missingDataMaxAge, notes) } : {}),
    ...(grace === undefined ? {} : { grace }),
  };
}

function policyOf(text: string | undefined, notes: ReadingNotes): Objective['missingData'] {
  switch (text) {
    case 'unknown':
    case 'ignore':
    case 'bad':
    case 'good':
    case 'carryForward':
      return text;
    case undefined:
      notes.defaulted.push('missingData');
      return 'unknown';
    default:
      notes.reasons.push('missingData: must be unknown, ignore, bad, good or carryForward');
      return 'unknown';
  }
}

function maxAgeOf(text: string | undefined, notes: ReadingNotes): number {
  const lengthMs = text === undefined ? undefined : parseLengthMs(text);
  if (lengthMs !== undefined && lengthMs > 0 && lengthMs <= 366 * dayMs) return lengthMs;
  if (text === undefined) notes.defaulted.push('missingData.maxAge');
  else notes.reasons.push('missingData.maxAge: must be an ISO 8601 duration of at most a year');
  return defaultMaxAgeMs;
}

function graceOf({ graceTimes, graceTimesScope }: ContractText, notes: ReadingNotes): Objective['grace'] {
  if (graceTimes === undefined) return undefined;
  const times = /^\d+$/u.test(graceTimes) ? Number(graceTimes) : undefined;
  if (times === undefined || times > mostGraceTimes) {
    notes.remarks.push(`graceTimes: "${graceTimes.slice(0, 40)}" is not a whole number and is not used`);
    return undefined;
  }
  return { times, scope: scopeOf(graceTimesScope, notes) };
}

function scopeOf(text: string | undefined, notes: ReadingNotes): 'consecutive' | 'perPeriod' {
  if (text === 'consecutive' || text === 'perPeriod') return text;
  if (text === undefined) notes.defaulted.push('graceTimesScope');
  else notes.reasons.push('graceTimesScope: must be consecutive or perPeriod');
  return 'consecutive';
}
