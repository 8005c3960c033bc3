import { isIP } from 'node:net';

/** A setting's text as a value, or why the text cannot be one. */
export type Reading<T> = { value: T } | { fault: string };

/** How one kind of setting is read. Pure. */
export type Reader<T> = (text: string) => Reading<T>;

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Longest delay a timer can take (2^31 - 1 ms, 24.8 days); longer ones would fire at once. */
const longestTimerMs = 2_147_483_647;

function duration(text: string): Reading<number> {
  const match = /^(\d+)(ms|s|m|h|d)$/.exec(text);
  const value = Number(match?.[1]) * (unitMs[match?.[2] ?? ''] ?? Number.NaN);
  return Number.isSafeInteger(value) ? { value } : { fault: 'must be a duration such as 500ms, 30s, 5m, 1h or 30d' };
}

/** A length of time, `500ms`, `30s`, `5m`, `1h`, `30d`; in milliseconds, from `leastMs` up. Not for timers. */
export function periodReader(leastMs: number): Reader<number> {
  return (text) => {
    const reading = duration(text);
    if ('fault' in reading) return reading;
    return reading.value < leastMs ? { fault: `must be at least ${String(leastMs)}ms` } : reading;
  };
}

/** As {@link periodReader}, for what a timer waits: at most 24 days. */
export function timerReader(leastMs: number): Reader<number> {
  const readPeriod = periodReader(leastMs);
  return (text) => {
    const reading = readPeriod(text);
    if ('fault' in reading) return reading;
    return reading.value > longestTimerMs ? { fault: 'must be at most 24d' } : reading;
  };
}

/** As a reader of lengths of time; `off` for never, which is Infinity. */
export function orOff(read: Reader<number>): Reader<number> {
  return (text) => {
    if (text === 'off') return { value: Infinity };
    const reading = read(text);
    return 'fault' in reading ? { fault: `${reading.fault}, or off` } : reading;
  };
}

/** A whole number in decimal digits within [least, most]. */
export function integerReader(least: number, most: number): Reader<number> {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return { value };
    return { fault: `must be a whole number from ${String(least)} to ${String(most)}` };
  };
}

/** One of a few words, spelled exactly. */
export function wordReader<T extends string>(words: readonly T[]): Reader<T> {
  return (text) => {
    const value = words.find((word) => word === text);
    return value === undefined ? { fault: `must be one of ${words.join(', ')}` } : { value };
  };
}

/** `true` or `false`. */
export function readFlag(text: string): Reading<boolean> {
  if (text !== 'true' && text !== 'false') return { fault: 'must be true or false' };
  return { value: text === 'true' };
}

/** Any text that is not only blanks. */
export function readText(text: string): Reading<string> {
  return text.trim() === '' ? { fault: 'must not be blank' } : { value: text };
}

/** An IP address or a host name to listen on. */
export function readHost(text: string): Reading<string> {
  return isIP(text) !== 0 || isHostName(text) ? { value: text } : { fault: 'must be a host name or an IP address' };
}

/** A MongoDB connection string. Never repeats the text in a fault: it may hold a password. */
export function readMongoUri(text: string): Reading<string> {
  if (!/^mongodb(\+srv)?:\/\/[^\s/]/.test(text))
    return { fault: 'must start with mongodb:// or mongodb+srv:// and name a host' };
  return { value: text };
}

/** An absolute http or https URL without query and fragment; the value has no trailing slash. */
export function readBaseUrl(text: string): Reading<string> {
  const fault = 'must be an http or https URL without query, fragment or password, e.g. https://sla.example.net';
  if (!URL.canParse(text)) return { fault };
  const url = new URL(text);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  const isBare = url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  return isWeb && isBare ? { value: url.href.replace(/\/+$/, '') } : { fault };
}

/**
 * A comma-separated list of hosts (`listener.example.net`), addresses (`10.1.2.3`, `::1`) and CIDR ranges
 * (`10.0.0.0/8`, `fd00::/8`); every entry is checked, blanks around entries are dropped, names are lower-cased. The empty text is the empty list.
 */
export function readHostsAndRanges(text: string): Reading<readonly string[]> {
  if (text === '') return { value: Object.freeze([]) };
  const entries = text.split(',').map((entry) => entry.trim().toLowerCase());
  const wrong = entries.filter((entry) => !isHostOrRange(entry));
  if (wrong.length === 0) return { value: Object.freeze(entries) };
  return {
    fault: `${wrong.map((entry) => `"${entry}"`).join(', ')}: must be a host name, an IP address or a CIDR range such as 10.0.0.0/8`,
  };
}

function isHostOrRange(entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/');
  if (rest.length > 0) return false;
  if (prefix === undefined) return isIP(address) !== 0 || isHostName(address);
  const bits = isIP(address) === 4 ? 32 : 128;
  return isIP(address) !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
}

/** RFC 1123 labels. A last label of digits only would be a mistyped address (`10.0.0`, `300.1.1.1`). */
function isHostName(text: string): boolean {
  const labels = text.split('.');
  const isLabel = (label: string): boolean => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(label);
  return text.length <= 253 && labels.every(isLabel) && !/^\d+$/.test(labels.at(-1) ?? '');
}
