import { objectAt, objectsAt, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { metricName, scalarText } from './contract-text.ts';
import { absolute, compareDecimals, divide, subtract } from './decimal.ts';
import { parseDuration } from './duration.ts';
import type { Objective } from './objective-model.ts';
import { parseObjective, parseRule } from './objective.ts';
import { splitNumber } from './quantity.ts';

/** Attributes of an objective that a rule has under the same name, with the same meaning. */
const sharedNames = [
  'name',
  'description',
  'validFor',
  'thresholdTarget',
  'tolerancePeriod',
  'conformancePeriod',
  'graceTimes',
  'graceTimesScope',
  'conformanceWindow',
  'timeZone',
  'verdictMode',
  'missingData',
  'calendar',
  'maintenance',
  'minCoverage',
  'slice',
  'measurementInterval',
  'sliceTarget',
  'unavailableAfter',
  'availableAfter',
  'minOutage',
  'minSamples',
];

/**
 * What a serviceLevelObjective (canonical names) promises, written as a rule of an SLA: a copy that needs the objective no
 * more. The rule's id is the objective's. Read as a rule it is the very promise that `parseObjective` reads: a tolerance
 * becomes a fraction of the reference value where a decimal fraction says it exactly, else it stays absolute as
 * `toleranceTarget`. Consequences become one text. Never throws. Source: TMF623; docs/evaluation.md.
 */
export function ruleOfObjective(slo: JsonObject): JsonObject {
  const parameter = objectAt(slo, 'serviceLevelObjectiveParameter') ?? {};
  const rule = present({
    id: scalarText(slo, 'id'),
    ...picked(slo, sharedNames),
    metric: metricOf(scalarText(parameter, 'name')),
    ...valueOf(scalarText(slo, 'conformanceTarget')),
    operator: scalarText(slo, 'conformanceComparator'),
    transformationAlgorithmOfKQI:
      scalarText(parameter, 'transformationAlgorithmOfKQI') ?? scalarText(slo, 'transformationAlgorithmOfKQI'),
    relatedEntity: parameter['relatedEntity'],
    consequence: consequenceOf(slo),
  });
  return { ...rule, ...toleranceOf(slo, rule) };
}

// A metric may be an address, of which the last segment names the indicator: a name that looks like one is made one.
function metricOf(name: string | undefined): string | undefined {
  if (name === undefined || metricName(name) === name) return name;
  return `/${name.replace(/[/?#%]/g, encodeURIComponent)}`;
}

/** `99.95 %` as reference value and unit; texts that are no number with a unit stay as they are. */
function valueOf(target: string | undefined): Members {
  if (target === undefined || parseDuration(target) !== undefined) return { referenceValue: target };
  const { number = '', unit = '' } = splitNumber(target) ?? {};
  // As the unit of a rule, `string` says that there is none.
  const isSplit = unit !== '' && unit.toLowerCase() !== 'string';
  return isSplit ? { referenceValue: number, unit } : { referenceValue: target };
}

function consequenceOf(slo: JsonObject): string | undefined {
  const actions = objectsAt(slo, 'serviceLevelObjectiveConsequence').flatMap(
    (action) => scalarText(action, 'prescribedAction') ?? [],
  );
  return actions.length === 0 ? undefined : actions.join('; ');
}

function toleranceOf(slo: JsonObject, rule: JsonObject): JsonObject {
  const text = scalarText(slo, 'toleranceTarget');
  if (text === undefined) return {};
  const { objective } = parseObjective(slo);
  const fraction = objective === undefined ? undefined : fractionOf(objective);
  if (fraction !== undefined && isSamePromise(objective, { ...rule, tolerance: fraction }))
    return { tolerance: fraction };
  return { toleranceTarget: text };
}

// A third has no end: what is longer than people would write is left as it was.
const longestFraction = 20;

/** The width between target and limit, as a fraction of the target; undefined where no short decimal says it. */
function fractionOf({ target, limit, lowerLimit }: Objective): string | undefined {
  if (limit === target && lowerLimit === undefined) return undefined;
  const fraction = divide(absolute(subtract(limit, target)), absolute(target));
  return fraction !== undefined && fraction.length <= longestFraction ? fraction : undefined;
}

function isSamePromise(objective: Objective | undefined, rule: JsonObject): boolean {
  const read = parseRule({}, rule).objective;
  if (objective === undefined || read === undefined || read.statistic.kind !== objective.statistic.kind) return false;
  return isSame(read.limit, objective.limit) && isSame(read.lowerLimit ?? '0', objective.lowerLimit ?? '0');
}

function isSame(left: string, right: string): boolean {
  return compareDecimals(left, right) === 0;
}

interface Members {
  [name: string]: JsonValue | undefined;
}

function picked(object: JsonObject, names: readonly string[]): Members {
  return Object.fromEntries(names.map((name) => [name, object[name]]));
}

function present(members: Members): JsonObject {
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined && value !== null) kept[name] = value;
  return kept;
}
