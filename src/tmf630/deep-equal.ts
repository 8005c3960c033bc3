import type { JsonValue } from '../kernel/json.ts';
import { isJsonObject } from '../kernel/json.ts';

/** Whether two JSON values say the same; the order of members does not matter. Absent equals only absent. */
export function isDeepEqual(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) && left.length === right.length && left.every((value, at) => isDeepEqual(value, right[at]))
    );
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => Object.hasOwn(right, name) && isDeepEqual(left[name], right[name]));
}
