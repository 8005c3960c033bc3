import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';
import { isDeepEqual } from '../deep-equal.ts';

/** A document, and what its client is shown of it, in canonical names. */
export interface StoredAndShown {
  stored: JsonObject;
  shown: JsonObject;
}

/**
 * What a client wants a document to be, given what it has been shown: what it sends back as it was shown stays as it is
 * stored, so that nothing is stored that was only filled in, and nothing lost that was left out. Elements of arrays are
 * known by what was shown of them, wherever they are now. Pure.
 */
export function asStored(wanted: JsonObject, { stored, shown }: StoredAndShown): JsonObject {
  const members: [string, JsonValue][] = [];
  for (const [name, value] of Object.entries(wanted)) {
    const [storedValue, shownValue] = [memberOf(stored, name), memberOf(shown, name)];
    const isFilledIn = storedValue === undefined && shownValue !== undefined && isDeepEqual(value, shownValue);
    if (!isFilledIn) members.push([name, valueAsStored(value, storedValue, shownValue)]);
  }
  for (const [name, value] of Object.entries(stored)) {
    const isLeftOut = memberOf(shown, name) === undefined && memberOf(wanted, name) === undefined;
    if (isLeftOut) members.push([name, value]);
  }
  return Object.fromEntries(members);
}

function memberOf(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function valueAsStored(wanted: JsonValue, stored: JsonValue | undefined, shown: JsonValue | undefined): JsonValue {
  if (stored === undefined || shown === undefined) return wanted;
  if (isDeepEqual(wanted, shown)) return stored;
  if (isJsonObject(wanted) && isJsonObject(stored) && isJsonObject(shown)) return asStored(wanted, { stored, shown });
  if (!Array.isArray(wanted) || !Array.isArray(stored) || !Array.isArray(shown)) return wanted;
  return wanted.map((element, at) => elementAsStored(element, at, { stored, shown }));
}

// Filling in and leaving out keep elements where they are.
function elementAsStored(
  wanted: JsonValue,
  at: number,
  { stored, shown }: { stored: readonly JsonValue[]; shown: readonly JsonValue[] },
): JsonValue {
  const isSame = (candidate: JsonValue | undefined): boolean =>
    candidate !== undefined && isDeepEqual(candidate, wanted);
  const place = isSame(shown[at]) ? at : shown.findIndex(isSame);
  return (shown.length === stored.length ? stored[place] : undefined) ?? wanted;
}
