/**
 * What makes a run of these suites: the seed of everything that is drawn (SURETY_SEED, else a fixed one) and how much is
 * drawn (ten times as much with SURETY_DEEP, which `npm run test:deep` sets).
 */

const fixedSeed = 20_261_123;

/** The seed of this run. */
export const seed = seedOf(process.env['SURETY_SEED'] ?? '');

/** Whether to draw ten times as much. */
export const isDeep = (process.env['SURETY_DEEP'] ?? '') !== '';

/** How often to try a property: `count` times, ten times as often in a deep run. */
export function tries(count: number): number {
  return isDeep ? count * 10 : count;
}

/** Parameters for fast-check: everything drawn follows from them. */
export function drawn(count: number): { seed: number; numRuns: number; endOnFailure: boolean } {
  return { seed, numRuns: tries(count), endOnFailure: false };
}

/** The line that tells how to draw the same again. */
export const howToRepeat = `SURETY_SEED=${String(seed)}${isDeep ? ' SURETY_DEEP=1' : ''}`;

function seedOf(text: string): number {
  if (text === '') return fixedSeed;
  if (text === 'random') return process.hrtime()[1];
  const number = Number(text);
  if (!Number.isInteger(number)) throw new Error(`SURETY_SEED must be an integer or "random", not ${text}`);
  return number;
}
