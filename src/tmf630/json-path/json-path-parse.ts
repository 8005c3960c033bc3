import { invalidQuery } from '../../kernel/problem.ts';
import type { InnerPath, JsonPath, Operand, PathOperator, PathTest, Segment, Selector } from './json-path-model.ts';
import { isSingular } from './json-path-model.ts';
import type { Cursor } from './json-path-text.ts';
import {
  eat,
  eatLiteral,
  eatMatch,
  eatName,
  eatPattern,
  eatQuoted,
  eatWord,
  expectToken,
  fault,
  nextShown,
  notServed,
  skipBlanks,
  strangeCall,
  strangeOperator,
} from './json-path-text.ts';
import { readIndexOrSlice } from './json-path-index.ts';
import type { PatternAllowance } from '../query/pattern.ts';
import { patternAllowance, readPattern } from '../query/pattern.ts';

/** Where a JSONPath stands, and how its names are understood. */
export interface JsonPathOptions {
  /** The parameter or member that holds it, for messages, e.g. `filter`. */
  parameter: string;
  /** The caller's attribute path to the canonical one of the same length; arrays are transparent. */
  path: (path: readonly string[]) => readonly string[];
  /** What patterns may take, when there is more than this JSONPath in a query. */
  patterns?: PatternAllowance;
}

/** Longest JSONPath, in characters. Source: TMF630 Part 6. */
const maximumLength = 2048;

/** How deep conditions and parentheses may stand in one another. */
const maximumDepth = 10;

/**
 * A JSONPath of the subset that TMF630 Part 6 asks for; `$` and the dot behind it may be left out. Names are renamed by
 * `options.path` at every nesting. Throws Problem `invalid` naming the parameter and the place for what is no JSONPath, longer
 * than 2048 characters or deeper than 10; `notImplemented` for what is JSONPath but not of the subset: `..`, scripts, functions
 * beside length(), comparisons of several nodes with several. Never runs anything of the text.
 */
export function parseJsonPath(text: string, options: JsonPathOptions): JsonPath {
  if (text.length > maximumLength) {
    throw invalidQuery(options.parameter, `the JSONPath is longer than ${maximumLength} characters`);
  }
  const cursor: Cursor = { text: text.trimEnd(), parameter: options.parameter, at: 0 };
  const scope: Scope = {
    cursor,
    rename: options.path,
    patterns: options.patterns ?? patternAllowance(),
    names: [],
    depth: 0,
  };
  skipBlanks(cursor);
  // It would be the name of an attribute that nothing has: `@type` is one.
  if (/^@(?:[.[]|$)/.test(cursor.text.slice(cursor.at, cursor.at + 2)))
    throw fault(cursor, '"@" has its place in a condition only, used');
  const segments = readSegments(scope, !eat(cursor, '$'));
  if (cursor.at < cursor.text.length) throw fault(cursor, `${nextShown(cursor)} is not expected`);
  return { segments };
}

/** What is being read, and the names that led here, as the caller wrote them; undefined behind what has no single name. */
interface Scope {
  cursor: Cursor;
  rename: JsonPathOptions['path'];
  patterns: PatternAllowance;
  names: readonly string[] | undefined;
  depth: number;
}

/** The steps of a path, up to what cannot be one. Leaves `scope.names` at the names it has gone through. */
function readSegments(scope: Scope, startsBare: boolean): Segment[] {
  const { cursor } = scope;
  const segments: Segment[] = [];
  if (startsBare && !/^[.[]/.test(cursor.text.slice(cursor.at))) segments.push(readNamed(scope));
  for (;;) {
    if (cursor.text.startsWith('..', cursor.at)) throw notServed(cursor, '".."');
    if (isCall(cursor)) return segments;
    if (eat(cursor, '.')) segments.push(readNamed(scope));
    else if (eat(cursor, '[')) segments.push(readBracket(scope));
    else return segments;
  }
}

// `.length()` behind the last step belongs to the condition around it.
function isCall({ text, at }: Cursor): boolean {
  return /^\.\s*length\s*\(/.test(text.slice(at, at + 40));
}

function readNamed(scope: Scope): Segment {
  const { cursor } = scope;
  const start = cursor.at;
  // `$.[?(...)]` is a common slip for `$[?(...)]`.
  if (eat(cursor, '[')) return readBracket(scope);
  if (eat(cursor, '*')) return [wildcard(scope)];
  const name = eatName(cursor);
  if (name === undefined) throw fault(cursor, `a name is expected instead of ${nextShown(cursor)}`);
  if (cursor.text.startsWith('(', cursor.at)) throw strangeCall(cursor, name, start);
  return /^\d{1,9}$/.test(name) ? [{ kind: 'index', index: Number(name) }] : [named(scope, name)];
}

function named(scope: Scope, name: string): Selector {
  if (scope.names === undefined) return { kind: 'name', name };
  scope.names = [...scope.names, name];
  return { kind: 'name', name: scope.rename(scope.names).at(-1) ?? name };
}

// Behind the name of an array it is its elements; elsewhere it is members of any name.
function wildcard(scope: Scope): Selector {
  if (scope.names?.length === 0) scope.names = undefined;
  return { kind: 'wildcard' };
}

function readBracket(scope: Scope): Segment {
  const { cursor, names } = scope;
  const start = cursor.at - 1;
  const selectors: Selector[] = [];
  let behind = names;
  do {
    scope.names = names;
    skipBlanks(cursor);
    selectors.push(readSelector(scope));
    behind = scope.names;
    skipBlanks(cursor);
  } while (eat(cursor, ','));
  expectToken(cursor, ']');
  // Behind several names there is no one name.
  const namesOnly = selectors.filter(({ kind }) => kind === 'name');
  scope.names = selectors.length > 1 && namesOnly.length > 0 ? undefined : behind;
  if (selectors.length > 1 && selectors.some(({ kind }) => kind === 'filter'))
    throw notServed(cursor, 'a condition beside other selectors', start);
  return selectors;
}

function readSelector(scope: Scope): Selector {
  const { cursor } = scope;
  if (eat(cursor, '?')) return { kind: 'filter', test: readFilter(scope) };
  if (eat(cursor, '*')) return wildcard(scope);
  if (cursor.text.startsWith('(', cursor.at)) throw notServed(cursor, 'a script');
  const name = eatQuoted(cursor);
  if (name !== undefined) return named(scope, name);
  return readIndexOrSlice(cursor);
}

/** The condition behind `?`. Its names are relative to the element's path. */
function readFilter(scope: Scope): PathTest {
  skipBlanks(scope.cursor);
  // The usual parentheses right behind the question mark are no level of their own.
  const isWrapped = scope.cursor.text.startsWith('(', scope.cursor.at);
  return readAny(isWrapped ? { ...scope } : deeper(scope));
}

function deeper(scope: Scope): Scope {
  if (scope.depth === maximumDepth) throw fault(scope.cursor, `conditions are deeper than ${maximumDepth}`);
  return { ...scope, depth: scope.depth + 1 };
}

function readAny(scope: Scope): PathTest {
  return readJoined(scope, { kind: 'or', sign: '||', part: readAll });
}

function readAll(scope: Scope): PathTest {
  return readJoined(scope, { kind: 'and', sign: '&&', part: readOne });
}

function readJoined(
  scope: Scope,
  join: { kind: 'and' | 'or'; sign: string; part: (scope: Scope) => PathTest },
): PathTest {
  const first = join.part(scope);
  const parts = [first];
  skipBlanks(scope.cursor);
  while (eat(scope.cursor, join.sign)) {
    parts.push(join.part(scope));
    skipBlanks(scope.cursor);
  }
  return parts.length === 1 ? first : { kind: join.kind, parts };
}

function readOne(scope: Scope): PathTest {
  const { cursor } = scope;
  skipBlanks(cursor);
  if (cursor.text.startsWith('!', cursor.at) && !cursor.text.startsWith('!=', cursor.at)) {
    cursor.at += 1;
    return { kind: 'not', part: readOne(deeper(scope)) };
  }
  if (!eat(cursor, '(')) return readComparison(scope);
  const inner = readAny(deeper(scope));
  skipBlanks(cursor);
  expectToken(cursor, ')');
  return inner;
}

function readComparison(scope: Scope): PathTest {
  const { cursor } = scope;
  const start = cursor.at;
  const left = readOperand(scope);
  skipBlanks(cursor);
  if (eat(cursor, '=~')) return readPatternTest(scope, left);
  const operator = readOperator(cursor);
  if (operator === undefined) {
    if (left.kind === 'path') return { kind: 'exists', path: left.path };
    throw fault(cursor, 'a comparison is expected', start);
  }
  skipBlanks(cursor);
  const right = readOperand(scope);
  if ((!isOne(left) && right.kind !== 'literal') || (!isOne(right) && left.kind !== 'literal'))
    throw notServed(cursor, 'comparing several nodes with anything but a literal', start);
  return { kind: 'compare', operator, left, right };
}

function isOne(operand: Operand): boolean {
  return operand.kind !== 'path' || isSingular(operand.path);
}

function readOperator(cursor: Cursor): PathOperator | undefined {
  const operators: readonly PathOperator[] = ['==', '!=', '<=', '>=', '<', '>'];
  const found = operators.find((operator) => eat(cursor, operator));
  if (found === undefined && cursor.text.startsWith('=', cursor.at)) throw fault(cursor, 'equality is "==", not "="');
  const start = cursor.at;
  const word = found === undefined ? eatWord(cursor) : undefined;
  if (word === undefined) return found;
  throw strangeOperator(cursor, word, start);
}

function readPatternTest({ cursor, patterns }: Scope, value: Operand): PathTest {
  skipBlanks(cursor);
  const start = cursor.at;
  const read = eatPattern(cursor);
  if (read === undefined) throw fault(cursor, 'a pattern between slashes is expected', start);
  const { pattern, ignoresCase } = read;
  readPattern(pattern, cursor.parameter, { allowance: patterns, ignoresCase });
  return { kind: 'pattern', value, pattern, ignoresCase };
}

function readOperand(scope: Scope): Operand {
  const { cursor } = scope;
  const start = cursor.at;
  const from = eatMatch(cursor, /[@$]/y);
  if (from === '@' || from === '$') return readPathOperand(scope, from);
  const literal = eatLiteral(cursor);
  if (literal) return { kind: 'literal', value: literal.value };
  const word = eatWord(cursor);
  if (word === undefined) throw fault(cursor, `"@", "$" or a value is expected instead of ${nextShown(cursor)}`);
  if (word !== 'length' || !cursor.text.startsWith('(', cursor.at)) {
    if (cursor.text.startsWith('(', cursor.at)) throw strangeCall(cursor, word, start);
    throw fault(cursor, `"${word}" stands for nothing: names begin with "@." and texts are quoted,`, start);
  }
  return readLength(scope, start);
}

function readLength(scope: Scope, start: number): Operand {
  const { cursor } = scope;
  expectToken(cursor, '(');
  skipBlanks(cursor);
  const of = readOperand(scope);
  skipBlanks(cursor);
  expectToken(cursor, ')');
  if (of.kind !== 'path') throw fault(cursor, 'length() takes a path', start);
  return lengthOf(cursor, of.path, start);
}

function readPathOperand(scope: Scope, from: '@' | '$'): Operand {
  const { cursor } = scope;
  const start = cursor.at - 1;
  const inner = { ...scope, names: from === '$' ? [] : scope.names };
  const path: InnerPath = { from, segments: readSegments(inner, false) };
  if (eatMatch(cursor, /\.\s*length\s*\(\s*\)/y) === undefined) {
    if (isCall(cursor)) throw fault(cursor, 'length() takes nothing here');
    return { kind: 'path', path };
  }
  return lengthOf(cursor, path, start);
}

function lengthOf(cursor: Cursor, of: InnerPath, start: number): Operand {
  if (!isSingular(of)) throw notServed(cursor, 'length() of several nodes', start);
  return { kind: 'length', of };
}
