import { ruleOfObjective } from '../domain/rule-of-objective.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { objectAt, objectsAt, textAt } from '../kernel/json.ts';
import type { LookUp } from '../tmf630/resource-definition.ts';
import { localId } from './local-references.ts';
import { serviceLevelObjective } from './service-level-objective.ts';
import { serviceLevelSpecification } from './service-level-specification.ts';

/**
 * A new SLA with rules: one that has none of its own, and whose template is a specification of this service, gets a copy
 * of each objective of it. Later changes of objectives and specification do not touch it. An objective that does not
 * exist here becomes a rule that refers to it. Any other template is only a reference. Source: TMF623.
 */
export async function withRulesOfTemplate(sla: JsonObject, lookUp: LookUp): Promise<JsonObject> {
  if (hasRules(sla)) return sla;
  const { origin, find } = lookUp;
  const id = localId(objectAt(sla, 'template'), { segment: serviceLevelSpecification.name, origin });
  const [specification] = id === undefined ? [] : await find(serviceLevelSpecification, [id]);
  if (specification === undefined) return sla;
  const references = referencesIn(specification.document);
  const found = await find(serviceLevelObjective, [...references.keys()]);
  const objectives = new Map(found.map(({ id: objectiveId, document }) => [objectiveId, document]));
  const rule = [...references].map(([objectiveId, reference]): JsonValue => {
    const objective = objectives.get(objectiveId);
    return objective === undefined ? referringRule(objectiveId, reference) : ruleOfObjective(objective);
  });
  return { ...sla, rule };
}

// Anything else than a list of rules is left to the check, which says what is wrong with it.
function hasRules({ rule }: JsonObject): boolean {
  return rule !== undefined && rule !== null && !(Array.isArray(rule) && rule.length === 0);
}

/** The references to objectives by id, each once, in order. */
function referencesIn(specification: JsonObject): Map<string, JsonObject> {
  return new Map(
    objectsAt(specification, 'relatedServiceLevelObjective').flatMap((reference): [string, JsonObject][] => {
      const id = textAt(reference, 'id');
      return id === undefined ? [] : [[id, reference]];
    }),
  );
}

function referringRule(id: string, { href, name }: JsonObject): JsonObject {
  const said = Object.entries({ href, name }).filter(
    (member): member is [string, string] => typeof member[1] === 'string',
  );
  return { id, serviceLevelObjective: { id, ...Object.fromEntries(said) } };
}
