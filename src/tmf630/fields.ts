import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { isJsonObject } from '../kernel/json.ts';
import { invalidQuery } from '../kernel/problem.ts';
import { parsePath } from './attribute-path.ts';
import { notImplementedParameter } from './filter-parse.ts';
import { shown } from './raw-query.ts';

/** What `fields` asks for: paths in the caller's names, `none` for identity only, undefined for everything. */
export type FieldSelection = readonly (readonly string[])[] | 'none';

/**
 * The selection of the `fields` parameters, e.g. `['name, validFor.endDateTime']`. Empty texts ask for everything.
 * Throws Problem `invalid` for what is not a path, `notImplemented` for JSONPath.
 * Source: TMF630 Part 1, 4.3.
 */
export function parseFields(texts: readonly string[]): FieldSelection | undefined {
  const parts = texts.flatMap((text) => text.split(',')).map((part) => part.trim());
  const named = parts.filter((part) => part !== '');
  if (named.length === 0) return undefined;
  if (named.length === 1 && named[0] === 'none') return 'none';
  return named.map(readField);
}

function readField(text: string): string[] {
  if (text.includes('[') || text.startsWith('$')) {
    throw notImplementedParameter('fields', 'JSONPath is not available here');
  }
  const names = parsePath(text);
  if (!names) throw invalidQuery('fields', `${shown(text)} is not an attribute path`);
  return names;
}

const identity = ['id', 'href'];

/**
 * The document with only the selected attributes, in the document's own order; a path into an array keeps the array and
 * selects inside each element. Unknown names are ignored. `keepIdentity` adds id and href to every selection; `none`
 * always has them. The document is in the caller's names and is not changed.
 */
export function selectFields(
  document: JsonObject,
  fields: FieldSelection | undefined,
  options: { keepIdentity: boolean },
): JsonObject {
  if (fields === undefined) return document;
  if (fields === 'none') return select(document, tree(identity.map((name) => [name]))) ?? {};
  const added = options.keepIdentity ? identity.map((name) => [name]) : [];
  return select(document, tree([...added, ...fields])) ?? {};
}

/** Wanted names; a name whose value is undefined is wanted whole. */
type Wanted = Map<string, Wanted | undefined>;

function tree(paths: readonly (readonly string[])[]): Wanted {
  const root: Wanted = new Map();
  for (const path of paths) addPath(root, path);
  return root;
}

function addPath(root: Wanted, path: readonly string[]): void {
  let level = root;
  for (const [at, name] of path.entries()) {
    if (level.has(name) && level.get(name) === undefined) return;
    if (at === path.length - 1) {
      level.set(name, undefined);
      return;
    }
    const next: Wanted = level.get(name) ?? new Map<string, Wanted | undefined>();
    level.set(name, next);
    level = next;
  }
}

function select(document: JsonObject, wanted: Wanted): JsonObject | undefined {
  const members: [string, JsonValue][] = [];
  for (const [name, value] of Object.entries(document)) {
    if (!wanted.has(name)) continue;
    const inner = wanted.get(name);
    const selected = inner === undefined ? value : selectInside(value, inner);
    if (selected !== undefined) members.push([name, selected]);
  }
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function selectInside(value: JsonValue, wanted: Wanted): JsonValue | undefined {
  if (isJsonObject(value)) return select(value, wanted);
  if (!Array.isArray(value)) return undefined;
  const elements = value.map((element) => selectInside(element, wanted));
  if (elements.length > 0 && elements.every((element) => element === undefined)) return undefined;
  return elements.map((element) => element ?? {});
}
