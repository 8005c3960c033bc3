import { valuesAt } from '../../kernel/json.ts';
import { invalidQuery } from '../../kernel/problem.ts';
import { parsePath } from '../attribute-path.ts';
import type { IndexValue } from '../ordered-value.ts';
import { compareIndexValues, compareTexts, orderedValue } from '../ordered-value.ts';
import { shown } from './raw-query.ts';
import type { SortKey, StoredResource } from '../resource-store.ts';

/**
 * The keys of one `sort` parameter, e.g. `-date,sla.href`. A `+` has become a blank and is trimmed. An empty text gives
 * none. Throws Problem `invalid` (path `sort`). `path` turns the caller's path into the canonical one.
 * Source: TMF630 Part 1, 4.7.
 */
export function parseSort(
  text: string,
  path: (path: readonly string[]) => readonly string[] = (names) => names,
): SortKey[] {
  if (text.trim() === '') return [];
  return text.split(',').map((part) => {
    const key = part.trim();
    const names = parsePath(key.replace(/^[+-]/, ''));
    if (!names) throw invalidQuery('sort', `${shown(key)} is not an attribute path`);
    return {
      scope: 'document',
      path: path(names).join('.'),
      direction: key.startsWith('-') ? 'descending' : 'ascending',
    };
  });
}

/**
 * The value a resource is ordered by under a key, undefined when absent: of several values the smallest when ascending,
 * the largest when descending. `numericText`: see `CollectionSpec`.
 */
export function sortValue(
  resource: Pick<StoredResource, 'document' | 'internal'>,
  key: SortKey,
  numericText: readonly string[],
): IndexValue | undefined {
  const root = key.scope === 'internal' ? resource.internal : resource.document;
  const isNumericText = key.scope === 'document' && numericText.includes(key.path);
  const wanted = key.direction === 'ascending' ? -1 : 1;
  let best: IndexValue | undefined;
  for (const value of valuesAt(root, key.path.split('.'))) {
    const candidate = orderedValue(value, isNumericText);
    if (candidate === undefined) continue;
    if (best === undefined || compareIndexValues(candidate, best) * wanted > 0) best = candidate;
  }
  return best;
}

/**
 * A comparison of two resources for sorting: key by key, then createdAt, then id, both ascending. Absent values come
 * first when ascending, last when descending. To sort many resources use {@link sortResources}.
 */
export function compareResources(
  keys: readonly SortKey[],
  numericText: readonly string[],
): (left: StoredResource, right: StoredResource) => number {
  const valuesOf = (resource: StoredResource): Ranked => rankedBy(resource, keys, numericText);
  return (left, right) => compareRanked(valuesOf(left), valuesOf(right), keys);
}

/** The resources in order (a new array); the order of {@link compareResources}, each value looked up once. */
export function sortResources<Resource extends StoredResource>(
  resources: readonly Resource[],
  keys: readonly SortKey[],
  numericText: readonly string[],
): Resource[] {
  return resources
    .map((resource) => rankedBy(resource, keys, numericText))
    .sort((left, right) => compareRanked(left, right, keys))
    .map(({ resource }) => resource);
}

interface Ranked<Resource extends StoredResource = StoredResource> {
  resource: Resource;
  values: (IndexValue | undefined)[];
}

function rankedBy<Resource extends StoredResource>(
  resource: Resource,
  keys: readonly SortKey[],
  numericText: readonly string[],
): Ranked<Resource> {
  return { resource, values: keys.map((key) => sortValue(resource, key, numericText)) };
}

function compareRanked(left: Ranked, right: Ranked, keys: readonly SortKey[]): number {
  for (const [at, { direction }] of keys.entries()) {
    const order = compareOptional(left.values[at], right.values[at]);
    if (order !== 0) return direction === 'ascending' ? order : -order;
  }
  const age = left.resource.createdAt - right.resource.createdAt;
  return age === 0 ? compareTexts(left.resource.id, right.resource.id) : age;
}

function compareOptional(left: IndexValue | undefined, right: IndexValue | undefined): number {
  if (left === undefined) return right === undefined ? 0 : -1;
  return right === undefined ? 1 : compareIndexValues(left, right);
}
