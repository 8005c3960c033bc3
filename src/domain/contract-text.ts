import { isJsonObject, objectAt, type JsonObject, type JsonValue } from '../kernel/json.ts';

/** The conformance window as the contract writes it. */
export interface WindowText {
  type?: string;
  duration?: string;
  timeZone?: string;
  anchor?: string;
}

/** The two ends of a TimePeriod as written. */
export interface PeriodText {
  start?: string;
  end?: string;
}

/**
 * What a contract says about one promise, attribute by attribute as written, before anything is interpreted. Absent
 * means not said. Comes from an objective, a rule, or one laid over the other.
 */
export interface ContractText {
  indicator?: string;
  algorithm?: string;
  comparator?: string;
  target?: string;
  /** Unit given beside the target (rule.unit). */
  unit?: string;
  /** Tolerance; a bare number is absolute in an objective and a fraction of the target in a rule. */
  tolerance?: { text: string; bareNumber: 'absolute' | 'fraction' };
  threshold?: string;
  tolerancePeriod?: PeriodText;
  conformancePeriod?: PeriodText;
  window?: WindowText;
  timeZone?: string;
  verdictMode?: string;
  slice?: string;
  missingData?: string;
  missingDataMaxAge?: string;
  graceTimes?: string;
  graceTimesScope?: string;
  minCoverage?: string;
  measurementInterval?: string;
  sliceTarget?: string;
  unavailableAfter?: string;
  availableAfter?: string;
  minOutage?: string;
  minSamples?: string;
  /** Every validFor that applies: all of them have to hold. */
  validFor: PeriodText[];
}

/** What a serviceLevelObjective (canonical names) says. */
export function textOfObjective(slo: JsonObject): ContractText {
  const parameter = objectAt(slo, 'serviceLevelObjectiveParameter') ?? {};
  return said({
    ...evaluationText(slo),
    indicator: scalarText(parameter, 'name'),
    algorithm: scalarText(parameter, 'transformationAlgorithmOfKQI') ?? scalarText(slo, 'transformationAlgorithmOfKQI'),
    comparator: scalarText(slo, 'conformanceComparator'),
    target: scalarText(slo, 'conformanceTarget'),
    tolerance: toleranceText(slo, 'toleranceTarget', 'absolute'),
  });
}

/** What a rule of an SLA says. `tolerance` is the standard's; `toleranceTarget`, as in an objective, counts without it. */
export function textOfRule(rule: JsonObject): ContractText {
  const metric = scalarText(rule, 'metric');
  return said({
    ...evaluationText(rule),
    indicator: metric === undefined ? undefined : metricName(metric),
    algorithm: scalarText(rule, 'transformationAlgorithmOfKQI'),
    comparator: scalarText(rule, 'operator'),
    target: scalarText(rule, 'referenceValue'),
    unit: scalarText(rule, 'unit'),
    tolerance: toleranceText(rule, 'tolerance', 'fraction') ?? toleranceText(rule, 'toleranceTarget', 'absolute'),
  });
}

/** What the SLA says for all its rules: its time zone and validity. */
export function textOfSla(sla: JsonObject): ContractText {
  return said({ timeZone: scalarText(sla, 'timeZone'), validFor: periodsOf(sla) });
}

/**
 * The texts laid over each other: of each attribute the first that is said wins; every validFor applies. A rule with a
 * target of its own does not take the unit of another's target.
 */
export function layered(...layers: readonly ContractText[]): ContractText {
  const merged = layers.reduceRight<ContractText>((below, layer) => ({ ...below, ...layer }), { validFor: [] });
  const withTarget = layers.find(({ target }) => target !== undefined);
  const { unit: _unit, ...rest } = merged;
  const unit = withTarget?.unit ?? layers[0]?.unit;
  return { ...rest, ...(unit === undefined ? {} : { unit }), validFor: layers.flatMap(({ validFor }) => validFor) };
}

/** The name a metric reference stands for: the last path segment of a URL or path, else the whole text. */
export function metricName(metric: string): string {
  const text = metric.trim();
  if (!text.includes('://') && !text.startsWith('/')) return text;
  const path = text.replace(/[?#].*$/su, '').replace(/\/+$/u, '');
  const segment = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A text, or a number as text; undefined for anything else and for blank text. */
export function scalarText(object: JsonObject, name: string): string | undefined {
  const value: JsonValue | undefined = Object.hasOwn(object, name) ? object[name] : undefined;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function toleranceText(
  holder: JsonObject,
  name: string,
  bareNumber: 'absolute' | 'fraction',
): ContractText['tolerance'] | undefined {
  const text = scalarText(holder, name);
  return text === undefined ? undefined : { text, bareNumber };
}

/** The attributes that decide how a promise is evaluated; the same names on a rule and on an objective. */
function evaluationText(holder: JsonObject): Loose {
  return {
    threshold: scalarText(holder, 'thresholdTarget'),
    tolerancePeriod: periodText(objectAt(holder, 'tolerancePeriod')),
    conformancePeriod: periodText(objectAt(holder, 'conformancePeriod')),
    window: windowText(objectAt(holder, 'conformanceWindow')),
    timeZone: scalarText(holder, 'timeZone'),
    verdictMode: scalarText(holder, 'verdictMode'),
    slice: scalarText(holder, 'slice'),
    ...missingDataText(holder),
    graceTimes: scalarText(holder, 'graceTimes'),
    graceTimesScope: scalarText(holder, 'graceTimesScope'),
    minCoverage: scalarText(holder, 'minCoverage'),
    measurementInterval: scalarText(holder, 'measurementInterval'),
    sliceTarget: scalarText(holder, 'sliceTarget'),
    unavailableAfter: scalarText(holder, 'unavailableAfter'),
    availableAfter: scalarText(holder, 'availableAfter'),
    minOutage: scalarText(holder, 'minOutage'),
    minSamples: scalarText(holder, 'minSamples'),
    validFor: periodsOf(holder),
  };
}

type Loose = { [name in keyof ContractText]?: ContractText[name] | undefined };

function said(loose: Loose): ContractText {
  const kept = Object.entries(loose).filter(([, value]) => value !== undefined);
  return { validFor: loose.validFor ?? [], ...Object.fromEntries(kept) };
}

/** `missingData: "bad"` or `missingData: {policy: "carryForward", maxAge: "PT1H"}`. */
function missingDataText(holder: JsonObject): Pick<Loose, 'missingData' | 'missingDataMaxAge'> {
  const asObject = objectAt(holder, 'missingData');
  if (asObject === undefined) return { missingData: scalarText(holder, 'missingData') };
  return { missingData: scalarText(asObject, 'policy'), missingDataMaxAge: scalarText(asObject, 'maxAge') };
}

function windowText(window: JsonObject | undefined): WindowText | undefined {
  if (window === undefined) return undefined;
  return texts(window, { type: 'type', duration: 'duration', timeZone: 'timeZone', anchor: 'anchor' });
}

function periodText(period: JsonObject | undefined): PeriodText | undefined {
  if (period === undefined) return undefined;
  const text: PeriodText = texts(period, { start: 'startDateTime', end: 'endDateTime' });
  return text.start === undefined && text.end === undefined ? undefined : text;
}

function periodsOf(holder: JsonObject): PeriodText[] {
  const { validFor } = holder;
  const text = periodText(isJsonObject(validFor) ? validFor : undefined);
  return text === undefined ? [] : [text];
}

function texts<Name extends string>(object: JsonObject, names: Record<Name, string>): { [name in Name]?: string } {
  const found: { [name in Name]?: string } = {};
  for (const name of Object.keys(names) as Name[]) {
    const text = scalarText(object, names[name]);
    if (text !== undefined) found[name] = text;
  }
  return found;
}
