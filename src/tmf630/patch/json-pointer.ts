const pointer = /^(?:\/(?:[^/~]|~[01])*)*$/;

/**
 * The reference tokens of a JSON Pointer, unescaped: `/a~1b/0` -> `['a/b', '0']`, the empty text -> `[]`. Undefined when it
 * is none: it does not start with `/`, or a `~` is not followed by 0 or 1. Source: RFC 6901.
 */
export function parsePointer(text: string): string[] | undefined {
  if (!pointer.test(text)) return undefined;
  return text
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

const index = /^(?:0|[1-9]\d{0,8})$/;

/** The index of an array element that a token names, e.g. `12`; undefined for `-`, `01`, `1e0` and all else. Source: RFC 6901. */
export function indexOfToken(token: string | number): number | undefined {
  if (typeof token === 'number') return token;
  return index.test(token) ? Number(token) : undefined;
}
