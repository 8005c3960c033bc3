import { isJsonObject, type JsonValue } from '../../kernel/json.ts';
import { conflict, invalidBody } from '../../kernel/problem.ts';
import { isForbiddenName } from '../document-guard.ts';
import { indexOfToken, parsePointer } from './json-pointer.ts';
import { insertAt, removeAt, setAt, valueAt } from './patch-draft.ts';
import {
  canonicalValue,
  type DocumentPatch,
  nothingThere,
  type PatchNames,
  type PatchOperation,
  readOperations,
} from './patch-operations.ts';
import { isEqualIn, patchOf, type PatchRun, shownAt } from './patch-run.ts';
import { shown } from '../query/raw-query.ts';

/** A place as a JSON Pointer names it. */
interface PointerPlace {
  /** As the caller wrote it. */
  text: string;
  /** In canonical names; indexes and `-` as written. */
  tokens: readonly string[];
}

/**
 * A JSON Patch: add, remove, replace, move, copy, test, with pointers and values in the caller's names. Throws Problem
 * invalid for what is no patch document or could never be applied. Source: RFC 6902; RFC 6901.
 */
export function readJsonPatch(body: JsonValue, names: PatchNames): DocumentPatch {
  const operations = readOperations(body, (text) => readPointer(text, names));
  for (const operation of operations) refuseMoveIntoItself(operations, operation);
  return patchOf(operations, names, apply);
}

function readPointer(text: string, names: PatchNames): PointerPlace {
  const written = parsePointer(text);
  if (written === undefined) throw invalidBody([{ path: '', reason: `${shown(text)} is not a JSON Pointer` }]);
  const wrong = written.find(isForbiddenName);
  if (wrong !== undefined) {
    throw invalidBody([{ path: '', reason: `no attribute may be called ${JSON.stringify(shown(wrong))}` }]);
  }
  return { text, tokens: names.path(written) };
}

function refuseMoveIntoItself(
  operations: readonly PatchOperation<PointerPlace>[],
  operation: PatchOperation<PointerPlace>,
): void {
  if (operation.op !== 'move') return;
  const [from, to] = [operation.from.tokens, operation.at.tokens];
  if (from.length >= to.length || !from.every((token, at) => token === to[at])) return;
  throw invalidBody([{ path: `[${String(operations.indexOf(operation))}].path`, reason: 'is inside what is moved' }]);
}

function apply(run: PatchRun, operation: PatchOperation<PointerPlace>): void {
  const { at } = operation;
  switch (operation.op) {
    case 'add':
      add(run, at, valueFor(run, at, operation.value));
      break;
    case 'replace':
      replace(run, at, valueFor(run, at, operation.value));
      break;
    case 'test':
      test(run, at, valueFor(run, at, operation.value));
      break;
    case 'remove':
      read(run, at, 'path');
      removeAt(run.draft, at.tokens);
      break;
    case 'copy':
      add(run, at, read(run, operation.from, 'from'));
      break;
    case 'move':
      move(run, at, operation.from);
  }
}

function valueFor({ names }: PatchRun, { tokens }: PointerPlace, value: JsonValue): JsonValue {
  // An element to come is named like any other.
  return canonicalValue(
    names,
    tokens.map((token) => (token === '-' ? '0' : token)),
    value,
  );
}

function add({ draft }: PatchRun, { text, tokens }: PointerPlace, value: JsonValue): void {
  if (tokens.length === 0) {
    setAt(draft, tokens, value);
    return;
  }
  const [above, last = ''] = [tokens.slice(0, -1), tokens.at(-1)];
  const parent = valueAt(draft.root, above);
  if (isJsonObject(parent)) {
    setAt(draft, tokens, value);
    return;
  }
  if (!Array.isArray(parent)) throw conflict('path', `${shown(text)} is below something that is not there`);
  const index = last === '-' ? parent.length : indexOfToken(last);
  if (index === undefined || index > parent.length) {
    throw conflict('path', `${shown(last)} is no index of an array of ${String(parent.length)}`);
  }
  insertAt(draft, { array: above, index }, value);
}

function replace(run: PatchRun, at: PointerPlace, value: JsonValue): void {
  read(run, at, 'path');
  setAt(run.draft, at.tokens, value);
}

function test(run: PatchRun, at: PointerPlace, value: JsonValue): void {
  if (isEqualIn(run, valueAt(run.draft.root, at.tokens), value)) return;
  const found = valueAt(run.seen(), at.tokens);
  if (found === undefined) throw nothingThere('path', at.text);
  if (!isEqualIn(run, found, value)) throw conflict('value', `is not what is at ${shown(at.text)}`);
}

function move(run: PatchRun, at: PointerPlace, from: PointerPlace): void {
  const value = read(run, from, 'from');
  if (from.tokens.length === 0) return;
  removeAt(run.draft, from.tokens);
  add(run, at, value);
}

/** What is at a place: as stored, or as it is only shown. */
function read(run: PatchRun, { text, tokens }: PointerPlace, member: 'path' | 'from'): JsonValue {
  const found = shownAt(run, tokens);
  if (found === undefined) throw nothingThere(member, text);
  return found;
}
