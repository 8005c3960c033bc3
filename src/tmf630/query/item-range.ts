import { Problem, problemCode } from '../../kernel/problem.ts';
import type { Paging } from './paging.ts';

/** A part of a list as `Range: items=...` asks for it: from a place on (1 is the first), or so many from the end. */
export type ItemRange = { first: number; last?: number } | { fromEnd: number };

const unit = /^\s*items\s*(?:=|$)/i;
const range = /^\s*items=\s*(\d{1,15})?\s*-\s*(\d{1,15})?\s*$/i;

/**
 * The range a `Range` header asks for: `items=11-20`, `items=11-` (to the end), `items=-5` (the last five); undefined for
 * other units, which RFC 9110, 14.2 says to ignore. Throws Problem `invalid` for `items` ranges that are none (`items=0-3`,
 * `items=5-2`, several ranges): ignoring them would answer the whole list to somebody who asked for a part.
 * Source: TMF630 R14.5.
 */
export function parseItemRange(header: string): ItemRange | undefined {
  if (!unit.test(header)) return undefined;
  const [, first, last] = range.exec(header) ?? [];
  if (first === undefined) {
    if (last === undefined) throw invalidRange('must be one range such as items=11-20, items=11- or items=-5');
    return { fromEnd: Number(last) };
  }
  if (Number(first) < 1) throw invalidRange('counts from 1');
  if (last === undefined) return { first: Number(first) };
  if (Number(last) < Number(first)) throw invalidRange('ends before it begins');
  return { first: Number(first), last: Number(last) };
}

/** The page a range stands for; `total` is asked for only by a range from the end. A longer one is cut to the maximum. */
export async function pagingOf(
  asked: ItemRange,
  maximumLimit: number,
  total: () => Promise<number>,
): Promise<Required<Paging>> {
  if ('fromEnd' in asked) {
    const limit = Math.min(asked.fromEnd, maximumLimit);
    return { offset: Math.max(0, (await total()) - asked.fromEnd), limit, isPaged: true };
  }
  const { first, last = Number.POSITIVE_INFINITY } = asked;
  return { offset: first - 1, limit: Math.min(last - first + 1, maximumLimit), isPaged: true };
}

/**
 * Refuses a range that holds nothing of a list of `total`: Problem `rangeNotSatisfiable` with `Content-Range`. The
 * beginning of an empty list, and its end, are that empty list. Source: RFC 9110, 15.5.17.
 */
export function refuseUnsatisfiable(asked: ItemRange, total: number): void {
  const isEmpty = 'fromEnd' in asked ? asked.fromEnd === 0 : asked.first > Math.max(total, 1);
  if (!isEmpty) return;
  const reason = `asks for nothing of a list of ${String(total)}`;
  throw new Problem('rangeNotSatisfiable', `Range: ${reason}`, {
    code: problemCode.invalidHeader,
    faults: [{ path: 'Range', reason }],
    headers: { 'Content-Range': `items */${String(total)}` },
  });
}

function invalidRange(reason: string): Problem {
  return new Problem('invalid', `Range: ${reason}`, {
    code: problemCode.invalidHeader,
    faults: [{ path: 'Range', reason }],
  });
}
