import type { ContractText } from './contract-text.ts';
import { compareDecimals, multiply, parseDecimal } from './decimal.ts';
import { parseDuration, roughLengthMs } from './duration.ts';
import type { Objective, Parts, Statistic } from './objective-model.ts';
import type { ReadingNotes } from './objective-window.ts';
import { parseLengthMs } from './quantity.ts';
import { defaultParts } from './ratio-figures.ts';
import { sliceTargetOf } from './statistic.ts';

const mostSlices = 50_000;
const mostInARow = 1000;

/** The settings that say what of the samples makes an outage, a slice, or enough of them. */
export type PartSettings = Pick<Objective, 'parts' | 'minOutageMs' | 'minSamples'>;

/** What is read: the text of a contract, its statistic and the length of its period. */
export interface PartText {
  text: ContractText;
  statistic: Statistic;
  /** Of the conformance window, ISO 8601. */
  duration: string;
}

/**
 * `slice`, `sliceTarget`, `unavailableAfter`, `availableAfter` where the statistic is made by slices (ratios by slices, an
 * availability that switches after so many of them), `minOutage` and `minSamples`. Faults go to the notes.
 */
export function readParts({ text, statistic, duration }: PartText, notes: ReadingNotes): PartSettings {
  const minOutageMs = readMinOutage(text.minOutage, notes);
  const minSamples = readCount('minSamples', text.minSamples, notes);
  const parts = isBySlices(text, statistic) ? partsOf({ text, statistic, duration }, notes) : undefined;
  return {
    ...(parts === undefined ? {} : { parts }),
    ...(minOutageMs === undefined ? {} : { minOutageMs }),
    ...(minSamples === undefined ? {} : { minSamples }),
  };
}

/** The length of a slice, ms; undefined when the whole period is one. Faults go to the notes. */
export function readSlice(text: string | undefined, windowDuration: string, notes: ReadingNotes): number | undefined {
  if (text === undefined) return undefined;
  const lengthMs = parseLengthMs(text);
  const duration = parseDuration(windowDuration);
  const periodMs = duration === undefined ? 0 : roughLengthMs(duration);
  if (lengthMs === undefined || lengthMs <= 0) notes.reasons.push('slice: must be an ISO 8601 duration');
  else if (periodMs / lengthMs > mostSlices)
    notes.reasons.push(`slice: more than ${String(mostSlices)} slices in a period`);
  else return lengthMs < periodMs ? lengthMs : undefined;
  return undefined;
}

function isBySlices({ unavailableAfter, availableAfter }: ContractText, statistic: Statistic): boolean {
  if (statistic.kind === 'ratio') return statistic.method !== 'occurrences';
  return statistic.kind === 'availability' && (unavailableAfter ?? availableAfter) !== undefined;
}

function partsOf({ text, statistic, duration }: PartText, notes: ReadingNotes): Parts {
  if (text.slice === undefined) notes.defaulted.push('slice');
  // A slice no shorter than the period is the period.
  const whole = text.slice === undefined ? undefined : parseLengthMs(text.slice);
  const lengthMs = readSlice(text.slice, duration, notes) ?? whole ?? defaultParts.lengthMs;
  const target = readSliceTarget(sliceTargetOf(text.algorithm) ?? text.sliceTarget, notes);
  if (statistic.kind === 'ratio') return { lengthMs, target };
  const unavailableAfter = readCount('unavailableAfter', text.unavailableAfter, notes) ?? 1;
  const availableAfter = readCount('availableAfter', text.availableAfter, notes) ?? unavailableAfter;
  return { lengthMs, target, unavailableAfter, availableAfter };
}

/** Percent: `99`, `99 %`, or a share of at most 1 without a unit (`0.99`). */
function readSliceTarget(text: string | undefined, notes: ReadingNotes): string {
  if (text === undefined) {
    notes.defaulted.push('sliceTarget');
    return defaultParts.target;
  }
  const number = parseDecimal(text.replace(/%\s*$/u, ''));
  const isFit = number !== undefined && compareDecimals(number, 0) > 0 && compareDecimals(number, 100) <= 0;
  if (!isFit) {
    notes.reasons.push('sliceTarget: must be a percentage of at most 100');
    return defaultParts.target;
  }
  const isBareShare = !text.trim().endsWith('%') && compareDecimals(number, 1) <= 0;
  return isBareShare ? multiply(number, 100) : number;
}

function readMinOutage(text: string | undefined, notes: ReadingNotes): number | undefined {
  const lengthMs = text === undefined ? undefined : parseLengthMs(text);
  if (text !== undefined && lengthMs === undefined) notes.reasons.push('minOutage: must be an ISO 8601 duration');
  return lengthMs === 0 ? undefined : lengthMs;
}

function readCount(
  name: 'minSamples' | 'unavailableAfter' | 'availableAfter',
  text: string | undefined,
  notes: ReadingNotes,
) {
  if (text === undefined) return undefined;
  const count = /^\d{1,9}$/u.test(text) ? Number(text) : 0;
  const most = name === 'minSamples' ? Infinity : mostInARow;
  if (count >= 1 && count <= most) return count;
  notes.reasons.push(`${name}: must be a whole number from 1${most === Infinity ? '' : ` to ${String(most)}`}`);
  return undefined;
}
