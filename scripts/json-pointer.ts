import type { JsonValue } from '../src/kernel/json.ts';
import { isJsonObject } from '../src/kernel/json.ts';

/** The value a JSON pointer (RFC 6901, without the leading `#`) names, or undefined. */
export function valueAtPointer(document: JsonValue, pointer: string): JsonValue | undefined {
  const steps = pointer.split('/').slice(1).map(unescapeStep);
  let value: JsonValue | undefined = document;
  for (const step of steps) value = memberOf(value, step);
  return value;
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (Array.isArray(value)) return value[Number(name)];
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function unescapeStep(step: string): string {
  return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
}
