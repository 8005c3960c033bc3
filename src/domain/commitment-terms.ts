import { derivedId } from '../kernel/ids.ts';
import { objectAt, objectsAt, textAt, type JsonObject } from '../kernel/json.ts';
import { metricName, scalarText } from './contract-text.ts';
import { calendarsNamed, readContractTime, type ContractTime } from './contract-time.ts';
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

/** Ids of the objectives that an SLA's rules refer to, each once. References by `id`, else by the end of `href`. */
export function objectiveIdsOf(sla: JsonObject): string[] {
  return [...new Set(objectsAt(sla, 'rule').flatMap((rule) => objectiveIdOf(rule) ?? []))];
}

/**
 * The terms of an SLA: one for each rule and related entity. Entities are the rule's own, else those of the objective it
 * refers to, else the SLA's, else `*`. A reference to an objective that is not among `referenced` (by id) is said in the
 * reasons. Ids follow from SLA, rule and subject, so they stay when the contract changes. Does not look at the SLA's
 * state: see `isInForce`. Never throws.
 */
export function termsOfSla(
  sla: JsonObject,
  revision: number,
  referenced: ReadonlyMap<string, ReferencedObjective>,
): CommitmentTerms[] {
  return objectsAt(sla, 'rule').flatMap((rule, index) =>
    termsOfRule({ sla, revision, referenced }, rule, ruleIdOf(rule, index)),
  );
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
      ...timeTerms([slo]),
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
      ...timeTerms([rule, objective?.document, sla]),
      ...((sla['creditSchedule'] ?? null) === null ? {} : { hasCredit: true }),
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
  calendarIds?: string[];
  time?: ContractTime;
  hasCredit?: true;
}): CommitmentTerms {
  const { parsed, ...rest } = parts;
  const { objective, reasons = [] } = parsed;
  return { ...rest, ...(objective === undefined ? {} : { objective }), notEvaluableReasons: reasons };
}

/** What the texts say about time, where they say anything that can be read. */
function timeTerms(texts: readonly (JsonObject | undefined)[]): Pick<CommitmentTerms, 'time' | 'calendarIds'> {
  const time = readContractTime(texts.filter((text) => text !== undefined));
  if ('reasons' in time || (time.calendars.length === 0 && time.treatment === 'none')) return {};
  const calendarIds = calendarsNamed(time);
  return { time, ...(calendarIds.length === 0 ? {} : { calendarIds }) };
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
