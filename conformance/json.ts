import { isDeepStrictEqual } from 'node:util';

/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [name: string]: JsonValue;
}

/** True for an object that is neither null nor a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value a text is JSON for; undefined when it is none. */
export function parsedJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** The value at a dotted path (`relatedParty.0.name`); undefined when there is none. */
export function valueAt(value: JsonValue | undefined, path: string): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const step of path.split('.')) {
    if (Array.isArray(found)) found = found[Number(step)];
    else found = isJsonObject(found) ? found[step] : undefined;
  }
  return found;
}

/** An object that holds `value` at a dotted path of names: `nested('a.b', 1)` is `{a: {b: 1}}`. */
export function nested(path: string, value: JsonValue): JsonObject {
  const [first = '', ...rest] = path.split('.');
  return { [first]: rest.length === 0 ? value : nested(rest.join('.'), value) };
}

/** A copy of `base` in which objects of `change` are merged and everything else of it stands as it is, null included. */
export function merged(base: JsonObject, change: JsonObject): JsonObject {
  const result: JsonObject = { ...base };
  for (const [name, value] of Object.entries(change)) {
    const before = result[name];
    result[name] = isJsonObject(before) && isJsonObject(value) ? merged(before, value) : value;
  }
  return result;
}

/** A copy without what stands at a dotted path, which may lead through lists by index. */
export function without(value: JsonObject, path: string): JsonObject {
  const copy = structuredClone(value);
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const parent = steps.length === 0 ? copy : valueAt(copy, steps.join('.'));
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (isJsonObject(parent)) Reflect.deleteProperty(parent, last);
  return copy;
}

/** A copy with `value` at a dotted path whose parent is there, lists by index. */
export function withValue(base: JsonObject, path: string, value: JsonValue): JsonObject {
  const copy = structuredClone(base);
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const parent = steps.length === 0 ? copy : valueAt(copy, steps.join('.'));
  if (Array.isArray(parent)) parent[Number(last)] = value;
  else if (isJsonObject(parent)) parent[last] = value;
  return copy;
}

/** True when both are the same JSON, whatever the order of names. */
export function isSame(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(left, right);
}

/** The first path at which `actual` lacks or differs from what `wanted` says; names that `wanted` does not have are free. */
export function missingPath(actual: JsonValue | undefined, wanted: JsonValue, path = ''): string | undefined {
  if (isJsonObject(wanted)) {
    if (!isJsonObject(actual)) return path;
    return firstMissing(Object.keys(wanted), (name) =>
      missingPath(actual[name], wanted[name] ?? null, path === '' ? name : `${path}.${name}`),
    );
  }
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual) || actual.length !== wanted.length) return path;
    return firstMissing([...wanted.keys()], (at) =>
      missingPath(actual[at], wanted[at] ?? null, `${path}[${String(at)}]`),
    );
  }
  return actual === wanted ? undefined : path;
}

function firstMissing<T>(steps: readonly T[], look: (step: T) => string | undefined): string | undefined {
  for (const step of steps) {
    const missing = look(step);
    if (missing !== undefined) return missing;
  }
  return undefined;
}

/** A value as text: texts as they are, anything else as JSON, nothing as the empty text. */
export function asText(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
}

/** The path at which two values first differ, extra names included; undefined when they are the same JSON. */
export function firstDifference(actual: unknown, expected: unknown, path = ''): string | undefined {
  if (isSame(actual, expected)) return undefined;
  if (Array.isArray(actual) && Array.isArray(expected)) {
    const longest: readonly unknown[] = actual.length > expected.length ? actual : expected;
    return firstMissing([...longest.keys()], (at) =>
      firstDifference(actual[at], expected[at], `${path}[${String(at)}]`),
    );
  }
  if (!isJsonObject(actual) || !isJsonObject(expected)) return path;
  const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
  return firstMissing(names, (name) =>
    firstDifference(actual[name], expected[name], path === '' ? name : `${path}.${name}`),
  );
}
