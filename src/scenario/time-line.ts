import { parseInstant } from '../kernel/instant.ts';
import { type Place, textOf } from './yaml-file.ts';

const unitsMs: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};

/** Milliseconds of a length such as `1h 30m`, `22m`, `36s`; undefined when it is none. */
export function lengthMs(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*(ms|[wdhms])(?:\s+|$)/gu)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return undefined;
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitsMs[unit ?? ''] ?? 0), 0);
}

/** A length as text, the other way about: `9d 21m 36s`. */
export function lengthText(ms: number): string {
  let left = ms;
  const parts: string[] = [];
  for (const unit of ['d', 'h', 'm', 's', 'ms']) {
    const each = unitsMs[unit] ?? 1;
    if (left >= each) parts.push(`${String(Math.floor(left / each))}${unit}`);
    left %= each;
  }
  return parts.join(' ');
}

/** An instant on the time line as people read it: `+9d 21m 36s`. */
export function onTimeLine(instant: number, start: number): string {
  return instant < start ? `-${lengthText(start - instant)}` : `+${lengthText(instant - start) || '0'}`;
}

/** Reads a length; a fault names its line. */
export function readLength(place: Place): number {
  const text = textOf(place);
  return lengthMs(text) ?? place.fail(`"${text}" is no length; write 22m, 1h 30m, 5s`);
}

/** Reads an instant: `+9d 21m` or `-1h` from the start, or a date-time with an offset. UTC ms. */
export function readInstant(place: Place, start: number): number {
  const text = textOf(place);
  const sign = /^[+-]/u.exec(text)?.[0];
  if (sign !== undefined) {
    const rest = text.slice(1).trim();
    const length = rest === '0' ? 0 : lengthMs(rest);
    if (length !== undefined) return sign === '-' ? start - length : start + length;
  }
  const instant = parseInstant(text);
  return instant ?? place.fail(`"${text}" is no instant; write +9d 21m after the start, or 2026-04-10T00:21:00Z`);
}
