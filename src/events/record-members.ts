import { formatInstant, parseInstant } from '../kernel/instant.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { textAt } from '../kernel/json.ts';

/** The member if it is a number, else undefined. */
export function numberAt(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  return typeof value === 'number' ? value : undefined;
}

/** The instant (UTC ms) that a member names in RFC 3339; undefined when it is absent or names none. */
export function instantAt(object: JsonObject, name: string): number | undefined {
  const text = textAt(object, name);
  return text === undefined ? undefined : parseInstant(text);
}

/** An instant (UTC ms) as records show it; undefined stays undefined. */
export function instantOf(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : formatInstant(instant);
}

/** An object with the member, or without it when there is no value. */
export function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}

/** The members that have a value. */
export function present(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const object: JsonObject = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) object[name] = value;
  return object;
}
