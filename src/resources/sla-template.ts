import { ruleOfObjective } from '../domain/rule-of-objective.ts';
import { batchesOf } from '../kernel/batches.ts';
import type { JsonObject } from '../kernel/json.ts';
import { objectAt, objectsAt, textAt } from '../kernel/json.ts';
import { Problem, invalidBody } from '../kernel/problem.ts';
import { guardDocument } from '../tmf630/document-guard.ts';
import type { LookUp } from '../tmf630/resource-definition.ts';
import { localId } from './local-references.ts';
import { serviceLevelObjective } from './service-level-objective.ts';
import { serviceLevelSpecification } from './service-level-specification.ts';

/**
 * A new SLA with rules: one that has none of its own, and whose template is a specification of this service, gets a copy
 * of each objective of it. Later changes of objectives and specification do not touch it. An objective that does not
 * exist here becomes a rule that refers to it. Any other template is only a reference. Throws Problem `invalid` for more
 * rules than an agreement can hold. Source: TMF623.
 */
export async function withRulesOfTemplate(sla: JsonObject, lookUp: LookUp): Promise<JsonObject> {
  if (hasRules(sla)) return sla;
  const { origin, find } = lookUp;
  const id = localId(objectAt(sla, 'template'), { segment: serviceLevelSpecification.name, origin });
  const [specification] = id === undefined ? [] : await find(serviceLevelSpecification, [id]);
  if (specification === undefined) return sla;
  const rule: JsonObject[] = [];
  let length = 0;
  for (const references of batchesOf([...referencesIn(specification.document)], readAtOnce)) {
    const copied = await rulesOf(references, find);
    length += JSON.stringify(copied).length;
    if (length > longestCopy) throw tooMuch();
    rule.push(...copied);
  }
  return holdable({ ...sla, rule });
}

/** Objectives read together: each may be as large as a body. */
const readAtOnce = 20;
/** As much as a client could send by itself, in characters of JSON. */
const longestCopy = 1_048_576;

async function rulesOf(
  references: readonly (readonly [id: string, reference: JsonObject])[],
  find: LookUp['find'],
): Promise<JsonObject[]> {
  const found = await find(
    serviceLevelObjective,
    references.map(([id]) => id),
  );
  const objectives = new Map(found.map(({ id, document }) => [id, document]));
  return references.map(([id, reference]) => {
    const objective = objectives.get(id);
    return objective === undefined ? referringRule(id, reference) : ruleOfObjective(objective);
  });
}

// What nobody could have sent, nobody could change afterwards.
function holdable(sla: JsonObject): JsonObject {
  try {
    return guardDocument(sla);
  } catch (error) {
    if (error instanceof Problem && error.kind === 'invalid') throw tooMuch();
    throw error;
  }
}

function tooMuch(): Problem {
  return invalidBody([{ path: 'template', reason: 'has more in its objectives than one agreement can hold' }]);
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
