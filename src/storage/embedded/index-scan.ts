import type { Key } from 'lmdb';
import { compareTexts } from '../../tmf630/ordered-value.ts';
import type { KeyPart } from './index-entries.ts';
import type { KeyRange, QueryPlan } from './query-plan.ts';
import type { Table } from './table.ts';

/** Sorts behind every key part: no text has a byte 255. */
export const lastPart = new Uint8Array([255]);

/** The tables a plan is read from. */
export interface ScannedTables {
  /** Keys [createdAt, record key]. */
  order: Table;
  /** Keys [index, ...values, createdAt, record key]. */
  entries: Table;
}

const firstChunk = 32;
const largestChunk = 1_024;
const backwardChunk = 48;

/**
 * The keys of a stretch [start, end) in order. They are read in growing chunks, so that a reader may pause between two
 * of them without holding a cursor or an old snapshot of the database.
 */
export function* keysBetween(table: Table, start: Key[], end: Key[]): Generator<Key[], void> {
  let from = start;
  let isFirst = true;
  for (let size = firstChunk; ; size = Math.min(size * 4, largestChunk)) {
    const chunk = table.keys({ start: from, end, limit: size, exclusiveStart: !isFirst }).map(asKeys);
    yield* chunk;
    const last = chunk.at(-1);
    if (!last || chunk.length < size) return;
    from = last;
    isFirst = false;
  }
}

/** The record keys a plan leads to, in its order; none twice. */
export function* recordKeys(tables: ScannedTables, plan: QueryPlan, pathCount: number): Generator<string> {
  const seen = plan.mayRepeat ? new Set<string>() : undefined;
  for (const key of entryKeys(tables, plan, pathCount)) {
    const recordKey = recordKeyOf(key);
    if (seen?.has(recordKey)) continue;
    seen?.add(recordKey);
    yield recordKey;
  }
}

/** How many entries a plan's ranges hold: the number of resources when the plan may not repeat. */
export function countEntries(tables: ScannedTables, plan: QueryPlan): number {
  const { table, bounds } = boundsOf(tables, plan);
  return bounds.reduce((sum, { start, end }) => sum + table.count({ start, end }), 0);
}

interface Bounds {
  start: Key[];
  end: Key[];
}

function* entryKeys(tables: ScannedTables, plan: QueryPlan, pathCount: number): Generator<Key[], void> {
  const { table, bounds } = boundsOf(tables, plan);
  if (plan.order === 'merge') {
    yield* mergedByAge(bounds.map(({ start, end }) => keysBetween(table, start, end)));
  } else if (plan.order === 'backward') {
    for (const one of bounds.toReversed()) yield* groupsBackward(table, one, 1 + pathCount);
  } else {
    for (const { start, end } of bounds) yield* keysBetween(table, start, end);
  }
}

function boundsOf(tables: ScannedTables, { index, ranges }: QueryPlan): { table: Table; bounds: Bounds[] } {
  if (index === undefined) return { table: tables.order, bounds: [{ start: [true], end: [lastPart] }] };
  return { table: tables.entries, bounds: ranges.map((range) => boundsOfRange(index, range)) };
}

function boundsOfRange(index: string, { prefix, span }: KeyRange): Bounds {
  const base: Key[] = [index, ...prefix];
  if (!span) return { start: base, end: [...base, lastPart] };
  // `true` lies between absent values and numbers, the empty text between numbers and texts.
  const lowest = [...base, span.of === 'numbers' ? true : ''];
  const highest = [...base, span.of === 'numbers' ? '' : lastPart];
  return {
    start: span.from ? bound(base, span.from.part, !span.from.isInclusive) : lowest,
    end: span.to ? bound(base, span.to.part, span.to.isInclusive) : highest,
  };
}

function bound(base: Key[], part: KeyPart, isBehind: boolean): Key[] {
  return isBehind ? [...base, part, lastPart] : [...base, part];
}

/** From the greatest values down; among equal values the oldest first. `length`: parts that make a group. */
function* groupsBackward(table: Table, { start, end }: Bounds, length: number): Generator<Key[], void> {
  let before = end;
  for (;;) {
    const range = { start: before, end: start, reverse: true, limit: backwardChunk };
    const groups = groupsOf(table.keys(range).map(asKeys), length);
    const oldest = groups.pop();
    for (const group of groups) yield* group.toReversed();
    if (!oldest?.[0]) return;
    // The last group may go on beyond the chunk, however long it is: it is read forwards.
    before = oldest[0].slice(0, length);
    yield* keysBetween(table, before, [...before, lastPart]);
  }
}

/** Runs of keys that begin with the same parts. */
function groupsOf(keys: readonly Key[][], length: number): Key[][][] {
  const groups: Key[][][] = [];
  let last: Key[] | undefined;
  for (const key of keys) {
    const isSame = last?.every((part, at) => at >= length || part === key[at]) ?? false;
    if (isSame) groups.at(-1)?.push(key);
    else groups.push([key]);
    last = key;
  }
  return groups;
}

function* mergedByAge(sources: Generator<Key[], void>[]): Generator<Key[], void> {
  const heads = sources.map(headOf).filter((head) => head !== undefined);
  while (heads.length > 0) {
    const oldest = heads.reduce((best, head) => (compareAge(head.key, best.key) < 0 ? head : best));
    yield oldest.key;
    const next = headOf(oldest.source);
    heads.splice(heads.indexOf(oldest), 1, ...(next ? [next] : []));
  }
}

function headOf(source: Generator<Key[], void>): { source: Generator<Key[], void>; key: Key[] } | undefined {
  const next = source.next();
  return next.done ? undefined : { source, key: next.value };
}

function compareAge(left: Key[], right: Key[]): number {
  const age = Number(left.at(-2)) - Number(right.at(-2));
  return age === 0 ? compareTexts(recordKeyOf(left), recordKeyOf(right)) : age;
}

function recordKeyOf(key: Key[]): string {
  return String(key.at(-1));
}

function asKeys(key: Key): Key[] {
  return Array.isArray(key) ? key : [key];
}
