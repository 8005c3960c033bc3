import { roundHalfUp } from './decimal.ts';

/** An amount in a currency: decimal text with the currency's minor unit (`20.00`), and its ISO 4217 code. */
export interface Money {
  value: string;
  unit: string;
}

const currencies = new Set(Intl.supportedValuesOf('currency'));
const minorUnits = new Map<string, number>();

/** Whether a text is the ISO 4217 code of a currency (`EUR`). */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

/** How many decimals amounts of a currency have: EUR 2, JPY 0, KWD 3. */
export function minorUnitOf(currency: string): number {
  const known = minorUnits.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  minorUnits.set(currency, digits);
  return digits;
}

/** An amount rounded half up to the currency's minor unit. `value` is decimal text. */
export function money(value: string, currency: string): Money {
  return { value: roundHalfUp(value, minorUnitOf(currency)), unit: currency };
}
