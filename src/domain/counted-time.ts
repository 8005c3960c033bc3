import type { Interval } from '../kernel/instant.ts';
import { contains, length, merged } from './intervals.ts';
import type { CollectorGap } from './collector-gap.ts';
import type { Stretch } from './timeline.ts';

/**
 * What a contract says about the time of a period that counts. Instants in UTC ms; intervals half-open, in order, without
 * overlap, and at least for the whole period they are asked for.
 */
export interface TimeRules {
  /** S: service hours. Absent: round the clock. */
  service?: Interval[];
  /** X: the parts of maintenance windows that the contract lets leave. */
  excluded: Interval[];
  /** `exclude`: X leaves the counted time. `countAsUp`: it stays, as up. `none`: nothing is excluded. */
  treatment: 'exclude' | 'countAsUp' | 'none';
  /** What the rules were made from, e.g. `calendar/3@2`: said with every result. */
  versions: string[];
  /** Collector gaps, in any order, also some before and behind the period; absent: none. */
  gaps?: readonly CollectorGap[];
}

/** Time that counts: the period up to `until`, inside validFor; and the ends between which a sample has to start. */
export interface CountedSpan extends Interval {
  /** Samples start before this (the period's end), and not after `end`. */
  samplesBefore: number;
  /** The counted intervals of [start, samplesBefore), where a contract's rules leave some out; absent: all of it counts. */
  counted?: readonly Interval[];
  /** The part of them that counts as up, whatever was measured. */
  up?: readonly Interval[];
  /** Service hours, from the first case of the period on (times to repair run in them only); absent: round the clock. */
  service?: readonly Interval[];
}

/**
 * The counted time of a span under a contract's rules: E = P and V and S without X. With `countAsUp` X stays in E, counts as
 * up and covered, and no sample in it is taken. Absent rules: the span as it is. Pure. Source: docs/evaluation.md, section 2.
 */
export function underRules(span: CountedSpan, time: TimeRules | undefined): CountedSpan {
  if (time === undefined) return span;
  const whole = { start: span.start, end: Math.max(span.start, span.samplesBefore) };
  const excluded = time.treatment === 'none' ? [] : time.excluded;
  if (time.service === undefined && excluded.length === 0) return span;
  const service = time.service === undefined ? {} : { service: time.service };
  const inHours = time.service === undefined ? [whole] : insideOf([whole], time.service);
  const left = insideOf(inHours, excluded);
  const counted = time.treatment === 'exclude' ? outsideOf(inHours, left) : inHours;
  return { ...span, ...service, counted, ...(time.treatment === 'countAsUp' && left.length > 0 ? { up: left } : {}) };
}

/** X inside P, V and S up to the end of a span: what the contract's rules take out of it or count as up. */
export function excludedIn(span: CountedSpan, time: TimeRules | undefined): Interval[] {
  if (time === undefined || time.treatment === 'none') return [];
  const whole = [{ start: span.start, end: span.end }];
  return insideOf(time.service === undefined ? whole : insideOf(whole, time.service), time.excluded);
}

/** The collector gaps of a contract's rules: in order, without overlap; they reach beyond the period. */
export function gapsOf(time: TimeRules | undefined): Interval[] {
  return time?.gaps === undefined ? [] : merged(time.gaps);
}

/** The counted time of a span up to its end, as intervals. */
export function countedIntervals({ start, end, counted }: CountedSpan): Interval[] {
  const whole = { start, end: Math.max(start, end) };
  return counted === undefined ? [whole] : insideOf([whole], counted);
}

/** Length of the counted time of a span up to its end, ms. */
export function countedLength(span: CountedSpan): number {
  return span.counted === undefined ? Math.max(0, span.end - span.start) : length(countedIntervals(span));
}

/** Length of all the counted time of a span, to the end of its period, ms. */
export function wholeLength(span: CountedSpan): number {
  return countedLength({ ...span, end: span.samplesBefore });
}

/** Whether a sample that starts at an instant is taken: the instant counts, and is not in time that counts as up. */
export function isTaken({ counted, up }: CountedSpan, instant: number): boolean {
  return (counted === undefined || contains(counted, instant)) && (up === undefined || !contains(up, instant));
}

/** The counted part of what is known of a span; time that counts as up is known, and up. */
export function countedPart(known: readonly Stretch[], span: CountedSpan): Stretch[] {
  const { counted, up } = span;
  if (counted === undefined) return [...known];
  const inside = insideOf(known, counted);
  if (up === undefined) return inside;
  const upHere = insideOf([{ start: span.start, end: span.end }], up).map((each) => ({ ...each, weight: 0 }));
  return [...outsideOf(inside, upHere), ...upHere].sort((left, right) => left.start - right.start);
}

/** The parts of stretches inside any of the intervals. Both in order and without overlap; so is the result. */
export function insideOf<Piece extends Interval>(pieces: readonly Piece[], intervals: readonly Interval[]): Piece[] {
  const parts: Piece[] = [];
  for (const piece of pieces) {
    for (let at = firstEndingAfter(intervals, piece.start); at < intervals.length; at += 1) {
      const { start, end } = intervals[at] ?? { start: Infinity, end: Infinity };
      if (start >= piece.end) break;
      parts.push({ ...piece, start: Math.max(start, piece.start), end: Math.min(end, piece.end) });
    }
  }
  return parts;
}

/** The parts of stretches outside all of the intervals. Both in order and without overlap; so is the result. */
export function outsideOf<Piece extends Interval>(pieces: readonly Piece[], intervals: readonly Interval[]): Piece[] {
  const parts: Piece[] = [];
  for (const piece of pieces) {
    let position = piece.start;
    for (const { start, end } of insideOf([{ start: piece.start, end: piece.end }], intervals)) {
      if (start > position) parts.push({ ...piece, start: position, end: start });
      position = end;
    }
    if (position < piece.end) parts.push({ ...piece, start: position });
  }
  return parts;
}

function firstEndingAfter(intervals: readonly Interval[], instant: number): number {
  let [low, high] = [0, intervals.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((intervals[middle]?.end ?? Infinity) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
