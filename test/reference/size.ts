/** What a run draws: the seed (SURETY_SEED, else a fixed one) and how many histories (SURETY_DEEP, which `npm run test:deep` sets). */
const fixedSeed = 20_261_123;

function seedOf(text: string): number {
  if (text === '') return fixedSeed;
  if (text === 'random') return process.hrtime()[1];
  const number = Number(text);
  if (!Number.isInteger(number)) throw new Error(`SURETY_SEED must be an integer or "random", not ${text}`);
  return number;
}

export const seed = seedOf(process.env['SURETY_SEED'] ?? '');

const isDeep = (process.env['SURETY_DEEP'] ?? '') !== '';

/** How many histories are drawn. */
export const drawnInAll = isDeep ? 100_000 : 1000;

/** The line that tells how to draw the same again. */
export const howToRepeat = `SURETY_SEED=${seed}${isDeep ? ' SURETY_DEEP=1' : ''}`;
