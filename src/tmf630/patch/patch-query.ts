import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json.ts';
import { conflict, invalidBody } from '../../kernel/problem.ts';
import { insertAt, removeAt, setAt, spend, type Steps, valueAt, weigh } from './patch-draft.ts';
import {
  canonicalValue,
  type DocumentPatch,
  nothingThere,
  type PatchNames,
  type PatchOperation,
  readOperations,
} from './patch-operations.ts';
import { patternAllowance } from '../query/pattern.ts';
import { isEqualIn, patchOf, type PatchRun, shownAt } from './patch-run.ts';
import type { QueryPlace } from './pointer-query.ts';
import { readQueryPlace } from './query-place.ts';
import { shown } from '../query/raw-query.ts';

const maximumNodes = 1_000;

/** Characters of all paths of a patch together: reading them takes time, too. */
const maximumPathLength = 32_768;

/**
 * A patch whose paths choose places by content, in either notation: a pointer with a query or a JSONPath. Each operation
 * has its effect at every place its path selects: `add` appends to an array, merges into an object, creates a member that
 * is not there and overwrites anything else. `from` has to select exactly one place. No place is a conflict.
 * Throws as JSON Patch does. Source: TMF630 Parts 5 and 6.
 */
export function readPatchQuery(body: JsonValue, names: PatchNames): DocumentPatch {
  const patterns = patternAllowance();
  let length = 0;
  const readPlace = (text: string): QueryPlace => {
    length += text.length;
    if (length > maximumPathLength) {
      const reason = `is one of paths with more than ${String(maximumPathLength)} characters together`;
      throw invalidBody([{ path: '', reason }]);
    }
    return readQueryPlace(text, names, patterns);
  };
  return patchOf(readOperations(body, readPlace), names, apply);
}

function apply(run: PatchRun, operation: PatchOperation<QueryPlace>): void {
  const { at } = operation;
  switch (operation.op) {
    case 'add':
      add(run, at, operation.value);
      break;
    case 'replace':
      for (const steps of selected(run, at, 'path')) setAt(run.draft, steps, valueFor(run, steps, operation.value));
      break;
    case 'test':
      test(run, at, operation.value);
      break;
    case 'remove':
      // From the end, so that the places before stay where they are.
      for (const steps of selected(run, at, 'path').reverse()) removeAt(run.draft, steps);
      break;
    case 'copy':
      put(run, at, onlyPlace(run, operation.from).value);
      break;
    case 'move':
      move(run, at, operation.from);
  }
}

function valueFor({ names }: PatchRun, steps: Steps, value: JsonValue): JsonValue {
  return canonicalValue(names, steps.map(String), value);
}

function add(run: PatchRun, at: QueryPlace, value: JsonValue): void {
  for (const steps of targets(run, at)) {
    const isArray = Array.isArray(valueAt(run.draft.root, steps));
    // What comes into an array is named like any of its elements.
    addAt(run, steps, valueFor(run, isArray ? [...steps, 0] : steps, value));
  }
}

function put(run: PatchRun, at: QueryPlace, value: JsonValue): void {
  for (const steps of targets(run, at)) addAt(run, steps, value);
}

function addAt({ draft }: PatchRun, steps: Steps, value: JsonValue): void {
  const found = valueAt(draft.root, steps);
  if (Array.isArray(found)) insertAt(draft, { array: steps, index: found.length }, value);
  else if (isJsonObject(found)) mergeInto({ draft }, steps, value);
  else setAt(draft, steps, value);
}

function mergeInto({ draft }: Pick<PatchRun, 'draft'>, steps: Steps, value: JsonValue): void {
  if (!isJsonObject(value)) throw invalidBody([{ path: 'value', reason: 'must be an object, as it is added to one' }]);
  for (const [name, member] of Object.entries(value)) setAt(draft, [...steps, name], member);
}

function test(run: PatchRun, at: QueryPlace, value: JsonValue): void {
  const isEqualAt = (root: JsonValue, steps: Steps): boolean =>
    isEqualIn(run, valueAt(root, steps), valueFor(run, steps, value));
  const { root } = run.draft;
  const places = nodesIn(run, at, root);
  if (places.length > 0 && places.every((steps) => isEqualAt(root, steps))) return;
  const seen = run.seen();
  const shownPlaces = nodesIn(run, at, seen);
  if (shownPlaces.length === 0) throw nothingThere('path', at.text);
  if (!shownPlaces.every((steps) => isEqualAt(seen, steps))) {
    throw conflict('value', `is not what is at ${shown(at.text)}`);
  }
}

function move(run: PatchRun, at: QueryPlace, from: QueryPlace): void {
  const { steps, value } = onlyPlace(run, from);
  removeAt(run.draft, steps);
  put(run, at, value);
}

function onlyPlace(run: PatchRun, from: QueryPlace): { steps: Steps; value: JsonValue } {
  const [steps, ...others] = selected(run, from, 'from');
  if (steps === undefined) throw nothingThere('from', from.text);
  if (others.length > 0) {
    throw conflict('from', `${shown(from.text)} selects ${String(others.length + 1)} places, not exactly one`);
  }
  return { steps, value: shownAt(run, steps) ?? null };
}

/** Where something is added: the places that are there and those that are missing from objects that are. */
function targets(run: PatchRun, at: QueryPlace): Steps[] {
  const { root } = run.draft;
  const places = [...nodesIn(run, at, root), ...at.gaps(root)];
  return places.length > 0 ? bounded(places, 'path') : selected(run, at, 'path');
}

/** The places that are there: as stored or, when there are none, as they are only shown. */
function selected(run: PatchRun, at: QueryPlace, member: 'path' | 'from'): Steps[] {
  const stored = nodesIn(run, at, run.draft.root);
  const places = stored.length > 0 ? stored : nodesIn(run, at, run.seen());
  if (places.length === 0) throw nothingThere(member, at.text);
  return bounded(places, member);
}

function bounded(places: Steps[], member: 'path' | 'from'): Steps[] {
  if (places.length <= maximumNodes) return places;
  throw invalidBody([{ path: member, reason: `selects more than ${String(maximumNodes)} places` }]);
}

/** Characters of a path that ask one thing of a place, roughly. */
const lengthOfCondition = 32;

/** The places of a path that are there; looking for them is counted: everything, perhaps, for every condition. */
function nodesIn({ draft }: PatchRun, at: QueryPlace, root: JsonObject): Steps[] {
  spend(draft, weigh(root) * Math.ceil((at.text.length + 1) / lengthOfCondition));
  return at.nodes(root);
}
