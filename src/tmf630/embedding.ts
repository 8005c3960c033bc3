import { invalidQuery } from '../kernel/problem.ts';
import { parsePath } from './attribute-path.ts';
import { shown } from './query/raw-query.ts';

/** Which references of an answer are to be replaced by what they refer to. */
export interface Embedding {
  /** What `expand` names: paths in the caller's names, e.g. `[['relatedServiceLevelObjective']]`. */
  named: readonly (readonly string[])[];
  /**
   * How deep references are followed, counting the resource itself: 2 for what it refers to, 3 for what that refers to.
   * Below 2 only what is named is followed.
   */
  depth: number;
}

/** Deepest nesting that is answered: a resource, what it refers to, and what that refers to. */
export const maximumDepth = 3;

/**
 * What the `expand` and `depth` parameters ask for, e.g. `['sla,serviceLevelObjective']` and `['2']`; undefined when every
 * reference stays one. Throws Problem `invalid` for a path that is none and for a depth that is not one of 0 to 3.
 * Source: TMF630 Part 1; TMF631.
 */
export function parseEmbedding(expansions: readonly string[], depths: readonly string[]): Embedding | undefined {
  const depth = readDepth(depths);
  const texts = expansions.flatMap((text) => text.split(',')).map((text) => text.trim());
  const named = texts.filter((text) => text !== '').map(readPath);
  return named.length === 0 && depth < 2 ? undefined : { named, depth };
}

function readPath(text: string): string[] {
  const names = parsePath(text);
  if (names === undefined) throw invalidQuery('expand', `${shown(text)} is not an attribute path`);
  return names;
}

function readDepth(texts: readonly string[]): number {
  const [text] = texts;
  if (text === undefined) return 0;
  if (texts.length > 1) throw invalidQuery('depth', 'is given more than once');
  const depth = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (depth <= maximumDepth) return depth;
  throw invalidQuery('depth', `must be an integer from 0 to ${String(maximumDepth)}`);
}
