import { divide, multiply } from './decimal.ts';

/** A measure of one kind, with the size of each unit in the family's smallest. */
interface Family {
  name: string;
  sizes: Readonly<Record<string, string>>;
}

const families: readonly Family[] = [
  {
    name: 'time',
    sizes: { ns: '0.000001', us: '0.001', ms: '1', s: '1000', min: '60000', h: '3600000', d: '86400000' },
  },
  {
    name: 'bit rate',
    sizes: { 'bit/s': '1', 'kbit/s': '1000', 'Mbit/s': '1000000', 'Gbit/s': '1000000000', 'Tbit/s': '1000000000000' },
  },
  { name: 'share', sizes: { '%': '1', ratio: '100', permille: '0.1' } },
];

/** Other spellings, lower case, of the units above. */
const aliases: Readonly<Record<string, string>> = {
  µs: 'us',
  μs: 'us',
  microsecond: 'us',
  microseconds: 'us',
  nanosecond: 'ns',
  nanoseconds: 'ns',
  msec: 'ms',
  millisecond: 'ms',
  milliseconds: 'ms',
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  mins: 'min',
  minute: 'min',
  minutes: 'min',
  hr: 'h',
  hrs: 'h',
  hour: 'h',
  hours: 'h',
  day: 'd',
  days: 'd',
  bps: 'bit/s',
  'bits/s': 'bit/s',
  kbps: 'kbit/s',
  'kbits/s': 'kbit/s',
  'kb/s': 'kbit/s',
  mbps: 'Mbit/s',
  'mbits/s': 'Mbit/s',
  'mb/s': 'Mbit/s',
  gbps: 'Gbit/s',
  'gbits/s': 'Gbit/s',
  'gb/s': 'Gbit/s',
  tbps: 'Tbit/s',
  'tbits/s': 'Tbit/s',
  'tb/s': 'Tbit/s',
  percent: '%',
  pct: '%',
  percentage: '%',
  fraction: 'ratio',
  share: 'ratio',
  '1': 'ratio',
  '‰': 'permille',
};

const byLowerCase = new Map(
  families.flatMap(({ sizes }) => Object.keys(sizes).map((unit) => [unit.toLowerCase(), unit] as const)),
);

/** Bytes per second with a capital B are eight times the bits: never read as an alias of bit/s. */
const byteRate = /^[kKMGT]?B(?:\/s|ps)$/;

/**
 * The one spelling of a unit used inside (`Kbps` -> `kbit/s`, `percent` -> `%`); a unit we do not know stays as it is,
 * trimmed. Case does not matter except for bytes (`MB/s` is not `Mbit/s`).
 */
export function canonicalUnit(unit: string): string {
  const trimmed = unit.trim();
  if (byteRate.test(trimmed)) return trimmed;
  const lower = trimmed.toLowerCase();
  return (Object.hasOwn(aliases, lower) ? aliases[lower] : undefined) ?? byLowerCase.get(lower) ?? trimmed;
}

/** True for percent, ratio and permille. */
export function isShareUnit(unit: string): boolean {
  return familyOf(canonicalUnit(unit))?.name === 'share';
}

/** A converted decimal text, or why there is none. */
export type Converted = { value: string; reason?: undefined } | { value?: undefined; reason: string };

/** Converts exactly between units of one family; the same unit, known or not, converts to itself. Else a readable reason. */
export function convertUnit(value: string, from: string, to: string): Converted {
  const [source, target] = [canonicalUnit(from), canonicalUnit(to)];
  if (source === target) return { value };
  const family = familyOf(source);
  const [fromSize, toSize] = [family?.sizes[source], family?.sizes[target]];
  if (fromSize === undefined || toSize === undefined) return { reason: `cannot convert ${from} to ${to}` };
  const converted = divide(multiply(value, fromSize), toSize);
  return converted === undefined ? { reason: `cannot convert ${from} to ${to}` } : { value: converted };
}

function familyOf(unit: string): Family | undefined {
  return families.find(({ sizes }) => Object.hasOwn(sizes, unit));
}
