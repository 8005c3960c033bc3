/** One value of a list: what stands before it (see `splitValues`), its text, and whether it was quoted (a quoted `null` is text). */
export interface ListedValue {
  prefix: string;
  text: string;
  isQuoted: boolean;
}

/** How a list is read. */
export interface ListOptions {
  /** How many characters after a separator repeat the attribute (`x;name=y`); they become `prefix`. */
  prefixAt?: (text: string, at: number) => number;
  /** The values are patterns: a separator in brackets (`a{2,3}`, `[,;]`) or behind a backslash is part of one. */
  arePatterns?: boolean;
}

/**
 * The values of `a,b;c`. A value wrapped in `"` or `'` as a whole loses them, and blanks around them, and keeps its
 * separators; a quote closes right before a separator or the end, so that `'it's'` is one value; one that never does is an
 * ordinary character. An empty text gives one empty value.
 * Source: TMF630 Part 1, 4.4.
 */
export function splitValues(text: string, options: ListOptions = {}): ListedValue[] {
  const prefixAt = options.prefixAt ?? noPrefix;
  const separatorFrom = options.arePatterns === true ? patternEnd : valueEnd;
  const values: ListedValue[] = [];
  let at = 0;
  while (at <= text.length) {
    const start = at === 0 ? 0 : at + prefixAt(text, at);
    const quoted = quotedAt(text, start);
    const end = quoted?.end ?? separatorFrom(text, start);
    values.push({ prefix: text.slice(at, start), text: quoted?.text ?? text.slice(start, end), isQuoted: !!quoted });
    at = end + 1;
  }
  return values;
}

function noPrefix(): number {
  return 0;
}

function quotedAt(text: string, from: number): { text: string; end: number } | undefined {
  const at = blanksEnd(text, from);
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return undefined;
  for (let close = text.indexOf(quote, at + 1); close >= 0; close = text.indexOf(quote, close + 1)) {
    const end = blanksEnd(text, close + 1);
    if (end === text.length || isSeparator(text[end])) return { text: text.slice(at + 1, close), end };
  }
  return undefined;
}

function blanksEnd(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}

function valueEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isSeparator(text[at])) at += 1;
  return at;
}

/** Where a pattern ends; brackets that never close take the rest with them, and are refused as part of the pattern. */
function patternEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    else if (isSeparator(character) && depth <= 0) return at;
  }
  return text.length;
}

function isSeparator(character: string | undefined): boolean {
  return character === ',' || character === ';';
}
