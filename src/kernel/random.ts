/** Where chance comes from (jitter). */
export interface RandomSource {
  /** A number in [0, 1). */
  next(): number;
}

/** The machine's randomness. */
export const systemRandom: RandomSource = { next: () => Math.random() };
