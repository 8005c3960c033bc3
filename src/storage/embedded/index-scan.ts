import type { Key } from 'lmdb';
import { compareTexts } from '../../tmf630/ordered-value.ts';
import type { KeyPart } from './index-entries.ts';
import type { KeyRange, QueryPlan } from './query-plan.ts';
import type { Table } from './table.ts';
import type { Bounds, Tally } from './tally.ts';

/** Sorts behind every key part: no text has a byte 255. */
export const lastPart = new Uint8Array([255]);

/** The tables a plan is read from. */
export interface ScannedTables {
  /** Keys [createdAt, record key]. */
  order: Table;
  /** Keys [index, ...values, createdAt, record key]. */
  entries: Table;
  /** Counts the entries of an index; those of `order` when undefined. */
  tallyOf(index: string | undefined): Tally;
}

const firstChunk = 32;
const largestChunk = 1_024;
const backwardChunk = 48;

/**
 * The keys of a stretch [start, end) in order. They are read in growing chunks, so that a reader may pause between two
 * of them without holding a cursor or an old snapshot of the database.
 */
export function* keysBetween(table: Table, { start, end }: Bounds, skipped = 0): Generator<Key[], void> {
  let from = start;
  let isFirst = true;
  for (let size = firstChunk; ; size = Math.min(size * 4, largestChunk)) {
    const place = isFirst ? { start: from, offset: skipped } : { start: from, exclusiveStart: true };
    const chunk = table.keys({ ...place, end, limit: size }).map(asKeys);
    yield* chunk;
    const last = chunk.at(-1);
    if (!last || chunk.length < size) return;
    from = last;
    isFirst = false;
  }
}

/** How a plan is walked. */
export interface Walk {
  /** How many paths its index has. */
  pathCount: number;
  /** How many resources to leave out at the beginning. */
  skipped: number;
}

/** The record keys a plan leads to, in its order; none twice. What is left out at the beginning is hardly looked at. */
export function* recordKeys(tables: ScannedTables, plan: QueryPlan, walk: Walk): Generator<string> {
  if (!plan.mayRepeat && plan.order !== 'merge') {
    for (const key of entryKeys(tables, plan, walk)) yield recordKeyOf(key);
    return;
  }
  const seen = plan.mayRepeat ? new Set<string>() : undefined;
  let left = walk.skipped;
  for (const key of entryKeys(tables, plan, { ...walk, skipped: 0 })) {
    const recordKey = recordKeyOf(key);
    if (seen?.has(recordKey)) continue;
    seen?.add(recordKey);
    if (left > 0) left -= 1;
    else yield recordKey;
  }
}

/** A resource's key and age, which tell its place in the default order without a look at the resource. */
export interface AgedKey {
  createdAt: number;
  recordKey: string;
}

/** The resources a plan leads to, none twice, in no particular order. */
export function* agedKeys(tables: ScannedTables, plan: QueryPlan): Generator<AgedKey> {
  const seen = plan.mayRepeat ? new Set<string>() : undefined;
  for (const key of entryKeys(tables, { ...plan, order: 'none' }, { pathCount: 0, skipped: 0 })) {
    const recordKey = recordKeyOf(key);
    if (seen?.has(recordKey)) continue;
    seen?.add(recordKey);
    yield { createdAt: Number(key.at(-2)), recordKey };
  }
}

/** The default order: by age, then id. */
export function compareAged(left: AgedKey, right: AgedKey): number {
  const age = left.createdAt - right.createdAt;
  return age === 0 ? compareTexts(left.recordKey, right.recordKey) : age;
}

/** How many entries a plan's ranges hold: the number of resources when the plan may not repeat. */
export function countEntries(tables: ScannedTables, plan: QueryPlan): number {
  const { bounds } = boundsOf(tables, plan);
  const tally = tables.tallyOf(plan.index);
  return bounds.reduce((sum, one) => sum + tally.count(one), 0);
}

function* entryKeys(tables: ScannedTables, plan: QueryPlan, { pathCount, skipped }: Walk): Generator<Key[], void> {
  const { table, bounds } = boundsOf(tables, plan);
  if (plan.order === 'merge') {
    yield* mergedByAge(bounds.map((one) => keysBetween(table, one)));
    return;
  }
  const isBackward = plan.order === 'backward';
  const source: Source = { table, tally: tables.tallyOf(plan.index), length: 1 + pathCount };
  let left = skipped;
  for (const one of isBackward ? bounds.toReversed() : bounds) {
    const size = left === 0 ? 0 : source.tally.count(one);
    if (left > 0 && left >= size) {
      left -= size;
      continue;
    }
    yield* isBackward ? backwardFrom(source, one, left) : forwardFrom(source, one, left);
    left = 0;
  }
}

/** A table of entries and how many parts of a key make a group of equal values. */
interface Source {
  table: Table;
  tally: Tally;
  length: number;
}

function forwardFrom({ table, tally }: Source, bounds: Bounds, skipped: number): Generator<Key[], void> {
  if (skipped === 0) return keysBetween(table, bounds);
  const { start, offset } = tally.seek(bounds, skipped);
  return keysBetween(table, { start, end: bounds.end }, offset);
}

/** From the greatest values down. The group in which the skipped ones end is found from the other side. */
function* backwardFrom(source: Source, bounds: Bounds, skipped: number): Generator<Key[], void> {
  const { table, tally, length } = source;
  if (skipped === 0) {
    yield* groupsBackward(table, bounds, length);
    return;
  }
  const place = tally.seek(bounds, tally.count(bounds) - 1 - skipped);
  const [key] = table.keys({ ...place, end: bounds.end, limit: 1 }).map(asKeys);
  if (!key) return;
  const start = key.slice(0, length);
  const group = { start, end: [...start, lastPart] };
  yield* forwardFrom(source, group, skipped - tally.count({ start: group.end, end: bounds.end }));
  yield* groupsBackward(table, { start: bounds.start, end: start }, length);
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

/** Groups of equal values from the greatest down; among equal values the oldest first. `length`: parts that make a group. */
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
    yield* keysBetween(table, { start: before, end: [...before, lastPart] });
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
