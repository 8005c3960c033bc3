import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json.ts';
import { type Fault, invalidBody, Problem, problemCode } from '../../kernel/problem.ts';
import { shown } from '../query/raw-query.ts';

/** How a patch's names and values become canonical: both are in the words of the caller's dialect. */
export interface PatchNames {
  /** The caller's attribute path to the canonical one; indexes and `-` stay. */
  path(written: readonly string[]): readonly string[];
  /** The value a caller writes at a canonical path, with canonical names. */
  value(path: readonly string[], value: JsonValue): JsonValue;
}

/**
 * What the caller sees of a document, in canonical names: an operation may be about what is only rendered (the href of a
 * reference that is stored as an id).
 */
export type SeenForm = (document: JsonObject) => JsonObject;

/**
 * Makes the patched document of a canonical one, which is not changed: all operations or none. Throws Problem `conflict`
 * when the document is not as an operation needs it, `invalid` when an operation asks for what cannot be; both name the
 * operation, e.g. `[2].path`. `seen`: the document itself when absent.
 */
export type DocumentPatch = (document: JsonObject, seen?: SeenForm) => JsonObject;

/** One operation; `at` and `from` are places as its kind of patch writes them. */
export type PatchOperation<At> =
  | { op: 'add' | 'replace' | 'test'; at: At; value: JsonValue }
  | { op: 'remove'; at: At }
  | { op: 'move' | 'copy'; at: At; from: At };

const maximumOperations = 500;
const maximumFaults = 20;

/**
 * The operations of a patch document. Throws Problem invalid that names every member at fault: not an array, more than 500
 * operations, an unknown `op`, a missing `value`, a place that cannot be read. Members nobody knows are ignored.
 * `readAt` reads a place; what it throws is put on the member it stands in. Source: RFC 6902, 3 and 4.
 */
export function readOperations<At>(body: JsonValue, readAt: (text: string) => At): PatchOperation<At>[] {
  if (!Array.isArray(body)) throw invalidBody([{ path: '', reason: 'must be an array of operations' }]);
  if (body.length > maximumOperations) {
    throw invalidBody([{ path: '', reason: `holds more than ${String(maximumOperations)} operations` }]);
  }
  const faults: Fault[] = [];
  const operations = body.map((sent, index) => {
    try {
      return inOperation(index, () => readOperation(sent, readAt));
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'invalid') throw error;
      if (faults.length < maximumFaults) faults.push(...error.faults);
      return undefined;
    }
  });
  if (faults.length > 0) throw invalidBody(faults);
  return operations.filter((operation) => operation !== undefined);
}

/** Runs a step of one operation; a Problem it throws then names the place in the patch document, e.g. `[2].path`. */
export function inOperation<Result>(index: number, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const faults = error.faults.map(({ path, reason }) => ({ path: placeOf(index, path), reason }));
    if (error.kind === 'invalid') throw invalidBody(faults);
    const message = faults.map(({ path, reason }) => `${path}: ${reason}`).join('; ');
    throw new Problem(error.kind, message, { code: error.code, faults, cause: error });
  }
}

function placeOf(index: number, path: string): string {
  return path === '' ? `[${String(index)}]` : `[${String(index)}].${path}`;
}

function readOperation<At>(sent: JsonValue, readAt: (text: string) => At): PatchOperation<At> {
  if (!isJsonObject(sent)) throw invalidBody([{ path: '', reason: 'must be an object' }]);
  const { op } = sent;
  const place = (member: 'path' | 'from'): At => readPlace(sent, member, readAt);
  if (op === 'remove') return { op, at: place('path') };
  if (op === 'move' || op === 'copy') return { op, at: place('path'), from: place('from') };
  if (op === 'add' || op === 'replace' || op === 'test') return { op, at: place('path'), value: valueOf(sent) };
  const reason = op === undefined ? 'required' : 'must be add, remove, replace, move, copy or test';
  throw invalidBody([{ path: 'op', reason }]);
}

function readPlace<At>(sent: JsonObject, member: 'path' | 'from', readAt: (text: string) => At): At {
  const text = sent[member];
  if (text === undefined) throw invalidBody([{ path: member, reason: 'required' }]);
  if (typeof text !== 'string') throw invalidBody([{ path: member, reason: 'must be a string' }]);
  try {
    return readAt(text);
  } catch (error) {
    throw error instanceof Problem ? aboutMember(error, member) : error;
  }
}

/** What a reader of queries or paths says, said about a member of the body: it is no query that is wrong. */
function aboutMember(problem: Problem, member: string): Problem {
  const faults = problem.faults.map(({ path, reason }) => ({
    path: member,
    reason: path === '' || path === member ? reason : `${path} ${reason}`,
  }));
  if (problem.kind !== 'notImplemented') return invalidBody(faults);
  const message = faults.map(({ path, reason }) => `${path}: ${reason}`).join('; ');
  return new Problem('notImplemented', message, { code: problemCode.notImplemented, faults, cause: problem });
}

function valueOf(sent: JsonObject): JsonValue {
  const { value } = sent;
  if (value === undefined) throw invalidBody([{ path: 'value', reason: 'required' }]);
  return value;
}

/** The value in canonical names; what is wrong with it is said about the operation's `value`. */
export function canonicalValue(names: PatchNames, path: readonly string[], value: JsonValue): JsonValue {
  try {
    return names.value(path, value);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw aboutMember(error, 'value');
  }
}

/** A conflict about a place of an operation: nothing is there. */
export function nothingThere(member: 'path' | 'from', text: string): Problem {
  const reason = `there is nothing at ${text === '' ? 'the root' : shown(text)}`;
  return new Problem('conflict', `${member}: ${reason}`, {
    code: problemCode.conflict,
    faults: [{ path: member, reason }],
  });
}
