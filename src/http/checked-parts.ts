import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json.ts';

/**
 * What of an OpenAPI document has to do with checking bodies: no parameters (TMF630's business), no answers unless
 * `withResponses`, and of the components only those that the rest refers to, directly or not. The validator prepares all
 * it is given at every start: the less, the sooner the service is ready. The document is not changed.
 */
export function checkedParts(spec: JsonObject, { withResponses }: { withResponses: boolean }): JsonObject {
  const paths = mapValues(objectIn(spec, 'paths'), (operations) =>
    mapValues(without(operations, ['parameters']), (operation) => checkedOperation(operation, withResponses)),
  );
  return { ...spec, paths, components: reachable(spec, paths) };
}

function checkedOperation(operation: JsonValue, withResponses: boolean): JsonValue {
  const kept = without(operation, ['parameters']);
  return withResponses || kept['responses'] === undefined ? kept : { ...kept, responses: anyAnswer };
}

// A document must describe at least one answer.
const anyAnswer: JsonObject = { default: { description: 'any answer' } };

const componentReference = /^#\/components\/([^/]+)\/([^/]+)/;

function reachable(spec: JsonObject, from: JsonValue): JsonObject {
  const all = objectIn(spec, 'components');
  const found: Record<string, JsonObject> = {};
  const open: JsonValue[] = [from];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'object' && value !== null) open.push(...Object.values(value));
    const { kind, name } = referred(value);
    const component = objectIn(all, kind)[name];
    if (component === undefined || found[kind]?.[name] !== undefined) continue;
    found[kind] = { ...found[kind], [name]: component };
    open.push(component);
  }
  return found;
}

/** What a text refers to. Any text of that form counts: discriminators refer without `$ref`. */
function referred(value: JsonValue): { kind: string; name: string } {
  const [, kind = '', name = ''] = typeof value === 'string' ? (componentReference.exec(value) ?? []) : [];
  return { kind, name };
}

function without(value: JsonValue, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(isJsonObject(value) ? value : {}).filter(([name]) => !names.includes(name)));
}

function mapValues(object: JsonObject, map: (value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]));
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}
