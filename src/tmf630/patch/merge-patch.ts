import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';
import { isForbiddenName } from '../document-guard.ts';

/**
 * The document after a JSON merge patch: null removes, objects merge, everything else (arrays, too) replaces. A new
 * document; neither argument is changed. Forbidden names in the patch are left out. Source: RFC 7396.
 */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(target));
  for (const [name, change] of Object.entries(patch)) {
    if (isForbiddenName(name)) continue;
    if (change === null) merged.delete(name);
    else merged.set(name, mergeValue(merged.get(name), change));
  }
  return Object.fromEntries(merged);
}

function mergeValue(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch;
  return mergePatch(isJsonObject(target) ? target : {}, patch);
}
