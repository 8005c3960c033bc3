import type { JsonObject } from '../kernel/json.ts';
import { isJsonObject } from '../kernel/json.ts';
import type { Fault } from '../kernel/problem.ts';
import { Problem, invalidBody, problemCode } from '../kernel/problem.ts';

/** Most levels of objects and arrays in a document. Source: TMF630. */
export const maximumDepth = 32;
/** Most members and elements, at all levels, in a document. */
export const maximumMembers = 10_000;
/** Most characters of names and texts together: twice what a body may be long, so that a resource cannot grow without end. */
export const maximumCharacters = 2 * 1_048_576;
const maximumFaults = 20;
const prototypeNames = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a member may not have this name: it would collide with the stores' own names, paths or prototypes. */
export function isForbiddenName(name: string): boolean {
  return nameFault(name) !== undefined;
}

/** Bodies that have passed. Nobody changes a body in place, so the layers below need not look through it again. */
const passed = new WeakSet<JsonObject>();

/**
 * The body as a JSON object, or Problem `invalid`: it must be one object, at most 32 levels deep, with at most 10,000
 * members and elements and 2 Mi characters of names and texts, without names that are empty, start with `_` or `$`, hold a dot or NUL, or name a prototype, and
 * without what not every store can give back: unpaired surrogates, numbers beyond a double.
 * The faults name the paths. Does not recurse, so depth cannot exhaust the stack. Source: TMF630.
 */
export function guardDocument(body: unknown): JsonObject {
  if (body === undefined) throw new Problem('invalid', 'a body is required', { code: problemCode.missingBody });
  if (!isJsonObject(body)) {
    const faults = [{ path: '', reason: 'must be one JSON object' }];
    throw new Problem('invalid', 'the body must be one JSON object', { code: problemCode.invalidBody, faults });
  }
  if (passed.has(body)) return body;
  const faults = findFaults(body);
  if (faults.length > 0) throw invalidBody(faults);
  passed.add(body);
  return body;
}

/** A value on the way down, with where it is. */
interface Place {
  value: object;
  parent?: Place;
  step: string;
  depth: number;
}

function findFaults(body: JsonObject): Fault[] {
  const faults: Fault[] = [];
  const open: Place[] = [{ value: body, step: '', depth: 1 }];
  let members = 0;
  let characters = 0;
  for (let place = open.pop(); place && faults.length < maximumFaults; place = open.pop()) {
    if (place.depth > maximumDepth)
      return [{ path: pathOf(place), reason: `is deeper than ${String(maximumDepth)} levels` }];
    const entries = Object.entries(place.value);
    members += entries.length;
    if (members > maximumMembers) {
      return [{ path: pathOf(place), reason: `is in a body with more than ${String(maximumMembers)} members` }];
    }
    characters += charactersIn(place, entries);
    if (characters > maximumCharacters) {
      return [{ path: pathOf(place), reason: `is in a body with more than ${String(maximumCharacters)} characters` }];
    }
    faults.push(...nameFaults(place, entries), ...valueFaults(place, entries));
    open.push(...childrenOf(place, entries));
  }
  return faults.slice(0, maximumFaults);
}

function charactersIn({ value: holder }: Place, entries: readonly [string, unknown][]): number {
  const isArray = Array.isArray(holder);
  let sum = 0;
  for (const [name, value] of entries) {
    if (!isArray) sum += name.length;
    if (typeof value === 'string') sum += value.length;
  }
  return sum;
}

function nameFaults(place: Place, entries: readonly [string, unknown][]): Fault[] {
  if (Array.isArray(place.value)) return [];
  return entries.flatMap(([name]) => {
    const reason = nameFault(name);
    return reason === undefined ? [] : [{ path: joinStep(pathOf(place), name), reason }];
  });
}

function valueFaults(place: Place, entries: readonly [string, unknown][]): Fault[] {
  const isArray = Array.isArray(place.value);
  return entries.flatMap(([name, value]) => {
    const reason = valueFault(value);
    return reason === undefined ? [] : [{ path: joinStep(pathOf(place), isArray ? `[${name}]` : name), reason }];
  });
}

function valueFault(value: unknown): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : halfCharacter;
  // JSON can write 1e400, which no double holds and nobody could be given back.
  return typeof value === 'number' && !Number.isFinite(value) ? 'is beyond what a number can hold' : undefined;
}

function childrenOf(parent: Place, entries: readonly [string, unknown][]): Place[] {
  const isArray = Array.isArray(parent.value);
  return entries.flatMap(([name, value]) => {
    if (typeof value !== 'object' || value === null) return [];
    return [{ value, parent, step: isArray ? `[${name}]` : name, depth: parent.depth + 1 }];
  });
}

const halfCharacter = 'must not hold half a character (an unpaired surrogate)';

function nameFault(name: string): string | undefined {
  if (prototypeNames.has(name)) return 'is a reserved name';
  if (name.startsWith('_') || name.startsWith('$')) return 'names may not start with "_" or "$"';
  if (name.includes('.')) return 'names may not contain a dot';
  if (name.includes('\u0000')) return 'names may not contain NUL';
  if (name === '') return 'names may not be empty';
  return name.isWellFormed() ? undefined : halfCharacter;
}

function pathOf(place: Place): string {
  const steps: string[] = [];
  for (let at = place; at.parent; at = at.parent) steps.unshift(at.step);
  return steps.reduce(joinStep, '');
}

const shownStep = 60;

function joinStep(path: string, step: string): string {
  const text = step.length > shownStep ? `${step.slice(0, shownStep)}...` : step;
  return path === '' || text.startsWith('[') ? `${path}${text}` : `${path}.${text}`;
}
