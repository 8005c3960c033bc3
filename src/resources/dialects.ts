import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { isJsonObject, objectAt } from '../kernel/json.ts';
import type { Dialect, WireContext } from '../tmf630/dialect.ts';

const plain: Omit<Dialect, 'name'> = {
  ownNames: (_resourceName, body) => body,
  fromWire: (_resourceName, body) => body,
  valueFromWire: (_resourceName, _path, value) => value,
  toWire: (_resourceName, document) => document,
  path: (_resourceName, path) => path,
  ownPath: (_resourceName, path) => path,
  wirePath: (_resourceName, path) => path,
  fieldsKeepIdentity: true,
  etagPrefix: '',
  eventType: (canonical) => canonical,
};

/** TMF657 version 4: the canonical names themselves. */
export const v4: Dialect = {
  ...plain,
  name: 'v4',
  toWire: (resourceName, document) =>
    resourceName === 'serviceLevelObjective' ? withRelatedEntities(document) : document,
};

/** TMF623 version 2: integer ids are stored as such; references made by Surety get the href of the client's own base. */
export const tmf623: Dialect = {
  ...plain,
  name: 'tmf623',
  toWire: (resourceName, document, context) => {
    if (resourceName === 'slaViolation') return withViolationHrefs(document, context);
    return resourceName === 'hub' ? { ...document, query: document.query ?? null } : document;
  },
};

/** Surety's own API. */
export const assurance: Dialect = { ...plain, name: 'assurance' };

/** The dialects by name, for subscriptions that remember one. */
export const dialects: ReadonlyMap<string, Dialect> = new Map([v4, tmf623, assurance].map((each) => [each.name, each]));

function isWholeEntity(entity: JsonValue): boolean {
  return isJsonObject(entity) && (entity.role ?? null) !== null && (entity['@referredType'] ?? null) !== null;
}

// TMF657 v4 wants role and @referredType of every related entity, which older clients do not send.
function withRelatedEntities(document: JsonObject): JsonObject {
  const parameter = objectAt(document, 'serviceLevelObjectiveParameter');
  const entities = parameter?.relatedEntity;
  if (!parameter || !Array.isArray(entities) || entities.every(isWholeEntity)) return document;
  const relatedEntity = entities.map((entity): JsonValue => {
    if (!isJsonObject(entity)) return entity;
    return { ...entity, role: entity.role ?? 'related', '@referredType': entity['@referredType'] ?? 'Entity' };
  });
  return { ...document, serviceLevelObjectiveParameter: { ...parameter, relatedEntity } };
}

// The evaluator refers to SLA and rule by id; clients read hrefs. Source: TMF623.
function withViolationHrefs(document: JsonObject, { baseUrl }: WireContext): JsonObject {
  const sla = objectAt(document, 'sla');
  const violation = objectAt(document, 'violation');
  const rule = violation && objectAt(violation, 'rule');
  const slaHref = hrefOf(sla, `${baseUrl}/sla`);
  return {
    ...document,
    ...(sla && slaHref !== undefined ? { sla: { ...sla, href: slaHref } } : {}),
    ...(rule && slaHref !== undefined ? { violation: { ...violation, rule: withHref(rule, `${slaHref}/rules`) } } : {}),
  };
}

function withHref(reference: JsonObject, collection: string): JsonObject {
  const href = hrefOf(reference, collection);
  return href === undefined ? reference : { ...reference, href };
}

function hrefOf(reference: JsonObject | undefined, collection: string): string | undefined {
  if (!reference) return undefined;
  if (typeof reference.href === 'string') return reference.href;
  const { id } = reference;
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  return `${collection}/${encodeURIComponent(String(id))}`;
}
