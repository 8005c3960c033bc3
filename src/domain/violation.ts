import { formatInstant } from '../kernel/instant.ts';
import { objectsAt, textAt, type JsonObject, type JsonValue } from '../kernel/json.ts';
import type { AssessedSlice, Assessment } from './assessment.ts';
import type { CommitmentTerms, Transition } from './commitment.ts';
import { requirementText } from './comparator.ts';
import { scalarText } from './contract-text.ts';
import { absolute, compareDecimals, divide, parseDecimal, readable, subtract } from './decimal.ts';
import { commentOnSilence } from './silence-comment.ts';
import type { Objective } from './objective-model.ts';
import { noUpdate } from './missed-updates.ts';
import { shownValue } from './shown-value.ts';
import { targetMissed } from './status.ts';

/** What a violation is told from. */
export interface ViolationFacts {
  terms: CommitmentTerms;
  /** The contract, when the commitment comes from one and it still exists. */
  sla?: JsonObject | undefined;
  /** The objective the rule refers to, or the free-standing one. */
  slo?: JsonObject | undefined;
  transition: Extract<Transition, { kind: 'violationOpened' }>;
  /** The assessment that showed it, for the formula in the comment. */
  assessment?: Assessment | undefined;
  /** When Surety noticed, UTC ms. */
  detectedAt: number;
  /** Set when the result of its period was final before. */
  reason?: 'restated';
}

/**
 * A TMF623 slaViolation, canonical and without id, for a violation that was opened. `date` is when it happened in event
 * time. References hold ids (`sla: {id, description}`, `violation.rule: {id, description}`): the HTTP floor renders
 * their hrefs. `operator` is given as the contract sent it, and so is `referenceValue` where the rule has a `unit` beside
 * it. Numbers: `tolerance` is a fraction of the target, `violationAverage` the deviation from it as a fraction (0.1 = 10 %).
 *
 * Extension attributes: `type` (`targetMissed`, or `noUpdate`, which has `lastUpdate` and no values), `state` (`open`), `period`, `episode`, `commitment {id}`, `subject`,
 * `indicator`, `onset`, `detectedAt`, `limit`, `reason` (`restated`, of a period that was final before), and `attained` in full precision. Pure; the same facts give the same
 * document. Source: TMF623; docs/evaluation.md.
 */
export function violationDocument(facts: ViolationFacts): JsonObject {
  const { terms, transition, sla, detectedAt } = facts;
  const [startDateTime = '', endDateTime = ''] = transition.periodId.split('/');
  return present({
    date: formatInstant(transition.at),
    sla: slaReference(facts),
    relatedParty: sla === undefined ? undefined : nonEmpty(objectsAt(sla, 'relatedParty')),
    violation: transition.type === noUpdate ? silenceMember(facts) : violationMember(facts),
    type: transition.type ?? targetMissed,
    state: 'open',
    reason: facts.reason,
    period: { startDateTime, endDateTime },
    episode: transition.episode,
    commitment: { id: terms.id },
    subject: terms.series.subject,
    indicator: terms.series.indicator,
    onset: formatInstant(transition.onset),
    detectedAt: formatInstant(detectedAt),
    limit: transition.type === noUpdate ? undefined : terms.objective?.limit,
    attained: transition.attained,
    ...silenceAttributes(facts),
  });
}

/** Of missing updates: what was promised is the updating, and no value was measured. */
function silenceMember(facts: ViolationFacts): JsonObject {
  const rule = ruleOf(facts);
  return present({
    rule: ruleReference(facts, rule),
    comment: commentOnSilence(facts.terms, facts.transition),
    consequence: scalarText(rule, 'consequence') ?? consequenceOf(facts),
  });
}

function silenceAttributes({ transition: { lastUpdateAt } }: ViolationFacts): Optional {
  return { lastUpdate: lastUpdateAt === undefined ? undefined : formatInstant(lastUpdateAt) };
}

function violationMember(facts: ViolationFacts): JsonObject {
  const rule = ruleOf(facts);
  return present({
    rule: ruleReference(facts, rule),
    ...promisedValue(facts, rule),
    operator: scalarText(rule, 'operator') ?? sloText(facts, 'conformanceComparator'),
    ...numbersOf(facts),
    comment: commentOn(facts),
    consequence: scalarText(rule, 'consequence') ?? consequenceOf(facts),
  });
}

/** Value and unit as two members: a contract that does not write them apart is told of as it was read. */
function promisedValue({ terms: { objective } }: ViolationFacts, rule: JsonObject): Optional {
  const unit = scalarText(rule, 'unit');
  const { target, unit: unitRead } = objective ?? {};
  return unit === undefined
    ? { unit: unitRead, referenceValue: target }
    : { unit, referenceValue: scalarText(rule, 'referenceValue') ?? target };
}

function numbersOf({ terms: { objective }, transition: { attained } }: ViolationFacts): Optional {
  if (objective === undefined) return {};
  return {
    actualValue: attained === undefined ? undefined : shownValue(attained, objective, 12),
    tolerance: toleranceOf(objective),
    violationAverage: deviationOf(objective, attained),
  };
}

function ruleOf({ terms: { source }, sla }: ViolationFacts): JsonObject {
  if (source.kind !== 'sla' || sla === undefined) return {};
  const rules = objectsAt(sla, 'rule');
  return rules.find((rule, index) => (scalarText(rule, 'id') ?? `r${String(index + 1)}`) === source.ruleId) ?? {};
}

function slaReference({ terms: { source }, sla }: ViolationFacts): JsonObject | undefined {
  if (source.kind !== 'sla') return undefined;
  const description = sla && (textAt(sla, 'name') ?? textAt(sla, 'description'));
  return present({ id: source.slaId, description });
}

function ruleReference({ terms }: ViolationFacts, rule: JsonObject): JsonObject {
  const { source } = terms;
  const description = textAt(rule, 'name') ?? textAt(rule, 'description') ?? terms.series.indicator;
  if (source.kind === 'sla') return { id: source.ruleId, description };
  return { id: source.objectiveId, description: terms.name, '@referredType': 'ServiceLevelObjective' };
}

function sloText({ slo }: ViolationFacts, name: string): string | undefined {
  return slo && scalarText(slo, name);
}

function consequenceOf({ slo }: ViolationFacts): string | undefined {
  const actions = slo ? objectsAt(slo, 'serviceLevelObjectiveConsequence') : [];
  return actions.flatMap((action) => scalarText(action, 'prescribedAction') ?? [])[0];
}

/** The width between target and limit as a fraction of the target; absent when there is none. */
function toleranceOf({ target, limit }: Objective): number | undefined {
  const [from, to] = [parseDecimal(target), parseDecimal(limit)];
  if (from === undefined || to === undefined || compareDecimals(from, to) === 0) return undefined;
  return fractionOf(subtract(to, from), from);
}

/** How far the value lies from the target, as a fraction of it (TMF623). */
function deviationOf({ target }: Objective, attained: string | undefined): number | undefined {
  const from = parseDecimal(target);
  return attained === undefined || from === undefined ? undefined : fractionOf(subtract(attained, from), from);
}

function fractionOf(part: string, whole: string): number | undefined {
  const fraction = divide(absolute(part), absolute(whole));
  return fraction === undefined ? undefined : Number(readable(fraction, [], 12));
}

function commentOn(facts: ViolationFacts): string {
  const { terms, transition } = facts;
  const { objective, series } = terms;
  const of = series.subject === '*' ? '' : ` of ${series.subject}`;
  const period = transition.periodId.replace('/', ' to ');
  if (objective === undefined) return `${series.indicator}${of}: promise missed in ${period}`;
  const unit = objective.unit === undefined ? '' : ` ${objective.unit}`;
  const { attained } = transition;
  const value = attained === undefined ? 'had no data' : `was ${shownValue(attained, objective, 7)}${unit}`;
  const required = `promised: ${requirementText(objective)} ${objective.target}${unit}${toleratedText(objective, unit)}`;
  const slice = sliceBehind(facts);
  return slice === undefined
    ? `${series.indicator}${of} ${value} in ${period} (${required})${explanation(objective, facts.assessment)}`
    : `${series.indicator}${of} ${value} from ${formatInstant(slice.start)} to ${formatInstant(slice.end)} (${required})`;
}

/** The slice that opened the violation: its value is not the period's. */
function sliceBehind({ transition, assessment }: ViolationFacts): AssessedSlice | undefined {
  const { at, attained } = transition;
  return assessment?.slices.find((slice) => slice.start <= at && at <= slice.end && slice.attained === attained);
}

function toleratedText({ target, limit }: Objective, unit: string): string {
  return target === limit ? '' : `, tolerated to ${limit}${unit}`;
}

function explanation(objective: Objective, assessment: Assessment | undefined): string {
  if (assessment === undefined) return '';
  const { bestPossible, figures } = assessment;
  const unit = objective.unit ?? '';
  const best =
    bestPossible === undefined ? '' : `; at best ${shownValue(bestPossible, objective, 7)} ${unit}`.trimEnd();
  return `${best}. Figure: ${figures.formula}`;
}

function nonEmpty(values: JsonObject[]): JsonObject[] | undefined {
  return values.length === 0 ? undefined : values;
}

interface Optional {
  [name: string]: JsonValue | undefined;
}

function present(members: Optional): JsonObject {
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) kept[name] = value;
  return kept;
}
