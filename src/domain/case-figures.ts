import type { Figures } from './assessment.ts';
import { caseOutcomes, type CaseOutcome } from './case-outcome.ts';
import { countedLength, type CountedSpan } from './counted-time.ts';
import { divide, percentOf, readable, sumOf } from './decimal.ts';
import type { CaseSample } from './measurement.ts';
import type { CaseStatistic } from './objective-model.ts';
import { convertUnit } from './units.ts';

/** The unit of a time to repair whose target names none. */
export const repairUnit = 'h';

const lengthsShown = 6;

/**
 * The figures of a statistic of cases: a share in percent, or the mean time to repair in the target's unit (hours unless it
 * says another). Coverage is 1: a report of a case speaks for itself. No case, or no counted time: no value. Pure.
 */
export function caseFigures(
  { statistic, unit = repairUnit }: { statistic: CaseStatistic; unit?: string | undefined },
  cases: readonly CaseSample[],
  span: CountedSpan,
): Figures {
  const countedMs = countedLength(span);
  const outcomes = countedMs === 0 ? [] : caseOutcomes(statistic, cases, span);
  const counted = outcomes.filter(({ outcome }) => outcome !== 'leftOut');
  const figure = statistic.kind === 'meanTimeToRepair' ? meanOf(counted, unit) : shareOf(statistic, counted);
  return {
    ...figure,
    samples: counted.length,
    ...{ countedMs, coveredMs: countedMs, coverage: 1 },
    leftOutCases: outcomes.length - counted.length,
    openCases: openAt(cases, span.end),
    formula: [figure.formula, ...leftOutText(outcomes)].join('; '),
  };
}

type Figure = Pick<Figures, 'attained' | 'good' | 'total' | 'sum' | 'min' | 'max' | 'formula'>;

/** Of an abandon rate the bad ones are the share; good are always the good ones. */
function shareOf({ kind }: CaseStatistic, counted: readonly CaseOutcome[]): Figure {
  const total = counted.length;
  const good = counted.filter(({ outcome }) => outcome === 'counted').length;
  const part = kind === 'abandonRate' ? total - good : good;
  const attained = percentOf(part, total);
  if (attained === undefined) return { formula: 'no cases' };
  return { attained, good, total, formula: `${String(part)} / ${casesText(total)} (${reasonsText(counted)})` };
}

function meanOf(counted: readonly CaseOutcome[], unit: string): Figure {
  const lengths = counted.map(({ lengthMs = 0 }) => inUnit(String(lengthMs), unit));
  const sum = inUnit(sumOf(counted.map(({ lengthMs = 0 }) => lengthMs)), unit);
  const attained = divide(sum, counted.length);
  if (attained === undefined) return { formula: 'no cases' };
  const parts = lengths.map((length) => `${readable(length)} ${unit}`).join(' + ');
  const text = lengths.length > lengthsShown || lengths.length === 1 ? `${readable(sum)} ${unit}` : `(${parts})`;
  const values = lengths.map(Number);
  return {
    attained,
    sum: Number(sum),
    min: values.reduce((least, value) => Math.min(least, value), Infinity),
    max: values.reduce((most, value) => Math.max(most, value), -Infinity),
    formula: `${text} / ${casesText(lengths.length)}`,
  };
}

/** Units of time only: the target's unit was checked when the contract was read. */
function inUnit(lengthMs: string, unit: string): string {
  return convertUnit(lengthMs, 'ms', unit).value ?? lengthMs;
}

/** Cases begun and not ended at an instant. */
function openAt(cases: readonly CaseSample[], instant: number): number {
  const isOpen = (sample: CaseSample): boolean => {
    const { start, excluded, cancelledBy, cancelled = cancelledBy === undefined ? undefined : start } = sample;
    const ends = [sample.completed, cancelled, sample.answered, sample.abandoned];
    return start < instant && excluded !== true && ends.every((end) => end === undefined || end >= instant);
  };
  return cases.filter(isOpen).length;
}

function leftOutText(outcomes: readonly CaseOutcome[]): string[] {
  const leftOut = outcomes.filter(({ outcome }) => outcome === 'leftOut');
  return leftOut.length === 0 ? [] : [`left out: ${reasonsText(leftOut)}`];
}

/** `178 on time, 9 completed late`, the most frequent first. */
function reasonsText(outcomes: readonly CaseOutcome[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of outcomes) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([leftReason, left], [rightReason, right]) => right - left || (leftReason < rightReason ? -1 : 1))
    .map(([reason, count]) => `${String(count)} ${reason}`)
    .join(', ');
}

function casesText(count: number): string {
  return count === 1 ? '1 case' : `${String(count)} cases`;
}
