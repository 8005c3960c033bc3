/** The values in their order, in lists of at most `size`: for what must not be asked for, or held in memory, all at once. */
export function* batchesOf<Value>(values: readonly Value[], size: number): Generator<Value[]> {
  for (let at = 0; at < values.length; at += size) yield values.slice(at, at + size);
}
