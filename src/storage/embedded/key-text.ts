import { createHash } from 'node:crypto';

/** Longest text, in UTF-16 units, that a key holds as it is: five of them stay below LMDB's limit of 1,978 bytes. */
export const keyTextLength = 100;

const prefixLength = 64;
// U+0000 separates the parts of a key and U+0001 to U+0004 are escaped by lmdb only in short texts, so none may occur.
const everyAwkward = /[\u0000-\u0005\u{10ffff}]|\p{Surrogate}/gu;

/** Whether two different texts may share the order of one key: {@link keyText} then only keeps the beginning in order. */
export function isShortened(text: string): boolean {
  if (isPlain(text)) return false;
  return escaped(text).length > keyTextLength;
}

/**
 * The text as part of an LMDB key: different texts always give different parts, in the code-point order of the texts.
 * Long texts keep their first 64 units and are told apart by a hash. Takes any text, also with U+0000 and unpaired
 * surrogates (which sort last).
 */
export function keyText(text: string): string {
  if (isPlain(text)) return text;
  const safe = escaped(text);
  if (safe.length <= keyTextLength) return safe;
  const cut = isLeadSurrogate(safe.charCodeAt(prefixLength - 1)) ? prefixLength - 1 : prefixLength;
  return `${safe.slice(0, cut)}\u0005\u0006${createHash('sha256').update(safe).digest('base64url').slice(0, 32)}`;
}

/** The usual case without a regular expression: short, no control character, no surrogate. */
function isPlain(text: string): boolean {
  if (text.length > keyTextLength) return false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit <= 5 || (unit >= 0xd800 && unit <= 0xdfff)) return false;
  }
  return true;
}

function escaped(text: string): string {
  return text.replace(everyAwkward, escape);
}

function escape(character: string): string {
  const unit = character.charCodeAt(0);
  if (unit <= 5) return `\u0005${String.fromCharCode(0x10 + unit)}`;
  return character.length === 2 ? '\u{10ffff}\u0010' : `\u{10ffff}${String.fromCharCode(0x100 + unit - 0xd800)}`;
}

function isLeadSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
