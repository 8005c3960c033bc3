import { isJsonObject, type JsonObject, type JsonValue } from '../../../conformance/json.ts';
import { type Backstage, getOf, objectIn, pathOf, type WireRequest } from '../wire.ts';

/** Gives attributes other names; two names may change places. */
export function renamed(names: Readonly<Record<string, string>>) {
  return (resource: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(resource).map(([name, value]) => [names[name] ?? name, value]));
}

/** Leaves out the attributes that are called so. */
export function withoutNames(resource: JsonObject, names: RegExp): JsonObject {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !names.test(name)));
}

/** Does with every object in a resource, however deep, what `change` does with one. */
export function inAll(change: (object: JsonObject) => JsonObject) {
  return (resource: JsonObject): JsonObject => eachMember(change(resource), (each) => deeply(each, change));
}

function deeply(value: JsonValue, change: (object: JsonObject) => JsonObject): JsonValue {
  if (Array.isArray(value)) return value.map((each) => deeply(each, change));
  return isJsonObject(value) ? eachMember(change(value), (each) => deeply(each, change)) : value;
}

function eachMember(object: JsonObject, change: (value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, each]) => [name, change(each)]));
}

/** The resource a request is about, as it reads now. */
export async function current(request: WireRequest, { send }: Backstage): Promise<JsonObject> {
  return objectIn(await send(getOf(request, pathOf(request))));
}
