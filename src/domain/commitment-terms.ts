import { derivedId } from '../kernel/ids.ts';
import { objectAt, objectsAt, textAt, type JsonObject } from '../kernel/json.ts';
import { metricName, scalarText } from './contract-text.ts';
import type { CommitmentSource, CommitmentTerms } from './commitment.ts';
import { parseObjective, parseRule } from './objective.ts';
import type { ParsedObjective } from './objective-model.ts';

/** A serviceLevelObjective that an SLA refers to, as it is now. */
export interface ReferencedObjective {
  document: JsonObject;
  revision: number;
}

/** The subject of a commitment whose contract names none: whatever is measured. */
export const anySubject = '*';

/** What an SLA refers to. */
export interface SlaReferences {
  /** Of its rules, each once. */
  objectiveIds: string[];
  /** The specification it was made from; only when it has no rules of its own. */
  specificationId?: string;
}

/** What was found of the things an SLA refers to. */
export interface FoundObjectives {
  /** Those that exist, by id. */
  objectives: ReadonlyMap<string, ReferencedObjective>;
  /** The objectives of its specification; none when absent. */
  templateObjectiveIds?: readonly string[];
}

/** The objectives and the specification an SLA's terms are made from. References by `id`, else by the end of `href`. */
export function referencesOf(sla: JsonObject): SlaReferences {
  const rules = objectsAt(sla, 'rule');
  const objectiveIds = [...new Set(rules.flatMap((rule) => objectiveIdOf(rule) ?? []))];
  const specificationId = rules.length === 0 ? specificationIdOf(objectAt(sla, 'template')) : undefined;
  return { objectiveIds, ...(specificationId === undefined ? {} : { specificationId }) };
}

/**
 * The terms of an SLA: one for each rule and related entity. Entities are the rule's own, else those of the objective it
 * refers to, else the SLA's, else `*`. An SLA without rules takes over the objectives of its specification:
 * each becomes a rule of that id. A reference to an
 * objective that does not exist is said in the reasons. Ids follow from SLA, rule and subject, so they stay when the
 * contract changes. Does not look at the SLA's state: see `isInForce`. Never throws.
 */
export function termsOfSla(
  sla: JsonObject,
  revision: number,
  { objectives, templateObjectiveIds = [] }: FoundObjectives,
): CommitmentTerms[] {
  const rules = objectsAt(sla, 'rule');
  const context = { sla, revision, referenced: objectives };
  if (rules.length > 0) return rules.flatMap((rule, index) => termsOfRule(context, rule, ruleIdOf(rule, index)));
  return templateObjectiveIds.flatMap((id) => termsOfRule(context, { serviceLevelObjective: { id } }, id));
}

/**
 * The terms of a free-standing objective: one for each related entity of its parameter. Without any it is a definition
 * for contracts to refer to, and commits nobody. Never throws.
 */
export function termsOfObjective(slo: JsonObject, revision: number): CommitmentTerms[] {
  const subjects = subjectsOf(objectAt(slo, 'serviceLevelObjectiveParameter'));
  if (subjects.length === 0) return [];
  const objectiveId = scalarText(slo, 'id') ?? '';
  const parsed = parseObjective(slo);
  const indicator = indicatorOf({}, slo);
  return subjects.map((subject) =>
    terms({
      id: derivedId('objective', objectiveId, subject),
      source: { kind: 'objective', objectiveId },
      series: { indicator, subject },
      parsed,
      versions: [versionOf('serviceLevelObjective', objectiveId, revision)],
      name: textAt(slo, 'name') ?? indicator,
    }),
  );
}

interface SlaContext {
  sla: JsonObject;
  revision: number;
  referenced: ReadonlyMap<string, ReferencedObjective>;
}

function termsOfRule({ sla, revision, referenced }: SlaContext, rule: JsonObject, ruleId: string): CommitmentTerms[] {
  const slaId = scalarText(sla, 'id') ?? '';
  const objectiveId = objectiveIdOf(rule);
  const objective = objectiveId === undefined ? undefined : referenced.get(objectiveId);
  const parsed = withReference(parseRule(sla, rule, objective?.document), objectiveId, objective);
  const indicator = indicatorOf(rule, objective?.document);
  const versions = [versionOf('sla', slaId, revision)];
  if (objectiveId !== undefined && objective !== undefined) {
    versions.push(versionOf('serviceLevelObjective', objectiveId, objective.revision));
  }
  return ruleSubjects(sla, rule, objective?.document).map((subject) =>
    terms({
      id: derivedId('sla', slaId, ruleId, subject),
      source: { kind: 'sla', slaId, ruleId, ...(objectiveId === undefined ? {} : { objectiveId }) },
      series: { indicator, subject },
      parsed,
      versions,
      name: nameOf(sla, textAt(rule, 'name') ?? (objective && textAt(objective.document, 'name')) ?? ruleId),
    }),
  );
}

/** A missing objective is the first thing to know about a rule that cannot be evaluated without it. */
function withReference(
  parsed: ParsedObjective,
  objectiveId: string | undefined,
  objective: ReferencedObjective | undefined,
): ParsedObjective {
  if (parsed.reasons === undefined || objectiveId === undefined || objective !== undefined) return parsed;
  return { reasons: [`serviceLevelObjective ${objectiveId} does not exist`, ...parsed.reasons] };
}

function terms(parts: {
  id: string;
  source: CommitmentSource;
  series: CommitmentTerms['series'];
  parsed: ParsedObjective;
  versions: string[];
  name: string;
}): CommitmentTerms {
  const { parsed, ...rest } = parts;
  const { objective, reasons = [] } = parsed;
  return { ...rest, ...(objective === undefined ? {} : { objective }), notEvaluableReasons: reasons };
}

function ruleSubjects(sla: JsonObject, rule: JsonObject, slo: JsonObject | undefined): string[] {
  const parameter = slo === undefined ? undefined : objectAt(slo, 'serviceLevelObjectiveParameter');
  const named = [rule, parameter, sla].map(subjectsOf).find((subjects) => subjects.length > 0);
  return named ?? [anySubject];
}

function subjectsOf(holder: JsonObject | undefined): string[] {
  if (holder === undefined) return [];
  return [...new Set(objectsAt(holder, 'relatedEntity').flatMap((entity) => scalarText(entity, 'id') ?? []))];
}

function indicatorOf(rule: JsonObject, slo: JsonObject | undefined): string {
  const metric = scalarText(rule, 'metric');
  if (metric !== undefined) return metricName(metric);
  const parameter = slo === undefined ? undefined : objectAt(slo, 'serviceLevelObjectiveParameter');
  return (parameter && scalarText(parameter, 'name')) ?? '';
}

function nameOf(sla: JsonObject, own: string): string {
  const contract = textAt(sla, 'name');
  return contract === undefined ? own : `${contract} · ${own}`;
}

/** A rule without an id is named by its place, as the standard's rules get one when stored. */
function ruleIdOf(rule: JsonObject, index: number): string {
  return scalarText(rule, 'id') ?? `r${String(index + 1)}`;
}

function objectiveIdOf(rule: JsonObject): string | undefined {
  const reference = objectAt(rule, 'serviceLevelObjective');
  return reference && (scalarText(reference, 'id') ?? lastSegment(scalarText(reference, 'href')));
}

function specificationIdOf(template: JsonObject | undefined): string | undefined {
  if (template === undefined) return undefined;
  const href = scalarText(template, 'href');
  const match = href === undefined ? null : /\/serviceLevelSpecification\/([^/?#]+)\/?(?:[?#].*)?$/u.exec(href);
  return decoded(match?.[1]) ?? scalarText(template, 'id') ?? bareReference(href);
}

/** A local reference may be kept as the bare id. */
function bareReference(href: string | undefined): string | undefined {
  return href !== undefined && /^[A-Za-z0-9._~-]{1,128}$/u.test(href) ? href : undefined;
}

function lastSegment(href: string | undefined): string | undefined {
  return decoded(
    href
      ?.replace(/[?#].*$/su, '')
      .replace(/\/+$/u, '')
      .split('/')
      .at(-1),
  );
}

function decoded(segment: string | undefined): string | undefined {
  if (segment === undefined || segment === '') return undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function versionOf(resource: string, id: string, revision: number): string {
  return `${resource}/${id}@${String(revision)}`;
}
