/** Exact numbers for the reference evaluator: whole numbers over whole numbers, nothing rounded. */
export interface Fraction {
  /** Numerator. */
  n: bigint;
  /** Denominator, above zero. */
  d: bigint;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** n over d, in lowest terms. */
export function over(n: bigint, d: bigint): Fraction {
  if (d === 0n) throw new Error('division by zero');
  const [top, bottom] = d < 0n ? [-n, -d] : [n, d];
  const shared = gcd(top, bottom);
  return shared <= 1n ? { n: top, d: bottom } : { n: top / shared, d: bottom / shared };
}

export const zero: Fraction = { n: 0n, d: 1n };
export const one: Fraction = { n: 1n, d: 1n };
export const hundred: Fraction = { n: 100n, d: 1n };

/** The fraction that a decimal text or a number of JSON means: `-12.5`, `1e-7`. */
export function fraction(given: string | number | bigint): Fraction {
  if (typeof given === 'bigint') return { n: given, d: 1n };
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(String(given).trim());
  if (match === null) throw new Error(`not a number: ${given}`);
  const decimals = match[3] ?? '';
  const digits = BigInt(`${match[2] ?? ''}${decimals}`);
  const power = Number(match[4] ?? '0') - decimals.length;
  const signed = match[1] === '-' ? -digits : digits;
  return power >= 0 ? over(signed * 10n ** BigInt(power), 1n) : over(signed, 10n ** BigInt(-power));
}

export const add = (a: Fraction, b: Fraction): Fraction => over(a.n * b.d + b.n * a.d, a.d * b.d);
export const sub = (a: Fraction, b: Fraction): Fraction => over(a.n * b.d - b.n * a.d, a.d * b.d);
export const mul = (a: Fraction, b: Fraction): Fraction => over(a.n * b.n, a.d * b.d);
export const div = (a: Fraction, b: Fraction): Fraction => over(a.n * b.d, a.d * b.n);
/** Below zero when a is smaller, above zero when it is greater. */
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.n * b.d - b.n * a.d;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
};

/** Decimal text, cut (not rounded) after so many digits. */
export function decimal(a: Fraction, digits = 9): string {
  const scaled = ((a.n < 0n ? -a.n : a.n) * 10n ** BigInt(digits)) / a.d;
  const text = scaled.toString().padStart(digits + 1, '0');
  const sign = a.n < 0n ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** The same number to within 1e-9. */
export function isNear(a: Fraction, b: Fraction): boolean {
  const difference = sub(a, b);
  const size = difference.n < 0n ? { n: -difference.n, d: difference.d } : difference;
  return compare(size, { n: 1n, d: 1_000_000_000n }) <= 0;
}
