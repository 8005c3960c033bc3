const segment = /^[\p{L}\p{N}_@$-]+$/u;

/**
 * The names of a dotted attribute path, or undefined when it is not one: `a..b`, `a[0]`, an empty text.
 * A name is letters, digits, `_`, `@`, `$` and `-`; a number selects an array element. Source: TMF630 Part 1, 4.4.
 */
export function parsePath(text: string): string[] | undefined {
  const names = text.split('.');
  return names.every((name) => segment.test(name)) ? names : undefined;
}
