import type { JsonPrimitive } from '../../kernel/json.ts';
import { Problem, invalidQuery, problemCode } from '../../kernel/problem.ts';

/** A place in the text of a JSONPath that is being read. */
export interface Cursor {
  readonly text: string;
  /** The parameter or member that holds the text, for messages. */
  readonly parameter: string;
  at: number;
}

/** 400 for what is no JSONPath: `filter: a name is missing at character 12`. */
export function fault(cursor: Cursor, reason: string, at = cursor.at): Problem {
  return invalidQuery(cursor.parameter, `${reason} at character ${at + 1}`);
}

/** 501 for what is JSONPath but not of the subset. */
export function notServed(cursor: Cursor, what: string, at = cursor.at): Problem {
  const reason = `${what} is not available, used at character ${at + 1}`;
  return new Problem('notImplemented', `${cursor.parameter}: ${reason}`, {
    code: problemCode.notImplemented,
    faults: [{ path: cursor.parameter, reason }],
  });
}

const unserved = ['min', 'max', 'avg', 'stddev', 'sum', 'keys', 'concat', 'append', 'first', 'last', 'index'];
const unservedFunctions = new Set([...unserved, 'count', 'match', 'search', 'value']);
const unservedOperators = new Set(['in', 'nin', 'subsetof', 'anyof', 'noneof', 'size', 'empty', 'contains']);

/** The refusal of a function that is not length() in a condition: 501 for those of the standard and of well-known dialects. */
export function strangeCall(cursor: Cursor, name: string, at: number): Problem {
  if (unservedFunctions.has(name)) return notServed(cursor, `${name}()`, at);
  if (name === 'length') return fault(cursor, 'length() has its place in a condition only, not', at);
  return fault(cursor, `there is no function ${name}(), used`, at);
}

/** The refusal of a word where an operator stands: 501 for those of well-known dialects. */
export function strangeOperator(cursor: Cursor, word: string, at: number): Problem {
  if (unservedOperators.has(word)) return notServed(cursor, `"${word}"`, at);
  return fault(cursor, `"${word}" is no operator, used`, at);
}

/** What is at the cursor, for a message: one character, or the end. */
export function nextShown(cursor: Cursor): string {
  const point = cursor.text.codePointAt(cursor.at);
  return point === undefined ? 'the end' : `"${String.fromCodePoint(point)}"`;
}

/** Goes past blanks. */
export function skipBlanks(cursor: Cursor): void {
  while (/\s/.test(cursor.text.charAt(cursor.at))) cursor.at += 1;
}

/** Goes past the token if it is next. */
export function eat(cursor: Cursor, token: string): boolean {
  if (!cursor.text.startsWith(token, cursor.at)) return false;
  cursor.at += token.length;
  return true;
}

/** Goes past the token. Throws Problem invalid when something else is next. */
export function expectToken(cursor: Cursor, token: string): void {
  if (!eat(cursor, token)) throw fault(cursor, `"${token}" is expected instead of ${nextShown(cursor)}`);
}

/** Goes past what the pattern (a sticky one) finds next, and gives it. */
export function eatMatch(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

const namePattern = /[\p{L}\p{N}_@$-]+/uy;
const wordPattern = /[A-Za-z]+/y;
const integerPattern = /-?(?:0|[1-9]\d{0,8})(?![\d.eE])/y;
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** The name after a dot: letters, digits, `_`, `@`, `$` and `-`. Source: TMF630 Part 1, 4.4. */
export function eatName(cursor: Cursor): string | undefined {
  return eatMatch(cursor, namePattern);
}

/** A word of letters: a function, a keyword. */
export function eatWord(cursor: Cursor): string | undefined {
  return eatMatch(cursor, wordPattern);
}

/** A whole number, of an index or a slice. */
export function eatInteger(cursor: Cursor): number | undefined {
  const digits = eatMatch(cursor, integerPattern);
  return digits === undefined ? undefined : Number(digits);
}

const words = new Map<string, JsonPrimitive>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** A literal, if one is next: text in either quotes, a number, true, false, null. */
export function eatLiteral(cursor: Cursor): { value: JsonPrimitive } | undefined {
  const text = eatQuoted(cursor);
  if (text !== undefined) return { value: text };
  const digits = eatMatch(cursor, numberPattern);
  if (digits !== undefined) return { value: readNumber(cursor, digits) };
  const start = cursor.at;
  const value = words.get(eatWord(cursor) ?? '');
  if (value !== undefined) return { value };
  cursor.at = start;
  return undefined;
}

function readNumber(cursor: Cursor, digits: string): number {
  const number = Number(digits);
  if (Number.isFinite(number)) return number;
  throw fault(cursor, 'the number is too large', cursor.at - digits.length);
}

const escapes = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** A text in single or double quotes, if one is next, with its escapes resolved. */
export function eatQuoted(cursor: Cursor): string | undefined {
  const start = cursor.at;
  const quote = cursor.text.charAt(start);
  if (quote !== '"' && quote !== "'") return undefined;
  cursor.at += 1;
  let text = '';
  while (!eat(cursor, quote)) {
    if (cursor.at >= cursor.text.length) throw fault(cursor, 'a text begins that does not end', start);
    text += eat(cursor, '\\') ? readEscape(cursor) : cursor.text.charAt(cursor.at++);
  }
  return text;
}

function readEscape(cursor: Cursor): string {
  const unit = /u([\da-fA-F]{4})/y;
  const digits = eatMatch(cursor, unit);
  if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits.slice(1), 16));
  const letter = cursor.text.charAt(cursor.at);
  const character = escapes.get(letter) ?? (/["'/\\]/.test(letter) ? letter : undefined);
  if (character === undefined) throw fault(cursor, `"\\${letter}" is no escape`, cursor.at - 1);
  cursor.at += 1;
  return character;
}

/** The pattern and flags of `/.../i`, if one is next; `\/` is a slash. */
export function eatPattern(cursor: Cursor): { pattern: string; ignoresCase: boolean } | undefined {
  const start = cursor.at;
  if (!eat(cursor, '/')) return undefined;
  let pattern = '';
  while (!eat(cursor, '/')) {
    const unit = eatMatch(cursor, /\\?[^]/y);
    if (unit === undefined) throw fault(cursor, 'a pattern begins that does not end', start);
    pattern += unit === '\\/' ? '/' : unit;
  }
  const flags = eatWord(cursor) ?? '';
  if (flags !== '' && flags !== 'i') throw fault(cursor, 'the only flag of a pattern is "i"', cursor.at - flags.length);
  return { pattern, ignoresCase: flags === 'i' };
}
