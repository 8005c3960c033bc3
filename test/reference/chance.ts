/** Chance that can be repeated: everything drawn follows from one number (mulberry32). */
export interface Chance {
  /** A whole number from `from` up to and with `to`. */
  whole: (from: number, to: number) => number;
  /** True once in `n` times. */
  once: (n: number) => boolean;
  pick: <T>(from: readonly T[]) => T;
  /** The same elements in another order. */
  shuffled: <T>(given: readonly T[]) => T[];
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    whole,
    once: (n) => whole(1, n) === 1,
    pick: (from) => {
      const picked = from[whole(0, from.length - 1)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    shuffled: (given) => {
      const copy = [...given];
      for (let at = copy.length - 1; at > 0; at -= 1) {
        const other = whole(0, at);
        const [a, b] = [copy[at], copy[other]];
        if (a !== undefined && b !== undefined) [copy[at], copy[other]] = [b, a];
      }
      return copy;
    },
  };
}
