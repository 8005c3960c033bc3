import type { JsonObject, JsonValue } from '../src/kernel/json.ts';
import { isJsonObject, objectAt, textAt } from '../src/kernel/json.ts';
import { valueAtPointer } from './json-pointer.ts';

/** Keyword of a schema that stands for the merge patches (RFC 7396) of the component it refers to. */
const keyword = 'x-merge-patch';

/**
 * The bundled document with every schema `{ x-merge-patch: { $ref: '#/components/schemas/<name>' } }` written out as the
 * schema of that component's merge patches: nothing is required, objects inside are patched in their turn (as components
 * called `<name>_Update` and `<name>_UpdateOrNull`), and null removes whatever is not required. Arrays are replaced whole, so their elements stay as
 * they are. Other members of the schema, such as the description, stay; its own `properties` are added. Throws when the
 * reference leads to no object.
 */
export function writeMergePatches(document: JsonObject): JsonObject {
  const patching: Patching = { document, added: new Map() };
  const written = writeIn(document, patching);
  if (!isJsonObject(written)) return document;
  if (patching.added.size === 0) return written;
  const components = objectAt(written, 'components') ?? {};
  const schemas = { ...objectAt(components, 'schemas'), ...Object.fromEntries(patching.added) };
  return { ...written, components: { ...components, schemas: sorted(schemas) } };
}

interface Patching {
  document: JsonObject;
  /** Schemas of nested objects, by name. */
  added: Map<string, JsonObject>;
}

function writeIn(value: JsonValue, patching: Patching): JsonValue {
  if (Array.isArray(value)) return value.map((element) => writeIn(element, patching));
  if (!isJsonObject(value)) return value;
  const source = objectAt(value, keyword);
  if (source) return patchFor(value, source, patching);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, writeIn(member, patching)]));
}

function patchFor(schema: JsonObject, source: JsonObject, patching: Patching): JsonObject {
  const { [keyword]: _source, properties, ...own } = schema;
  const patch = patchOf(target(source, patching), patching);
  const extra = isJsonObject(properties) ? properties : {};
  return { ...patch, ...own, properties: { ...objectAt(patch, 'properties'), ...extra } };
}

function target(reference: JsonObject, { document }: Patching): JsonObject {
  const pointer = textAt(reference, '$ref') ?? '';
  const found = valueAtPointer(document, pointer.slice(1));
  if (!isJsonObject(found) || !objectAt(found, 'properties')) throw new Error(`${keyword}: ${pointer} is no object`);
  return found;
}

function patchOf(schema: JsonObject, patching: Patching): JsonObject {
  const { required, properties, ...rest } = schema;
  const kept = new Set(Array.isArray(required) ? required : []);
  const members = isJsonObject(properties) ? properties : {};
  const patched = Object.entries(members).map(([name, member]) => [
    name,
    isJsonObject(member) ? memberPatch(member, { ...patching, isKept: kept.has(name) }) : member,
  ]);
  return { ...rest, properties: Object.fromEntries(patched) as JsonObject };
}

// What is required cannot be removed, so null is no patch of it.
function memberPatch(schema: JsonObject, patching: Patching & { isKept: boolean }): JsonObject {
  const { isKept } = patching;
  const reference = textAt(schema, '$ref');
  if (reference !== undefined) return referencePatch(schema, reference, patching);
  if (objectAt(schema, 'properties')) return { ...patchOf(schema, patching), ...nullable(isKept) };
  if (Array.isArray(schema['anyOf'])) return { ...schema, anyOf: choicePatches(schema['anyOf'], isKept) };
  // A schema without a type takes anything, null included.
  return schema['type'] === undefined || isKept ? schema : orNull(schema);
}

function referencePatch(
  schema: JsonObject,
  reference: string,
  { isKept, ...patching }: Patching & { isKept: boolean },
): JsonObject {
  const found = valueAtPointer(patching.document, reference.slice(1));
  if (!isJsonObject(found)) throw new Error(`${keyword}: ${reference} leads nowhere`);
  if (!objectAt(found, 'properties')) return memberPatch(found, { ...patching, isKept });
  const name = `${reference.replace(/^.*\/|_Create$/g, '')}_${isKept ? 'Update' : 'UpdateOrNull'}`;
  if (!patching.added.has(name)) {
    // Entered before its members, so that an object may hold its like.
    patching.added.set(name, {});
    patching.added.set(name, { ...patchOf(found, patching), ...nullable(isKept) });
  }
  return { ...schema, $ref: `#/components/schemas/${name}` };
}

function choicePatches(choices: readonly JsonValue[], isKept: boolean): JsonValue[] {
  return choices.map((choice, at) => (at === 0 && isJsonObject(choice) && !isKept ? orNull(choice) : choice));
}

// A list of values says what null is too: `nullable` adds nothing to it.
function orNull(schema: JsonObject): JsonObject {
  const { enum: values, ...rest } = schema;
  return { ...rest, ...(Array.isArray(values) ? { enum: [...values, null] } : {}), nullable: true };
}

function nullable(isKept: boolean): JsonObject {
  return isKept ? {} : { nullable: true };
}

function sorted(schemas: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schemas).sort(([left], [right]) => (left < right ? -1 : 1)));
}
