import type { JsonObject, JsonValue } from '../src/kernel/json.ts';
import { isJsonObject, objectAt } from '../src/kernel/json.ts';
import { valueAtPointer } from './json-pointer.ts';

const mergeable: ReadonlySet<string> = new Set(['type', 'description', 'properties', 'required', 'allOf']);

/**
 * The document with every `allOf` over plain object schemas written out as one object schema: later parts override
 * earlier properties of the same name, required lists add up. Readers then meet one flat list of properties.
 */
export function mergeAllOf(document: JsonObject): JsonObject {
  const merged = mergeIn(document, document);
  return isJsonObject(merged) ? merged : document;
}

function mergeIn(value: JsonValue, document: JsonObject): JsonValue {
  if (Array.isArray(value)) return value.map((element) => mergeIn(element, document));
  if (!isJsonObject(value)) return value;
  const flat = Array.isArray(value['allOf']) ? flatten(value, document) : value;
  return Object.fromEntries(Object.entries(flat).map(([name, member]) => [name, mergeIn(member, document)]));
}

function flatten(schema: JsonObject, document: JsonObject): JsonObject {
  const { allOf, ...own } = schema;
  const parts = [...(Array.isArray(allOf) ? allOf : []), own]
    .filter(isJsonObject)
    .map((part) => target(part, document));
  if (!parts.every((part) => Object.keys(part).every((name) => mergeable.has(name)))) return schema;
  const flat = parts.map((part) => (part === own ? own : flatten(part, document)));
  const properties = Object.fromEntries(flat.flatMap((part) => Object.entries(objectAt(part, 'properties') ?? {})));
  const required = flat.flatMap((part) => (Array.isArray(part['required']) ? part['required'] : []));
  const description = own['description'];
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    ...(required.length === 0 ? {} : { required }),
    properties,
  };
}

function target(schema: JsonObject, document: JsonObject): JsonObject {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const found = valueAtPointer(document, reference.slice(1));
  return isJsonObject(found) ? found : schema;
}
