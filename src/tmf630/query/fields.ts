import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';
import { invalidQuery } from '../../kernel/problem.ts';
import { parsePath } from '../attribute-path.ts';
import type { Found, Wanted } from './field-trees.ts';
import { treeFinder, wantedTree } from './field-trees.ts';
import type { JsonPath } from '../json-path/json-path-model.ts';
import { parseJsonPath } from '../json-path/json-path-parse.ts';
import type { QueryLimits } from './query-limits.ts';
import { conditionsIn, countConditions, queryLimits } from './query-limits.ts';
import { shown } from './raw-query.ts';

/** One wanted attribute, or the nodes that a JSONPath finds. */
export type Field = readonly string[] | JsonPath;

/** What `fields` asks for, in the names of the document that is selected from; `none` for identity only, undefined for everything. */
export type FieldSelection = readonly Field[] | 'none';

/**
 * The selection of the `fields` parameters, e.g. `["name, validFor.endDateTime", "relatedParty[?(@.role=='SLAProvider')]"]`.
 * Empty texts ask for everything. `path` turns the caller's path into that of the document. Throws Problem `invalid` for what
 * is neither a path nor a JSONPath, `notImplemented` for JSONPath beyond the subset. Source: TMF630 Part 1, 4.3, and Part 6.
 */
export function parseFields(
  texts: readonly string[],
  path: (path: readonly string[]) => readonly string[] = (names) => names,
): FieldSelection | undefined {
  const named = texts.flatMap(splitFields).filter((part) => part !== '');
  if (named.length === 0) return undefined;
  if (named.length === 1 && named[0] === 'none') return 'none';
  const limits = queryLimits();
  return named.map((text) => readField(text, path, limits));
}

/** The parts between commas, save those in the brackets of a JSONPath. */
function splitFields(text: string): string[] {
  // A quoted text, a bracket, a comma, or a run of anything else.
  const tokens = text.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[[\],'"]|[^[\],'"]+/g) ?? [];
  const parts = [''];
  let depth = 0;
  for (const token of tokens) {
    if (token === '[') depth += 1;
    if (token === ']') depth -= 1;
    if (token === ',' && depth <= 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${token}`);
  }
  return parts.map((part) => part.trim());
}

function readField(text: string, path: (path: readonly string[]) => readonly string[], limits: QueryLimits): Field {
  if (text.includes('[') || text.startsWith('$')) {
    const parsed = parseJsonPath(text, { parameter: 'fields', path, patterns: limits.patterns });
    countConditions(limits, Math.max(conditionsIn(parsed.segments), 1), 'fields');
    return parsed;
  }
  const names = parsePath(text);
  if (!names) throw invalidQuery('fields', `${shown(text)} is not an attribute path`);
  return path(names);
}

const identity = ['id', 'href'];

/**
 * The document with only the selected attributes, in the document's own order; a path into an array keeps the array and
 * selects inside each element; a JSONPath keeps the nodes it finds, with their place (an array of which nothing is found
 * stays, empty). Unknown names are ignored. `keepIdentity` adds id and href to every selection; `none` always has them. The
 * document is not changed.
 */
export function selectFields(
  document: JsonObject,
  fields: FieldSelection | undefined,
  options: { keepIdentity: boolean },
): JsonObject {
  return fieldSelector(fields, options)(document);
}

/** {@link selectFields} for the documents of one page. Throws Problem `invalid` when patterns cost too much over all of them. */
export function fieldSelector(
  fields: FieldSelection | undefined,
  { keepIdentity }: { keepIdentity: boolean },
): (document: JsonObject) => JsonObject {
  if (fields === undefined) return (document) => document;
  const own = fields === 'none' ? [] : fields;
  const names = fields === 'none' || keepIdentity ? identity.map((name) => [name]) : [];
  const wanted = wantedTree([...names, ...own.filter(isAttributePath)]);
  const find = treeFinder(own.filter(isJsonPath));
  return (document) => {
    const found = find(document);
    return found === 'whole' ? document : (selectMembers(document, wanted, found) ?? {});
  };
}

function isJsonPath(field: Field): field is JsonPath {
  return 'segments' in field;
}

function isAttributePath(field: Field): field is readonly string[] {
  return !isJsonPath(field);
}

function selectMembers(
  document: JsonObject,
  wanted: Wanted | undefined,
  found: Found | undefined,
): JsonObject | undefined {
  const members: [string, JsonValue][] = [];
  for (const [name, value] of Object.entries(document)) {
    const selected = selectValue(value, wanted?.get(name), found?.get(name));
    if (selected !== undefined) members.push([name, selected]);
  }
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function selectValue(
  value: JsonValue,
  wanted: Wanted | 'whole' | undefined,
  found: Found | 'whole' | undefined,
): JsonValue | undefined {
  if (wanted === 'whole' || found === 'whole') return value;
  if (wanted === undefined && found === undefined) return undefined;
  if (isJsonObject(value)) return selectMembers(value, wanted, found);
  return Array.isArray(value) ? selectElements(value, wanted, found) : undefined;
}

function selectElements(
  elements: readonly JsonValue[],
  wanted: Wanted | undefined,
  found: Found | undefined,
): JsonValue[] | undefined {
  const selected = elements.map((element, at) => selectValue(element, wanted, found?.get(at)));
  // Only what a JSONPath names is picked from an array; what names reach into keeps its elements, empty ones too.
  if (wanted === undefined) return selected.filter((element) => element !== undefined);
  if (found === undefined && elements.length > 0 && selected.every((element) => element === undefined))
    return undefined;
  return selected.map((element) => element ?? {});
}
