import { RRuleTemporal } from 'rrule-temporal';
import { parseInstant, type Interval } from '../kernel/instant.ts';
import { dayMs } from './duration.ts';
import { wallClock } from './zone.ts';

/** Something that comes again: a rule of RFC 5545 (`FREQ=WEEKLY;BYDAY=TU`) counted from its first time. */
export interface Recurrence {
  /** Has no {@link recurrenceFault}. */
  rule: string;
  /** The first time on the wall clock, as its UTC ms (`wallClock`); part of the series only when it fits the rule. */
  from: number;
  /** IANA zone of the wall clock: decides what an UNTIL in UTC means. */
  timeZone: string;
}

/**
 * The times of a series on the wall clock (UTC ms of the reading) in [start, end), in order. Clock changes play no part: the
 * rule lives on the calendar. A rule that never comes true gives nothing, soon. Pure. The only file that knows
 * rrule-temporal. Source: RFC 5545, 3.3.10.
 */
export function wallTimesOf({ rule, from, timeZone }: Recurrence, { start, end }: Interval): number[] {
  // Rules of RFC 5545 know no less than a second: what is over is put aside and added again.
  const over = ((from % 1000) + 1000) % 1000;
  const series = seriesOf(seriesText(rule, from - over, timeZone));
  const times: number[] = [];
  // In parts: the library counts its steps, so that no rule keeps it busy.
  for (let at = Math.max(start, from) - over; at < end - over; at += partMs) {
    const part = series.between(new Date(at), new Date(Math.min(at + partMs, end - over) - 1), true);
    times.push(...part.map(({ epochMilliseconds }) => epochMilliseconds + over));
  }
  return times;
}

const partMs = 1461 * dayMs;
const farFuture = 7_258_118_400_000;
const maximumRuleLength = 500;

function seriesOf(text: string, isStrict = false): RRuleTemporal {
  return new RRuleTemporal({
    rruleString: text,
    maxIterations: 4000,
    strict: isStrict,
  });
}

/** Why a text is no rule we can follow, or undefined. Rules come at most daily: no hours, minutes or seconds in them. Never throws. */
export function recurrenceFault(text: string, from = 0): string | undefined {
  if (text.length > maximumRuleLength) return `is longer than ${String(maximumRuleLength)} characters`;
  const parts = partsOf(text);
  const seen = new Set<string>();
  for (const [name, value] of parts) {
    if (seen.has(name)) return `says ${shown(name)} twice`;
    seen.add(name);
    const fault = partFault(name, value);
    if (fault !== undefined) return fault;
  }
  if (!seen.has('FREQ')) return 'must say FREQ, such as FREQ=WEEKLY';
  if (seen.has('COUNT') && seen.has('UNTIL')) return 'says both COUNT and UNTIL';
  return libraryFault(text, from);
}

function partFault(name: string, value: string): string | undefined {
  if (['BYHOUR', 'BYMINUTE', 'BYSECOND'].includes(name))
    return `says ${name}: the time of the day comes from the start`;
  const pattern = partPatterns[name];
  if (pattern === undefined) return `has no part ${shown(name)}`;
  return pattern.test(value) ? undefined : `${name} cannot be ${shown(value)}`;
}

function listOf(element: string): RegExp {
  return new RegExp(`^${element}(,${element})*$`);
}

const upTo31 = '(?:[1-9]|[12][0-9]|3[01])';
const upTo53 = '(?:[1-9]|[1-4][0-9]|5[0-3])';
const upTo366 = '(?:[1-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-6])';
const weekday = '(?:MO|TU|WE|TH|FR|SA|SU)';
const partPatterns: Readonly<Partial<Record<string, RegExp>>> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9][0-9]{0,3}$/,
  COUNT: /^(?:[1-9][0-9]{0,2}|1000)$/,
  UNTIL: /^[0-9]{8}(?:T[0-9]{6}Z?)?$/,
  WKST: listOf(weekday),
  BYDAY: listOf(`(?:[+-]?${upTo53})?${weekday}`),
  BYMONTH: listOf('(?:[1-9]|1[0-2])'),
  BYMONTHDAY: listOf(`[+-]?${upTo31}`),
  BYYEARDAY: listOf(`[+-]?${upTo366}`),
  BYWEEKNO: listOf(`[+-]?${upTo53}`),
  BYSETPOS: listOf(`[+-]?${upTo366}`),
};

/** The library knows which parts go together, and how far it has to count. */
function libraryFault(text: string, from: number): string | undefined {
  const until = untilOf(text, 'UTC');
  if (until !== undefined && Number.isNaN(until)) return 'UNTIL is no day and time';
  try {
    const series = seriesOf(seriesText(text, from, 'UTC'), true);
    series.between(new Date(farFuture), new Date(farFuture + dayMs), true);
    return undefined;
  } catch (error) {
    return error instanceof Error ? shown(error.message, 120) : 'cannot be read';
  }
}

/** The rule as a series in UTC that reads like the wall clock. */
function seriesText(rule: string, from: number, timeZone: string): string {
  const parts = partsOf(rule).filter(([name]) => name !== 'UNTIL');
  const until = untilOf(rule, timeZone);
  const said = [...parts, ...(until === undefined ? [] : [['UNTIL', stamp(until)] as const])];
  return `DTSTART:${stamp(from)}\nRRULE:${said.map((part) => part.join('=')).join(';')}`;
}

/** Where a rule ends on the wall clock: UNTIL in UTC is an instant, a day lasts till its end, anything else is a reading. */
function untilOf(rule: string, timeZone: string): number | undefined {
  const text = partsOf(rule).find(([name]) => name === 'UNTIL')?.[1];
  if (text === undefined) return undefined;
  const [, date = '', time, zulu] = /^([0-9]{8})(?:T([0-9]{6})(Z)?)?$/.exec(text) ?? [];
  const day = date.replace(/^(....)(..)(..)$/, '$1-$2-$3');
  const reading = parseInstant(`${day}T${(time ?? '235959').replace(/^(..)(..)(..)$/, '$1:$2:$3')}Z`) ?? NaN;
  return zulu === undefined ? reading : wallClock(timeZone, reading);
}

function partsOf(rule: string): (readonly [string, string])[] {
  return rule
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return at === -1 ? ([part, ''] as const) : ([part.slice(0, at), part.slice(at + 1)] as const);
    });
}

/** `20261025T080000Z`. */
function stamp(wall: number): string {
  return new Date(wall).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function shown(text: string, maximumLength = 40): string {
  return text.length > maximumLength ? `${text.slice(0, maximumLength)}...` : text;
}
