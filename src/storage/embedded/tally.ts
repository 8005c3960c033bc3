import type { Key } from 'lmdb';
import { compareTexts } from '../../tmf630/ordered-value.ts';
import type { Table } from './table.ts';

/** A stretch of keys: from `start` up to and without `end`. */
export interface Bounds {
  start: Key[];
  end: Key[];
}

/**
 * How many keys lie in a stretch, and where its n-th lies, without walking over them: the keys are thought of in blocks
 * whose sizes are remembered. Made when the first long stretch is counted; a change only marks its block as unknown.
 */
export interface Tally {
  /** Takes time for two blocks and for those changed since the last call. */
  count(bounds: Bounds): number;
  /** Where to begin and how many keys to skip there to leave out the first `offset` of a stretch. */
  seek(bounds: Bounds, offset: number): { start: Key[]; offset: number };
  /** Says that a key has come or gone, once that is stored: a count made in between may have missed it. */
  touch(key: Key[]): void;
}

const blockSize = 1_024;
const shortStretch = 2 * blockSize;
// Looking up more changes than this takes longer than counting anew.
const mostTouched = 4_096;

interface Block {
  first: Key[];
  /** Undefined while unknown. */
  size: number | undefined;
}

/** The tally of a part of a table: `whole`. */
export function blockTally(table: Table, whole: Bounds): Tally {
  let blocks: Block[] | undefined;
  let touched: Key[][] = [];
  const built = (): Block[] => {
    const made = (blocks ??= blocksIn(table, whole));
    for (const at of new Set(touched.map((key) => placeOf(made, key)))) forget(made, at);
    if (touched.length > 0) tidy(table, made, whole);
    touched = [];
    return made;
  };
  return {
    count: (bounds) => {
      if (!blocks && isShort(table, bounds)) return table.count(bounds);
      return countIn(table, built(), { bounds, whole });
    },
    seek: (bounds, offset) => {
      if (!blocks && offset < shortStretch) return { start: bounds.start, offset };
      return seekIn(table, built(), { bounds, whole, offset });
    },
    touch: (key) => {
      if (!blocks) return;
      touched.push(key);
      if (touched.length <= mostTouched) return;
      blocks = undefined;
      touched = [];
    },
  };
}

function isShort(table: Table, bounds: Bounds): boolean {
  return table.keys({ ...bounds, offset: shortStretch, limit: 1 }).length === 0;
}

interface Asked {
  bounds: Bounds;
  whole: Bounds;
}

function countIn(table: Table, blocks: Block[], { bounds, whole }: Asked): number {
  const [first, last] = [placeOf(blocks, bounds.start), placeOf(blocks, bounds.end)];
  if (first >= last) return table.count(bounds);
  let sum = table.count({ start: bounds.start, end: endOf(blocks, first, whole) });
  for (let at = first + 1; at < last; at += 1) sum += sizeOf(table, blocks, { at, whole });
  return sum + table.count({ start: blocks[last]?.first ?? bounds.start, end: bounds.end });
}

function seekIn(
  table: Table,
  blocks: Block[],
  { bounds, whole, offset }: Asked & { offset: number },
): { start: Key[]; offset: number } {
  let at = placeOf(blocks, bounds.start);
  let left = offset;
  let start = bounds.start;
  for (let size = table.count({ start, end: endOf(blocks, at, whole) }); left >= size && at + 1 < blocks.length;) {
    left -= size;
    at += 1;
    start = blocks[at]?.first ?? start;
    size = sizeOf(table, blocks, { at, whole });
  }
  return { start, offset: left };
}

function blocksIn(table: Table, { start, end }: Bounds): Block[] {
  const blocks = [blockAt(start)];
  for (let from = start; ;) {
    const [next] = table.keys({ start: from, end, offset: blockSize, limit: 1 });
    if (!Array.isArray(next)) return blocks;
    const last = blocks.at(-1);
    if (last) last.size = blockSize;
    blocks.push(blockAt(next));
    from = next;
  }
}

function blockAt(first: Key[]): Block {
  return { first, size: undefined };
}

/** The last block that begins at or before the key; the first for a key before all. */
function placeOf(blocks: readonly Block[], key: Key[]): number {
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const block = blocks[middle];
    if (block && compareKeys(block.first, key) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

function endOf(blocks: readonly Block[], at: number, whole: Bounds): Key[] {
  return blocks[at + 1]?.first ?? whole.end;
}

function sizeOf(table: Table, blocks: readonly Block[], { at, whole }: { at: number; whole: Bounds }): number {
  const block = blocks[at];
  if (!block) return 0;
  block.size ??= table.count({ start: block.first, end: endOf(blocks, at, whole) });
  return block.size;
}

function forget(blocks: readonly Block[], at: number): void {
  const block = blocks[at];
  if (block) block.size = undefined;
}

/** Counts what is unknown; splits what has grown and joins what has shrunk, so that blocks stay about equally long. */
function tidy(table: Table, blocks: Block[], whole: Bounds): void {
  for (let at = blocks.length - 1; at >= 0; at -= 1) {
    const block = blocks[at];
    if (block?.size !== undefined) continue;
    const size = sizeOf(table, blocks, { at, whole });
    if (block && size > 2 * blockSize) {
      blocks.splice(at, 1, ...blocksIn(table, { start: block.first, end: endOf(blocks, at, whole) }));
    } else if (at > 0 && size < blockSize / 4) {
      blocks.splice(at, 1);
      forget(blocks, at - 1);
    }
  }
}

/** LMDB's own order of keys: a beginning before what goes on from it; booleans, numbers, texts, bytes. */
function compareKeys(left: readonly Key[], right: readonly Key[]): number {
  for (const [at, part] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    const order = compareParts(part, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareParts(left: Key, right: Key): number {
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  const kinds = rankOf(left) - rankOf(right);
  if (kinds !== 0 || typeof left === 'object') return kinds;
  return Number(left) - Number(right);
}

// Bytes only ever stand at the end of a stretch, and are all the same.
function rankOf(part: Key): number {
  return ['boolean', 'number', 'string', 'object'].indexOf(typeof part);
}
