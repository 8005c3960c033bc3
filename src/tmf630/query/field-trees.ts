import type { JsonObject } from '../../kernel/json.ts';
import type { JsonPath } from '../json-path/json-path-model.ts';
import { compileSelection } from '../json-path/json-path-select.ts';
import { beginResource, patternBudget } from './pattern.ts';

/** Wanted names; what is below one, or all of it. Arrays on the way are transparent. */
export type Wanted = ReadonlyMap<string, Wanted | 'whole'>;

/** Found nodes by their way, indexes included; what is below a step, or all of it. */
export type Found = ReadonlyMap<string | number, Found | 'whole'>;

type Tree<Step> = Map<Step, Tree<Step> | 'whole'>;

/** The names of the paths as a tree. */
export function wantedTree(paths: readonly (readonly string[])[]): Wanted {
  const root: Tree<string> = new Map();
  for (const path of paths) addPath(root, path, 'whole');
  return root;
}

/**
 * Gives the nodes that the paths find in a document as a tree; `whole` when one finds the document itself; undefined without
 * paths. What patterns may cost is bounded over all documents it is given: it throws Problem `invalid` when they cost more.
 */
export function treeFinder(paths: readonly JsonPath[]): (document: JsonObject) => Found | 'whole' | undefined {
  if (paths.length === 0) return () => undefined;
  const budget = patternBudget('page');
  // The arrays that are picked from are there even when nothing in them is found.
  const picks = paths.map((path) => compileSelection(pickedFrom(path), budget));
  const finds = paths.map((path) => compileSelection(path, budget));
  return (document) => {
    beginResource(budget);
    const root: Tree<string | number> = new Map();
    for (const { steps } of picks.flatMap((pick) => pick(document))) addPath(root, steps, 'part');
    const found = finds.flatMap((find) => find(document));
    for (const { steps } of found) addPath(root, steps, 'whole');
    return found.some(({ steps }) => steps.length === 0) ? 'whole' : root;
  };
}

/** The path up to where it picks. */
function pickedFrom({ segments }: JsonPath): JsonPath {
  const at = segments.findIndex((segment) => segment.some(({ kind }) => kind !== 'name'));
  return { segments: at <= 0 ? [] : segments.slice(0, at) };
}

function addPath<Step>(root: Tree<Step>, path: readonly Step[], end: 'whole' | 'part'): void {
  let level = root;
  for (const [at, step] of path.entries()) {
    const known = level.get(step);
    if (known === 'whole') return;
    if (at === path.length - 1 && end === 'whole') {
      level.set(step, 'whole');
      return;
    }
    const next: Tree<Step> = known ?? new Map<Step, Tree<Step> | 'whole'>();
    level.set(step, next);
    level = next;
  }
}
