/** Where chance comes from (jitter). */
export interface RandomSource {
  /** A number in [0, 1). */
  next(): number;
}

/** The machine's randomness. */
export const systemRandom: RandomSource = { next: () => Math.random() };

/**
 * Numbers that look like chance and follow from a seed: the same seed gives the same numbers, on every machine (mulberry32
 * from an FNV-1a hash of the text). For simulations that have to give the same result when they run twice; never for secrets.
 */
export function seededRandom(seed: string): RandomSource {
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return {
    next: () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}
