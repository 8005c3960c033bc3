import type { Interval } from '../kernel/instant.ts';
import { outsideOf } from './counted-time.ts';
import { compareDecimals, decimalOf, divide, subtract } from './decimal.ts';
import {
  sampleName,
  type CaseSample,
  type RatioSample,
  type Sample,
  type StateSample,
  type ValueSample,
} from './measurement.ts';
import type { Objective, Statistic } from './objective-model.ts';
import { carriedTimeline, carriedValues, standsUntil, type Carried, type HeldValue } from './carry-forward.ts';
import { isOfCases } from './statistic.ts';
import { timelineOf, type Stretch } from './timeline.ts';
import { canonicalUnit, convertUnit, isShareUnit } from './units.ts';

/** The samples of one series made ready for figures over any part of their time. */
export interface Readings {
  /** In order of start (level statistics). */
  values: HeldValue[];
  /** In order of start (ratio). */
  ratios: RatioSample[];
  /** In order of start (statistics of cases). */
  cases: CaseSample[];
  /** What is known when: weight 0 to 1 is down for availability, always 0 otherwise. */
  timeline: Stretch[];
  /** Starts of the samples the time line was made from, in order. */
  starts: number[];
  /** Time that nothing is said about counts as up. */
  isExceptionFeed: boolean;
  /** Samples that could not be used, in order of start. */
  refused?: readonly Refused[];
  /** Whether shares of up time without a unit are percentages; absent where there are none. */
  isPercent?: boolean;
  /** Collector gaps, in order, without overlap: silence in them says nothing. */
  gaps: readonly Interval[];
}

/** A sample that could not be used, and why (a unit that does not convert). */
export interface Refused {
  start: number;
  reason: string;
}

type Availability = Extract<Statistic, { kind: 'availability' }>;

/**
 * Orders samples, drops repetitions (of several with one key the last wins) and works out what time each speaks for: a
 * value with an end for [start, end); without one until the next value, at most the measurement interval. States and
 * counts speak for their interval, an open state for all time after it. Zero is a value like any other. With the policy
 * carryForward a value or state stands until the next one, at most `carryForwardMs` after its time or the end of its
 * interval; counts are not carried.
 *
 * A feed of states reports exceptions: time in none of them counts as up, unless the contract sets a missing-data policy
 * itself. Which kind a feed is shows in any of its samples: hand in an earlier one when a quiet feed has none in reach.
 *
 * In collector gaps (`gaps`: sorted, disjoint) nothing stands by silence alone: nothing is carried into one, and an open state
 * that is up says nothing there. What was measured counts, and what is down stays down.
 */
export function readSamples(
  objective: Objective,
  samples: readonly Sample[],
  gaps: readonly Interval[] = [],
): Readings {
  const ordered = inOrder(samples);
  const { statistic } = objective;
  if (isOfCases(statistic)) return caseReadings(ordered);
  if (statistic.kind === 'ratio') return { ...ratioReadings(ordered), gaps };
  const { values, ...read } = heldValues(objective, ordered, gaps);
  if (statistic.kind !== 'availability') {
    return {
      values: carriedValues(values),
      ...{ ratios: [], cases: [] },
      timeline: carriedTimeline(values.map(({ start, end, carryTo }) => ({ start, end, carryTo, weight: 0 }))),
      starts: values.map(({ start }) => start),
      isExceptionFeed: false,
      ...read,
      gaps,
    };
  }
  const states = ordered.filter((sample): sample is StateSample => sample.kind === 'state');
  const stretches = [...stateStretches(states, objective, gaps), ...valueStretches(statistic, values)].sort(
    (left, right) => left.start - right.start,
  );
  return {
    values: [],
    ratios: ordered.filter((sample): sample is RatioSample => sample.kind === 'ratio'),
    cases: [],
    timeline: carriedTimeline(withoutSilence(stretches, gaps)),
    starts: stretches.map(({ start }) => start),
    isExceptionFeed: states.length > 0 && objective.defaulted.includes('missingData'),
    ...read,
    gaps,
  };
}

function inOrder(samples: readonly Sample[]): readonly Sample[] {
  // Buckets come in order and without repetitions: most often there is nothing to do.
  if (samples.every(({ start }, index) => index === 0 || start > (samples[index - 1]?.start ?? Infinity)))
    return samples;
  const sorted = [...samples].sort(byKey);
  return sorted.filter((sample, index) => {
    const next = sorted[index + 1];
    return next === undefined || byKey(sample, next) !== 0;
  });
}

function byKey(left: Sample, right: Sample): number {
  if (left.start !== right.start) return left.start - right.start;
  if (left.kind !== right.kind) return left.kind < right.kind ? -1 : 1;
  const [leftName, rightName] = [sampleName(left), sampleName(right)];
  if (leftName === rightName) return 0;
  return leftName < rightName ? -1 : 1;
}

function ratioReadings(ordered: readonly Sample[]): Readings {
  const ratios = ordered.filter((sample): sample is RatioSample => sample.kind === 'ratio');
  const timeline = timelineOf(ratios.map(({ start, end }) => ({ start, end, weight: 0 })));
  return { ...nothing, ratios, timeline, starts: ratios.map(({ start }) => start) };
}

function caseReadings(ordered: readonly Sample[]): Readings {
  return { ...nothing, cases: ordered.filter((sample): sample is CaseSample => sample.kind === 'case') };
}

const nothing: Readings = {
  ...{ values: [], ratios: [], cases: [], timeline: [], starts: [], gaps: [] },
  isExceptionFeed: false,
};

function heldValues(
  objective: Objective,
  ordered: readonly Sample[],
  gaps: readonly Interval[],
): Pick<Readings, 'values' | 'refused' | 'isPercent'> {
  const samples = ordered.filter((sample): sample is ValueSample => sample.kind === 'value');
  const { convert, isPercent } = converterFor(objective, samples);
  const values: HeldValue[] = [];
  const refused: Refused[] = [];
  samples.forEach((sample, index) => {
    const { value, reason } = convert(sample);
    if (value === undefined) refused.push({ start: sample.start, reason });
    else values.push({ start: sample.start, ...heldTo(samples, index, { objective, gaps }), value });
  });
  return {
    values,
    ...(refused.length === 0 ? {} : { refused }),
    ...(isPercent === undefined ? {} : { isPercent }),
  };
}

/** What decides how long a value speaks. */
interface Held {
  objective: Objective;
  gaps: readonly Interval[];
}

function heldTo(
  samples: readonly ValueSample[],
  index: number,
  { objective: { measurementIntervalMs, carryForwardMs }, gaps }: Held,
): Pick<HeldValue, 'end' | 'carryTo'> {
  const sample = samples[index];
  if (sample === undefined) return { end: -Infinity };
  if (sample.end !== undefined) return { end: sample.end, ...carryFrom(sample.end, carryForwardMs, gaps) };
  let next = index + 1;
  while (samples[next]?.start === sample.start) next += 1;
  // Carried forward it stands as long as that says, whatever the interval of measuring.
  const { start } = sample;
  const stands =
    carryForwardMs === undefined
      ? start + measurementIntervalMs
      : standsUntil(start + Math.min(measurementIntervalMs, carryForwardMs), start + carryForwardMs, gaps);
  return { end: Math.min(samples[next]?.start ?? Infinity, stands) };
}

function carryFrom(end: number, carryForwardMs: number | undefined, gaps: readonly Interval[]): { carryTo?: number } {
  return carryForwardMs === undefined ? {} : { carryTo: standsUntil(end, end + carryForwardMs, gaps) };
}

type Converter = (sample: ValueSample) => { value: number; reason?: undefined } | { value?: undefined; reason: string };

const asItIs: Converter = ({ value }) => (Number.isFinite(value) ? { value } : { reason: 'not a finite number' });

function converterFor(
  { statistic, unit }: Objective,
  samples: readonly ValueSample[],
): { convert: Converter; isPercent?: boolean } {
  if (statistic.kind === 'availability')
    return statistic.downWhen === undefined ? upShare(samples) : { convert: asItIs };
  return { convert: unit === undefined ? asItIs : inUnit(unit) };
}

function inUnit(unit: string): Converter {
  return (sample) => {
    const isSame = sample.unit === undefined || sample.unit === unit || canonicalUnit(sample.unit) === unit;
    if (isSame || !Number.isFinite(sample.value)) return asItIs(sample);
    const { value, reason } = convertUnit(decimalOf(sample.value), sample.unit ?? unit, unit);
    return value === undefined ? { reason } : { value: Number(value) };
  };
}

/**
 * Values of an availability indicator without a condition are shares of up time: with unit % from 0 to 100; without one
 * from 0 (down) to 1 (up), or percent when any of the values given is above 1.
 */
function upShare(samples: readonly ValueSample[]): { convert: Converter; isPercent?: boolean } {
  const plain = samples.filter(({ unit }) => unit === undefined);
  const isPercent = plain.some(({ value }) => value > 1);
  const convert: Converter = ({ value, unit }) => {
    if (unit !== undefined && !isShareUnit(unit)) return { reason: `${unit} is not a unit of a share` };
    const share = shareOf(value, unit, isPercent);
    return share >= 0 && share <= 1 ? { value: share } : { reason: 'not a share of up time' };
  };
  return plain.length === 0 ? { convert } : { convert, isPercent };
}

function shareOf(value: number, unit: string | undefined, isPercent: boolean): number {
  if (unit === undefined) return isPercent ? Number(divide(value, 100)) : value;
  return Number(convertUnit(decimalOf(value), unit, 'ratio').value ?? Number.NaN);
}

function stateStretches(
  states: readonly StateSample[],
  { carryForwardMs }: Objective,
  gaps: readonly Interval[],
): Carried[] {
  return states.map(({ start, end, state, weight }) => ({
    start,
    end: end ?? Infinity,
    weight: weightOfState(state, weight),
    ...carryFrom(end ?? Infinity, carryForwardMs, gaps),
  }));
}

/** An open state that is up is one only because nothing else was told since: that says nothing in a gap. */
function withoutSilence(stretches: Carried[], gaps: readonly Interval[]): Carried[] {
  if (gaps.length === 0) return stretches;
  return stretches.flatMap((stretch) => {
    const { carryTo: _past, ...open } = stretch;
    return open.end === Infinity && open.weight === 0 ? outsideOf([open], gaps) : [stretch];
  });
}

function weightOfState(state: StateSample['state'], weight: number): number {
  if (state === 'degraded') return weight;
  return state === 'down' ? 1 : 0;
}

function valueStretches({ downWhen }: Availability, values: readonly HeldValue[]): Carried[] {
  if (downWhen === undefined) {
    return values.map(({ value, ...held }) => ({ ...held, weight: Number(subtract(1, value)) }));
  }
  const isDown = conditionOf(downWhen);
  return values.map(({ value, ...held }) => ({ ...held, weight: isDown(value) ? 1 : 0 }));
}

function conditionOf({ operator, value: text }: NonNullable<Availability['downWhen']>): (value: number) => boolean {
  const holds: Record<typeof operator, (order: number) => boolean> = {
    gt: (order) => order > 0,
    gte: (order) => order >= 0,
    lt: (order) => order < 0,
    lte: (order) => order <= 0,
    eq: (order) => order === 0,
    ne: (order) => order !== 0,
  };
  const hold = holds[operator];
  // Up to 15 digits a decimal and its double are in step: plain numbers compare alike, and much faster.
  if (text.length <= 15) return (value) => hold(value - Number(text));
  return (value) => hold(compareDecimals(value, text));
}
