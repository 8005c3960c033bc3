/** A JSON scalar. */
export type JsonPrimitive = string | number | boolean | null;
/** Any JSON value. */
export type JsonValue = JsonPrimitive | JsonValue[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  [name: string]: JsonValue;
}

/** True for a JSON object: not null, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member if it is an own member and a string, else undefined. */
export function textAt(object: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The member if it is an own member and an object, else undefined. */
export function objectAt(object: JsonObject, name: string): JsonObject | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return isJsonObject(value) ? value : undefined;
}

/** The objects in an array member; an absent or other member gives none. */
export function objectsAt(object: JsonObject, name: string): JsonObject[] {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/**
 * Every value a dotted path reaches, walking objects and, transparently, arrays (a numeric name selects an element).
 * Absent members give nothing; a member that is null gives null. Source: TMF630 Part 1, 4.4.
 */
export function valuesAt(value: JsonValue | undefined, path: readonly string[], from = 0): JsonValue[] {
  if (value === undefined) return [];
  const name = path[from];
  if (Array.isArray(value)) {
    if (name === undefined) return value.flatMap((element) => valuesAt(element, path, from));
    if (/^\d+$/.test(name)) return valuesAt(value[Number(name)], path, from + 1);
    return value.flatMap((element) => valuesAt(element, path, from));
  }
  if (name === undefined) return [value];
  if (!isJsonObject(value) || !Object.hasOwn(value, name)) return [];
  return valuesAt(value[name], path, from + 1);
}
