import { factsOf, type Facts } from './shape-facts.ts';
import type { Shape } from './shape.ts';

/** One place where a document departs from its official shape. */
export interface Difference {
  /** Where, e.g. `PUT /sla/{slaId} success`. */
  where: string;
  /** `absent`: the document lacks it; `added`: the official definition lacks it; else `official -> ours`. */
  what: string;
}

/**
 * Every difference between the official shape and ours, in both directions, ordered by place. Of something absent or
 * added only the outermost is told. Bodies of errors are compared only where both define them.
 */
export function differences(official: Shape, ours: Shape): Difference[] {
  const [left, right] = [factsOf(official), factsOf(ours)];
  const places = [...new Set([...left.keys(), ...right.keys()])].sort();
  const found: Difference[] = [];
  const whole = new Set<string>();
  for (const where of places) {
    if (isIncomparable(where, left, right) || isInside(where, whole)) continue;
    const what = differenceAt(where, left, right);
    if (what === undefined) continue;
    if (what === 'absent' || what === 'added') whole.add(where);
    found.push({ where, what });
  }
  return found;
}

function differenceAt(where: string, official: Facts, ours: Facts): string | undefined {
  const [before, after] = [official.get(where), ours.get(where)];
  if (before === after) return undefined;
  if (where.endsWith('{required}')) return `${before ?? 'nothing'} -> ${after ?? 'nothing'}`;
  if (before === undefined) return 'added';
  return after === undefined ? 'absent' : `${before} -> ${after}`;
}

// A schema of ours that no operation reaches holds nobody to anything; refusals differ in which ones are written down.
function isIncomparable(where: string, official: Facts, ours: Facts): boolean {
  if (where.startsWith('schema ')) return !official.has(schemaPlace(where));
  const refusal = /^(.* error \d+)(?: |$)/.exec(where)?.[1];
  return refusal !== undefined && !(official.has(refusal) && ours.has(refusal));
}

function schemaPlace(where: string): string {
  return where.split(' ').slice(0, 2).join(' ');
}

function isInside(where: string, whole: ReadonlySet<string>): boolean {
  for (let at = 1; at < where.length; at += 1) {
    if (' .['.includes(where.charAt(at)) && whole.has(where.slice(0, at))) return true;
  }
  return false;
}
