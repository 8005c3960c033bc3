import { dirname, join } from 'node:path';
import type { JsonObject, JsonValue } from '../src/kernel/json.ts';
import { isJsonObject, textAt } from '../src/kernel/json.ts';
import { mergeAllOf } from './merge-all-of.ts';
import { valueAtPointer } from './json-pointer.ts';
import { writeMergePatches } from './spec-merge-patch.ts';
import type { ReadDocument } from './spec-source.ts';

interface Bundling {
  read: ReadDocument;
  /** Components taken in so far, as `kind/name`. */
  components: Map<string, { origin: string; value: JsonValue }>;
  /** File to read instead of another. */
  instead: ReadonlyMap<string, string>;
}

/**
 * One OpenAPI document out of the YAML file at `path` and the files it refers to. References to `#/components/...` of any
 * file become components of the document; other references are written out in place, with members beside the `$ref`
 * replacing those of the same name, and lists in lists adding their elements. `x-instead: { <file>: <other file> }` lets a document share another's parts and have
 * schemas of its own. `allOf` over plain objects is merged, `x-merge-patch` written out (see `writeMergePatches`);
 * `x-shared` (YAML anchors) and components nothing refers to are left out. Throws when two files define different
 * components of one name.
 */
export function bundleSpec(path: string, read: ReadDocument): JsonObject {
  const { 'x-shared': _anchors, 'x-instead': instead, components: _own, ...root } = read(path);
  const bundling: Bundling = { read, components: new Map(), instead: replacements(path, instead) };
  const body = resolveValue(root, path, bundling);
  if (!isJsonObject(body)) throw new Error(`${path}: not an object`);
  return dropUnused(writeMergePatches(mergeAllOf({ ...body, components: componentTree(bundling) })));
}

function replacements(path: string, instead: JsonValue | undefined): Map<string, string> {
  const at = (file: string): string => join(dirname(path), file);
  const files = isJsonObject(instead) ? instead : {};
  return new Map(Object.keys(files).map((file) => [at(file), at(textAt(files, file) ?? file)]));
}

function resolveValue(value: JsonValue, file: string, bundling: Bundling): JsonValue {
  if (Array.isArray(value)) return value.flatMap((element) => resolveElement(element, file, bundling));
  if (!isJsonObject(value)) return value;
  if (typeof value['$ref'] === 'string') return resolveReference(value, value['$ref'], { file, bundling });
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, resolveValue(member, file, bundling)]),
  );
}

// A reference to a list in a list adds its elements.
function resolveElement(element: JsonValue, file: string, bundling: Bundling): JsonValue[] {
  const resolved = resolveValue(element, file, bundling);
  return Array.isArray(resolved) && isJsonObject(element) ? resolved : [resolved];
}

function resolveReference(
  value: JsonObject,
  reference: string,
  { file, bundling }: { file: string; bundling: Bundling },
): JsonValue {
  const [target = '', pointer = ''] = reference.split('#');
  const named = target === '' ? file : join(dirname(file), target);
  const origin = bundling.instead.get(named) ?? named;
  const component = /^\/components\/([^/]+)\/([^/]+)$/.exec(pointer);
  const found = valueAtPointer(bundling.read(origin), pointer);
  if (found === undefined) throw new Error(`${file}: ${reference} leads nowhere`);
  if (!component) return withMembers(resolveValue(found, origin, bundling), value, { file, bundling });
  takeComponent(`${component[1] ?? ''}/${component[2] ?? ''}`, found, origin, bundling);
  return { $ref: `#${pointer}` };
}

// Members beside a reference keep their place before or after what it stands for: the order of media types matters.
function withMembers(
  found: JsonValue,
  value: JsonObject,
  { file, bundling }: { file: string; bundling: Bundling },
): JsonValue {
  if (!isJsonObject(found)) return found;
  const members = Object.entries(value).map(([name, member]) => [name, resolveValue(member, file, bundling)] as const);
  const at = members.findIndex(([name]) => name === '$ref');
  const [before, after] = [members.slice(0, at), members.slice(at + 1)].map((each) => Object.fromEntries(each));
  return { ...before, ...found, ...before, ...after };
}

function takeComponent(key: string, value: JsonValue, origin: string, bundling: Bundling): void {
  const known = bundling.components.get(key);
  if (known && known.origin !== origin) throw new Error(`${key} is defined in ${known.origin} and in ${origin}`);
  if (known) return;
  const entry = { origin, value };
  // Entered before its members are resolved, so that a schema may refer to itself.
  bundling.components.set(key, entry);
  entry.value = resolveValue(value, origin, bundling);
}

function componentTree({ components }: Bundling): JsonObject {
  const tree: Record<string, JsonObject> = {};
  for (const [key, { value }] of [...components].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const [kind = '', name = ''] = key.split('/');
    (tree[kind] ??= {})[name] = value;
  }
  return tree;
}

// Merging allOf leaves parts behind that only the merge needed; taking one away may free another.
function dropUnused(document: JsonObject): JsonObject {
  const used = new Set(JSON.stringify(document).match(/#\/components\/[^"]+/g));
  const before = isJsonObject(document['components']) ? document['components'] : {};
  const components = Object.fromEntries(
    Object.entries(before).map(([kind, members]) => [
      kind,
      isJsonObject(members) ? keepUsed(kind, members, used) : members,
    ]),
  );
  const after = { ...document, components };
  return JSON.stringify(after) === JSON.stringify(document) ? document : dropUnused(after);
}

function keepUsed(kind: string, members: JsonObject, used: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([name]) => used.has(`#/components/${kind}/${name}`)));
}
