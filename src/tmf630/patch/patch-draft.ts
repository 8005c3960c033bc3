import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json.ts';
import { conflict, invalidBody } from '../../kernel/problem.ts';
import { isForbiddenName, maximumDepth, maximumMembers } from '../document-guard.ts';
import { indexOfToken } from './json-pointer.ts';

/** Names of members and indexes of elements from the root to a place; a text names an element, too. */
export type Steps = readonly (string | number)[];

/**
 * A document while operations are applied to it: a copy of its own, changed in place, so that an operation costs what it
 * touches and not the whole document.
 */
export interface Draft {
  root: JsonObject;
  /** Members and elements at all levels: no operation may let it grow beyond what a body may hold. */
  size: number;
  /** What the operations may still cost, in members looked at. */
  budget: number;
  /** Counts the changes. */
  version: number;
}

/** What all the operations of one patch may cost together, in members looked at: some tens of milliseconds. */
const maximumWork = 100_000;

/** A draft of the document, which is not changed. */
export function startDraft(document: JsonObject): Draft {
  return { root: structuredClone(document), size: measure(document).size, budget: maximumWork, version: 0 };
}

/** The value at a place; undefined when there is none. Inherited members and indexes such as `01` or `-` are none. */
export function valueAt(root: JsonValue, steps: Steps): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of steps) {
    if (Array.isArray(value)) value = value[indexOfToken(step) ?? -1];
    else if (isJsonObject(value) && Object.hasOwn(value, step)) value = value[step];
    else return undefined;
  }
  return value;
}

/** Sets the member or replaces the element at a place whose parent is there; throws Problem invalid for a value that does not fit. */
export function setAt(draft: Draft, steps: Steps, value: JsonValue): void {
  admit(draft, { value, depth: steps.length, replaces: valueAt(draft.root, steps) });
  const last = steps.at(-1);
  if (last === undefined) {
    if (!isJsonObject(value))
      throw invalidBody([{ path: 'value', reason: 'must be an object, as the resource is one' }]);
    draft.root = structuredClone(value);
    return;
  }
  const parent = parentOf(draft, steps);
  if (Array.isArray(parent)) parent.splice(elementIndex(parent, last), 1, structuredClone(value));
  else parent[checkedName(last)] = structuredClone(value);
}

/** Inserts an element before the one at `index` of the array at a place; at the end when `index` is the length. Throws as {@link setAt}. */
export function insertAt(draft: Draft, { array, index }: { array: Steps; index: number }, value: JsonValue): void {
  admit(draft, { value, depth: array.length + 1, replaces: undefined });
  const found = valueAt(draft.root, array);
  if (Array.isArray(found)) found.splice(index, 0, structuredClone(value));
}

/** Takes a member or element out and gives it. Throws Problem invalid for the root: a patch deletes no resource. */
export function removeAt(draft: Draft, steps: Steps): JsonValue | undefined {
  const last = steps.at(-1);
  if (last === undefined) throw invalidBody([{ path: 'path', reason: 'a patch cannot remove the whole resource' }]);
  const value = valueAt(draft.root, steps);
  if (value === undefined) return undefined;
  const { size } = measure(value);
  spend(draft, size + 1);
  draft.size -= size + 1;
  draft.version += 1;
  const parent = parentOf(draft, steps);
  if (Array.isArray(parent)) parent.splice(indexOfToken(last) ?? parent.length, 1);
  else Reflect.deleteProperty(parent, String(last));
  return value;
}

/** Counts what an operation looks at. Throws Problem invalid when the patch costs more than any honest one. */
export function spend(draft: Draft, members: number): void {
  draft.budget -= members;
  if (draft.budget < 0) throw invalidBody([{ path: 'path', reason: 'the operations take too much work together' }]);
}

/** How many members and elements a value holds at all levels, and how many levels of objects and arrays. */
export function measure(value: JsonValue): { size: number; depth: number } {
  if (typeof value !== 'object' || value === null) return { size: 0, depth: 0 };
  let [size, depth] = [0, 0];
  for (const member of Object.values(value)) {
    const inner = measure(member);
    size += inner.size + 1;
    depth = Math.max(depth, inner.depth);
  }
  return { size, depth: depth + 1 };
}

/** What looking through a value may cost: its members, and its texts, which patterns read to their end. */
export function weigh(value: JsonValue): number {
  if (typeof value === 'string') return 1 + Math.ceil(value.length / charactersOfMember);
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, member) => sum + weigh(member), 1);
}

// A pattern takes about as long for these as other conditions take for one member.
const charactersOfMember = 16;

function parentOf(draft: Draft, steps: Steps): JsonObject | JsonValue[] {
  const parent = valueAt(draft.root, steps.slice(0, -1));
  if (isJsonObject(parent) || Array.isArray(parent)) return parent;
  throw conflict('path', 'has nothing it could be part of');
}

function elementIndex(array: readonly JsonValue[], step: string | number): number {
  const index = indexOfToken(step);
  if (index !== undefined && index < array.length) return index;
  throw conflict('path', `${String(step)} is no index of an array of ${String(array.length)}`);
}

interface Newcomer {
  value: JsonValue;
  /** How many levels are above it. */
  depth: number;
  replaces: JsonValue | undefined;
}

function admit(draft: Draft, { value, depth, replaces }: Newcomer): void {
  const measured = measure(value);
  const freed = replaces === undefined ? 0 : measure(replaces).size + 1;
  const size = draft.size + measured.size + 1 - freed;
  spend(draft, measured.size + freed + 1);
  if (size > maximumMembers) {
    throw invalidBody([{ path: 'path', reason: `makes more than ${String(maximumMembers)} members of the resource` }]);
  }
  if (depth + measured.depth > maximumDepth) {
    throw invalidBody([{ path: 'path', reason: `makes the resource deeper than ${String(maximumDepth)} levels` }]);
  }
  draft.size = size;
  draft.version += 1;
}

function checkedName(name: string | number): string {
  const text = String(name);
  if (isForbiddenName(text)) throw invalidBody([{ path: 'path', reason: 'holds a name that no attribute may have' }]);
  return text;
}
