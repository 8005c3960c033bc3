import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';

/**
 * The document with every object at a dotted path changed (arrays are transparent, absent members skipped). Gives back
 * its argument when no object changes.
 */
export function withElements(
  document: JsonObject,
  path: string,
  change: (object: JsonObject) => JsonObject,
): JsonObject {
  return changedAt(document, path.split('.'), change);
}

function changedAt(
  object: JsonObject,
  path: readonly string[],
  change: (object: JsonObject) => JsonObject,
): JsonObject {
  const [name, ...rest] = path;
  if (name === undefined) return change(object);
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  if (value === undefined) return object;
  const changed = changedValue(value, rest, change);
  return changed === value ? object : { ...object, [name]: changed };
}

function changedValue(
  value: JsonValue,
  path: readonly string[],
  change: (object: JsonObject) => JsonObject,
): JsonValue {
  if (isJsonObject(value)) return changedAt(value, path, change);
  if (!Array.isArray(value)) return value;
  const elements = value.map((element) => changedValue(element, path, change));
  return elements.every((element, at) => element === value[at]) ? value : elements;
}
