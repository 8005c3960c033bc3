/** Where in a run something happens: decided by a seed, so that a run that failed can be run again. */
export interface Chance {
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
}

/** How often every scenario is run; more with SURETY_TEST_CHAOS_ROUNDS. */
export const rounds = Number(process.env['SURETY_TEST_CHAOS_ROUNDS'] ?? '1');

/** The seed of a round; the first one's can be given as SURETY_TEST_CHAOS_SEED. */
export function seedOf(round: number): number {
  return Number(process.env['SURETY_TEST_CHAOS_SEED'] ?? '1122') + round;
}

/** Numbers that a seed decides (a linear congruential generator). */
export function chanceFrom(seed: number): Chance {
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  return {
    between: (least, most) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return least + Math.floor((state / 2 ** 32) * (most - least + 1));
    },
  };
}
