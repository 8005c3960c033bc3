import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json.ts';
import { invalidBody } from '../../kernel/problem.ts';
import { isForbiddenName } from '../document-guard.ts';
import type { FilterExpression } from '../query/filter-expression.ts';
import { compileFilter, type Predicate } from '../query/filter-match.ts';
import { parseFilter } from '../query/filter-parse.ts';
import { indexOfToken, parsePointer } from './json-pointer.ts';
import { type Steps, valueAt } from './patch-draft.ts';
import type { PatchNames } from './patch-operations.ts';
import type { PatternAllowance } from '../query/pattern.ts';
import { queryLimits } from '../query/query-limits.ts';
import { type QueryItem, shown, splitQuery } from '../query/raw-query.ts';

/** Places in a document chosen by its content. */
export interface QueryPlace {
  /** As the caller wrote it. */
  text: string;
  /** The places that are there, each once, in document order. */
  nodes(root: JsonObject): Steps[];
  /** The places that are not there, although the objects they would be members of are. */
  gaps(root: JsonObject): Steps[];
}

interface PointerQuery {
  tokens: readonly string[];
  conditions: readonly Condition[];
}

/** Something that has to hold for the resource and, where the pointer goes through the array it is about, for the element. */
interface Condition {
  path: readonly string[];
  /** On an element whose array stands at the first `above` names of the path. */
  holdsFor(element: JsonValue, above: number): boolean;
}

/**
 * A JSON Pointer with a query, e.g. `/orderItem/quantity?orderItem.productOffering.id=1513`. The pointer has names without
 * indexes and goes through arrays element by element; the query's conditions, all of them on the same element, choose
 * among them. A pointer that ends at an array names its elements when a condition is about them, else the array itself;
 * one that ends in `-` always the array. Conditions are written as filters are. Throws Problem invalid, or notImplemented
 * as filters do. Source: TMF630 Part 5.
 */
export function readPointerQuery(text: string, names: PatchNames, patterns: PatternAllowance): QueryPlace {
  const mark = text.indexOf('?');
  const written = parsePointer(mark === -1 ? text : text.slice(0, mark));
  if (written === undefined)
    throw invalidBody([{ path: '', reason: `${shown(text)} does not start with a JSON Pointer` }]);
  const wrong = written.find(isForbiddenName);
  if (wrong !== undefined) {
    throw invalidBody([{ path: '', reason: `no attribute may be called ${JSON.stringify(shown(wrong))}` }]);
  }
  // Adding to an array appends in any case.
  const tokens = written.at(-1) === '-' ? written.slice(0, -1) : written;
  const conditions = mark === -1 ? [] : readConditions(text.slice(mark + 1), names, patterns);
  const query: PointerQuery = { tokens: names.path(tokens), conditions };
  const isWhole = tokens !== written;
  return { text, nodes: (root) => nodesOf(query, root, isWhole), gaps: (root) => (isWhole ? [] : gapsOf(query, root)) };
}

function readConditions(query: string, names: PatchNames, patterns: PatternAllowance): Condition[] {
  const items = splitQuery(query).map((item): QueryItem => {
    if (item.symbol !== undefined) return item;
    throw invalidBody([{ path: '', reason: `${shown(item.name)} is no condition` }]);
  });
  if (items.length === 0) throw invalidBody([{ path: '', reason: 'has no condition after the question mark' }]);
  const filter = parseFilter(items, { path: (path) => names.path(path), limits: { ...queryLimits(), patterns } });
  return (filter.kind === 'and' ? filter.parts : [filter]).map(conditionOf);
}

function conditionOf(filter: FilterExpression): Condition {
  const path = pathOf(filter);
  const compiled = new Map<number, Predicate>();
  const below = (above: number): Predicate => {
    const predicate = compiled.get(above) ?? compileFilter(rooted(filter, above));
    compiled.set(above, predicate);
    return predicate;
  };
  return { path, holdsFor: (element, above) => below(above)({ document: { element }, internal: {} }) };
}

/** The alternatives of a condition are all about one attribute. */
function pathOf(filter: FilterExpression): readonly string[] {
  if (filter.kind === 'compare' || filter.kind === 'pattern') return filter.path;
  return filter.kind === 'node' ? [] : pathOf(filter.parts[0] ?? { kind: 'and', parts: [] });
}

/** The filter about an element, with the first names of its paths taken off. */
function rooted(filter: FilterExpression, above: number): FilterExpression {
  if (filter.kind === 'node') return filter;
  if (filter.kind === 'compare' || filter.kind === 'pattern') {
    return { ...filter, path: ['element', ...filter.path.slice(above)] };
  }
  return { ...filter, parts: filter.parts.map((part) => rooted(part, above)) };
}

function nodesOf(query: PointerQuery, root: JsonObject, isWhole: boolean): Steps[] {
  const found: Steps[] = [];
  if (query.conditions.every((condition) => condition.holdsFor(root, 0))) {
    walk({ query, found, atArray: isWhole ? 'array' : 'chosen' }, root, { steps: [], names: [], next: 0 });
  }
  return found;
}

function gapsOf({ tokens, conditions }: PointerQuery, root: JsonObject): Steps[] {
  const last = tokens.at(-1);
  if (last === undefined || !conditions.every((condition) => condition.holdsFor(root, 0))) return [];
  const found: Steps[] = [];
  const query = { tokens: tokens.slice(0, -1), conditions };
  walk({ query, found, atArray: 'elements' }, root, { steps: [], names: [], next: 0 });
  return found
    .filter((steps) => {
      const parent = valueAt(root, steps);
      return isJsonObject(parent) && !Object.hasOwn(parent, last);
    })
    .map((steps) => [...steps, last]);
}

interface Walk {
  query: PointerQuery;
  found: Steps[];
  /** What a pointer that ends at an array names: the array, its elements, or those when a condition is about them. */
  atArray: 'array' | 'elements' | 'chosen';
}

/** A place on the way. */
interface Position {
  steps: Steps;
  /** The names among the steps. */
  names: readonly string[];
  /** Which token comes next. */
  next: number;
}

function walk(walking: Walk, value: JsonValue, position: Position): void {
  const { tokens } = walking.query;
  const token = tokens[position.next];
  if (Array.isArray(value)) {
    walkElements(walking, value, position);
  } else if (token === undefined) {
    walking.found.push(position.steps);
  } else if (isJsonObject(value) && Object.hasOwn(value, token)) {
    const { steps, names, next } = position;
    walk(walking, value[token] ?? null, { steps: [...steps, token], names: [...names, token], next: next + 1 });
  }
}

function walkElements(walking: Walk, array: readonly JsonValue[], position: Position): void {
  const { tokens, conditions } = walking.query;
  const { steps, names, next } = position;
  const about = conditions.filter(({ path }) => names.every((name, at) => name === path[at]));
  if (next === tokens.length && endsAtArray(walking, about.length > 0)) {
    walking.found.push(steps);
    return;
  }
  const index = indexOfToken(tokens[next] ?? '');
  for (const [at, element] of array.entries()) {
    const isMeant = index === undefined || index === at;
    if (!isMeant || !about.every((condition) => condition.holdsFor(element, names.length))) continue;
    walk(walking, element, { steps: [...steps, at], names, next: index === undefined ? next : next + 1 });
  }
}

function endsAtArray({ atArray }: Walk, isChosenFrom: boolean): boolean {
  return atArray === 'array' || (atArray === 'chosen' && !isChosenFrom);
}
