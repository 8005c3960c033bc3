import { derivedId } from '../kernel/ids.ts';
import type { Interval } from '../kernel/instant.ts';
import type { LostAt } from './certainty.ts';
import { gapVersion } from './collector-gap.ts';
import { gapsOf, type TimeRules } from './counted-time.ts';
import { hourMs } from './duration.ts';
import { clip } from './intervals.ts';
import type { Objective, Period } from './objective-model.ts';
import { sliceStart } from './period.ts';
import { defaultParts } from './ratio-figures.ts';
import type { SliceTrail } from './slice-trail.ts';
import { isOfCases } from './statistic.ts';
import type { Tally } from './tally.ts';

/**
 * What is remembered of a running period up to an instant, so that an assessment goes on from there without reading it again: the
 * same assessment as from all of its samples. It holds for one objective, one period and one set of rules about the
 * time before it, and as long as no fact before it changes. Plain JSON.
 */
export interface Prefix {
  /** Names what it was made for and under: see {@link prefixKey}. */
  key: string;
  /** Everything up to here is in it, UTC ms. */
  to: number;
  tally: Tally;
  /** As if nothing had been excluded; absent where nothing was. */
  plain?: Tally;
  trail?: SliceTrail;
  /** When what may be lost of the whole period was lost, UTC ms, of counted time of `wholeMs`. */
  lost?: LostAt;
  isExceptionFeed: boolean;
  isPercent?: boolean;
}

/** Grows when what is remembered changes its meaning: what an older service has remembered is then let go. */
const form = 1;

/** So much event time before what is known is read anew every time: most late facts lie in it. */
export const rereadMs = hourMs;

/**
 * The instant up to which an open period that is known until `until` may be remembered: a whole number of hours and of slices
 * from its start; undefined when there is nothing to remember. Rolling windows move at both ends, cases are few and change
 * after the fact, outages by `unavailableAfter` and
 * `minOutage` are decided by what follows, and validFor may cut the first slice: they are read whole. UTC ms.
 */
export function prefixEnd(objective: Objective, { start }: Interval, until: number): number | undefined {
  const step = stepOf(objective);
  if (step === undefined || !isBegunBySlices(objective, start)) return undefined;
  const to = start + Math.floor((until - rereadMs - start) / step) * step;
  return to > start ? to : undefined;
}

function stepOf(objective: Objective): number | undefined {
  if (!isRemembered(objective)) return undefined;
  const lengths = sliceLengths(objective);
  const longest = Math.max(...lengths, 0);
  if (longest === 0) return hourMs;
  return lengths.every((length) => longest % length === 0) ? Math.ceil(hourMs / longest) * longest : undefined;
}

/** Where validFor cuts the first slice, the cut would have to follow slices that begin before the period. */
function isBegunBySlices(objective: Objective, start: number): boolean {
  return sliceLengths(objective).every((length) => sliceStart(objective.window, length, start) === start);
}

function isRemembered({ statistic, window, parts, minOutageMs }: Objective): boolean {
  if (window.type === 'rolling' || isOfCases(statistic)) return false;
  return statistic.kind !== 'availability' || (parts === undefined && minOutageMs === undefined);
}

/** Lengths of the slices that a cut must not go through, ms. */
function sliceLengths({ statistic, sliceMs, parts = defaultParts }: Objective): number[] {
  const isBySlices = statistic.kind === 'ratio' && statistic.method !== 'occurrences';
  return [...(sliceMs === undefined ? [] : [sliceMs]), ...(isBySlices ? [parts.lengthMs] : [])];
}

/** Text that is the same as long as what was remembered up to an instant still holds, unless facts have changed. */
export function prefixKey(
  objective: Objective,
  period: Period,
  { time, to }: { time?: TimeRules | undefined; to: number },
): string {
  return derivedId(form, period.id, period.start, period.end, JSON.stringify(objective), rulesText(period, time, to));
}

/** What the rules say about the time before an instant; what they say about later may change. Gaps are told by their time. */
function rulesText({ start }: Interval, time: TimeRules | undefined, to: number): string {
  const { versions, excluded, treatment, service } = time ?? noRules;
  const before = { start, end: to };
  const left = clip(excluded, before);
  const gaps = clip(gapsOf(time), { start: -Infinity, end: to });
  return JSON.stringify([
    versions.filter((version) => !version.startsWith(gapVersion)),
    left.length === 0 ? 'none' : treatment,
    left,
    service === undefined ? null : clip(service, before),
    ...(gaps.length === 0 ? [] : [gaps]),
  ]);
}

const noRules: TimeRules = { excluded: [], treatment: 'none', versions: [] };
