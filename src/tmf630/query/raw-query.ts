import { Problem, invalidQuery, problemCode } from '../../kernel/problem.ts';

/** The operators an item of a query string can be written with; dot operators (`name.gt=`) are read from the path later. */
export type OperatorSymbol = '=' | '==' | '!=' | '>' | '>=' | '<' | '<=' | '*=' | '=~';

/** One `&`-separated part of a query string: `conformanceTarget.gte=99` is name `conformanceTarget.gte`, symbol `=`, text `99`. */
export interface QueryItem {
  /** Left of the operator, decoded and trimmed, as the caller wrote it. */
  name: string;
  symbol: OperatorSymbol;
  /** Right of the operator, decoded; lists and quotes not yet taken apart. */
  text: string;
}

/** A part without any operator (`?verbose`). */
export interface BareItem {
  name: string;
  symbol?: undefined;
}

/** Longest query string that is read. Source: TMF630. */
const maximumQueryBytes = 4096;

// The name ends at the first operator character, plain or percent-encoded. An operator that starts with a plain `=`
// goes on only plainly: `a=%3D` is equality with `=`, while `a%3D%3D5` and `a==5` are both equality with 5.
const nameEnd = /[=<>!*]|%(?:3[CDEcde]|21|2[Aa])/;
const operators: readonly (readonly [RegExp, OperatorSymbol])[] = [
  [/^(?:==|%3D(?:=|%3D))/i, '=='],
  [/^(?:=~|%3D(?:~|%7E))/i, '=~'],
  [/^(?:=|%3D)/i, '='],
  [/^(?:!|%21)(?:=|%3D)/i, '!='],
  [/^(?:\*|%2A)(?:=|%3D)/i, '*='],
  [/^(?:>|%3E)(?:=|%3D)/i, '>='],
  [/^(?:>|%3E)/i, '>'],
  [/^(?:<|%3C)(?:=|%3D)/i, '<='],
  [/^(?:<|%3C)/i, '<'],
];

/**
 * The parts of a raw query string (without `?`), in order; empty parts are dropped. `+` is a blank.
 * Throws Problem `queryTooLong` beyond 4096 bytes and `invalid` for a broken percent code or an operator without a name.
 * Source: TMF630 Part 1, 4.4.
 */
export function splitQuery(rawQuery: string): (QueryItem | BareItem)[] {
  if (Buffer.byteLength(rawQuery) > maximumQueryBytes) {
    throw new Problem('queryTooLong', `query: longer than ${String(maximumQueryBytes)} bytes`, {
      code: problemCode.invalidQueryParameter,
      faults: [{ path: 'query', reason: `longer than ${String(maximumQueryBytes)} bytes` }],
    });
  }
  return queryParts(rawQuery)
    .filter((part) => part !== '')
    .map(readItem);
}

/**
 * The `&`-separated parts of a raw query, as they came. An `&` inside the brackets of a JSONPath (`filter` and `fields`)
 * belongs to it, because clients leave `&&` as it is. Source: TMF630 Part 6.
 */
export function queryParts(rawQuery: string): string[] {
  const pieces = rawQuery.split('&');
  const parts: string[] = [];
  for (let at = 0; at < pieces.length;) {
    const count = /^[\s+]*(?:filter|fields)[\s+]*(?:=|%3D)/i.test(pieces[at] ?? '')
      ? piecesOfPath(pieces.slice(at))
      : 1;
    parts.push(pieces.slice(at, at + count).join('&'));
    at += count;
  }
  return parts;
}

/** How many of the pieces make up a text whose brackets are closed; 1 when they never are. */
function piecesOfPath(pieces: readonly string[]): number {
  const state: BracketState = { depth: 0, quote: '' };
  for (const [at, piece] of pieces.entries()) {
    for (const character of looselyDecoded(piece)) followBrackets(state, character);
    if (state.depth === 0) return at + 1;
  }
  return 1;
}

interface BracketState {
  depth: number;
  /** The quote that is open, or empty. */
  quote: string;
}

function followBrackets(state: BracketState, character: string): void {
  if (state.depth > 0 && (character === '"' || character === "'")) {
    if (state.quote === '') state.quote = character;
    else if (state.quote === character) state.quote = '';
  }
  if (state.quote !== '') return;
  if (character === '[') state.depth += 1;
  if (character === ']' && state.depth > 0) state.depth -= 1;
}

// Only what matters here: a broken percent code is found, and named, when the part is read.
function looselyDecoded(raw: string): string {
  return raw.replaceAll(/%(5B|5D|22|27)/gi, (_code, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

/** The name of one `&`-separated part, e.g. `offset` of `%6Fffset=5`. Throws Problem `invalid` for a broken percent code. */
export function nameOf(raw: string): string {
  const at = raw.search(nameEnd);
  return decode(at < 0 ? raw : raw.slice(0, at), raw).trim();
}

function readItem(raw: string): QueryItem | BareItem {
  const at = raw.search(nameEnd);
  const name = nameOf(raw);
  if (at < 0) return { name };
  const rest = raw.slice(at);
  if (name === '') throw invalidQuery(shown(raw), 'names no attribute');
  for (const [pattern, symbol] of operators) {
    const match = pattern.exec(rest);
    if (match) return { name, symbol, text: decode(rest.slice(match[0].length), name) };
  }
  throw invalidQuery(shown(name), 'is not followed by an operator');
}

function decode(raw: string, path: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '));
  } catch (cause) {
    if (cause instanceof URIError) throw invalidQuery(shown(path), 'has a broken percent code');
    throw cause;
  }
}

/** A caller's text cut to a length fit for a message. */
export function shown(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100)}...`;
}
