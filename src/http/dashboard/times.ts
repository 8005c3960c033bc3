import type { Interval } from '../../kernel/instant.ts';
import { formatInstant } from '../../kernel/instant.ts';
import { type Html, html } from '../html.ts';

/** The local date and clock of an instant, all two digits but the year. */
export interface LocalTime {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
  second: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const [secondMs, minuteMs, hourMs, dayMs] = [1000, 60_000, 3_600_000, 86_400_000];

/** An instant (UTC ms) on the clock of a zone the machine knows. */
function localTime(instant: number, zone: string): LocalTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  return {
    ...{ year: part('year'), month: part('month'), day: part('day') },
    ...{ hour: part('hour'), minute: part('minute'), second: part('second') },
  };
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  formats.set(zone, format);
  return format;
}

/** `2026-11-22 12:05`, with seconds when there are any. */
export function dateTimeText(instant: number, zone = 'UTC'): string {
  return `${dateText(instant, zone)} ${clockText(instant, zone)}`;
}

/** `2026-11-22`. */
export function dateText(instant: number, zone = 'UTC'): string {
  const { year, month, day } = localTime(instant, zone);
  return `${year}-${month}-${day}`;
}

/** `12:05`, with seconds when there are any. */
export function clockText(instant: number, zone = 'UTC'): string {
  const { hour, minute, second } = localTime(instant, zone);
  return instant % minuteMs < secondMs ? `${hour}:${minute}` : `${hour}:${minute}:${second}`;
}

/** `22 Nov`. */
export function dayText(instant: number, zone: string): string {
  const { month, day } = localTime(instant, zone);
  return `${String(Number(day))} ${months[Number(month) - 1] ?? ''}`;
}

/** `Nov 2026`. */
export function monthText(instant: number, zone: string): string {
  const { year, month } = localTime(instant, zone);
  return `${months[Number(month) - 1] ?? ''} ${year}`;
}

/** `2026-11-22 12:00–12:01`; both dates when they differ. */
export function spanText({ start, end }: Interval, zone = 'UTC'): string {
  const isOneDay = dateText(start, zone) === dateText(end, zone);
  if (isOneDay) return `${dateText(start, zone)} ${clockText(start, zone)}–${clockText(end, zone)}`;
  return `${dateTimeText(start, zone)} – ${dateTimeText(end, zone)}`;
}

/** An instant as a `time` element in UTC, and on the clock of the contract's zone where that is another. */
export function timeOf(instant: number, zone = 'UTC'): Html {
  const own = isUtc(zone) ? '' : ` (${dateTimeText(instant, zone)} ${zone})`;
  return html`<time datetime="${formatInstant(instant)}">${dateTimeText(instant)} UTC</time>${own}`;
}

/** A span of time in UTC, and on the clock of the contract's zone where that is another. */
export function spanOf(span: Interval, zone = 'UTC'): Html {
  const own = isUtc(zone) ? undefined : html` <span class="zone">${spanText(span, zone)} ${zone}</span>`;
  return html`<span class="span">${spanText(span)} UTC</span>${own}`;
}

/** How long ago, for instants that changed lately: `12 s ago`, with the instant itself. */
export function agoOf(instant: number, now: number): Html {
  const text = agoText(instant, now);
  return html`<time datetime="${formatInstant(instant)}" title="${dateTimeText(instant)} UTC">${text}</time>`;
}

function agoText(instant: number, now: number): string {
  if (instant > now) return `${dateTimeText(instant)} UTC`;
  return now - instant < secondMs ? 'just now' : `${lengthText(roughly(now - instant))} ago`;
}

/** A length of time in its two largest units: `18 s`, `4 min 30 s`, `2 h 5 min`, `3 d`. */
export function lengthText(ms: number): string {
  if (ms < secondMs) return `${String(Math.round(ms))} ms`;
  const units: [number, string][] = [
    [dayMs, 'd'],
    [hourMs, 'h'],
    [minuteMs, 'min'],
    [secondMs, 's'],
  ];
  const at = units.findIndex(([size]) => ms >= size);
  const parts: string[] = [];
  let rest = ms;
  for (const [size, unit] of units.slice(at, at + 2)) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${String(count)} ${unit}`);
    rest -= count * size;
  }
  return parts.join(' ');
}

/** One unit is enough for "ago". */
function roughly(ms: number): number {
  const size = [dayMs, hourMs, minuteMs, secondMs].find((unit) => ms >= unit) ?? secondMs;
  return Math.floor(ms / size) * size;
}

function isUtc(zone: string): boolean {
  return zone === 'UTC' || zone === 'Etc/UTC';
}
