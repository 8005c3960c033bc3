import type { Fraction } from './fraction.ts';
import { add, compare, div, fraction, hundred, mul, one, sub } from './fraction.ts';
import type { ObjectiveWire, RuleWire, SlaWire, Terms } from './wire.ts';
import { instant, length, references } from './wire.ts';

/** What is made of the measurements. */
export interface Statistic {
  name: string;
  /** Of percentiles: 0 to 100. */
  percentile?: number;
  parameters: Map<string, string>;
}

/** A promise as docs/evaluation.md, section 1, reads it. */
export interface Promised {
  indicator: string;
  statistic: Statistic;
  /** The violating side. */
  violationWhen: 'above' | 'below' | 'outside';
  /** Whether a value on the limit itself is a violation. */
  inclusive: boolean;
  target: Fraction;
  /** The upper or the only limit; of a band `lower` is the other one. */
  limit: Fraction;
  lower?: Fraction;
  mode: 'instant' | 'certain' | 'atClose';
  /** How many milliseconds one unit of a time to repair has. */
  unitMs: number;
  toleratedMs: number;
  sliceMs?: number;
  policy: 'unknown' | 'ignore' | 'bad' | 'good' | 'carryForward';
  hasPolicy: boolean;
  maxAgeMs: number;
  minCoverage: Fraction;
  intervalMs: number;
  validFrom: number;
  validTo: number;
  zone: string;
  calendars: string[];
  maintenance: {
    treatment: 'exclude' | 'countAsUp' | 'none';
    minNoticeMs: number;
    capMs: number;
    allowedHours?: string[];
  };
  minOutageMs: number;
  unavailableAfter?: number;
  availableAfter?: number;
  sliceTarget: Fraction;
  minSamples: number;
  terms: Terms;
}

/** The statistics that give percent. */
const shares = new Set(['availability', 'ratio', 'percentOnTime', 'percentWithin', 'answeredWithin', 'abandonRate']);
const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

function readStatistic(text: string | undefined, indicator: string): Statistic {
  const plain = (text ?? '').trim().replace(/^urn:slm:/i, '');
  const [head = '', query = ''] = plain.split('?');
  const name = head.replace(/:v\d+$/i, '');
  const parameters = new Map([...new URLSearchParams(query)]);
  const percentile = /^(?:p|percentile ?)(\d+(?:\.\d+)?)$/i.exec(name);
  if (percentile !== null) return { name: 'percentile', percentile: Number(percentile[1]), parameters };
  if (/^median$/i.test(name)) return { name: 'percentile', percentile: 50, parameters };
  if (/^mttr$/i.test(name)) return { name: 'meanTimeToRepair', parameters };
  if (name === '') return { name: /availab/i.test(indicator) ? 'availability' : 'mean', parameters };
  return { name, parameters };
}

function readAmount(text: string): { amount: Fraction; unit: string } {
  const iso = /^P/i.test(text.trim());
  // A duration is compared in hours.
  if (iso) return { amount: div(fraction(length(text)), fraction(3_600_000)), unit: 'h' };
  const match = /^\s*([+-]?[\d.]+)\s*(.*?)\s*$/.exec(text);
  if (match === null) throw new Error(`not a target: ${text}`);
  return { amount: fraction(match[1] ?? ''), unit: match[2] ?? '' };
}

interface Comparison {
  violationWhen: Promised['violationWhen'];
  inclusive: boolean;
}

/** Words name the violating side, symbols the relation that must hold. */
function readComparator(text: string): Comparison {
  const word = text.trim().toLowerCase();
  if (word === 'below') return { violationWhen: 'below', inclusive: false };
  if (word === 'above') return { violationWhen: 'above', inclusive: false };
  if (['>=', '.ge', 'ge', '≥', 'at least'].includes(word)) return { violationWhen: 'below', inclusive: false };
  if (['>', '.gt', 'gt'].includes(word)) return { violationWhen: 'below', inclusive: true };
  if (['<=', '.le', 'le', '≤', 'at most'].includes(word)) return { violationWhen: 'above', inclusive: false };
  if (['<', '.lt', 'lt'].includes(word)) return { violationWhen: 'above', inclusive: true };
  if (word === 'within') return { violationWhen: 'outside', inclusive: false };
  throw new Error(`unknown comparator: ${text}`);
}

function readLimit(target: Fraction, unit: string, contract: Merged, when: Promised['violationWhen']): Fraction[] {
  let width: Fraction = { n: 0n, d: 1n };
  const { tolerance, toleranceTarget } = contract;
  if (tolerance !== undefined) width = mul(target, fraction(tolerance));
  else if (toleranceTarget !== undefined) {
    const given = readAmount(toleranceTarget);
    const isRelative = given.unit === '%' && unit !== '%';
    width = isRelative ? div(mul(target, given.amount), hundred) : given.amount;
  }
  if (when === 'below') return [sub(target, width)];
  if (when === 'above') return [add(target, width)];
  return [add(target, width), sub(target, width)];
}

interface Merged extends Terms {
  target: string;
  unit?: string;
  comparator: string;
  indicator: string;
  algorithm?: string;
  tolerance?: string;
}

/** A rule's own attributes win over those of its objective, those over the agreement's. */
function merge(objective: ObjectiveWire | undefined, rule: RuleWire | undefined, sla: SlaWire | undefined): Merged {
  const parameter = objective?.serviceLevelObjectiveParameter;
  const fromSla: Record<string, unknown> = {};
  for (const key of ['calendar', 'maintenance', 'timeZone'] as const) {
    if (sla?.[key] !== undefined) fromSla[key] = sla[key];
  }
  const merged = {
    ...fromSla,
    ...objective,
    ...rule,
    target: rule?.referenceValue ?? objective?.conformanceTarget ?? '',
    comparator: rule?.operator ?? objective?.conformanceComparator ?? '',
    indicator: rule?.metric ?? parameter?.name ?? '',
  };
  const algorithm = rule?.transformationAlgorithmOfKQI ?? parameter?.transformationAlgorithmOfKQI;
  return algorithm === undefined ? merged : { ...merged, algorithm };
}

function shareOf(text: number | string): Fraction {
  const asText = String(text).trim();
  return asText.endsWith('%') ? div(fraction(asText.slice(0, -1)), hundred) : fraction(asText);
}

/** Percent: `99`, `99 %`, or without a sign a share of at most 1. */
function percentOf(text: number | string): Fraction {
  const asText = String(text).trim();
  const amount = fraction(asText.replace(/\s*%$/, ''));
  return !asText.endsWith('%') && compare(amount, one) <= 0 ? mul(amount, hundred) : amount;
}

function readMaintenance(given: Terms['maintenance']): Promised['maintenance'] {
  if (given === undefined) return { treatment: 'none', minNoticeMs: 0, capMs: Infinity };
  return {
    treatment: given.treatment ?? 'exclude',
    minNoticeMs: given.minNotice === undefined ? 0 : length(given.minNotice),
    capMs: given.maxPerPeriod === undefined ? Infinity : length(given.maxPerPeriod),
    ...(given.allowedHours === undefined ? {} : { allowedHours: references(given.allowedHours) }),
  };
}

function validity(...periods: (Terms['validFor'] | undefined)[]): [number, number] {
  let [from, to] = [-Infinity, Infinity];
  for (const period of periods) {
    if (period?.startDateTime !== undefined) from = Math.max(from, instant(period.startDateTime));
    if (period?.endDateTime !== undefined) to = Math.min(to, instant(period.endDateTime));
  }
  return [from, to];
}

function policyOf({ missingData }: Terms): Pick<Promised, 'policy' | 'hasPolicy' | 'maxAgeMs'> {
  const word = typeof missingData === 'object' ? missingData.policy : missingData;
  const maxAge = (typeof missingData === 'object' ? missingData.maxAge : undefined) ?? 'PT1H';
  return {
    policy: (word ?? 'unknown') as Promised['policy'],
    hasPolicy: word !== undefined,
    maxAgeMs: length(maxAge),
  };
}

/** Reads a contract in its wire form. */
export function readContract(contract: { objective?: ObjectiveWire; rule?: RuleWire; sla?: SlaWire }): Promised {
  const merged = merge(contract.objective, contract.rule, contract.sla);
  const statistic = readStatistic(merged.algorithm, merged.indicator);
  const isShare = shares.has(statistic.name);
  const comparison = readComparator(merged.comparator);
  const read = readAmount(merged.target);
  const unit = read.unit === '' ? (merged.unit ?? (isShare ? '%' : '')) : read.unit;
  const isBareShare =
    isShare && read.unit === '' && comparison.violationWhen === 'below' && compare(read.amount, one) <= 0;
  const target = isBareShare ? mul(read.amount, hundred) : read.amount;
  const [limit = target, lower] = readLimit(target, isShare ? '%' : unit, merged, comparison.violationWhen);
  const [validFrom, validTo] = validity(
    contract.rule?.validFor ?? contract.objective?.validFor,
    contract.sla?.validFor,
  );
  const tolerated = merged.tolerancePeriod;
  const toleratedMs =
    tolerated?.startDateTime === undefined || tolerated.endDateTime === undefined
      ? 0
      : instant(tolerated.endDateTime) - instant(tolerated.startDateTime);
  return {
    indicator: merged.indicator,
    statistic,
    ...comparison,
    target,
    limit,
    ...(lower === undefined ? {} : { lower }),
    mode: merged.verdictMode ?? (isShare ? 'certain' : 'instant'),
    unitMs: units[unit] ?? 3_600_000,
    toleratedMs,
    ...(merged.slice === undefined ? {} : { sliceMs: length(merged.slice) }),
    ...policyOf(merged),
    minCoverage: merged.minCoverage === undefined ? fraction('0.9') : shareOf(merged.minCoverage),
    intervalMs: merged.measurementInterval === undefined ? 300_000 : length(merged.measurementInterval),
    validFrom,
    validTo,
    zone: merged.conformanceWindow?.timeZone ?? merged.timeZone ?? 'UTC',
    calendars: references(merged.calendar),
    maintenance: readMaintenance(merged.maintenance),
    minOutageMs: merged.minOutage === undefined ? 0 : length(merged.minOutage),
    ...(merged.unavailableAfter === undefined ? {} : { unavailableAfter: merged.unavailableAfter }),
    ...(merged.availableAfter === undefined ? {} : { availableAfter: merged.availableAfter }),
    sliceTarget: percentOf(statistic.parameters.get('sliceTarget') ?? merged.sliceTarget ?? '100'),
    minSamples: merged.minSamples ?? 1,
    terms: merged,
  };
}

/** Whether a value is beyond the limit, so that the promise is broken. */
export function isBeyond(value: Fraction, promised: Promised): boolean {
  const { violationWhen, inclusive, limit, lower } = promised;
  const side = compare(value, limit);
  if (violationWhen === 'below') return side < 0 || (inclusive && side === 0);
  if (violationWhen === 'above') return side > 0 || (inclusive && side === 0);
  return side > 0 || (lower !== undefined && compare(value, lower) < 0);
}
