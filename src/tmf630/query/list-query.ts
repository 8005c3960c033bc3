import { invalidQuery } from '../../kernel/problem.ts';
import type { Embedding } from '../embedding.ts';
import { parseEmbedding } from '../embedding.ts';
import type { FieldSelection } from './fields.ts';
import { parseFields } from './fields.ts';
import type { FilterExpression } from './filter-expression.ts';
import { allOf, matchAll } from './filter-expression.ts';
import type { FilterOptions } from './filter-parse.ts';
import { parseFilter } from './filter-parse.ts';
import { parseNodeFilters } from './node-filter.ts';
import type { Paging } from './paging.ts';
import { parsePaging } from './paging.ts';
import { queryLimits } from './query-limits.ts';
import type { BareItem, QueryItem } from './raw-query.ts';
import { shown, splitQuery } from './raw-query.ts';
import type { SortKey } from '../resource-store.ts';
import { parseSort } from './sort.ts';

/** What a request wants to see of each resource, in the names of answers. */
export interface ViewQuery {
  /** Absent for everything. */
  fields?: FieldSelection;
  /** Absent when references stay references. */
  embedding?: Embedding;
}

/** What a list request asks for. */
export interface ListQuery extends Paging, ViewQuery {
  filter: FilterExpression;
  sort: SortKey[];
}

/** How the names of a query are understood, and how long a page may be. */
export interface ListQueryOptions extends Pick<FilterOptions, 'path' | 'isKnown'> {
  maximumLimit: number;
  /** The caller's path to the one in answers, for `fields`; absent: they are the same. */
  ownPath?: FilterOptions['path'];
}

/** MongoDB takes 32 in an index and an order; nobody needs half of them. */
const maximumSortKeys = 16;

// TMF631 prints `depth` in both ways.
const viewNames = ['fields', 'expand', 'depth', 'DEPTH'];
const reservedNames = new Set([...viewNames, 'offset', 'limit', 'sort', 'filter']);

/**
 * Reads the raw query string (without `?`) of a list request. Attribute conditions and `filter` are ANDed, several `filter`
 * are alternatives. Throws Problem `invalid` naming the parameter, `notImplemented` for JSONPath beyond the subset,
 * `queryTooLong`. Source: TMF630 Part 1, 4.3 to 4.7, and Part 6.
 */
export function parseListQuery(rawQuery: string, options: ListQueryOptions): ListQuery {
  const { reserved, attributes } = sortOut(splitQuery(rawQuery));
  const limits = queryLimits();
  const conditions = parseFilter(attributes, { ...options, limits });
  const nodes = parseNodeFilters(reserved('filter'), { path: options.path, limits });
  return {
    filter: joined(conditions, nodes),
    sort: sortKeys(reserved('sort'), options.path),
    ...parsePaging(reserved('offset'), reserved('limit'), options.maximumLimit),
    ...viewOf(reserved, options.ownPath),
  };
}

function sortKeys(texts: readonly string[], path: FilterOptions['path']): SortKey[] {
  const keys = texts.flatMap((text) => parseSort(text, path));
  if (keys.length > maximumSortKeys) throw invalidQuery('sort', `names more than ${maximumSortKeys} attributes`);
  return keys;
}

function joined(conditions: FilterExpression, nodes: FilterExpression | undefined): FilterExpression {
  if (nodes === undefined) return conditions;
  return conditions === matchAll ? nodes : allOf(conditions, nodes);
}

/**
 * Reads `fields`, `expand` and `depth` of a request for a single resource; everything else, filters above all, means
 * nothing there and is ignored. `ownPath`: see {@link ListQueryOptions}. Throws as {@link parseListQuery}. Source: TMF630
 * Part 1, 4.4.
 */
export function parseViewQuery(rawQuery: string, ownPath?: FilterOptions['path']): ViewQuery {
  const items = splitQuery(rawQuery).filter(({ name }) => viewNames.includes(reservedBase(name)));
  return viewOf(sortOut(items).reserved, ownPath);
}

function viewOf(reserved: SortedOut['reserved'], ownPath: FilterOptions['path'] | undefined): ViewQuery {
  const fields = parseFields(reserved('fields'), ownPath);
  const embedding = parseEmbedding(reserved('expand'), [...reserved('depth'), ...reserved('DEPTH')]);
  return { ...(fields === undefined ? {} : { fields }), ...(embedding === undefined ? {} : { embedding }) };
}

interface SortedOut {
  /** The texts of a reserved parameter, in order. */
  reserved: (name: string) => string[];
  attributes: QueryItem[];
}

function sortOut(items: readonly (QueryItem | BareItem)[]): SortedOut {
  const texts = new Map<string, string[]>();
  const attributes: QueryItem[] = [];
  for (const entry of items) {
    const base = reservedBase(entry.name);
    if (entry.symbol === undefined) throw invalidQuery(shown(entry.name), 'is not followed by an operator and a value');
    if (reservedNames.has(base)) texts.set(base, [...(texts.get(base) ?? []), reservedText(base, entry)]);
    else attributes.push(entry);
  }
  return { reserved: (name) => texts.get(name) ?? [], attributes };
}

function reservedText(base: string, { name, symbol, text }: QueryItem): string {
  if (name !== base || symbol !== '=') throw invalidQuery(base, 'takes only "="');
  return text;
}

// A reserved name stays reserved with an operator suffix: `limit.gt=5` is a mistake, not a filter.
function reservedBase(name: string): string {
  return name.replace(/\.(?:eq|exact|ne|gt|gte|ge|lt|lte|le|regex)$/, '');
}
