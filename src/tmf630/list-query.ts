import { invalidQuery } from '../kernel/problem.ts';
import type { FieldSelection } from './fields.ts';
import { parseFields } from './fields.ts';
import type { FilterExpression } from './filter-expression.ts';
import type { FilterOptions } from './filter-parse.ts';
import { notImplementedParameter, parseFilter } from './filter-parse.ts';
import type { Paging } from './paging.ts';
import { parsePaging } from './paging.ts';
import type { BareItem, QueryItem } from './raw-query.ts';
import { shown, splitQuery } from './raw-query.ts';
import type { SortKey } from './resource-store.ts';
import { parseSort } from './sort.ts';

/** What a list request asks for. */
export interface ListQuery extends Paging {
  filter: FilterExpression;
  sort: SortKey[];
  /** In the caller's names; absent for everything. */
  fields?: FieldSelection;
}

/** How the names of a query are understood, and how long a page may be. */
export interface ListQueryOptions extends Pick<FilterOptions, 'path' | 'isKnown'> {
  maximumLimit: number;
}

const absentFeatures = new Map([
  ['filter', 'JSONPath filters are not available'],
  ['expand', 'embedding of referenced resources is not available'],
  ['depth', 'embedding of referenced resources is not available'],
]);
const reservedNames = new Set(['fields', 'offset', 'limit', 'sort', ...absentFeatures.keys()]);

/**
 * Reads the raw query string (without `?`) of a list request. Throws Problem `invalid` naming the parameter,
 * `notImplemented` for `filter`, `expand`, `depth` and regular expressions, `queryTooLong`.
 * Source: TMF630 Part 1, 4.3 to 4.7.
 */
export function parseListQuery(rawQuery: string, options: ListQueryOptions): ListQuery {
  const { reserved, attributes } = sortOut(splitQuery(rawQuery));
  const fields = parseFields(reserved('fields'));
  return {
    filter: parseFilter(attributes, options),
    sort: reserved('sort').flatMap((text) => parseSort(text, options.path)),
    ...parsePaging(reserved('offset'), reserved('limit'), options.maximumLimit),
    ...(fields === undefined ? {} : { fields }),
  };
}

/**
 * Reads `fields` of a request for a single resource; attribute filters mean nothing there and are ignored. Throws as
 * {@link parseListQuery}. Source: TMF630 Part 1, 4.4.
 */
export function parseFieldsOnly(rawQuery: string): FieldSelection | undefined {
  const items = splitQuery(rawQuery).filter(({ name }) => reservedNames.has(reservedBase(name)));
  return parseFields(sortOut(items).reserved('fields'));
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
  const reason = absentFeatures.get(base);
  if (reason !== undefined) throw notImplementedParameter(base, reason);
  if (name !== base || symbol !== '=') throw invalidQuery(base, 'takes only "="');
  return text;
}

// A reserved name stays reserved with an operator suffix: `limit.gt=5` is a mistake, not a filter.
function reservedBase(name: string): string {
  return name.replace(/\.(?:eq|exact|ne|gt|gte|ge|lt|lte|le|regex)$/, '');
}
