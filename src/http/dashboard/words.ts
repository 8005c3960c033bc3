import type { Finality, Result, Standing, Status } from '../../domain/assessment.ts';
import { requirementText } from '../../domain/comparator.ts';
import type { CaseStatistic, ConformanceWindow, Objective, Statistic } from '../../domain/objective-model.ts';
import { shownShare, shownValue } from '../../domain/shown-value.ts';
import { isOfCases } from '../../domain/statistic.ts';

/** Statuses as people read them. */
export const statusWords: Readonly<Record<Status, string>> = {
  compliant: 'compliant',
  warning: 'warning',
  tolerated: 'tolerated',
  breaching: 'breaching',
  violated: 'violated',
  noData: 'no data',
  excluded: 'excluded',
  pending: 'pending',
  notEvaluable: 'not evaluable',
};

/** Results of a period as people read them. */
export const resultWords: Readonly<Record<Result, string>> = {
  met: 'met',
  notMet: 'not met',
  noData: 'no data',
  undecided: 'undecided',
};

/** How settled a result is. */
export const finalityWords: Readonly<Record<Finality, string>> = {
  open: 'still open',
  provisional: 'provisional',
  final: 'final',
  restated: 'restated',
};

/** Where a value stands. */
export const standingWords: Readonly<Record<Standing, string>> = {
  compliant: 'within target',
  warning: 'beyond the warning line',
  tolerated: 'beyond the target, tolerated',
  beyond: 'beyond the limit',
};

/** A value rounded so that it stays on its side of every line of the objective, with unit: `99.9499 %`. */
export function amountText(value: string, objective: Objective | undefined): string {
  return withUnit(shownValue(value, objective), objective?.unit);
}

/** A decimal text rounded so that it stays on its side of another; as it is when either is no number. */
export function readableText(value: string, line: string | undefined): string {
  return shownValue(value, line === undefined ? undefined : { target: line });
}

/** A number with its unit; the number alone without one. */
export function withUnit(value: string, unit: string | undefined): string {
  // The blank does not break: a unit alone on the next line is hard to read.
  return unit === undefined ? value : `${value}\u00a0${unit}`;
}

/** Whether the target is a number: one that has to be equal may be any text. */
export function isNumeric({ target, limit }: Objective): boolean {
  return Number.isFinite(Number(target)) && Number.isFinite(Number(limit));
}

/** What is asked of the value: `at most 50 ms`. */
export function requirementOf(objective: Objective): string {
  return `${requirementText(objective)} ${withUnit(objective.target, objective.unit)}`;
}

/** The whole promise in a line: `p95 at most 50 ms, each minute`. */
export function promiseText(objective: Objective): string {
  return `${statisticWord(objective.statistic)} ${requirementOf(objective)}, ${windowText(objective.window)}`;
}

const caseWords: Readonly<Record<CaseStatistic['kind'], string>> = {
  percentOnTime: 'share on time',
  meanTimeToRepair: 'mean time to repair',
  percentWithin: 'share completed within',
  answeredWithin: 'share answered within',
  abandonRate: 'share abandoned',
};

/** How samples become one value: `mean`, `p95`, `share of good`. */
export function statisticWord(statistic: Statistic): string {
  if (statistic.kind === 'percentile') return `p${String(statistic.percent)}`;
  if (statistic.kind === 'ratio') return 'share of good';
  if (isOfCases(statistic)) return caseWords[statistic.kind];
  return statistic.kind === 'min' || statistic.kind === 'max' ? `${statistic.kind}imum` : statistic.kind;
}

const signs = { gt: '>', gte: '≥', lt: '<', lte: '≤', eq: '=', ne: '≠' };

/** The condition under which a sample counts as down; undefined when samples say so themselves. */
export function downText(statistic: Statistic): string | undefined {
  if (statistic.kind !== 'availability' || statistic.downWhen === undefined) return undefined;
  return `down when ${signs[statistic.downWhen.operator]} ${statistic.downWhen.value}`;
}

const commonWindows: Readonly<Record<string, string>> = {
  PT1M: 'minute',
  PT5M: '5 minutes',
  PT10M: '10 minutes',
  PT15M: '15 minutes',
  PT30M: '30 minutes',
  PT1H: 'hour',
  PT24H: '24 hours',
  P1D: 'day',
  P7D: 'week',
  P1W: 'week',
  P30D: '30 days',
  P1M: 'calendar month',
  P3M: 'quarter',
  P1Y: 'year',
};

/** The recurring window: `each hour`, `rolling 30 days`. */
export function windowText({ type, duration }: ConformanceWindow): string {
  const length = Object.hasOwn(commonWindows, duration) ? (commonWindows[duration] ?? duration) : duration;
  if (type === 'rolling') return /^[a-z]/u.test(length) ? `rolling, over a ${length}` : `rolling, over ${length}`;
  return `each ${length}`;
}

const modeTexts: Readonly<Record<Objective['verdictMode'], string>> = {
  instant: 'each part of a period is compared as soon as it is over',
  certain: 'violated as soon as the target can no longer be reached',
  atClose: 'compared when the period is over',
};

/** When a verdict falls, in a sentence. */
export function modeText({ verdictMode, sliceMs }: Objective): string {
  if (verdictMode === 'instant' && sliceMs === undefined) return modeTexts.atClose;
  return modeTexts[verdictMode];
}

/** A share, 0 to 1, as percent, on its side of nothing, all and a line: 0.99996 is not 100 %. */
export function shareText(share: number, line?: number): string {
  return `${shownShare(share, line)}\u00a0%`;
}

/** Whose measurements: the subject, in words when it is whatever is measured. */
export function subjectText(subject: string): string {
  return subject === '*' ? 'any subject' : subject;
}

/** `1 agreement`, `2 agreements`. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`;
}
