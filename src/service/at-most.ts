/**
 * A form of `run` of which at most `width` calls are under way at once; the others wait in the order in which they came.
 * A failure goes to its caller only.
 */
export function atMost<Args extends readonly unknown[], Answer>(
  width: number,
  run: (...args: Args) => Promise<Answer>,
): (...args: Args) => Promise<Answer> {
  const waiting: (() => void)[] = [];
  let free = width;
  return async (...args) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await run(...args);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
