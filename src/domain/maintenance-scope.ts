import { isJsonObject, objectAt, objectsAt, textAt, type JsonObject, type JsonValue } from '../kernel/json.ts';

/**
 * What maintenance touches, as keys to be compared: `entity:svc-42`, `party:cust-1`, `tag:gold`. A window touches a promise
 * when they share a key. Entities and services are one kind of key: contracts name both in relatedEntity.
 */
export type ScopeKey = string;

/** The keys of a window's scope. */
export function scopeKeysOf(window: JsonObject): ScopeKey[] {
  const scope = objectAt(window, 'scope') ?? {};
  return unique([
    ...idsAt(scope, 'entity').map((id) => `entity:${id}`),
    ...idsAt(scope, 'service').map((id) => `entity:${id}`),
    ...partiesAt(scope, 'party'),
    ...textsAt(scope, 'tag').map((tag) => `tag:${tag}`),
  ]);
}

/**
 * The keys of what an agreement is about: entities of it and its rules, its parties, its tags (`tag` of it and its rules,
 * and characteristics as `name=value`). Of one rule with `rule`: then its own entities, if any, stand instead of the agreement's.
 */
export function scopeKeysOfSla(sla: JsonObject, rule?: JsonObject): ScopeKey[] {
  const rules = rule === undefined ? objectsAt(sla, 'rule') : [rule];
  const own = rules.flatMap((each) => idsAt(each, 'relatedEntity'));
  const entities = rule !== undefined && own.length > 0 ? own : [...own, ...idsAt(sla, 'relatedEntity')];
  return unique([
    ...entities.map((id) => `entity:${id}`),
    ...partiesAt(sla, 'relatedParty'),
    ...[sla, ...rules].flatMap(tagsOf).map((tag) => `tag:${tag}`),
  ]);
}

/** `tag` (a text or several) and `characteristic` (`name=value`) of a resource. */
export function tagsOf(holder: JsonObject): string[] {
  const characteristics = objectsAt(holder, 'characteristic').flatMap((each) => {
    const [name, value] = [textAt(each, 'name'), each.value];
    return name === undefined || !isScalar(value) ? [] : [`${name}=${String(value)}`];
  });
  return [...textsAt(holder, 'tag'), ...characteristics];
}

function isScalar(value: JsonValue | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function idsAt(holder: JsonObject, name: string): string[] {
  const value = holder[name];
  return (Array.isArray(value) ? value : [value]).flatMap((each) => {
    const id = isJsonObject(each) ? each.id : each;
    return (typeof id === 'string' && id !== '') || typeof id === 'number' ? [String(id)] : [];
  });
}

/** Parties by id and by address: TMF623 names them by address only. */
function partiesAt(holder: JsonObject, name: string): ScopeKey[] {
  const hrefs = objectsAt(holder, name).flatMap((party) => textAt(party, 'href') ?? []);
  return [...idsAt(holder, name), ...hrefs].map((party) => `party:${party}`);
}

/** The texts of an attribute that holds one or several. */
export function textsAt(holder: JsonObject, name: string): string[] {
  const value = holder[name];
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string' && each !== '').map(String);
}

function unique(keys: readonly ScopeKey[]): ScopeKey[] {
  return [...new Set(keys)];
}
