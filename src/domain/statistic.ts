import type { CaseStatistic, RatioMethod, Statistic } from './objective-model.ts';
import { parseLengthMs, parseQuantity } from './quantity.ts';

type DownWhen = NonNullable<Extract<Statistic, { kind: 'availability' }>['downWhen']>;

const conditionOperators: Readonly<Record<string, DownWhen['operator']>> = {
  gt: 'gt',
  '>': 'gt',
  gte: 'gte',
  ge: 'gte',
  '>=': 'gte',
  lt: 'lt',
  '<': 'lt',
  lte: 'lte',
  le: 'lte',
  '<=': 'lte',
  eq: 'eq',
  '=': 'eq',
  '==': 'eq',
  ne: 'ne',
  '!=': 'ne',
};

const levelNames: Readonly<Record<string, 'mean' | 'min' | 'max' | 'last'>> = {
  mean: 'mean',
  average: 'mean',
  avg: 'mean',
  min: 'min',
  minimum: 'min',
  max: 'max',
  maximum: 'max',
  last: 'last',
  latest: 'last',
};

const ratioMethods: readonly RatioMethod[] = ['occurrences', 'timeslices', 'ratioTimeslices'];

/** Names of the statistics of cases, lower case. */
const caseNames: Readonly<Record<string, CaseStatistic['kind']>> = {
  percentontime: 'percentOnTime',
  ontime: 'percentOnTime',
  meantimetorepair: 'meanTimeToRepair',
  meantimetorestore: 'meanTimeToRepair',
  mttr: 'meanTimeToRepair',
  percentwithin: 'percentWithin',
  answeredwithin: 'answeredWithin',
  abandonrate: 'abandonRate',
};

const caseKinds: ReadonlySet<string> = new Set(Object.values(caseNames));

/**
 * Reads `transformationAlgorithmOfKQI`: `urn:slm:mean:v1`, `mean`, `average`, `min`, `max`, `last`, `p95`,
 * `percentile 95`, `urn:slm:percentile:v1?percent=95`, `median`, `ratio`, `availability`,
 * `urn:slm:availability:v1?downWhen=gte:100`, `availability?downWhen=>=100`, `ratio?method=timeslices`, `percentOnTime`,
 * `meanTimeToRepair` or `mttr`, `percentWithin?within=PT4H`, `answeredWithin?within=PT20S&shortAbandon=PT5S`,
 * `abandonRate?shortAbandon=PT5S`. Undefined for anything else: the standard
 * calls the attribute prose, so prose is no fault.
 */
export function readStatistic(text: string): Statistic | undefined {
  const { name, query } = splitAlgorithm(text);
  const level = Object.hasOwn(levelNames, name) ? levelNames[name] : undefined;
  if (level !== undefined) return query === '' ? { kind: level } : undefined;
  if (name === 'ratio') return readRatio(query);
  if (name === 'availability') return readAvailability(query);
  if (Object.hasOwn(caseNames, name)) return readCaseStatistic(name, query);
  return readPercentile(name, query);
}

/** True when a text names an algorithm whose parameters decide what it means: if they cannot be read it is no prose. */
export function namesAlgorithm(text: string): boolean {
  const { name } = splitAlgorithm(text);
  return name === 'ratio' || Object.hasOwn(caseNames, name);
}

/** The `sliceTarget` of an algorithm's text, as written. */
export function sliceTargetOf(algorithm: string | undefined): string | undefined {
  return algorithm === undefined ? undefined : parameter(splitAlgorithm(algorithm).query, 'sliceTarget');
}

/** True when a statistic is made of cases. */
export function isOfCases(statistic: Statistic): statistic is CaseStatistic {
  return caseKinds.has(statistic.kind);
}

/** The statistic an indicator has by its name when no algorithm says otherwise: availability or mean. */
export function defaultStatistic(indicator: string): Statistic {
  return /availab|uptime/iu.test(indicator) ? { kind: 'availability' } : { kind: 'mean' };
}

/** True when the attained value is a percentage by its nature (availability, ratio, shares of cases). */
export function isShare(statistic: Statistic): boolean {
  const { kind } = statistic;
  return kind === 'availability' || kind === 'ratio' || (isOfCases(statistic) && kind !== 'meanTimeToRepair');
}

function splitAlgorithm(text: string): { name: string; query: string } {
  const [head = '', ...rest] = text.trim().split('?');
  const name = head
    .trim()
    .toLowerCase()
    .replace(/^urn:slm:/u, '')
    .replace(/:v\d+$/u, '');
  return { name, query: rest.join('?') };
}

function readRatio(query: string): Statistic | undefined {
  const method = parameter(query, 'method') ?? 'occurrences';
  const known = ratioMethods.find((each) => each.toLowerCase() === method.toLowerCase());
  return known && { kind: 'ratio', method: known };
}

function readCaseStatistic(name: string, query: string): Statistic | undefined {
  const kind = caseNames[name];
  const lengths = { ...length(query, 'within'), ...length(query, 'shortAbandon') };
  if (kind === undefined || Object.values(lengths).some(Number.isNaN)) return undefined;
  const { withinMs, shortAbandonMs } = lengths;
  const shortAbandon = shortAbandonMs === undefined ? {} : { shortAbandonMs };
  if (kind === 'abandonRate') return { kind, ...shortAbandon };
  if (kind === 'percentOnTime' || kind === 'meanTimeToRepair') return { kind };
  if (withinMs === undefined) return undefined;
  return kind === 'percentWithin' ? { kind, withinMs } : { kind, withinMs, ...shortAbandon };
}

/** A length of time among the parameters, ms; NaN when it is none. */
function length(query: string, name: 'within' | 'shortAbandon'): { withinMs?: number; shortAbandonMs?: number } {
  const text = parameter(query, name);
  return text === undefined ? {} : { [`${name}Ms`]: parseLengthMs(text) ?? Number.NaN };
}

function readAvailability(query: string): Statistic | undefined {
  if (query === '') return { kind: 'availability' };
  const text = parameter(query, 'downWhen');
  const downWhen = text === undefined ? undefined : readCondition(text);
  return downWhen && { kind: 'availability', downWhen };
}

/** `gte:100`, `>=100`, `.gte 100`. The value may carry a unit of its own; only its number is kept. */
function readCondition(text: string): DownWhen | undefined {
  const match = /^\.?([a-z]{2,3}|[<>=!]{1,2})\s*[:\s]?\s*(.+)$/iu.exec(text.trim());
  const operator = conditionOperators[match?.[1]?.toLowerCase() ?? ''];
  const value = parseQuantity(match?.[2] ?? '');
  return operator === undefined || value.kind !== 'number' ? undefined : { operator, value: value.value };
}

function readPercentile(name: string, query: string): Statistic | undefined {
  if (name === 'median') return { kind: 'percentile', percent: 50 };
  const inQuery = name === 'percentile' ? parameter(query, 'percent') : undefined;
  const match = /^(?:p|percentile[\s:]*)\s*(\d{1,3}(?:\.\d{1,4})?)$/u.exec(name);
  const second = /^(\d{1,3}(?:\.\d{1,4})?)(?:st|nd|rd|th)?[\s-]+percentile$/u.exec(name);
  const percent = Number(inQuery ?? match?.[1] ?? second?.[1] ?? Number.NaN);
  return percent > 0 && percent <= 100 ? { kind: 'percentile', percent } : undefined;
}

/** A parameter of `a=1&b=2`; the value may hold `=` itself (`downWhen=>=100`) and may be percent-encoded. */
function parameter(query: string, name: string): string | undefined {
  const part = query.split('&').find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}=`));
  if (part === undefined) return undefined;
  const value = part.slice(name.length + 1);
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
