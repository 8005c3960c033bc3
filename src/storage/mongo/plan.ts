import type { FilterExpression } from '../../tmf630/query/filter-expression.ts';
import type { SortKey } from '../../tmf630/resource-store.ts';
import type { CollectionHandle } from './envelope.ts';
import { alive } from './envelope.ts';
import { filterToMongo, needsTraits } from './filter-to-mongo.ts';
import { everyQuery } from './pushdown.ts';
import type { PushdownContext, Query } from './pushdown.ts';
import { classTrait, nestingTrait, shadowMember } from './shadow.ts';
import { nestedAnywhere } from './traits.ts';

/** A MongoDB sort: fields in order of weight. */
export type SortSpec = Record<string, 1 | -1>;

/** The query of a filter for living resources, and whether it finds exactly those of the filter. */
export async function planFilter(
  handle: CollectionHandle,
  filter: FilterExpression,
): Promise<{ query: Query; isExact: boolean }> {
  const careful = contextOf(handle, undefined);
  const context = needsTraits(filter, careful) ? contextOf(handle, await handle.traits.look()) : careful;
  const { query, exact, findsBuried } = filterToMongo(filter, context);
  if (!findsBuried) return { query, isExact: exact };
  return { query: everyQuery([query, alive]), isExact: exact };
}

/**
 * The sort when MongoDB's order is ours: every key has ordered values, and at most one of them several per resource
 * (MongoDB sorts by one array at most). Undefined when it must be sorted in process.
 */
export async function planSort(handle: CollectionHandle, keys: readonly SortKey[]): Promise<SortSpec | undefined> {
  const sort: SortSpec = {};
  const members = keys.map(({ scope, path }) => shadowMember(scope, path.split('.')));
  for (const [at, { direction }] of keys.entries()) {
    const path = handle.paths.get(members[at] ?? '');
    if (!path) return undefined;
    sort[path.field] ??= direction === 'ascending' ? 1 : -1;
  }
  if (members.length > 1) {
    const traits = await handle.traits.look();
    if (members.filter((member) => traits.has(classTrait(member, 'many'))).length > 1) return undefined;
  }
  return { ...sort, _createdAt: 1, _id: 1 };
}

function contextOf(handle: CollectionHandle, traits: ReadonlySet<string> | undefined): PushdownContext {
  return {
    paths: handle.paths,
    mayHold: (path, valueClass) => traits?.has(classTrait(path.member, valueClass)) ?? true,
    mayNest: (scope, attribute) =>
      traits === undefined || traits.has(nestingTrait(scope, attribute)) || traits.has(nestedAnywhere),
  };
}
