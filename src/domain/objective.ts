import { parseInstant } from '../kernel/instant.ts';
import { objectAt, textAt, type JsonObject } from '../kernel/json.ts';
import { readComparator, type Comparison } from './comparator.ts';
import { layered, textOfObjective, textOfRule, textOfSla, type ContractText } from './contract-text.ts';
import { multiply, subtract } from './decimal.ts';
import { dayMs } from './duration.ts';
import { isUpWord, readLines, readMinCoverage, type Lines, type PromiseText } from './objective-lines.ts';
import { readMissingData } from './objective-missing.ts';
import type { Objective, ParsedObjective, Statistic, VerdictMode } from './objective-model.ts';
import { readParts, readSlice, type PartSettings } from './objective-parts.ts';
import { readToleranceMs, readValidFor, readWindow, type ReadingNotes } from './objective-window.ts';
import { parseLengthMs, parseQuantity } from './quantity.ts';
import { defaultStatistic, isOfCases, isShare, namesAlgorithm, readStatistic } from './statistic.ts';

/** How long a value speaks for when the contract does not say: 5 min. */
const defaultMeasurementIntervalMs = 300_000;

/**
 * The objective a TMF657 serviceLevelObjective (canonical v4 names) states, or every reason why it cannot be evaluated.
 * Never throws, whatever the members hold. Source: docs/evaluation.md.
 */
export function parseObjective(slo: JsonObject): ParsedObjective {
  return build(textOfObjective(slo));
}

/**
 * The objective a rule of a TMF623 SLA states. The rule's own attributes win, then those of the objective it refers to,
 * then the SLA's time zone, then defaults; the validity of all of them applies. Pass `{}` as rule for an objective that
 * an SLA takes over whole. Never throws. Source: TMF623.
 */
export function parseRule(sla: JsonObject, rule: JsonObject, slo?: JsonObject): ParsedObjective {
  const layers = [textOfRule(rule), ...(slo === undefined ? [] : [textOfObjective(slo)]), textOfSla(sla)];
  return build(layered(...layers));
}

/**
 * True when an SLA's rules are evaluated: state observed, or no state and not expressly unapproved. One that was completed
 * because its validity had ended is so still, for what was measured till then. TMF623.
 */
export function isInForce(sla: JsonObject): boolean {
  const state = textAt(sla, 'state');
  if (state === undefined) return sla['approved'] !== false;
  return state.toLowerCase() === 'observed' || (state.toLowerCase() === 'completed' && hasRunOut(sla));
}

function hasRunOut(sla: JsonObject): boolean {
  const end = parseInstant(textAt(objectAt(sla, 'validFor') ?? {}, 'endDateTime') ?? '');
  const completion = parseInstant(textAt(sla, 'completionDate') ?? '');
  return end !== undefined && completion !== undefined && completion >= end;
}

function build(text: ContractText): ParsedObjective {
  const notes: ReadingNotes = { reasons: [], defaulted: [], remarks: [] };
  const indicator = text.indicator ?? '';
  if (indicator === '')
    notes.reasons.push('the indicator is missing (serviceLevelObjectiveParameter.name or rule.metric)');
  const statistic = statisticOf(text, indicator, notes);
  const promise = promiseOf(text, statistic, notes);
  const settings = settingsOf(text, promise?.statistic ?? statistic, notes);
  if (promise === undefined || notes.reasons.length > 0) return { reasons: notes.reasons };
  const { defaulted, remarks } = notes;
  return { objective: { indicator, ...promise, ...settings, defaulted, ...(remarks.length === 0 ? {} : { remarks }) } };
}

function statisticOf({ algorithm }: ContractText, indicator: string, notes: ReadingNotes): Statistic {
  const stated = algorithm === undefined ? undefined : readStatistic(algorithm);
  if (stated !== undefined) return stated;
  if (algorithm !== undefined && namesAlgorithm(algorithm))
    notes.reasons.push(`transformationAlgorithmOfKQI: the parameters of "${algorithm.slice(0, 60)}" cannot be read`);
  const assumed = defaultStatistic(indicator);
  notes.defaulted.push('transformationAlgorithmOfKQI');
  if (algorithm !== undefined)
    notes.remarks.push(`transformationAlgorithmOfKQI is prose: ${assumed.kind} was taken from the name`);
  return assumed;
}

type Promised = Comparison & Lines & { statistic: Statistic };

function promiseOf(text: ContractText, statistic: Statistic, notes: ReadingNotes): Promised | undefined {
  if (text.comparator === undefined) {
    notes.reasons.push('the comparator is missing (conformanceComparator or operator)');
    return undefined;
  }
  const reading = readComparator(text.comparator);
  if ('reason' in reading && reading.reason !== undefined) {
    notes.reasons.push(reading.reason);
    return undefined;
  }
  return promiseOfUp(text, reading, notes) ?? promiseOfNumber({ text, comparison: reading, statistic, notes });
}

function promiseOfNumber(promise: PromiseText): Promised | undefined {
  const { violationWhen, inclusive } = promise.comparison;
  // Equal with a tolerance is a band around the target.
  const isBand = violationWhen === 'notEqual' && promise.text.tolerance !== undefined;
  const comparison: Comparison = { violationWhen: isBand ? 'outside' : violationWhen, inclusive };
  const lines = readLines({ ...promise, comparison });
  return lines && { ...comparison, ...lines, statistic: promise.statistic };
}

/**
 * `.eq available` promises to be up all the time; its tolerance is the share of time that may differ (TMF623):
 * availability of at least 100 %, limit 95 % for a tolerance of 0.05.
 */
function promiseOfUp(text: ContractText, { violationWhen }: Comparison, notes: ReadingNotes): Promised | undefined {
  const { target, algorithm, tolerance } = text;
  if (violationWhen !== 'notEqual' || target === undefined || !isUpWord(target)) return undefined;
  const share = percentText(tolerance?.text ?? '0');
  if (share === undefined) return undefined;
  notes.remarks.push(`"${target}" was read as availability of 100 %`);
  const stated = algorithm === undefined ? undefined : readStatistic(algorithm);
  return {
    violationWhen: 'below',
    inclusive: false,
    target: '100',
    unit: '%',
    limit: subtract(100, share),
    statistic: stated?.kind === 'availability' ? stated : { kind: 'availability' },
  };
}

/** A share as percent: `0.05` and `5%` are 5. */
function percentText(text: string): string | undefined {
  const share = parseQuantity(text);
  if (share.kind === 'text') return undefined;
  return share.unit === '%' ? share.value : multiply(share.value, 100);
}

type Settings = Pick<
  Objective,
  | 'toleranceMs'
  | 'window'
  | 'verdictMode'
  | 'sliceMs'
  | 'missingData'
  | 'carryForwardMs'
  | 'grace'
  | 'minCoverage'
  | 'measurementIntervalMs'
  | 'validFor'
> &
  PartSettings;

function settingsOf(text: ContractText, statistic: Statistic, notes: ReadingNotes): Settings {
  const window = readWindow(text, notes);
  const verdictMode = verdictModeOf(text.verdictMode, statistic, notes);
  const partSettings = readParts({ text, statistic, duration: window.duration }, notes);
  const isCompared = verdictMode === 'instant' && partSettings.parts === undefined;
  const missing = readMissingData(text, notes);
  if (missing.grace?.scope === 'perPeriod' && window.type === 'rolling')
    notes.remarks.push('graceTimesScope: of a rolling window missed updates are counted in a row');
  const sliceMs = isCompared ? readSlice(text.slice, window.duration, notes) : undefined;
  return {
    toleranceMs: readToleranceMs(text.tolerancePeriod, notes),
    window,
    verdictMode,
    ...(sliceMs === undefined ? {} : { sliceMs }),
    ...partSettings,
    ...missing,
    minCoverage: readMinCoverage(text.minCoverage, notes),
    measurementIntervalMs: measurementIntervalOf(text.measurementInterval, notes),
    validFor: readValidFor(text.validFor, notes),
  };
}

function verdictModeOf(text: string | undefined, statistic: Statistic, notes: ReadingNotes): VerdictMode {
  if (text === 'instant' || text === 'certain' || text === 'atClose') return text;
  if (text === undefined) notes.defaulted.push('verdictMode');
  else notes.reasons.push('verdictMode: must be instant, certain or atClose');
  if (isOfCases(statistic)) return 'atClose';
  return isShare(statistic) ? 'certain' : 'instant';
}

function measurementIntervalOf(text: string | undefined, notes: ReadingNotes): number {
  const lengthMs = text === undefined ? undefined : parseLengthMs(text);
  if (lengthMs !== undefined && lengthMs > 0 && lengthMs <= 366 * dayMs) return lengthMs;
  if (text === undefined) notes.defaulted.push('measurementInterval');
  else notes.reasons.push('measurementInterval: must be an ISO 8601 duration of at most a year');
  return defaultMeasurementIntervalMs;
}
